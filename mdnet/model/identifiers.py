"""Identifiers that only one person should have, in a form that can be compared.

Phones, email addresses, profiles on the web, handles, and identifiers given by programs.
Pure: it does not know who has which.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, Literal

from mdnet.model.calling_codes import calling_code, trunk_prefix
from mdnet.model.circles import circle_key
from mdnet.model.contact import Contact
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key, one_line

Kind = Literal["uid", "source", "profile", "email", "phone"]

SOURCE_KEYS = frozenset(("imported_from", "source_id", "google_id", "linkedin_id", "outlook_id"))
"""Keys in which importers record where a note comes from."""

_UUID = "urn:uuid:"
_NOT_DIGITS = re.compile(r"\D")
_TRUNK = re.compile(r"\(0\)")
_EXTENSION = re.compile(r"(?:ext|x|#|;).*$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:[a-z _-]+:\s*|mailto:|tel:)", re.IGNORECASE)
_PHONE_LIKE = re.compile(r"(?:tel:)?[\s(]*\+?[\d\s()./\u2010-\u2015\u00a0-]+", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://)?(?:www\.|m\.|mobile\.|[a-z]{2}\.)?([\w.-]+\.[a-z]{2,})(/[^?#\s]*)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s<>@:,;\"']+@[^\s<>@,;\"']+\.[^\s<>@,;\"']+")
_HANDLE = re.compile(r"(?<![\w.@])@([\w.-]+)(?:@([\w-]+(?:\.[\w-]+)+))?(?!\S)")
_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)
_SAME_SITE = {"twitter.com": "x.com", "fb.com": "facebook.com", "telegram.me": "t.me"}
# Path segments that sites put before a person's name.
_PEOPLE = frozenset("in pub u user users profile people channel".split())
# This many digits of a national number distinguish it from others.
_NATIONAL = 9
_TELLING = 8
_FEWEST = 7
_MOST = 15
# Letters of an address, a page or a number. Anything longer is prose, and looking for an address
# in it takes the square of its length.
_LONGEST = 1_000


class Identifier(NamedTuple):
    """Something that only one person should have: its kind, and the form that is compared."""

    kind: Kind
    form: str

    @property
    def term(self) -> str:
        """The term it is filed under; for numbers the end, which every spelling shares."""
        form = self.form[-_FEWEST:] if self.kind == "phone" else self.form
        return f"{self.kind}:{form}"

    def is_same(self, other: "Identifier") -> bool:
        """Whether two are the same; numbers without a country are compared by their last digits."""
        if self.kind != other.kind or self.kind != "phone":
            return self == other
        return _is_same_number(self.form, other.form)


def identifiers_of(
    *,
    uid: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    profiles: Iterable[str] = (),
    sources: Iterable[str] = (),
    country: str = "",
) -> tuple[Identifier, ...]:
    """The identifiers of a person, each once.

    Args:
        uid: as address books give it.
        emails: texts with an address each.
        phones: numbers as they are written.
        profiles: pages and handles.
        sources: for importers to recognise people: ``uid:…``, ``linkedin:…``, ``email:…``.
        country: whose national numbers the phones are; see ``phone_key``.
    """
    found = [Identifier("uid", uid_key(uid))]
    found += [_of_source(text) for text in sources]
    found += [Identifier("profile", profile_key(text)) for text in profiles]
    found += [Identifier("email", mail_key(text)) for text in emails]
    found += [Identifier("phone", phone_key(text, country)) for text in phones]
    return tuple(dict.fromkeys(one for one in found if one.form))


def identifiers_of_contact(contact: Contact, country: str = "") -> tuple[Identifier, ...]:
    """The identifiers that only this person should have."""
    sources: list[str] = []
    for key, values in contact.extra:
        if name_key(key) in SOURCE_KEYS:
            sources += values
    return identifiers_of(
        uid=contact.uid,
        emails=contact.emails,
        phones=contact.phones,
        profiles=(*contact.urls, *contact.social),
        sources=sources,
        country=country,
    )


def identifiers_in(text: str, country: str = "") -> tuple[Identifier, ...]:
    """The identifiers in a text that somebody typed to look a person up; none for a mere name."""
    text = _if_short(text)
    if mail := _MAIL.fullmatch(text.removeprefix("mailto:")):
        return (Identifier("email", mail_key(mail[0])),)
    if _PHONE_LIKE.fullmatch(text) and (phone := phone_key(text, country)):
        return (Identifier("phone", phone),)
    found = [Identifier("profile", profile_key(text))]
    if " " not in text and any(letter.isdigit() for letter in text):
        found += [Identifier("uid", uid_key(text.removeprefix("uid:"))), _of_source(text)]
    return tuple(dict.fromkeys(one for one in found if one.form))


def _of_source(text: str) -> Identifier:
    """The identifiers equal to a note's source, such as ``linkedin:ana-diaz``."""
    kind, _, rest = text.strip().partition(":")
    if kind.lower() == "uid":
        return Identifier("uid", uid_key(rest))
    if kind.lower() == "email":
        return Identifier("email", mail_key(rest))
    if kind.lower() == "linkedin" and rest:
        return Identifier("profile", _linkedin_page(rest))
    return Identifier("source", name_key(text))


def phone_key(text: str, country: str = "") -> str:
    """A phone as ``+41791234567``; its last nine digits if its country is not known.

    Empty if it is not a number. E.164: up to 15 digits, led by the country.

    Args:
        text: the number as it is written, perhaps with a label.
        country: two letters, as ``CH``; numbers that name no country are taken to be of it.
    """
    number = _TRUNK.sub("", _EXTENSION.sub("", _LABEL.sub("", _if_short(text))))
    digits = _NOT_DIGITS.sub("", number)
    if number.lstrip("( ").startswith("+"):
        return _whole(digits)
    if digits.startswith("00"):
        return _whole(digits[2:])
    code = calling_code(country)
    if code == "1" and digits.startswith("011"):
        return _whole(digits[3:])
    if not _FEWEST <= len(digits) <= _MOST:
        return ""
    return _with_code(digits, country) if code else digits[-_NATIONAL:]


def _with_code(digits: str, country: str) -> str:
    """A number dialled within a country in the form that can be dialled from anywhere."""
    code, trunk = calling_code(country), trunk_prefix(country)
    names_country = digits.startswith(code) and len(digits) >= len(code) + _NATIONAL
    if names_country and not (trunk and digits.startswith(trunk)):
        return _whole(digits)
    return _whole(code + digits.removeprefix(trunk))


def _whole(digits: str) -> str:
    return f"+{digits}" if _FEWEST < len(digits) <= _MOST else ""


def _is_same_number(one: str, other: str) -> bool:
    if one.startswith("+") == other.startswith("+"):
        return one == other
    whole, national = (one, other) if one.startswith("+") else (other, one)
    digits = national.lstrip("0")
    return len(digits) >= _TELLING and whole.endswith(digits)


def _if_short(text: str) -> str:
    """A text without surrounding spaces; empty if it is not an address."""
    text = text.strip()
    return text if len(text) <= _LONGEST else ""


def bare_phone(text: str) -> str:
    """A number as it is written, without its label; empty if it is not a number."""
    return _LABEL.sub("", _if_short(text)) if phone_key(text) else ""


def bare_mail(text: str) -> str:
    """The address in a text as it is written; empty when there is none."""
    found = _MAIL.search(_LABEL.sub("", _if_short(text)))
    return found[0].rstrip(".") if found else ""


def mail_key(text: str) -> str:
    """The address in a text, case folded; empty when there is none."""
    return bare_mail(text).casefold()


def profile_key(text: str) -> str:
    """A person's own page, such as ``linkedin.com/in/ana-diaz``.

    A handle on a server, ``@ana@example.social``, is the page there. Empty for the front
    page of a site, which may be that of a firm, and for a handle without a server.
    """
    text = _if_short(text)
    if slug := linkedin_slug(text):
        return _linkedin_page(slug)
    handle = _HANDLE.search(text)
    if handle and handle[2]:
        return f"{handle[2]}/@{handle[1]}".casefold()
    found = _URL.search(text)
    if found is None or text[: found.start(1)].rstrip("/").endswith("@") or _MAIL.fullmatch(text):
        return ""
    path = _unquoted(found[2] or "").strip("/").casefold()
    site = found[1].casefold()
    return f"{_SAME_SITE.get(site, site)}/{path}" if path else ""


def handles_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names that somebody uses on the web, folded: ``ana`` of ``x.com/ana``."""
    for text in texts:
        for found in _HANDLE.finditer(_if_short(text)):
            yield found[1].casefold()
        parts = profile_key(text).split("/")
        if len(parts) == 2 or (len(parts) == 3 and parts[1] in _PEOPLE):
            yield parts[-1].removeprefix("@")


def linkedin_slug(url: str) -> str:
    """The part of a LinkedIn address that names the person; empty for other addresses."""
    found = _LINKEDIN.search(_if_short(url))
    return one_line(_unquoted(found[1])).lower() if found else ""


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote  # to find people by name takes none of it

    return unquote(text)


def _linkedin_page(slug: str) -> str:
    return f"linkedin.com/in/{slug.strip().casefold()}"


def uid_key(uid: str) -> str:
    """The form under which two identifiers of address books are the same."""
    return uid.strip().lower().removeprefix(_UUID)


def derived_uid(path: str) -> str:
    """An identifier for somebody whose note gives none, as ``urn:uuid:…``.

    A version 5 UUID (RFC 9562 section 5.5) made from the note's path, so that every export
    gives the same one and nothing has to be written into the note.

    Args:
        path: of the note, below its vault. Another path gives another identifier.
    """
    from uuid import NAMESPACE_URL, uuid5

    name = path if path.isascii() else unicodedata.normalize("NFC", path)
    # A file name may contain bytes that are not UTF-8.
    plain = name.encode(errors="backslashreplace").decode()
    return uuid5(NAMESPACE_URL, f"mdnet:{plain}").urn


def item_key(field: str, text: str, country: str = "") -> str:
    """The form under which two items of a list such as ``phones`` are the same."""
    if field == "phones":
        return phone_key(text, country) or name_key(text)
    form = _FORMS.get(field)
    return (form(text) if form else "") or name_key(text)


def same_form(field: str, form: str, forms: Collection[str]) -> str:
    """The one of ``forms`` that equals an ``item_key``; empty for none.

    Within one person, a number without a country equals one with it that ends alike.
    """
    if form in forms or field != "phones":
        return form if form in forms else ""
    return next((other for other in forms if _is_same_number(form, other)), "")


def _tag_key(text: str) -> str:
    return name_key(text.lstrip("#"))


_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "emails": mail_key,
    "urls": profile_key,
    "social": profile_key,
    "circles": circle_key,
    "tags": _tag_key,
}
