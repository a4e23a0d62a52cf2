"""``pii-guard check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import click

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.options import make_scanner, scanner_options
from pii_guard.messages import Language, violation_message
from pii_guard.model import Action, Context, Finding

if TYPE_CHECKING:
    from pii_guard.cli.request import Chosen
    from pii_guard.scanner import Scanner

_PLACE: dict[str, str] = {
    "nb": "tegn {start}-{end}",
    "nn": "teikn {start}-{end}",
    "en": "characters {start}-{end}",
}


@click.command("check", short_help="Check one text as it would be checked at input.")
@click.argument("text")
@click.option("--lang", type=click.Choice(["nb", "nn", "en"]), default="nb", show_default=True)
@click.option("--explain", is_flag=True, help="Say what each score is made of.")
@scanner_options(Context.INPUT)
def command(
    text: str,
    lang: str,
    explain: bool,  # noqa: FBT001 - click passes options so
    chosen: Chosen,
) -> int:
    """Check TEXT, or standard input where TEXT is ``-``. The text itself is never printed."""
    if text == "-":
        text = sys.stdin.read()
    scanner = make_scanner(chosen)
    findings = scanner.scan(text)
    blocked = [finding for finding in findings if finding.action is Action.BLOCK]
    if blocked:
        click.echo(violation_message(blocked, scanner.pack.entities, cast("Language", lang)))
    for finding in findings:
        click.echo(_line(finding, scanner, lang))
        for reason in finding.reasons if explain else ():
            click.echo(f"    {reason}")
    return ExitCode.FINDINGS if blocked else ExitCode.CLEAN


def _line(finding: Finding, scanner: Scanner, lang: str) -> str:
    title = scanner.pack.entities[finding.entity].title[cast("Language", lang)]
    place = _PLACE[lang].format(start=finding.start + 1, end=finding.end)
    return f"- {title} ({place}): {finding.entity}, {finding.score:.2f}, {finding.rule}"
