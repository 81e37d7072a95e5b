"""NAME on the command line: finds the person that somebody typed.

Says who an inexact name was taken for; on a terminal, lets the user choose between several.
"""

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
        self._catalogue = snapshot.catalogue
        self._resolver: Resolver = Resolver(snapshot, people, vault.config.country)

    def person(self, name: str, *, unlisted_first: bool = False) -> str:
        """The key of the person called ``name``; see ``Resolver.find``.

        Raises:
            AmbiguousNameError: several people could be meant; the error lists them.
            NotFoundError: nobody matches; the error suggests similar names.
        """
        from mdnet.model.errors import NotFoundError

        key = self.person_if_any(name, unlisted_first=unlisted_first)
        if key is None:
            raise NotFoundError(name, self._resolver.suggestions(name))
        return key

    def person_if_any(self, name: str, *, unlisted_first: bool = False) -> str | None:
        """The key of the person called ``name``; None if there is nobody.

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
        """The path of the note of the person called ``name``.

        Raises:
            AmbiguousNameError, NotFoundError: see ``person``.
            NoNoteError: the person is only mentioned in other notes.
        """
        from mdnet.model.errors import NoNoteError

        key = self.person(name)
        if self._people.contact(key) is None:
            raise NoNoteError(self._people.name(key))
        return key

    def person_or_goal(self, name: str, *, unlisted_first: bool = False) -> str:
        """The key of the person, or the path of the goal, of this name.

        Raises:
            AmbiguousNameError, NotFoundError: see ``person``.
        """
        from mdnet.model.errors import NoGoalError, NotFoundError
        from mdnet.network.goal_notes import find_goal

        try:
            return self.person(name, unlisted_first=unlisted_first)
        except NotFoundError:
            try:
                return find_goal(name, self._catalogue)
            except NoGoalError:
                pass
            raise

    def names_typed(self, words: Sequence[str]) -> list[str]:
        """The names in some words: separated by commas, in quotes, or one after another.

        All words are one name if it is somebody's, or if no names are recognised.
        """
        whole = " ".join(words)
        parts = [part.strip() for part in whole.split(",")]
        if len(parts) > 1 and all(parts):
            return [whole] if self._resolver.find_exactly(whole).keys else parts
        if len(words) == 1 or self._resolver.find(whole).keys:
            return [whole]
        names = self.names_in(words)
        return names if all(self._resolver.find(name).keys for name in names) else [whole]

    def name_and_text(self, words: Sequence[str]) -> tuple[str, str]:
        """Split a name from the text after it: ``Ana Diaz likes tea``.

        The name is a quoted word, everything up to a colon, or else the longest run of words
        that is somebody's name; a single word if there is none.
        """
        if " " not in words[0].strip():
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length])
                if name.endswith(":") or self._resolver.find(name).keys:
                    return name.removesuffix(":"), " ".join(words[length:])
        return words[0].removesuffix(":"), " ".join(words[1:])

    def names_in(self, words: Sequence[str], most: int | None = None) -> list[str]:
        """The names that words without quotes stand for: ``Ana Diaz Ben Frost`` are two.

        Words that form a full name belong together; a word that does not start one is a name by
        itself. If there are ``most`` names, the last one takes all remaining words.
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
        """The one of several people that the user chooses, on a terminal."""
        from mdnet.model.errors import AmbiguousNameError

        lines = [self._resolver.described(key) for key in keys]
        from mdnet.cli.choice import choose_one, is_asked

        if not is_asked():
            raise AmbiguousNameError(name, lines)
        return keys[choose_one(lines, f'"{name}" could be any of these:')]
