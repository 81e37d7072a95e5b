"""Changes the link targets in an Obsidian canvas and keeps all other bytes.

A canvas is JSON (https://jsoncanvas.org): nodes have the path of a file, or text in Markdown.
Other files stay as they are. Knows bytes; the caller decides on each link.
"""

import json
import re
from collections.abc import Callable

from mdnet.editing.links import Decide, text_relinked

_STRING = r'"(?P<value>(?:[^"\\\x00-\x1f]|\\.)*+)"'
_HELD = re.compile(rf'(?P<key>"(?P<name>file|text)"\s*+:\s*+){_STRING}')


def canvas_relinked(data: bytes, old: str, new: str, decide: Decide) -> bytes:
    """The canvas with the file ``old`` replaced by ``new``, and new links in its texts.

    Args:
        data: the whole canvas.
        old: the path of a note, relative to the vault.
        new: its new path.
        decide: asked for each link in a text with its target.
    """
    try:
        text = data.decode()
        before = json.loads(text)
    except (ValueError, RecursionError):
        return data
    changed = _HELD.sub(_rewriter(old, new, decide), text)
    # The match may have been inside a text: then leave the canvas alone.
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
    """Whether anything other than the files and texts of nodes has changed."""
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
