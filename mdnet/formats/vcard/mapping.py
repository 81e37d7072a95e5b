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
from mdnet.model import Edge
from mdnet.text import one_line

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


KEPT: Final = Meaning()
_GONE: Final = Meaning(whole=True, lost=TECHNICAL)

Reader = Callable[[Property, str], Meaning]

# Parameters that tell how a value is written, or what everybody assumes.
_OF_WRITING = frozenset(
    ("VALUE", "CHARSET", "ENCODING", "MEDIATYPE", "PID", "X-EVOLUTION-UI-SLOT", "X-COUCHDB-UUID")
)
_ASSUMED_TYPES = frozenset(("internet", "voice"))
SYSTEM_GROUPS: Final = frozenset(
    ("my contacts", "* my contacts", "mycontacts", "* mycontacts", "starred", "* starred")
)
_STARRED = frozenset(("starred", "* starred"))
_TIME = re.compile(r"T.*[1-9]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UUID = "urn:uuid:"


def meaning_of(one: Property, label: str = "") -> Meaning:
    """Return what a property means; ``label`` is its X-ABLabel, or nothing."""
    if one.name.startswith(own.PREFIX):
        gains = own.gains_of(one.name[len(own.PREFIX) :], one.value)
        return Meaning(tuple(gains), whole=True) if gains else KEPT
    if one.name.startswith(KDE_PREFIX):
        names = kde_profiles(one)
        plain = len(names) == 1 and one.name.endswith("-ALL")
        return Meaning(tuple(("social", name) for name in names), whole=plain)
    read = _READERS.get(one.name)
    return read(one, label) if read else KEPT


def plain_n(name: str) -> list[str]:
    """Return the parts of N that a display name suggests: the last word is the family's."""
    words = name.split()
    return [words[-1], " ".join(words[:-1])] if len(words) > 1 else ["", *words]


def uid_key(uid: str) -> str:
    """Return the key under which two identifiers are the same."""
    lowered = uid.strip().lower()
    return f"uid:{lowered.removeprefix(_UUID)}"


def _says_more(one: Property, label: str) -> bool:
    """Tell whether parameters or a label say something beside the value."""
    if label:
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


def _link(field: str, scheme: str = "") -> Reader:
    def read(one: Property, label: str) -> Meaning:
        text = one_line(unescape(one.value))
        bare = text[len(scheme) :] if scheme and text.lower().startswith(scheme) else text
        return Meaning(((field, bare),) if bare else (), whole=not _says_more(one, label))

    return read


def _profile(one: Property, label: str) -> Meaning:
    text = profile_of(one)
    return Meaning((("social", text),) if text else (), whole=not _says_more(one, label))


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


def _telephone(one: Property, label: str) -> Meaning:
    number, rest = telephone(one.value)
    gains = (("phones", one_line(number)),) if number else ()
    return Meaning(gains, whole=not rest and not _says_more(one, label))


def _organization(one: Property, label: str) -> Meaning:
    parts = [one_line(part) for part in components(one.value)]
    named = [part for part in parts if part]
    whole = len(named) == 1 and parts[0] == named[0] and not _says_more(one, label)
    return Meaning((("organizations", named[0]),) if named else (), whole=whole)


def _address(one: Property, label: str) -> Meaning:
    parts = components(one.value)
    lines = [", ".join(line.strip(" ,") for line in part.splitlines() if line.strip(" ,"))
             for part in parts]  # fmt: skip
    told = ", ".join(one_line(line).strip(" ,") for line in lines if line)
    told = told or one_line(unescape(one.one("LABEL"))).strip(" ,")
    plain = len(parts) > 2 and one_line(parts[2]) == told
    gains: tuple[Gain, ...] = (("address", told),) if told else ()
    if len(lines) > 3 and lines[3]:
        gains += (("locality", one_line(lines[3])),)
    return Meaning(gains, whole=plain and not _says_more(one, label))


def _day(field: str) -> Reader:
    def read(one: Property, label: str) -> Meaning:
        day = partial_date(unescape(one.value), omit_year=one.one("X-APPLE-OMIT-YEAR"))
        if day is None:
            return KEPT
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
        return Meaning((("related", Edge(kind, uid_key(text))),))
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


def _uid(one: Property, _: str) -> Meaning:
    text = one_line(unescape(one.value))
    return Meaning((("uid", text),) if text else (), whole=True)


def _kind(one: Property, _: str) -> Meaning:
    return _GONE if one.value.strip().lower() == "individual" else KEPT


def _gone(_: Property, __: str) -> Meaning:
    return _GONE


def _photo(one: Property, label: str) -> Meaning:
    """A link is a field; bytes are for ``mdnet.formats.vcard.photos``."""
    text = one_line(unescape(one.value))
    if text.lower().startswith(("http://", "https://")):
        return Meaning((("photo", text),), whole=not _says_more(one, label))
    return KEPT


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
_READERS: Final[dict[str, Reader]] = {
    "FN": _texts("name"),
    "NICKNAME": _list("aliases"),
    "ORG": _organization,
    "TITLE": _texts("roles"),
    "ROLE": _texts("roles"),
    "EMAIL": _link("emails", "mailto:"),
    "TEL": _telephone,
    "URL": _link("urls"),
    "ADR": _address,
    **dict.fromkeys(("IMPP", "SOCIALPROFILE", "X-SOCIALPROFILE"), _profile),
    **dict.fromkeys(("X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS"), _messenger("im")),
    "X-ANDROID-CUSTOM": _custom,
    **{f"X-{name.upper()}": _messenger(name) for name in _MESSENGERS},
    "X-SKYPE-USERNAME": _messenger("skype"),
    "X-GOOGLE-TALK": _messenger("gtalk"),
    "BDAY": _day("birthday"),
    **{
        name: _day("anniversary")
        for name in (
            "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY",
            "X-KADDRESSBOOK-X-ANNIVERSARY",
        )
    },
    "X-ABDATE": _labelled_day,
    "LANG": _texts("languages"),
    "PRONOUNS": _texts("pronouns"),
    "EXPERTISE": _texts("skills"),
    "INTEREST": _texts("interests"),
    "HOBBY": _texts("interests"),
    "RELATED": _related,
    "X-ABRELATEDNAMES": _labelled_tie,
    **{name: _tie(kind) for name, kind in TIE_PROPERTIES.items()},
    "CATEGORIES": _categories,
    "NOTE": _note,
    "UID": _uid,
    "KIND": _kind,
    "PHOTO": _photo,
    **dict.fromkeys(_TECHNICAL, _gone),
}  # fmt: skip
