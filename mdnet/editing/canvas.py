"""Other targets for the links of a canvas of Obsidian, whose other bytes stay.

A canvas is JSON (https://jsoncanvas.org): nodes hold the path of a file, or text in Markdown.
What is no such file stays as it is. Knows bytes; what becomes of which link is told.
"""

import json
import re
from collections.abc import Callable

from mdnet.editing.links import Decide, text_relinked

_STRING = r'"(?P<value>(?:[^"\\\x00-\x1f]|\\.)*+)"'
_HELD = re.compile(rf'(?P<key>"(?P<name>file|text)"\s*+:\s*+){_STRING}')


def canvas_relinked(data: bytes, old: str, new: str, decide: Decide) -> bytes:
    """A canvas with the file ``old`` as ``new``, and with other links in its texts.

    Args:
        data: the whole canvas.
        old: the path of a note below the vault.
        new: its path from now on.
        decide: asked for each link in a text with its target.
    """
    try:
        text = data.decode()
        before = json.loads(text)
    except (ValueError, RecursionError):
        return data
    changed = _HELD.sub(_rewriter(old, new, decide), text)
    # What looked like a key may have stood within a text: then the canvas stays.
    if changed == text or _differs_elsewhere(before, json.loads(changed)):
        return data
    return changed.encode()


def _rewriter(old: str, new: str, decide: Decide) -> Callable[[re.Match[str]], str]:
    def rewritten(found: re.Match[str]) -> str:
        try:
            held = json.loads(f'"{found["value"]}"')
        except ValueError:
            return found[0]
        if found["name"] == "file":
            after = new if held == old else held
        else:
            after = text_relinked(held, decide)
        if after == held:
            return found[0]
        is_ascii = found["value"].isascii() and not held.isascii()
        return found["key"] + json.dumps(after, ensure_ascii=is_ascii)

    return rewritten


def _differs_elsewhere(before: object, after: object) -> bool:
    """Whether anything but the files and the texts of nodes is other than it was."""
    return _without_held(before) != _without_held(after)


def _without_held(canvas: object) -> object:
    nodes = canvas.get("nodes") if isinstance(canvas, dict) else None
    if not isinstance(canvas, dict) or not isinstance(nodes, list):
        return canvas
    plain = [
        {key: value for key, value in node.items() if key not in ("file", "text")}
        if isinstance(node, dict)
        else node
        for node in nodes
    ]
    return {**canvas, "nodes": plain}
