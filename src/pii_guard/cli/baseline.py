"""``pii-guard baseline``: what a repository has accepted, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pii_guard.baseline import KEY_VARIABLE, needs_key
from pii_guard.cli.exit_codes import ExitCode, is_incomplete
from pii_guard.cli.gather import index, tasks_of
from pii_guard.cli.options import scanner_options
from pii_guard.cli.repository import make_review
from pii_guard.errors import PiiGuardError
from pii_guard.git import tracked
from pii_guard.model import Action, Context, Reviewed
from pii_guard.reporters.text import count
from pii_guard.review.pool import file_of
from pii_guard.review.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pii_guard.baseline import Acceptance
    from pii_guard.cli.repository import Review
    from pii_guard.cli.request import Chosen
    from pii_guard.review import File

_OTHERWISE = "allow them by path or field in the settings, or with an inline ignore"


@click.group("baseline", short_help="Accept findings that are there already.")
def command() -> None:
    """Accept findings that are there already, so that only new ones stop a commit."""


@command.command("create")
@click.argument("paths", nargs=-1)
@click.option("--reason", required=True, help="Why these values may stay.")
@scanner_options(Context.COMMIT)
def create(paths: tuple[str, ...], reason: str, chosen: Chosen) -> int:
    """Accept what now stands in the index and would stop: in all files, or in those that the patterns PATHS mean."""
    review = make_review(chosen)
    baseline = review.must_have_baseline()
    accepted = files = unplaced = secret = 0
    for file, stopping in _stopping(review, paths):
        source = Source(file.path, file.content)
        values = []
        for reviewed in stopping:
            value = source.value(reviewed.finding)
            entity = review.reviewer.scanner.pack.entities[reviewed.finding.entity]
            if value is None:
                unplaced += 1
            elif needs_key(entity) and not baseline.has_key:
                secret += 1
            else:
                values.append((reviewed.finding.rule, value))
        if values:
            accepted += baseline.accept(file.path, reason, values)
            files += 1
    done = f"{count(accepted, 'value')} in {count(files, 'file')} accepted"
    click.echo(f"{done}; add the folder {review.settings.baseline} to the commit")
    if secret:
        click.echo(
            f"{count(secret, 'finding')} not accepted: few values are possible, so that a hash would give them away.\n"
            f"  Set {KEY_VARIABLE} to a key that is kept outside of the repository, or {_OTHERWISE}."
        )
    if unplaced:
        click.echo(f"{count(unplaced, 'finding')} not accepted: they stand in documents, not in lines; {_OTHERWISE}.")
    return ExitCode.INCOMPLETE if _is_incomplete(review) else ExitCode.CLEAN


def _stopping(review: Review, paths: tuple[str, ...]) -> Iterator[tuple[File, list[Reviewed]]]:
    """Each file of the index with its findings that stop and are not accepted yet."""
    repository = review.must_have_repository()
    with repository.blobs() as reader:
        for task in tasks_of(tracked(repository), paths):
            file = file_of(repository, reader, task)
            found = [
                item
                for item in review.reviewer.review(file, review.summary)
                if isinstance(item, Reviewed) and not item.hidden and item.finding.action is Action.BLOCK
            ]
            if found:
                yield file, found


@command.command("prune")
@click.option("--check", is_flag=True, help="Change nothing; the exit code is 1 where entries are not used any more.")
@scanner_options(Context.COMMIT)
def prune(check: bool, chosen: Chosen) -> int:  # noqa: FBT001 - click passes options so
    """Remove the entries whose values stand nowhere in the index any more."""
    review = make_review(chosen)
    unused = _unused(review)
    if check:
        _show(review, unused, "not used any more")
        return ExitCode.FINDINGS if unused else ExitCode.CLEAN
    baseline = review.must_have_baseline()
    kept = baseline.names().keys() - unused.keys()
    click.echo(f"{count(len(baseline.prune(kept)), 'entry', 'entries')} removed, {len(kept)} kept")
    return ExitCode.CLEAN


@command.command("show")
@click.option("--unused", is_flag=True, help="Only entries whose values stand nowhere any more; scans the index.")
@scanner_options(Context.COMMIT)
def show(unused: bool, chosen: Chosen) -> int:  # noqa: FBT001 - click passes options so
    """Every entry: path, rule and reason."""
    review = make_review(chosen)
    if unused:
        _show(review, _unused(review), "not used any more")
    else:
        _show(review, review.must_have_baseline().names(), "in all")
    return ExitCode.CLEAN


def _unused(review: Review) -> dict[str, Acceptance]:
    """The entries that accept nothing in the index; raises where that cannot be known."""
    baseline = review.must_have_baseline()
    if baseline.lacks_key:
        raise click.UsageError(f"some entries need a key; set {KEY_VARIABLE}")
    items = index(review, everything=True, all_lines=True)
    used = {item.entry for item in items if isinstance(item, Reviewed)}
    if _is_incomplete(review):
        raise PiiGuardError("not everything could be scanned, so no entry is said to be unused")
    return {name: acceptance for name, acceptance in baseline.names().items() if name not in used}


def _show(review: Review, entries: Mapping[str, Acceptance], which: str) -> None:
    for name, acceptance in sorted(entries.items()):
        key = ", needs a key" if acceptance.keyed else ""
        click.echo(f"{acceptance.path}: {name.split('/')[-2]}: {acceptance.reason} ({name}{key})")
    click.echo(f"{count(len(entries), 'entry', 'entries')} {which} in {review.settings.baseline}")


def _is_incomplete(review: Review) -> bool:
    return is_incomplete(review.summary, review.reviewer.scanner.context)
