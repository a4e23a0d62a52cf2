"""Compile a pack from its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pii_guard.errors import RulePackError
from pii_guard.rulepack import store
from pii_guard.rulepack.check import check_rules
from pii_guard.rulepack.compiled import Knowledge, Pack
from pii_guard.rulepack.loader import Loaded, load_pack, load_rule_file
from pii_guard.rulepack.phrase_table import PackedPhrases
from pii_guard.rulepack.stem_table import pack_stems
from pii_guard.rulepack.terms import Terms
from pii_guard.rulepack.weight_table import PackedWeights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def build_pack(head: Path, folder: Path) -> Pack:
    """Read and compile the pack whose head is ``head``; raises ``RulePackError`` with all problems."""
    return compile_pack(load_pack(head, folder))


def compile_pack(loaded: Loaded) -> Pack:
    """Compile what the files say; raises ``RulePackError`` with all problems."""
    entities = {entity.id: entity for entity in loaded.entities}
    problems = check_rules(loaded.rules, entities, loaded.anchors)
    terms = Terms(loaded.morphology, loaded.quiet, problems)
    for lexicon in loaded.lexicons:
        terms.add(lexicon)
    if problems:
        raise RulePackError(problems)
    knowledge = Knowledge(
        groups=tuple(terms.groups),
        stems=memoryview(pack_stems(terms.stems)),
        phrases=PackedPhrases.of(terms.phrases),
        anchors={entity: memoryview(msgspec.msgpack.encode(anchors)) for entity, anchors in terms.anchors.items()},
        attribution=loaded.attribution,
        morphology=loaded.morphology,
        weights=PackedWeights.of(loaded.weights),
    )
    return _signed(
        Pack(
            name=loaded.head.pack,
            digest="",
            entities=entities,
            rules={rule.id: rule for rule in loaded.rules},
            anchors=loaded.anchors,
            categories=tuple(terms.categories),
            policy=loaded.policy,
            packed=memoryview(msgspec.msgpack.encode(knowledge)),
        )
    )


def _signed(pack: Pack) -> Pack:
    """The pack with the digest of its content."""
    unsigned = msgspec.structs.replace(pack, digest="")
    return msgspec.structs.replace(pack, digest=store.digest([msgspec.msgpack.encode(unsigned)]))


def extend_pack(pack: Pack, files: Sequence[Path]) -> Pack:
    """``pack`` with the rules of the user's own files; raises ``RulePackError`` with all their problems."""
    problems: list[str] = []
    loaded = [load_rule_file(path, problems) for path in files]
    anchors = {**pack.anchors, **{name: anchor for file in loaded for name, anchor in file.anchors.items()}}
    added = [rule for file in loaded for rule in file.rules]
    problems += check_rules([*pack.rules.values(), *added], pack.entities, anchors)
    if problems:
        raise RulePackError(problems)
    rules = {**pack.rules, **{rule.id: rule for rule in added}}
    return _signed(msgspec.structs.replace(pack, rules=rules, anchors=anchors))
