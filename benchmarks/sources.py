"""What is found in the sources of public Python packages, where next to nothing should be.

usage: python -m benchmarks.sources FOLDER... [--show ENTITY,ENTITY]

Fetch and unpack the packages first:

    pip download --no-binary :all: --no-deps --dest sources Django Faker requests
    for archive in sources/*.tar.gz; do tar -xzf "$archive" -C sources; done
    python -m benchmarks.sources sources/*/

Folders named ``ssn`` and ``phone_number`` are left out: Faker keeps made-up numbers there. Files that are not UTF-8
text are left out too. ``--show`` prints the places of an entity's findings, with the values.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pii_guard import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = frozenset(
    {".py", ".pyi", ".txt", ".rst", ".md", ".html", ".js", ".css", ".json", ".toml", ".cfg", ".yml", ".xml"}
)
LEFT_OUT = frozenset({"ssn", "phone_number"})


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """The readable source files below ``folder``."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and not LEFT_OUT & set(path.relative_to(folder).parts):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def measure(folder: Path, show: Sequence[str] = ()) -> tuple[int, Counter[str]]:
    """Bytes read below ``folder``, and findings by entity."""
    scanner = Scanner(context="export")
    size = 0
    counts: Counter[str] = Counter()
    for path, text in texts(folder):
        size += len(text.encode())
        for finding in scanner.scan(text):
            counts[finding.entity] += 1
            if finding.entity in show:
                line = text.count("\n", 0, finding.start) + 1
                value = text[finding.start : finding.end].replace("\n", " ")
                print(f"{path.relative_to(folder)}:{line}: {finding.entity} {finding.score:.2f} {value}")
    return size, counts


def table(measured: dict[str, tuple[int, Counter[str]]]) -> str:
    """The counts as a Markdown table, a column for each package."""
    entities = sorted({entity for _, counts in measured.values() for entity in counts})
    rows = [f"| entity | {' | '.join(measured)} |", f"| --- |{' --- |' * len(measured)}"]
    rows += [
        f"| {entity} | {' | '.join(str(counts[entity]) for _, counts in measured.values())} |" for entity in entities
    ]
    rows.append(f"| read | {' | '.join(f'{size / 1e6:.1f} MB' for size, _ in measured.values())} |")
    return "\n".join(rows)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    show = options.show.split(",")
    print(table({folder.name: measure(folder, show) for folder in options.folders}))


if __name__ == "__main__":
    main()
