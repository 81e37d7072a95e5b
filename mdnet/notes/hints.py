"""What is wrong with front matter that does not parse, in the user's terms.

Takes the parser's complaint and the lines around it and finds the likely mistake; the fix
is the user's own line rewritten. Lines and columns count from 0 here. Knows no YAML library.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SPLIT = re.compile(
    r"([ \t]*(?:-[ \t]+)*"
    r"(?:(?:\"[^\"]*\"|'[^']*'|[^\s:#\[{\"'|>@`%&!*-][^:]*?|-[^\s:][^:]*?)[ \t]*:[ \t]+)?)(.*)"
)
_KEY_WITHOUT_BLANK = re.compile(r"([ \t]*[\w-]+):(?=[^\s:/])(.+)")
_TEMPLATE = re.compile(r"\{\{.*?\}\}")
_NO_KEY = re.compile(r"[ \t]*:(?:[ \t]|$)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_LINK_AND_MORE = re.compile(r"!\[\[|\[\[[^\[\]]*(?:\](?!\])[^\[\]]*)*\]\](?=.)")
_LINKS = re.compile(r"\[\[[^\[\]]+\]\](?:[ \t]*,[ \t]*\[\[[^\[\]]+\]\])+")
_LINK = re.compile(r"\[\[[^\[\]]+\]\]")
_EMPTY_ITEM = re.compile(r"(?:^\[|,)[ \t]*(,)")
_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015]+[ \t]*")
_BLOCK_WITH_TEXT = re.compile(r"[|>](?![\d+-]*[ \t]*(?:#.*)?$)")
_BAD_ITEM = re.compile(r"(?:^\[|,)[ \t]*([@`%*&!][^,\]]*)")
_BAD_ESCAPE = re.compile(r"\\[^0abtnvfre \"/\\N_LPxuU\t]")
_PLAIN_QUOTES = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")
_SIGNS = {"*": "an alias", "&": "an anchor", "!": "a tag"}


@dataclass(frozen=True, slots=True)
class Hint:
    """The likely mistake: its line and column in the YAML text, in words, and the mend."""

    line: int
    column: int
    message: str
    fix: str = ""
    code: str = "broken-yaml"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser says: its words, and the lines it points at."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    """The value on one line: what stands before it, itself, and the parser's words."""

    before: str
    text: str
    problem: str


# A mistake in a value: the message, the value as it should be written, and the place in it.
_Mistake = tuple[str, str, int]


def quoted(text: str) -> str:
    """Return ``text`` in the quotes that need no escapes, or else with them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def explain(complaint: Complaint, lines: Sequence[str]) -> Hint:
    """Return the likely mistake behind a complaint of the parser about ``lines``."""
    wanted = (complaint.line, complaint.context_line, complaint.line - 1)
    numbers = [n for n in dict.fromkeys(wanted) if n is not None and 0 <= n < len(lines)]
    for number in numbers:
        hint = _about_line(number, lines[number])
        if hint is not None:
            return hint
    for number in numbers:
        hint = _about_value(number, lines[number], complaint.problem)
        if hint is not None:
            return hint
    return _about_structure(complaint, lines) or _in_the_parsers_words(complaint)


def _about_line(number: int, line: str) -> Hint | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and line.strip():
        fix = "write " + indent.replace("\t", "  ") + line.lstrip()
        return Hint(number, indent.index("\t"), "a tab is used for indentation", fix)
    if _CONFLICT.match(line):
        message = "a merge conflict is left in this note"
        return Hint(number, 0, message, "keep one side", "conflict-marker")
    if line.lstrip().startswith("-\t"):
        fix = f"write - {line.lstrip()[1:].strip()}"
        return Hint(number, len(indent) + 1, "a tab follows the dash", fix)
    if _NO_KEY.match(line):
        return Hint(number, len(indent), "there is no key before the colon")
    template = _TEMPLATE.search(line)
    if template is not None:
        message = f"the template is not filled in: {template[0]}"
        return Hint(number, template.start(), message, "write a value instead")
    return None


def _about_value(number: int, line: str, problem: str) -> Hint | None:
    split = _SPLIT.match(line)
    if split is None or not split[2].strip():
        return None
    value = _Value(split[1], split[2].rstrip(), problem)
    for rule in _VALUE_RULES:
        mistake = rule(value)
        if mistake is not None:
            message, rewritten, at = mistake
            fix = f"write {value.before.lstrip()}{rewritten}" if rewritten else ""
            return Hint(number, len(value.before) + at, message, fix)
    return None


def _bad_start(value: _Value) -> _Mistake | None:
    if value.text[0] not in "@`%,]}":
        return None
    return f"{value.text[0]} cannot start a value", quoted(value.text), 0


def _link_and_text(value: _Value) -> _Mistake | None:
    if not _LINK_AND_MORE.match(value.text):
        return None
    if _LINKS.fullmatch(value.text):
        items = ", ".join(map(quoted, _LINK.findall(value.text)))
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
        return "the quote opened here is never closed", value.text + quote, 0
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
    return "a list begins on the line below its key", f"[{value.text[2:]}]", 0


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
    _bad_item,
    _empty_item,
    _brackets,
)


def _about_structure(complaint: Complaint, lines: Sequence[str]) -> Hint | None:
    problem, number = complaint.problem, complaint.line
    if "mapping values are not allowed" in problem:
        return _under_a_value(number, lines)
    if "could not find expected ':'" in problem:
        return _no_key(complaint, lines)
    if "did not find expected" in problem and _list_below_text(number, lines):
        message = "this list stands below a key that has a value already"
        return Hint(number, 0, message, "make all of it a list")
    if "did not find expected" in problem or "block sequence entries" in problem:
        message = "the indentation does not match the lines above"
        return Hint(number, complaint.column, message)
    return None


def _list_below_text(number: int, lines: Sequence[str]) -> bool:
    if not 0 < number < len(lines) or not lines[number].startswith("- "):
        return False
    above = _SPLIT.match(lines[number - 1])
    return above is not None and ":" in above[1] and bool(above[2].strip())


def _under_a_value(number: int, lines: Sequence[str]) -> Hint | None:
    if not 0 < number < len(lines):
        return None
    above = _KEY_WITHOUT_BLANK.match(lines[number - 1])
    if above is not None:
        fix = f"write {above[1].lstrip()}: {above[2].strip()}"
        return Hint(number - 1, above.end(1), "a space is missing after the colon", fix)
    indent = len(lines[number]) - len(lines[number].lstrip())
    if indent and lines[number - 1].strip():
        return Hint(number, indent, "this line is indented under a value", "remove the indentation")
    return None


def _no_key(complaint: Complaint, lines: Sequence[str]) -> Hint | None:
    number = complaint.line if complaint.context_line is None else complaint.context_line
    if not 0 <= number < len(lines):
        return None
    line = lines[number]
    tight = _KEY_WITHOUT_BLANK.match(line)
    if tight is not None:
        fix = f"write {tight[1].lstrip()}: {tight[2].strip()}"
        return Hint(number, tight.end(1), "a space is missing after the colon", fix)
    indent = len(line) - len(line.lstrip())
    if _DASHES.fullmatch(line):
        return Hint(number, indent, "front matter ends with three plain dashes", "write ---")
    if line.startswith("-", indent):
        fix = f"write - {line.strip('- ')}"
        return Hint(number, indent, "a list item needs a blank after its dash", fix)
    word, _, rest = line.strip().partition(" ")
    fix = f"write {word.strip('-:')}: {rest.strip()}".rstrip() + " ?"
    return Hint(number, indent, 'this line has no "key: value"', fix)


def _in_the_parsers_words(complaint: Complaint) -> Hint:
    words = " ".join(part for part in (complaint.context, complaint.problem) if part)
    return Hint(complaint.line, complaint.column, words or "this is not YAML")
