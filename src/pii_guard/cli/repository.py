"""What the commands for repositories work with: repository, settings, baseline, scanner."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.cli.pack import make_pack
from pii_guard.git import GitError, Repository
from pii_guard.model import Summary
from pii_guard.review import Reviewer
from pii_guard.scanner import Scanner
from pii_guard.settings import Settings, find_settings, load_settings
from pii_guard.sourcecode.kinds import Kind

if TYPE_CHECKING:
    from pii_guard.baseline import Baseline
    from pii_guard.cli.request import Chosen
    from pii_guard.rulepack import Pack


class Review(NamedTuple):
    """A run over a repository, or over files outside of any."""

    repository: Repository | None
    root: Path
    reviewer: Reviewer
    settings: Settings
    baseline: Baseline | None
    """None where the repository has none."""
    summary: Summary

    def must_have_baseline(self) -> Baseline:
        """The baseline, an empty one where there is none."""
        return self.baseline or open_baseline(self.root, self.settings)

    def must_have_repository(self) -> Repository:
        """The repository; raises ``GitError`` where there is none."""
        if self.repository is None:
            raise GitError("this is no git work tree; nothing was scanned")
        return self.repository


def make_review(chosen: Chosen, *, tokens: bool = False) -> Review:
    """Everything for a run in the working folder; settings are those at the top of the repository.

    With ``tokens`` equal values can be told to be equal, which a history needs.
    """
    repository = _repository()
    root = repository.root if repository else Path.cwd()
    pack = make_pack(chosen.rule_files)
    settings = _settings(chosen.policy or find_settings(root), pack)
    baseline = open_baseline(root, settings) if (root / settings.baseline).is_dir() else None
    scanner = Scanner(settings.policy, profile=chosen.profile, context=chosen.context, pack=pack)  # type: ignore[arg-type] # click has checked
    reviewer = Reviewer(scanner, settings, baseline, key=os.urandom(32) if tokens else b"")
    return Review(repository, root, reviewer, settings, baseline, Summary())


def open_baseline(root: Path, settings: Settings) -> Baseline:
    """The baseline of a repository, read with the key of the environment."""
    from pii_guard.baseline import Baseline, key_from_environment  # noqa: PLC0415 - most repositories have none

    return Baseline(root / settings.baseline, root, key_from_environment())


def _repository() -> Repository | None:
    try:
        return Repository(Path.cwd())
    except GitError:
        return None


def _settings(path: Path | None, pack: Pack) -> Settings:
    if path is None:
        return Settings()
    rules = [*pack.rules, *(lexicon.rule for lexicon in pack.categories)]
    return load_settings(path, pack.entities, rules, [str(kind) for kind in Kind])
