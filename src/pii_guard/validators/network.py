"""IP and MAC addresses."""

from __future__ import annotations

import ipaddress

from pii_guard.validators.verdict import Verdict

_DOCUMENTATION = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
)
"""RFC 5737, RFC 3849, RFC 9637."""
_RESOLVERS = frozenset({"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9"})
"""Public name servers: nobody's address."""


def check_ip(value: str) -> Verdict | None:
    """Grade an IPv4 or IPv6 address; None for loopback, unspecified, link-local, multicast, masks.

    >>> check_ip("84.213.77.19").kind, check_ip("10.14.2.31").kind
    ('public', 'private')
    >>> check_ip("127.0.0.1") is None, check_ip("255.255.255.0") is None
    (True, True)
    """
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return None
    if address.is_loopback or address.is_unspecified or address.is_link_local or address.is_multicast:
        return None
    if any(address in network for network in _DOCUMENTATION if network.version == address.version):
        return Verdict("documentation", "documentation", "an address of a range for documentation")
    if str(address) in _RESOLVERS or value.startswith(("255.", "0.")):
        return None
    private = address.is_private
    return Verdict(f"v{address.version}", "private" if private else "public", f"an IPv{address.version} address")


def check_mac(value: str) -> Verdict | None:
    """Grade a MAC address; None for broadcast and empty ones.

    >>> check_mac("5c:cf:7f:12:a0:9e").status
    'valid'
    """
    digits = "".join(char for char in value.lower() if char.isalnum())
    if len(digits) != 12 or len(set(digits)) < 3:  # noqa: PLR2004 - 48 bits; filler
        return None
    return Verdict("valid", None, "the shape of a MAC address")
