"""Fills in the regions of the user's own notes, between markers that the user wrote.

Knows which page goes into which region, and finds faulty markers. Nothing outside the markers
ever changes, and ``undo`` restores every note.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from urllib.parse import quote

from mdnet.history.journal import Command
from mdnet.history.transaction import Edit, Transaction
from mdnet.index.store import Snapshot
from mdnet.model.contact import Problem
from mdnet.model.errors import EditConflictError, MdnetError, RefusedError, reason_of
from mdnet.notes.reader import MOST_PROBLEMS
from mdnet.notes.regions import Region, Regions, Stray, regions_of
from mdnet.pages.build import Built, Change, Plan, chosen_kinds
from mdnet.pages.drafts import Drafts, kinds_of
from mdnet.pages.ground import Ground
from mdnet.pages.traces import first_trace
from mdnet.rendering.sandbox import Sandbox
from mdnet.rendering.templates import BadTemplateError
from mdnet.util.text import one_line
from mdnet.vault.files import READ_LIMIT, read_bytes
from mdnet.vault.root import Vault

# Markdown links to pages and notes, relative to the folder of the pages.
_PAGE_LINK = re.compile(r"(?<=(?<!\\)\]\()(?!\w+:|[/#<])[^()\s#]+\.md(?=[)#])")
_TITLE = re.compile(r"\A\s*# [^\n]*\n")


def plan_of_regions(vault: Vault, snapshot: Snapshot, *, only: str | None = None) -> Plan:
    """Which notes would change, and what is wrong with their markers.

    Args:
        vault: the vault.
        snapshot: its index, up to date.
        only: the name of the page to fill in, if only one.
    """
    changes: list[Change] = []
    problems: list[Problem] = []
    unchanged = 0
    with Sandbox(vault.root) as sandbox:
        filler = _Filler(vault, snapshot, sandbox, only)
        for path, text in _notes_with_markers(vault, snapshot):
            regions = regions_of(text)
            new = filler.filled(path, text)
            problems += filler.problems_of(path, regions)
            if new != text:
                changes.append(Change(path, _bytes(text), _bytes(new)))
            elif regions.found:
                unchanged += 1
    return Plan(tuple(changes), unchanged, (), tuple(problems))


def build_regions(
    vault: Vault, snapshot: Snapshot, command: Command, *, only: str | None = None
) -> Built:
    """Fill in the regions that are out of date; see ``plan_of_regions``.

    Args:
        vault: the vault.
        snapshot: its index, up to date.
        command: the command line, for the history.
        only: the name of the page to fill in, if only one.
    """
    stale: list[tuple[str, Edit]] = []
    problems: list[Problem] = []
    unchanged = 0
    with Sandbox(vault.root) as sandbox, Transaction(vault, command) as transaction:
        filler = _Filler(vault, snapshot, sandbox, only)
        for path, text in _notes_with_markers(vault, snapshot):
            regions = regions_of(text)
            if filler.filled(path, text) != text:
                stale.append((path, partial(filler.edit, path)))
            else:
                unchanged += bool(regions.found)
            problems += filler.problems_of(path, regions)
        done = transaction.change(stale)
    problems += [_problem(path, 1, _reason(error)) for path, error in done.failures]
    return Built(done.changed, (), unchanged, (), tuple(problems))


def _reason(error: MdnetError | OSError) -> str:
    """Why a note was not filled in; problems that affect all notes are raised."""
    if isinstance(error, (RefusedError, EditConflictError, OSError)):
        return reason_of(error)
    raise error


class _Filler:
    """Knows what belongs in each region of a vault; each page is made once."""

    def __init__(
        self, vault: Vault, snapshot: Snapshot, sandbox: Sandbox, only: str | None
    ) -> None:
        self._folder = vault.config.pages.strip("/")
        self._kinds = {kind.name: kind for kind in kinds_of(vault.root)}
        ground = Ground(vault, snapshot)
        self._private_names = ground.private_names
        self._drafts = Drafts(vault.root, ground, sandbox)
        chosen = chosen_kinds(vault, only)
        self._skipped = self._kinds.keys() - {kind.name for kind in chosen}
        self._made: dict[str, str | MdnetError] = {}

    def edit(self, path: str, data: bytes) -> bytes:
        """A note with its regions filled in."""
        return _bytes(self.filled(path, _text(data)))

    def filled(self, path: str, text: str) -> str:
        """The text of a note with its regions filled in.

        A region that cannot be filled stays as it is, or is emptied if it mentions somebody
        private.
        """
        regions = regions_of(text)
        if self._is_too_much(regions):
            return text
        parts, done = [], 0
        for region in regions.found:
            body = self._page(region.name)
            if isinstance(body, MdnetError) and self._names_somebody(text, region):
                parts.append(text[done : region.start])
                done = region.end
            if isinstance(body, str):
                parts += [text[done : region.start], self._fitted(body, path, text, region)]
                done = region.end
        return "".join([*parts, text[done:]])

    def problems_of(self, path: str, regions: Regions) -> Iterator[Problem]:
        """The first problems with the markers of a note."""
        return islice(self._problems(path, regions), MOST_PROBLEMS)

    def _problems(self, path: str, regions: Regions) -> Iterator[Problem]:
        if self._is_too_much(regions):
            yield _problem(path, 1, "filled in, it would be longer than 2 MiB")
            return
        for stray in regions.strays:
            yield _problem(path, stray.line, _stray(stray))
        for region in regions.found:
            body = self._page(region.name)
            if isinstance(body, MdnetError):
                yield _problem(path, region.line, str(body))

    def _is_too_much(self, regions: Regions) -> bool:
        """Whether the note would become too long to be read with these regions filled in."""
        length = 0
        for region in regions.found:
            body = self._page(region.name)
            length += len(body) if isinstance(body, str) else 0
        return length >= READ_LIMIT

    def _page(self, name: str) -> str | MdnetError | None:
        """What belongs in a region; None if it was not asked for."""
        if name in self._skipped:
            return None
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> str | MdnetError:
        kind = self._kinds.get(name)
        if kind is None:
            known = ", ".join(self._kinds)
            return MdnetError(f'there is no page "{one_line(name)}"; the pages are: {known}')
        try:
            body = _TITLE.sub("", self._drafts.text(kind))
        except BadTemplateError as error:
            return error
        if "mdnet:end" in body or "mdnet:begin" in body:
            return BadTemplateError(
                f"The template {kind.template} must not contain region markers."
            )
        return re.sub(r"\n{3,}", "\n\n", body.replace("\r", "")).strip("\n")

    def _names_somebody(self, text: str, region: Region) -> bool:
        return first_trace(text[region.start : region.end], "", self._private_names) > 0

    def _fitted(self, body: str, path: str, text: str, region: Region) -> str:
        """A page adapted to a region: relative links and line endings are adjusted."""
        pages, here = quote(self._folder), quote(posixpath.dirname(path), errors="replace") or "."
        body = _PAGE_LINK.sub(
            lambda link: posixpath.relpath(posixpath.join(pages, link[0]), here), body
        )
        end = "\r\n" if text.endswith("\r\n", 0, region.start) else "\n"
        return (body + "\n").replace("\n", end)


def _notes_with_markers(vault: Vault, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for path in snapshot.catalogue.note_paths():
        try:
            data, _ = read_bytes(vault.root, path)
        except OSError:
            continue  # gone by now; the next refresh will notice
        if b"mdnet:" in data and len(data) < READ_LIMIT:
            yield path, _text(data)


def _text(data: bytes) -> str:
    # Bytes that are not text are outside the regions and stay the same.
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _stray(stray: Stray) -> str:
    other = "end" if stray.is_begin else "begin"
    return (
        f"the region {stray.name} has no <!-- mdnet:{other} {stray.name} -->; it was left as it is"
    )


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, 1, "broken-region", message)
