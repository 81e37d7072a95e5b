"""Fills in the regions of the user's own notes, between the markers that the user wrote.

Knows which page goes into which region and what is wrong with markers. Nothing outside of
the markers ever changes, and each note is written so that ``undo`` brings it back.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import partial

from mdnet.errors import EditConflictError, MdnetError, RefusedError
from mdnet.index.store import Snapshot
from mdnet.model import Problem
from mdnet.notes.regions import Region, Regions, Stray, regions_of
from mdnet.pages.build import Built, Change, Plan, chosen_kinds
from mdnet.pages.drafts import Drafts, kinds_of
from mdnet.pages.ground import Ground
from mdnet.rendering import BadTemplateError
from mdnet.text import one_line
from mdnet.vault.files import READ_LIMIT, read_bytes
from mdnet.vault.rewrite import Edits
from mdnet.vault.root import Vault

# Links between pages, which lead on from the folder of the pages.
_PAGE_LINK = re.compile(r"(?<=(?<!\\)\]\()(?!\w+:|[/#<])(?=[^()\s]+\.md[)#])")
_TITLE = re.compile(r"\A\s*# [^\n]*\n")


def plan_of_regions(vault: Vault, snapshot: Snapshot, *, only: str | None = None) -> Plan:
    """Return which notes would change, and what is wrong with their markers.

    Args:
        vault: the vault.
        snapshot: its index, up to date.
        only: the name of the only page to fill in.
    """
    filler = _Filler(vault, snapshot, only)
    changes: list[Change] = []
    problems: list[Problem] = []
    unchanged = 0
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
    vault: Vault, snapshot: Snapshot, *, now: float, only: str | None = None
) -> Built:
    """Fill in the regions that are not as they should be; see ``plan_of_regions``.

    Args:
        vault: the vault.
        snapshot: its index, up to date.
        now: the time that the edit is kept under, in seconds since 1970.
        only: the name of the only page to fill in.
    """
    filler = _Filler(vault, snapshot, only)
    written: list[str] = []
    problems: list[Problem] = []
    unchanged = 0
    with Edits(vault, now=now) as edits:
        for path, text in _notes_with_markers(vault, snapshot):
            regions = regions_of(text)
            try:
                if filler.filled(path, text) == text:
                    unchanged += bool(regions.found)
                elif edits.rewrite(path, partial(filler.edit, path)).changed:
                    written.append(path)
            except (RefusedError, EditConflictError, OSError) as error:
                problems.append(_problem(path, 1, str(error)))
            problems += filler.problems_of(path, regions)
    return Built(tuple(written), (), unchanged, (), tuple(problems))


class _Filler:
    """Knows what belongs into each region of a vault; each page is made once."""

    def __init__(self, vault: Vault, snapshot: Snapshot, only: str | None) -> None:
        self._folder = vault.config.pages.strip("/")
        self._kinds = {kind.name: kind for kind in kinds_of(vault.root)}
        self._drafts = Drafts(vault.root, Ground(vault, snapshot))
        chosen = chosen_kinds(vault, only)
        self._skipped = self._kinds.keys() - {kind.name for kind in chosen}
        self._made: dict[str, str | MdnetError] = {}

    def edit(self, path: str, data: bytes) -> bytes:
        """Return a note with its regions filled in."""
        return _bytes(self.filled(path, _text(data)))

    def filled(self, path: str, text: str) -> str:
        """Return the text of a note with the regions filled in that can be."""
        parts, done = [], 0
        for region in regions_of(text).found:
            body = None if region.name in self._skipped else self._page(region.name)
            if isinstance(body, str):
                parts += [text[done : region.start], self._fitted(body, path, text, region)]
                done = region.end
        return "".join([*parts, text[done:]])

    def problems_of(self, path: str, regions: Regions) -> Iterator[Problem]:
        """Yield what is wrong with the markers of a note."""
        for stray in regions.strays:
            yield _problem(path, stray.line, _stray(stray))
        for region in regions.found:
            body = None if region.name in self._skipped else self._page(region.name)
            if isinstance(body, MdnetError):
                yield _problem(path, region.line, str(body))

    def _page(self, name: str) -> str | MdnetError:
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
            return BadTemplateError(f"The template {kind.template} writes markers of regions.")
        return re.sub(r"\n{3,}", "\n\n", body.replace("\r", "")).strip("\n")

    def _fitted(self, body: str, path: str, text: str, region: Region) -> str:
        """Return a page as it stands in a region: its links lead on, its lines end alike."""
        to_pages = posixpath.relpath(self._folder, posixpath.dirname(path) or ".")
        body = _PAGE_LINK.sub(lambda _: f"{to_pages}/".replace(" ", "%20"), body)
        end = "\r\n" if text[: region.start].endswith("\r\n") else "\n"
        return (body + "\n").replace("\n", end)


def _notes_with_markers(vault: Vault, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for path in snapshot.catalogue.note_paths():
        try:
            data, _ = read_bytes(vault.root, path)
        except OSError:
            continue  # gone by now; the next refresh will tell
        if b"mdnet:" in data and len(data) < READ_LIMIT:
            yield path, _text(data)


def _text(data: bytes) -> str:
    # Bytes that are no text stand outside of the regions and come back as they were.
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _stray(stray: Stray) -> str:
    other = "end" if stray.is_begin else "begin"
    return f"the region {stray.name} has no <!-- mdnet:{other} {stray.name} -->; it stays as it is"


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path, line, 1, "broken-region", message)
