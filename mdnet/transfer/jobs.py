"""New jobs reported by LinkedIn: they go to the front of the lists.

Only for people known from LinkedIn, because other address books are often the older ones. The
old job stays in its lists, and a line of text says that it is past.
"""

from collections.abc import Mapping
from typing import NamedTuple

from mdnet.formats.person import Incoming
from mdnet.transfer.identity import Person
from mdnet.transfer.tie_words import Values, listed

_KEYS = ("roles", "organizations")


class NewJob(NamedTuple):
    """The changes to a note for a new job."""

    first: Mapping[str, str]
    """The new first item of each list."""
    past: str
    """The line about the old job."""
    told: str
    """Both jobs, for the report."""

    def put_into(self, values: Values) -> Values:
        """The values with the new job in front."""
        front: Values = {key: [item, *listed(values, key)] for key, item in self.first.items()}
        return {**values, **front}


def new_job(person: Person, one: Incoming, added: Values) -> NewJob | None:
    """The new job of somebody known from LinkedIn; None if it has not changed."""
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
