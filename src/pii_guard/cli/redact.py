"""``pii-guard redact``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pii_guard.batch.redact import RedactionError, redact_file
from pii_guard.batch.verify import left_in
from pii_guard.batch.walk import walk
from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import make_scanner, reading_options, scanner_options
from pii_guard.cli.progress import progress
from pii_guard.masking import Style
from pii_guard.model import Context, ReadProblem, Summary
from pii_guard.reporters.text import count, place_of, totals

if TYPE_CHECKING:
    from pii_guard.cli.request import Chosen
    from pii_guard.readers import Options
    from pii_guard.scanner import Scanner

_SHORTEST_KEY = 16
_MOST_NAMED = 20


@click.command("redact", short_help="Write a copy of a file or folder without what is found.")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The copy.")
@click.option("--force", is_flag=True, help="Write over an existing copy.")
@click.option("--style", type=click.Choice([style.value for style in Style]), default="label", show_default=True)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Secret that decides pseudonyms; without one each run draws its own.",
)
@click.option("--verify", is_flag=True, help="Scan the copy again and fail where anything was left.")
@click.option("--no-resume", is_flag=True, help="Begin anew where a run was broken off.")
@reading_options
@scanner_options(Context.EXPORT)
def command(
    source: Path,
    output: Path,
    force: bool,  # noqa: FBT001 - click passes options so
    style: str,
    key_file: Path | None,
    verify: bool,  # noqa: FBT001
    no_resume: bool,  # noqa: FBT001
    options: Options,
    jobs: int | None,
    chosen: Chosen,
) -> int:
    """Write a copy of SOURCE with replacements for what is found; all else is byte for byte the same.

    The copy is written beside its place and moved there at the end. A run that is broken off goes on where it stood
    when the same command is given again.
    """
    if options.limit is not None or options.sample is not None:
        raise click.UsageError("a copy is made of all records: --limit and --sample are for scan")
    summary, left, uncopied = Summary(), 0, 0
    pairs = _pairs(source, output, summary, force=force)
    scanner = make_scanner(chosen)
    key = _key(key_file)
    if len(pairs) > 1 and not key:
        key = _key_of_run()
    with progress([one for one, _ in pairs], "Redacting") as tell:
        for one, target in pairs:
            refused: ReadProblem | None = None
            try:
                own = redact_file(
                    one, target, scanner, options, style=Style(style), key=key, jobs=jobs, resume=not no_resume,
                    on_progress=tell,
                )  # fmt: skip
            except RedactionError as error:
                if source.is_file():
                    raise
                refused = ReadProblem(error.at, error.problem)
            if refused is not None:
                summary.problems.append(refused)
                uncopied += 1
                continue
            summary.absorb(own)
            if verify:
                left += _verify(target, scanner, options, Style(style), jobs)
    return _report(summary, left, uncopied, verify=verify)


def _report(summary: Summary, left: int, uncopied: int, *, verify: bool) -> int:
    for problem in summary.problems:
        click.echo(f"{place_of(problem.at)}: {problem.message}", err=True)
    for line in totals(summary):
        click.echo(line)
    if uncopied:
        click.echo(f"{count(uncopied, 'file')} got no copy.", err=True)
    if left:
        click.echo(f"The copy still holds {count(left, 'finding')}.", err=True)
    elif verify:
        click.echo("Scanned again: nothing was left.")
    if summary.problems:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if left else ExitCode.CLEAN


def _verify(target: Path, scanner: Scanner, options: Options, style: Style, jobs: int | None) -> int:
    """How many findings the copy still holds; the first 20 are named."""
    left = 0
    for item in left_in(target, scanner, options, style, jobs):
        left += 1
        if left > _MOST_NAMED:
            continue
        what = item.message if isinstance(item, ReadProblem) else f"{item.entity} was left"
        at = item.at if isinstance(item, ReadProblem) else item.location
        click.echo(f"{place_of(at)}: {what}", err=True)
    return left


def _pairs(source: Path, output: Path, summary: Summary, *, force: bool) -> list[tuple[Path, Path]]:
    """Each file and its copy."""
    if source.is_dir():
        if output.resolve().is_relative_to(source.resolve()):
            raise click.UsageError("the copies must not lie in the folder itself")
        pairs = [(path, output / path.relative_to(source)) for path in walk([source], summary.skip)]
        for _, target in pairs:
            target.parent.mkdir(parents=True, exist_ok=True)
    else:
        pairs = [(source, output)]
    for one, target in pairs:
        if target.exists() and target.samefile(one):
            raise click.UsageError("the copy must not be the file itself")
        if target.exists() and not force:
            raise click.UsageError("the copy exists; give --force to write over it")
    return pairs


def _key(path: Path | None) -> bytes:
    if path is None:
        return b""
    key = path.read_bytes().strip()
    if len(key) < _SHORTEST_KEY:
        raise click.BadParameter(f"the key must have at least {_SHORTEST_KEY} bytes", param_hint="--key-file")
    return key


def _key_of_run() -> bytes:
    import secrets  # noqa: PLC0415 - seldom needed

    return secrets.token_bytes(32)
