"""``pii-guard hook``: what git is about to record, is about to push, or holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pii_guard.cli import gather
from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import output_options, scanner_options
from pii_guard.cli.outcome import Outcome
from pii_guard.cli.repository import make_review
from pii_guard.model import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.cli.repository import Review
    from pii_guard.model import ReadProblem, Reviewed

_IDS = {"message": "pii-guard-commit-msg", "push": "pii-guard-pre-push", "export": "pii-guard-export"}


@click.command("hook", short_help="Check what git is about to record.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--commit-msg", "message", type=click.Path(path_type=Path), help="Check a commit message file.")
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
    remote: str,
    revisions: str | None,
    form: str,
    output: Path | None,
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
    **flags: bool,
) -> int:
    """Check what the next commit records, or FILES of it.

    Staged files are read from the index, and only lines that the commit adds count. FILES that are not staged are
    checked as they stand on disk, all lines of them.
    """
    if _is_skipped(message is not None, push=flags["push"], export=flags["export"]):
        click.echo("pii-guard: skipped, as SKIP says; nothing was scanned")
        return ExitCode.CLEAN
    review = make_review(Context.EXPORT.value if flags["export"] else context, profile, policy, rule_files)
    flags["everything"] = flags["all_files"] or os.environ.get("CI", "").lower() not in {"", "0", "false"}
    outcome = Outcome(review, form, output, explain=flags["explain"], every=flags["export"])
    complete = flags["everything"] and not (files or message or revisions or flags["push"])
    return outcome.run(_items(review, files, message, remote, revisions, flags), given=len(files), complete=complete)


def _items(
    review: Review,
    files: tuple[Path, ...],
    message: Path | None,
    remote: str,
    revisions: str | None,
    flags: dict[str, bool],
) -> Iterator[Reviewed | ReadProblem]:
    """The findings of the run that the options ask for."""
    if message is not None:
        return gather.message(review, message)
    if flags["push"]:
        return gather.push(review, remote, sys.stdin)
    if revisions is not None:
        return gather.commits_of(review, [_plain(revisions)])
    if files:
        whole = flags["everything"] or flags["export"]
        return gather.files_given(review, files, whole=whole, all_lines=flags["all_lines"])
    return gather.index(review, everything=flags["everything"], all_lines=flags["all_lines"])


def _plain(revisions: str) -> str:
    if revisions.startswith("-"):
        raise click.BadParameter("give a range such as origin/main..HEAD", param_hint="--range")
    return revisions


def _is_skipped(message: bool, *, push: bool, export: bool) -> bool:  # noqa: FBT001 - one of three
    """Whether ``SKIP``, a list of hook ids as pre-commit knows it, has this hook or all of ours."""
    skipped = {name.strip() for name in os.environ.get("SKIP", "").split(",")}
    kind = "message" if message else "push" if push else "export" if export else ""
    return bool(skipped & {"pii-guard", _IDS.get(kind, "pii-guard")})
