"""What one property of a vCard means in a note: the fields it fills, and whether they say it all.

A property that says more than its fields can (a label, a preferred number, the parts of an
address) is also kept as a line, under the key ``vcard`` of the note; so is one that fits no
field. The writer asks the same table which value such a line stands for. Knows nothing of
cards, files or notes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from mdnet.formats.content import Property
from mdnet.formats.person import TECHNICAL
from mdnet.formats.vcard import own
from mdnet.formats.vcard.android import custom_of
from mdnet.formats.vcard.profiles import KDE_PREFIX, kde_profiles, profile_of
from mdnet.formats.vcard.ties import PROPERTIES as TIE_PROPERTIES
from mdnet.formats.vcard.ties import kind_of_label, kind_of_types
from mdnet.formats.vcard.values import components, listed, partial_date, telephone, unescape
from mdnet.model.contact import Edge
from mdnet.model.identifiers import uid_key
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.util.text import one_line

Gain = tuple[str, Any]
"""A field of ``Contact`` and a value for it. Of ``name``, ``body``, ``categories`` and
``related`` the card makes more; ``locality`` is a city when nothing says the city."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a property gives. No gain and no reason: it is kept as a line."""

    gains: tuple[Gain, ...] = ()
    whole: bool = False
    """The fields say all that the property says."""
    lost: str = ""
    """Why it, or a part of it, is left behind."""


DEPARTMENT: Final = "department"
"""The key of a note that has no field: the parts of ORG behind the first."""
KEPT: Final = Meaning()
NO_DAY: Final = Meaning(lost="not a date that mdnet can read; the line is kept")
_GONE: Final = Meaning(whole=True, lost=TECHNICAL)

Reader = Callable[[Property, str], Meaning]

# Parameters that tell how a value is written, or what everybody assumes.
_OF_WRITING = frozenset(
    "VALUE CHARSET ENCODING MEDIATYPE PID PREF X-EVOLUTION-UI-SLOT X-COUCHDB-UUID WAID".split()
)
_ASSUMED_TYPES = frozenset(("internet", "voice", "pref", "other", ""))
_ASSUMED_LABELS = frozenset(("other", "autre", "andere"))
SYSTEM_GROUPS: Final = frozenset(
    (
        *("my contacts", "* my contacts", "mycontacts", "* mycontacts", "starred", "* starred"),
        *("othercontacts", "* othercontacts", "other contacts", "* other contacts"),
    )
)
_STARRED = frozenset(("starred", "* starred"))
_TIME = re.compile(r"T.*[1-9]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UUID = "urn:uuid:"


def meaning_of(one: Property, label: str = "") -> Meaning:
    """What a property means; ``label`` is its X-ABLabel, or nothing."""
    if one.name.startswith(own.PREFIX):
        gains = own.gains_of(one.name[len(own.PREFIX) :], one.value)
        return Meaning(tuple(gains), whole=True) if gains else KEPT
    if one.name.startswith(KDE_PREFIX):
        names = kde_profiles(one)
        plain = len(names) == 1 and one.name.endswith("-ALL")
        return Meaning(tuple(("social", name) for name in names), whole=plain)
    read = _READERS.get(one.name)
    return read(one, label) if read else KEPT


def _says_more(one: Property, label: str) -> bool:
    """Whether parameters or a label say something beside the value."""
    if label and label.lower() not in _ASSUMED_LABELS:
        return True
    return any(
        key not in _OF_WRITING and not (key == "TYPE" and value.lower() in _ASSUMED_TYPES)
        for key, value in one.params
    )


def _texts(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        return Meaning(((field, text),) if text else (), whole=not _says_more(one, label))

    return read


def _list(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        gains = tuple((field, one_line(text)) for text in listed(one.value))
        return Meaning(gains, whole=not _says_more(one, label))

    return read


def _mail(field: str) -> Reader:
    return _link(field, "mailto:")


def _link(field: str, scheme: str = "") -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        bare = text[len(scheme) :] if scheme and text.lower().startswith(scheme) else text
        return Meaning(((field, bare),) if bare else (), whole=not _says_more(one, label))

    return read


def _profile(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = profile_of(one)
        return Meaning(((field, text),) if text else (), whole=not _says_more(one, label))

    return read


def _custom(one: Property, _: str) -> Meaning:
    found = custom_of(one.value)
    return Meaning(((found.field, found.value),), whole=found.whole) if found else KEPT


def _messenger(scheme: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        known = text.lower().startswith((f"{scheme}:", "http://", "https://"))
        full = text if known else f"{scheme}:{text}"
        return Meaning((("social", full),) if text else (), whole=not _says_more(one, label))

    return read


def _telephone(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        number, rest = telephone(one.value)
        gains = ((field, one_line(number)),) if number else ()
        return Meaning(gains, whole=not rest and not _says_more(one, label))

    return read


def _organization(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        parts = [one_line(part) for part in components(one.value)]
        named = [part for part in parts if part]
        gains: tuple[Gain, ...] = ((field, named[0]),) if named else ()
        if len(named) > 1 and parts[0] == named[0]:
            gains += (("extra", (DEPARTMENT, tuple(named[1:]))),)
        whole = parts[:1] == named[:1] and not _says_more(one, label)
        return Meaning(gains, whole=whole)

    return read


def _address(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        parts = components(one.value)
        lines = [", ".join(line.strip(" ,") for line in part.splitlines() if line.strip(" ,"))
                 for part in parts]  # fmt: skip
        told = ", ".join(one_line(line).strip(" ,") for line in lines if line)
        told = told or one_line(unescape(one.one("LABEL"))).strip(" ,")
        plain = len(parts) > 2 and one_line(parts[2]) == told
        gains: tuple[Gain, ...] = ((field, told),) if told else ()
        if len(lines) > 3 and lines[3]:
            gains += (("locality", one_line(lines[3])),)
        return Meaning(gains, whole=plain and not _says_more(one, label))

    return read


def _day(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        day = partial_date(unescape(one.value).strip(" ;,"), omit_year=one.one("X-APPLE-OMIT-YEAR"))
        if day is None:
            return NO_DAY
        plain = {"VALUE", "X-APPLE-OMIT-YEAR", "CALSCALE"}
        more = any(key not in plain for key, _ in one.params) or _TIME.search(one.value)
        return Meaning(((field, day),), whole=not more and not label)

    return read


def _labelled_day(one: Property, label: str) -> Meaning:
    if label.lower() != "anniversary":
        return KEPT
    return _day("anniversary")(one, "")


def _related(one: Property, _: str) -> Meaning:
    text = one_line(unescape(one.value))
    kind, whole = kind_of_types(one.all("TYPE"))
    if text.lower().startswith(_UUID):
        return Meaning((("related", Edge(kind, f"uid:{uid_key(text)}")),))
    named = "text" in one.all("VALUE") or not (_URI.match(text) or "@" in text or one.one("VALUE"))
    if not named or not text:
        return KEPT
    more = any(key not in ("VALUE", "TYPE") for key, _ in one.params)
    return Meaning((("edges", Edge(kind, text)),), whole=whole and not more)


def _labelled_tie(one: Property, label: str) -> Meaning:
    text = one_line(unescape(one.value))
    kind, whole = kind_of_label(label)
    gains = (("edges", Edge(kind, text)),) if text else ()
    return Meaning(gains, whole=whole and not _says_more(one, ""))


def _tie(kind: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        gains = (("edges", Edge(kind, text)),) if text else ()
        return Meaning(gains, whole=not _says_more(one, label))

    return read


def _categories(one: Property, _: str) -> Meaning:
    names = [one_line(text) for text in listed(one.value)]
    gains: tuple[Gain, ...] = tuple(
        ("categories", name) for name in names if name.lower() not in SYSTEM_GROUPS
    )
    lost = TECHNICAL if len(gains) < len(names) else ""
    if any(name.lower() in _STARRED for name in names):
        gains += (("tags", "starred"),)
    return Meaning(gains, whole=True, lost=lost)


def _note(one: Property, _: str) -> Meaning:
    text = unescape(one.value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return Meaning((("body", text),) if text else (), whole=True)


def _told(what: str) -> Reader:
    """What reads a text that no key holds as one of the note."""

    def read(one: Property, _: str) -> Meaning:
        text = one_line(unescape(one.value))
        return Meaning((("body", f"{what}: {text}"),) if text else (), whole=True)

    return read


def _uid(field: str) -> Reader:
    def read(one: Property, _: str) -> Meaning:
        text = one_line(unescape(one.value))
        return Meaning(((field, text),) if text else (), whole=True)

    return read


def _kind(one: Property, _: str) -> Meaning:
    return _GONE if one.value.strip().lower() == "individual" else KEPT


def _gone(_: Property, __: str) -> Meaning:
    return _GONE


def _photo(field: str) -> Reader:
    """A link is a field; bytes are for ``mdnet.formats.vcard.photos``."""

    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        if text.lower().startswith(("http://", "https://")):
            return Meaning(((field, text),), whole=not _says_more(one, label))
        return KEPT

    return read


_MESSENGERS = (
    "skype aim icq jabber msn yahoo qq gtalk gadugadu groupwise twitter sip matrix telegram "
    "whatsapp signal threema facebook linkedin instagram mastodon discord line wechat irc"
).split()
_TECHNICAL = (
    "VERSION REV PRODID CLIENTPIDMAP CREATED MAILER PROFILE NAME X-ABUID X-GENERATOR "
    "X-MOZILLA-HTML X-RADICALE-NAME X-MS-OL-DESIGN X-MS-OL-DEFAULT-POSTAL-ADDRESS "
    "X-COUCHDB-APPLICATION-ANNOTATIONS X-EVOLUTION-FILE-AS X-IMAGEHASH X-IMAGETYPE "
    "X-SHARED-PHOTO-DISPLAY-PREF"
).split()
# How the properties are read that the table of keys names; the others are one text each.
_SHAPES: Final[dict[str, Callable[[str], Reader]]] = {
    "NICKNAME": _list,
    "ORG": _organization,
    "EMAIL": _mail,
    "TEL": _telephone,
    "URL": _link,
    "ADR": _address,
    "IMPP": _profile,
    "SOCIALPROFILE": _profile,
    "X-SOCIALPROFILE": _profile,
    "BDAY": _day,
    "ANNIVERSARY": _day,
    "PHOTO": _photo,
    "UID": _uid,
}
# The same property as other programs call it.
_SPELLINGS: Final = {
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY": "ANNIVERSARY",
    "X-MS-ANNIVERSARY": "ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "ANNIVERSARY",
}


def _readers_of_keys() -> dict[str, Reader]:
    """How the properties are read that fill a key, by the table of keys."""
    readers: dict[str, Reader] = {}
    for key in CONTACT_KEYS:
        for name in key.vcard.properties.split() if key.vcard else ():
            readers[name] = _SHAPES.get(name, _texts)(key.name)
    return readers | {name: readers[known] for name, known in _SPELLINGS.items()}


_READERS: Final[dict[str, Reader]] = {
    **_readers_of_keys(),
    **dict.fromkeys(("X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS"), _messenger("im")),
    **{f"X-{name.upper()}": _messenger(name) for name in _MESSENGERS},
    **{name: _tie(kind) for name, kind in TIE_PROPERTIES.items()},
    **dict.fromkeys(_TECHNICAL, _gone),
    "X-ANDROID-CUSTOM": _custom,
    "X-SKYPE-USERNAME": _messenger("skype"),
    "X-GOOGLE-TALK": _messenger("gtalk"),
    "FN": _texts("name"),
    "X-ABDATE": _labelled_day,
    "RELATED": _related,
    "X-ABRELATEDNAMES": _labelled_tie,
    "CATEGORIES": _categories,
    "NOTE": _note,
    "X-WA-BIZ-NAME": _texts("organizations"),
    "X-WA-BIZ-DESCRIPTION": _told("Business"),
    "KIND": _kind,
}
