"""Completion of people's names in the shell, from the catalogue alone."""

import os
from pathlib import Path

import click
from click.shell_completion import CompletionItem

_MOST = 200


class PersonName(click.ParamType[str]):
    """The name of a person of the vault."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with what was typed; none when anything is amiss."""
        del param
        from mdnet.errors import MdnetError
        from mdnet.index.known_names import known_names
        from mdnet.vault.root import find_vault

        try:
            vault = find_vault(_named_vault(ctx), os.environ, Path.cwd())
        except MdnetError:
            return []
        return [CompletionItem(name) for name in known_names(vault, os.environ, incomplete)[:_MOST]]


def _named_vault(ctx: click.Context) -> str | None:
    """Return the vault named on the unfinished command line, if any."""
    while ctx.parent and not ctx.params.get("vault"):
        ctx = ctx.parent
    named = ctx.params.get("vault")
    return named if isinstance(named, str) else None
