"""Finds the folder that is the vault.

It looks where git and Obsidian would: the command line, then the environment, then upwards
from here, then the user's default. Reads no notes.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from mdnet.model.config import Config, load_config
from mdnet.model.contact import Problem
from mdnet.model.errors import NoVaultError
from mdnet.util.records import Record, replace
from mdnet.util.safe_read import read_small
from mdnet.util.toml import toml_of
from mdnet.vault.obsidian import with_obsidian

MARKERS = (".mdnet", ".obsidian")


class Vault(Record):
    """A vault: its real path and its settings, with the problems in them."""

    root: Path
    config: Config = Config()
    problems: tuple[Problem, ...] = ()


def settings_of(vault: Vault) -> str:
    """Everything besides the notes that an index depends on."""
    return f"{vault.root} {replace(vault.config, cadence=(), discover=(), check=(), country='')}"


def open_vault(root: Path) -> Vault:
    """The vault at ``root``.

    Raises:
        NoVaultError: ``root`` is not a readable folder.
    """
    try:
        real = Path(os.path.realpath(root.expanduser()))
        is_folder = stat.S_ISDIR(real.stat().st_mode)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise NoVaultError(f"{root} cannot be used as a vault: {reason}.") from error
    if not is_folder:
        raise NoVaultError(f"{root} is a file; a vault is a folder of notes.")
    config, problems = load_config(real)
    return Vault(real, with_obsidian(config, real), problems)


def find_vault(explicit: str | None, environment: Mapping[str, str], start: Path) -> Vault:
    """The vault a command works on.

    Args:
        explicit: the value of ``--vault``, if given.
        environment: ``MDNET_VAULT`` and the place of the user's config are read from it.
        start: the folder to look upwards from.

    Raises:
        NoVaultError: nothing was named and nothing was found; the message says how to
            make a vault.
    """
    named = explicit or environment.get("MDNET_VAULT")
    if named:
        return open_vault(Path(named))
    for marker in MARKERS:
        for folder in (start, *start.parents):
            if (folder / marker).is_dir() and not _is_config_home(folder, marker):
                return open_vault(folder)
    default = _default_vault(environment)
    if default:
        return open_vault(Path(default))
    raise NoVaultError(
        "There is no vault here. Name one with --vault DIR (or MDNET_VAULT), "
        "or make one: mdnet init ~/network"
    )


def _is_config_home(folder: Path, marker: str) -> bool:
    """Whether ``~/.obsidian`` or the like is a program's own folder and no vault's."""
    return (
        marker == ".obsidian"
        and folder == Path.home()
        and not (folder / marker / "app.json").exists()
    )


def _default_vault(environment: Mapping[str, str]) -> str | None:
    """The ``vault = "…"`` of the user's config file, if it has one."""
    try:
        data = read_small(user_config_folder(environment) / "config.toml")
        value = toml_of(data.decode()).get("vault")
    except (OSError, ValueError):
        return None
    return value if isinstance(value, str) else None


def user_config_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the user's own settings, ``MDNET_CONFIG_DIR`` or the system's."""
    named = environment.get("MDNET_CONFIG_DIR")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("mdnet")
