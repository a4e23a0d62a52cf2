"""``pii-guard scan``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from pii_guard.batch import scan_paths, walk
from pii_guard.cli import exit_codes
from pii_guard.cli.options import make_scanner, scanner_options
from pii_guard.model import Action, Context, Summary
from pii_guard.readers import Options
from pii_guard.reporters import REPORTERS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from click._termui_impl import ProgressBar


@click.command("scan", short_help="Scan files and folders.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the report.")
@click.option("--fail-on", type=click.Choice(["block", "warn", "report"]), default="block", show_default=True)
@click.option("--explain", is_flag=True, help="Say what each score is made of.")
@click.option("--encoding", help="Of all files; else it is found out.")
@click.option("--delimiter", help="Of all tables; else it is found out.")
@scanner_options(Context.EXPORT)
def command(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    explain: bool,  # noqa: FBT001 - click passes options so
    encoding: str | None,
    delimiter: str | None,
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Scan files and folders: text in any encoding, CSV, JSON and JSON Lines.

    Exit code 0: nothing that the policy blocks; 1: findings; 2: wrong usage, policy or rules; 3: something
    could not be scanned.
    """
    options = Options(encoding=_known(encoding), delimiter=_character(delimiter))
    scanner = make_scanner(context, profile, policy, rule_files)
    summary = Summary()
    with ExitStack() as stack:
        stream: TextIO = sys.stdout
        if output:
            stream = stack.enter_context(output.open("w", encoding="utf-8", newline="\n"))
        reporter = REPORTERS[form](stream, scanner.pack, explain=explain)
        files = list(walk(paths))
        bar = stack.enter_context(_progress(files))
        for item in scan_paths(files, scanner, summary, options, on_file=lambda path: bar.update(_size(path))):
            reporter.add(item)
        reporter.finish(summary)
    return exit_codes.of(summary, Action(fail_on))


def _progress(files: list[Path]) -> AbstractContextManager[ProgressBar[int]]:
    """A bar on standard error by bytes, with rate and time left; nothing where that is no terminal."""
    bar: ProgressBar[int] = click.progressbar(
        length=sum(map(_size, files)) or 1, label="Scanning", file=sys.stderr, hidden=not sys.stderr.isatty()
    )
    return bar


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _known(encoding: str | None) -> str | None:
    if encoding is not None:
        try:
            "".encode(encoding)
        except LookupError:
            raise click.BadParameter("unknown encoding", param_hint="--encoding") from None
    return encoding


def _character(delimiter: str | None) -> str | None:
    one = {"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter)
    if one is not None and len(one) != 1:
        raise click.BadParameter("give one character", param_hint="--delimiter")
    return one
