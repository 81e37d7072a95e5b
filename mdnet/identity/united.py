"""Merges the text of one note into another, losing nothing.

Lists are joined, the first note's items first; keys that only the second has are copied as
written; if both differ, the first wins and the second's line goes below its body. Works on
bytes; knows no files and no links between notes.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from mdnet.editing.keys import Plain, add_key, append, set_scalar
from mdnet.editing.log import add_item_under
from mdnet.editing.splice import Splice, opened, opened_text, spliced
from mdnet.model.errors import EditRefusedError
from mdnet.model.identifiers import item_key, same_form
from mdnet.model.keys import CONTACT, LIST_KINDS, Field, key_form
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.links import day_text
from mdnet.notes.log import (
    CONTACT_KINDS,
    Headings,
    first_of,
    item_text,
    read_log,
    sections,
)
from mdnet.notes.values import Value, as_date, as_flag, one_text, texts_of
from mdnet.util.text import name_key, one_line

_LISTS = LIST_KINDS | {"links"}
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")


@dataclass(slots=True)
class United:
    """A note during the merge.

    ``kept`` are values of the other note that the first contradicts; ``notices`` tell the
    user.
    """

    data: bytes
    is_self: Callable[[str], bool]
    """Whether a value is only a link to the note itself."""
    kept: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    """Lines of the other front matter that fit nowhere else."""
    notices: list[str] = field(default_factory=list)


def united(
    first: bytes, second: bytes, name: str, aliases: Iterable[str], log_heading: Headings,
    is_self: Callable[[str], bool],
) -> tuple[bytes, list[str]]:  # fmt: skip
    """The first note with everything from the second, and notices about contradictions.

    Args:
        first: the note that stays.
        second: the note to merge into it.
        name: the name of the second.
        aliases: the new aliases of the first.
        log_heading: the heading of both logs.
        is_self: whether a text is a link to the note that stays: nobody is tied to
            themselves.

    Raises:
        EditRefusedError: one of the two cannot be read or changed safely.
    """
    both = United(opened(first, "").data, is_self)
    other = opened(second, "").front
    for alias in aliases:
        _add(both, CONTACT["aliases"], "aliases", alias)
    for key, value in other.values.items():
        _take(both, other, key, value)
    _keep_comments(both, other)
    items, body = _without_log(other.body, log_heading)
    for item in items:
        if not _has_entry(both.data, item, log_heading):
            both.data = add_item_under(both.data, log_heading, item)
    _append_body(both, name, body)
    return both.data, both.notices


def _values(both: United) -> dict[str, Value]:
    return read_front_matter("", both.data).values


def _same_key(values: dict[str, Value], key: str) -> str | None:
    """The key of the note with the same meaning; None if there is none."""
    wanted = _meaning(key)
    same = [other for other in values if _meaning(other) == wanted]
    return next((other for other in same if values[other]), same[0] if same else None)


def _meaning(key: str) -> str:
    known = CONTACT.get(key) or CONTACT.get(key_form(key))
    return known.name if known else key_form(key)


def _take(both: United, other: FrontMatter, key: str, value: Value) -> None:
    """Take over one key of the other note."""
    if key_form(key) == "name" or value in (None, "", [], {}):
        return  # its name is already an alias
    known = CONTACT.get(key) or CONTACT.get(key_form(key))
    mine = _same_key(_values(both), key)
    if known is not None and known.kind == "flag":
        _take_flag(both, known, value)
    elif mine is None or _values(both)[mine] in (None, ""):
        _copy(both, other, key, value, mine)
    elif _is_list(known, value, _values(both)[mine]):
        _take_items(both, known, key, value)
    elif not _says_the_same(_values(both)[mine], value):
        _contradict(both, other, key, mine, value)


def _is_list(known: Field | None, value: Value, mine: Value) -> bool:
    if not _is_plain(value) or isinstance(mine, dict):
        return False
    if known is not None:
        return known.kind in _LISTS
    return isinstance(mine, list)


def _is_plain(value: Value) -> bool:
    """Whether a value is a text or a list of texts."""
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


def _take_items(both: United, known: Field | None, key: str, value: Value) -> None:
    for item in _items(known, value):
        try:
            _add(both, known, key, item)
        except EditRefusedError:
            both.kept.append(f"{one_line(key)}: {one_line(item)}")


def _items(known: Field | None, value: Value) -> list[str]:
    """The items of a list; a text may contain several tags."""
    if known and known.kind == "tags":
        return " ".join(texts_of(value)).replace(",", " ").split()
    return texts_of(value)


def _add(both: United, known: Field | None, key: str, item: str) -> None:
    """Add an item to a list, unless it is there in another form."""
    same = [k for k in _values(both) if _meaning(k) == _meaning(key)]
    name = known.name if known else key
    there = {item_key(name, text) for k in same for text in _items(known, _values(both)[k])}
    if not same_form(name, item_key(name, item), there) and not _is_self(both, key, item):
        both.data = append(both.data, key, item)


def _is_self(both: United, key: str, text: str) -> bool:
    """Whether an item would tie the note to itself."""
    known = CONTACT.get(key_form(key))
    may_be_tie = "[" in text or (known is not None and known.kind == "links")
    return may_be_tie and both.is_self(text)


def _take_flag(both: United, known: Field, value: Value) -> None:
    """Private wins, and so does not being a stub; otherwise the first note wins."""
    mine = _same_key(_values(both), known.name)
    own = as_flag(one_text(_values(both)[mine])) if mine else None
    theirs = as_flag(one_text(value))
    if known.name == "private":
        wanted = theirs is not False or (own is not False and mine is not None)
        if wanted and own is not True:
            both.data = set_scalar(both.data, "private", Plain("true"))
            both.notices.append("One of the two was private, so the merged note is private.")
    elif bool(own) != bool(theirs):
        both.notices.append(f"{known.name} is {'yes' if own else 'no'}, as in the note that stays.")
        both.kept.append(f"{known.name}: {one_text(value)}")


def _says_the_same(mine: Value, value: Value) -> bool:
    if isinstance(mine, dict) or isinstance(value, dict):
        return mine == value
    return name_key(one_text(mine)) == name_key(one_text(value))


def _contradict(both: United, other: FrontMatter, key: str, mine: str, value: Value) -> None:
    if not _is_plain(value):
        both.raw += _chunk(other, key)
    elif _meaning(key) == "last_contact" and _is_later(value, _values(both)[mine]):
        both.kept.append(f"{mine}: {one_line(one_text(_values(both)[mine]))}")
        both.data = set_scalar(both.data, mine, _date(one_text(value)))
        return
    else:
        both.kept.append(f"{one_line(key)}: {one_line(one_text(value))}")
    kept = one_line(one_text(_values(both)[mine]))
    said = f"{one_line(key)}: {one_line(one_text(value))}"
    both.notices.append(f"{said} was moved below the text; the note keeps {mine}: {kept}.")


def _is_later(value: Value, than: Value) -> bool:
    """Whether a value is a later date; any date is later than none."""
    days = [as_date(day_text(one_text(one))) for one in (value, than)]
    return days[0] is not None and (days[1] is None or days[0] > days[1])


def _date(text: str) -> str:
    try:
        return Plain(text)
    except ValueError:
        return text


def _copy(both: United, other: FrontMatter, key: str, value: Value, empty: str | None) -> None:
    """Copy a key that the first note lacks, as written if possible."""
    lines = _chunk(other, key)
    try:
        if empty is not None or any(_is_self(both, key, text) for text in texts_of(value)):
            _copy_items(both, key, value)
        elif not _copied(both, key, lines, value):
            _copy_new(both, key, value)
    except EditRefusedError:
        both.raw += lines


def _copy_items(both: United, key: str, value: Value) -> None:
    texts = [text for text in texts_of(value) if not _is_self(both, key, text)]
    if isinstance(value, str):
        both.data = set_scalar(both.data, key, value) if texts else both.data
    else:
        for text in texts:
            both.data = append(both.data, key, text)


def _copy_new(both: United, key: str, value: Value) -> None:
    if _is_plain(value):
        both.data = add_key(both.data, key, value if isinstance(value, str) else texts_of(value))
    else:
        raise EditRefusedError(1, "nested", key)


def _copied(both: United, key: str, lines: list[str], value: Value) -> bool:
    """Append the lines of a key; False if that would change its meaning."""
    note = opened(both.data, "")
    if not lines or not note.front.present or (note.front.root and note.front.root.flow_style):
        return False
    at = len(note.source)
    eol = note.line_end_at(at)
    text = "".join(line + eol for line in lines)
    try:
        both.data = spliced(note, Splice(at, at, text), {**note.front.values, key: value})
    except EditRefusedError:
        return False
    return True


def _chunk(front: FrontMatter, key: str) -> list[str]:
    """The lines of a key and its value, with comments up to the next key.

    Empty if keys are not at the start of lines.
    """
    if front.root is None or front.root.flow_style:
        return []
    starts = {str(name.value): int(name.start_mark.index) for name, _ in front.root.value}
    later = sorted(start for start in starts.values() if start > starts[key])
    if any(front.source[start - 1 : start] not in ("", "\n") for start in starts.values()):
        return []
    text = front.source[starts[key] : later[0] if later else len(front.source)]
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _keep_comments(both: United, other: FrontMatter) -> None:
    """Keep the comments of keys that were not copied with them."""
    there = {line.strip() for line in read_front_matter("", both.data).source.splitlines()}
    for line in other.source.replace("\r\n", "\n").split("\n"):
        if "#" in line and line.strip() not in there and line not in both.raw:
            comment = line.strip() if line.lstrip().startswith("#") else _trailing(line)
            if comment:
                both.raw.append(comment)


def _trailing(line: str) -> str:
    """A line that may have a comment after its value."""
    return line.strip() if re.search(r"\s#", line) else ""


def _without_log(body: str, heading: Headings) -> tuple[list[list[str]], str]:
    """Split a body into its dated items, each as lines, and the rest."""
    plain = body.replace("\r\n", "\n")
    seen = without_hidden(plain)
    log = read_log("", seen, 0, heading, CONTACT_KINDS)
    lines, items, gone = plain.split("\n"), [], set()
    days = {entry.line: entry.day for entry in log.entries}
    starts = sorted(days)
    for number, start in enumerate(starts):
        end = start + 1
        until = starts[number + 1] if number + 1 < len(starts) else len(lines)
        while end < until and (end in log.lines or _goes_on(lines, start, end)):
            end += 1
        items.append([item_text(lines[start], days[start]), *lines[start + 1 : end]])
        gone |= {*range(start, end)}
    for start, end in sections(seen, heading):
        if start > len(seen):  # the heading is the last line, without a line end
            gone.add(seen.count("\n"))
            continue
        first, last = seen.count("\n", 0, start), seen.count("\n", 0, end)
        inside = range(first, last + 1)
        if all(line in gone or not lines[line].strip() for line in inside if line < len(lines)):
            gone |= {first - 1, *inside}
    return items, "\n".join(line for number, line in enumerate(lines) if number not in gone)


def _goes_on(lines: list[str], start: int, number: int) -> bool:
    """Whether a line belongs to the item that begins at ``start``."""
    line = lines[number]
    indent = len(lines[start]) - len(lines[start].lstrip())
    return bool(line.strip()) and len(line) - len(line.lstrip()) > indent


def _has_entry(data: bytes, item: list[str], heading: Headings) -> bool:
    """Whether the log has exactly this line already."""
    body = without_hidden(read_front_matter("", data).body.replace("\r\n", "\n"))
    told = {replace(e, line=0) for e in read_log("", body, 0, heading, CONTACT_KINDS).entries}
    alone = "\n".join([f"# {first_of(heading)}", f"- {item[0]}", *item[1:]])
    own = read_log("", alone, 0, heading, CONTACT_KINDS)
    return bool(own.entries) and all(replace(entry, line=0) in told for entry in own.entries)


def _append_body(both: United, name: str, body: str) -> None:
    """Append the rest of the other note to the first one's text, under a heading."""
    note = opened_text(both.data, "")
    parts = [f"## From {one_line(name)}"]
    if both.kept:
        parts.append("\n".join(f"- {line}" for line in both.kept))
    if both.raw:
        parts.append("\n".join(["```yaml", *both.raw, "```"]))
    if body.strip():
        parts.append(body.strip("\n").rstrip())
    if len(parts) == 1:
        return
    eol = note.eol
    text = (eol * 2).join(part.replace("\n", eol) for part in parts) + eol
    data = note.data
    gap = b"" if data.endswith(b"\n") else eol.encode()
    lead = "" if not data or (data + gap).endswith((b"\n\n", b"\n\r\n")) else eol
    both.data = data + gap + (lead + text).encode()
    again = without_hidden(read_front_matter("", both.data).body)
    if not again.endswith(without_hidden(text)):
        line = data.count(b"\n") + 1
        raise EditRefusedError(line, "code or a comment is never closed here", "")
