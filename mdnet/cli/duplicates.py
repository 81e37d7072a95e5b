"""``mdnet duplicates``: notes that are probably about the same person."""

from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    limit_option,
    no_private_option,
    vault_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.identity.candidates import Candidate
    from mdnet.identity.duplicates import Pair

_LIMIT = 20


@click.command("duplicates", short_help="Find notes that are probably about the same person.")
@click.option("--all", "show_all", is_flag=True, help="Also show weak matches.")
@click.option("--review", "is_review", is_flag=True, help="Go through the pairs one by one.")
@limit_option(None, f"Show at most this many (default: {_LIMIT}; with --all, all of them).")
@no_private_option
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, limit: int | None, *, show_all: bool, is_review: bool, as_json: bool
) -> None:
    """Find pairs of notes that are probably about the same person, the surest first.

    Examples:

    \b
      mdnet duplicates
      mdnet duplicates --review
      mdnet duplicates --all -n 100
      mdnet duplicates --json

    What counts most is anything that only one person has: an ID, a web profile, an email address,
    a phone number. Next comes the name: in a different order, with initials, or spelt slightly
    differently. Where they work and live, and their birthday, count for or against. Names in
    links that almost match the name of a note are listed too, without a path.

    With --review, you decide about each pair: merge, not the same, skip or quit. You can also use
    mdnet merge for one pair, or mdnet merge --all sure for all sure ones. If they are two people
    after all, say so in one of the notes, and the pair is not shown again: not_same_as: "[[Ana
    Diaz (Bern)]]"

    The keys of --json: kind (notes, or link for a name without a note), band (sure, likely
    or weak), score, people (two objects of name, path, private), for and against (arrays
    of what and text).
    """
    from mdnet.identity.finding import find_duplicates

    vault = current_vault(ctx)
    pairs = find_duplicates(fresh_index(vault).snapshot, vault.config.country)
    wanted = [pair for pair in pairs if show_all or pair.band != "weak"]
    if is_review:
        from mdnet.cli.duplicate_review import is_asked, review
        from mdnet.model.errors import RefusedError

        if not is_asked():
            raise RefusedError("--review needs a terminal, so that it can ask you.")
        review(ctx, vault, wanted[:limit], _put_pair)
        return
    shown = wanted[: limit or (None if show_all else _LIMIT)]
    if as_json:
        output.put_json([_as_json(pair) for pair in shown])
    else:
        _put(shown)
    _say_how_many(len(shown), len(wanted), len(pairs) - len(wanted))


def _put(pairs: "Sequence[Pair]") -> None:
    if not output.is_terminal():
        output.put_rows(
            [(pair.band, _named(pair.one), _named(pair.two), _why(pair)) for pair in pairs]
        )
        return
    for pair in pairs:
        _put_pair(pair)


def _put_pair(pair: "Pair") -> None:
    click.echo(output.styled(f"{_named(pair.one)}  =  {_named(pair.two)}", bold=True))
    output.put(f"  {pair.band}: {_why(pair)}")


def _named(person: "Candidate") -> str:
    return person.path or f"[[{person.name}]]"


def _why(pair: "Pair") -> str:
    speaks_for = [item.text for item in pair.evidence if item.points > 0]
    against = [item.text for item in pair.evidence if item.points < 0]
    but = f"; but {', '.join(against)}" if against else ""
    return ", ".join(speaks_for) + but


def _say_how_many(shown: int, wanted: int, weak: int) -> None:
    more = f", {wanted - shown} more with -n {wanted}" if wanted > shown else ""
    also = f"; {output.counted(weak, 'weak one')} with --all" if weak else ""
    if not wanted:
        output.say(f"No duplicates found{also}.")
    else:
        output.say(f"{output.counted(shown, 'pair')}{more}{also}. To merge a pair: mdnet merge")


def _as_json(pair: "Pair") -> dict[str, Any]:
    return {
        "kind": "notes" if pair.two.path else "link",
        "band": pair.band,
        "score": round(pair.score, 1),
        "people": [
            {"name": person.name, "path": person.path, "private": person.private}
            for person in (pair.one, pair.two)
        ],
        "for": [{"what": i.what, "text": i.text} for i in pair.evidence if i.points > 0],
        "against": [{"what": i.what, "text": i.text} for i in pair.evidence if i.points < 0],
    }
