"""The first step of a search: phone numbers, addresses and profiles are looked up directly.

These match exactly or not at all, so nothing is ranked.
"""

from datetime import date

from mdnet.identity.resolver import Resolver
from mdnet.index.store import Snapshot
from mdnet.model.contact import Contact
from mdnet.model.identifiers import Identifier, identifiers_in, identifiers_of, item_key
from mdnet.network.people import People
from mdnet.search.filters import Filters
from mdnet.search.hits import hit_of
from mdnet.search.results import Answer, Reason

_FIELDS = ("phones", "emails", "urls", "social")
# These are certainly look-ups, even if nobody matches. Other texts may also be goals.
_SURE = frozenset(("phone", "email"))


def looked_up(
    snapshot: Snapshot, goal: str, *, today: date, filters: Filters, country: str = ""
) -> Answer | None:
    """Find the people who have the number, address, page or handle that ``goal`` is.

    Args:
        snapshot: the index, fresh.
        goal: as it was typed.
        today: for the last contact.
        filters: who may be a hit, as in a search; they do not affect the order.
        country: for phone numbers without a country code; see ``phone_key``.

    Returns:
        None for any other goal, and if it could be one and nobody matches.
    """
    identifiers = identifiers_in(goal, country)
    is_handle = goal.startswith("@") and " " not in goal
    if not identifiers and not is_handle:
        return None
    people = People(snapshot, today)
    resolver = Resolver(snapshot, people, country)
    keys = [key for key in resolver.holders(goal) if filters.admit(people.contact(key))]
    keys = keys[: filters.limit]
    if not keys and not any(one.kind in _SURE for one in identifiers):
        return None
    reason = _Reasons(identifiers, country)
    hits = tuple(hit_of(people, key, reason.of(goal, people.contact(key))) for key in keys)
    return Answer(hits, ignored=() if hits else (goal,))


class _Reasons:
    """Finds the value of a note that was looked up."""

    def __init__(self, identifiers: tuple[Identifier, ...], country: str) -> None:
        self._identifiers = identifiers
        self._country = country

    def of(self, goal: str, contact: Contact | None) -> tuple[Reason, ...]:
        for field in _FIELDS if contact else ():
            for value in getattr(contact, field):
                if self._is_meant(goal, field, value):
                    return (Reason("is", "extra", value, (goal,)),)
        return (Reason("is", "extra", goal, (goal,)),)

    def _is_meant(self, goal: str, field: str, value: str) -> bool:
        if item_key(field, goal, self._country) == item_key(field, value, self._country):
            return True
        own = identifiers_of(
            phones=(value,) if field == "phones" else (),
            emails=(value,) if field == "emails" else (),
            profiles=(value,) if field in {"urls", "social"} else (),
            country=self._country,
        )
        return any(one.is_same(other) for one in self._identifiers for other in own)
