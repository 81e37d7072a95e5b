"""What ``mdnet due`` writes into notes: follow-ups, and how often to be in touch."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, this_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.model.summary import Card
    from mdnet.vault.root import Vault

# Without fzf, list this many people to choose from.
_MOST_LISTED = 40
_USUAL_RHYTHM = "3 months"


def snooze(ctx: click.Context, words: tuple[str, ...], today: date, *, as_json: bool) -> None:
    """Snooze somebody until a day, which becomes the follow-up in their note.

    Args:
        ctx: the command.
        words: the name and the day: ``Ana Diaz in 2 weeks``.
        today: the day to count from.
        as_json: whether to print JSON.

    Raises:
        click.UsageError: the name is not followed by a future day.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.network.people import People
    from mdnet.notes.scalars import Plain

    name, day = _name_and_day(ctx, words, today)
    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    path = NameFinder(vault, snapshot, People(snapshot, today)).note(name)
    _write(
        ctx,
        vault,
        [path],
        ("follow_up", Plain(day.isoformat())),
        ("--snooze", name),
        as_json=as_json,
    )


def set_rhythm(
    ctx: click.Context, words: tuple[str, ...], rhythm: str, today: date, *, as_json: bool
) -> None:
    """Write a rhythm into the notes of the people named by ``words``.

    Raises:
        click.BadParameter: ``rhythm`` is not a span of time.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.network.people import People

    rhythm = _checked(rhythm)
    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, today))
    paths = [finder.note(name) for name in finder.names_in(words)]
    _write(ctx, vault, paths, ("cadence", rhythm), ("--every", rhythm, *words), as_json=as_json)


def pick(
    ctx: click.Context, circles: tuple[str, ...], rhythm: str | None, *, as_json: bool
) -> None:
    """On a terminal, let the user choose people without a rhythm, and give them one.

    Elsewhere, print these people: names, circles, what they do.

    Raises:
        click.BadParameter: ``rhythm`` is not a span of time.
        click.Abort: nobody was chosen.
    """
    from mdnet.cli.filters import say_unknown
    from mdnet.network.cadence import without_rhythm
    from mdnet.network.facts import with_last_contact
    from mdnet.network.selection import Selection, select

    rhythm = _checked(rhythm) if rhythm else None
    vault = current_vault(ctx)
    catalogue = fresh_index(vault).snapshot.catalogue
    cards = with_last_contact(catalogue.cards(), catalogue, date.max)
    wanted = Selection(circle=circles)
    say_unknown(cards, wanted)
    people = without_rhythm(select(cards, wanted))
    if as_json:
        output.put_json([{"name": one.name, "path": one.path} for one in people])
    elif not (people and sys.stdin.isatty() and output.is_terminal()):
        output.put_rows([_row(one) for one in people])
    else:
        chosen = _chosen(people)
        rhythm = rhythm or click.prompt(
            "How often", default=_USUAL_RHYTHM, value_proc=_checked, err=True
        )
        paths = [one.path for one in chosen]
        _write(ctx, vault, paths, ("cadence", rhythm), ("--pick",), as_json=False)


def _name_and_day(ctx: click.Context, words: tuple[str, ...], today: date) -> tuple[str, date]:
    """Split a name from the day after it, which takes as many words as form a day."""
    from mdnet.util.dates import DAY_EXAMPLES, parse_day

    for at in range(1, len(words)):
        try:
            day = parse_day(" ".join(words[at:]), today, ahead=True)
        except ValueError:
            continue
        if day <= today:
            raise click.UsageError(f"{day} is not after {today}.", ctx)
        return " ".join(words[:at]), day
    named = output.safe(" ".join(words))
    message = f'Until when? Put the day after the name, as in --snooze "{named}" 2 weeks'
    raise click.UsageError(f"{message} ({DAY_EXAMPLES}).", ctx)


def _checked(rhythm: str) -> str:
    """A rhythm as it goes into a note.

    Raises:
        click.BadParameter: it is not a span of time.
    """
    from mdnet.util.dates import as_days

    rhythm = " ".join(rhythm.split())
    if not as_days(rhythm):
        message = f'"{output.safe(rhythm)}" is not a span of time, such as "3 months" or "2 weeks".'
        raise click.BadParameter(message, param_hint="--every")
    return rhythm


def _row(card: "Card") -> tuple[str, str, str]:
    work = output.joined((*card.roles, *card.organizations))
    return card.name, ", ".join(card.circles), work


def _chosen(people: "Sequence[Card]") -> "list[Card]":
    from mdnet.cli.choice import choose_several

    lines = [output.joined(_row(one)) for one in people]
    return [people[number] for number in choose_several(lines, _MOST_LISTED)]


def _write(
    ctx: click.Context,
    vault: "Vault",
    paths: "Sequence[str]",
    entry: tuple[str, str],
    told: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Write a key and its value into notes, as one edit, and print what was written.

    Args:
        ctx: the command.
        vault: the vault.
        paths: the notes.
        entry: the key and the value.
        told: the command line for ``mdnet undo --list``.
        as_json: whether to print JSON.

    Raises:
        MdnetError, OSError: a note cannot be changed; the others have been.
    """
    from mdnet.editing.keys import set_scalar
    from mdnet.history.transaction import Transaction

    key, value = entry
    writing = this_command(ctx, *told)
    with Transaction(vault, writing) as transaction:
        done = transaction.change([(path, lambda data: set_scalar(data, key, value))
                                   for path in dict.fromkeys(paths)])  # fmt: skip
    failed = {path for path, _ in done.failures}
    written = [path for path in dict.fromkeys(paths) if path not in failed]
    if as_json:
        output.put_json([{"path": path, key: value} for path in written])
    else:
        for path in written:
            output.put(f"{path}: {key}: {value}")
    output.say_where_undo_lies(made=writing.made_folder)
    for _, error in done.failures:
        raise error
