"""The command ``pii-guard``: the only place that prints and exits."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.cli.request import plain_request
from pii_guard.errors import ConfigError, PiiGuardError

if TYPE_CHECKING:
    from collections.abc import Sequence

gc.set_threshold(100_000)
"""A command makes much and drops little of it; looking for what could be freed took a twentieth of a hook's time."""

COMMANDS = {
    "scan": "Scan files and folders.",
    "redact": "Write a copy of a file or folder without what is found.",
    "report": "Make a report from findings.",
    "check": "Check one text as it would be checked at input.",
    "hook": "Check what git is about to record.",
    "history": "Scan all commits, or a range of them.",
    "baseline": "Accept findings that are there already.",
    "rules": "List, explain and check rules.",
}


def main() -> None:  # noqa: C901 - a branch for each kind of error
    """Run the command; every error of ours becomes one clear line, and each kind has its exit code."""
    code: int = ExitCode.CLEAN
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not have every letter of a file name
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        _say("interrupted")
        code = ExitCode.INTERRUPTED
    except ConfigError as error:
        for problem in error.problems:
            _say(f"pii-guard: {problem}")
        code = ExitCode.CONFIG
    except BrokenPipeError:
        # Whoever read the output has had enough; the interpreter would complain when it flushes what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.INCOMPLETE
    except OSError as error:
        _say(f"pii-guard: {error.filename or 'a file'}: {error.strerror or 'cannot be read or written'}")
        code = ExitCode.INCOMPLETE
    except PiiGuardError as error:
        _say(f"pii-guard: {error}")
        code = ExitCode.INCOMPLETE
    except Exception as error:  # noqa: BLE001 - a crash must not show the text that it crashed on
        where = error.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_name}:{where.tb_lineno}" if where else "unknown place"
        _say(f"pii-guard: internal error ({type(error).__name__} in {place}); nothing is said to be clean")
        code = ExitCode.INCOMPLETE
    gc.freeze()  # the process ends: to look for what could be freed takes a tenth of a hook's time
    sys.exit(code)


def _run(arguments: Sequence[str]) -> int:
    """The hook as git calls it goes its own way: to import click takes a third of the time that a hook may take."""
    request = plain_request(arguments[1:]) if arguments[:1] == ["hook"] else None
    if request is not None:
        from pii_guard.cli.hook_run import run  # noqa: PLC0415 - see above

        return run(request)
    from pii_guard.cli.app import run as run_with_click  # noqa: PLC0415 - see above

    return run_with_click()


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
