"""A job that has changed since LinkedIn told of it last: the new one comes first.

Only where LinkedIn itself says so of a person it knows: other address books are as often the
older ones. The old job stays in its lists, and as a line of the text that says it is past.
"""

from collections.abc import Mapping
from typing import NamedTuple

from mdnet.formats.person import Incoming
from mdnet.transfer.identity import Person
from mdnet.transfer.tie_words import Values, listed

_KEYS = ("roles", "organizations")


class NewJob(NamedTuple):
    """What changes in the note of somebody with a new job."""

    first: Mapping[str, str]
    """What comes to the front of each list."""
    past: str
    """The line on the old job."""
    told: str
    """Both jobs, for the report."""

    def put_into(self, values: Values) -> Values:
        """The values of the person with the new job in front."""
        front: Values = {key: [item, *listed(values, key)] for key, item in self.first.items()}
        return {**values, **front}


def new_job(person: Person, one: Incoming, added: Values) -> NewJob | None:
    """The new job of somebody whom LinkedIn knew with another one; None for none."""
    if person.is_new or not _is_known_to_linkedin(person, one):
        return None
    before = [" / ".join(listed(person.values, key)[:1]) for key in _KEYS]
    first = {key: listed(added, key)[0] for key in _KEYS if listed(added, key)}
    if not first or not any(before):
        return None
    now = [first.get(key, old) for key, old in zip(_KEYS, before, strict=True)]
    old, new = _in_words(before), _in_words(now)
    return NewJob(first, f"Formerly {old}.", f"{old} → {new}")


def _is_known_to_linkedin(person: Person, one: Incoming) -> bool:
    known = {key.form.rpartition("/")[2] for key in person.identifiers if key.kind == "profile"
             and key.form.startswith("linkedin.com/in/")}  # fmt: skip
    return any(key.removeprefix("linkedin:") in known for key in one.keys) and (
        one.contact.met_at == "LinkedIn"
    )


def _in_words(job: list[str]) -> str:
    return ", ".join(part for part in job if part)
