"""``mdnet stats``: the network in figures."""

import click

from mdnet.cli import output
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option

_LABELS = {
    "contacts": "contacts", "primary": "  primary group", "secondary": "  secondary group",
    "stubs": "  not met yet", "ghosts": "known through others only", "ties": "ties between people",
    "log_entries": "log entries", "gave": "  given", "got": "  received",
    "open_goals": "open goals", "other_notes": "other notes",
    "notes_with_errors": "notes with problems",
}  # fmt: skip
_MOST_ROWS = 12
_TABLES = ("circles", "cities", "leads_by_circle", "leads_by_person")


@click.command("stats", short_help="Show the network in figures.")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Show the network in figures: groups, circles, cities, ties, exchange, leads.

    Examples:

    \b
      mdnet stats
      mdnet stats --json

    Leads are the lines that begin with tip:, lead:, referral: or intro: in the logs of
    people and under Leads in goals. They count for the person whose log it is, or whom a
    goal names: via [[Ana Diaz]].
    """
    from dataclasses import asdict

    from mdnet.network.figures import figures_of

    catalogue = fresh_index(current_vault(ctx)).snapshot.catalogue
    figures = asdict(figures_of(catalogue.cards(), catalogue))
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
