import time

import pytest

from pii_guard.batch.excerpt import Excerpts
from pii_guard.model import Action, Finding

TEXT = "Ring Kari Moen eller Ola Vik om saken, takk for svar"


def finding(start: int, end: int) -> Finding:
    return Finding("PERSON", start, end, 0.9, "person-name", Action.REPORT)


FOUND = [finding(5, 14), finding(21, 28)]


@pytest.mark.parametrize(
    ("width", "number", "shown"),
    [
        (0, 0, None),
        (9, 0, "Ring [[NAVN]] eller …"),
        (200, 0, "Ring [[NAVN]] eller [NAVN] om saken, takk for svar"),
        (200, 1, "Ring [NAVN] eller [[NAVN]] om saken, takk for svar"),
        (13, 1, "… eller [[NAVN]] om saken, …"),
        (3, 1, "… [[NAVN]] …"),
    ],
)
def test_an_excerpt_has_whole_words_and_no_value(width, number, shown):
    assert Excerpts(width, {"PERSON": "NAVN"}).of(TEXT, FOUND, FOUND[number]) == shown


def test_half_a_word_is_not_shown_where_no_space_is_near():
    assert Excerpts(4, {}).of("abcdefgh12", [finding(8, 10)], finding(8, 10)) == "… [[PERSON]]"


def test_excerpts_of_many_findings_in_one_text_take_linear_time():
    text = "ab cd " * 50_000
    found = [finding(place, place + 2) for place in range(0, len(text), 6)]
    made = Excerpts(20, {})
    began = time.perf_counter()
    for one in found:
        made.of(text, found, one)
    assert time.perf_counter() - began < 10
