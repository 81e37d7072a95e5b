"""People whom a vault seems to contain but mdnet does not count, and the setting to change. Pure.

The signs that a note is a person's are read in ``mdnet.notes.kinds``.
"""

from typing import TYPE_CHECKING, Final

from mdnet.model.config import Config
from mdnet.util.rows import NamedTuple

if TYPE_CHECKING:
    from mdnet.index.catalogue import Catalogue

_SETTINGS: Final = {"folder": "people", "tag": "person_words", "type": "person_words"}
# From this many in a hundred contacts on, they are mentioned.
_SHARE = 10


class Uncounted(NamedTuple):
    """Notes that look like people for one reason."""

    notes: int
    reason: str
    """``folder CRM``, ``tag friend`` or ``type client``."""
    setting: str
    """The name of the setting that would count them."""
    values: tuple[str, ...]
    """The value it would get."""

    @property
    def line(self) -> str:
        """The setting as a line of ``config.toml``."""
        held = ", ".join(f'"{_escaped(value)}"' for value in self.values)
        return f"{self.setting} = [{held}]"


def uncounted_people(catalogue: "Catalogue", config: Config) -> list[Uncounted]:
    """The notes that look like people but do not count, by reason, most frequent first.

    A setting in the vault's own file is a decision, and is not questioned. A few among many
    contacts are not mentioned.
    """
    reasons = catalogue.likely_people()
    contacts = catalogue.contacts() if reasons else 0
    found = []
    for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0])):
        kind, _, name = reason.partition(" ")
        setting = _SETTINGS[kind]
        held: tuple[str, ...] = getattr(config, setting)
        if held == getattr(Config(), setting) and count * 100 >= contacts * _SHARE:
            found.append(Uncounted(count, reason, setting, (*held, name)))
    return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
