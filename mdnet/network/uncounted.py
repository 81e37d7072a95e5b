"""People whom a vault seems to hold and who are not counted, and what would count them. Pure.

What of a note speaks for a person is decided where it is read (``mdnet.notes.kinds``).
"""

from typing import TYPE_CHECKING, Final

from mdnet.model.config import Config
from mdnet.util.rows import NamedTuple

if TYPE_CHECKING:
    from mdnet.index.catalogue import Catalogue

_SETTINGS: Final = {"folder": "people", "tag": "person_words", "type": "person_words"}
# So many of a hundred contacts are worth a word.
_SHARE = 10


class Uncounted(NamedTuple):
    """Notes that look like people for one reason."""

    notes: int
    reason: str
    """``folder CRM``, ``tag friend`` or ``type client``."""
    setting: str
    """The name of the setting that would count them."""
    values: tuple[str, ...]
    """What it would hold."""

    @property
    def line(self) -> str:
        """Return the setting as a line of ``config.toml``."""
        held = ", ".join(f'"{_escaped(value)}"' for value in self.values)
        return f"{self.setting} = [{held}]"


def uncounted_people(catalogue: "Catalogue", config: Config) -> list[Uncounted]:
    """Return the notes that look like people and are none, by reason, the most at first.

    A setting that the vault has made itself is a decision, and is not asked about again. Of
    a few among many contacts nothing is said.
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
