"""The phrase language."""

import re

import pytest

from pii_guard.detect.phrases import PhraseIndex
from pii_guard.normalise import fold, lower_letters
from pii_guard.rulepack.phrase_table import Phrase, PhraseList
from pii_guard.rulepack.phrases import PhraseError, compile_any, parse_phrase, phrase_anchors, rarest_slot


def matches(phrase, text):
    """By words and by expression, which must agree."""
    index = PhraseIndex(PhraseList([Phrase(0, sequence, rarest_slot(sequence)) for sequence in parse_phrase(phrase)]))
    by_words = index.meets(re.findall(r"[^\W_]+", lower_letters(text)))
    assert by_words == (re.search(compile_any((phrase,)), fold(text).text) is not None)
    return by_words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("kreft", "kreftforeningen"),  # whole words only
        ("kreft", "brystkreft"),
        ("går til psykolog", "går til en psykolog"),
        ("(syk|sjuk)", "sykkel"),
        ("medlem ... nito", "medlem av den gamle gode nito"),  # four words are too many
        ("# år", "x2 år"),
        ("har vondt (i dag)?", "har vondtere"),
    ],
)
def test_not_met(phrase, text):
    assert not matches(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("kreft", "Kreft!"),
        ("~kreft", "brystkreft"),
        ("kreft~", "kreftpasient"),
        ("går til psykolog", "gaar til psykolog"),
        ("går til psykolog", "gar  til\npsykolog"),
        ("(går|gikk) til (psykolog~|lege)", "gikk til psykologen"),
        ("stemte (på )?(høyre|ap)", "stemte ap"),
        ("stemte (på )?(høyre|ap)", "Stemte på Høyre"),
        ("går (noe)? dårlig", "går dårlig"),
        ("går (noe)? dårlig", "går noe dårlig"),
        ("har vondt (i dag)?", "har vondt i dag"),
        ("har vondt (i dag)?", "har vondt"),
        ("medlem ... nito", "medlem av gamle nito"),
        ("medlem ... nito", "medlem nito"),
        ("# år", "42 år"),
        ("f.eks.", "f.eks."),
    ],
)
def test_met(phrase, text):
    assert matches(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("går til psykolog", "hun går til psykolog nå"),
        ("(går|gikk) til (lege|psykolog)", "gikk til lege"),
        ("sår(et)? på (armen|foten)", "saar paa foten"),
        ("~(syk|sjuk)e", "hjertesyke"),
        ("(u)?frisk bris", "ufrisk bris"),
        ("stemte (på )?(høyre|ap)", "stemte ap"),
    ],
)
def test_an_anchor_stands_where_the_phrase_is_met(phrase, text):
    assert matches(phrase, text)
    anchors = {anchor for sequence in parse_phrase(phrase) for anchor in phrase_anchors(sequence)}
    assert any(re.search(anchor, fold(text).text) for anchor in anchors)


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "a|b", "(a)?", "~", "#", "?abc", ""])
def test_refused(phrase):
    with pytest.raises(PhraseError):
        parse_phrase(phrase)
