from itertools import pairwise

import pytest

from pii_guard.nlp.windows import windows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "panelet er dødt.",
        "Panelet er dødt. Skjermen er svart.\nKommer noen?",
        "ordre 12345, 4 stk",
        "- Det virker ikke\n- Skjermen er svart",
    ],
)
def test_no_possible_name_no_window(text):
    assert list(windows(text)) == []


@pytest.mark.parametrize("text", ["Hei Rebwar", "mvh solveig", "Ring KARI", "Hilsen Qwxzt", "hos Skogen i dag"])
def test_possible_names(text):
    assert list(windows(text)) == [(0, len(text))]


def test_windows_are_in_order_cut_at_spaces_and_apart():
    text = "Solveig " + "skjermen er svart og " * 40 + "Torhild " + "ingen ting virker " * 40 + "Jostein"
    found = list(windows(text))
    assert len(found) == 3
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    for start, end in found:
        assert start == 0 or text[start - 1] == " "
        assert end == len(text) or text[end] == " "


def test_a_window_has_an_end():
    assert max(end - start for start, end in windows("Solveig " * 5000)) < 3000
    assert max(end - start for start, end in windows("Solveig;" * 5000)) < 3000
