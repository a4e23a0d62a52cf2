"""What the hook is asked to do, and the short way to know it: git's own calls need no parser of options."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FLAGS = {"--pre-push": "push", "--export": "export", "--all-lines": "all_lines", "--all-files": "all_files"}
_VALUES = {"--commit-msg": "message", "--remote": "remote", "--range": "revisions"}


class Chosen(NamedTuple):
    """What a command's scanner is made from."""

    context: str = "commit"
    profile: str = "rules"
    policy: Path | None = None
    """A settings file; None for the one that is found."""
    rule_files: tuple[Path, ...] = ()


class Report(NamedTuple):
    """How a command for repositories tells what it found."""

    form: str = "text"
    output: Path | None = None
    """None for standard output."""
    explain: bool = False


class Request(NamedTuple):
    """The options of ``pii-guard hook``."""

    files: tuple[str, ...] = ()
    message: str | None = None
    push: bool = False
    remote: str = ""
    revisions: str | None = None
    export: bool = False
    all_lines: bool = False
    all_files: bool = False
    report: Report = Report()
    chosen: Chosen = Chosen()


def plain_request(arguments: Sequence[str]) -> Request | None:
    """The request of the arguments that hooks are called with; None for any other, which click reads.

    >>> plain_request(["--remote", "origin", "a.py"]).files, plain_request(["--format", "sarif"])
    (('a.py',), None)
    """
    given: dict[str, object] = {}
    files: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            files += rest
        elif argument in _FLAGS:
            given[_FLAGS[argument]] = True
        elif argument in _VALUES:
            value = next(rest, None)
            if value is None:
                return None
            given[_VALUES[argument]] = value
        elif argument.startswith("-"):
            return None
        else:
            files.append(argument)
    return Request(tuple(files))._replace(**given)  # type: ignore[arg-type] # each of its own type
