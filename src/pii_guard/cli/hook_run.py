"""The work of ``pii-guard hook``, without click: a hook must start fast."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.cli.repository import Review
    from pii_guard.cli.request import Request
    from pii_guard.model import ReadProblem, Reviewed


def run(request: Request) -> int:
    """Do what is asked for; returns the exit code."""
    if _is_skipped(request):
        sys.stdout.write("pii-guard: skipped, as SKIP says; nothing was scanned\n")
        return ExitCode.CLEAN
    from pii_guard.cli.outcome import Outcome  # noqa: PLC0415 - what is skipped needs no scanner
    from pii_guard.cli.repository import make_review  # noqa: PLC0415

    everything = request.all_files or os.environ.get("CI", "").lower() not in {"", "0", "false"}
    chosen = request.chosen._replace(context="export") if request.export else request.chosen
    review = make_review(chosen)
    outcome = Outcome(review, request.report, every=request.export)
    complete = everything and not (request.files or request.message or request.revisions or request.push)
    items = _items(review, request, everything=everything)
    return outcome.run(items, given=len(request.files), complete=complete)


def _items(review: Review, request: Request, *, everything: bool) -> Iterator[Reviewed | ReadProblem]:
    """The findings of the run that is asked for."""
    from pii_guard.cli import gather  # noqa: PLC0415 - see above

    if request.revisions is not None and request.revisions.startswith("-"):
        raise ConfigError(["--range: give a range such as origin/main..HEAD"])
    if request.message is not None:
        return gather.message(review, Path(request.message))
    if request.push:
        return gather.push(review, request.remote, sys.stdin)
    if request.revisions is not None:
        return gather.commits_of(review, [request.revisions])
    if request.files:
        files = [Path(name) for name in request.files]
        return gather.files_given(review, files, whole=everything or request.export, all_lines=request.all_lines)
    return gather.index(review, everything=everything, all_lines=request.all_lines)


def _is_skipped(request: Request) -> bool:
    """Whether ``SKIP``, a list of hook ids as pre-commit knows it, has this hook or all of ours."""
    skipped = {name.strip() for name in os.environ.get("SKIP", "").split(",")}
    own = "pii-guard"
    if request.message is not None:
        own = "pii-guard-commit-msg"
    elif request.push:
        own = "pii-guard-pre-push"
    elif request.export:
        own = "pii-guard-export"
    return bool(skipped & {"pii-guard", own})
