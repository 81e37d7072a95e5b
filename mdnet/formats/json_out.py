"""People to JSON lines, and to the documents of search engines.

``ndjson`` is one object a line with the keys of the note format. ``meilisearch`` has a primary
key of the letters that it allows; ``opensearch`` has an action line before each document, as
its ``_bulk`` interface takes it. Every line ends with a line feed, the last one too.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from mdnet.formats.person import Outgoing
from mdnet.model.key_table import CONTACT_KEYS

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
# Ties and the user's own keys are separate from the others, and the group is always written.
_APART: Final = frozenset(("links", "kept", "group"))
_FIELDS: Final = tuple(
    key.name for key in CONTACT_KEYS if "documents" in key.leaves and key.kind not in _APART
)


def document_of(one: Outgoing) -> dict[str, Any]:
    """A person as plain values; empty fields are left out.

    Keys are ``id``, ``name``, ``text``, ``group``, ``ties`` (``kind`` and ``name``) and those
    of the note format; dates are ISO texts, ``cadence`` is in days.
    """
    document: dict[str, Any] = {"id": stable_id(one), "name": one.name}
    for name in _FIELDS:
        value = getattr(one.contact, name)
        if value not in ((), "", None, False):
            document[name] = _plain(value)
    document["group"] = one.contact.group
    if one.contact.edges:
        document["ties"] = [{"kind": tie.kind, "name": tie.target} for tie in one.contact.edges]
    for key, texts in one.contact.extra:
        document.setdefault("extra", {})[key] = list(texts)
    if one.body.strip():
        document["text"] = one.body.strip()
    return document


def stable_id(one: Outgoing) -> str:
    """An id of letters, digits, ``-`` and ``_``: the uid as it is, else a hash."""
    if _PLAIN_ID.fullmatch(one.contact.uid):
        return one.contact.uid
    told = one.contact.uid or one.id or one.name
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def write_ndjson(people: Iterable[Outgoing]) -> Iterator[str]:
    """Yield one JSON object a line; Meilisearch takes its ``id`` as the primary key."""
    return (_line(document_of(one)) for one in people)


def write_opensearch(people: Iterable[Outgoing], index: str) -> Iterator[str]:
    """Yield an action and a document for each person, for ``POST /_bulk``.

    Args:
        people: the people.
        index: the name of the index on the server.
    """
    for one in people:
        document = document_of(one)
        action = {"index": {"_index": index, "_id": document.pop("id")}}
        yield _line(action) + _line(document)


def _line(value: Any) -> str:
    # Half letters, as file names can hold them, are no UTF-8: ASCII escapes them.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"
