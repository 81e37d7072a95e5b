"""Settings: of a vault (``.mdnet/config.toml``) and of the user (the default vault).

A config file is data from elsewhere: it can name folders inside the vault and words, never
a command or a path outside. Mistakes become problems with a place, and the default is used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from mdnet.model.calling_codes import is_country
from mdnet.model.circles import circle_key
from mdnet.model.contact import Problem
from mdnet.model.note_names import HIDDEN
from mdnet.model.people_words import PERSON_WORDS, folder_form, is_templates_folder
from mdnet.util.records import Record, replace, values_of
from mdnet.util.safe_read import read_small
from mdnet.util.toml import KeyLines, place_of, toml_of

CONFIG_PATH = ".mdnet/config.toml"

# The days after which one would like to be in touch again with people of a circle.
Rhythms: TypeAlias = tuple[tuple[str, int], ...]
Purpose = Literal["people", "goals", "templates", ""]
"""What a folder is for."""
# The id of a rule, and error, warning, info or off.
Severities: TypeAlias = tuple[tuple[str, str], ...]
WIKI, MARKDOWN = "wiki", "markdown"
"""How generated pages link to notes: ``[[Ana]]``, or ``[Ana](../People/Ana.md)``."""
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
MOST_PROBLEMS = 20
"""The problems kept of one file; one with more mistakes is not a config file."""
# Words that remove a circle's rhythm.
_NEVER = "never"


class Config(Record):
    """The settings of one vault; the defaults serve a vault that has none."""

    people: tuple[str, ...] = (
        "People", "Contacts", "Persons", "Friends", "Personen", "Kontakte",
    )  # fmt: skip
    """Folders, at any depth and however decorated (``folder_form``), whose notes are contacts."""
    person_words: tuple[str, ...] = PERSON_WORDS
    """Words for a person in a tag, a type or a category."""
    goals: str = "Goals"
    """The folder whose notes are goals."""
    pages: str = "Network"
    """The folder of the generated pages; it is never read."""
    links: str = WIKI
    """How pages link to notes: ``wiki`` or ``markdown``."""
    templates: tuple[str, ...] = ("Templates", "_templates")
    """Folders of note templates; they are never read."""
    daily_notes: tuple[str, ...] = ()
    """How daily notes are named, besides the usual ways: formats of Moment.js."""
    log_heading: tuple[str, ...] = ("Log", "Interactions", "Interaction log", "Contact log")
    """The headings of a contact's log; a new one is written like the first."""
    language: str = "en"
    """The language of the notes, for stemming and stop words: ``en``, ``de``, ``fr`` …"""
    country: str = ""
    """The country of phone numbers that name none: ``CH``, ``DE`` …"""
    cadence: Rhythms = CADENCE
    """The rhythm of each circle, for people whose note gives none."""
    discover: tuple[str, ...] = ()
    """Roles to ask for besides the built-in ones; ``-vet`` removes one."""
    check: Severities = ()
    """The severities of ``mdnet check``'s rules in this vault."""


def load_config(root: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings of the vault at ``root``; missing or wrong ones get the default."""
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
    except UnicodeDecodeError:
        return Config(), (_broken(1, "is not UTF-8 text"),)
    try:
        table = toml_of(text)
    except ValueError as error:  # a number may have too many digits
        return Config(), (_broken(place_of(error, text)[0], str(error)),)
    default = Config()
    known = values_of(default)
    read: dict[str, Any] = {}
    mistakes = _Mistakes(text)
    for key, value in table.items():
        if mistakes.are_many:
            break
        if key not in known:
            mistakes.add(f"unknown setting {key}", _known_like(key, known), key=key)
        elif key in _TABLES and isinstance(value, dict):
            read[key] = _TABLES[key](value, mistakes)
        elif key == "country" and not (isinstance(value, str) and is_country(value)):
            mistakes.add(f"{key} must be two letters", 'such as "CH"', key=key)
        elif key == "links" and value not in (WIKI, MARKDOWN):
            mistakes.add(f"{key} must be {WIKI} or {MARKDOWN}", key=key)
        elif key not in _TABLES and (fitted := _fitted(value, known[key])) is not None:
            read[key] = fitted
        else:
            mistakes.add(f"{key} must be {_wanted(key, known[key])}", key=key)
    config = _without_unread(replace(default, **read), read, mistakes)
    return config, tuple(mistakes.found)


def pages_folder(config: Config) -> str:
    """The folder of the generated pages in the form in which a scan compares it."""
    return config.pages.strip("/").casefold()


def why_unread_folder(folder: str, config: Config) -> str:
    """The reason why notes in a folder would not be read, in words; empty when they would."""
    parts = [part for part in folder.split("/") if part]
    if any(part[0] in HIDDEN for part in parts):
        return "folders that begin with . or # are skipped"
    pages = pages_folder(config)
    if pages and f"{'/'.join(parts)}/".casefold().startswith(f"{pages}/"):
        return f"{config.pages} is the folder of the generated pages"
    if _is_of_templates(folder, config.templates):
        return "it is a folder of templates"
    return ""


@lru_cache(maxsize=1024)
def purpose_of(folder: str, config: Config) -> Purpose:
    """The purpose of a folder, by its own name or one above it; empty for nothing special."""
    if not folder:
        return ""
    if _is_of_templates(folder, config.templates):
        return "templates"
    if _lies_in(folder, (config.goals,)):
        return "goals"
    return "people" if _lies_in(folder, config.people) else ""


def number_of_people_folder(folder: str, config: Config) -> int:
    """The number of the setting's people folder that a folder is or lies in.

    Their count if it is none of them.
    """
    found = (number for number, name in enumerate(config.people) if _lies_in(folder, (name,)))
    return next(found, len(config.people))


@lru_cache(maxsize=1024)
def is_people_folder(name: str, config: Config) -> bool:
    """Whether the last part of a folder is itself the name of a folder of people."""
    form = folder_form(name)
    return any(folder_form(one.strip("/").rpartition("/")[2]) == form for one in config.people)


def _lies_in(folder: str, names: Iterable[str]) -> bool:
    """Whether a folder, or one above it, has one of some names."""
    parts = f"/{_form_of(folder)}/"
    return any(f"/{_form_of(name.strip('/'))}/" in parts for name in names)


def _form_of(folder: str) -> str:
    return "/".join(map(folder_form, folder.split("/")))


def _is_of_templates(folder: str, names: Iterable[str]) -> bool:
    """Whether a folder, or one above it, is one of templates."""
    plain = [name.strip("/") for name in names]
    if _lies_in(folder, plain):
        return True
    forms = [folder_form(name) for name in plain if "/" not in name]
    return any(is_templates_folder(part, form) for part in folder.split("/") for form in forms)


class _Mistakes:
    """The first mistakes in a file of settings; no line is looked up for the rest."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: KeyLines | None = None
        self.found: list[Problem] = []

    @property
    def are_many(self) -> bool:
        """Whether more would not be kept."""
        return len(self.found) >= MOST_PROBLEMS

    def add(self, message: str, fix: str = "", *, key: str, table: str = "") -> None:
        """Keep a mistake in a key, unless there are enough."""
        if self.are_many:
            return
        self._lines = self._lines or KeyLines(self._text)
        self.found.append(_problem(self._lines.of(key, table), message, fix))


def _without_unread(config: Config, named: Mapping[str, Any], mistakes: _Mistakes) -> Config:
    """The settings without folders for people or goals that no scan looks into.

    ``named`` are the settings in the file: a default is not a mistake of the user's.
    """
    if "people" in named:
        people = tuple(_read_ones(config, "people", config.people, mistakes))
        config = replace(config, people=people or Config().people)
    if "goals" in named and not [*_read_ones(config, "goals", (config.goals,), mistakes)]:
        config = replace(config, goals=Config().goals)
    return config


def _read_ones(
    config: Config, key: str, folders: Iterable[str], mistakes: _Mistakes
) -> Iterator[str]:
    """Yield the folders whose notes are read; keep the others as mistakes."""
    for folder in folders:
        why = why_unread_folder(folder, config)
        if why:
            message = f"{key}: {folder} would never be read: {why}"
            mistakes.add(message, "name another folder", key=key)
        else:
            yield folder


def _known_like(key: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    return f"did you mean {near[0]}?" if near else "known are " + ", ".join(known)


def _wanted(key: str, default: object) -> str:
    if key == "cadence":
        return "a table of circles"
    if key == "check":
        return "a table of rules"
    if key == "discover":
        return "a table with a list of roles"
    return "a list of texts" if isinstance(default, tuple) else "a text"


def _rhythms(table: Mapping[str, Any], mistakes: _Mistakes) -> Rhythms:
    """The rhythms of circles, those of the table over the default ones."""
    from mdnet.util.dates import as_days

    rhythms = {circle_key(circle): (circle, days) for circle, days in CADENCE}
    for circle, value in table.items():
        days = as_days(value) if isinstance(value, str) else None
        if value == _NEVER:
            rhythms.pop(circle_key(circle), None)
        elif days is None:
            said = f"the cadence of {circle} must be a time span"
            fix = f'something like "3 months", or "{_NEVER}"'
            mistakes.add(said, fix, key=circle, table="cadence")
        else:
            rhythms[circle_key(circle)] = (circle, days)
    return tuple(rhythms.values())


def _roles(table: Mapping[str, Any], mistakes: _Mistakes) -> tuple[str, ...]:
    """The roles of ``[discover] roles = [...]``."""
    for key in table.keys() - {"roles"}:
        mistakes.add(f"unknown setting discover.{key}", "known is roles", key=key, table="discover")
    roles = _fitted(table.get("roles", []), ())
    if roles is None:
        mistakes.add("discover.roles must be a list of texts", key="roles", table="discover")
    return roles or ()


def _severities(table: Mapping[str, Any], mistakes: _Mistakes) -> Severities:
    """The severities in ``[check]``; whether the rules exist is checked elsewhere."""
    chosen = []
    for rule, value in table.items():
        if value in _SEVERITIES:
            chosen.append((rule, value))
        else:
            message = f"check.{rule} must be one of {', '.join(_SEVERITIES)}"
            mistakes.add(message, key=rule, table="check")
    return tuple(chosen)


# How the settings that are tables are read.
_TABLES: dict[str, Callable[[Mapping[str, Any], _Mistakes], Any]] = {
    "cadence": _rhythms,
    "discover": _roles,
    "check": _severities,
}


def _fitted(value: Any, default: object) -> Any:
    """The value in the type of ``default``, or None when it does not fit."""
    if isinstance(default, tuple):
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(map(_is_line, items)):
            return tuple(items)
        return None
    return value if _is_line(value) else None


def _is_line(value: Any) -> bool:
    """Whether a value is text that can be a heading or a folder's name."""
    return isinstance(value, str) and value != "" and value.isprintable()


def _problem(line: int, message: str, fix: str = "") -> Problem:
    return Problem(CONFIG_PATH, line, 1, "bad-setting", message, fix)


def _broken(line: int, message: str) -> Problem:
    return Problem(CONFIG_PATH, line, 1, "broken-settings", message, severity="error")
