"""The commands as click has them."""

from __future__ import annotations

from importlib import import_module

import click

from pii_guard.cli import COMMANDS
from pii_guard.cli.exit_codes import ExitCode


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


def run() -> int:
    """Run the command that the arguments name; what click finds wrong with them it says itself."""
    try:
        code: int = group(standalone_mode=False) or ExitCode.CLEAN
    except click.ClickException as error:
        error.show()
        return ExitCode.CONFIG
    except click.Abort:
        raise KeyboardInterrupt from None
    return code
