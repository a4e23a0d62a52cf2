"""Where names and e-mail addresses belong: author and copyright lines, package metadata."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_LINE = re.compile(
    r"author|copyright|\(c\)|©|maintain|contribut|signed-off-by|co-authored|reviewed-by|reported[- ]by|acked-by|"
    r"credits?\b|licen[sc]e|committ?er|patch by|thanks to|last-translator|language-team|translator|written by|"
    r"created by|codeowner|opphavsrett|forfatter|utvikle[tr]|@see|@since",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:authors?|contributors?|maintainers?|credits|thanks|licen[sc]e|copying|notice|codeowners|changelog|changes|history|"
    r"news|releases?|readme|security|code_of_conduct|contributing|citation|acknowledge?ments)(?:[.\-_].*)?"
    r"|\.mailmap|pkg-info|metadata|description|package\.json|composer\.json|bower\.json|pyproject\.toml|setup\.(?:py|cfg)|"
    r"cargo\.toml|pom\.xml|codemeta\.json|humans\.txt|security\.txt|.*\.(?:gemspec|nuspec|cabal|podspec|csproj)",
    re.IGNORECASE,
)


def is_authorship(path: str, line: str) -> bool:
    """Whether a name or an address on this line is that of somebody who made the code."""
    return bool(_NAMES.fullmatch(PurePosixPath(path).name) or _LINE.search(line))
