"""From findings in a repository's files to those that stand: what is new, and neither forgiven, allowed nor known."""

from pii_guard.review.reviewer import File, Reviewer

__all__ = ["File", "Reviewer"]
