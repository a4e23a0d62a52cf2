"""Names of nobody: from Statistics Norway's lists, from parts of farm names, and from other parts of the world."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_LISTS = Path(__file__).resolve().parents[2] / "src" / "pii_guard" / "rules" / "names"
_FRONT = """Aks Alm And Ask Bakk Berg Bjørk Blåk Brekk Breid Dyr Eike Elv Fagr Finn Fjell Flat Foss Frøy Furu Gaml Grav
Grøn Gul Hag Hall Haug Hegg Hell Hest Holm Hov Høg Kal Kart Kilde Klepp Kleiv Kongs Kvern Kvist Lang Lind Ljos Lys Løk
Mark Mor Myr Nor Oppe Orm Ramn Raud Rein Rogn Rust Rød Sand Sel Skar Skog Sol Stein Stor Storm Sund Svart Sør Tang
Tind Torv Tun Tveit Ulv Vang Varde Vass Vest Vik Vind Øst Øvre Ås""".split()
_BACK = """an and bakken berg berget bråten bø bøen dal dalen eid engen fjeld fjord gard haug haugen heim hei heia hus
lia lid li land lien løkken mo moen myr myra nes neset nær rud rød set setra sletten stad stein strand stuen sund sæter
tveit tveiten vik viken vold voll vollen våg øy øygard ås åsen shei svåg snes""".split()
_PATRONYMS = "Anders Tor Jon Ol Hall Sigurd Aslak Tollef Gunnar Eilert Brynjulf Torger Niels Iver Aamund Eldar".split()
_OLD_GIVEN = """Torhild Brynhild Eldbjørg Gyrid Ingeleiv Tordis Aslaug Hallbjørg Oddrun Solfrid Snefrid Turid Birgit
Olaug Bergljot Gullbjørg Jorid Hallvor Tarjei Aslak Halstein Eivind Gjermund Torgrim Sjur Ørnulf Rasmus Ketil Brage
Tarald Ånund Olve Sveinung Tallak Vetle Torkjell Aadne Ingolv Nils-Petter Ole-Jakob Anne-Gro Kari-Mette Tor-Erling
Bjørn-Inge Liv-Marit Inger-Johanne Odd-Arne May-Lis Else-Karin Ann-Helen Jan-Tore Svein-Harald""".split()
_WORLD_GIVEN = """Rebwar Shilan Dilan Hêvî Yohannes Tsegay Selam Mehret Abeba Hiwet Yusuf Amina Faduma Hodan Ifrah
Abdiwali Warsame Zeynab Khadra Ayaan Farhiya Nasteho Oleksandr Oksana Svitlana Iryna Taras Bohdan Volodymyr Nataliia
Katarzyna Małgorzata Wojciech Zbigniew Grzegorz Agnieszka Bartosz Kęstutis Rasa Daiva Jurgita Vytautas Liga Inese
Andris Thi Hoa Minh Phuong Linh Duc Tuan Nguyet Siriporn Somchai Nattaya Ploy Marisol Jhoanna Rowena Arlene Jomar
Maricel Reyhan Mehmet Ayşe Elif Emre Özgür Zainab Farzana Imran Bilal Shazia Tariq Nadeem Humaira Samina Rashid Omid
Parwana Shabnam Fereshteh Mahdi Hossein Zahra Narges Golnar Behrouz Nasrin Jelena Dragan Milica Snežana Edin Amra
Senad Aldijana Luljeta Besnik Arben Drita Fatmir Blerta Adebayo Chidi Ngozi Oluwaseun Kwame Abena Kofi Fatoumata
Ibrahima Moussa Aissatou Jean-Pierre Chantal Immaculée Priya Rajesh Lakshmi Sivakumar Tharshini Kumaran Nirosha Wei
Xiaoming Jing Yuki Haruka João Thiago Luciana Guadalupe Björn Håkan Göran Kjerstin Páll Guðrún Sigríður Jón Máret
Áilu Biret Jovnna Sunná Ánte Risten Elle-Máret Inga-Biret Niillas Ovllá Láilá Beaska Mikkal Piera Heaika Joret""".split()
_WORLD_LAST = """Osmani Rashidi Ahmadi Karimi Hosseini Barzani Tesfay Gebremedhin Tekle Haile Woldu Berhane Abdi Nur
Warsame Jama Farah Hersi Kovalenko Shevchenko Bondarenko Melnyk Tkachuk Lysenko Wójcik Kowalczyk Lewandowska
Zieliński Wiśniewski Kamińska Kazlauskas Petrauskienė Jankauskas Ozoliņš Bērziņa Kalniņš Nguyen Tran Pham Huynh
Vo Bui Srisai Wongsa Santos Dela-Cruz Villanueva Bautista Mendoza Yılmaz Kaya Demir Çelik Öztürk Hussain Malik Chaudhry
Butt Qureshi Mirza Khan Iqbal Akhtar Petrović Jovanović Hadžić Begović Marković Krasniqi Berisha Gashi Hoxha Okafor
Adeyemi Eze Mensah Boateng Diallo Traoré Camara Ndayishimiye Uwimana Sharma Patel Reddy Sivalingam Nadarajah
Balasingam Rajaratnam Zhang Liu Chen Tanaka Sato Silva Oliveira Fernández García Lindqvist Sjöström Bergström
Jónsdóttir Einarsson Guðmundsson Eira Sara Gaup Utsi Hætta Bongo Somby Valkeapää Buljo Triumf Skum Kemi Oskal Anti
O'Connor McCarthy Schmidt Müller Becker Dubois Rossi van_der_Berg de_Vries von_Krogh""".split()
_EVERY_OTHER = 0.5
_SLOT = re.compile(r"\{[NGSLAgsnm]\}")


class People:
    """A seeded source of names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given = _read("given.txt")
        self._surnames = _read("surnames.txt")

    def given(self) -> str:
        """A given name; now and then two."""
        roll = self._random.random()
        if roll < 0.6:  # noqa: PLR2004 - shares of a mixture
            name = self._random.choice(self._given)
        elif roll < 0.75:  # noqa: PLR2004
            name = self._random.choice(_OLD_GIVEN)
        else:
            name = self._random.choice(_WORLD_GIVEN)
        return f"{name}-{self._random.choice(self._given)}" if self._random.random() < 0.03 else name  # noqa: PLR2004

    def surname(self) -> str:
        """A surname: a listed one, a made one or one from elsewhere."""
        roll = self._random.random()
        if roll < 0.4:  # noqa: PLR2004
            return self._random.choice(self._surnames)
        if roll < 0.75:  # noqa: PLR2004
            return self._made()
        if roll < 0.78:  # noqa: PLR2004
            return f"{self._random.choice(self._surnames)}-{self._random.choice(self._surnames)}"
        return self._random.choice(_WORLD_LAST).replace("_", " ")

    def _made(self) -> str:
        if self._random.random() < 0.15:  # noqa: PLR2004
            return self._random.choice(_PATRONYMS) + self._random.choice(("sen", "sen", "son", "sdotter"))
        return self._random.choice(_FRONT) + self._random.choice(("", "", "", "e", "s")) + self._random.choice(_BACK)

    def full(self) -> str:
        """A given name or two, or initials, and a surname."""
        roll = self._random.random()
        first = self.given()
        if roll < 0.12:  # noqa: PLR2004
            first = f"{first} {self.given()}"
        elif roll < 0.17:  # noqa: PLR2004
            first = f"{first} {self._random.choice('ABEFGHIJKLMNOPRSTØ')}."
        elif roll < 0.2:  # noqa: PLR2004
            first = f"{first[0]}."
        last = self.surname()
        return f"{first} {self._random.choice(self._surnames)} {last}" if self._random.random() < 0.1 else f"{first} {last}"  # noqa: PLR2004

    def like(self, name: str) -> str:
        """Another name with as many words; a single word may be a given name or a surname."""
        words = name.split(" ")
        if len(words) == 1:
            genitive = "s" if name.endswith("s") and not name.endswith(("ss", "us", "as", "is", "es")) else ""
            listed = name in self._surnames and name not in self._given
            made = self.surname() if listed else self.given()
            return made + (genitive if not made.endswith("s") else "")
        firsts = [self.given() for _ in words[:-1]]
        return " ".join([*firsts, self.surname()])

    def fill(self, template: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
        """``{N}`` full name, ``{G}`` given, ``{S}`` surname, ``{L}`` "surname, given", ``{A}`` any form: marked.

        ``{g}`` and ``{s}`` are a given name and a surname that stand for something else: unmarked.
        """
        parts: list[str] = []
        marks: list[tuple[int, int, str]] = []
        length = 0
        for piece in _pieces(template):
            text = self._piece(piece)
            if piece in {"{N}", "{G}", "{S}", "{L}", "{A}"}:
                marks.append((length, length + len(text), "PER"))
            parts.append(text)
            length += len(text)
        return "".join(parts), tuple(marks)

    def _piece(self, piece: str) -> str:
        match piece:
            case "{N}":
                return self.full()
            case "{G}" | "{g}":
                return self.given()
            case "{S}" | "{s}":
                return self.surname()
            case "{L}":
                return f"{self.surname()}, {self.given()}"
            case "{A}":
                return self.full() if self._random.random() < _EVERY_OTHER else self.given()
            case "{n}":
                return str(self._random.randint(1, 9)) + str(self._random.randint(0, 99))
            case "{m}":
                return f"{self._random.choice((4, 9))}{self._random.randint(1000000, 9999999)}"
            case _:
                return piece


def _pieces(template: str) -> list[str]:
    pieces: list[str] = []
    rest = template
    while (found := _SLOT.search(rest)) is not None:
        pieces += [rest[: found.start()], found[0]]
        rest = rest[found.end() :]
    return [*pieces, rest]


def _read(name: str) -> list[str]:
    return [line.rstrip("*") for line in (_LISTS / name).read_text(encoding="utf-8").split()]
