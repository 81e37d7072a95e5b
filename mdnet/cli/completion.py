"""The name of a person on the command line, and its completion in the shell.

Shells put in a completed name without quotes, so a name may be several arguments. What
completes it is read from the catalogue alone.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
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


def _joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str | None:
    return " ".join(words) if words else None


class PersonName(click.ParamType[str]):
    """The name of a person of the vault."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with what was typed; none when anything is amiss.

        Of a name that was begun in the words before, what is left of it is returned.
        """
        from mdnet.errors import MdnetError
        from mdnet.index.known_names import known_names
        from mdnet.vault.root import find_vault

        try:
            vault = find_vault(_named_vault(ctx), os.environ, Path.cwd())
        except MdnetError:
            return []
        before = ctx.params.get(param.name or "") if param.nargs == -1 else None
        words = before.split() if isinstance(before, str) else []
        names = known_names(vault, os.environ, " ".join((*words, incomplete)))
        left = (" ".join(name.split()[len(words) :]) for name in names[:_MOST])
        return [CompletionItem(name) for name in left if name]


def _named_vault(ctx: click.Context) -> str | None:
    """Return the vault named on the unfinished command line, if any."""
    if isinstance(ctx.obj, str):
        return ctx.obj  # named behind the command
    while ctx.parent and not ctx.params.get("vault"):
        ctx = ctx.parent
    named = ctx.params.get("vault")
    return named if isinstance(named, str) else None
