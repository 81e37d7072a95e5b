"""Writes links, and changes the link targets in a note without touching the rest.

Takes the bytes of a note and returns new ones. Links in code are ignored, links in comments
are not. The front matter is reread afterwards and must have the expected values. Knows how
links are written; the caller decides on each with ``decide``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from mdnet.editing.splice import Opened, Splice, opened_text, spliced
from mdnet.model.errors import EditRefusedError
from mdnet.model.keys import CONTACT, key_form
from mdnet.notes.fields import is_name
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hidden import without_code
from mdnet.notes.links import (
    DEFINITION,
    LINK,
    quoted_path,
    target_of,
    target_of_url,
    written_link,
)
from mdnet.notes.scalars import may_be_bare, written, written_like
from mdnet.notes.values import Value
from mdnet.util.text import one_line
from mdnet.vault.names import NameIndex, stem_of, target_to, target_to_unlisted


class NewTarget(NamedTuple):
    """The new target of a link, and the text to keep showing, if it needs one."""

    target: str
    text: str = ""


Decide = Callable[[str], NewTarget | None]
"""From the target of a link, as written, to the new one; None to keep the link."""


def link_to(path: str, names: NameIndex, source: str = "") -> str:
    """A link that leads to the note at ``path``, whatever its name.

    Args:
        path: of the note.
        names: the notes of the vault.
        source: the path of the note that will contain the link.
    """
    return written_link(target_to(path, names, source), stem_of(path))


def link_to_unlisted(name: str) -> str:
    """A link to somebody without a note; it will lead to a note with this name."""
    return written_link(target_to_unlisted(name), name)


def relinked(data: bytes, decide: Decide, *, is_contact: bool = False) -> bytes:
    """The note with new targets for the links that ``decide`` chooses.

    Args:
        data: the whole note.
        decide: called for each link with its target.
        is_contact: whether plain names count as links, as in ``knows: [Ana Diaz]``.

    Raises:
        EditRefusedError: a link cannot be changed safely.
    """
    note = opened_text(data, "")
    body = text_relinked(note.front.body, decide)
    head = note.data[: len(note.data) - len(note.front.body.encode())]
    # opened_text refuses text that is not UTF-8, unless it is in a body that stays.
    if body != note.front.body:
        _refuse_undecoded(note)
        data = head + body.encode()
    return _Above(data, decide, is_contact=is_contact).relinked() if note.front.present else data


def text_relinked(text: str, decide: Decide) -> str:
    """The body with new targets in its links."""
    if "[" not in text:
        return text
    seen = without_code(text)
    parts, done = [], 0
    # A line may contain thousands of links, so look at it once.
    line_end, in_table = -1, False
    for found in LINK.finditer(seen):
        new = _chosen(found, decide)
        if new is None:
            continue
        start = found.start()
        if start >= line_end:
            line_end = seen.find("\n", start)
            line_end = len(seen) if line_end < 0 else line_end
            in_table = is_row(seen[seen.rfind("\n", 0, start) + 1 : line_end])
        parts += [text[done:start], _rewritten(found, new, in_table=in_table)]
        done = found.end()
    return _with_definitions("".join([*parts, text[done:]]), decide)


def _with_definitions(text: str, decide: Decide) -> str:
    """The text with new targets in the definitions of its reference links."""
    if "]:" not in text:
        return text
    parts, done = [], 0
    for found in DEFINITION.finditer(without_code(text)):
        target = target_of_url(found["url"])
        new = decide(target) if target else None
        if new is not None:
            parts += [text[done : found.start("url")], _address(found["url"], new)]
            done = found.end()
    return "".join([*parts, text[done:]])


def _refuse_undecoded(note: Opened) -> None:
    for problem in note.front.problems:
        if problem.code == "encoding":
            raise EditRefusedError(problem.line, problem.message, note.what)


def _chosen(found: re.Match[str], decide: Decide) -> NewTarget | None:
    target = target_of(found)
    return decide(target) if target else None


def is_row(line: str) -> bool:
    """Whether a line is a table row, where the bar of a link must be escaped."""
    rest = LINK.sub("", line)
    return rest.count("|") > 1 or rest.lstrip("> \t").startswith("|")


def _rewritten(found: re.Match[str], new: NewTarget, *, in_table: bool = False) -> str:
    """The link in the same style with a new target."""
    if found["wiki"] is None:
        return _markdown_rewritten(found, new)
    inner = found["wiki"]
    cut = inner.find("|")
    path, rest = (inner, "") if cut < 0 else (inner[:cut], inner[cut:])
    if path.endswith("\\"):
        path, rest = path[:-1], "\\" + rest
    name, mark, heading = path.partition("#")
    ending = ".md" if name.strip().lower().endswith(".md") else ""
    blanks = name[: len(name) - len(name.lstrip())], name[len(name.rstrip()) :]
    shown = rest.lstrip("\\").lstrip("|").strip()
    text = shown or ("" if found["embed"] else new.text)
    whole = written_link(new.target, text, mark + heading)
    if not whole.startswith("[["):
        return found["embed"] + whole
    if new.text and not shown and not found["embed"]:
        rest = ("\\|" if in_table else "|") + new.text
    return f"{found['embed']}[[{blanks[0]}{new.target}{ending}{blanks[1]}{mark}{heading}{rest}]]"


def _markdown_rewritten(found: re.Match[str], new: NewTarget) -> str:
    url, text = found["url"], found["text"] or ("" if found["embed"] else new.text)
    start = found.start("url") - found.start()
    title = found[0][start + len(url) :]
    return f"{found['embed']}[{text}]({_address(url, new)}{title}"


def _address(url: str, new: NewTarget) -> str:
    """A Markdown address for a new target, in the style of the old one."""
    name, mark, heading = url.strip("<>").partition("#")
    old = unquote(name).strip()
    path = new.target + (".md" if old.lower().endswith(".md") else "")
    if url.startswith("<"):
        return f"<{path}{mark}{heading}>"
    escaped = quote if name.isascii() and not old.isascii() else quoted_path
    return f"{escaped(path)}{mark}{heading}"


class _Above:
    """The front matter of a note while its links are changed, last one first."""

    def __init__(self, data: bytes, decide: Decide, *, is_contact: bool) -> None:
        self.data = data
        self.front = read_front_matter("", data)
        self.decide = decide
        self.is_contact = is_contact

    def relinked(self) -> bytes:
        expected = {key: self._value(key, value) for key, value in self.front.values.items()}
        if self.front.root is None or expected == self.front.values:
            return self._checked(expected)
        note = opened_text(self.data, "")
        splices = sorted(self._splices(), key=lambda one: one.start)
        if not splices:
            return self._checked(expected)
        first, last = splices[0].start, splices[-1].end
        parts, done = [], first
        for splice in splices:
            parts += [self.front.source[done : splice.start], splice.text]
            done = splice.end
        note = replace(note, what=self._what(expected))
        return spliced(note, Splice(first, last, "".join(parts)), expected)

    def _checked(self, expected: dict[str, Value]) -> bytes:
        """The unchanged note; refuses if it contains a link that should have been found."""
        source = re.sub(r"^[ \t]*#.*$", "", self.front.source, flags=re.MULTILINE)
        for found in LINK.finditer(source if self.front.root is None else ""):
            new = _chosen(found, self.decide)
            if new is not None:
                line = source.count("\n", 0, found.start()) + 2
                text = _rewritten(found, NewTarget(new.target))
                raise EditRefusedError(line, "this front matter has errors", text)
        if expected != self.front.values:
            key = next(key for key in expected if expected[key] != self.front.values[key])
            line = self.front.key_place(key).line
            raise EditRefusedError(line, f"the link under {key} is written in an unusual way", "")
        return self.data

    def _what(self, expected: dict[str, Value]) -> str:
        changed = [key for key in expected if expected[key] != self.front.values[key]]
        return "; ".join(f"{key}: {written(str(expected[key]))}" for key in changed)

    def _value(self, key: str, value: Value) -> Value:
        """The expected value, however nested."""
        if isinstance(value, list):
            return [self._value(key, item) for item in value]
        if isinstance(value, dict):
            return {name: self._value("", item) for name, item in value.items()}
        return value if value is None else self._text(key, value)

    def _text(self, key: str, text: str) -> str:
        if "[" in text:
            return self._links_in(text)
        if self._holds_names(key) and is_name(text):
            new = self.decide(one_line(text))
            if new is not None:
                return new.target if is_name(new.target) else written_link(new.target)
        return text

    def _links_in(self, text: str) -> str:
        """The text with new links; link texts do not matter in front matter."""

        def rewritten(found: re.Match[str]) -> str:
            new = _chosen(found, self.decide)
            return found[0] if new is None else _rewritten(found, NewTarget(new.target))

        return LINK.sub(rewritten, text)

    def _holds_names(self, key: str) -> bool:
        field = CONTACT.get(key_form(key))
        return self.is_contact and field is not None and field.kind == "links"

    def _splices(self) -> Iterator[Splice]:
        done: set[int] = set()
        for key, node in self.front.root.value:
            for leaf in _leaves(node):
                start = int(leaf.start_mark.index)
                if start not in done:  # an alias is a node that is elsewhere
                    done.add(start)
                    yield from self._splice(str(key.value), leaf)

    def _splice(self, key: str, node: Any) -> Iterator[Splice]:
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        kept = self.front.source[start:end]
        if node.id != "scalar" or node.style in ("|", ">") or "\n" in kept:
            new = self._links_in(kept)
        else:
            new = self._scalar(key, kept, str(node.value))
        if new != kept:
            yield Splice(start, end, new)

    def _scalar(self, key: str, kept: str, value: str) -> str:
        """A one-line scalar, as written, with new links."""
        new = self._text(key, value)
        if new == value:
            return kept
        if kept.startswith(("'", '"')):
            return written_like(kept, new)
        in_place = kept.replace(value, new)
        return in_place if may_be_bare(new, flow=True) else written(new)


def _leaves(node: Any) -> Iterator[Any]:
    """Yield the texts below a node, and unquoted links, which YAML reads as lists."""
    if node.id == "scalar":
        yield node
    elif node.id == "sequence":
        inner = node.value[0] if len(node.value) == 1 else None
        if node.flow_style and inner is not None and inner.id == "sequence" and inner.flow_style:
            yield node
            return
        for item in node.value:
            yield from _leaves(item)
    else:
        for _, item in node.value:
            yield from _leaves(item)
