"""People to tables: CSV as Google Contacts imports it, and as LinkedIn exports it.

Cells that a spreadsheet would run as formulas are guarded. What a table cannot say is left
out; vCard says it all.
"""

from collections.abc import Iterable, Iterator, Sequence

from mdnet.formats.decorations import undecorated
from mdnet.formats.google import CUSTOM, SOCIAL
from mdnet.formats.name_parts import parts_of
from mdnet.formats.person import Outgoing
from mdnet.formats.table import written
from mdnet.formats.vcard import own
from mdnet.formats.vcard.ties import LABEL_OF
from mdnet.model.contact import Contact
from mdnet.model.key_table import CONTACT_KEYS

_SETS = (("E-mail", "emails", 4), ("Phone", "phones", 6), ("Address", "address", 3),
         ("Relation", "edges", len(LABEL_OF)), ("Website", "urls", 4))  # fmt: skip
# The keys that the layout of Google has columns for; the others are fields of the user's own.
_IN_COLUMNS = frozenset(
    """aliases organizations roles birthday photo circles tags emails phones address urls social
    anniversary""".split()
)
_CUSTOM = tuple(
    key
    for key in CONTACT_KEYS
    if "tables" in key.leaves and key.tie is None and key.name not in _IN_COLUMNS
)
_LINKEDIN = (
    "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
)  # fmt: skip
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_BETWEEN = " ::: "
_ONE_NAME = {"Address": "Formatted"}


def write_google(people: Iterable[Outgoing]) -> Iterator[str]:
    """Yield the lines of a CSV file in the layout of Google Contacts since 2024."""
    return written(_google_heading(), (_google_row(one) for one in people))


def _google_heading() -> list[str]:
    heading = (
        "First Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Photo,"
        "Labels"
    ).split(",")
    for kind, _, count in _SETS:
        value = _ONE_NAME.get(kind, "Value")
        heading += [
            f"{kind} {number} - {part}"
            for number in range(1, count + 1)
            for part in ("Label", value)
        ]
    heading += ["Event 1 - Label", "Event 1 - Value"]
    for number in range(1, len(_CUSTOM) + 2):
        heading += [f"{CUSTOM} {number} - Label", f"{CUSTOM} {number} - Value"]
    return heading


def _google_row(one: Outgoing) -> list[str]:
    contact = one.contact
    family, given = parts_of(one.name, one.contact.aliases).in_two()
    row = [
        given, family, _BETWEEN.join(contact.aliases), _first(contact.organizations),
        _first(contact.roles), _day(contact.birthday), one.body.strip(), _photo(contact),
        _BETWEEN.join(_labels(contact)),
    ]  # fmt: skip
    for _, field, count in _SETS:
        row += _set(_labelled(contact, field), count)
    label = "Anniversary" if contact.anniversary else ""
    row += [label, _day(contact.anniversary)]
    for key in _CUSTOM:
        text = _BETWEEN.join(own.texts_of(key, contact))
        row += [key.name if text else "", text]
    # An import would remove titles from the name.
    is_whole = undecorated(f"{given} {family}").name == one.name
    return [*row, *(("", "") if is_whole else (own.NAME_KEY, one.name))]


def _day(text: str) -> str:
    """A day as Google writes it: one without a year has a blank in front."""
    return f" {text}" if text.startswith("--") else text


def _labels(contact: Contact) -> list[str]:
    """Circles, and tags with a mark that tells them apart on the way back."""
    labels = (*contact.circles, *(f"#{tag}" for tag in contact.tags), "* myContacts")
    return [*dict.fromkeys(labels)]


def _photo(contact: Contact) -> str:
    is_link = contact.photo.lower().startswith(("http://", "https://"))
    return contact.photo if is_link else ""


def _labelled(contact: Contact, field: str) -> list[tuple[str, str]]:
    if field == "edges":
        # Links in other keys, such as that to a city, are no relations.
        named: dict[str, list[str]] = {}
        for tie in contact.edges:
            if tie.kind in LABEL_OF:
                named.setdefault(LABEL_OF[tie.kind], []).append(tie.target)
        return [(label, _BETWEEN.join(names)) for label, names in named.items()]
    values = [("", value) for value in getattr(contact, field)]
    if field == "urls":
        values += [(SOCIAL, value) for value in contact.social]
    return values


def _set(values: Sequence[tuple[str, str]], count: int) -> list[str]:
    """The cells of a numbered set; what is too many shares the last cell."""
    cells: list[str] = []
    for label, value in values[: count - 1]:
        cells += [label, value]
    rest = values[count - 1 :]
    if rest:
        cells += [rest[0][0], _BETWEEN.join(value for _, value in rest)]
    return cells + [""] * (2 * count - len(cells))


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def write_linkedin(people: Iterable[Outgoing]) -> Iterator[str]:
    """Yield the lines of a CSV file such as LinkedIn's ``Connections.csv``."""
    return written(_LINKEDIN, (_linkedin_row(one) for one in people))


def _linkedin_row(one: Outgoing) -> list[str]:
    contact = one.contact
    family, given = parts_of(one.name, one.contact.aliases).in_two()
    links = (*contact.urls, *contact.social)
    profile = next((link for link in links if "linkedin.com/" in link.lower()), _first(links))
    met = contact.met
    return [
        given, family, profile, _first(contact.emails), _first(contact.organizations),
        _first(contact.roles), f"{met.day:02d} {_MONTHS[met.month - 1]} {met.year}" if met else "",
    ]  # fmt: skip
