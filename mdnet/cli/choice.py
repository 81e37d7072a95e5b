"""A choice from a list, at a terminal: with fzf where it is installed, else by number."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mdnet.cli import output

# The exit codes of fzf if nothing matches, and if the user cancels.
_NOTHING_FITS, _LEFT = 1, 130
_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def is_asked() -> bool:
    """Whether there is a terminal at which to choose."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def choose_one(lines: Sequence[str], question: str) -> int:
    """The index of the line that the user chooses, from 0.

    Raises:
        click.Abort: nothing was chosen.
    """
    found = _with_fzf(lines, several=False)
    if found is not None:
        return found[0]
    output.say(question)
    _say_numbered(lines)
    wanted = click.prompt("Which one", type=click.IntRange(1, len(lines)), err=True)
    return int(wanted) - 1


def choose_several(lines: Sequence[str], most: int) -> list[int]:
    """The indexes of the lines that the user chooses, from 0.

    Args:
        lines: the choices.
        most: how many to list without fzf.

    Raises:
        click.Abort: nothing was chosen.
    """
    found = _with_fzf(lines, several=True)
    if found is not None:
        return found
    shown = lines[:most]
    _say_numbered(shown)
    if lines[most:]:
        output.say(f"… and {len(lines[most:])} more. To choose from all of them, install fzf.")

    def read(text: str) -> list[int]:
        numbers = numbers_in(text, len(shown))
        if not numbers:
            raise click.BadParameter(f"enter numbers from 1 to {len(shown)}, such as 1 3 5-8.")
        return [number - 1 for number in numbers]

    chosen: list[int] = click.prompt("Which ones (such as 1 3 5-8)", value_proc=read, err=True)
    return chosen


def numbers_in(text: str, most: int) -> list[int]:
    """Read ``1 3, 5-8``: numbers from 1 to ``most``, each once; empty if any of them is wrong."""
    found: dict[int, None] = {}
    for word in text.replace(",", " ").split():
        read = _NUMBERS.fullmatch(word)
        if read is None:
            return []
        first, last = int(read[1]), int(read[2] or read[1])
        if not 1 <= first <= last <= most:
            return []
        found.update(dict.fromkeys(range(first, last + 1)))
    return [*found]


def _say_numbered(lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        output.say(f"{number:>3}  {line}")


def _with_fzf(lines: Sequence[str], *, several: bool) -> list[int] | None:
    """The indexes of the chosen lines; None if fzf is missing or cannot be used.

    Raises:
        click.Abort: nothing matched.
        KeyboardInterrupt: the user cancelled.
    """
    import shutil
    import subprocess

    fzf = shutil.which("fzf")
    if fzf is None or not Path(fzf).is_absolute():  # never run a program from a vault
        return None
    numbered = "".join(f"{number}\t{output.safe(line)}\n" for number, line in enumerate(lines))
    many = ["--multi", "--header=Tab marks, Enter confirms"] if several else ["--no-multi"]
    command = [
        fzf, *many, "--height=40%", "--layout=reverse", "--delimiter=\t", "--with-nth=2..",
    ]  # fmt: skip
    ended = subprocess.run(  # noqa: S603 - found on the path, and given lines to show
        command, input=numbered.encode(), stdout=subprocess.PIPE, check=False
    )
    if ended.returncode == _LEFT:
        raise KeyboardInterrupt
    if ended.returncode == _NOTHING_FITS:
        raise click.Abort
    if ended.returncode != 0:
        return None
    numbers = [line.partition(b"\t")[0] for line in ended.stdout.splitlines()]
    chosen = [int(number) for number in numbers if number.isdigit() and int(number) < len(lines)]
    return chosen or None
