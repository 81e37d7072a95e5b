"""How somebody can be reached: numbers, email addresses and pages, bare and as URLs.

Notes may be anybody's, so only what is plainly a number, an address or a page of the web
becomes a URL, and none can name a file or a program.
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
# What a URL may hold as it is (RFC 3986); a percent sign begins what is escaped already.
_AS_IT_IS = ":/?#[]@!$&'()*+,;=-._~%"


class Reach(NamedTuple):
    """One way to reach somebody: the bare value, and the URL that a program can open."""

    kind: ReachKind
    value: str
    url: str


def ways_to_reach(contact: Contact, country: str = "") -> tuple[Reach, ...]:
    """All ways to reach somebody: pages first, then email addresses, then numbers.

    Args:
        contact: the person.
        country: for phone numbers without a country code; see ``phone_key``.
    """
    found = [_page(text) for text in (*contact.urls, *contact.social)]
    found += [_email(text) for text in contact.emails]
    found += [_phone(text, country) for text in contact.phones]
    return tuple(dict.fromkeys(reach for reach in found if reach))


def _page(text: str) -> Reach | None:
    value = text.strip()
    if _WEB.fullmatch(value):
        url = value
    elif handle := _HANDLE.fullmatch(value):
        url = f"https://{handle[2]}/@{handle[1]}"
    elif _SITE.fullmatch(value):
        url = f"https://{value}"
    else:
        return None
    return Reach("page", value, quote(url, safe=_AS_IT_IS))


def _email(text: str) -> Reach | None:
    value = bare_mail(text)
    return Reach("email", value, f"mailto:{quote(value, safe='@')}") if value else None


def _phone(text: str, country: str) -> Reach | None:
    value = bare_phone(text)
    return Reach("phone", value, f"tel:{phone_key(text, country)}") if value else None
