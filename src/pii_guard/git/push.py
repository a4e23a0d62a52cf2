"""Which commits a push will send."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pii_guard.git.command import Repository

_PARTS = 4
"""``<local ref> <local id> <remote ref> <remote id>``, as git writes them to its pre-push hook."""


def pushed(repository: Repository, environment: Mapping[str, str], lines: Iterable[str], remote: str) -> list[str]:
    """The revisions to scan, as ``git log`` takes them; empty where nothing but deletions is pushed.

    What any branch of the remote already has is left out. ``lines`` are those of git's pre-push hook; under
    pre-commit, which keeps them for itself, its variables in ``environment`` stand in.
    """
    if environment.get("PRE_COMMIT"):
        tips = [environment.get("PRE_COMMIT_TO_REF") or environment.get("PRE_COMMIT_LOCAL_BRANCH") or "HEAD"]
        known = [environment.get("PRE_COMMIT_FROM_REF") or ""]
        remote = environment.get("PRE_COMMIT_REMOTE_NAME") or remote
    else:
        updates = [parts for line in lines if len(parts := line.split()) == _PARTS]
        tips = [local for _, local, _, _ in updates]
        known = [there for _, _, _, there in updates]
    tips = [tip for tip in tips if tip.strip("0")]
    if not tips:
        return []
    # What the remote has may not have been fetched; then its branches that have been are what is known of it.
    there = [f"^{old}" for old in known if old.strip("0") and repository.exists(old)]
    return [*tips, *there, "--not", f"--remotes={remote}" if remote else "--remotes"]
