"""``pii-guard report``."""

from __future__ import annotations

from pathlib import Path

import click

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import rules_option
from pii_guard.cli.pack import make_pack
from pii_guard.model import Summary
from pii_guard.reporters import REPORTERS, reporter_of
from pii_guard.reporters.read_back import read_findings


@click.command("report", short_help="Make a report from findings.")
@click.argument("findings", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The report.")
@click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="html", show_default=True)
@rules_option
def command(findings: Path, output: Path, form: str, rule_files: tuple[Path, ...]) -> int:
    """Make a report from FINDINGS, as ``pii-guard scan --format jsonl --explain`` writes them."""
    summary = Summary()
    part = output.with_name(f".{output.name}.part")
    with findings.open("rb") as stream, part.open("w", encoding="utf-8", newline="\n") as out:
        reporter = reporter_of(form, out, make_pack(rule_files), explain=True)
        for item in read_findings(stream, summary):
            reporter.add(item)
        reporter.finish(summary)
    part.replace(output)
    click.echo(f"{output}: {sum(summary.findings.values()):,} findings")
    return ExitCode.INCOMPLETE if summary.problems else ExitCode.CLEAN
