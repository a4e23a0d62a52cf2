"""Short notes, log lines and code as people write them: what is marked is found, and nothing else of its kind is."""

import re

import pytest

from pii_guard import Scanner

SCANNER = Scanner(context="export")
IDENTIFIERS = frozenset({
    "NO_NATIONAL_ID", "PHONE_NUMBER", "EMAIL_ADDRESS", "PERSON", "ADDRESS", "NO_BANK_ACCOUNT", "CREDIT_CARD",
    "IP_ADDRESS", "DATE_OF_BIRTH", "NO_VEHICLE_PLATE",
})  # fmt: skip
_MARK = re.compile(r"⟦(\w+):([^⟧]*)⟧")

NOTHING = [
    "max_retries = 3  # see Martin's pattern",
    "class Victoria(Theme): pass",
    "team Phoenix tar over sprinten",
    "ALTER TABLE kunde ADD telefon VARCHAR LENGTH 11",
    'printf("Lat %f 12", x)',
    "bbox: 3D extent 4, gate 5",
    "polyline 10,20203040,22334455,98765432,11",
    '<path d="M22 33 44 55l91 23 45 67"/>',
    "Innlagt 12.03.2019, utskrevet 14.03.2019",
    "Lagt 14 dager på is",
    "Valgt 3 av 4",
    "Solgt 22. mai",
    "Leveringsdato: 01.10.2025",
    "forfallsdato;sum\n01.10.2025;400",
    "felt=fnr verdi=10915596785 status=invalid",
    "Klubbens navn: Solveigs venner",
    "Villa Solveig leies ut",
    "we moved in June",
    "Jan Mayen har egen værstasjon",
    "commit 91234567 reverted",
    "port 8443, pid 41823390",
    "uid=40718233 gid=100",
    "EAN 7038010055690, antall 4",
    "Kristiansen Rør AS kommer mandag",
    "Storgata er stengt, kjør Kirkeveien",
    "Olsen Bil AS",
    "stormen Ylva tok taket",
    "kvittering 20240131 0814",
    "sku: 22334455",
    "versjon 10.2.4.18",
    "Postboks mangler",
    "gate 12 på Flesland",
    "serienummer DL 77210",
    "Rosa pakke, svart skrift",
    "ISBN 978-82-02-77418-5",
    "SELECT * FROM vei 3",
    "Team Solveig vant kampen",
    "Fridtjof Nansens plass er stengt",
    "Ekstremværet Ingunn kom i natt",
    "RT 40871 i katalogen",
    "Stein på vegen",
]
FOUND = [
    "INSERT INTO kunde VALUES ('⟦PERSON:Kari Nordbø⟧', '⟦ADDRESS:Åsveien 12⟧')",
    "Møte med ⟦PERSON:Áilu Somby⟧ om reindrift",
    "Ny ansatt mandag, ⟦PERSON:Farid Rahmani⟧, trenger pc",
    "En av elevene, ⟦PERSON:Selam⟧, trenger ny plass",
    "mobilen min e ⟦PHONE_NUMBER:48601929⟧",
    "Parkert: ⟦NO_VEHICLE_PLATE:DN12345⟧",
    "n'⟦PERSON:Torstein Aunegjerd⟧ ringte i dag",
    "a ⟦PERSON:Lise⟧ kjem i kveld",
    "hu ⟦PERSON:Gunvor⟧ sa nei",
    "min venn ⟦PERSON:Osmund⟧ ble syk",
    "fastlegen, ⟦PERSON:Børretzen⟧, var enig",
    "tannlege ⟦PERSON:Skadbergli⟧ har ferie",
    "kjæresten min ⟦PERSON:Vegar⟧ flytter inn",
    "mora mi, ⟦PERSON:Torlaug⟧, er frisk",
    "My daughter ⟦PERSON:Esmeralda⟧ starts in class 4B",
    "Rgds, ⟦PERSON:Shilan Rasoul⟧",
    "Cheers,\n⟦PERSON:Callum Drysdale⟧",
    "spør etter ⟦PERSON:Liv⟧",
    "mvh ⟦PERSON:kari nordli⟧",
    "Hilsen ⟦PERSON:Per-Einar Stuve⟧",
    "From: ⟦PERSON:Åshild Nymo⟧ <⟦EMAIL_ADDRESS:aashild@nymo-gard.no⟧>",
    "assignee: ⟦PERSON:Marit Somby⟧",
    "⟦PERSON:Ánde Somby⟧ møter klokka ti",
    "hytta til ⟦PERSON:Solveig Moen⟧",
    "Kan nåast på ⟦PHONE_NUMBER:75427896⟧",
    "slå meg opp på ⟦PHONE_NUMBER:97516653⟧",
    "m: ⟦PHONE_NUMBER:91234567⟧",
    "T: ⟦PHONE_NUMBER:22 33 44 55⟧",
    "sak;⟦NO_NATIONAL_ID:10915596784⟧;innvilget",
    "fnr=⟦NO_NATIONAL_ID:10915596784⟧ status=invalid",
    "flyttedato=01.10.2025 fdato=⟦DATE_OF_BIRTH:12.03.1941⟧",
    "bor i ⟦ADDRESS:Storgt. 12⟧",
    "hos ⟦ADDRESS:Nedre Slottsgate 4, 0157 Oslo⟧",
    "bilen, ⟦NO_VEHICLE_PLATE:EV 72904⟧, står ute",
]


def _marked(text: str) -> tuple[str, list[tuple[str, str]]]:
    return _MARK.sub(r"\2", text), _MARK.findall(text)


@pytest.mark.parametrize("marked", NOTHING + FOUND)
def test_finds_just_what_is_marked(marked):
    text, expected = _marked(marked)
    found = [(f.entity, text[f.start : f.end]) for f in SCANNER.scan(text) if f.entity in IDENTIFIERS]
    assert found == expected
