"""E-mail addresses: which look-alikes are none."""

from __future__ import annotations

from pii_guard.deferred import deferred
from pii_guard.validators.verdict import Verdict

_RESERVED = deferred(r"(?:^|\.)(?:example\.(?:com|org|net|no)|[a-z0-9-]*\.?(?:example|test|invalid|localhost|local))$")
"""Domains for documentation and tests (RFC 2606, RFC 6761)."""
_AUTOMATIC = deferred(
    r"(?:no|ikke|ikkje|do-?not)[-._]?(?:reply|svar)|mailer-daemon|postmaster|bounces?[-+=].*|.*\+dependabot\[bot\]|.*\[bot\]"
)
_FILES = frozenset({
    "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "ts", "json", "tgz", "py", "md", "html", "xml",
    "pdf", "txt", "yml", "yaml", "zip", "so", "dll", "service", "target", "socket",
})  # fmt: skip
"""Endings of files and of system units, which are written with ``@`` as well."""
_ESCAPED = deferred(r"%40|&#64;")
_LOOSE = deferred(r"\S+ at [a-z0-9-]+\.[a-z]+")


def check_email(value: str) -> Verdict | None:
    """Grade an address with ``@``; None for reserved domains, senders that nobody reads, and file names.

    >>> check_email("kari.moen@fjordbrev.no").status, check_email("kari%40fjordbrev.no").status
    ('valid', 'valid')
    >>> check_email("noreply@fjordbrev.no") is None, check_email("icon@2x.png") is None
    (True, True)
    """
    local, _, domain = _ESCAPED.sub("@", value.lower()).rpartition("@")
    ending = domain.rpartition(".")[2]
    if not local or "." not in domain or ending in _FILES or ending.isdigit() or ".." in value:
        return None
    if _RESERVED.search(domain) or _AUTOMATIC.fullmatch(local):
        return None
    return Verdict("valid", None, "the shape of an e-mail address")


def check_obfuscated_email(value: str) -> Verdict | None:
    """Grade an address written out in words; ``loose`` when only the word "at" says so, which is a conjunction too.

    >>> check_obfuscated_email("ola krollalfa firma.no").status, check_obfuscated_email("ola at firma.no").status
    ('obfuscated', 'loose')
    """
    plain = value.replace(" ", "")
    if plain.count("@") == 1 and "." in plain.partition("@")[2] and check_email(plain) is None:
        return None
    status = "loose" if _LOOSE.fullmatch(value) else "obfuscated"
    return Verdict(status, "obfuscated", "an e-mail address written out in words")
