"""The engine in plain Python finds what Hyperscan finds, and says once that it is there."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_guard.detect import compile_detectors
from pii_guard.detect.automaton import _literal
from pii_guard.engine.hyperscan import HyperscanMatcher
from pii_guard.engine.plain import PlainMatcher
from pii_guard.rulepack import default_pack

ANCHORS = {
    anchor
    for detector in compile_detectors(default_pack(), lambda _entity: True)
    for anchor in detector.anchors
    if _literal(anchor) is None
}
PACKED = [engine(engine.build(sorted(ANCHORS))) for engine in (PlainMatcher, HyperscanMatcher)]


def met(engine, expressions, data):
    return sorted(engine(engine.build(expressions)).scan(data))


CASES = [
    # A word that the text's end cuts is none.
    (["kreft"], b"kref", []),
    (["kreft", "kre"], b"krekref", [(1, 3), (1, 6)]),
    (["mvh "], b"mvh", []),
    # A boundary is one only where a word ends, whatever the text's end.
    ([r"pass\b"], b"passe", []),
    ([r"\bpass"], b"bypass", []),
    ([r"a\b "], b"a b", [(0, 2)]),
    ([r"[^0-9]x"], b"x", []),
    ([r"\d{2}$"], b"12 ", []),
    ([r"\d{2}$"], b"12\n\n", []),
    ([r"a.b"], b"a\nb", []),
    ([r"\Bpass"], b"pass", []),
    # Every end of a match counts, once.
    ([r"\d{2}$"], b"12\n", [(0, 2)]),
    ([r"\d(?:[^0-9]|$)"], b"1\n", [(0, 1), (0, 2)]),
    ([r"(?:^|[^0-9])\d{2,4}"], b"12345", [(0, 2), (0, 3), (0, 4)]),
    ([r"a(?:b|bc)?(?:c|cd)?"], b"abcd", [(0, 1), (0, 2), (0, 3), (0, 4)]),
    ([r"x *y"], b"x" + b" " * 50 + b"y", [(0, 52)]),
    ([r"a.b"], b"a b", [(0, 3)]),
    ([r"\Bpass"], b"bypass", [(0, 6)]),
    (["ana"], b"banana", [(0, 4), (0, 6)]),
    (["a b", "a b"], b"a b", [(0, 3), (1, 3)]),
    ([], b"a", []),
]


@pytest.mark.parametrize(("expressions", "data", "expected"), CASES)
def test_every_end_of_a_match_is_found(expressions, data, expected):
    assert met(PlainMatcher, expressions, data) == met(HyperscanMatcher, expressions, data) == expected


@pytest.mark.parametrize("expression", [r"a(?=b)", r"a\Z"])
def test_what_cannot_be_searched_for_is_said_and_not_passed_over(expression):
    with pytest.raises(NotImplementedError, match="without Hyperscan"):
        met(PlainMatcher, [expression], b"ab a")


parts = st.sampled_from(
    [
        "12",
        "1999",
        "0",
        "91234567",
        " ",
        ".",
        "-",
        "/",
        "\n",
        ":",
        "@",
        "fnr",
        "vei ",
        "\0",
        "nobody",
        "mvh",
        "e+10",
        "+47",
    ]
)
texts = st.one_of(st.lists(parts, max_size=12).map("".join), st.text(alphabet="0123456789 .-/:@a\n\0é", max_size=40))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_the_anchors_of_all_rules_are_met_at_the_same_places(text):
    plain, hyperscan = (sorted(matcher.scan(text.encode("latin-1"))) for matcher in PACKED)
    assert plain == hyperscan


def test_a_process_says_once_that_hyperscan_is_missing():
    code = (
        "import tests.engine.without_hyperscan\nfrom pii_guard import Scanner\nfor _ in range(2):\n"
        "    found = Scanner(context='export').scan('Ring 912 34 567')\nprint([str(f.entity) for f in found])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['PHONE_NUMBER']\n"
    assert done.stderr.count("hyperscan cannot be imported") == len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_tables_and_properties_hold_without_hyperscan(repository):
    tested = ["tests/detect", "tests/test_rule_examples.py", "--ignore=tests/detect/test_growth.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.engine.without_hyperscan", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, *tested], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
