"""``mdnet open``: opens the web page, email address or phone number of a person."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option

if TYPE_CHECKING:
    from mdnet.model.reach import ReachKind

_OPENERS = {"darwin": "open"}


@click.command("open", short_help="Open somebody's web page, or email or call them.")
@person_argument()
@click.option("--page", "kind", flag_value="page", help="Open their web page.")
@click.option("--email", "kind", flag_value="email", help="Start an email to them.")
@click.option("--phone", "kind", flag_value="phone", help="Call them.")
@click.option("--print", "only_print", is_flag=True, help="Print the URL instead of opening it.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, name: str, *, kind: "ReachKind | None", only_print: bool, as_json: bool
) -> None:
    """Open the web page of NAME in your default program.

    Examples:

    \b
      mdnet open Amara Osei --print
      mdnet open ana --phone --print

    If they have no web page, this starts an email; without an email address, a call. If they have
    several pages, you choose one on a terminal; elsewhere the first is opened. Only web, email
    and phone links are opened, never files. If your system has no program for the link, its URL
    is printed.
    """
    from mdnet.cli.choice import choose_one, is_asked
    from mdnet.cli.person import NameFinder
    from mdnet.model.errors import NoNoteError, NoWayError
    from mdnet.model.reach import KINDS, ways_to_reach
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, date.min)
    key = NameFinder(vault, snapshot, people).person(name)
    contact, called = people.contact(key), people.name(key)
    if contact is None:
        raise NoNoteError(called)
    ways = ways_to_reach(contact, vault.config.country)
    kinds = [kind] if kind else [one for one in KINDS if any(way.kind == one for way in ways)]
    urls = [way.url for way in ways if way.kind in kinds[:1]]
    if not urls:
        raise NoWayError([called], kind or "")
    url = urls[0]
    if len(urls) > 1 and is_asked():
        url = urls[choose_one(urls, "There are several to open:")]
    if as_json:
        output.put_json([{"name": called, "path": key, "url": url}])
    elif only_print or not _opened(url):
        if not only_print:
            output.say("No program here can open this:")
        output.put(url)


def _opened(url: str) -> bool:
    """Open a URL with the system's program, and return whether that worked."""
    import shutil
    import subprocess

    program = shutil.which(_OPENERS.get(sys.platform, "xdg-open"))
    if program is None or not Path(program).is_absolute():  # never run a program from a vault
        return False
    # Its error messages are not needed: the URL is printed instead.
    ended = subprocess.run([program, url], stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - see model/reach.py
    return ended.returncode == 0
