"""Settings: of a vault (``.mdnet/config.toml``) and of the user (the default vault).

A config file is data from elsewhere: it can name folders inside the vault and words, never
a command or a path outside. Mistakes are problems with a place, and the default is used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeAlias

from mdnet.model import Problem
from mdnet.small_files import read_small, toml_of
from mdnet.text import circle_key

CONFIG_PATH = ".mdnet/config.toml"

# After how many days one would like to be in touch again with people of a circle.
Rhythms: TypeAlias = tuple[tuple[str, int], ...]
# The id of a rule, and error, warning, info or off.
Severities: TypeAlias = tuple[tuple[str, str], ...]
_SEVERITIES = ("error", "warning", "info", "off")
CADENCE: Rhythms = (
    ("family", 30),
    ("close friend", 30),
    ("friend", 90),
    ("work", 180),
    ("former work", 180),
    ("school", 180),
    ("club", 180),
    ("community", 180),
)
# A file with more mistakes is none of ours; looking for their lines would take its time.
_MOST_PROBLEMS = 20
# What takes a circle's rhythm away.
_NEVER = "never"


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
    cadence: Rhythms = CADENCE
    """The rhythm of each circle, for people whose note gives none."""
    discover: tuple[str, ...] = ()
    """Roles to ask for besides the built-in ones; ``-vet`` takes one away."""
    check: Severities = ()
    """What rules of ``mdnet check`` are worth in this vault."""


def load_config(root: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings of the vault at ``root``; what is missing or wrong is the default."""
    try:
        raw = read_small(root / CONFIG_PATH, root)
    except FileNotFoundError:
        return Config(), ()
    except OSError as error:
        return Config(), (_broken(1, f"cannot be read: {error.strerror}"),)
    return parse_config(raw)


def parse_config(raw: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings from the bytes of a config file."""
    try:
        text = raw.decode("utf-8-sig")
        table = toml_of(text)
    except UnicodeDecodeError:
        return Config(), (_broken(1, "is not UTF-8 text"),)
    except ValueError as error:  # a number may have too many digits
        return Config(), (_broken(_line_of(str(error)), str(error)),)
    known: dict[str, Any] = {field.name: field.default for field in fields(Config)}
    config, problems = Config(), []
    for key, value in table.items():
        line = line_of_key(text, key)
        if key not in known:
            problems.append(_unknown(key, line, known))
        elif key in _TABLES and isinstance(value, dict):
            read, wrong = _TABLES[key](value, text)
            config = replace(config, **{key: read})
            problems += wrong
        elif key not in _TABLES and (fitted := _fitted(value, known[key])) is not None:
            config = replace(config, **{key: fitted})
        else:
            problems.append(_problem(line, f"{key} must be {_wanted(key, known[key])}"))
        if len(problems) >= _MOST_PROBLEMS:
            break
    return config, tuple(problems[:_MOST_PROBLEMS])


def _unknown(key: str, line: int, known: Mapping[str, Any]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "known are " + ", ".join(known)
    return _problem(line, f"unknown setting {key}", hint)


def _wanted(key: str, default: object) -> str:
    if key == "cadence":
        return "a table of circles"
    if key == "check":
        return "a table of rules"
    if key == "discover":
        return "a table with a list of roles"
    return "a list of texts" if isinstance(default, tuple) else "a text"


def _rhythms(table: Mapping[str, Any], text: str) -> tuple[Rhythms, list[Problem]]:
    """Return the rhythms of circles, those of the table over the default ones."""
    from mdnet.when import as_days

    rhythms = {circle_key(circle): (circle, days) for circle, days in CADENCE}
    problems = []
    for circle, value in table.items():
        days = as_days(value) if isinstance(value, str) else None
        if value == _NEVER:
            rhythms.pop(circle_key(circle), None)
        elif days is None:
            line = line_of_key(text, circle, after=line_of_key(text, "cadence"))
            said = f"the cadence of {circle} must be a span of time"
            problems.append(_problem(line, said, f'something like "3 months", or "{_NEVER}"'))
        else:
            rhythms[circle_key(circle)] = (circle, days)
    return tuple(rhythms.values()), problems


def _roles(table: Mapping[str, Any], text: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the roles of ``[discover] roles = [...]``."""
    problems = []
    after = line_of_key(text, "discover")
    for key in table.keys() - {"roles"}:
        line = line_of_key(text, key, after=after)
        problems.append(_problem(line, f"unknown setting discover.{key}", "known is roles"))
    roles = _fitted(table.get("roles", []), ())
    if roles is None:
        line = line_of_key(text, "roles", after=after)
        problems.append(_problem(line, "discover.roles must be a list of texts"))
    return roles or (), problems


def _severities(table: Mapping[str, Any], text: str) -> tuple[Severities, list[Problem]]:
    """Return what ``[check]`` says of rules; whether there are such rules is not known here."""
    chosen, problems = [], []
    for rule, value in table.items():
        if value in _SEVERITIES:
            chosen.append((rule, value))
        else:
            line = line_of_key(text, rule, after=line_of_key(text, "check"))
            message = f"check.{rule} must be one of {', '.join(_SEVERITIES)}"
            problems.append(_problem(line, message))
    return tuple(chosen), problems


# How the settings that are tables are read.
_TABLES: dict[str, Callable[[Mapping[str, Any], str], tuple[Any, list[Problem]]]] = {
    "cadence": _rhythms,
    "discover": _roles,
    "check": _severities,
}


def _fitted(value: Any, default: object) -> Any:
    """Return ``value`` in the type of ``default``, or None when it does not fit."""
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(map(_is_line, items)):
            return tuple(items)
        return None
    return value if _is_line(value) else None


def _is_line(value: Any) -> bool:
    """Tell whether a value is a text that can be a heading or the name of a folder."""
    return isinstance(value, str) and value != "" and value.isprintable()


def _problem(line: int, message: str, fix: str = "") -> Problem:
    return Problem(CONFIG_PATH, line, 1, "bad-setting", message, fix)


def _broken(line: int, message: str) -> Problem:
    return Problem(CONFIG_PATH, line, 1, "broken-settings", message, severity="error")


def _line_of(message: str) -> int:
    """Return the line that a message of ``tomllib`` ends with: ``(at line 3, column 7)``."""
    _, _, place = message.rpartition("(at line ")
    number = place.partition(",")[0]
    return int(number) if number.isdigit() else 1


def line_of_key(text: str, key: str, after: int = 1) -> int:
    """Return the line of a TOML file on which a key or table begins, at the earliest ``after``."""
    lines = text.splitlines()[after - 1 :]
    for number, line in enumerate(lines, start=after):
        if line.partition("=")[0].strip(" \t[]\"'") == key:
            return number
    return after
