"""``pii-guard hook``: what git is about to record, is about to push, or holds."""

from __future__ import annotations

from pathlib import Path

import click

from pii_guard.cli.hook_run import run
from pii_guard.cli.options import output_options, scanner_options
from pii_guard.cli.request import Request
from pii_guard.model import Context

_PATH = click.Path(path_type=Path)


@click.command("hook", short_help="Check what git is about to record.")
@click.argument("files", nargs=-1, type=_PATH)
@click.option("--commit-msg", "message", type=_PATH, help="Check a commit message file.")
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
def command(
    files: tuple[Path, ...],
    message: Path | None,
    output: Path | None,
    policy: Path | None,
    rule_files: tuple[Path, ...],
    **others: object,
) -> int:
    """Check what the next commit records, or FILES of it.

    Staged files are read from the index, and only lines that the commit adds count. FILES that are not staged are
    checked as they stand on disk, all lines of them.
    """
    request = Request(
        files=tuple(map(str, files)),
        message=None if message is None else str(message),
        output=None if output is None else str(output),
        policy=None if policy is None else str(policy),
        rule_files=tuple(map(str, rule_files)),
    )
    return run(request._replace(**others))  # type: ignore[arg-type] # click gives each its type
