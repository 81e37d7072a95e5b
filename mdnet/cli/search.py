"""``mdnet search``: the goal search on the terminal and as JSON."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import click

from mdnet.cli import layout, output
from mdnet.cli.completion import VaultValue
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    group_option,
    json_option,
    limit_option,
    no_private_option,
    resources_of,
    today_option,
    vault_option,
)
from mdnet.cli.hits import could_be_done, hit_as_json, left_out, said_of, summary_of, why_shown
from mdnet.model.contact import GOAL_KINDS

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.search.filters import Filters
    from mdnet.search.questions import Question
    from mdnet.search.results import Answer, Explanation, Hit, Reason
    from mdnet.vault.root import Vault

# A goal without any of these cannot be a number or an address.
_SIGNS_OF_IDENTIFIERS = frozenset("@/.0123456789")
_WIDEST_UNKNOWN = 40
# Smaller contributions to a score are not shown.
_LEAST_SHOWN = 0.05


class _GoalCommand(click.Command):
    """A command whose goal may exclude words: ``-offshore`` is not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; words that only look like options belong to the goal."""
        options = {
            name: param
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            for name in (*param.opts, *param.secondary_opts)
        }
        return super().parse_args(ctx, list(_with_unwanted_words(args, options)))


def _with_unwanted_words(args: Iterable[str], options: Mapping[str, click.Option]) -> Iterable[str]:
    """The arguments, with a blank before each word that only looks like an option.

    click does not treat a word with a leading blank as an option, and goals are split at blanks.
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
    """Whether a word is ``-word`` but not an option, with or without a value (``-n5``)."""
    if not word.startswith("-") or word.startswith("--") or word in {"-", *options}:
        return False
    option = options.get(word[:2])
    if option is None or option.is_flag:
        return True
    return isinstance(option.type, click.types.IntParamType) and not word[2].isdigit()


@click.command("search", cls=_GoalCommand, short_help="Find who can help with a goal, and why.")
@click.argument("goal", nargs=-1, required=True)
@limit_option(10)
@click.option("--circle", default="", type=VaultValue("circle"), help="Only people in this circle.")
@group_option
@click.option("--near", default="", metavar="CITY", help="Show people in this city first.")
@click.option("--kind", type=click.Choice(GOAL_KINDS), help="The kind of help you need.")
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also show weak matches, archived people, and people who need the same help.",
)
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@no_private_option
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

    Just type what you need. The more of your words somebody matches, the higher they rank.
    "Quoted words" must appear side by side, -word must not appear, and field:word searches a
    single field (role, skill, offer, org, city, circle, tag, interest, language, name).
    """
    from mdnet.search.context import search_context
    from mdnet.search.engine import search
    from mdnet.search.filters import Filters
    from mdnet.search.questions import question_of

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    question = question_of(" ".join(goal), vault.config.language)
    _say_unknown(snapshot, circle, near)
    if question:
        _put_short_answer(question, snapshot, circle, group, today, as_json=as_json)
        return
    filters = Filters(circle, group or "", near, kind or "", limit, show_all, explain)
    answer = _looked_up(vault, snapshot, " ".join(goal), today, filters)
    if answer is None:
        context = search_context(snapshot, resources_of(vault), today)
        answer = search(context, " ".join(goal), filters)
    if as_json:
        hits = [*answer.hits, *(answer.apart if show_all else ())]
        output.put_json([hit_as_json(hit) for hit in hits])
    else:
        _put_answer(answer, vault, show_all=show_all, explain=explain)
    narrowed = [("--circle", circle), ("--group", group or "")]
    _say_what_is_missing(answer, snapshot.catalogue.errors, narrowed)
    if not answer.hits:
        from mdnet.cli.uncounted import say_uncounted

        say_uncounted(snapshot.catalogue, vault.config)


def _say_unknown(snapshot: "Snapshot", circle: str, near: str) -> None:
    """Say if nobody is in the requested circle, or lives in the requested city."""
    if not (circle or near):
        return
    from mdnet.cli.filters import say_unknown
    from mdnet.network.selection import Selection

    named = Selection(circle=(circle,) if circle else (), city=(near,) if near else ())
    say_unknown(snapshot.catalogue.cards(), named)


def _put_short_answer(
    question: "Question",
    snapshot: "Snapshot",
    circle: str,
    group: str | None,
    today: date,
    *,
    as_json: bool,
) -> None:
    """Answer a question that does not ask for help and that another command answers in full."""
    from mdnet.cli.answers import put_short_answer
    from mdnet.network.selection import Selection

    wanted = Selection(circle=(circle,) if circle else (), group=group or "")
    put_short_answer(question, snapshot.catalogue, wanted, today, as_json=as_json)


def _looked_up(
    vault: "Vault", snapshot: "Snapshot", goal: str, today: date, filters: "Filters"
) -> "Answer | None":
    """The people with a number or address, if the goal is one; None otherwise."""
    if _SIGNS_OF_IDENTIFIERS.isdisjoint(goal):
        return None
    from mdnet.identity.lookup import looked_up

    return looked_up(snapshot, goal, today=today, filters=filters, country=vault.config.country)


def _put_answer(answer: "Answer", vault: "Vault", *, show_all: bool, explain: bool) -> None:
    for sentence in answer.unknown:
        output.say(f"{sentence}.")
    for reading in answer.read_as:
        output.say(f"read as: {reading}")
    if answer.looking_for and answer.hits:
        output.say("Looking for: " + ", ".join(answer.looking_for))
    if output.is_terminal():
        _put_table(answer.hits, vault)
    else:
        output.put_rows(
            [
                (hit.name, summary_of(hit), hit.band, why_shown(hit), could_be_done(hit))
                for hit in answer.hits
            ]
        )
    for hit in answer.hits if explain else ():
        if hit.explanation is not None:
            _put_explanation(hit, hit.explanation)
    if answer.apart:
        if show_all:
            output.put_rows(
                [(hit.name, summary_of(hit), hit.band, why_shown(hit)) for hit in answer.apart]
            )
        else:
            output.say(f"Left out: {left_out(answer.apart)}. To see why: --all")


def _put_table(hits: "Sequence[Hit]", vault: "Vault") -> None:
    """Print hits for people to read, with the matching words highlighted."""
    from mdnet.cli.hit_table import put_table, rows_of
    from mdnet.index.analysis import Analyzer
    from mdnet.search.highlights import why_places

    analyzer = Analyzer(vault.config.language)
    rows = rows_of(hits, lambda hit, reason, text: why_places(hit, reason, text, analyzer))
    put_table(rows, vault.root)


def _put_explanation(hit: "Hit", why: "Explanation") -> None:
    """Print how a score is made up, feature by feature, and the passages behind it."""
    output.put()
    output.put(
        f"{hit.name}: {hit.score:.2f} ({why.chance:.2f} for the notes, "
        f"times {why.tie:.2f} for your tie)"
    )
    for share in why.shares:
        if abs(share.adds) < _LEAST_SHOWN:
            continue
        output.put(f"  {share.adds:+.2f}  {share.means} ({share.value:.2f})")
    for reason in why.matches:
        output.put(f"  for: {said_of(reason)}{_connection(reason)}")
    for reason in why.against:
        output.put(f"  against: {said_of(reason)}{_connection(reason)}")


def _connection(reason: "Reason") -> str:
    """What connects a passage with the goal."""
    parts = [f'"{word}"' for word in reason.matched]
    parts += [reason.need] if reason.need else []
    return f" ({', '.join(parts)})" if parts else ""


def _say_what_is_missing(
    answer: "Answer", troubled: int, narrowed: Iterable[tuple[str, str]]
) -> None:
    if answer.empty:
        output.say("Say what you need, in your own words: mdnet search my tooth hurts")
    elif answer.unknown and not answer.hits:
        pass  # the reason has already been printed
    elif not answer.hits:
        filters = " and ".join(f'{option} "{value}"' for option, value in narrowed if value)
        output.say(
            f"Nobody with {filters} seems able to help with that. Try without."
            if filters
            else "Nobody in your notes seems able to help with that. "
            "To add someone: mdnet new NAME --role …"
        )
    elif answer.hits[0].band == "weak":
        output.say("No strong match. These come closest.")
    if len(answer.hits) < answer.found:
        output.say(f"{len(answer.hits)} of {answer.found}. To see more: -n {answer.found}")
    if answer.ignored and not answer.empty:
        words = (layout.cut(output.safe(word), _WIDEST_UNKNOWN) for word in answer.ignored)
        output.say("Not in your notes: " + ", ".join(words))
    if troubled:
        notes = output.counted(troubled, "note has", "notes have")
        output.say(f"{notes} problems. To see them: mdnet check")
    sys.stdout.flush()
