"""Read rule files strictly: every scalar is text, a repeated key is an error, every problem has its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import yaml

from pii_guard.errors import RulePackError
from pii_guard.policy import Policy
from pii_guard.rulepack.schema import (
    Attribution,
    Entity,
    Lexicon,
    Morphology,
    PackFile,
    Rule,
    RuleFile,
    TermGroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
T = TypeVar("T")
_STEP = re.compile(r"\[(\d+)\]|\.([^.\[\]]+)|\[\.\.\.\]")


class Loaded(msgspec.Struct, frozen=True):
    """A pack as its files say it."""

    head: PackFile
    entities: tuple[Entity, ...]
    anchors: dict[str, str]
    rules: tuple[Rule, ...]
    lexicons: tuple[Lexicon, ...]
    attribution: Attribution
    morphology: Morphology
    weights: dict[str, dict[str, float]]
    quiet: frozenset[str]
    policy: Policy


class _File:
    """One YAML file as plain values, with the line of every node and the problems found in it."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.name = path.name
        self.problems = problems
        self.node: yaml.Node | None = None
        self.value: Any = None
        try:
            self.node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        except OSError:
            problems.append(f"{self.name}: the file cannot be read")
        except UnicodeDecodeError:
            problems.append(f"{self.name}: the file is not UTF-8")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problems.append(f"{self.name}:{line}: not valid YAML: {error.problem}")
        else:
            self.value = self._plain(self.node)

    def _plain(self, node: yaml.Node | None) -> Any:
        if isinstance(node, yaml.MappingNode):
            out: dict[str, Any] = {}
            for key, value in node.value:
                if key.value in out:
                    self.problems.append(f"{self.name}:{key.start_mark.line + 1}: the key {key.value!r} is repeated")
                out[key.value] = self._plain(value)
            return out
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def line(self, path: str) -> int:
        """The line of the node at a msgspec error path such as ``$.rules[3].score``."""
        node = self.node
        line = 1
        for index, key in _STEP.findall(path):
            if isinstance(node, yaml.SequenceNode) and index and int(index) < len(node.value):
                node = node.value[int(index)]
            elif isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == key), None)
            else:
                break
            if node is None:
                break
            line = node.start_mark.line + 1
        return line

    def convert(self, value: Any, kind: type[T], path: str) -> T | None:
        """``value`` as ``kind``, or None and a problem with file, line, id and field."""
        try:
            return msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as error:
            text = str(error)
        message, _, place = text.partition(" - at `$")
        place = path + place.rstrip("`")
        name = value.get("id") if isinstance(value, dict) else None
        named = f" {name!r}:" if isinstance(name, str) else ""
        field = place.removeprefix("$.") or "the file"
        self.problems.append(f"{self.name}:{self.line(place)}:{named} {field}: {message}")
        return None


def load_pack(head: Path, folder: Path) -> Loaded:
    """Read a pack: the file ``head`` and the files it names, relative to ``folder``.

    Raises ``RulePackError`` with every problem of every file.
    """
    problems: list[str] = []
    file = _File(head, problems)
    pack = file.convert(file.value, PackFile, "$")
    if pack is None:
        raise RulePackError(problems)
    entities = _items(_File(folder.joinpath(pack.entities), problems), "entities", Entity)
    anchors: dict[str, str] = {}
    rules: list[Rule] = []
    for name in pack.rules:
        loaded = load_rule_file(folder.joinpath(name), problems)
        anchors.update(loaded.anchors)
        rules.extend(loaded.rules)
    lexicons = merge_lexicons(_lexicon(_File(folder.joinpath(name), problems)) for name in pack.lexicons)
    policy = _whole(_File(folder.joinpath(pack.policy), problems), Policy)
    attribution = _whole(_File(folder.joinpath(pack.attribution), problems), Attribution)
    morphology = _whole(_File(folder.joinpath(pack.morphology), problems), Morphology)
    weights = read_weights(folder.joinpath(pack.weights), problems)
    quiet = frozenset(_lines(folder.joinpath(pack.quiet), problems))
    if problems or policy is None or attribution is None or morphology is None:
        raise RulePackError(problems)
    return Loaded(
        pack, tuple(entities), anchors, tuple(rules), lexicons, attribution, morphology, weights, quiet, policy
    )


def read_weights(path: Path, problems: list[str]) -> dict[str, dict[str, float]]:
    """Read lines of entity, feature and weight, separated by tabs; the entity is empty where it holds for all."""
    weights: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_lines(path, problems), start=1):
        try:
            entity, feature, weight = line.split("\t")
            weights.setdefault(entity, {})[feature] = float(weight)
        except ValueError:
            problems.append(f"{path.name}:{number}: expected an entity, a feature and a number, separated by tabs")
    return weights


def _lines(path: Path, problems: list[str]) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        problems.append(f"{path.name}: the file cannot be read as UTF-8")
        return []


def load_rule_file(path: Path, problems: list[str]) -> RuleFile:
    """Read one file of rules; what is wrong is appended to ``problems``, a line each."""
    file = _File(path, problems)
    if not isinstance(file.value, dict):
        if file.node is not None:
            problems.append(f"{file.name}:1: a rule file is a mapping with the key 'rules'")
        return RuleFile()
    rules = _items(file, "rules", Rule)
    rest = {key: value for key, value in file.value.items() if key != "rules"}
    checked = file.convert(rest, RuleFile, "$")
    return RuleFile(anchors=checked.anchors if checked else {}, rules=tuple(rules))


def _whole(file: _File, kind: type[T]) -> T | None:
    return file.convert(file.value, kind, "$") if file.node is not None else None


def _items(file: _File, key: str, kind: type[T]) -> list[T]:
    """The list under ``key``, each item checked by itself so that all problems are seen at once."""
    raw = file.value.get(key, []) if isinstance(file.value, dict) else []
    if not isinstance(raw, list):
        file.problems.append(f"{file.name}:{file.line('$.' + key)}: {key}: expected a list")
        return []
    found = (file.convert(value, kind, f"$.{key}[{index}]") for index, value in enumerate(raw))
    return [item for item in found if item is not None]


def merge_lexicons(lexicons: Iterable[Lexicon | None]) -> tuple[Lexicon, ...]:
    """One lexicon an entity, with the groups of all its files."""
    groups: dict[str, tuple[TermGroup, ...]] = {}
    for lexicon in lexicons:
        if lexicon is not None:
            groups[lexicon.entity] = groups.get(lexicon.entity, ()) + lexicon.groups
    return tuple(Lexicon(entity=entity, groups=found) for entity, found in groups.items())


def _lexicon(file: _File) -> Lexicon | None:
    if not isinstance(file.value, dict):
        return None
    groups = _items(file, "groups", TermGroup)
    rest = {key: value for key, value in file.value.items() if key != "groups"}
    head = file.convert({**rest, "groups": []}, Lexicon, "$")
    return Lexicon(entity=head.entity, groups=tuple(groups)) if head else None
