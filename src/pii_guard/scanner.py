"""From texts to findings."""

from __future__ import annotations

from functools import partial
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pii_guard.detect import compile_detectors
from pii_guard.detect.automaton import Automaton
from pii_guard.detect.candidate import Candidate, Document
from pii_guard.engine import Matcher
from pii_guard.errors import PolicyError
from pii_guard.masking import redact
from pii_guard.model import Action, Context, Finding
from pii_guard.normalise import Folded, fold, fold_in_place
from pii_guard.resolve import resolve
from pii_guard.rulepack import Pack, default_pack, store
from pii_guard.rulepack.unknown import unknown_entity
from pii_guard.suppress import suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pii_guard.arrow import Rows
    from pii_guard.model import LocatedText
    from pii_guard.nlp.analyzer import Engine
    from pii_guard.nlp.opinions import Opinions
    from pii_guard.policy import Policy

Profile = Literal["rules", "full"]
T = TypeVar("T")

_BLOCK_TEXTS = 512
_SEPARATOR = "\0"
"""Between the texts of a block: no anchor matches across it."""


class Scanner:
    """A rule pack and a policy, compiled. Immutable; may be shared by threads and pickled."""

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        profile: Profile = "rules",
        context: Context | str = Context.EXPORT,
        pack: Pack | None = None,
        presidio: Engine | None = None,
    ) -> None:
        """``policy`` is merged into the pack's own; raises ``PolicyError`` for an unknown profile or context.

        ``profile="full"`` adds the trained name model; ``presidio`` is an ``AnalyzerEngine`` of yours whose findings
        are joined to ours.
        """
        problems = []
        if profile not in {"rules", "full"}:
            problems.append("profile: expected 'rules' or 'full'")
        if context not in set(Context):
            problems.append("context: expected 'input', 'commit' or 'export'")
        if problems:
            raise PolicyError(problems)
        self._given = (policy, profile, context, pack, presidio)
        self.pack = default_pack() if pack is None else pack
        self.context = Context(context)
        self.profile = profile
        self.policy = self.pack.policy if policy is None else self.pack.policy.merged(policy)
        wanted = {entity: self._wants(entity) for entity in self.pack.entities}
        which = sum(is_wanted << number for number, is_wanted in enumerate(wanted.values()))
        key = f"{store.build_id()}-{self.pack.digest}-{Matcher.key()}-{which:x}"
        self._automaton = Automaton(list(compile_detectors(self.pack, wanted.__getitem__)), key)
        self._opinions = _opinions(self.pack, self._wants, profile, presidio)
        self._order = {rule: number for number, rule in enumerate(self.pack.rules)}

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, self._given

    def scan(self, text: str, *, field: str | None = None) -> list[Finding]:
        """The findings in ``text``, by position and free of overlaps.

        ``field`` is the name of the column or key that holds the text, where there is one.
        """
        folded = fold(text)
        further = self._opinions.find([text])[0] if self._opinions else ()
        return self._findings(text, folded, self._automaton.scan(folded.data), field, further)

    def scan_all(self, texts: Iterable[str]) -> Iterator[list[Finding]]:
        """The findings in each text, in order; the same as ``scan`` gives, and faster for many texts."""
        for block in _blocks(texts):
            yield from self._scan_block(block, (None,) * len(block))

    def scan_located(self, texts: Iterable[LocatedText]) -> Iterator[list[Finding]]:
        """The findings in each text, in order, read with its field's name; ``location`` is the text's own."""
        for block in _blocks(texts):
            found = self._scan_block([item.text for item in block], [item.field for item in block])
            for item, findings in zip(block, found, strict=True):
                yield [finding.moved(item.at) for finding in findings]

    def scan_column(self, column: Any, *, field: str | None = None) -> Iterator[list[Finding]]:
        """The findings in each row of a column of texts, in order; the same as ``scan`` gives, and none for a null.

        ``column`` is a pyarrow array, a polars or pandas series, or what else has the Arrow PyCapsule interface; it
        needs pyarrow. Raises ``ColumnError`` where it is not of texts in UTF-8.
        """
        from pii_guard.arrow import scanned  # noqa: PLC0415 - seldom needed, and a start must be fast

        return scanned(column, partial(self._scan_rows, field))

    def redact_column(self, column: Any, *, field: str | None = None) -> Any:
        """The column as a ``pyarrow.ChunkedArray`` of the same type, with a label in place of each finding."""
        from pii_guard.arrow import edited  # noqa: PLC0415 - as above

        labels = self.labels
        return edited(column, partial(self._scan_rows, field), lambda text, found: redact(text, found, labels))

    def contains(self, text: str) -> bool:
        """Whether ``text`` holds anything that the policy blocks, warns of or reports."""
        return bool(self.scan(text))

    def redact(self, text: str) -> str:
        """``text`` with a label in place of each finding."""
        return redact(text, self.scan(text), self.labels)

    @property
    def labels(self) -> dict[str, str]:
        """Entity to the label that stands for it in a redacted text."""
        return {entity.id: entity.label for entity in self.pack.entities.values()}

    def _wants(self, entity: str) -> bool:
        """Whether any kind of the entity has an action in this context."""
        known = self.pack.entities[entity]
        if self.policy.action(self.context, known, None) is not Action.OFF:
            return True
        kinds = (kind.partition("/") for kind in self.policy.kinds)
        return any(
            name == entity and self.policy.action(self.context, known, kind) is not Action.OFF
            for name, _, kind in kinds
        )

    def _scan_block(self, texts: Sequence[str], fields: Sequence[str | None]) -> Iterator[list[Finding]]:
        joined = fold_in_place(_SEPARATOR.join(texts))
        if joined is None:
            middle = len(texts) // 2
            if not middle:
                yield self.scan(texts[0], field=fields[0])
                return
            yield from self._scan_block(texts[:middle], fields[:middle])
            yield from self._scan_block(texts[middle:], fields[middle:])
            return
        others: Iterable[Sequence[Candidate]] = self._opinions.find(texts) if self._opinions else ((),) * len(texts)
        yield from self._scan_joined(joined, map(len, texts), fields, texts.__getitem__, others)

    def _scan_rows(self, field: str | None, rows: Rows) -> Iterator[list[Finding]]:
        joined = None if self._opinions else fold_in_place(rows.joined(_SEPARATOR))
        if joined is not None:
            nothing = repeat((), len(rows))
            yield from self._scan_joined(joined, rows.lengths(), repeat(field, len(rows)), rows.text, nothing)
        elif self._opinions or len(rows) == 1:
            yield from self._scan_block(rows.texts(), (field,) * len(rows))
        else:
            for half in rows.halves():
                yield from self._scan_rows(field, half)

    def _scan_joined(
        self,
        joined: bytes,
        lengths: Iterable[int],
        fields: Iterable[str | None],
        text: Callable[[int], str],
        others: Iterable[Sequence[Candidate]],
    ) -> Iterator[list[Finding]]:
        """The findings in each text of a folded block; ``text`` gives one by its number, where it is needed."""
        hits = self._automaton.scan(joined)
        position = start = 0
        for number, (length, field, further) in enumerate(zip(lengths, fields, others, strict=True)):
            end = start + length
            first = position
            while position < len(hits) and hits[position][1] <= end + len(_SEPARATOR):
                position += 1
            if position == first and not further:
                yield []
            else:
                own = [(expression, min(stop, end) - start) for expression, stop in hits[first:position]]
                data = joined[start:end]
                folded = Folded(data.decode("latin-1"), data, None)
                yield self._findings(text(number), folded, own, field, further)
            start = end + len(_SEPARATOR)

    def _findings(
        self,
        text: str,
        folded: Folded,
        hits: Sequence[tuple[int, int]],
        field: str | None,
        further: Sequence[Candidate] = (),
    ) -> list[Finding]:
        if not hits and not further:
            return []
        document = Document(text, folded, field)
        candidates: Iterable[Candidate] = self._automaton.candidates(document, hits)
        if self._opinions:
            candidates = self._opinions.join(document, candidates, further)
        found = (self._finding(document, candidate) for candidate in resolve(candidates, self._order))
        kept = [finding for finding in found if finding is not None]
        # What users type or a system exports must not be able to say that it is to be ignored.
        return suppress(text, kept) if self.context is Context.COMMIT else kept

    def _finding(self, document: Document, candidate: Candidate) -> Finding | None:
        """The candidate as a finding, or None where the policy has it off or the score too low."""
        entity = self.pack.entities.get(candidate.entity) or unknown_entity(candidate.entity)
        action = self.policy.action(self.context, entity, candidate.kind)
        if action is Action.OFF or candidate.score < self.policy.thresholds.get(candidate.entity, 0.0):
            return None
        start, end = document.span(candidate.start, candidate.end)
        return Finding(
            entity=candidate.entity,
            start=start,
            end=end,
            score=candidate.score,
            rule=candidate.rule,
            action=action,
            kind=candidate.kind,
            subject=candidate.subject,
            reasons=candidate.reasons,
        )


def _rebuild(
    policy: Policy | None, profile: Profile, context: str, pack: Pack | None, presidio: Engine | None
) -> Scanner:
    return Scanner(policy, profile=profile, context=context, pack=pack, presidio=presidio)


def _opinions(pack: Pack, wants: Callable[[str], bool], profile: Profile, presidio: Engine | None) -> Opinions | None:
    """What is asked beside the rules, or None; its modules are loaded only then."""
    if profile == "rules" and presidio is None:
        return None
    from pii_guard.nlp.analyzer import Analyzer  # noqa: PLC0415
    from pii_guard.nlp.opinions import Opinions  # noqa: PLC0415

    analyzer = None if presidio is None else Analyzer(presidio)
    return Opinions(pack, wants, models=profile == "full", analyzer=analyzer)


def _blocks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while block := list(islice(iterator, _BLOCK_TEXTS)):
        yield block
