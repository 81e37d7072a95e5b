"""What the terminal can show: its width, colours, links. Pipes get none of these."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import click

from mdnet.util.text import safe_text

_NARROWEST = 20
_UNKNOWN_WIDTH = 80
# Terminals that show links, or ignore them gracefully. They are recognised by the name in
# TERM_PROGRAM, the beginning of TERM, or their own variable.
_PROGRAMS_WITH_LINKS = frozenset(
    "iTerm.app WezTerm vscode ghostty Hyper Tabby rio mintty WarpTerminal".split()
)
_TERMS_WITH_LINKS = ("xterm-kitty", "alacritty", "foot", "contour", "xterm-ghostty", "wezterm")
_SIGNS_OF_LINKS = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
# From this version on, VTE terminals such as GNOME's handle links correctly.
_VTE_WITH_LINKS = 5000


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def has_colours() -> bool:
    """Whether stdout gets colours: by ``--color``, else by the terminal and NO_COLOR."""
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_links(env: Mapping[str, str]) -> bool:
    """Whether a terminal shows links, judging by its environment.

    Not over SSH, where files are on another machine, and not in a terminal multiplexer, whose
    terminal may differ from the one in the environment.
    """
    wish = env.get("FORCE_HYPERLINK", "")
    if wish:
        return wish != "0"
    if env.get("SSH_CONNECTION") or env.get("TMUX") or env.get("STY"):
        return False
    vte = env.get("VTE_VERSION", "")
    return (
        env.get("TERM_PROGRAM") in _PROGRAMS_WITH_LINKS
        or env.get("TERM", "").startswith(_TERMS_WITH_LINKS)
        or any(env.get(sign) for sign in _SIGNS_OF_LINKS)
        or (vte.isdecimal() and int(vte) >= _VTE_WITH_LINKS)
    )


def terminal_width(stream: IO[str] | None = None) -> int:
    """The width of stdout, or of another stream, in columns."""
    wish = os.environ.get("COLUMNS", "")
    if wish.isdecimal() and int(wish):
        return max(_NARROWEST, int(wish))
    try:
        columns = os.get_terminal_size((stream or sys.stdout).fileno()).columns
    except (AttributeError, ValueError, OSError):
        columns = 0
    return max(_NARROWEST, columns or _UNKNOWN_WIDTH)


def styled(text: str, **style: Any) -> str:
    """Safe text in a style, if colours are shown."""
    return click.style(safe_text(text), **style) if has_colours() else safe_text(text)


def linked(shown: str, path: Path) -> str:
    """Safe, styled text as a link to a file, if the terminal has links."""
    if not (is_terminal() and has_colours() and has_links(os.environ)):
        return shown
    from urllib.parse import quote

    address = quote(os.fsencode(path.absolute()))
    return f"\x1b]8;;file://{address}\x1b\\{shown}\x1b]8;;\x1b\\"
