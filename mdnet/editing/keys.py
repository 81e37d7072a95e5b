"""Edits of front matter that change only the lines they must.

Every function takes the bytes of a note and returns new ones, or raises
``EditRefusedError`` with the line to type by hand. Comments, quotes, blank lines, line
ends and the style of lists stay as they are. Knows where keys and values are, but no files
and not what keys mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mdnet.editing.locate import INDENT, Place, find_key, list_indent_of, margin_of, real_end
from mdnet.editing.log import add_line_under
from mdnet.editing.splice import Opened, Splice, in_front, opened, spliced
from mdnet.model.card_keys import card_key, next_card_key
from mdnet.model.keys import CONTACT, Field, key_form
from mdnet.notes.scalars import Plain, may_stay_in_flow, written, written_like
from mdnet.notes.values import Value, one_text

__all__ = ["Plain", "add_key", "add_line_under", "append", "put_first", "set_scalar"]

_WIDEST = 80


def put_first(data: bytes, key: str, item: str, *, fields: Mapping[str, Field] = CONTACT) -> bytes:
    """The note with ``item`` first in the list ``key``; otherwise like ``append``.

    Raises:
        EditRefusedError: the value cannot be extended safely.
    """
    note = opened(data, _shown(key, [item]))
    place = find_key(note, key, fields, for_list=True)
    old = note.front.values[place.name] if place else None
    if place is None or not isinstance(old, list) or not old:
        return append(data, key, item, fields=fields)
    at = int(place.node.value[0].start_mark.index)
    if place.node.flow_style:
        splice = Splice(at, at, written(item, flow=True) + ", ")
    else:
        line = note.source.rfind("\n", 0, at) + 1
        lead = note.source[line:at]
        if lead.strip(" ") != "-":
            note.refuse(place.start, f"{place.name} is not a plain list")
        splice = Splice(line, line, f"{lead}{written(item)}{note.line_end_at(at)}")
    return spliced(note, splice, {**note.front.values, place.name: [item, *old]})


def append(data: bytes, key: str, item: str, *, fields: Mapping[str, Field] = CONTACT) -> bytes:
    """The note with ``item`` at the end of the list ``key``.

    A single value becomes a list of two; a missing key is added. If the note uses a synonym
    of the key, by the table ``fields``, that one is extended.

    Raises:
        EditRefusedError: the value cannot be extended safely.
    """
    note = opened(data, _shown(key, [item]))
    place = find_key(note, key, fields, for_list=True)
    if place is None:
        return _added(note, key, [item])
    old = note.front.values[place.name]
    if isinstance(old, dict):
        note.refuse(place.start, f"{place.name} contains nested keys")
    if card_key(place.name) and old:
        # The plugin that writes such keys has no lists.
        return _added(note, next_card_key(place.name, note.front.values), item)
    new: list[Value] = [*old, item] if isinstance(old, list) else [old, item] if old else [item]
    note = replace(note, what=_shown(place.name, new))
    if isinstance(old, list):
        splice = _after_items(note, place, old, item)
    elif old is None:
        splice = _first_item(note, place, item)
    else:
        splice = _made_list(note, place, old, item)
    return spliced(note, splice, {**note.front.values, place.name: new})


def set_scalar(
    data: bytes, key: str, value: str, *, fields: Mapping[str, Field] = CONTACT
) -> bytes:
    """The note with ``value`` as the only value of ``key``, quoted like the old one.

    A missing key is added; of several synonyms, by the table ``fields``, the one that counts
    is changed.

    Raises:
        EditRefusedError: the old value is a list, or cannot be replaced safely.
    """
    note = opened(data, _shown(key, value))
    place = find_key(note, key, fields, for_list=False)
    if place is None:
        return _added(note, key, value)
    old = note.front.values[place.name]
    if isinstance(old, list | dict):
        note.refuse(place.start, f"{place.name} has more than one value")
    if old is None:
        text = " " + written(value, flow=note.front.root.flow_style)
        splice = Splice(place.colon, max(place.colon, place.end), text)
    else:
        splice = _replaced(note, place, value)
    return spliced(note, splice, {**note.front.values, place.name: value})


def add_key(
    data: bytes,
    key: str,
    value: str | Sequence[str],
    *,
    fields: Mapping[str, Field] = CONTACT,
) -> bytes:
    """The note with a new ``key`` and its value or list.

    The key goes last, or in the order of the table ``fields`` if the others follow it.

    Raises:
        EditRefusedError: the key exists, or cannot be added safely.
    """
    note = opened(data, _shown(key, value))
    place = find_key(note, key, fields, for_list=False)
    if place is not None:
        note.refuse(place.start, f"{place.name} is already there")
    return _added(note, key, value if isinstance(value, str) else list(value), fields)


def _key(key: str) -> str:
    return written(key, flow=True)


def _shown(key: str, value: str | Sequence[Value]) -> str:
    """A key and its value or list on one line, also valid inside braces."""
    if isinstance(value, str):
        return f"{_key(key)}: {written(value, flow=True)}"
    return f"{_key(key)}: [{', '.join(written(one_text(item), flow=True) for item in value)}]"


def _after_items(note: Opened, place: Place, old: list[Value], item: str) -> Splice:
    """Add an item below the last one, or after it inside the brackets."""
    node = place.node
    if not old:
        return Splice(place.start + 1, place.start + 1, written(item, flow=True))
    if node.flow_style:
        end = real_end(note, node.value[-1], place.start)
        return Splice(end, end, ", " + written(item, flow=True))
    source, at = note.source, note.next_line(real_end(note, node, place.start))
    indent = source[source.rfind("\n", 0, place.start) + 1 : place.start]
    gap = source[place.start + 1 : node.value[0].start_mark.index]
    if indent.strip():
        note.refuse(place.start, f"{place.name} is a list in a list")
    if not gap or gap.strip(" "):
        gap = " "
    return Splice(at, at, f"{indent}-{gap}{written(item)}{note.line_end_at(at)}")


def _first_item(note: Opened, place: Place, item: str) -> Splice:
    """Turn an empty value into a list."""
    end = max(place.colon, place.end)
    if note.front.root.flow_style:
        return Splice(place.colon, end, f" [{written(item, flow=True)}]")
    at = note.next_line(end)
    line = f"{margin_of(note)}{list_indent_of(note)}- {written(item)}{note.line_end_at(at)}"
    if place.end == place.start:
        return Splice(at, at, line)
    return Splice(place.colon, at, note.source[end:at] + line)


def _made_list(note: Opened, place: Place, old: str, item: str) -> Splice:
    """Turn a single value into a list, keeping it as written if possible."""
    kept = note.source[place.start : place.end]
    if "\n" in kept:
        note.refuse(place.start, f"{place.name} is a text that spans several lines")
    if place.node.id == "sequence" or not may_stay_in_flow(kept):
        kept = written(old, flow=True)
    items = [kept] if old else []
    text = f"[{', '.join([*items, written(item, flow=True)])}]"
    return Splice(place.start, place.end, text)


def _replaced(note: Opened, place: Place, value: str) -> Splice:
    """Replace a value."""
    flow = note.front.root.flow_style
    kept = note.source[place.start : place.end]
    if kept[:1] in {"|", ">"} and not flow:
        if "#" in kept.partition("\n")[0]:
            note.refuse(place.start, f"{place.name} has a comment after its {kept[0]}")
        return Splice(place.start, place.start + len(kept.rstrip()), written(value))
    if place.node.id == "sequence":
        if "\n" in kept:
            note.refuse(place.start, f"{place.name} is a link that spans several lines")
        return Splice(place.start, place.end, written(value, flow=flow))
    return Splice(place.start, place.end, written_like(kept, value, flow=flow))


def _added(
    note: Opened, key: str, value: str | list[str], fields: Mapping[str, Field] | None = None
) -> bytes:
    """Add a key after the others, or in the order of ``fields``."""
    expected: dict[str, Value] = {
        **note.front.values,
        key: value if isinstance(value, str) else [*value],
    }
    if not note.front.present:
        return in_front(note, _lines(key, value, "", INDENT, note.eol), expected)
    root = note.front.root
    if root is not None and root.flow_style:
        return spliced(note, _added_in_braces(note, key, value), expected)
    at = _place_among(note, key, fields) if fields else len(note.source)
    lines = _lines(key, value, margin_of(note), list_indent_of(note), note.line_end_at(at))
    flow = f"{margin_of(note)}{_shown(key, value)}" if fields and isinstance(value, list) else ""
    if 0 < len(flow) <= _WIDEST and key != "vcard":
        lines = f"{flow}{note.line_end_at(at)}"
    return spliced(note, Splice(at, at, lines), expected)


def _place_among(note: Opened, key: str, fields: Mapping[str, Field]) -> int:
    """Where to insert a key by the order of a table: before the first later one."""
    ranks = {field.name: rank for rank, field in enumerate(dict.fromkeys(fields.values()))}

    def rank(name: str, otherwise: int) -> int:
        field = fields.get(key_form(name))
        return ranks[field.name] if field else otherwise

    own = rank(key, len(ranks))
    for name, _ in note.front.root.value if note.front.root is not None else ():
        if rank(name.value, -1) > own:
            return note.source.rfind("\n", 0, int(name.start_mark.index)) + 1
    return len(note.source)


def _lines(key: str, value: str | list[str], margin: str, indent: str, eol: str) -> str:
    if isinstance(value, str):
        return f"{margin}{_key(key)}: {written(value)}{eol}"
    items = "".join(f"{margin}{indent}- {written(item)}{eol}" for item in value)
    return f"{margin}{_key(key)}:{eol}{items}" if items else f"{margin}{_key(key)}: []{eol}"


def _added_in_braces(note: Opened, key: str, value: str | list[str]) -> Splice:
    root = note.front.root
    start = int(root.start_mark.index)
    text = _shown(key, value)
    if note.source[start] != "{":
        note.refuse(start, "the front matter has an anchor or a tag")
    if not root.value:
        return Splice(start + 1, start + 1, text)
    name, node = root.value[-1]
    end = real_end(note, node, name.end_mark.index)
    if end == node.start_mark.index:
        note.refuse(end, f"{name.value} has no value yet")
    return Splice(end, end, ", " + text)
