"""``pii-guard hook``: what git is about to record, is about to push, or holds."""

from __future__ import annotations

from typing import Any

import click

from pii_guard.cli.hook_run import run
from pii_guard.cli.options import output_options, scanner_options
from pii_guard.cli.request import Request
from pii_guard.model import Context


@click.command("hook", short_help="Check what git is about to record.")
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--commit-msg", "message", type=click.Path(), help="Check a commit message file.")
@click.option("--pre-push", "push", is_flag=True, help="Check all commits to be pushed, as git's pre-push hook does.")
@click.option("--remote", default="", help="Name of the remote that is pushed to.")
@click.option("--range", "revisions", help="Check all commits of a range such as origin/main..HEAD.")
@click.option("--export", is_flag=True, help="Check exported data: every finding stops, and no code is forgiven.")
@click.option("--all-lines", is_flag=True, help="Old lines of changed files stop the commit too.")
@click.option(
    "--all-files", is_flag=True, help="Check every file of the repository; so does CI=true in the environment."
)
@output_options
@scanner_options(Context.COMMIT)
def command(**request: Any) -> int:
    """Check what the next commit records, or FILES of it.

    Staged files are read from the index, and only lines that the commit adds count. FILES that are not staged are
    checked as they stand on disk, all lines of them.
    """
    return run(Request(**request))
