"""NAME on the command line: from what somebody typed to the person who is meant.

Says whom an inexact name was taken for, and lets a person at a terminal choose between several.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mdnet.cli import output

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.network.people import People
    from mdnet.vault.root import Vault


class NameFinder:
    """Finds people of one snapshot by what was typed.

    Args:
        vault: the vault, for its settings.
        snapshot: its index, fresh.
        people: the people of the snapshot.
    """

    def __init__(self, vault: "Vault", snapshot: "Snapshot", people: "People") -> None:
        from mdnet.identity.resolver import Resolver

        self._people = people
        self._resolver: Resolver = Resolver(snapshot, people, vault.config.country)

    def person(self, name: str, *, unlisted_first: bool = False) -> str:
        """Return the key of the person called ``name``; see ``Resolver.find``.

        Raises:
            AmbiguousNameError: several people could be meant; the error lists them.
            NotFoundError: nobody could; the error suggests who is spelt alike.
        """
        from mdnet.model.errors import NotFoundError

        key = self.person_if_any(name, unlisted_first=unlisted_first)
        if key is None:
            raise NotFoundError(name, self._resolver.suggestions(name))
        return key

    def person_if_any(self, name: str, *, unlisted_first: bool = False) -> str | None:
        """Return the key of the person called ``name``; None when nobody is.

        Raises:
            AmbiguousNameError: several people could be meant; the error lists them.
        """
        from mdnet.util.text import name_key

        found = self._resolver.find(name, unlisted_first=unlisted_first)
        if not found.keys:
            return None
        key = found.keys[0] if len(found.keys) == 1 else self._one_of(name, found.keys)
        called = self._people.name(key)
        if not found.is_exact and name_key(name) != name_key(called):
            output.say(f"{' '.join(name.split())} → {called}")
        return key

    def note(self, name: str) -> str:
        """Return the path of the note of the person called ``name``.

        Raises:
            AmbiguousNameError, NotFoundError: see ``person``.
            NoNoteError: other notes speak of the person, who has no note.
        """
        from mdnet.model.errors import NoNoteError

        key = self.person(name)
        if self._people.contact(key) is None:
            raise NoNoteError(self._people.name(key))
        return key

    def names_in(self, words: Sequence[str], most: int | None = None) -> list[str]:
        """Return the names that words without quotes stand for: ``Ana Diaz Ben Frost`` are two.

        Words are put together where they are the whole name of somebody; a word that begins
        no such name is one by itself. Of ``most`` names the last one is all that is left.
        """
        names: list[str] = []
        left = [*words]
        while left:
            others = most - len(names) - 1 if most else 0
            own = left[: max(1, len(left) - others)]
            taken = len(left) if most and not others else self._length_of_name(own)
            names.append(" ".join(left[:taken]))
            del left[:taken]
        return names

    def _length_of_name(self, words: Sequence[str]) -> int:
        for length in range(len(words), 1, -1):
            if self._resolver.find_exactly(" ".join(words[:length])).keys:
                return length
        return 1

    def _one_of(self, name: str, keys: Sequence[str]) -> str:
        """Return the one of several that the user chooses; only a terminal has the choice."""
        from mdnet.model.errors import AmbiguousNameError

        lines = [self._resolver.described(key) for key in keys]
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise AmbiguousNameError(name, lines)
        from mdnet.cli.choice import choose_one

        return keys[choose_one(lines, f'"{name}" could be any of these:')]
