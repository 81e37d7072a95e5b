"""Links to other notes, as they are written: wikilinks and Markdown links.

Finds them, takes them apart and writes them; the vault decides where a target leads.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote, unquote

from mdnet.model.contact import Link
from mdnet.notes.markdown import without_inline_code

# Only ]] closes, no line end inside, the inner brackets win. The possessive ++ keeps the
# nested repetition from trying every way to cut the text.
LINK = re.compile(
    r"(?P<embed>!?)(?:"
    r"\[\[(?!\[)(?P<wiki>(?:[^\[\]\n]++|\](?!\])|\[(?!\[))+)\]\]"
    r"|\[(?P<text>[^\[\]\n]*)\]\((?P<url><[^<>\n]+>|[^()\s<>]+)(?:[ \t]+\"[^\"\n]*\")?\)"
    r")"
)
# The target of a reference link, [he][1], which stands on a line of its own.
DEFINITION = re.compile(
    r"^(?P<label>[ \t>]{0,8}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*)(?P<url><[^<>\n]+>|[^\s<>]+)",
    re.MULTILINE,
)
_LINKED_DAY = re.compile(rf"(?P<mark>[*_]*)(?:{LINK.pattern})")
# The name of a daily note may continue after its day.
_DAY_NAME = re.compile(r"(?:.*/)?(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_OTHER_FILE = re.compile(r"\.(?!md$)[a-z0-9]{1,5}$", re.IGNORECASE)
# Quotes and unchecked tasks, at the start of a line.
_UNCOUNTED = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:>|\[ \][ \t])")
_SEPARATORS = re.compile(r"[\s,;&+]*(?:and)?[\s,;]*")
# Characters that end a wikilink or its target, here or in Obsidian, or hide it.
_NOT_IN_WIKILINK = re.compile(r"[\[\]|#^\\`\n\r]|<!--|%%|\{\{")
# Characters that a link cannot show, with their replacements.
_NOT_SHOWN = (
    *(("{{", "{ {"), ("%%", "% %"), ("<!--", "<! --")),
    *(("[", "("), ("]", ")"), ("|", "/"), ("\\", "/"), ("`", "'"), ("\n", " "), ("\r", " ")),
)
_UNPORTABLE = re.compile(r"[^\w./~@!$&'+,;=-]", re.ASCII)


def read_links(text: str, first_line: int = 1) -> tuple[Link, ...]:
    """The links in ``text``, whose first line has the number ``first_line``.

    Fenced code and comments must be blanked out already; inline code is skipped here.
    """
    if "[" not in text:
        return ()
    return tuple(_located(without_inline_code(text), first_line))


def _located(text: str, line: int) -> Iterator[Link]:
    line_start = counted = 0
    for found in LINK.finditer(text):
        taken = _parts(found)
        if taken is None:
            continue
        start = found.start()
        passed = text.count("\n", counted, start)
        if passed:
            line += passed
            line_start = text.rfind("\n", counted, start) + 1
        counted = start
        counts = not found["embed"] and not _UNCOUNTED.match(text, line_start)
        yield Link(taken[0], taken[1], line, start - line_start + 1, counts)


def split_links(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every link as its display text, and the targets in order.

    An embedded file has no words and disappears; an embedded note is not a target.
    """
    if "[" not in text:
        return text, ()
    parts, targets, done = [], [], 0
    for found in LINK.finditer(without_inline_code(text)):
        parts.append(text[done : found.start()])
        done = found.end()
        taken = _parts(found)
        if taken is not None and not found["embed"]:
            targets.append(taken[0])
        parts.append("" if found["embed"] else _shown(found, taken))
    return "".join([*parts, text[done:]]), tuple(targets)


def only_links(text: str) -> list[str] | None:
    """The single links of a text such as ``[[A]], [[B]]``; None if it says more."""
    found = [link.span() for link in LINK.finditer(text)]
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    between = zip(ends, starts, strict=True)
    if not found or not all(_SEPARATORS.fullmatch(text, end, start) for end, start in between):
        return None
    return [text[start:end] for start, end in found]


def day_text(text: str) -> str:
    """A text with a day in it, with a link replaced by its target.

    ``[[Daily/2026-05-04|6 May]]`` is ``2026-05-04``: a link to a daily note means its day,
    whatever text it shows.
    """
    shown, targets = split_links(text)
    name = targets[0].rpartition("/")[2].removesuffix(".md") if len(targets) == 1 else ""
    return name if name[:1].isdigit() else shown.strip()


def with_plain_day(text: str) -> str:
    """A line that begins with a link to a daily note with its day instead of the link."""
    found = _LINKED_DAY.match(text)
    target = target_of(found) if found else None
    day = _DAY_NAME.match(target) if target else None
    return f"{found['mark']}{day[1]}{text[found.end() :]}" if found and day else text


def defined_targets(text: str) -> tuple[str, ...]:
    """The targets of reference links that lead to notes, as read from their definitions."""
    if "]:" not in text:
        return ()
    found = (_markdown_parts(one["url"], "") for one in DEFINITION.finditer(text))
    return tuple(dict.fromkeys(taken[0] for taken in found if taken))


def target_of_url(url: str) -> str | None:
    """The target of an address in Markdown; None for one that leads to no other note."""
    taken = _markdown_parts(url, "")
    return taken[0] if taken else None


def target_of(found: re.Match[str]) -> str | None:
    """The target of a match of ``LINK``; None for a link that leads to no other note."""
    taken = _parts(found)
    return taken[0] if taken else None


def written_link(target: str, shown: str = "", heading: str = "") -> str:
    """A link to ``target``, whatever characters it has: a wikilink where possible.

    Args:
        target: a name or a path, with its ending or without.
        shown: what the link shows, if that is not the target.
        heading: what follows the target, beginning with ``#``.
    """
    if not _NOT_IN_WIKILINK.search(target):
        text = f"|{_showable(shown)}" if shown not in ("", target) else ""
        return f"[[{target}{heading}{text}]]"
    stem = target[:-3] if target.lower().endswith(".md") else target
    text = _showable(shown or stem.rpartition("/")[2])
    return f"[{text}]({quoted_path(stem)}.md{quoted_path(heading, but='#')})"


def quoted_path(path: str, but: str = "") -> str:
    """A path for a Markdown link: characters that would end or change the link are escaped.

    Letters of other languages stay as they are, and so does ``but``.
    """

    def escaped(found: re.Match[str]) -> str:
        letter = found[0]
        return quote(letter, safe=but) if letter.isascii() or letter.isspace() else letter

    return _UNPORTABLE.sub(escaped, path)


def _showable(text: str) -> str:
    """A text that a link can show: characters that would end or hide the link are replaced."""
    for letters, instead in _NOT_SHOWN:
        text = text.replace(letters, instead)
    # A label that begins with this sign is a footnote's.
    return f" {text}" if text.startswith("^") else text


def _shown(found: re.Match[str], taken: tuple[str, str] | None) -> str:
    if taken is not None:
        return taken[1]
    return found["text"] or (found["wiki"] or "").strip("# ")


def _parts(found: re.Match[str]) -> tuple[str, str] | None:
    """Target and display text, or None for a link that leads to no other note."""
    if found["wiki"] is not None:
        return _wiki_parts(found["wiki"])
    return _markdown_parts(found["url"], found["text"])


@lru_cache(maxsize=8192)  # the same people are named in note after note
def _wiki_parts(inner: str) -> tuple[str, str] | None:
    # In a table the bar is written \| so that it does not end the cell.
    written, _, text = inner.replace("\\|", "|").partition("|")
    target = written.partition("#")[0].strip()
    if not target:
        return None  # a heading of the same note
    return target, text.strip() or target.rpartition("/")[2]


def _markdown_parts(url: str, text: str) -> tuple[str, str] | None:
    if _SCHEME.match(url):
        return None
    target = unquote(url.strip("<>").partition("#")[0]).strip()
    if not target or "\n" in target or _OTHER_FILE.search(target):
        return None
    return target, text.strip() or target.rpartition("/")[2]
