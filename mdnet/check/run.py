"""Collects the problems of a vault or of some notes, with their severity, sorted.

The note is read from its bytes; the others come from the index. Writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from mdnet.check.escaped_links import escaped_link_problems
from mdnet.check.fields import field_problems
from mdnet.check.known import Known
from mdnet.check.links import link_problems
from mdnet.check.log_kinds import log_kind_problems
from mdnet.check.names import path_problems, shared_name_problems, twin_problems
from mdnet.check.pages import page_problems
from mdnet.check.rules import RULES
from mdnet.check.settings import PATHS, settings_problems
from mdnet.check.text import placeholder_problems, text_problems, unread_template
from mdnet.check.ties import tie_problems
from mdnet.index.store import Snapshot
from mdnet.model.config import Config, purpose_of
from mdnet.model.contact import Problem, Severity
from mdnet.notes.reader import MOST_PROBLEMS, read_note
from mdnet.vault.files import read_bytes
from mdnet.vault.root import Vault
from mdnet.vault.walk import Scan, scan

Progress = Callable[[int, int], None]
_OFF: Final = "off"


def problems_of(
    vault: Vault,
    snapshot: Snapshot,
    paths: Iterable[str] | None = None,
    *,
    today: date = date.max,
    progress: Progress | None = None,
) -> list[Problem]:
    """The problems of a vault, sorted by path and place.

    Leaves out rules that the settings turn off; the severity comes from the settings, or else
    from the rule.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
        paths: the files to check, relative to the vault; None for everything, with the
            settings and the pages.
        today: later days are in the future; by default none is.
        progress: called with the number of notes checked, and of all.
    """
    look = scan(vault.root, vault.config)
    known = known_of(snapshot, look.stamps, today)
    wanted = None if paths is None else set(paths)
    found = list(_outside_of_notes(vault, look, wanted))
    if wanted is None:
        found += page_problems(vault, snapshot)
    notes = sorted(look.stamps if wanted is None else wanted & look.stamps.keys())
    for done, path in enumerate(notes, 1):
        found += _problems_at(vault, path, known)
        if progress:
            progress(done, len(notes))
    return _judged(found, severities(vault.config))


def known_of(snapshot: Snapshot, paths: Iterable[str] = (), today: date = date.max) -> Known:
    """What checking one note needs from the others.

    Args:
        snapshot: the index of the vault, fresh.
        paths: of all files that are read; by default those in the index.
        today: later days are in the future; by default none is.
    """
    catalogue = snapshot.catalogue
    return Known(catalogue.cards(), catalogue, paths or catalogue.paths, today)


def severities(config: Config) -> dict[str, Severity]:
    """The severity of each rule that the settings do not turn off."""
    chosen: dict[str, str] = {rule.id: rule.severity for rule in RULES.values()}
    chosen |= {rule: severity for rule, severity in config.check if rule in RULES}
    known: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info"}
    return {rule: known[severity] for rule, severity in chosen.items() if severity != _OFF}


def problems_in(
    path: str, data: bytes, known: Known, config: Config, *, most: int = MOST_PROBLEMS
) -> list[Problem]:
    """The problems of one note, given its bytes, by every rule, unsorted.

    Its reader reports at most ``most`` of them.
    """
    found = [*text_problems(path, data), *path_problems(path), *twin_problems(path, known)]
    note = read_note(path, data, config, most=most)
    if note is None:
        if purpose_of(path.rpartition("/")[0], config) != "templates":
            found += unread_template(path, data)
        return found
    found += note.problems
    found += placeholder_problems(note, data)
    found += field_problems(note, data, known.as_of)
    found += log_kind_problems(note, data)
    found += link_problems(note, data, known)
    found += escaped_link_problems(note, data, known)
    found += tie_problems(note, data, known)
    found += shared_name_problems(note, data, known)
    return found


def _problems_at(vault: Vault, path: str, known: Known) -> list[Problem]:
    try:
        data, _ = read_bytes(vault.root, path)
    except OSError as error:
        reason = error.strerror or str(error)
        return [Problem(path, 1, 1, "unreadable", f"cannot be read: {reason}")]
    return problems_in(path, data, known, vault.config)


def _outside_of_notes(vault: Vault, look: Scan, wanted: set[str] | None) -> Iterator[Problem]:
    """Yield the problems of skipped files and of the settings."""
    for skipped in look.skipped:
        if wanted is None or skipped.path in wanted:
            yield skipped
    if wanted is None or not wanted.isdisjoint(PATHS):
        for problem in settings_problems(vault):
            if wanted is None or problem.path in wanted:
                yield problem


def _judged(found: Iterable[Problem], chosen: Mapping[str, Severity]) -> list[Problem]:
    """The problems, each once, with the severity of their rule, sorted."""
    # Two readers report a conflict in the front matter.
    once = {(one.path, one.line, one.code, one.message): one for one in found}
    judged = (
        replace(one, severity=chosen[one.code]) for one in once.values() if one.code in chosen
    )
    return sorted(judged, key=lambda one: (one.path, one.line, one.column, one.code, one.message))
