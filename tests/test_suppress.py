import time

import pytest

from pii_guard.model import Action, Finding
from pii_guard.suppress import suppress

IGNORE = "pii-guard: ignore[some-rule]"


def finding(start: int) -> Finding:
    return Finding("PERSON", start, start + 1, 0.9, "some-rule", Action.BLOCK)


@pytest.mark.parametrize(
    "comment",
    ["{} of nobody", "{} of nobody -->", "{} of nobody */", '{} of nobody """', "{} of nobody #}", "{}: of nobody')"],
)
def test_an_ignore_with_a_reason_holds_whatever_closes_the_comment(comment):
    assert suppress(f"x # {comment.replace('{}', IGNORE)}\n", [finding(0)]) == []


@pytest.mark.parametrize("rest", ["", " -->", " */", ' """', " *)", " #}", " %}", " ]]", " -}", " a"])
def test_an_ignore_without_a_reason_ignores_nothing(rest):
    assert suppress(f"x # {IGNORE}{rest}\n", [finding(0)]) == [finding(0)]


def test_findings_are_matched_with_their_own_lines():
    text = f"a\nb # {IGNORE} of nobody\nc # pii-guard: ignore-next-line[PERSON] of nobody\nd\ne\n"
    starts = [text.index(letter, start) for letter, start in (("a", 0), ("b", 2), ("\nc", 0), ("\nd", 0), ("\ne", 0))]
    kept = suppress(text, [finding(start if text[start] != "\n" else start + 1) for start in starts])
    assert [text[f.start] for f in kept] == ["a", "c", "e"]


def test_a_run_of_quotes_costs_no_time():
    began = time.perf_counter()
    suppress(f"x # {IGNORE} " + '"' * 200_000 + "§\n", [finding(0)])
    assert time.perf_counter() - began < 2
