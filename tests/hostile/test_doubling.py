"""Every reader of a file is linear: work on twice as much takes at most two and a half times as long.

Measured in processor time over three doublings at once, since noise of the clock then weighs
less: from an eighth of the size to all of it a linear reader takes 8 times as long and a
quadratic one 64 times. The best of several counts, and a failure is measured again.
"""

import functools
import gc
import io
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from mdnet.check.run import problems_in
from mdnet.editing.keys import append
from mdnet.editing.links import relinked
from mdnet.editing.log import add_line_under
from mdnet.formats.calendar_file import read_calendar
from mdnet.formats.generic import read_table
from mdnet.formats.mail import read_mbox
from mdnet.formats.person import Options
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.index.analysis import Analyzer
from mdnet.index.catalogue import catalogue_in_memory
from mdnet.index.catalogue_file import entry_of
from mdnet.index.documents import card_of, document_of
from mdnet.index.memory import MemoryIndex
from mdnet.index.passages import kept_of
from mdnet.index.store import Snapshot
from mdnet.model.config import Config, parse_config
from mdnet.model.errors import MdnetError
from mdnet.model.goals_file import parse_goals
from mdnet.model.identifiers import handles_of, identifiers_in, identifiers_of
from mdnet.model.names import fits_beginnings, is_same_name, joined_words_of, words_to_find
from mdnet.network.known_as import PrivatePerson
from mdnet.network.privacy import PrivateNames
from mdnet.notes.body import body_of
from mdnet.notes.reader import read_contact, read_note
from mdnet.notes.regions import regions_of, without_regions
from mdnet.search.context import SearchContext, search_context
from mdnet.search.engine import search
from mdnet.search.language import load_resources
from mdnet.search.query import read_query
from mdnet.search.user_needs import _entry
from mdnet.vault.walk import STAMP_SIZE
from tests.check.test_run import KNOWN
from tests.conftest import FUZZING
from tests.hostile import growing
from tests.hostile.growing import Maker

PATH = "People/Eve.md"
TODAY = date(2026, 11, 29)
ANALYZER = Analyzer("en")
KIBI = 1024
# Three doublings, each of which may take 2.7 times as long.
STEP = 8
ALLOWED = 2.7**3
# Seconds. What takes less than a dozen of these on the largest file does no harm, and the
# clock of a busy machine is no finer.
FLOOR = 0.005
ATTEMPTS = 8


class Reader(NamedTuple):
    read: Callable[[bytes], object]
    files: dict[str, Maker]
    size: int
    """Of the largest file, in bytes: as much as is let in, or as takes a tenth of a second."""


def _note(data: bytes) -> None:
    note = read_note(PATH, data, Config())
    read_contact(PATH, data, Config())
    if note is not None:
        document_of(note, ANALYZER)
        card_of(note)


def _regions(data: bytes) -> None:
    text = data.decode()
    regions_of(text)
    without_regions(text)


def _known_tables(data: bytes) -> None:
    for name in ("google", "linkedin", "outlook"):
        with suppress(MdnetError):
            gather(reader_of(name).read(data, "people.csv", Options(TODAY)))


def _check(data: bytes) -> object:
    return problems_in(PATH, data, KNOWN, Config())


def _relink(data: bytes) -> object:
    return relinked(data, lambda *_: None, is_contact=True)


def _log_line(data: bytes) -> object:
    return add_line_under(data, "Log", "- 2026-05-05 gave: a cake")


def _mailbox(data: bytes) -> object:
    return gather(read_mbox(io.BytesIO(data), "mail.mbox", own=["me@x.y"], today=TODAY))


def _calendar(data: bytes) -> object:
    return gather(read_calendar(data, "my.ics", own=["me@x.y"], today=TODAY))


def _cards(data: bytes) -> object:
    detect(data, "cards.vcf")
    return gather(reader_of("vcard").read(data, "cards.vcf", Options(TODAY, photos=True)))


def _table(data: bytes) -> object:
    detect(data, "people.csv")
    return gather(read_table(data, "people.csv", {"Name": "name"}))


def _monica(data: bytes) -> object:
    detect(data, "monica.json")
    return gather(reader_of("monica").read(data, "monica.json", Options(TODAY)))


def _name(data: bytes) -> None:
    name = data.decode()
    words_to_find([name])
    joined_words_of(name)
    is_same_name(name, f"{name} x")
    fits_beginnings(["a"], name)
    identifiers_of(uid=name, emails=[name], phones=[name], profiles=[name], sources=[name])
    identifiers_in(name)
    [*handles_of([name])]


def _user_needs(data: bytes) -> object:
    needs, _ = parse_goals(data, "goals.toml")
    return [_entry(need, ANALYZER, "en") for need in needs]


@functools.cache
def _people() -> SearchContext:
    """Return a vault of a few people to search, in memory."""
    index = MemoryIndex()
    writer = index.writer(fresh=True)
    entries = {}
    for at, role in enumerate(("dentist", "plumber at Acme", "baker in Bern")):
        path = f"People/P{at}.md"
        note = read_note(path, f"---\nroles: [{role}]\n---\nSings.\n".encode(), Config())
        assert note
        [kept] = kept_of([note], "en")
        writer.add(document_of(note, ANALYZER, kept))
        entries[path] = entry_of(bytes(STAMP_SIZE), card_of(note))
    writer.commit()
    snapshot = Snapshot(1, index, catalogue_in_memory(entries, ""))
    return search_context(snapshot, load_resources(Path(), "en"), TODAY)


def _goal(data: bytes) -> None:
    text = data.decode()
    read_query(text)
    search(_people(), text)


def _private(data: bytes) -> None:
    ana = PrivatePerson(("Ana Diaz", "a"), ("a@b.example",), ("+41 79 000 00 00",))
    PrivateNames([ana]).named_in(data.decode())


def _private_name(data: bytes) -> None:
    name = data.decode()
    PrivateNames([PrivatePerson((name,), (name,), (name,))]).named_in("Ask Ana Diaz.")


_BODY, _FRONT = 256 * KIBI, 60 * KIBI
READERS = {
    "settings": Reader(parse_config, growing.SETTINGS, 256 * KIBI),
    "goal words": Reader(
        lambda data: parse_goals(data, "goals.toml"), growing.GOAL_WORDS, 512 * KIBI
    ),
    "needs of the user": Reader(_user_needs, growing.GOAL_WORDS, 128 * KIBI),
    "goal": Reader(_goal, growing.SEARCHES, 128 * KIBI),
    "regions": Reader(_regions, growing.REGIONS, 1024 * KIBI),
    "body": Reader(_note, growing.BODIES, _BODY),
    "body to show": Reader(lambda data: body_of(PATH, data, "Log"), growing.BODIES, _BODY),
    "check of a body": Reader(_check, growing.BODIES, _BODY),
    "links of a body": Reader(_relink, growing.BODIES, _BODY),
    "line in a body": Reader(_log_line, growing.BODIES, _BODY),
    "log": Reader(_note, growing.LOGS, _BODY),
    "check of a log": Reader(_check, growing.LOGS, _BODY),
    "line in a log": Reader(_log_line, growing.LOGS, _BODY),
    "front matter": Reader(_note, growing.FRONT_MATTERS, _FRONT),
    "check of front matter": Reader(_check, growing.FRONT_MATTERS, _FRONT),
    "links of front matter": Reader(_relink, growing.FRONT_MATTERS, _FRONT),
    "item in front matter": Reader(
        lambda data: append(data, "roles", "x"), growing.FRONT_MATTERS, _FRONT
    ),
    "vCard": Reader(_cards, growing.CARDS, 256 * KIBI),
    "calendar": Reader(_calendar, growing.CALENDARS, 32 * KIBI),
    "mailbox": Reader(_mailbox, growing.MAILBOXES, 256 * KIBI),
    "table": Reader(_table, growing.TABLES, 256 * KIBI),
    "known tables": Reader(_known_tables, growing.TABLES, 256 * KIBI),
    "monica": Reader(_monica, growing.MONICA, 512 * KIBI),
    "name": Reader(_name, growing.NAMES, 32 * KIBI),
    "private people in a text": Reader(_private, growing.NAMES, 32 * KIBI),
    "name of a private person": Reader(_private_name, growing.NAMES, 32 * KIBI),
}
CASES = [(reader, kind) for reader in READERS for kind in READERS[reader].files]


@pytest.fixture(scope="module")
def caches() -> list["functools._lru_cache_wrapper[object]"]:
    """Return what would remember a file that was read before."""
    found = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    return [one for one in found if one.__module__.startswith("mdnet.")]


@pytest.fixture
def _without_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_without_collector")
@pytest.mark.parametrize("end", [b" a b", b""] if FUZZING else [b" a b"], ids=repr)
@pytest.mark.parametrize(("name", "kind"), CASES, ids=[f"{one}-{kind!r}" for one, kind in CASES])
def test_twice_as_much_takes_twice_as_long(
    name: str, kind: str, end: bytes, caches: list["functools._lru_cache_wrapper[object]"]
) -> None:
    reader = READERS[name]
    make = reader.files[kind]
    # What grows with the square is seen at half the size, too, and costs a quarter. Words at the
    # end make patterns try again that would fit the whole otherwise.
    size = reader.size if FUZZING else reader.size // 2
    small, large = make(size // STEP) + end, make(size) + end

    def seconds(data: bytes) -> float:
        for cache in caches:
            cache.cache_clear()
        started = time.process_time()
        with suppress(MdnetError):
            reader.read(data)
        return time.process_time() - started

    took = []
    for _ in range(ATTEMPTS):
        least = seconds(large)
        if least <= ALLOWED * FLOOR:
            return
        base = max(FLOOR, min(seconds(small), seconds(small), seconds(small)))
        if least <= ALLOWED * base:
            return
        took.append((round(base, 4), round(least, 4)))
    pytest.fail(f"{STEP} times as much took {took} seconds, the small and the large one")
