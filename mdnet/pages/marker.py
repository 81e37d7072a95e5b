"""The front matter that marks a generated page, so that no other file is ever touched.

Pure; it is the same in every build.
"""

import re

from mdnet.notes.scalars import written

_FENCE = "---\n"
# How far into a file to look; the marker is on the first lines.
_HEAD = 4096
_OURS = re.compile(r"^(?:generated|generator|template|cssclasses)[ \t]*:.*\n?", re.MULTILINE)
_HALF_LETTERS = re.compile("[\ud800-\udfff]")


def marked(text: str, template: str) -> str:
    """A page with the front matter of a generated page and one final newline.

    Front matter from the template itself is kept, below ours.
    """
    text = _HALF_LETTERS.sub("", text)
    own, body = "", text
    if text.startswith(_FENCE):
        head, closed, rest = text[len(_FENCE) :].partition("\n---\n")
        if closed:
            own, body = _OURS.sub("", head + "\n"), rest
    body = re.sub(r"\n{3,}", "\n\n", body).strip("\n")
    return (
        f"---\ngenerated: true\ngenerator: mdnet\ntemplate: {written(template)}\n"
        f"cssclasses: [mdnet]\n{own}---\n{body}\n"
    )


def is_marked(data: bytes) -> bool:
    """Whether a file is a page that mdnet wrote."""
    text = data[:_HEAD].decode(errors="replace").replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.startswith(_FENCE):
        return False
    lines = text[len(_FENCE) :].partition("\n---")[0].split("\n")
    return "generated: true" in lines and "generator: mdnet" in lines
