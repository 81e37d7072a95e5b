"""Text from notes as harmless Markdown: the filters of the templates.

Names and sentences can contain anything: brackets, HTML, code marks, tags, comments, table
bars, line breaks, marks that change the direction of writing. Pure; knows no template.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from mdnet.util.text import safe_text

# Marks with a meaning anywhere in a line of Markdown, in Obsidian or on GitHub. They include
# the bar, so that a text is also safe in a table.
_MARKS = re.compile(r"[\\`*_\[\]|~$^]|%%|==|(?<!\S)#(?=\S)|\{\{|\{%|@(?=\w)|://")
# Marks with a meaning only at the start of a line: lists, quotes, headings, rules, callouts.
_AT_START = re.compile(r"(?:[-+>#=:]|\d{1,9}(?=[.)]))")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_WIKILINK = re.compile(r"\[\[[^\[\]\n]*\]\]")
# What no wikilink can contain, and what has a meaning in one if wikilinks are not supported.
_LINK_NEVER = re.compile(r"[\[\]|\n\r\\<>`*$^#]|%%|==|~~|\{\{|\{%")


class Markdown(str):
    """A text that is Markdown already, such as a link; ``cell`` leaves it as it is."""

    __slots__ = ()


def md(value: Any) -> Markdown:
    """A text from a note as Markdown that shows it, on one line."""
    if isinstance(value, Markdown):
        return value
    text = _line(value)
    text = "".join(_HTML.get(letter, letter) for letter in text)
    text = _MARKS.sub(_escaped, text)
    return Markdown(_AT_START.sub(_escaped_start, text, count=1) if _AT_START.match(text) else text)


def cell(value: Any) -> Markdown:
    """A text for a cell of a table; in Markdown, only the bars are escaped."""
    if isinstance(value, Markdown):
        return Markdown(re.sub(r"(?<!\\)\|", r"\\|", value.replace("\n", " ")))
    return md(value)


def link(person: Any) -> Markdown:
    """A link to a person, a note or a page: a wikilink if possible.

    If the settings ask for Markdown links, or no wikilink can contain the target, a note gets a
    Markdown link; a target without a note is then plain text.

    Args:
        person: an object such as a ``PersonRef``, with a ``name``, the target of a link as
            ``link``, the ``path`` of its note and perhaps the ``address`` of a Markdown link; or
            just a name.
    """
    if isinstance(person, str):
        name, target, has_note = person, person, False
    else:
        name, target = str(person.name), getattr(person, "link", "") or ""
        has_note = bool(getattr(person, "path", None))
    shown = _in_link(name)
    if address := getattr(person, "address", ""):
        return Markdown(f"[{shown or ' '}]({address})")
    if not _is_plain(target):
        if not (target and has_note):
            return md(name)
        return Markdown(f"[{shown or ' '}]({quote(f'{target}.md', errors='replace')})")
    if target == name or not shown:
        return Markdown(f"[[{target}]]")
    return Markdown(f"[[{target}|{shown}]]")


def cell_link(person: Any) -> Markdown:
    """A wikilink for a cell of a table."""
    return cell(link(person))


def heading(value: Any) -> Markdown:
    """A text for a heading, with everything escaped that would end it or become a tag."""
    text = md(value)
    return Markdown(re.sub(r"(?<![#\\])(#+)$", lambda found: "\\" + found[1], text))


def mermaid(value: Any) -> str:
    """A text as a quoted label of a Mermaid diagram."""
    letters = (letter if _is_harmless(letter) else f"#{ord(letter)};" for letter in _line(value))
    return '"' + ("".join(letters) or " ") + '"'


def anchor(value: Any) -> str:
    """The anchor that GitHub gives a heading with this text, for links within the page."""
    text = _line(value).lower().replace(" ", "-")
    kept = "".join(letter for letter in text if letter.isalnum() or letter in "-_")
    return quote(kept)


def iso(value: date | None) -> str:
    """A day as ``2026-11-23``; empty for None."""
    return value.isoformat() if value else ""


def counted(number: int, singular: str, plural: str = "") -> str:
    """``1 person``, ``2 people``."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def joined(values: Iterable[Any], separator: str = ", ") -> Markdown:
    """Texts as Markdown, joined by a separator; empty ones are left out."""
    return Markdown(separator.join(filter(None, map(md, values))))


FILTERS: dict[str, Callable[..., str]] = {
    "anchor": anchor, "cell": cell, "cell_link": cell_link, "counted": counted,
    "heading": heading, "iso": iso, "joined": joined, "link": link, "md": md,
    "mermaid": mermaid,
}  # fmt: skip


def _line(value: Any) -> str:
    """A text on one line, with control and direction marks shown as escapes."""
    return safe_text(" ".join(unicodedata.normalize("NFC", str(value)).split()))


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    # A backslash would not separate these: the second mark must not follow at all.
    if mark in {"%%", "==", "{{", "{%"}:
        return f"{mark[0]}\\{mark[1]}"
    if mark == "://":
        return ":\\//"
    return f"\\{mark}"


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _is_plain(target: str) -> bool:
    return bool(target) and safe_text(target) == target and not _LINK_NEVER.search(target)


def _in_link(name: str) -> str:
    """A name as the text of a link, without anything that a link cannot contain."""
    return " ".join(_LINK_NEVER.sub(" ", _line(name)).split())


def _is_harmless(letter: str) -> bool:
    return letter.isalnum() or letter in " .,-'" or unicodedata.category(letter) in {"Mn", "Mc"}
