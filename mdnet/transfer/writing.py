"""The notes that an import writes: new ones, and additions to existing ones.

An existing note keeps every byte; keys and items go after what it has, and text at its end.
Knows the text of notes, not foreign formats.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mdnet.editing.keys import add_key, append, put_first, set_scalar
from mdnet.model.errors import EditRefusedError
from mdnet.model.keys import CONTACT, field_of, key_form
from mdnet.model.value_labels import label_in
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.own_names import without_ornaments
from mdnet.notes.scalars import written
from mdnet.transfer.identity import Person
from mdnet.transfer.tie_words import Values
from mdnet.vault.names import stem_of

_WIDEST = 80
_TEXT_HEADING = "## Notes"
_RANKS = {name: rank for rank, name in enumerate(CONTACT)}


def new_note(person: Person, note_type: str = "") -> bytes:
    """A new note; ``note_type`` is needed where the folder does not decide."""
    lines = []
    if person.names[0] != without_ornaments(stem_of(person.path)):
        lines.append(f"name: {written(person.names[0])}")
    if note_type:
        lines.append(f"type: {note_type}")
    values, labels = _with_labels(person.values)
    for key in sorted(values, key=_rank):
        lines += _lines(key, values[key], labels)
    front = "".join(f"{line}\n" for line in lines)
    body = "\n\n".join(person.texts)
    ended = f"{body}\n" if body else ""
    return (f"---\n{front}---\n{ended}" if front else ended).encode()


def _with_labels(values: Values) -> tuple[Values, dict[tuple[str, str], str]]:
    """The values without vCard lines that are only labels, and those labels.

    The labels are by key and value.
    """
    labels: dict[tuple[str, str], str] = {}
    kept = []
    for line in values.get("vcard", ()):
        found = label_in(line)
        place = (found.field, found.text) if found else ("", "")
        if found and found.text in values.get(found.field, ()) and place not in labels:
            labels[place] = found.label
        else:
            kept.append(line)
    left = {key: value for key, value in values.items() if key != "vcard"}
    return left | ({"vcard": kept} if kept else {}), labels


def _rank(key: str) -> int:
    """The place of a key in the table of keys; unknown keys come last."""
    return _RANKS.get(field_of(key), len(_RANKS))


def _lines(
    key: str, value: list[str] | str, labels: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    name = written(key, flow=True)
    if isinstance(value, str):
        yield f"{name}: {written(value)}"
        return
    if any((key, item) in labels for item in value):
        yield f"{name}:"
        for item in value:
            label = labels.get((key, item))
            yield f"  - {written(label)}: {written(item)}" if label else f"  - {written(item)}"
        return
    flow = f"{name}: [{', '.join(written(item, flow=True) for item in value)}]"
    if len(flow) <= _WIDEST and key != "vcard":
        yield flow
        return
    yield f"{name}:"
    for item in value:
        yield f"  - {written(item)}"


def added_to(
    data: bytes, added: Values, texts: list[str], first: Mapping[str, str] = MappingProxyType({})
) -> tuple[bytes, list[str]]:
    """The note with the additions, and the keys that could not be added.

    A key with a single value is only filled in if it is empty. ``first`` goes to the front of
    its lists.
    """
    refused = []
    for key, item in first.items():
        try:
            data = put_first(data, key, item)
        except EditRefusedError as error:
            refused.append(f"{key}: {error.reason}")
    for key, value in added.items():
        try:
            data = _added(data, key, value)
        except EditRefusedError as error:
            refused.append(f"{key}: {error.reason}")
    return _with_text(data, texts), refused


def _added(data: bytes, key: str, value: list[str] | str) -> bytes:
    there = {
        field.name if (field := CONTACT.get(key_form(name))) else name: old
        for name, old in read_front_matter("", data).values.items()
    }
    if key not in there:
        return add_key(data, key, value)
    if isinstance(value, list):
        for item in value:
            data = append(data, key, item)
        return data
    if there.get(key) and key != "last_contact":
        raise EditRefusedError(1, f"{key} already has a value", f"{key}: {value}")
    return set_scalar(data, key, value)


def _with_text(data: bytes, texts: list[str]) -> bytes:
    if not texts:
        return data
    eol = "\r\n" if b"\r\n" in data else "\n"
    body = read_front_matter("", data).body.strip()
    parts = [_TEXT_HEADING, *texts] if body and body.splitlines()[-1] != _TEXT_HEADING else texts
    text = (eol * 2).join(part.replace("\n", eol) for part in parts) + eol
    gap = "" if not data or data.endswith(b"\n") else eol
    lead = eol if body else ""
    return data + f"{gap}{lead}{text}".encode()
