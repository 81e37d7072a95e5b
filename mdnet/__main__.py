"""The process of the command line: ``mdnet`` and ``python -m mdnet``.

Whoever calls ``mdnet.cli`` from another program does without what is done here, which is
for a process that lives for a few tens of milliseconds.
"""

import gc
from typing import Any

from mdnet.util.later import put_off

# Most commands live too briefly for garbage to matter, and read many small objects.
_GARBAGE_THRESHOLD = 1_000_000


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    _import_click()
    from mdnet.cli import main as run

    run()


def _import_click() -> None:
    """Import click, and pathlib after it, without modules that take a third of their time.

    Of ``inspect`` click uses one function, on the help of each option. ``uuid.UUID`` it names
    where it declares a type of option, which no command has; whoever asks for it later
    has the real one. ``gettext`` looks for a translation, which we have not, for each message.
    pathlib takes a function of ``urllib.parse`` to make a URI of a path.
    See docs/decisions/0011-imports-put-off.md.
    """
    put_off("inspect", cleandoc=clean_doc)
    put_off("gettext", gettext=_untranslated, ngettext=_one_or_many)
    put_off("urllib.parse", quote_from_bytes=_quote_from_bytes)
    stand_in = type("UUID", (), {})
    uuid = put_off("uuid", UUID=stand_in)
    import click  # noqa: F401

    if uuid and vars(uuid)["UUID"] is stand_in:
        del uuid.UUID


def _untranslated(message: str) -> str:
    return message


def _one_or_many(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def _quote_from_bytes(*args: Any, **named: Any) -> str:
    """Do what the real function does, for a module that has taken this one as its own."""
    from urllib import parse

    _ = parse.quote  # the module is loaded when it is asked for this
    return parse.quote_from_bytes(*args, **named)


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
