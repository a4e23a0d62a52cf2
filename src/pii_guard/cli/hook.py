"""``pii-guard hook``: what git is about to record."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pii_guard.batch import scan_content, scan_paths
from pii_guard.cli import exit_codes
from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import make_scanner, scanner_options
from pii_guard.git import commits, root_of, staged, strip_message
from pii_guard.model import Action, Context, Finding, LocatedText, Location, ReadProblem, Summary
from pii_guard.reporters.text import TextReporter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pii_guard.scanner import Scanner

_ADVICE = """
Personal data must not become history. Take it out, or put invented data in its place:
  a synthetic national id has 80 added to its month; phone numbers 68 05 00 00 to 68 05 99 99 are for fiction.
Is a finding wrong, or meant? Say so on its line, with the rule and a reason:
  pii-guard: ignore[{rule}] why it may stay
"""


@click.command("hook", short_help="Check what git is about to record.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--commit-msg", "message_file", type=click.Path(path_type=Path), help="Check a commit message file.")
@click.option("--range", "revisions", help="Check all commits of a range such as origin/main..HEAD.")
@click.option("--explain", is_flag=True, help="Say what each score is made of.")
@scanner_options(Context.COMMIT)
def command(
    files: tuple[Path, ...],
    message_file: Path | None,
    revisions: str | None,
    explain: bool,  # noqa: FBT001 - click passes options so
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Check FILES as they stand on disk, or without FILES the staged content of the repository."""
    scanner = make_scanner(context, profile, policy, rule_files)
    summary = Summary()
    if message_file:
        items = _message(
            message_file.read_text(encoding="utf-8", errors="surrogateescape"), message_file.name, scanner, summary
        )
    elif revisions:
        items = _range(revisions, scanner, summary)
    elif files:
        items = scan_paths(files, scanner, summary)
    else:
        items = _staged(scanner, summary)
    return _report(items, scanner, summary, given=bool(files), explain=explain)


def _report(
    items: Iterable[Finding | ReadProblem], scanner: Scanner, summary: Summary, *, given: bool, explain: bool
) -> int:
    """Print findings that stop or warn, then what was scanned; silence is never a pass."""
    out = io.StringIO()
    reporter = TextReporter(out, scanner.pack, explain=explain)
    blocked = ""
    for item in items:
        reporter.add(item)
        if isinstance(item, Finding) and item.action is Action.BLOCK:
            blocked = blocked or item.rule
    if blocked:
        out.write(_ADVICE.format(rule=blocked))
    reporter.finish(summary)
    click.echo(out.getvalue(), nl=False)
    if summary.files or summary.problems:
        return exit_codes.of(summary)
    if given and not summary.skipped:
        click.echo("pii-guard: files were given but nothing was scanned", err=True)
        return ExitCode.INCOMPLETE
    click.echo("pii-guard: nothing to scan: no text was staged or given")
    return ExitCode.CLEAN


def _staged(scanner: Scanner, summary: Summary) -> Iterator[Finding | ReadProblem]:
    for blob in staged(root_of(Path.cwd())):
        yield from scan_content(Path(blob.path), blob.content, scanner, summary)


def _range(revisions: str, scanner: Scanner, summary: Summary) -> Iterator[Finding | ReadProblem]:
    for commit, message, blobs in commits(root_of(Path.cwd()), revisions):
        yield from _message(message, f"message of {commit[:10]}", scanner, summary)
        for blob in blobs:
            yield from scan_content(Path(blob.path), blob.content, scanner, summary, commit=commit)


def _message(message: str, source: str, scanner: Scanner, summary: Summary) -> Iterator[Finding | ReadProblem]:
    text = strip_message(message)
    summary.files += 1
    summary.texts += 1
    summary.bytes += len(text.encode("utf-8", "surrogateescape"))
    for finding in next(scanner.scan_located([LocatedText(text, Location(source=source))])):
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - text.rfind("\n", 0, finding.start)
        located = finding.moved(Location(source=source, line=line, column=column))
        summary.add(located)
        yield located
