"""Options that commands share, and what is made of them."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pii_guard.cli.pack import make_pack
from pii_guard.cli.request import Chosen, Report
from pii_guard.model import Context
from pii_guard.readers import Options
from pii_guard.readers.options import MEGABYTE
from pii_guard.reporters import REPORTERS
from pii_guard.scanner import Scanner
from pii_guard.settings import find_settings, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_CONTEXTS = click.Choice([context.value for context in Context])


rules_option = click.option(
    "--rules", "rule_files", type=_FILE, multiple=True, help="A file of your own rules; may be given several times."
)  # fmt: skip


def scanner_options(context: Context) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--context``, ``--profile``, ``--policy`` and ``--rules``; the command gets them as ``chosen``.

    ``context`` is the one where none is given.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        options = (
            click.option("--context", type=_CONTEXTS, default=context.value, show_default=True),
            click.option("--profile", type=click.Choice(["rules", "full"]), default="rules", show_default=True),
            click.option("--policy", type=_FILE, help="Settings file."),
            rules_option,
        )
        return _gathering(command, options, "chosen", Chosen)

    return decorate


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--format``, ``-o`` and ``--explain`` of the commands for repositories, which get them as ``report``."""
    options = (
        click.option("--format", "form", type=click.Choice(list(REPORTERS)), default="text", show_default=True),
        click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File for the report."),
        click.option("--explain", is_flag=True, help="Say what each score is made of."),
    )
    return _gathering(command, options, "report", Report)


def _gathering(
    command: Callable[..., Any], options: tuple[Callable[..., Any], ...], name: str, kind: type[Chosen | Report]
) -> Callable[..., Any]:
    """The command with options more, which it gets as one value: a command for its own options does not name them."""

    @wraps(command)
    def gathered(**given: Any) -> Any:
        own = {field: given.pop(field) for field in kind._fields}
        return command(**given, **{name: kind(**own)})

    wrapped: Callable[..., Any] = gathered
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def make_scanner(chosen: Chosen) -> Scanner:
    """A scanner from the options; settings come from ``--policy`` or else from the working folder."""
    pack = make_pack(chosen.rule_files)
    found = chosen.policy or find_settings(Path())
    settings = load_policy(found, pack.entities) if found else None
    return Scanner(settings, profile=chosen.profile, context=chosen.context, pack=pack)  # type: ignore[arg-type] # click has checked


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of how files are read; the command gets them as ``options`` and ``jobs``."""

    @wraps(command)
    def gathered(
        encoding: str | None,
        delimiter: str | None,
        fields: str | None,
        exclude_fields: str | None,
        limit: int | None,
        sample: float | None,
        **others: Any,
    ) -> Any:
        options = Options(
            encoding=_known(encoding), delimiter=_character(delimiter), fields=_names(fields),
            exclude_fields=_names(exclude_fields), limit=limit, sample=sample,
            segment=int(os.environ.get("PII_GUARD_SEGMENT", MEGABYTE)),
        )  # fmt: skip
        return command(options=options, **others)

    choices = (
        click.option("--encoding", help="Of all files; else it is found out."),
        click.option("--delimiter", help="Of all tables; else it is found out."),
        click.option("--fields", help="Only these columns or keys, with commas between; * stands for any letters."),
        click.option("--exclude-fields", help="Not these columns or keys."),
        click.option("--limit", type=click.IntRange(1), help="Only so many records of each file."),
        click.option("--sample", type=click.FloatRange(0, 1, min_open=True), help="Only this share of the records."),
        click.option("--jobs", type=click.IntRange(1), help="Processes; all cores for large files when not given."),
    )
    wrapped: Callable[..., Any] = gathered
    for option in reversed(choices):
        wrapped = option(wrapped)
    return wrapped


def _names(given: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (given or "").split(",") if name.strip())


def _known(encoding: str | None) -> str | None:
    if encoding is not None:
        try:
            "".encode(encoding)
        except LookupError:
            raise click.BadParameter("unknown encoding", param_hint="--encoding") from None
    return encoding


def _character(delimiter: str | None) -> str | None:
    one = {"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter)
    if one is not None and (len(one) != 1 or one in '"\r\n'):
        raise click.BadParameter("give one character that is no quote or line end", param_hint="--delimiter")
    return one
