"""Rule packs: from YAML files to the compiled form that a scanner starts from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pii_guard.rulepack import store
from pii_guard.rulepack.compiled import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Pack", "default_pack"]


@lru_cache(maxsize=1)
def default_pack() -> Pack:
    """The Norwegian pack that comes with the package, compiled; built at most once a version."""
    package = Path(__file__).resolve().parent.parent
    sources = [*_sources(package / "rules"), *_sources(package / "rulepack"), (package / "normalise.py").read_bytes()]
    name = store.digest(sources)
    data = store.load(f"{name}.pack")
    if data is not None:
        return msgspec.msgpack.decode(data, type=Pack)
    from pii_guard.rulepack.build import build_pack  # noqa: PLC0415 - YAML is read only when there is no compiled pack

    pack = build_pack(package / "rules" / "nb_no.yaml", package / "rules", name)
    store.save(f"{name}.pack", msgspec.msgpack.encode(pack))
    return pack


def _sources(folder: Path) -> Iterator[bytes]:
    """The names and contents of all files that the compiled pack depends on, in a fixed order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in {"__pycache__", "names"}:
                yield from _sources(entry)
        elif entry.name.endswith((".yaml", ".py", ".tsv")):
            yield entry.name.encode()
            yield entry.read_bytes()
