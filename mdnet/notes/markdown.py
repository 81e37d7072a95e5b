"""Markdown marks within a line: inline code, and the line without its marks.

Works on text alone; knows nothing of links between notes (``links``), of sentences
(``prose``) or of hidden text (``hidden``).
"""

import re

# Spans are bounded so that stray backticks cannot make the search quadratic.
INLINE_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,500}?)(?<!`)\1(?!`)")
_MARKS = re.compile(r"\*+|~~|==|%%|`+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|<[/a-zA-Z][^<>\n]*>")
_MARK_LETTERS = re.compile(r"[*~=%`_<]")
_FIELD = re.compile(r"[\[(][ \t]*(\w[\w -]{0,60})::[ \t]*([^\[\]()\n]*)[\])]")
_FIELD_MARK = re.compile(r"(?<=\w)::(?=\s|$)")


def without_inline_code(text: str) -> str:
    """The text with `` `code` `` blanked out, every place kept."""
    if "`" not in text:
        return text
    return INLINE_CODE.sub(lambda found: " " * len(found[0]), text)


def plain(text: str) -> str:
    """The text without emphasis, code marks, HTML tags and the marks of inline fields."""
    if _MARK_LETTERS.search(text):
        text = _MARKS.sub("", text)
    return _without_field_marks(text) if "::" in text else text


def _without_field_marks(text: str) -> str:
    """The text with ``Key:: value`` and ``[key:: value]`` as ``Key: value``."""
    return _FIELD_MARK.sub(":", _FIELD.sub(r"\1: \2", text))
