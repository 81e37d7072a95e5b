"""Writes docs/images/*.svg: a terminal with what the commands print on the example vault.

The picture is made from the real output, so it shows what a reader will see. It loads
nothing: the fonts are the reader's.
"""

import re
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.terminal import MDNET, in_terminal

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
PICTURES = {
    "search": (
        ["search", "-n", "3", "dentist"],
        ["search", "-n", "1", "the", "piano", "sounds", "off"],
    ),
}
"""The commands whose output makes each picture."""
_COLUMNS = 88
_DAY = "2026-11-23"
_THEME = TerminalTheme(
    (29, 31, 33),
    (226, 226, 220),
    [(29, 31, 33), (226, 120, 120), (152, 195, 121), (229, 192, 123), (110, 170, 240),
     (198, 140, 220), (86, 190, 200), (200, 200, 195)],
    [(130, 132, 135), (240, 140, 140), (175, 215, 145), (240, 210, 150), (140, 190, 250),
     (215, 165, 235), (120, 210, 220), (245, 245, 240)],
)  # fmt: skip
_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*(?=\.|@)", re.DOTALL)
# OSC 8: the links of a terminal; the picture shows only their text.
_LINK = re.compile(r"\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)")


def picture(commands: tuple[list[str], ...], vault: Path, name: str) -> str:
    """The SVG of a terminal in which some commands were run in a vault.

    Args:
        commands: the words of each after ``mdnet``.
        vault: where they run; their indexes are kept beside it.
        name: makes the identifiers in the picture, which must be the same each time.
    """
    from rich._export_format import CONSOLE_SVG_FORMAT

    console = Console(
        record=True, width=_COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    settings = {"MDNET_CACHE_DIR": str(vault.parent / "cache"), "HOME": str(vault.parent)}
    for words in commands:
        console.print(Text.assemble(("$ ", "bold green"), f"mdnet {' '.join(words)}"))
        line = [*MDNET, *words, "--today", _DAY]
        seen = in_terminal(line, vault, columns=_COLUMNS, settings=settings)
        console.print(Text.from_ansi(_LINK.sub("", seen.replace("\r", "")).rstrip()))
    fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
    template = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", fonts)
    svg = console.export_svg(title="", theme=_THEME, code_format=template, unique_id=name)
    return str(svg)


def main() -> None:
    """Write the pictures."""
    IMAGES.mkdir(exist_ok=True)
    for name, commands in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            vault = Path(folder) / "vault"
            shutil.copytree(ROOT / "vault-example", vault)
            # The first search builds the index and says so.
            in_terminal([*MDNET, "index"], vault, settings={"MDNET_CACHE_DIR": f"{folder}/cache"})
            (IMAGES / f"{name}.svg").write_text(picture(commands, vault, name), encoding="utf-8")


if __name__ == "__main__":
    main()
