"""Profiles and messengers in vCards as one text each, such as ``skype:ana`` or an address.

The service stands in the value, in a parameter or in the name of the property, as the program
has it. Sources: RFC 6350 section 6.4.3, RFC 9554 section 2, and what Apple's, KDE's and
Nextcloud's address books write. Knows no fields of notes.
"""

import re
from typing import Final
from urllib.parse import unquote

from mdnet.formats.content import Property
from mdnet.formats.vcard.values import unescape
from mdnet.util.text import one_line

KDE_PREFIX: Final = "X-MESSAGING/"
_KDE_BETWEEN = "\ue000"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):\S")
# Apple's scheme for a name that is no address.
_APPLE = "x-apple"
_NO_SERVICES = frozenset(
    "home work pref other personal business mobile cell internet profile uri text unknown".split()
)


def profile_of(one: Property) -> str:
    """A profile; ``instagram:ana`` for ``TYPE=instagram`` and a bare name."""
    text = one_line(unescape(one.value))
    service = _service(one)
    user = one_line(one.one("X-USER"))
    if not text:
        return f"{service}:{user}" if user and service else user
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() != _APPLE:
        return text
    bare = one_line(unquote(text[len(_APPLE) + 1 :])) if scheme else text
    return f"{service}:{bare}" if service else text


def _service(one: Property) -> str:
    for key in ("SERVICE-TYPE", "X-SERVICE-TYPE", "TYPE"):
        for value in one.all(key):
            service = "".join(value.split()).removeprefix("x-")
            if service and service not in _NO_SERVICES and _SCHEME.match(f"{service}:x"):
                return service
    return ""


def kde_profiles(one: Property) -> list[str]:
    """The names in a property such as ``X-messaging/xmpp-All``, each with its service."""
    service = one.name[len(KDE_PREFIX) :].partition("-")[0].lower()
    names = (one_line(text) for text in unescape(one.value).split(_KDE_BETWEEN))
    return [f"{service}:{name}" for name in names if name]
