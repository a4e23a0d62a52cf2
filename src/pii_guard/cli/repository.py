"""What the commands for repositories work with: repository, settings, baseline, scanner."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pii_guard.baseline import Baseline, key_from_environment
from pii_guard.cli.options import make_pack
from pii_guard.git import GitError, Repository
from pii_guard.model import Summary
from pii_guard.review import Reviewer
from pii_guard.scanner import Scanner
from pii_guard.settings import Settings, find_settings, load_settings
from pii_guard.sourcecode.kinds import Kind

if TYPE_CHECKING:
    from pii_guard.rulepack import Pack


class Review(NamedTuple):
    """A run over a repository, or over files outside of any."""

    repository: Repository | None
    root: Path
    reviewer: Reviewer
    settings: Settings
    baseline: Baseline
    summary: Summary

    def must_have_repository(self) -> Repository:
        """The repository; raises ``GitError`` where there is none."""
        if self.repository is None:
            raise GitError("this is no git work tree; nothing was scanned")
        return self.repository


def make_review(
    context: str, profile: str, policy: Path | None, rule_files: tuple[Path, ...], *, tokens: bool = False
) -> Review:
    """Everything for a run in the working folder; settings are those at the top of the repository.

    With ``tokens`` equal values can be told to be equal, which a history needs.
    """
    repository = _repository()
    root = repository.root if repository else Path.cwd()
    pack = make_pack(rule_files)
    settings = _settings(policy or find_settings(root), pack)
    baseline = Baseline(root / settings.baseline, root, key_from_environment())
    scanner = Scanner(settings.policy, profile=profile, context=context, pack=pack)  # type: ignore[arg-type] # click has checked
    known = baseline if baseline.acceptances else None
    reviewer = Reviewer(scanner, settings, known, key=secrets.token_bytes(32) if tokens else b"")
    return Review(repository, root, reviewer, settings, baseline, Summary())


def _repository() -> Repository | None:
    try:
        return Repository(Path.cwd())
    except GitError:
        return None


def _settings(path: Path | None, pack: Pack) -> Settings:
    if path is None:
        return Settings()
    rules = [*pack.rules, *(lexicon.rule for lexicon in pack.lexicons)]
    return load_settings(path, pack.entities, rules, [str(kind) for kind in Kind])
