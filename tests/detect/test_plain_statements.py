"""What a new user tries first: plain statements about somebody are found, and plain ones about nobody are not."""

import pytest
from benchmarks.quality import CATEGORIES

from pii_guard import Scanner

TOLD = {
    "HEALTH": """
        Jeg har kreft.
        Jeg har diabetes.
        Eg har gikt.
        Bestefar har hudkreft.
        Dattera mi har fått borreliose.
        Naboen er syk.
        Kunden er gravid.
        Han har ikke epilepsi.
        Mor er dement og bor alene.
        Jeg er sykmeldt.
        Beboer har falt og brukket armen.
        Søsteren min går på litium.
        Hun er innlagt på psykiatrisk.
        Han er alkoholiker.
    """,
    "RELIGION": """
        Jeg er muslim.
        Ho er katolikk.
        Kollegaen min er ateist.
        Faren hans er Jehovas vitne.
        Jeg tror ikke på Gud.
    """,
    "POLITICS": """
        Jeg stemmer Høyre.
        Naboen stemte på Rødt.
        Ho er medlem av Senterpartiet.
        Sjefen er kommunist.
    """,
    "CRIME": """
        Faren min sitter i fengsel.
        Kunden er dømt for vold.
        Naboen har stjålet sykkelen min.
        Han ble tatt for promillekjøring.
        Leietakeren er siktet for ran.
        Broren min selger hasj.
    """,
    "SEXUALITY": """
        Han er homofil.
        Jeg er lesbisk.
        Sønnen min er trans.
        Kollegaen min er bifil.
    """,
    "ETHNICITY": """
        Hun er samisk.
        Kunden er av somalisk opprinnelse.
        Jeg er kurder.
        Naboen er rom.
    """,
    "TRADE_UNION": """
        Jeg er medlem av Fagforbundet.
        Ho er tillitsvald i NTL.
        Kollegaen min er fagorganisert.
    """,
    "GENETIC": """
        Jeg er bærer av BRCA1.
        Gentesten viste at mor har Huntington-genet.
    """,
}
NOT_TOLD = """
    Hva er diabetes?
    Kreft er en vanlig sykdom.
    Batteriet er dødt.
    Systemet er sykt tregt.
    Sykehuset har bestilt lamper.
    Hvis noen blir syke, ring oss.
    Kirken åpner klokka ti.
    Høyre vil senke skatten.
    Trykk på venstre knapp.
    Fagforbundet har kontor i Storgata.
    Sykkelen min er stjålet.
    Hva er straffen for tyveri?
    Fengselet ligger ved elva.
    Samisk språkkurs starter i høst.
    Pride er i juni.
    Gentest er dyrt.
    Jeg har fått ny telefon.
    Hun er fra Bergen.
    Jeg er medlem av treningssenteret.
"""


def lines(block):
    return [line.strip() for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def scanner():
    return Scanner()


@pytest.mark.parametrize(
    ("entity", "text"), [(entity, text) for entity, block in TOLD.items() for text in lines(block)]
)
def test_a_plain_statement_is_found(scanner, entity, text):
    assert entity in {finding.entity for finding in scanner.scan(text)}


@pytest.mark.parametrize("text", lines(NOT_TOLD))
def test_a_plain_sentence_about_nobody_is_not(scanner, text):
    assert not {finding.entity for finding in scanner.scan(text)}.intersection(CATEGORIES)
