"""Whether a line has anything Norwegian about it.

Special categories are told in sentences and fields; code and documentation in other languages have words that look
like Norwegian terms ("internals", "converted to", "faster"), and nothing else that does.
"""

from __future__ import annotations

import re

_WORDS = frozenset(
    """
og er ikke ikkje jeg har hadde på av til med som det deg meg seg oss dere dykk hun han hennes hennar deres
mitt sitt ditt vårt våre vår mine sine dine ble blei blir blitt vært være skal må kan kunne skulle ville fikk
fått får etter før fra frå eller også når hva kva hvor kor hvordan noe noen nokon noko ingen mange siden sidan
fordi dersom hvis uten utan ved mot inn ut opp ned nå litt mye mykje veldig bare berre igjen aldri alltid enn
eit både mellom mor mora moren faren mamma pappa bror broren søster søsteren syster sønn sønnen datter dattera
datteren dotter mannen kona samboer samboeren kjæresten eksen bestemor bestefar mormor morfar farmor farfar
tante onkel barna barnet nabo naboen kollega kollegaen sjefen kompis venninne pasient pasienten bruker brukeren
beboer beboeren kunde kunden elev eleven ansatt ansatte søker klient lege legen fastlege sykehus sykehuset
sjukehus kommunen navn namn fornavn etternavn fødselsnummer fodselsnummer fødselsdato fodselsdato personnummer
fnr født fodt telefon epost adresse postnummer poststed merknad merknader kommentar notat beskrivelse
henvendelse melding emne tekst årsak arsak aarsak grunn begrunnelse diagnose diagnoser sykdom sjukdom lidelse
behandling medisin medisiner medisinliste allergier helse helsetilstand livssyn trossamfunn medlem medlemskap
fagforening fagforeining forbund dømt domt straff soning legning etnisitet opprinnelse nasjonalitet morsmål
sykmeldt sykemeldt sjukmeld uføre ufør ufore ufor innlagt operert sivilstand kjønn kjonn avdeling tiltak vedtak
ytelse søknad soknad vakt bolig grad bor sier spurte skriver klager ønsker trenger sliter lider gravid syk sjuk
frisk død dod døde kroner uke uken dag dagen år året hei hilsen takk mvh vennlig melder innringer pårørende
parorende hjemmetjenesten trygghetsalarm sykepleier kilde skjema kundenr avdød fravær fravaer lønnstrekk
loennstrekk trekk opphav selvdeklarasjon besvarelse kandidat arbeidstaker deltaker leser leser_id provesvar
prøvesvar adopsjon kontakt rolle stilling
""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+")
_LETTERS = re.compile("[æøå]")
_SWEDISH = re.compile(r"\b(?:och|är|inte|från|icke|också)\b")
_LOWER = re.compile("[a-zæøå]{2}")


def is_norwegian(line: str) -> bool:
    """Whether a line has a Norwegian letter, or a word or part of a name that is Norwegian and no other language's.

    Swedish shares å and many words; a word in capitals among others is a constant or a code.
    """
    if _SWEDISH.search(line.lower()):
        return False
    if _LETTERS.search(line.lower()):
        return True
    mixed = _LOWER.search(line) is not None
    for word in _WORD.findall(line):
        if mixed and word.isupper() and len(word) > 1:
            continue
        if word.lower() in _WORDS:
            return True
        if not word.islower() and any(part.lower() in _WORDS for part in _PART.findall(word)):
            return True
    return False
