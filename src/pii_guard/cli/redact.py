"""``pii-guard redact``."""

from __future__ import annotations

from pathlib import Path

import click

from pii_guard.batch import redact_file
from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import make_scanner, scanner_options
from pii_guard.model import Context
from pii_guard.readers import Options
from pii_guard.reporters.text import totals


@click.command("redact", short_help="Write a copy of a file without what is found.")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The copy.")
@click.option("--force", is_flag=True, help="Write over an existing copy.")
@click.option("--encoding", help="Of the file; else it is found out.")
@scanner_options(Context.EXPORT)
def command(
    source: Path,
    output: Path,
    force: bool,  # noqa: FBT001 - click passes options so
    encoding: str | None,
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Write a copy of SOURCE with labels in place of what is found; all else is byte for byte the same."""
    if output.exists() and output.samefile(source):
        raise click.UsageError("the copy must not be the file itself")
    if output.exists() and not force:
        raise click.UsageError("the copy exists; give --force to write over it")
    scanner = make_scanner(context, profile, policy, rule_files)
    summary = redact_file(source, output, scanner, Options(encoding=encoding))
    for line in totals(summary):
        click.echo(line)
    return ExitCode.INCOMPLETE if summary.problems else ExitCode.CLEAN
