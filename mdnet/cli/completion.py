"""Names and values on the command line, and their completion in the shell from the vault.

Typed without quotes, a name is several arguments. Completion reads the catalogue alone;
``mdnet.cli.shells`` makes the names fit for a shell.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from mdnet.vault.root import Vault

_MOST = 200

Function = TypeVar("Function", bound=Callable[..., Any])


def person_argument(*, required: bool = True) -> Callable[[Function], Function]:
    """Add the argument NAME, the only one of its command: ``Ana Diaz`` with quotes or without.

    The command gets it as ``name``; None if it is not ``required`` and was left out.
    """
    return _name_argument(PersonName(), required=required)


def goal_argument() -> Callable[[Function], Function]:
    """Add the argument NAME of a goal, with quotes or without; the command gets it as ``name``."""
    return _name_argument(GoalName(), required=True)


def _name_argument(kind: "_FromVault", *, required: bool) -> Callable[[Function], Function]:
    return click.argument(
        "name",
        nargs=-1,
        required=required,
        type=kind,
        metavar="NAME" if required else "[NAME]",
        callback=_joined,
    )


def two_names(metavar: str, unless: str = "") -> Callable[[Function], Function]:
    """Add the argument of two names, with quotes or without; the command gets the words.

    There are at least two of them, in ``names``; none if the option ``unless`` is given.
    """

    def two(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
        if unless and ctx.params.get(unless) and not words:
            return words
        if len(words) < 2 and not ctx.resilient_parsing:
            message = f"Missing argument: give two names, {param.metavar}."
            raise click.UsageError(message, ctx)
        return words

    return click.argument("names", nargs=-1, type=PersonName(), metavar=metavar, callback=two)


def _joined(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str | None:
    return " ".join(words) if words else None


class _FromVault(click.ParamType[str]):
    """A text that the vault can complete."""

    name = "text"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """The values that match what was typed; none if anything goes wrong."""
        from click.shell_completion import CompletionItem

        from mdnet.model.errors import MdnetError
        from mdnet.vault.root import find_vault

        try:
            vault = find_vault(_named_vault(ctx), os.environ, Path.cwd())
        except MdnetError:
            return []
        offers = self._offers(vault, ctx, param, incomplete)
        return [CompletionItem(offer) for offer in offers[:_MOST] if offer]

    def _offers(
        self, vault: "Vault", ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[str]:
        raise NotImplementedError


class VaultValue(_FromVault):
    """A circle, city, role, tag or organisation that somebody of the vault has."""

    def __init__(self, option: str) -> None:
        self._option = option

    def _offers(
        self, vault: "Vault", ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[str]:
        del ctx, param
        from mdnet.index.known_names import known_values

        return known_values(vault, os.environ, self._option, incomplete)


class GoalName(_FromVault):
    """The name of a goal of the vault."""

    name = "name"

    def _offers(
        self, vault: "Vault", ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[str]:
        from mdnet.index.known_names import known_goals

        return _whole_or_rest(partial(known_goals, vault, os.environ), ctx, param, incomplete)


class PersonName(_FromVault):
    """The name of a person of the vault."""

    name = "name"

    def _offers(
        self, vault: "Vault", ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[str]:
        from mdnet.index.known_names import known_names

        return _whole_or_rest(partial(known_names, vault, os.environ), ctx, param, incomplete)


class PersonAndKind(PersonName):
    """The words of ``mdnet log``: the names of people, then the kind of line."""

    def _offers(
        self, vault: "Vault", ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[str]:
        from mdnet.capture.log_lines import KINDS, place_of_kind
        from mdnet.index.known_names import known_names
        from mdnet.util.text import fold

        before = _words_before(ctx, param)
        if place_of_kind(before) is not None:
            return []  # the text of the line is free
        known = partial(known_names, vault, os.environ)
        if not before or before[-1].endswith(","):
            return known(incomplete)
        name = " ".join(before).rpartition(",")[2].strip()
        rest = _rest_of_name(known, name.split(), incomplete)
        if rest and fold(name) not in map(fold, known(name)):
            return rest
        return [*(kind for kind in KINDS if kind.startswith(incomplete.lower())), *rest]


def _words_before(ctx: click.Context, param: click.Parameter) -> list[str]:
    """The words typed before the unfinished one, for the same argument."""
    before = ctx.params.get(param.name or "") if param.nargs == -1 else None
    return before.split() if isinstance(before, str) else [*(before or ())]


def _whole_or_rest(
    known: Callable[[str], list[str]], ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[str]:
    """The names that begin this way, or the rest of a name begun in the words before."""
    before = _words_before(ctx, param)
    is_one_name = isinstance(ctx.params.get(param.name or ""), str)
    for start in range(len(before) + 1):
        offers = _rest_of_name(known, before[start:], incomplete)
        if offers or is_one_name:
            return offers
    return []


def _rest_of_name(
    known: Callable[[str], list[str]], begun: list[str], incomplete: str
) -> list[str]:
    """The rest of the names that begin with the words before and the unfinished one."""
    names = known(" ".join((*begun, incomplete)))
    return [rest for name in names if (rest := " ".join(name.split()[len(begun) :]))]


def _named_vault(ctx: click.Context) -> str | None:
    """The vault named on the unfinished command line, if any."""
    if isinstance(ctx.obj, str):
        return ctx.obj  # named behind the command
    while ctx.parent and not ctx.params.get("vault"):
        ctx = ctx.parent
    named = ctx.params.get("vault")
    return named if isinstance(named, str) else None
