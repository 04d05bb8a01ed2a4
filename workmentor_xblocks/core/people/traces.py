"""What is kept of the way somebody came: a part of the network address, and the family of the browser. Not more.

An address is cut to the network that it stands in (/24, /48), so that it tells two offices apart and no two desks; a
full one would be more than a signature needs (GDPR, article 5(1)(c), data minimisation).
"""

from __future__ import annotations

import ipaddress

# The first that fits: browsers name those that they want to be taken for as well.
_FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def shortened(address: str) -> str:
    """The network of an address, as 192.0.2.0 or 2001:db8:7::; "" for what is no address."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    bits = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{bits}", strict=False).network_address)


def browser_family(user_agent: str) -> str:
    """The browser by its everyday name, without version or device; "other" for the rest."""
    return next((name for sign, name in _FAMILIES if sign in user_agent), "other")
