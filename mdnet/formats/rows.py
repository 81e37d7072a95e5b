"""A row of a table as the properties of a card, so that tables and cards are read alike.

Labels, addresses in parts and names in parts go the way that vCards go: into fields, and
where they say more, into lines kept under ``vcard``. Knows no columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mdnet.formats.content import Params, Property, compose
from mdnet.formats.person import Incoming, Lost
from mdnet.formats.vcard.person import person_of
from mdnet.formats.vcard.values import escape

_TYPES = {
    "home": ("home",), "work": ("work",), "business": ("work",), "other": ("other",),
    "mobile": ("cell",), "cell": ("cell",), "main": ("main",), "pager": ("pager",),
    "home fax": ("home", "fax"), "work fax": ("work", "fax"), "homefax": ("home", "fax"),
    "workfax": ("work", "fax"), "fax": ("fax",), "car": ("car",),
}  # fmt: skip


class RowCard:
    """The properties of one row, in progress."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.properties: list[Property] = []
        self.lost: list[Lost] = []
        self.keys: list[str] = []
        self.groups = 0

    def add(self, name: str, text: str, label: str = "", *, preferred: bool = False) -> None:
        """Add a property with one text; a label becomes a TYPE, or one of Apple's labels."""
        self.structured(name, (text,), label, preferred=preferred)

    def structured(
        self, name: str, parts: Sequence[str], label: str = "", *, preferred: bool = False
    ) -> None:
        """Add a property of several parts, such as N, ORG or ADR; an empty one is left out."""
        value = ";".join(escape(part.strip()) for part in parts)
        if not value.strip("; "):
            return
        types = _TYPES.get(label.strip().lower())
        params: Params = tuple(("TYPE", one) for one in types or ())
        if preferred:
            params = (*params, ("TYPE", "pref"))
        group = ""
        if label.strip() and types is None:
            self.groups += 1
            group = f"item{self.groups}"
            self._put("X-ABLABEL", escape(label.strip()), (), group, shown="X-ABLabel")
        self._put(name, value, params, group)

    def listed(self, name: str, texts: Iterable[str]) -> None:
        """Add a property that is a comma list."""
        value = ",".join(escape(text.strip()) for text in texts if text.strip())
        if value:
            self._put(name, value, (), "")

    def lose(self, column: str, value: str, reason: str) -> None:
        """Report a cell that does not fit."""
        self.lost.append(Lost(column, value if len(value) <= 60 else value[:59] + "…", reason))

    def _put(self, name: str, value: str, params: Params, group: str, shown: str = "") -> None:
        text = compose(shown or name, value, params, group)
        self.properties.append(Property(name, value, params, group, 0, text))

    def incoming(self) -> Incoming | None:
        """The person, or None when nothing names them."""
        one = person_of(self.properties, self.place)
        if one is None:
            return None
        keys = tuple(dict.fromkeys((*one.keys, *self.keys)))
        return replace(one, keys=keys, lost=(*one.lost, *self.lost))
