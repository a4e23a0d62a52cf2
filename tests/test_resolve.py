"""The resolver's rules and invariants."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pii_guard.detect.candidate import Candidate
from pii_guard.resolve import resolve


def candidate(start, end, score, rule="a"):
    return Candidate(start, end, score, "E", rule)


spans = st.builds(
    lambda start, length, score, rule: candidate(start, start + length, score, rule),
    st.integers(0, 60),
    st.integers(1, 12),
    st.sampled_from([0.5, 0.7, 0.9]),
    st.sampled_from("ab"),
)


def test_touching_candidates_both_stand():
    both = [candidate(0, 3, 0.5), candidate(3, 6, 0.9)]
    assert both == resolve(both, {})


def test_the_surer_stands_then_the_longer_then_the_earlier_rule():
    assert resolve([candidate(0, 9, 0.5), candidate(2, 4, 0.9)], {}) == [candidate(2, 4, 0.9)]
    assert resolve([candidate(0, 3, 0.5), candidate(2, 9, 0.5)], {}) == [candidate(2, 9, 0.5)]
    assert resolve([candidate(0, 3, 0.5, "b"), candidate(2, 5, 0.5, "a")], {"a": 0, "b": 1}) == [
        candidate(2, 5, 0.5, "a")
    ]


@given(st.lists(spans))
def test_the_result_is_free_of_overlaps_and_loses_nothing_that_fits(candidates):
    standing = resolve(candidates, {"a": 0, "b": 1})
    assert all(one.end <= other.start for one, other in itertools.pairwise(standing))
    for dropped in candidates:
        assert any(s.start < dropped.end and dropped.start < s.end and s.score >= dropped.score for s in standing)


@given(st.lists(spans))
def test_the_order_of_candidates_does_not_matter(candidates):
    distinct = list({(c.start, c.end, c.score, c.rule): c for c in candidates}.values())
    assert resolve(distinct, {"a": 0, "b": 1}) == resolve(distinct[::-1], {"a": 0, "b": 1})
