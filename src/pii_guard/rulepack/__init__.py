"""Rule packs: from YAML files to the compiled form that a scanner starts from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from pii_guard.rulepack import store
from pii_guard.rulepack.compiled import Pack

__all__ = ["Pack", "default_pack"]


@lru_cache(maxsize=1)
def default_pack() -> Pack:
    """The Norwegian pack that comes with the package, compiled; built at most once a version."""
    name = f"{store.build_id()}.pack"
    data = store.view(name)
    if data is not None:
        return msgspec.msgpack.decode(data, type=Pack)
    from pii_guard.rulepack.build import build_pack  # noqa: PLC0415 - YAML is read only when there is no compiled pack

    rules = Path(__file__).resolve().parent.parent / "rules"
    pack = build_pack(rules / "nb_no.yaml", rules)
    store.save(name, msgspec.msgpack.encode(pack))
    return pack
