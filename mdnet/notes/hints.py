"""The mistake in front matter that does not parse, in the user's terms.

Takes the parser's complaint and the lines around it and finds the likely mistake; the fix
is the user's own line rewritten. Lines and columns count from 0 here. Knows no YAML library.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mdnet.notes.value_hints import VALUE_LINE, mistake_in

_KEY_WITHOUT_BLANK = re.compile(r"([ \t]*[\w-]+)::?(?=[^\s:/])(.+)")
_TEMPLATE = re.compile(r"\{\{.*?\}\}")
_NO_KEY = re.compile(r"[ \t]*:(?:[ \t]|$)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Hint:
    """The likely mistake: its line and column in the YAML text, its description, and the fix."""

    line: int
    column: int
    message: str
    fix: str = ""
    code: str = "broken-yaml"


@dataclass(frozen=True, slots=True)
class Complaint:
    """The parser's message, and the lines it points at."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int | None = None


def explain(complaint: Complaint, lines: Sequence[str]) -> Hint:
    """The likely mistake that made the parser complain about ``lines``."""
    wanted = (complaint.line, complaint.context_line, complaint.line - 1)
    numbers = [n for n in dict.fromkeys(wanted) if n is not None and 0 <= n < len(lines)]
    for number in numbers:
        hint = _about_line(number, lines[number])
        if hint is not None:
            return hint
    for number in numbers:
        mistake = mistake_in(lines[number], complaint.problem)
        if mistake is not None:
            message, line, column = mistake
            return Hint(number, column, message, f"write {line}" if line else "")
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
    above = VALUE_LINE.match(lines[number - 1])
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
        return Hint(number, indent, "a list item needs a space after its dash", fix)
    word, _, rest = line.strip().partition(" ")
    fix = f"write {word.strip('-:')}: {rest.strip()}".rstrip() + " ?"
    return Hint(number, indent, 'this line has no "key: value"', fix)


def _in_the_parsers_words(complaint: Complaint) -> Hint:
    words = " ".join(part for part in (complaint.context, complaint.problem) if part)
    return Hint(complaint.line, complaint.column, words or "this is not YAML")
