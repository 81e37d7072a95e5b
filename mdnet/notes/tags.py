"""Tags in the text of a note, as Obsidian and Logseq read them: ``#person``, ``#work/kiln``.

Works on text whose code, comments and inline code are blanked out. Pure.
"""

import re
from collections.abc import Iterable

# Begins with its sign and not with what must not stand before it, which is quicker to find.
_TAG = re.compile(
    r"#(?<![^\s(,;]#)(?<!\]\(#)"
    r"(?:\[\[([^\[\]\n]{1,200})\]\]|([^\s#\[\](){}<>|\\,;:.!?\"'`’“”*=+~^@$%&]+))"
)
# Gives nothing back, for a line of many tags may end with a word.
_LABEL = re.compile(r"[\W_]*+(?:tags?)?+[\W_]*+", re.IGNORECASE)


def may_have_tags(text: str) -> bool:
    """Tell whether a text has a tag, code and comments included: few notes have any."""
    return "#" in text and _TAG.search(text) is not None


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags of a text without their signs, each once, in order.

    A number alone is no tag: ``#1`` counts something.
    """
    found = (one[1] or one[2].rstrip("/-") for one in _TAG.finditer(text))
    return tuple(dict.fromkeys(tag for tag in found if tag and not tag.isdigit()))


def without_tag_lines(text: str) -> str:
    """Return a text with the lines emptied that hold tags alone: they are no sentences."""
    if "#" not in text:
        return text
    return "\n".join("" if _is_tags_only(line) else line for line in text.split("\n"))


def _is_tags_only(line: str) -> bool:
    if "#" not in line:
        return False
    rest, number = _TAG.subn("", line)
    return number > 0 and _LABEL.fullmatch(rest) is not None


def names_one_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds quickly whether a text may have a tag with one of ``words``."""
    return re.compile(rf"#[^\s#]*(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
