"""Compile the rule pack and its automaton into the wheel, so that the first start is as fast as any other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePack(BuildHookInterface):  # type: ignore[type-arg]
    """Writes ``pii_guard/compiled/`` into the wheel; where it does not fit a machine, the pack is compiled there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the files and name them to hatchling; an editable install compiles at first use instead."""
        if self.target_name != "wheel" or version == "editable":
            return
        source = Path(self.root) / "src"
        target = Path(self.directory) / "compiled"
        sys.path.insert(0, str(source))
        from pii_guard.rulepack import store  # noqa: PLC0415 - importable only now
        from pii_guard.scanner import Scanner  # noqa: PLC0415

        target.mkdir(parents=True, exist_ok=True)
        made: dict[str, bytes] = {store.BUILD: store.build_id().encode("ascii")}
        store.save = made.__setitem__  # type: ignore[assignment]
        store.load = store.view = made.get  # type: ignore[assignment]
        for context in ("input", "commit", "export"):
            Scanner(context=context)
        for name, data in made.items():
            path = target / name
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"pii_guard/compiled/{name}"
