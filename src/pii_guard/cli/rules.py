"""``pii-guard rules``."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec

from pii_guard.cli.exit_codes import ExitCode
from pii_guard.rulepack import default_pack
from pii_guard.rulepack.schema import Rule, RuleFile


@click.group("rules", short_help="List, explain and check rules.")
def command() -> None:
    """List, explain and check rules."""


@command.command("list")
def list_rules() -> None:
    """Every rule with its entity."""
    pack = default_pack()
    for rule in pack.rules.values():
        click.echo(f"{rule.id:24s} {rule.entity:18s} {rule.title}")
    for lexicon in pack.categories:
        click.echo(f"{lexicon.rule:24s} {lexicon.entity:18s} {lexicon.terms} terms")


@command.command("explain")
@click.argument("rule_id")
def explain(rule_id: str) -> int:
    """What RULE_ID finds, how it scores, and its examples."""
    pack = default_pack()
    lexicon = next((one for one in pack.categories if one.rule == rule_id), None)
    if rule_id in pack.rules:
        _explain_rule(pack.rules[rule_id])
    elif lexicon is not None:
        click.echo(f"{lexicon.rule}: {pack.entities[lexicon.entity].title['en']}, told of a person")
        for group in lexicon.groups:
            click.echo(f"  {group.strength:7s} {group.id:28s} {group.about}")
    else:
        raise click.UsageError(f"there is no rule {rule_id!r}; see `pii-guard rules list`")
    return ExitCode.CLEAN


def _explain_rule(rule: Rule) -> None:
    click.echo(f"{rule.id}: {rule.title}\n{rule.about.strip()}\n")
    click.echo(f"A candidate becomes a finding at {rule.threshold:.2f}:")
    for status, score in rule.scores.items():
        click.echo(f"  {score:+.2f}  the value is {status}")
    for cue in rule.cues:
        click.echo(f"  {cue.weight:+.2f}  {cue.about}")
    for title, texts in (("Found:", rule.examples.match), ("Not found:", rule.examples.no_match)):
        click.echo(title)
        for text in texts:
            click.echo(f"  {text!r}")


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check(files: tuple[Path, ...]) -> int:
    """Say everything that is wrong with rule files of your own, and run their examples."""
    from pii_guard.selftest import check_rule_file  # noqa: PLC0415 - YAML is slow to import

    problems = [problem for path in files for problem in check_rule_file(path)]
    for problem in problems:
        click.echo(problem, err=True)
    if not problems:
        click.echo(f"{len(files)} rule file{'s' if len(files) != 1 else ''} without problems")
    return ExitCode.CONFIG if problems else ExitCode.CLEAN


@command.command("schema")
def schema() -> None:
    """The JSON Schema of rule files, for editors."""
    click.echo(json.dumps(msgspec.json.schema(RuleFile), indent=2, ensure_ascii=False))
