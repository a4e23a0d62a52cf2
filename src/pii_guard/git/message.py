"""Commit messages as git will record them."""

from __future__ import annotations

import re

_SCISSORS = " ------------------------ >8 ------------------------"


def strip_message(text: str, *, edited: bool = True, comment: str = "#") -> str:
    """A commit message file without all below the scissors line and, where an editor was used, comment lines.

    Git keeps lines that begin with ``#`` when the message was given with ``-m``. Blank lines stand in for what is
    left out, so that line numbers stay those of the file.
    """
    kept = []
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):  # lines as git knows them: no other mark ends one
        if line.startswith(comment + _SCISSORS):
            break
        kept.append("\n" if edited and line.startswith(comment) else line)
    return "".join(kept)
