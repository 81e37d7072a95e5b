"""The name of a person on the command line, and its completion in the shell.

Typed without quotes, a name is several arguments. Completion reads the catalogue alone;
``mdnet.cli.shells`` makes the names fit for a shell.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_MOST = 200

Function = TypeVar("Function", bound=Callable[..., Any])


def person_argument(*, required: bool = True, known: bool = True) -> Callable[[Function], Function]:
    """Add the argument NAME, the only one of its command: ``Ana Diaz`` with quotes or without.

    The command gets it as ``name``, None when it was left out.

    Args:
        required: whether it must be given.
        known: whether it is somebody of the vault, whose name can be completed.
    """
    return click.argument(
        "name",
        nargs=-1,
        required=required,
        type=PersonName() if known else str,
        metavar="NAME" if required else "[NAME]",
        callback=_joined,
    )


def two_names(metavar: str, unless: str = "") -> Callable[[Function], Function]:
    """Add the argument of two names, with quotes or without; the command gets the words.

    It gets at least two of them, as ``names``; none where the option ``unless`` is given.
    """

    def two(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
        if unless and ctx.params.get(unless) and not words:
            return words
        if len(words) < 2 and not ctx.resilient_parsing:
            message = f"Missing argument: two names are needed, {param.metavar}."
            raise click.UsageError(message, ctx)
        return words

    return click.argument("names", nargs=-1, type=PersonName(), metavar=metavar, callback=two)


def _joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str | None:
    return " ".join(words) if words else None


class PersonName(click.ParamType[str]):
    """The name of a person of the vault."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Return the names that begin with what was typed; none when anything is amiss.

        Of a name that was begun in the words before, what is left of it is returned.
        """
        from click.shell_completion import CompletionItem

        from mdnet.index.known_names import known_names
        from mdnet.model.errors import MdnetError
        from mdnet.vault.root import find_vault

        try:
            vault = find_vault(_named_vault(ctx), os.environ, Path.cwd())
        except MdnetError:
            return []
        before = ctx.params.get(param.name or "") if param.nargs == -1 else None
        words = before.split() if isinstance(before, str) else [*(before or ())]
        # The name may have begun with any of the words before.
        for start in range(len(words) + 1):
            begun = words[start:]
            names = known_names(vault, os.environ, " ".join((*begun, incomplete)))
            if begun:
                names = [" ".join(name.split()[len(begun) :]) for name in names]
            offers = [CompletionItem(name) for name in names[:_MOST] if name]
            if offers or isinstance(before, str):
                return offers
        return []


def _named_vault(ctx: click.Context) -> str | None:
    """Return the vault named on the unfinished command line, if any."""
    if isinstance(ctx.obj, str):
        return ctx.obj  # named behind the command
    while ctx.parent and not ctx.params.get("vault"):
        ctx = ctx.parent
    named = ctx.params.get("vault")
    return named if isinstance(named, str) else None
