r"""Links that a formatter escaped as if they were text: ``\[[Bob Rossi]\]``.

No program follows them, so the ties they made are lost. A formatter escapes every link in a
note, a person a single one on purpose: if unescaped links are left, the intent is unclear.
"""

import re
from collections.abc import Iterator

from mdnet.check.known import Known
from mdnet.check.verify import links_of
from mdnet.model.contact import Note, Problem
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.links import LINK, target_of
from mdnet.notes.markdown import without_inline_code

_ESCAPED = re.compile(
    r"(?<!\\)\\\[\\?\[(?P<inner>(?:[^\[\]\n\\]|\\[^\[\]\n])+)\\?\]\\\]"
    # A formatter that keeps the brackets may still escape what is inside them.
    r"|\[\[(?P<name>(?:[^\[\]\n\\]|\\\|)*\\[*_`~](?:[^\[\]\n\\]|\\[^\[\]\n])*)\]\]"
)
# In a table, the bar in a link must be escaped.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{}~])")


def escaped_link_problems(note: Note, data: bytes, known: Known) -> Iterator[Problem]:
    """Yield one problem if links are escaped and at least one would lead to a note."""
    if b"\\[" not in data:
        return
    front = read_front_matter(note.path, data)
    found = list(_ESCAPED.finditer(_seen(front)))
    targets = [target_of(link) for one in found if (link := LINK.fullmatch(_unescaped(one)))]
    if not any(target and known.resolve(target, note.path).path for target in targets):
        return
    first = found[0]
    line = front.body_line + front.body.count("\n", 0, first.start())
    column = first.start() - front.body.rfind("\n", 0, first.start())
    message = f"{first[0]} is escaped, so it is text, not a link"
    if len(found) > 1:
        message = f"{len(found)} links are escaped, so they are text, not links"
    yield Problem(note.path, line, column, "escaped-link", message, f"write {_unescaped(first)}")


def unescaped(data: bytes, _: Problem) -> bytes | None:
    """The note with its escaped links as links; None if it has unescaped ones too."""
    front = read_front_matter("", data)
    body, seen = front.body, _seen(front)
    head = data[: len(data) - len(body.encode())]
    if head + body.encode() != data or "[[" in _ESCAPED.sub("", seen):
        return None
    parts, done = [], 0
    for found in _ESCAPED.finditer(seen):
        parts += [body[done : found.start()], _unescaped(found)]
        done = found.end()
    return head + "".join([*parts, body[done:]]).encode()


def only_backslashes_gone(before: bytes, after: bytes) -> bool:
    """Whether a note lost nothing but backslashes, and no link."""
    old, new = read_front_matter("", before), read_front_matter("", after)
    if old.values != new.values or old.body.replace("\\", "") != new.body.replace("\\", ""):
        return False
    rest = iter(_plainly(new))
    return all(link in rest for link in _plainly(old))


def _plainly(front: FrontMatter) -> list[tuple[str, str]]:
    return [(target.replace("\\", ""), text.replace("\\", "")) for target, text in links_of(front)]


def _seen(front: FrontMatter) -> str:
    return without_inline_code(without_hidden(front.body))


def _unescaped(found: re.Match[str]) -> str:
    return f"[[{_ESCAPE.sub('', found['inner'] or found['name'])}]]"
