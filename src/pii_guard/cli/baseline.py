"""``pii-guard baseline``: what a repository has accepted, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pii_guard.baseline import KEY_VARIABLE, needs_key
from pii_guard.cli.exit_codes import ExitCode, is_incomplete
from pii_guard.cli.gather import index, tasks_of
from pii_guard.cli.options import scanner_options
from pii_guard.cli.repository import make_review
from pii_guard.git import tracked
from pii_guard.model import Action, Context, ReadProblem, Reviewed
from pii_guard.reporters.text import count
from pii_guard.review.pool import file_of
from pii_guard.review.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pii_guard.cli.repository import Review
    from pii_guard.review import File

_OTHERWISE = "allow them by path or field in the settings, or with an inline ignore"


@click.group("baseline", short_help="Accept findings that are there already.")
def command() -> None:
    """Accept findings that are there already, so that only new ones stop a commit."""


@command.command("create")
@click.argument("paths", nargs=-1)
@click.option("--reason", required=True, help="Why these values may stay.")
@scanner_options(Context.COMMIT)
def create(
    paths: tuple[str, ...], reason: str, context: str, profile: str, policy: Path | None, rule_files: tuple[Path, ...]
) -> int:
    """Accept what now stands in the index and would stop: in all files, or in those that the patterns PATHS mean."""
    review = make_review(context, profile, policy, rule_files)
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
    return _incomplete(review)


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
def prune(
    check: bool,  # noqa: FBT001 - click passes options so
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Remove the entries whose values stand nowhere in the index any more."""
    review = make_review(context, profile, policy, rule_files)
    baseline = review.must_have_baseline()
    if baseline.lacks_key:
        raise click.UsageError(f"some entries need a key; set {KEY_VARIABLE}")
    used = _used(review)
    if _incomplete(review):
        click.echo("pii-guard: not everything could be scanned, so nothing was removed", err=True)
        return ExitCode.INCOMPLETE
    unused = baseline.names().keys() - used
    if check:
        for name in sorted(unused):
            click.echo(f"not used any more: {name}")
        return ExitCode.FINDINGS if unused else ExitCode.CLEAN
    removed = baseline.prune(used)
    click.echo(f"{len(removed)} entries removed, {len(used)} kept")
    return ExitCode.CLEAN


@command.command("show")
@click.option("--unused", is_flag=True, help="Only entries whose values stand nowhere any more; scans the index.")
@scanner_options(Context.COMMIT)
def show(
    unused: bool,  # noqa: FBT001 - click passes options so
    context: str,
    profile: str,
    policy: Path | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Every entry: path, rule and reason."""
    review = make_review(context, profile, policy, rule_files)
    used = _used(review) if unused else set()
    shown = [(name, one) for name, one in sorted(review.must_have_baseline().names().items()) if name not in used]
    for name, acceptance in shown:
        rule = name.split("/")[-2]
        key = ", needs a key" if acceptance.keyed else ""
        click.echo(f"{acceptance.path}: {rule}: {acceptance.reason} ({name}{key})")
    click.echo(f"{len(shown)} entries{' not used any more' if unused else ''} in {review.settings.baseline}")
    return _incomplete(review)


def _used(review: Review) -> set[str]:
    """The entries that accept something in the index."""
    items = index(review, everything=True, all_lines=True)
    return {item.entry for item in items if not isinstance(item, ReadProblem) and item.entry}


def _incomplete(review: Review) -> ExitCode:
    return ExitCode.INCOMPLETE if is_incomplete(review.summary, review.reviewer.scanner.context) else ExitCode.CLEAN
