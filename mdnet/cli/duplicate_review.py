"""Going through duplicates on a terminal: merge, not the same, skip, quit."""

import sys
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import fresh_index, this_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mdnet.identity.duplicates import Pair
    from mdnet.vault.root import Vault

_ANSWERS = {"m": "merge", "n": "not the same", "s": "skip", "q": "quit"}
_QUESTION = ", ".join(f"{key} {words}" for key, words in _ANSWERS.items())


def review(
    ctx: click.Context, vault: "Vault", pairs: "Sequence[Pair]", shown: "Callable[[Pair], None]"
) -> None:
    """Ask about each pair and act on the answer; each answer can be undone separately.

    Args:
        ctx: the context of the command.
        vault: the vault.
        pairs: the pairs, the surest first.
        shown: prints a pair.
    """
    merged: set[str] = set()
    done = dict.fromkeys(_ANSWERS, 0)
    for pair in pairs:
        if {pair.one.path, pair.two.path} & merged:
            continue  # one of the two is gone by now
        shown(pair)
        answer = click.prompt(
            _QUESTION, type=click.Choice([*_ANSWERS]), default="s", show_choices=False, err=True
        )
        if answer == "q":
            break
        if answer == "m":
            gone = _merge(ctx, vault, pair)
            done["m"] += gone is not None
            merged.add(gone or "")
        elif answer == "n":
            done["n"] += _keep_apart(ctx, vault, pair)
        else:
            done[answer] += 1
    output.say(f"{done['m']} merged, {done['n']} not the same, {done['s']} skipped.")


def is_asked() -> bool:
    """Whether there is a terminal at which to answer."""
    return sys.stdin.isatty()


def _merge(ctx: click.Context, vault: "Vault", pair: "Pair") -> str | None:
    """Merge two notes, and return the path of the one that is gone.

    The path is empty for a name without a note. None if they could not be merged; the reason is
    printed.
    """
    from mdnet.identity.merging import plan_ghost_merging, plan_merging
    from mdnet.identity.pairs import keep_and_gone
    from mdnet.identity.plan import carry_out
    from mdnet.model.errors import MdnetError
    from mdnet.vault.names import link_key

    snapshot = fresh_index(vault).snapshot
    keep, gone = keep_and_gone(pair)
    try:
        if pair.two.path is None:
            keep, gone = pair.one.path or "", ""
            plan = plan_ghost_merging(vault, snapshot, keep, link_key(pair.two.name))
        else:
            plan = plan_merging(vault, snapshot, keep, gone)
        carry_out(vault, plan, this_command(ctx, keep, gone or pair.two.name))
    except MdnetError as error:
        _say(error)
        return None
    for notice in plan.notices:
        output.say(notice)
    return gone


def _keep_apart(ctx: click.Context, vault: "Vault", pair: "Pair") -> bool:
    """Record that two people are not the same, and return whether that worked."""
    from mdnet.identity.pairs import keep_apart
    from mdnet.model.errors import MdnetError

    command = this_command(ctx, pair.one.path or "", pair.two.path or pair.two.name)
    try:
        keep_apart(vault, fresh_index(vault).snapshot, pair, command)
    except MdnetError as error:
        _say(error)
        return False
    return True


def _say(error: Exception) -> None:
    for line in str(error).splitlines():
        output.say(line)
