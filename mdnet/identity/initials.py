"""Initials that fit only one person of a vault: ``C. Huber`` if the only Huber is Carlos.

If they fit several, they prove nothing. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable

from mdnet.identity.candidates import Candidate
from mdnet.identity.person_names import INITIALS, compared_words, likeness


class Families:
    """People, by the last word of their names."""

    def __init__(self, people: Iterable[Candidate]) -> None:
        self._members: dict[str, dict[int, Candidate]] = defaultdict(dict)
        for number, person in enumerate(people):
            for name in person.names:
                if words := compared_words(name):
                    self._members[words[-1]][number] = person

    def are_only_fit(self, one: Candidate, other: Candidate) -> bool:
        """Whether one has a name with initials that fit only the other."""
        return self._fits_alone(one, other) or self._fits_alone(other, one)

    def _fits_alone(self, initialled: Candidate, other: Candidate) -> bool:
        if not any(len(word) == 1 for word in compared_words(initialled.name)):
            return False
        fitting = self._fitting(initialled.name)
        return len(fitting) == 1 and fitting[0] is other

    def _fitting(self, name: str) -> list[Candidate]:
        words = compared_words(name)
        family = self._members.get(words[-1], {})
        return [person for person in family.values() if _may_stand_for(name, person)]


def _may_stand_for(name: str, person: Candidate) -> bool:
    likes = [likeness(name, other) for other in person.names]
    return any(like is not None and like.words == INITIALS for like in likes)
