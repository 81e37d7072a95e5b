"""``mdnet init``: creates a vault or turns a folder into one; never overwrites anything."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import json_option, this_command
from mdnet.cli.uncounted import NOTHING_FOUND, Found, look_at
from mdnet.model.config import CONFIG_PATH

if TYPE_CHECKING:
    from mdnet.model.config import Config

_CONFIG = """\
# Settings of this vault; all of them are optional.
# people = ["People"]      # folders whose notes are contacts
# goals = "Goals"          # the folder of goals
# pages = "Network"        # the folder of generated pages
# language = "en"          # the language you write in
# log_heading = "Log"      # the headings above dated lines
"""
_MISSING = "missing"
# Files that make a vault comfortable in Obsidian, taken from the example vault.
_OBSIDIAN = (".obsidian/types.json", "People.base", "Templates/Person.md")

Plan = list[tuple[str, bytes]]


@click.command("init", short_help="Create a vault, or turn a folder of notes into one.")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--example", is_flag=True, help="Copy the example vault into it.")
@click.option(
    "--obsidian", is_flag=True, help="Add property types, a base and a template for Obsidian."
)
@click.option(
    "--templates", is_flag=True, help="Add copies of the page templates for you to change."
)
@click.option("--dry-run", is_flag=True, help="Show what would be added, but write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path,
    *,
    example: bool,
    obsidian: bool,
    templates: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Create a vault in FOLDER (default: here), or turn a folder of notes into one.

    Examples:

    \b
      mdnet init ~/network
      mdnet init --example my-network
      mdnet init --obsidian --dry-run ~/notes
      mdnet init --templates ~/notes

    mdnet only adds what is missing and never overwrites a file; a folder such as "06 People" is
    used as it is. You do not need this to try mdnet: with -C, every command works on any folder
    of Markdown notes.

    If the folder already contains notes, mdnet looks at them first. It says how many people it
    found and how many other notes look like people, suggests settings that include those, and
    writes nothing until you agree.
    """
    found = look_at(folder) if folder.is_dir() else NOTHING_FOUND
    plan = _plan(folder, found.settings, example=example, obsidian=obsidian)
    plan += _templates() if templates else []
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{output.safe(str(folder))} is a file; a vault is a folder.")
    done = [(path, _state(folder, path)) for path, _ in plan]
    missing = [one for one, (_, state) in zip(plan, done, strict=True) if state == _MISSING]
    for sentence in found.sentences:
        output.say(sentence)
    if found.settings and missing[:1] != plan[:1]:
        output.say(f"To include them, add this to {CONFIG_PATH}:")
        for line in found.settings:
            output.say(f"  {line}")
    if missing and found.notes and not (dry_run or yes):
        dry_run = not _agreed(folder, missing, found)
    if not dry_run:
        _write(ctx, folder, missing)
    told = {_MISSING: "would add" if dry_run else "added"}
    done = [(path, told.get(state, state)) for path, state in done]
    if as_json:
        output.put_json([{"path": path, "action": action} for path, action in done])
    else:
        output.put_rows([(action, path) for path, action in done])
    if dry_run:
        output.say("Nothing was written.")
    else:
        _say_next(folder, example=example)


def _agreed(folder: Path, missing: Plan, found: Found) -> bool:
    """Ask whether to write; without a terminal, nothing is written."""
    for path, _ in missing:
        output.say(f"  would add  {path}")
    for line in found.settings:
        output.say(f"  with       {line}")
    if sys.stdin.isatty():
        return click.confirm("Write this?", default=False, err=True)
    place = output.safe(str(folder))
    output.say(f"To do this: mdnet init --yes{'' if place == '.' else f' {place}'}")
    return False


def _plan(folder: Path, settings: Sequence[str], *, example: bool, obsidian: bool) -> Plan:
    """The files of the future vault: relative paths with their bytes."""
    from mdnet.rendering.resources import example_vault
    from mdnet.vault.folders import goals_folder, people_folder
    from mdnet.vault.obsidian import with_obsidian

    source = example_vault()
    if example:
        return [(path, (source / path).read_bytes()) for path in _files_below(source, source)]
    written = "".join([_CONFIG, *(f"{line}\n" for line in settings)]).encode()
    # Existing people and goals already have a folder, whatever it is called.
    config = with_obsidian(_config_to_be(folder, written), folder)
    folders = [people_folder(folder, config), goals_folder(folder, config)]
    plan: Plan = [(".mdnet/config.toml", written), *((f"{one}/", b"") for one in folders)]
    if obsidian:
        plan += [(path, (source / path).read_bytes()) for path in _OBSIDIAN]
    return plan


def _config_to_be(folder: Path, written: bytes) -> "Config":
    """The settings that the vault has or gets."""
    from mdnet.model.config import load_config, parse_config

    if (folder / CONFIG_PATH).exists():
        return load_config(folder)[0]
    return parse_config(written)[0]


def _templates() -> Plan:
    from mdnet.rendering.resources import USER_TEMPLATES, templates_folder

    source = templates_folder()
    return [
        (f"{USER_TEMPLATES.as_posix()}/{path}", (source / path).read_bytes())
        for path in _files_below(source / "pages", source)
    ]


def _files_below(folder: Path, top: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(top).as_posix()


def _state(folder: Path, path: str) -> str:
    """That a file or folder is missing, or else why it is not added."""
    target = folder / path
    if os.path.lexists(target):
        return "kept"
    if not target.resolve().is_relative_to(folder.resolve()):
        return "skipped: a link leads elsewhere"
    return _MISSING


def _write(ctx: click.Context, folder: Path, missing: Plan) -> None:
    """Write files and folders, as one edit."""
    from mdnet.history.transaction import Transaction
    from mdnet.util.atomic_write import usual_mode
    from mdnet.vault.root import open_vault

    folder.mkdir(parents=True, exist_ok=True)
    files = [(path, data) for path, data in missing if not path.endswith("/")]
    folders = [path.rstrip("/") for path, _ in missing if path.endswith("/")]
    with Transaction(open_vault(folder), this_command(ctx)) as edit:
        edit.make_folders(folders)
        edit.create(files, usual_mode())


def _say_next(folder: Path, *, example: bool) -> None:
    place = output.safe(str(folder))
    here = "" if place == "." else f" -C {place}"
    if example:
        output.say(f"Try: mdnet{here} search dentist")
    else:
        next_one = f'mdnet{here} new "Ana Diaz" --role dentist --city Basel'
        output.say(f"Next: {next_one}", to_copy=True)
