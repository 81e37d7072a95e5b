"""``mdnet discover``: jogs the memory, because we know more people than we think."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    no_private_option,
    this_command,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.network.coverage import Finding
    from mdnet.network.everyday_roles import Role
    from mdnet.vault.root import Vault

_SHOWN = 8
_KINDS = ("figure", "circle", "role", "ghost", "company", "place", "past")


@click.command("discover", short_help="Jog your memory: who you know, and where the gaps are.")
@click.option(
    "--interactive",
    is_flag=True,
    help="Ask for the people who are missing, and create notes for them.",
)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(ctx: click.Context, *, interactive: bool, as_json: bool, today: date) -> None:
    """Show which circles and roles you have people for, and which are still empty.

    Examples:

    \b
      mdnet discover
      mdnet discover --today 2026-12-31
      mdnet discover --json

    With --interactive, mdnet asks you about the gaps, one question at a time. Each name you enter
    becomes a note with that role or circle.

    It also shows people who are mentioned but have no note, companies and places where you know
    just one person, and people you have lost touch with. To change the list of roles, use
    [discover] in .mdnet/config.toml: roles = ["beekeeper: apiarist", "-vet"].

    The keys of --json: kind (role, circle, ghost, company, place, past or figure), name, people
    and count. A ghost is somebody without a note; its count is the number of people who mention
    it. A role with people but a count of 0 is one you only know through them. For past, count is
    the number of years since your last contact.
    """
    from mdnet.network.everyday_roles import everyday_roles

    if interactive and as_json:
        raise click.UsageError("--interactive cannot be combined with --json.", ctx)
    vault = current_vault(ctx)
    roles = everyday_roles(vault.config.discover)
    found = _found(vault, fresh_index(vault).snapshot, roles, today)
    if as_json:
        output.put_json([_as_json(one) for one in found])
    elif interactive:
        from mdnet.cli.memory_jogger import ask_for_the_missing

        ask_for_the_missing(vault, found, roles, this_command(ctx, "--interactive"))
    else:
        _put(found)


def _found(
    vault: "Vault", snapshot: "Snapshot", roles: "Sequence[Role]", today: date
) -> "list[Finding]":
    from mdnet.index.analysis import Analyzer
    from mdnet.network.coverage import coverage
    from mdnet.network.facts import with_last_contact
    from mdnet.network.lookup import Lookup
    from mdnet.network.people import People
    from mdnet.network.role_holders import RoleHolders

    people, catalogue = People(snapshot, today), snapshot.catalogue
    holders = RoleHolders(people, Lookup(snapshot.reader), Analyzer(vault.config.language))
    cards = with_last_contact(catalogue.cards(), catalogue, today)
    return coverage(cards, catalogue, map(holders.find, roles), today)


def _as_json(finding: "Finding") -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "name": finding.name,
        "people": list(finding.people),
        "count": finding.count,
    }


def _put(found: "Sequence[Finding]") -> None:
    """Print sections on a terminal, elsewhere a row for each finding."""
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in _KINDS}
    if output.is_terminal():
        _put_sections(by_kind)
    else:
        rows = [one for some in by_kind.values() for one in some]
        output.put_rows([(one.kind, one.name, str(one.count), _people(one)) for one in rows])
    roles = by_kind["role"]
    filled = sum(one.count > 0 for one in roles)
    output.say(
        f"You have somebody for {filled} of {output.counted(len(roles), 'everyday role')}. "
        "Who else comes to mind? mdnet discover --interactive"
    )


def _put_sections(by_kind: "dict[str, list[Finding]]") -> None:
    figures = {one.name: one.count for one in by_kind["figure"]}
    near, far = figures["first degree"], figures["second degree"]
    output.put(f"You know {output.counted(near, 'person', 'people')}, and through them {far} more.")
    roles = by_kind["role"]
    _put_names("where you know nobody yet", [one for one in by_kind["circle"] if not one.count])
    _put_names("nobody yet for", [one for one in roles if not one.count and not one.people])
    _put_section(
        "only known through others",
        [(one.name, _people(one)) for one in roles if one.people and not one.count],
    )
    _put_names("you have", [one for one in roles if one.count])
    _put_section(
        "mentioned, without a note",
        [(one.name, f"by {_people(one)}") for one in by_kind["ghost"] if one.people],
    )
    _put_section("just one person at", [(one.name, _people(one)) for one in by_kind["company"]])
    _put_section("just one person in", [(one.name, _people(one)) for one in by_kind["place"]])
    _put_section(
        "out of touch, and glad to hear from you",
        [(one.name, f"{output.counted(one.count, 'year')} ago") for one in by_kind["past"]],
    )
    reach = [one for one in by_kind["figure"] if one.people]
    _put_section(
        "where your reach comes from",
        [
            (one.name.removeprefix("reach through "), f"{one.count} more, through {_people(one)}")
            for one in reach
        ],
    )


def _put_names(title: str, found: "Iterable[Finding]") -> None:
    """Print a section that consists of names only, as a paragraph."""
    names = ", ".join(one.name for one in found)
    if names:
        _put_title(title)
        width = output.terminal_width()
        text = click.wrap_text(
            output.safe(names), width, initial_indent="  ", subsequent_indent="  "
        )
        click.echo(text)


def _put_section(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    _put_title(title)
    output.put_rows([(f"  {name}", said) for name, said in rows[:_SHOWN]])
    if len(rows) > _SHOWN:
        output.put(f"  and {len(rows) - _SHOWN} more")


def _put_title(title: str) -> None:
    output.put()
    click.echo(output.styled(title, bold=True))


def _people(finding: "Finding") -> str:
    """The people of a finding; for a role known through them, also who fills it."""
    people = ", ".join(finding.people)
    if not finding.people or finding.kind != "role" or finding.count:
        return people
    through = f"through {people}"
    return f"{', '.join(finding.through)}, {through}" if finding.through else through
