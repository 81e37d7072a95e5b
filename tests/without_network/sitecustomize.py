"""Forbids the network to the process that imports it.

The tests import it, and every Python that they start does so by itself: this folder is on
its ``PYTHONPATH``. Sockets that are files stay allowed, one lies in the hostile vault.
"""

import sys
from typing import Any

SAID = "the network is out of bounds"
_USES = {"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg"}
_LOOK_UPS = {
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
}


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise for whatever would leave the process by the network.

    Raises:
        AssertionError: it would; no code of ours takes that for a fault of the system.
    """
    if event in _LOOK_UPS or (event in _USES and _is_of_the_network(arguments[0])):
        raise AssertionError(f"{SAID}: {event}")


def _is_of_the_network(opened: Any) -> bool:
    import socket

    return bool(opened.family != socket.AF_UNIX)


sys.addaudithook(_refuse)
