"""The rules of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.rulepack import default_pack

if TYPE_CHECKING:
    from pathlib import Path

    from pii_guard.rulepack import Pack


def make_pack(rule_files: tuple[Path, ...] = ()) -> Pack:
    """The pack that comes with the package, with the user's own rules."""
    pack = default_pack()
    if rule_files:
        from pii_guard.rulepack.build import extend_pack  # noqa: PLC0415 - YAML is slow to import

        pack = extend_pack(pack, rule_files)
    return pack
