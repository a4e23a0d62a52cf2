"""What git is about to record, or has recorded: read through the real git, by object, never from the work tree."""

from pii_guard.git.changes import EVERYTHING, Change, readable, staged, tracked
from pii_guard.git.command import BlobReader, GitError, Repository
from pii_guard.git.commits import Commit, commits
from pii_guard.git.lines import added_lines
from pii_guard.git.message import strip_message
from pii_guard.git.push import pushed

__all__ = [
    "EVERYTHING",
    "BlobReader",
    "Change",
    "Commit",
    "GitError",
    "Repository",
    "added_lines",
    "commits",
    "pushed",
    "readable",
    "staged",
    "strip_message",
    "tracked",
]
