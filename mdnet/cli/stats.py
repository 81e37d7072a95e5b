"""``mdnet stats``: the network in numbers."""

from datetime import date

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    no_private_option,
    vault_option,
)
from mdnet.cli.uncounted import say_uncounted

_LABELS = {
    "contacts": "contacts",
    "primary": "  primary group",
    "secondary": "  secondary group",
    "stubs": "  not met yet",
    "without_rhythm": "  no rhythm yet",
    "ghosts": "only known through others",
    "ties": "ties between people",
    "log_entries": "log entries",
    "gave": "  given",
    "got": "  received",
    "open_goals": "open goals",
    "other_notes": "other notes",
    "notes_with_errors": "notes with problems",
}
_MOST_ROWS = 12
_TABLES = ("circles", "cities", "leads_by_circle", "leads_by_person")


@click.command("stats", short_help="Show your network in numbers.")
@no_private_option
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Show your network in numbers: groups, circles, cities, ties, favours, leads.

    Examples:

    \b
      mdnet stats
      mdnet stats --json

    The primary group is family and close friends; the secondary group is everyone else. Leads are
    lines that begin with tip:, lead:, referral: or intro:, in the logs of people or under Leads
    in goals. They count for the person whose log they are in, or for the person a goal names: via
    [[Ana Diaz]].
    """
    from mdnet.network.facts import with_last_contact
    from mdnet.network.figures import figures_of
    from mdnet.util.records import values_of

    vault = current_vault(ctx)
    catalogue = fresh_index(vault).snapshot.catalogue
    # No number depends on the date: any contact counts, whenever it was.
    cards = with_last_contact(catalogue.cards(), catalogue, date.max)
    figures = values_of(figures_of(cards, catalogue))
    say_uncounted(catalogue, vault.config)
    if as_json:
        for name in _TABLES:
            figures[name] = dict(figures[name])
        output.put_json(figures)
        return
    output.put_rows([(label, f"{figures[name]:g}") for name, label in _LABELS.items()])
    for name in _TABLES:
        rows = figures[name][:_MOST_ROWS]
        if not rows and name.startswith("leads"):
            continue
        output.put()
        output.put(name.replace("_", " "))
        output.put_rows([(f"  {value}", str(count)) for value, count in rows])
