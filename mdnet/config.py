"""Settings: of a vault (``.mdnet/config.toml``) and of the user (the default vault).

A config file is data from elsewhere: it can name folders inside the vault and words, never
a command or a path outside. Mistakes are problems with a place, and the default is used.
"""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mdnet.model import Problem

CONFIG_PATH = ".mdnet/config.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one vault; the defaults serve a vault that has none."""

    people: tuple[str, ...] = ("People", "Contacts", "Persons", "Friends")
    """Folders, at any depth and in any case, whose notes are contacts."""
    goals: str = "Goals"
    """The folder whose notes are goals."""
    pages: str = "Network"
    """The folder of the generated pages; it is never read."""
    templates: tuple[str, ...] = ("Templates", "_templates")
    """Folders of note templates; they are never read."""
    log_heading: str = "Log"
    """The heading of a contact's log."""
    language: str = "en"
    """The language of the notes, for stemming and stop words: ``en``, ``de``, ``fr`` …"""


def load_config(root: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings of the vault at ``root``; what is missing or wrong is the default."""
    path = root / CONFIG_PATH
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Config(), ()
    except OSError as error:
        return Config(), (_problem(1, f"cannot be read: {error.strerror}"),)
    return parse_config(raw)


def parse_config(raw: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings from the bytes of a config file."""
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        return Config(), (_problem(1, "is not UTF-8 text"),)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Config(), (_problem(_line_of(str(error)), str(error) or "is nested too deeply"),)
    known: dict[str, Any] = {field.name: field.default for field in fields(Config)}
    config, problems = Config(), []
    for key, value in table.items():
        line = _line_of_key(text, key)
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(known)
            problems.append(_problem(line, f"unknown setting {key}", hint))
            continue
        fitted = _fitted(value, known[key])
        if fitted is None:
            wanted = "a list of texts" if isinstance(known[key], tuple) else "a text"
            problems.append(_problem(line, f"{key} must be {wanted}"))
            continue
        config = replace(config, **{key: fitted})
    return config, tuple(problems)


def _fitted(value: Any, default: object) -> Any:
    """Return ``value`` in the type of ``default``, or None when it does not fit."""
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) and item for item in items):
            return tuple(items)
        return None
    return value if isinstance(value, str) and value else None


def _problem(line: int, message: str, fix: str = "") -> Problem:
    return Problem(CONFIG_PATH, line, 1, "config", message, fix)


def _line_of(message: str) -> int:
    """Return the line that a message of ``tomllib`` ends with: ``(at line 3, column 7)``."""
    _, _, place = message.rpartition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdigit() else 1


def _line_of_key(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.partition("=")[0].strip().strip("\"'") == key:
            return number
    return 1
