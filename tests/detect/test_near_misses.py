"""What looks like an identifier and is none, then what is one though it does not look so: a table for each entity."""

import pytest

from pii_guard import Scanner

SCANNER = Scanner(context="export")

NONE = {
    "NO_NATIONAL_ID": [
        "ordrenr. 10915596784",  # said to be another number
        "KID 10915596784 forfall 12.03.2024",
        "IMEI 356938035643809",
        "ICCID 8947080034012345678",
        "tidspunkt 1706688862481 ms",
        "20240131081424 hub-02",
        "gnr. 12 bnr. 34 fnr. 56",  # numbers of a property
        "lisens 3f2b1c9e-1091-5596784a-bc",
        "EAN 7038010055690",
        "pakke 70707070707070707",
        "org.nr. 968 367 668",
        "UTM 32 598765 6643210",
        "fnr: ukjent",
    ],
    "PHONE_NUMBER": [
        "kundenummeret er 91234567",
        "ordre 48601929 er sendt",
        "ref. 91234567",
        "målernr 48601929",
        "serienr: 48601929",
        "org.nr. 968 367 668 MVA",
        "faktura 40718233 på 1 249 kr",
        "beløp 40 000 000 kr",
        "dato 20240131",
        "24.12.1985",
        "legevakta har 116 117",
        "ring 113 ved fare for liv",
        "ring 02800",
        "kl. 08.15-09.30",
        "versjon 22.33.44.55",
        "id=48601929&x=1",
        '"revision": 48210093',
        "fil_48601929.log",
        "59.91387 10.75225",
        "ordrenr;antall\n48601929;2",
    ],
    "DATE_OF_BIRTH": [
        "installert 12.03.1999",
        "Hilsen Kari Moen, 12.03.2011",
        "avtale signert 12.03.1985 av Kari Moen",
        "f.eks. 12.03.1999",
        "bursdagen 12.03.2020",
        "1999-03-12 08:15:00 INFO",
        "født i mars 1961",
    ],
    "NO_VEHICLE_PLATE": [
        "produkt AB 12345 til bilen",
        "fly DY 1234",
        "NS 3420",
        "bilen koster KR 10000",
        "feilkode EL 12345",
        "serienr DL 77210",
        "bilen er av 12345 typer",
        "postboks NO 1234",
        "bilen har en DL-77210-X sensor",
    ],
    "EMAIL_ADDRESS": [
        "git@github.com:navikt/fnrvalidator.git",
        "actions/checkout@v4",
        "left-pad@1.3.0",
        "@dataclass(frozen=True)",
        "noreply@fjordbrev.no",
        "kunde@example.com",
        "Message-ID: <20240202074409.17066@kystbu.no>",
        "@kari@mastodon.no",
        "de sier at firma.no er nede",
    ],
    "ADDRESS": [
        "gate 5 på Gardermoen",
        "plass 14 er ledig",
        "Kirkeveien er stengt",
        "på vei 3 uker for sent",
        "klokka 20 i kveld",
        "i 2024 Gjerdrum kommune",
        "E6 ved Minnesund",
        "rom 14, 3. etasje",
        "Gnr. 44, bnr. 7",
        "faktura 7719",
        "Italia 4 - Norge 2",
    ],
    "NO_BANK_ACCOUNT": [
        "86011117947",  # eleven digits alone
        "KID 86011117947",
        "konto 1920 i regnskapet",
        "avsnitt 1234.56.78904",
        "kontonr mangler",
    ],
    "CREDIT_CARD": [
        "testkort 4111 1111 1111 1111",
        "ordre 4925748776774976",
        "målepunkt-ID 7070575000123456",
        "GTIN 4007817327098",
        "5132 9260 5311 1537",
        "0.5132926053111536",
    ],
    "IP_ADDRESS": [
        "app 6.1.0.204",
        "firmware 2.10.4.7",
        "versjon (24.1.0.7)",
        "lytter på 127.0.0.1",
        "BIND 0.0.0.0",
        "kapittel 3.2.1.4",
        "Chrome/120.0.6099.109",
        "std::vector::begin",
        "kl 12:05:01",
        "eksempel 192.0.2.17",
    ],
    "PERSON": [
        "Odd oppførsel av panelet",
        "Even den beste løsningen",
        "per i dag er det dag og natt",
        "Karl Johans gate er stengt",
        "Hansen Elektro AS har vært her",
        "katten min, Gunvald, er syk",
        "hunden heter Bamse",
        "Mvh kundeservice",
        "vi fløy til Kreta",
        "navn: Langfredag",
        "name: Build Wheel",
        "[14:03] Robin (bot): hva gjelder det?",
        "Tue, 14 Jan 2025 07:58:12",
        "nynnet på Åge hele dagen",
    ],
}
CASES = [(entity, text) for entity, texts in NONE.items() for text in texts]


@pytest.mark.parametrize(("entity", "text"), CASES)
def test_a_near_miss_is_not_found(entity, text):
    assert [(f.entity, text[f.start : f.end]) for f in SCANNER.scan(text) if f.entity == entity] == []


FOUND = {
    "NO_NATIONAL_ID": [
        ("bruker_10915596784_logg.txt", "10915596784"),
        ("fnr10915596784", "10915596784"),
        ("GET /person?fnr=109155%2096784&x=1", "109155%2096784"),
        ('{"fnr": 10915596784}', "10915596784"),
        ("<td>109155&nbsp;96784</td>", "109155&nbsp;96784"),
        ("fnr\n3851598730", "3851598730"),
        ("navn;fnr\nkari;1,09156E+10", "1,09156E+10"),
        ("personnummer 109155 96785", "109155 96785"),
        ("fnr. 10\u00a09155 96784".replace("10\u00a09155", "109155"), "109155 96784"),
        ("fødselsnr 109155\u200b96784", "109155\u200b96784"),
    ],
    "PHONE_NUMBER": [
        ("mobil;navn\n48601929;Kari", "48601929"),
        ("kundenr. 881204, 912 34 567", "912 34 567"),
        ("Tilbakering 95105652.", "95105652"),
        ("heimetelefonen, 51095145?", "51095145"),
        ("nås på 22 12 34 56/41234567", "22 12 34 56"),
        ("call +44 20 7946 0958", "+44 20 7946 0958"),
        ("svensk: 0046 70 123 45 67", "0046 70 123 45 67"),
        ("tlf.91234567", "91234567"),
    ],
    "DATE_OF_BIRTH": [
        ("(f. 17.02.1938)", "17.02.1938"),
        ("f. 3/5-1968, tlf", "3/5-1968"),
        ("fødselsdato\n12.03.1961", "12.03.1961"),
        ("Født: 12. mars 1961", "12. mars 1961"),
        ("dob: 1961-03-12", "1961-03-12"),
    ],
    "NO_VEHICLE_PLATE": [
        ("Bilen er SV 48213, eg står på plass 31", "SV 48213"),
        ("eg kjøpte RJ 30271 av Leif, og no viser vegvesenet", "RJ 30271"),
        ("skilt: ek12345", "ek12345"),
        ("regnr;type\nDL77210;bil", "DL77210"),
    ],
    "EMAIL_ADDRESS": [
        ("epost=kari@fjordbrev.no", "kari@fjordbrev.no"),
        ("Kunde: tuva.n (krøllalfa) hjemmenett.no", "tuva.n (krøllalfa) hjemmenett.no"),
        ("kari@blåbærsyltetøy.no", "kari@blåbærsyltetøy.no"),
        ("ola punktum berg alfakrøll firma punktum no", "ola punktum berg alfakrøll firma punktum no"),
    ],
    "ADDRESS": [
        ("bur i Nedre Skjerdal 14, 5743 Flåm.", "Nedre Skjerdal 14, 5743 Flåm"),
        ("Kyrkjegata 31, Notodden.", "Kyrkjegata 31, Notodden"),
        ("storgata 12b, 0184 oslo", "storgata 12b, 0184 oslo"),
        ("Kleiva 4 B\n6017 Ålesund\nNorge", "Kleiva 4 B\n6017 Ålesund"),
        ("bor i Storgata 12 i Oslo", "Storgata 12"),
        ("Granittveien 22, leil. 0304", "Granittveien 22, leil. 0304"),
        ("Postboks 123, 0184 Oslo", "Postboks 123, 0184 Oslo"),
    ],
    "PERSON": [
        ("Logopeden Wenche Stokkeland foreslår", "Wenche Stokkeland"),
        ("Embrik Sletten, 91765922.", "Embrik Sletten"),
        ("en montør som het Nemat.", "Nemat"),
        ("takk.\n\nNavid Rostami Bø", "Navid Rostami Bø"),
        ("min bror Dag Rune, som", "Dag Rune"),
        ("Unni Sæthre sa ikke fra", "Unni Sæthre"),
    ],
}


@pytest.mark.parametrize(
    ("entity", "text", "value"), [(entity, *case) for entity, cases in FOUND.items() for case in cases]
)
def test_found_with_its_exact_span(entity, text, value):
    assert value in [text[f.start : f.end] for f in SCANNER.scan(text) if f.entity == entity]


@pytest.mark.parametrize(("context", "action"), [("input", "block"), ("commit", None), ("export", "report")])
def test_synthetic_numbers_have_an_action_of_their_own(context, action):
    found = Scanner(context=context).scan("fnr 109155 96784")
    assert [str(f.action) for f in found if f.entity == "NO_NATIONAL_ID"] == ([action] if action else [])
