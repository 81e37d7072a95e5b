"""The process of the command line: ``mdnet`` and ``python -m mdnet``.

Whoever calls ``mdnet.cli`` from another program does without what is done here, which is
for a process that lives for a few tens of milliseconds.
"""

import gc
import os

from mdnet.util.later import put_off

# Most commands live too briefly for garbage to matter, and read many small objects.
_GARBAGE_THRESHOLD = 200_000
# As a shell says it of a process that Ctrl-C ended.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    try:
        _import_click()
        from mdnet.cli import main as run

        run()
    except KeyboardInterrupt:  # before the command line could say so, or after
        os._exit(_INTERRUPTED)


def _import_click() -> None:
    """Import click without two modules that take a quarter of its time.

    Of ``inspect`` it uses one function, on the help of each option. ``uuid.UUID`` it names
    where it declares a type of option, which no command has; whoever asks for it later
    has the real one. See docs/decisions/0011-imports-put-off.md.
    """
    put_off("inspect", cleandoc=clean_doc)
    stand_in = type("UUID", (), {})
    uuid = put_off("uuid", UUID=stand_in)
    import click  # noqa: F401

    if uuid and vars(uuid)["UUID"] is stand_in:
        del uuid.UUID


def clean_doc(text: str) -> str:
    """Return a documentation text without its indentation, as ``inspect.cleandoc`` does."""
    first, *others = text.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    lines = [first.lstrip(), *(line[margin:] for line in others)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
