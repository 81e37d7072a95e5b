"""Values of a contact that are kept in maps or as properties of a vCard, as plain ones.

``phone: [{label: Mobile, number: …}]`` and ``TEL[CELL]: …`` are numbers. The label goes into
a line of a vCard, as the type of the number, so that an export gives it back. Knows no places
and no YAML.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from mdnet.model.card_keys import CardKey, card_key
from mdnet.model.keys import field_of, key_form
from mdnet.model.value_labels import labelled_line
from mdnet.notes.values import Value, one_text, texts_of

_LISTS: Final = frozenset(("phones", "emails", "urls", "address"))
# Words for a label, at the end of a key such as email_label.
_LABELS: Final = frozenset("desc description kind label name title type".split())
# The lines of an address, in the order in which they are written.
_STREET: Final = ("extended", "ext", "po", "street", "line1", "line2")
_TOWN: Final = ("postal", "postalcode", "postcode", "zip", "zipcode", "locality", "city", "town")
_CITY: Final = ("city", "town", "locality")
_COUNTRY: Final = ("region", "state", "province", "county", "country")
_ADDRESS: Final = (_STREET, _TOWN, _COUNTRY)
# Keys of maps with several keys of a person.
_GROUPS: Final = frozenset("contact contact_details contact_info contacts details info".split())
# In a note that is a vCard: what programs put there, and the name, which is the file's.
_OF_PROGRAMS: Final = frozenset("FN KIND PRODID REV SOURCE VERSION".split())
_NAMED_OTHERWISE: Final = {"TITLE": "roles", "CATEGORIES": "circles"}
_SWITCHES: Final = frozenset(("", "true", "false", "yes", "no"))
_SECRET: Final = frozenset(("private", "confidential"))


class PlainValues(NamedTuple):
    """Values without maps. ``fields`` gives the fields of keys whose names do not show them."""

    values: Mapping[str, Value]
    fields: Mapping[str, str] = {}
    lines: tuple[str, ...] = ()
    """Lines of a vCard: values with their types."""


def plain_values(values: Mapping[str, Value]) -> PlainValues:
    """The values of a contact's front matter as plain ones; most are already."""
    if not (_has_map(values) or _has_card_key(values)):
        return PlainValues(values)
    return _PlainReader(values).plain()


def _has_map(values: Mapping[str, Value]) -> bool:
    for value in values.values():
        if isinstance(value, dict) or (isinstance(value, list) and dict in map(type, value)):
            return True
    return False


def _has_card_key(keys: Iterable[str]) -> bool:
    # Most notes have keys in small letters, and none of a vCard is.
    all_keys = "".join(keys)
    if all_keys == all_keys.lower():
        return False
    return any(key == "FN" or (not key.islower() and card_key(key)) for key in keys)


class _PlainReader:
    def __init__(self, values: Mapping[str, Value]) -> None:
        self.given = values
        self.values: dict[str, Value] = {}
        self.fields: dict[str, str] = {}
        self.lines: list[str] = []
        self.is_card = any(key == "FN" or card_key(key) for key in values)
        self.addresses: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
        """The first key and the parts of each address, by its number and type."""

    def plain(self) -> PlainValues:
        for key, value in self.given.items():
            self.take(key, value)
        for key, parts in self.addresses.values():
            if parts.keys() - {"locality"}:
                self.values[key] = _address(parts)
                self.fields[key] = "address"
        return PlainValues(self.values, self.fields, tuple(dict.fromkeys(self.lines)))

    def take(self, key: str, value: Value) -> None:
        if self.is_card and (key.isupper() or card_key(key)):
            self.take_of_card(key, value)
        elif isinstance(value, dict) and key_form(key) in _GROUPS:
            self.take_group(key, value)
        elif isinstance(value, dict | list) and field_of(key) in _LISTS:
            self.values[key] = [*self.unlabelled(field_of(key), value)]
        else:
            self.values[key] = value

    def take_of_card(self, key: str, value: Value) -> None:
        """Read a property of a vCard; the person's name is the file's."""
        card = card_key(key)
        if key in _OF_PROGRAMS or (card and card.property == "N"):
            return
        text = one_text(value)
        if key in _NAMED_OTHERWISE:
            self.fields[key] = _NAMED_OTHERWISE[key]
            self.values[key] = [part.strip() for part in text.split(",")]
        elif key == "CLASS":
            self.fields[key] = "private"
            self.values[key] = "yes" if text.strip().lower() in _SECRET else "no"
        elif card and card.property == "ADR":
            self.take_address(key, card, text)
        elif card and card.property == "RELATED":
            self.take_related(key, card.type, text)
        else:
            self.values[key] = value
            if card and card.type:
                self.add_line(field_of(key), card.type, text)

    def take_address(self, key: str, card: CardKey, text: str) -> None:
        if card.part == "LOCALITY":
            self.values[key] = text
            key = f"{key} "  # the city has the key itself
        _, parts = self.addresses.setdefault((card.number, card.type), (key, {}))
        parts[card.part.lower()] = text

    def take_related(self, key: str, kind: str, text: str) -> None:
        tie = field_of(kind.lower())
        self.fields[key] = tie if tie and key_form(tie) else "knows"
        # This names another note by its identifier, which no link can follow.
        self.values[key] = "" if text.startswith("urn:") else text.removeprefix("name:")

    def take_group(self, key: str, value: Mapping[str, Value]) -> None:
        """Read a map of several keys as if each stood by itself."""
        rest = {}
        for inner, item in value.items():
            if field_of(inner) and inner not in self.given:
                self.take(inner, item)
            else:
                rest[inner] = item
        if rest:
            self.values[key] = rest

    def unlabelled(self, field: str, value: Value) -> Iterator[str]:
        """Yield the values of a field; a map's label for one becomes its type."""
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, dict):
                yield from texts_of(item)
            elif field == "address":
                yield self.address(item)
            else:
                for label, text in _labelled(item):
                    self.add_line(field, label, text)
                    yield text

    def address(self, item: Mapping[str, Value]) -> str:
        """An address on one line; it gives the city where nothing else does."""
        parts = {key_form(key).replace("_", ""): one_text(text) for key, text in item.items()}
        town = next((parts[name] for name in _CITY if parts.get(name)), "")
        if town and not any(field_of(key) == "city" for key in (*self.given, *self.values)):
            self.values["city"] = town
        return _address(parts)

    def add_line(self, field: str, label: str, text: str) -> None:
        if line := labelled_line(field, label, text):
            self.lines.append(line)


def _labelled(item: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Yield the labels and texts in a map.

    ``{label: Mobile, number: 1}`` is one value with its label; ``{home: 1, work: 2}`` are two.
    """
    texts = {key_form(key): one_text(value) for key, value in item.items()}
    labels = [form for form in texts if form.rpartition("_")[2] in _LABELS]
    values = [form for form in texts if form not in labels]
    if labels and values:
        yield texts[labels[0]], texts[values[0]]
        return
    for form, text in texts.items():
        if text.lower() not in _SWITCHES:
            yield form.replace("_", " "), text


def _address(parts: Mapping[str, str]) -> str:
    """An address on one line: the street, then the town, then the country."""
    lines = []
    for names in _ADDRESS:
        words = [parts[name] for name in names if parts.get(name)]
        between = ", " if names is not _TOWN else " "
        lines.append(between.join(words))
    known = {name for names in _ADDRESS for name in names}
    lines += [text for name, text in parts.items() if name not in known and name not in _LABELS]
    return ", ".join(filter(None, lines))
