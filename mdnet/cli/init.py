"""``mdnet init``: makes a vault or adopts a folder as one; adds, and never overwrites."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from mdnet.cli import output
from mdnet.cli.context import json_option

_CONFIG = """\
# Settings of this vault; all of them can be left out.
# people = ["People"]      # folders whose notes are contacts
# goals = "Goals"          # the folder of goals
# pages = "Network"        # the folder of generated pages
# language = "en"          # the language you write in
# log_heading = "Log"      # the heading above dated lines
"""
# What makes a vault comfortable in Obsidian, taken from the example vault.
_OBSIDIAN = (".obsidian/types.json", "People.base", "Templates/Person.md")

Plan = list[tuple[str, bytes]]


@click.command("init", short_help="Make a vault, or adopt a folder as one.")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--example", is_flag=True, help="Fill it with the example vault.")
@click.option(
    "--obsidian", is_flag=True, help="Add property types, a base and a template for Obsidian."
)
@click.option(
    "--templates", is_flag=True, help="Add copies of the templates of the pages, to change."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@json_option
def command(
    folder: Path, *, example: bool, obsidian: bool, templates: bool, dry_run: bool, as_json: bool
) -> None:
    """Make a vault in FOLDER (default: here), or adopt a folder of notes as one.

    Examples:

    \b
      mdnet init ~/network
      mdnet init --example my-network
      mdnet init --obsidian --dry-run ~/notes
      mdnet init --templates ~/notes

    Only what is missing is added; no file is ever overwritten. A vault needs none of
    this: with -C every command works on any folder of Markdown notes.
    """
    plan = _plan(example=example, obsidian=obsidian)
    plan += _templates() if templates else []
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{output.safe(str(folder))} is a file; a vault is a folder.")
    done = [(path, _write(folder, path, data, dry_run=dry_run)) for path, data in plan]
    if as_json:
        output.put_json([{"path": path, "action": action} for path, action in done])
    else:
        output.put_rows([(action, path) for path, action in done])
    if dry_run:
        output.say("Nothing was written.")
    else:
        _say_next(folder, example=example)


def _plan(*, example: bool, obsidian: bool) -> Plan:
    """Return the files of the vault to be, as paths below it with their bytes."""
    from mdnet.resources import example_vault

    source = example_vault()
    if example:
        return [(path, (source / path).read_bytes()) for path in _files_below(source, source)]
    plan: Plan = [(".mdnet/config.toml", _CONFIG.encode()), ("People/", b""), ("Goals/", b"")]
    if obsidian:
        plan += [(path, (source / path).read_bytes()) for path in _OBSIDIAN]
    return plan


def _templates() -> Plan:
    from mdnet.rendering import USER_TEMPLATES
    from mdnet.resources import templates_folder

    source = templates_folder()
    return [
        (f"{USER_TEMPLATES.as_posix()}/{path}", (source / path).read_bytes())
        for path in _files_below(source / "pages", source)
    ]


def _files_below(folder: Path, top: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(top).as_posix()


def _write(folder: Path, path: str, data: bytes, *, dry_run: bool) -> str:
    """Write one file or folder unless it is there; return what was done."""
    target = folder / path
    if os.path.lexists(target):
        return "kept"
    if not target.resolve().is_relative_to(folder.resolve()):
        return "left out: a link leads elsewhere"
    if dry_run:
        return "would add"
    if path.endswith("/"):
        target.mkdir(parents=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)
    return "added"


def _say_next(folder: Path, *, example: bool) -> None:
    place = output.safe(str(folder))
    here = "" if place == "." else f" -C {place}"
    if example:
        output.say(f"Try: mdnet{here} search dentist")
    else:
        output.say(f'Next: mdnet{here} new "Ana Diaz" --role dentist --city Basel')
