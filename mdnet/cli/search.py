"""``mdnet search``: the goal search on the terminal and as JSON."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    limit_option,
    today_option,
    understanding_of,
    vault_option,
)
from mdnet.cli.hits import could_be_done, hit_as_json, summary_of, why_shown
from mdnet.model import GOAL_KINDS

if TYPE_CHECKING:
    from mdnet.search.answer import Answer, Hit

_BAND_STYLES: dict[str, dict[str, Any]] = {
    "strong": {"fg": "green", "bold": True},
    "good": {"fg": "green"},
    "maybe": {"fg": "yellow"},
}
_REASON_ROOM = 40
_MOST_EVIDENCE = 12
_WIDEST_NAME = 24
_WIDEST_SUMMARY = 38
_WIDEST_BAND = 6
_WIDEST_UNKNOWN = 40


class _GoalCommand(click.Command):
    """A command whose goal may hold unwanted words: ``-offshore`` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what only looks like an option is part of the goal."""
        options = {
            name: param
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        return super().parse_args(ctx, list(_with_unwanted_words(args, options)))


def _with_unwanted_words(args: Iterable[str], options: Mapping[str, click.Option]) -> Iterable[str]:
    """Yield the arguments with a blank before each word that only looks like an option.

    What begins with a blank is no option to click, and a goal is split at blanks.
    """
    words = iter(args)
    for word in words:
        if word == "--":
            yield from (word, *words)
            return
        yield f" {word}" if _is_unwanted(word, options) else word
        option = options.get(word)
        if option and not option.is_flag:
            yield from islice(words, 1)


def _is_unwanted(word: str, options: Mapping[str, click.Option]) -> bool:
    """Tell whether a word is ``-word`` and neither an option nor one with its value, ``-n5``."""
    if not word.startswith("-") or word.startswith("--") or word in {"-", *options}:
        return False
    option = options.get(word[:2])
    if option is None or option.is_flag:
        return True
    return isinstance(option.type, click.types.IntParamType) and not word[2].isdigit()


@click.command("search", cls=_GoalCommand, short_help="Find who can help with a goal, and why.")
@click.argument("goal", nargs=-1, required=True)
@limit_option(10)
@click.option("--circle", default="", help="Only people of this circle.")
@click.option("--group", type=click.Choice(["primary", "secondary"]), help="Only this group.")
@click.option("--near", default="", metavar="CITY", help="People of this city first.")
@click.option("--kind", type=click.Choice(GOAL_KINDS), help="What kind of help it is.")
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Weak hits, archived people and those who look for the same, too.",
)
@click.option("--explain", is_flag=True, help="Tell what each score is made of.")
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    goal: tuple[str, ...],
    limit: int,
    circle: str,
    group: str | None,
    near: str,
    kind: str | None,
    *,
    show_all: bool,
    explain: bool,
    as_json: bool,
    today: date,
) -> None:
    """Find who can help with GOAL, directly or through someone they know, and why.

    Examples:

    \b
      mdnet search dentist
      mdnet search the piano sounds off
      mdnet search used car --circle club
      mdnet search '"wind turbine"' -offshore
      mdnet search role:baker --json

    Plain words are a goal: people who meet more of them come first. "Quoted words" must
    stand side by side, -word must not occur, and field:word looks in one field (role,
    skill, offer, org, city, circle, tag, interest, language, name).
    """
    from mdnet.search.helpers import Filters, find_helpers

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    understanding = understanding_of(vault, snapshot)
    answer = find_helpers(
        snapshot,
        understanding,
        " ".join(goal),
        today=today,
        filters=Filters(circle, group or "", near, kind or "", limit, show_all, explain),
    )
    if as_json:
        hits = [*answer.hits, *(answer.apart if show_all else ())]
        output.put_json([hit_as_json(hit) for hit in hits])
    else:
        _put_answer(answer, show_all=show_all, explain=explain)
    narrowed = [("--circle", circle), ("--group", group or "")]
    _say_what_is_missing(answer, snapshot.catalogue.errors, narrowed)


def _put_answer(answer: "Answer", *, show_all: bool, explain: bool) -> None:
    for reading in answer.read_as:
        output.say(f"read as: {reading}")
    if output.is_terminal():
        _put_table(answer.hits)
    else:
        output.put_rows(
            [
                (hit.name, summary_of(hit), hit.band, why_shown(hit), could_be_done(hit))
                for hit in answer.hits
            ]
        )
    for hit in answer.hits if explain else ():
        _put_explanation(hit)
    if answer.apart:
        if show_all:
            output.put_rows(
                [(hit.name, summary_of(hit), hit.band, why_shown(hit)) for hit in answer.apart]
            )
        else:
            output.say(
                "looking for the same, or not the one to ask: "
                + ", ".join(hit.name for hit in answer.apart)
            )


def _put_explanation(hit: "Hit") -> None:
    """Print what a score is made of, and every match behind it."""
    assert hit.sum is not None
    made_of = hit.sum
    output.put()
    output.put(
        f"{hit.name}: {hit.score:.2f} from words {made_of.typed:.2f}, like needs "
        f"{made_of.alike:.2f}, like them as a whole {made_of.likeness:.2f}; against "
        f"{made_of.against:.2f}; times place {made_of.place:.2f}, kind {made_of.kind:.2f}, "
        f"tie {made_of.tie:.2f}"
    )
    for one in hit.evidence[:_MOST_EVIDENCE]:
        sign = "against" if one.against else "for"
        said = f"{one.source}: " if one.source else ""
        match = f"{one.words} as {one.looked_for} in {one.field}"
        output.put(f"  {one.weight:.2f} {sign} {match}: {said}{one.text}")


def _put_table(hits: "tuple[Hit, ...]") -> None:
    """Print hits for a person: one line each where there is room, else two."""
    room = output.terminal_width()
    digits = max(2, len(str(len(hits))))
    rows = [(output.safe(hit.name), output.safe(summary_of(hit))) for hit in hits]
    names, summaries = _column_widths(rows, room - digits - _WIDEST_BAND - 6)
    left = digits + 2 + names + 2 + summaries + 2 + _WIDEST_BAND + 2
    for number, (hit, (name, summary)) in enumerate(zip(hits, rows, strict=True), start=1):
        band = output.padded(hit.band, _WIDEST_BAND)
        head = "  ".join(
            (
                f"{number:>{digits}}",
                output.styled(output.padded(name, names), bold=True),
                output.padded(summary, summaries),
                output.styled(band, **_BAND_STYLES.get(hit.band, {})),
            )
        )
        why = output.safe(why_shown(hit))
        if room - left >= _REASON_ROOM:
            click.echo(f"{head}  {output.cut(why, room - left)}")
        else:
            click.echo(head.rstrip())
            click.echo("      " + output.cut(why, room - 6))
        could = output.safe(could_be_done(hit))
        if could:
            click.echo("      " + output.styled(output.cut(could, room - 6), dim=True))


def _column_widths(rows: list[tuple[str, str]], room: int) -> tuple[int, int]:
    """Return how wide names and summaries may be; where it is tight they share the room."""
    widest_name = max((output.width(name) for name, _ in rows), default=0)
    widest_summary = max((output.width(summary) for _, summary in rows), default=0)
    names = min(_WIDEST_NAME, widest_name, max(room // 2, room - widest_summary))
    return names, min(_WIDEST_SUMMARY, widest_summary, room - names)


def _say_what_is_missing(
    answer: "Answer", troubled: int, narrowed: Iterable[tuple[str, str]]
) -> None:
    from mdnet.search.weights import NO_STRONG_MATCH

    if answer.empty:
        output.say("Say what you need, in your own words: mdnet search my tooth hurts")
    elif not answer.hits:
        filters = " and ".join(f'{option} "{value}"' for option, value in narrowed if value)
        output.say(
            f"Nobody with {filters} seems to help with that; without it somebody may."
            if filters
            else "Nobody in this vault seems to help with that. "
            "Add someone: mdnet new NAME --role …"
        )
    elif answer.hits[0].score < NO_STRONG_MATCH:
        output.say("No strong match; these come nearest.")
    if answer.ignored and not answer.empty:
        words = (output.cut(output.safe(word), _WIDEST_UNKNOWN) for word in answer.ignored)
        output.say("found nowhere: " + ", ".join(words))
    if troubled:
        notes = output.counted(troubled, "note has", "notes have")
        output.say(f"{notes} problems: mdnet check lists them")
    sys.stdout.flush()
