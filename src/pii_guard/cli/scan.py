"""``pii-guard scan``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from pii_guard.batch.journal import Journal, identity
from pii_guard.batch.scan import scan_files
from pii_guard.batch.walk import walk
from pii_guard.batch.work import Job
from pii_guard.cli import exit_codes
from pii_guard.cli.options import make_scanner, reading_options, scanner_options
from pii_guard.cli.progress import progress
from pii_guard.model import Action, Context, Summary
from pii_guard.reporters import BINARY, REPORTERS, reporter_of

if TYPE_CHECKING:
    from pii_guard.cli.request import Chosen
    from pii_guard.readers import Options
    from pii_guard.scanner import Scanner


@click.command("scan", short_help="Scan files and folders.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the report.")
@click.option("--fail-on", type=click.Choice(["block", "warn", "report"]), default="block", show_default=True)
@click.option("--explain", is_flag=True, help="Say what each score is made of.")
@click.option(
    "--context-chars",
    type=click.IntRange(0, 500),
    default=0,
    help="Show so many characters round each finding, findings masked. Text near a finding can be personal too.",
)
@click.option("--no-resume", is_flag=True, help="Begin anew where a run with the same output was broken off.")
@reading_options
@scanner_options(Context.EXPORT)
def command(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    explain: bool,  # noqa: FBT001 - click passes options so
    context_chars: int,
    no_resume: bool,  # noqa: FBT001
    options: Options,
    jobs: int | None,
    chosen: Chosen,
) -> int:
    """Scan files and folders, of any size: tables, JSON, XML, workbooks, mail, documents, archives, text.

    A run with --output that is broken off goes on where it stood when the same command is given again.

    Exit code 0: nothing that the policy blocks; 1: findings; 2: wrong usage, policy or rules; 3: something
    could not be scanned.
    """
    if form in BINARY and output is None:
        raise click.UsageError(f"--format {form} needs --output")
    scanner = make_scanner(chosen)
    summary = Summary()
    job = Job(options, context_chars=context_chars)
    files = [path for path in walk(paths, summary.skip) if output is None or not _is_product(path, output)]
    if output is None:
        _run(files, scanner, summary, job, jobs, form, sys.stdout, None, explain=explain)
    else:
        part = output.with_name(f".{output.name}.part")
        run = identity(files, job, scanner.pack.digest, scanner.policy, chosen.context, chosen.profile)
        journal = Journal(output.with_name(f".{output.name}.journal"), run, resume=not no_resume)
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            _run(files, scanner, summary, job, jobs, form, stream, journal, explain=explain)
        part.replace(output)
        journal.remove()
    return exit_codes.of(summary, scanner.context, Action(fail_on))


def _run(
    files: list[Path],
    scanner: Scanner,
    summary: Summary,
    job: Job,
    jobs: int | None,
    form: str,
    stream: TextIO,
    journal: Journal | None,
    *,
    explain: bool,
) -> None:
    with ExitStack() as stack:
        reporter = reporter_of(form, stream, scanner.pack, explain=explain)
        tell = stack.enter_context(progress(files, "Scanning"))
        for item in scan_files(files, scanner, summary, job, jobs=jobs, journal=journal, on_progress=tell):
            reporter.add(item)
        reporter.finish(summary)


def _is_product(path: Path, output: Path) -> bool:
    """Whether a file is this command's own report, lying in the folder that is scanned."""
    names = {output.name, f".{output.name}.part", f".{output.name}.journal"}
    return path.name in names and path.parent.resolve() == output.parent.resolve()
