"""The mistake in the value on one line of front matter that does not parse.

Each rule knows one mistake and how the value should be written instead. A comment after the
value is not part of it and stays where it is. Knows no YAML library.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mdnet.model.keys import field_of
from mdnet.notes.links import split_links
from mdnet.notes.scalars import quoted, split_comment

_LINK_AND_MORE = re.compile(r"!\[\[|\[\[[^\[\]]*(?:\](?!\])[^\[\]]*)*\]\](?=.)")
_LINKS = re.compile(r"\[\[[^\[\]]+\]\](?:[ \t]*,[ \t]*\[\[[^\[\]]+\]\])+")
_LINK = re.compile(r"\[\[[^\[\]]+\]\]")
_EMPTY_ITEM = re.compile(r"(?:^\[|,)[ \t]*(,)")
_BLOCK_WITH_TEXT = re.compile(r"[|>](?![\d+-]*[ \t]*(?:#.*)?$)")
_BAD_ITEM = re.compile(r"(?:^\[|,)[ \t]*([@`%*&!][^,\]]*)")
_BAD_ESCAPE = re.compile(r"\\[^0abtnvfre \"/\\N_LPxuU\t]")
_PLAIN_QUOTES = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")
_SIGNS = {"*": "an alias", "&": "an anchor", "!": "a tag"}
# The text before the value, and the value. Dataview's key:: is meant as a key.
VALUE_LINE = re.compile(
    r"([ \t]*(?:-[ \t]+)*"
    r"(?:(?:\"[^\"]*\"|'[^']*'|[^\s:#\[{\"'|>@`%&!*-][^:]*?|-[^\s:][^:]*?)[ \t]*::?[ \t]+)?)(.*)"
)
_HASH = re.compile(r"(?<![^\[{,\s])#")
_ITEM = re.compile(r"[^\[\],]+")


@dataclass(frozen=True, slots=True)
class _Value:
    """The value on one line, the text before it, and the parser's words."""

    before: str
    text: str
    problem: str


# A mistake in a value: the message, the corrected value, and the place in it.
_Mistake = tuple[str, str, int]


def mistake_in(line: str, problem: str) -> tuple[str, str, int] | None:
    """Find the mistake in the value of a line.

    Args:
        line: of the front matter.
        problem: the words of the parser.

    Returns:
        The mistake, the corrected line without its indentation (empty when the correction is
        unclear), and the column, from 0.
    """
    split = VALUE_LINE.match(line)
    text, comment = split_comment(split[2].rstrip()) if split else ("", "")
    if split is None or not text:
        return None
    value = _Value(split[1], text, problem)
    for rule in _VALUE_RULES:
        mistake = rule(value)
        if mistake is not None:
            message, rewritten, at = mistake
            whole = f"{value.before.lstrip().replace('::', ':')}{rewritten}{comment}"
            return message, whole if rewritten else "", len(value.before) + at
    return None


def _bad_start(value: _Value) -> _Mistake | None:
    if value.text[0] not in "@`%,]}":
        return None
    return f"{value.text[0]} cannot start a value", quoted(value.text), 0


def _link_and_text(value: _Value) -> _Mistake | None:
    if not _LINK_AND_MORE.match(value.text):
        return None
    if _LINKS.fullmatch(value.text):
        links = _LINK.findall(value.text)
        if field_of(value.before.strip(" \t:-")) == "aliases":
            names = ", ".join(split_links(link)[0] for link in links)
            return "an alias is a plain name, not a [[link]]", f"[{names}]", 0
        items = ", ".join(map(quoted, links))
        return "several links are a list, and each must be quoted", f"[{items}]", 0
    return "a [[link]] with other text must be quoted", quoted(value.text), 0


def _open_link(value: _Value) -> _Mistake | None:
    if not value.text.startswith("[[") or "]]" in value.text:
        return None
    return "a [[link]] is not closed", quoted(value.text.rstrip("]") + "]]"), 0


def _sign(value: _Value) -> _Mistake | None:
    name = _SIGNS.get(value.text[0])
    if name is None:
        return None
    return f"{value.text[0]} means {name} in YAML", quoted(value.text), 0


def _block_with_text(value: _Value) -> _Mistake | None:
    if not _BLOCK_WITH_TEXT.match(value.text):
        return None
    return f"{value.text[0]} begins a text block", quoted(value.text), 0


def _quotes(value: _Value) -> _Mistake | None:
    quote = value.text[0]
    if quote not in "\"'":
        return None
    whole = _PLAIN_QUOTES.match(value.text)
    if whole is None:
        guess = " ?" if " #" in value.text else ""  # is it text, or a comment?
        return "the quote opened here is never closed", value.text + quote + guess, 0
    rest = value.text[whole.end() :].strip()
    if not rest or rest.startswith(("#", ":")):
        return None
    # 'it's' means it's, but "a" and "b" means the quotes.
    nested = value.text.endswith(quote) and not value.text[whole.end()].isspace()
    inner = value.text[1:-1] if nested else value.text
    return "there is text after the closing quote", quoted(inner), whole.end()


def _bad_escape(value: _Value) -> _Mistake | None:
    bad = _BAD_ESCAPE.search(value.text) if value.text[0] == '"' else None
    if bad is None:
        return None
    message = f'"{bad[0]}" means nothing between double quotes'
    return message, quoted(value.text.strip('"')), bad.start()


def _colon(value: _Value) -> _Mistake | None:
    if "mapping values are not allowed" not in value.problem or not value.before.strip():
        return None
    if not re.search(r":(?:[ \t]|$)", value.text):
        return None
    return 'a value with ": " in it must be quoted', quoted(value.text), 0


def _dash_value(value: _Value) -> _Mistake | None:
    if "block sequence entries" not in value.problem or not value.text.startswith("- "):
        return None
    item = value.text[2:].strip()
    item = quoted(item) if _LINK.fullmatch(item) else item
    return "a list begins on the line below its key", f"[{item}]", 0


def _hash_in_list(value: _Value) -> _Mistake | None:
    if value.text[0] != "[":
        return None
    bare = _PLAIN_QUOTES.sub(lambda found: "x" * len(found[0]), value.text)
    found = _HASH.search(bare)
    if found is None:
        return None
    parts, done = [], 0
    for item in _ITEM.finditer(bare):
        if _HASH.search(item[0]):
            start = item.end() - len(item[0].lstrip())
            end = item.start() + len(item[0].rstrip())
            parts += [value.text[done:start], quoted(value.text[start:end])]
            done = end
    rewritten = "".join([*parts, value.text[done:]])
    closing = "]" * (bare.count("[") - bare.count("]"))
    message = "# begins a comment here, so the rest of the list is lost"
    return message, rewritten + closing, found.start()


def _bad_item(value: _Value) -> _Mistake | None:
    bad = _BAD_ITEM.search(value.text) if value.text[0] == "[" else None
    if bad is None:
        return None
    item = bad[1].rstrip()
    rewritten = value.text.replace(item, quoted(item), 1)
    return f"{item[0]} cannot start a value", rewritten, bad.start(1)


def _empty_item(value: _Value) -> _Mistake | None:
    empty = _EMPTY_ITEM.search(value.text) if value.text[0] == "[" else None
    if empty is None or _PLAIN_QUOTES.search(value.text):
        return None
    at = empty.start(1)
    rewritten = value.text[:at] + value.text[at + 1 :].lstrip()
    return "there is a comma too many", rewritten, at


def _brackets(value: _Value) -> _Mistake | None:
    if value.text[0] not in "[{":
        return None
    opener = value.text[0]
    closer = "]" if opener == "[" else "}"
    bare = _PLAIN_QUOTES.sub("", value.text)
    missing = bare.count(opener) - bare.count(closer)
    if missing > 0:
        return f"the {opener} opened here is never closed", value.text + closer * missing, 0
    if missing < 0:
        return f"there is a {closer} too many", value.text[:missing], len(value.text) + missing
    if _PLAIN_QUOTES.sub("", value.text).rstrip().endswith(closer):
        return None
    return f"there is text after the closing {closer}", quoted(value.text), 0


_VALUE_RULES: tuple[Callable[[_Value], _Mistake | None], ...] = (
    _bad_start,
    _link_and_text,
    _open_link,
    _sign,
    _block_with_text,
    _quotes,
    _bad_escape,
    _colon,
    _dash_value,
    _hash_in_list,
    _bad_item,
    _empty_item,
    _brackets,
)
