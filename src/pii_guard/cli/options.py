"""Options that commands share, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pii_guard.cli.pack import make_pack
from pii_guard.model import Context
from pii_guard.reporters import REPORTERS
from pii_guard.scanner import Scanner
from pii_guard.settings import find_settings, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_CONTEXTS = click.Choice([context.value for context in Context])


def scanner_options(context: Context) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--context``, ``--profile``, ``--policy`` and ``--rules``, with the command's own context as default."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        options = (
            click.option("--context", type=_CONTEXTS, default=context.value, show_default=True),
            click.option("--profile", type=click.Choice(["rules", "full"]), default="rules", show_default=True),
            click.option("--policy", type=_FILE, help="Settings file."),
            click.option(
                "--rules", "rule_files", type=_FILE, multiple=True,
                help="A file of your own rules; may be given several times.",
            ),
        )  # fmt: skip
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format``, ``-o`` and ``--explain`` of the commands for repositories."""
    options = (
        click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", show_default=True),
        click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the report."),
        click.option("--explain", is_flag=True, help="Say what each score is made of."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def make_scanner(context: str, profile: str, policy: Path | None, rule_files: tuple[Path, ...] = ()) -> Scanner:
    """A scanner from the options; settings come from ``--policy`` or else from the working folder."""
    pack = make_pack(rule_files)
    found = policy or find_settings(Path())
    settings = load_policy(found, pack.entities) if found else None
    return Scanner(settings, profile=profile, context=context, pack=pack)  # type: ignore[arg-type] # click has checked
