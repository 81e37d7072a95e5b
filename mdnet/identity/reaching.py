"""Finds phone numbers, addresses and pages of the people that a name may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mdnet.identity.resolver import Resolver
from mdnet.index.store import Snapshot
from mdnet.model.errors import NotFoundError
from mdnet.model.reach import ContactWay, ReachKind, ways_to_reach
from mdnet.network.people import People


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody with a note, and the ways to reach them."""

    name: str
    path: str
    role: str
    organization: str
    city: str
    ways: tuple[ContactWay, ...]

    def as_fields(self) -> dict[str, str]:
        """The identifying fields, by their names in templates and JSON."""
        return {
            "name": self.name, "path": self.path, "role": self.role,
            "org": self.organization, "city": self.city,
        }  # fmt: skip


class Reaching:
    """Finds people of one snapshot.

    Args:
        snapshot: the index, fresh.
        country: for phone numbers without a country code; see ``phone_key``.
    """

    def __init__(self, snapshot: Snapshot, country: str = "") -> None:
        # The last contact does not matter here.
        self._people = People(snapshot, date.min)
        self._resolver = Resolver(snapshot, self._people, country)
        self._country = country

    def people(self, name: str) -> list[Reached]:
        """Everybody with a note whom ``name`` matches equally well.

        Raises:
            NotFoundError: nobody matches; the error suggests similar names.
        """
        found = self._reached(self._resolver.find(name).keys)
        if not found:
            raise NotFoundError(name, self._resolver.suggestions(name))
        return found

    def beginning(self, text: str) -> list[Reached]:
        """Everybody with a name that has words with these beginnings, or the text in an address.

        For mail programs that complete addresses.
        """
        return self._reached(self._resolver.beginning(text))

    def _reached(self, keys: Iterable[str]) -> list[Reached]:
        found = []
        for key in keys:
            contact = self._people.contact(key)
            if contact is not None:
                role, org = (
                    next(iter(some), "") for some in (contact.roles, contact.organizations)
                )
                ways = ways_to_reach(contact, self._country)
                name = self._people.name(key)
                found.append(Reached(name, key, role, org, contact.city, ways))
        return found


def values_of_kind(people: Iterable[Reached], kind: ReachKind) -> list[tuple[Reached, str]]:
    """The bare values of a kind, each with the person who has it."""
    return [(one, way.value) for one in people for way in one.ways if way.kind == kind]
