"""``mdnet match``: needs of contacts that other contacts could meet."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import (
    Bar,
    current_vault,
    fresh_index,
    json_option,
    limit_option,
    no_private_option,
    resources_of,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mdnet.index.catalogue import Catalogue
    from mdnet.search.matching import Choice, Match, Matching, Need

# Matching this many different needs takes a few seconds; more only on request.
_MOST_NEEDS = 700
_NOTICED_NEEDS = 60
_LIMIT = 20


@click.command("match", short_help="Find contacts who could help each other.")
@person_argument(required=False)
@limit_option(_LIMIT)
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also show weaker matches, people who already know each other, and everybody's needs.",
)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    limit: int,
    *,
    show_all: bool,
    as_json: bool,
    today: date,
) -> None:
    """Match what your contacts need with what your other contacts do and offer.

    Examples:

    \b
      mdnet match
      mdnet match "Ada Lindt"
      mdnet match --all --json

    Each match is an introduction you could make. With NAME, you see what others could do for that
    person, and what that person could do for others. Private people, archived people and people
    you have not met are left out.

    The keys of --json: need (name, path, text), helper (name, path, band, reason), score,
    already_tied. A reason is an object of field and text.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.network.people import People
    from mdnet.network.public import without_private
    from mdnet.search.matching import Choice, Matching

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    key = NameFinder(vault, snapshot, People(snapshot, today)).person(name) if name else None
    public = without_private(snapshot, vault.config.language)
    matching = Matching(public, resources_of(vault), today)
    choice = Choice(
        maybe=show_all,
        tied=show_all or bool(name),
        most=None if show_all else _MOST_NEEDS,
    )
    takes_part = key is None or matching.takes_part(key)
    found: list[Match] = []
    most = 0
    if not takes_part:
        pass  # said below
    elif key:
        found, most = _of_one(key, matching, choice, limit)
    else:
        found = _looked_for(matching, matching.all_needs(), choice)
        found, most = found[:limit], len(found)
    if as_json:
        output.put_json([match_as_json(match) for match in found])
    else:
        _put(found, snapshot.catalogue, vault.config.language)
    if not takes_part:
        output.say("Private people, archived people and people you have not met are never matched.")
    elif not found:
        output.say("No match found." + ("" if show_all else " To see weaker ones: --all"))
    elif len(found) < most:
        output.say(f"{len(found)} of {most}, the surest first. To see more: -n {most}")


def _of_one(
    key: str, matching: "Matching", choice: "Choice", limit: int
) -> "tuple[list[Match], int]":
    """What others could do for a person, then what the person could do for others.

    At most ``limit`` of each, with the total number.
    """
    others = [need for need in matching.all_needs() if need.path != key]
    for_them = matching.matches(matching.needs_of(key), choice)
    by_them = _looked_for(matching, others, choice._replace(by=key))
    return [*for_them[:limit], *by_them[:limit]], len(for_them) + len(by_them)


def _looked_for(matching: "Matching", needs: "Iterable[Need]", choice: "Choice") -> "list[Match]":
    """The matches of many needs, found with a progress bar; what was left out is printed."""
    from mdnet.search.matching import different

    needs = list(needs)
    number = len(different(needs))
    if choice.most and number > choice.most:
        output.say(
            f"Looked at {choice.most} of {number} needs, those of the people closest to you. "
            "To look at everybody's needs: --all"
        )
    with Bar("Matching needs", _NOTICED_NEEDS) as bar:
        return matching.matches(needs, choice, bar.show)


def _put(found: "list[Match]", catalogue: "Catalogue", language: str) -> None:
    """Print matches, for a person or for a program."""
    from mdnet.cli.match_view import put_needs, put_rows
    from mdnet.network.namesakes import told_apart

    people = (card for card in catalogue.brief_cards() if card.kind == "contact")
    apart = told_apart(people)
    if output.is_terminal():
        from mdnet.index.analysis import Analyzer

        put_needs(found, apart, Analyzer(language))
    else:
        put_rows(found, apart)


def match_as_json(match: "Match") -> dict[str, Any]:
    """A match as it is in JSON."""
    return {
        "need": {"name": match.need.name, "path": match.need.path, "text": match.need.text},
        "helper": {
            "name": match.name,
            "path": match.path,
            "band": match.band,
            "reason": {"field": match.reason.field, "text": match.reason.text},
        },
        "score": match.score,
        "already_tied": match.already_tied,
    }
