"""Many people, one per line: who gets a note, who already has one, what cannot be read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mdnet.capture.lines import KnownWords, read_person
from mdnet.capture.people import NewPerson, namesakes
from mdnet.identity.resolver import Resolver
from mdnet.index.store import Snapshot
from mdnet.model.errors import BadNameError
from mdnet.network.people import People
from mdnet.util.text import name_key
from mdnet.vault.folders import folder_for_people
from mdnet.vault.names import portable_stem
from mdnet.vault.root import Vault

_BOM = "\ufeff"

WhoHas = Callable[[NewPerson], str]
"""Returns the path of a person's existing note; empty if there is none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that does not become a note: its number, counted from 1, and why."""

    number: int
    reason: str
    is_unread: bool
    """Whether it could not be read, rather than naming somebody who already has a note."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The people on some lines, in order, and the lines that do not become notes."""

    people: tuple[NewPerson, ...]
    left_out: tuple[LeftOut, ...]


def lines_of(data: bytes) -> list[str | None]:
    """The lines of a text; None for a line that is not UTF-8."""
    lines: list[str | None] = []
    for line in data.splitlines():
        try:
            lines.append(line.decode().removeprefix(_BOM))
        except UnicodeDecodeError:
            lines.append(None)
    return lines


def read_people(lines: Iterable[str | None], known: KnownWords, who_has: WhoHas) -> Batch:
    """Read one person per line; blank lines and lines that begin with ``#`` are skipped."""
    people: list[NewPerson] = []
    left_out: list[LeftOut] = []
    lines_by_name: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line is None:
            left_out.append(LeftOut(number, "it is not UTF-8 text.", is_unread=True))
            continue
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            person = read_person(line, known)
        except BadNameError as error:
            left_out.append(LeftOut(number, str(error), is_unread=True))
            continue
        key, path = name_key(person.name), who_has(person)
        if path:
            reason = f"{person.name} already has a note: {path}"
            left_out.append(LeftOut(number, reason, is_unread=False))
        elif key in lines_by_name:
            reason = f"{person.name} is already on line {lines_by_name[key]}."
            left_out.append(LeftOut(number, reason, is_unread=False))
        else:
            lines_by_name[key] = number
            people.append(person)
    return Batch(tuple(people), tuple(left_out))


def who_has_a_note(vault: Vault, snapshot: Snapshot, people: People, into: str = "") -> WhoHas:
    """A function that finds existing notes by name, alias, phone, email, or file name.

    Raises:
        RefusedError: the folder ``into`` for new notes is not in the vault.
    """
    resolver = Resolver(snapshot, people, vault.config.country)
    folder = folder_for_people(vault, into)
    there = vault.root / folder
    files = {name_key(path.name): path.name for path in there.iterdir()} if there.is_dir() else {}

    def who_has(person: NewPerson) -> str:
        own = namesakes(snapshot.catalogue, person.name)
        values = (*person.said.get("phone", ()), *person.said.get("email", ()))
        own += [key for value in values for key in resolver.holders(value)]
        contacts = [path for path in own if people.contact(path)]
        file = files.get(name_key(f"{portable_stem(person.name)}.md"), "")
        return contacts[0] if contacts else (folder / file).as_posix() if file else ""

    return who_has
