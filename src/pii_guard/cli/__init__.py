"""The command ``pii-guard``: the only place that prints and exits."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.errors import ConfigError, PiiGuardError

COMMANDS = {
    "scan": "Scan files and folders.",
    "redact": "Write a copy of a file or folder without what is found.",
    "report": "Make a report from findings.",
    "check": "Check one text as it would be checked at input.",
    "hook": "Check what git is about to record.",
    "rules": "List, explain and check rules.",
}


class _LazyGroup(click.Group):
    """Imports a command's module only when it is called: a hook must start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pii_guard.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pii-guard-no", prog_name="pii-guard")
def group() -> None:
    """Find personal data and sensitive disclosures in Norwegian text."""


def main() -> None:
    """Run the command; every error of ours becomes one clear line, and each kind has its exit code."""
    code: int = ExitCode.CLEAN
    try:
        code = group(standalone_mode=False) or ExitCode.CLEAN
    except click.ClickException as error:
        error.show()
        code = ExitCode.CONFIG
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = ExitCode.INTERRUPTED
    except ConfigError as error:
        for problem in error.problems:
            click.echo(f"pii-guard: {problem}", err=True)
        code = ExitCode.CONFIG
    except PiiGuardError as error:
        click.echo(f"pii-guard: {error}", err=True)
        code = ExitCode.INCOMPLETE
    except Exception as error:  # noqa: BLE001 - a crash must not show the text that it crashed on
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_name}:{where.tb_lineno}" if where else "unknown place"
        click.echo(
            f"pii-guard: internal error ({type(error).__name__} in {place}); nothing is said to be clean", err=True
        )
        code = ExitCode.INCOMPLETE
    sys.exit(code)
