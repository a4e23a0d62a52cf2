"""``pii-guard history``: everything that a repository has ever held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pii_guard.batch.pool import cores
from pii_guard.cli.journal import Journal
from pii_guard.cli.options import output_options, scanner_options
from pii_guard.cli.outcome import Outcome
from pii_guard.cli.repository import make_review
from pii_guard.model import Context
from pii_guard.review.history import Progress, review_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pii_guard.cli.repository import Review
    from pii_guard.cli.request import Chosen, Report
    from pii_guard.model import ReadProblem, Reviewed


@click.command("history", short_help="Scan all commits, or a range of them.")
@click.argument("revisions", nargs=-1)
@click.option(
    "--resume", "state", type=click.Path(path_type=Path, dir_okay=False), help="Go on from this file, and keep it."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes; all processors where it is not given.")
@output_options
@scanner_options(Context.COMMIT)
def command(
    revisions: tuple[str, ...],
    state: Path | None,
    jobs: int | None,
    report: Report,
    chosen: Chosen,
) -> int:
    """Scan every version of every file once, and every message, of all branches or of REVISIONS such as v1.0..main.

    A value is reported for the first commit that has it. With --resume an interrupted run can be gone on with: the
    file holds what was found until then, and no values.
    """
    for revision in revisions:
        if revision.startswith("-") and revision not in {"--all", "--branches", "--tags", "--not"}:
            raise click.BadParameter("give revisions such as v1.0..main", param_hint="REVISIONS")
    review = make_review(chosen, tokens=True)
    outcome = Outcome(review, report)
    return outcome.run(_items(review, revisions or ("--all",), state, jobs or cores()), given=0)


def _items(
    review: Review, revisions: tuple[str, ...], state: Path | None, jobs: int
) -> Iterator[Reviewed | ReadProblem]:
    """What earlier runs have found, then what this one finds."""
    repository = review.must_have_repository()
    journal = Journal(state, review, revisions) if state else None
    progress = Progress()
    if journal:
        yield from journal.replay(progress)
    for fresh in review_history(
        repository, review.reviewer, revisions, review.summary, progress, processes=jobs
    ):  # fmt: skip
        if journal:
            journal.add(fresh, progress.done)
        yield from fresh
