"""How somebody can be reached: numbers, email addresses and pages, bare and as URLs.

Notes are untrusted, so only plain numbers, addresses and web pages become URLs, and none can
name a file or a program.
"""

import re
from typing import Final, Literal, NamedTuple
from urllib.parse import quote

from mdnet.model.contact import Contact
from mdnet.model.identifiers import bare_mail, bare_phone, phone_key

ReachKind = Literal["page", "email", "phone"]
KINDS: Final[tuple[ReachKind, ...]] = ("page", "email", "phone")

_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_HANDLE = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
# Characters that need no escape in a URL (RFC 3986); a percent sign begins an escape.
_AS_IT_IS = ":/?#[]@!$&'()*+,;=-._~%"


class ContactWay(NamedTuple):
    """One way to reach somebody: the bare value, and the URL that a program can open."""

    kind: ReachKind
    value: str
    url: str


def ways_to_reach(contact: Contact, country: str = "") -> tuple[ContactWay, ...]:
    """All ways to reach somebody: pages first, then email addresses, then numbers.

    Args:
        contact: the person.
        country: of phone numbers that name none; see ``phone_key``.
    """
    found = [_page(text) for text in (*contact.urls, *contact.social)]
    found += [_email(text) for text in contact.emails]
    found += [_phone(text, country) for text in contact.phones]
    return tuple(dict.fromkeys(reach for reach in found if reach))


def _page(text: str) -> ContactWay | None:
    value = text.strip()
    if _WEB.fullmatch(value):
        url = value
    elif handle := _HANDLE.fullmatch(value):
        url = f"https://{handle[2]}/@{handle[1]}"
    elif _SITE.fullmatch(value):
        url = f"https://{value}"
    else:
        return None
    return ContactWay("page", value, quote(url, safe=_AS_IT_IS))


def _email(text: str) -> ContactWay | None:
    value = bare_mail(text)
    return ContactWay("email", value, f"mailto:{quote(value, safe='@')}") if value else None


def _phone(text: str, country: str) -> ContactWay | None:
    value = bare_phone(text)
    return ContactWay("phone", value, f"tel:{phone_key(text, country)}") if value else None
