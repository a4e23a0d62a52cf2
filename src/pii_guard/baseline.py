"""What has been accepted: one small file for each acceptance, in a folder of the repository.

An entry holds a memory-hard hash of the value, salted for its file, and no value, line number or date. See
``docs/decisions/020-baseline.md`` for what that protects against and what it does not.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from typing import TYPE_CHECKING

import msgspec

from pii_guard.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pii_guard.model import Finding
    from pii_guard.rulepack.schema import Entity

KEY_VARIABLE = "PII_GUARD_BASELINE_KEY"
_FEW_VALUES = frozenset({"DATE_OF_BIRTH", "ADDRESS", "PERSON", "AGE", "DATE", "LOCATION"})
SCRYPT: Mapping[str, int] = {"n": 2**16, "r": 8, "p": 1, "maxmem": 160 * 2**20, "dklen": 16}
"""64 MB and about 0.2 s for each guess."""
_COST = SCRYPT
_SHORTEST_REASON = 3
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")


class BaselineError(ConfigError):
    """A baseline that cannot be used; each line names a file of it."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """One accepted value."""

    rule: str
    print: str
    """Hash of the value, in hexadecimal."""


class Acceptance(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Values of one file that were accepted together. The file that holds it is never changed, only pruned."""

    path: str
    reason: str
    salt: str
    keyed: bool = False
    """Whether a key from outside the repository went into the hashes."""
    entries: tuple[Entry, ...]


def needs_key(entity: Entity) -> bool:
    """Whether so few values are possible that a hash without a secret key would give the value away."""
    return entity.group == "special-category" or entity.id in _FEW_VALUES


def key_from_environment() -> bytes:
    """The key that is kept outside the repository; empty where there is none."""
    return os.environ.get(KEY_VARIABLE, "").encode()


class Baseline:
    """All acceptances of a repository."""

    def __init__(self, folder: Path, root: Path, key: bytes = b"") -> None:
        """Read ``folder``; raises ``BaselineError`` with all its problems. Without the folder nothing is accepted."""
        self.folder = folder
        self._key = key
        self.acceptances = _read(folder)
        self._by_path: dict[str, list[tuple[str, Acceptance]]] = {}
        self._moved: list[tuple[str, Acceptance]] = []
        for name, acceptance in self.acceptances.items():
            self._by_path.setdefault(acceptance.path, []).append((name, acceptance))
            if not (root / acceptance.path).exists():
                self._moved.append((name, acceptance))
        self._prints: dict[tuple[str, str], str] = {}

    def __repr__(self) -> str:
        return f"Baseline({len(self.acceptances)} files)"

    @property
    def has_key(self) -> bool:
        """Whether a key from outside the repository goes into new entries."""
        return bool(self._key)

    @property
    def lacks_key(self) -> bool:
        """Whether acceptances cannot be read for want of the key."""
        return not self._key and any(one.keyed for one in self.acceptances.values())

    def names(self) -> dict[str, Acceptance]:
        """Every entry by its name."""
        return {
            _name(file, entry): acceptance
            for file, acceptance in self.acceptances.items()
            for entry in acceptance.entries
        }

    def entry(self, path: str, finding: Finding, value: str) -> str:
        """The name of the entry that accepts this value in this file; empty where there is none.

        Entries of files that are no longer there are good for any file: it may have been renamed.
        """
        for file, acceptance in [*self._by_path.get(path, ()), *self._moved]:
            if acceptance.keyed and not self._key:
                continue
            if not any(entry.rule == finding.rule for entry in acceptance.entries):
                continue
            wanted = Entry(finding.rule, self._print(value, acceptance))
            if wanted in acceptance.entries:
                return _name(file, wanted)
        return ""

    def accept(self, path: str, reason: str, values: Iterable[tuple[str, str]]) -> int:
        """Write one acceptance for (rule, value) pairs of a file; returns how many entries it has."""
        if len(reason.strip()) < _SHORTEST_REASON:
            raise BaselineError(["a baseline needs a reason"])
        blank = Acceptance(
            path=path, reason=reason.strip(), salt=secrets.token_hex(16), keyed=bool(self._key), entries=()
        )
        entries = tuple(sorted({Entry(rule, self._print(value, blank)) for rule, value in values}))
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{_UNSAFE.sub('-', path).strip('-.')[-60:]}-{secrets.token_hex(4)}.json"
        _write(self.folder / name, msgspec.structs.replace(blank, entries=entries))
        return len(entries)

    def prune(self, used: Iterable[str]) -> list[str]:
        """Remove the entries not ``used``; returns their names. A file without entries goes too."""
        kept = set(used)
        removed = []
        for file, acceptance in self.acceptances.items():
            entries = tuple(entry for entry in acceptance.entries if _name(file, entry) in kept)
            removed += [_name(file, entry) for entry in acceptance.entries if entry not in entries]
            if not entries:
                (self.folder / file).unlink()
            elif entries != acceptance.entries:
                _write(self.folder / file, msgspec.structs.replace(acceptance, entries=entries))
        return removed

    def _print(self, value: str, acceptance: Acceptance) -> str:
        plain = "".join(char for char in value.casefold() if char.isalnum())
        found = self._prints.get((acceptance.salt, plain))
        if found is None:
            data = plain.encode("utf-8", "surrogatepass")
            if acceptance.keyed:
                data = hmac.digest(self._key, data, "sha256")
            found = hashlib.scrypt(data, salt=bytes.fromhex(acceptance.salt), **_COST).hex()
            self._prints[acceptance.salt, plain] = found
        return found

    def __getstate__(self) -> dict[str, object]:
        """Without the memory of values met."""
        return {**self.__dict__, "_prints": {}}


def _name(file: str, entry: Entry) -> str:
    return f"{file}/{entry.rule}/{entry.print[:8]}"


def _read(folder: Path) -> dict[str, Acceptance]:
    found: dict[str, Acceptance] = {}
    problems = []
    for path in sorted(folder.glob("*.json")):
        try:
            acceptance = msgspec.json.decode(path.read_bytes(), type=Acceptance)
            bytes.fromhex(acceptance.salt)
        except OSError:
            problems.append(f"{folder.name}/{path.name}: the file cannot be read")
        except (msgspec.DecodeError, ValueError):
            problems.append(f"{folder.name}/{path.name}: not an acceptance; take it from git again, or delete it")
        else:
            found[path.name] = acceptance
            if len(acceptance.reason.strip()) < _SHORTEST_REASON:
                problems.append(f"{folder.name}/{path.name}: needs a reason")
    if problems:
        raise BaselineError(problems)
    return found


def _write(path: Path, acceptance: Acceptance) -> None:
    text = msgspec.json.format(msgspec.json.encode(acceptance), indent=1)
    path.write_bytes(text + b"\n")
