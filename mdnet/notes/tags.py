"""Tags in the text of a note, as Obsidian and Logseq read them: ``#person``, ``#work/kiln``.

Works on text whose code, comments and inline code are blanked out. Pure.
"""

import re
from collections.abc import Iterable

# Begins with the sign, not with what must not precede it, which is quicker to find.
_TAG = re.compile(
    r"#(?<![^\s(,;]#)(?<!\]\(#)"
    r"(?:\[\[([^\[\]\n]{1,200})\]\]|([^\s#\[\](){}<>|\\,;:.!?\"'`’“”*=+~^@$%&]+))"
)
# Possessive, since a line of many tags may end with a word.
_LABEL = re.compile(r"[\W_]*+(?:tags?)?+[\W_]*+", re.IGNORECASE)


def may_have_tags(text: str) -> bool:
    """Whether a text has a tag, code and comments included: few notes have any."""
    return "#" in text and _TAG.search(text) is not None


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a text without their signs, each once, in order.

    A number alone is not a tag: ``#1`` counts something.
    """
    found = (one[1] or one[2].rstrip("/-") for one in _TAG.finditer(text))
    return tuple(dict.fromkeys(tag for tag in found if tag and not tag.isdigit()))


def without_tag_lines(text: str) -> str:
    """A text with its lines of tags alone emptied: they are not sentences."""
    if "#" not in text:
        return text
    return "\n".join("" if _is_tags_only(line) else line for line in text.split("\n"))


def _is_tags_only(line: str) -> bool:
    if "#" not in line:
        return False
    rest, number = _TAG.subn("", line)
    return number > 0 and _LABEL.fullmatch(rest) is not None


def names_one_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern to find quickly whether a text may have a tag with one of ``words``."""
    return re.compile(rf"#[^\s#]*(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
