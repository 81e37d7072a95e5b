"""Obsidian's settings for a vault: where its templates lie and how daily notes are named.

Reads three small files below ``.obsidian``; a file that is missing, broken or of another shape
is ignored. The formats are those of Obsidian's core plugins and of Periodic Notes.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mdnet.model.config import Config
from mdnet.notes.days import is_day_format
from mdnet.util.records import replace
from mdnet.util.safe_read import read_small

_FOLDER = ".obsidian"
_TEMPLATES = ("templates.json", "plugins/templater-obsidian/data.json")
_DAILY = ("daily-notes.json", "plugins/periodic-notes/data.json")


def with_obsidian(config: Config, root: Path) -> Config:
    """The settings of a vault, completed from its Obsidian's."""
    if not (root / _FOLDER).is_dir():
        return config
    templates = [_templates_folder(_read(root, name)) for name in _TEMPLATES]
    daily = [_day_format(_read(root, name)) for name in _DAILY]
    return replace(
        config,
        templates=_with(config.templates, templates),
        daily_notes=_with(config.daily_notes, daily),
    )


def _with(settings: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*settings, *filter(None, more))))


def _read(root: Path, name: str) -> Mapping[str, Any]:
    try:
        found = json.loads(read_small(root / _FOLDER / name, root))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _templates_folder(found: Mapping[str, Any]) -> str:
    return _line(found.get("folder") or found.get("templates_folder")).strip("/")


def _day_format(found: Mapping[str, Any]) -> str:
    """The format of daily notes with their folder, in brackets as text is quoted in one."""
    of_day = found.get("daily", found)
    if not isinstance(of_day, dict):
        return ""
    text, folder = _line(of_day.get("format")), _line(of_day.get("folder")).strip("/")
    if not text or not is_day_format(text):
        return ""
    return f"[{folder}/]{text}" if folder and "]" not in folder else text


def _line(value: object) -> str:
    return value if isinstance(value, str) and value.isprintable() else ""
