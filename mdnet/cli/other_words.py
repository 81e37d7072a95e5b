"""What newcomers type: the words that other programs use for these commands."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from mdnet.util.text import safe_text

_SAME: Final = {
    "search": "find query ask who",
    "show": "view info get cat whois person",
    "list": "ls ll contacts people",
    "path": "introduce via",
    "due": "remind reminders birthdays birthday agenda",
    "new": "add create",
    "edit": "vi vim nano modify update change",
    "phone": "tel telephone number call phones",
    "email": "mail e-mail emails",
    "open": "browse url web",
    "goal": "goals",
    "rename": "mv move",
    "duplicates": "dedupe duplicate dupes",
    "check": "lint validate doctor",
    "undo": "revert",
    "stats": "status statistics",
    "build": "pages",
    "index": "reindex refresh",
}
_NO_DELETING: Final = (
    "mdnet never deletes a note. Delete its file, or add archived: true to it. "
    "To find the file: mdnet edit NAME | cat"
)
_NO_SETTINGS: Final = (
    "Settings are in .mdnet/config.toml in the vault; for a list, see docs/note-format.md."
)
_COMPLETION: Final = (
    "To complete names in bash, add this line to ~/.bashrc: "
    'eval "$(_MDNET_COMPLETE=bash_source mdnet)" (for zsh and fish, see README.md)'
)
_SAID: Final = {
    **dict.fromkeys(("rm", "delete", "remove", "del", "archive"), _NO_DELETING),
    **dict.fromkeys(("config", "settings", "configure", "set"), _NO_SETTINGS),
    **dict.fromkeys(("completion", "completions", "complete"), _COMPLETION),
    "version": "The version: mdnet --version",
    "tag": 'Tags are in the note, as in "tags: [choir]". To change them: mdnet edit NAME',
    **dict.fromkeys(("met", "gave", "got", "asked"), "To log it: mdnet log NAME met TEXT"),
    "sync": "A vault is a folder of files. Sync it with git, Syncthing or a cloud folder.",
    "graph": "The map of your network is one of the pages. To write them: mdnet build",
    "map": "The map of your network is one of the pages. To write them: mdnet build",
}


def command_for(word: str, commands: Iterable[str]) -> str | None:
    """The command that ``word`` stands for in other programs; None if there is none."""
    names = (name for name, words in _SAME.items() if word in words.split() and name in commands)
    return next(names, None)


def what_to_do(word: str, commands: Iterable[str]) -> str:
    """A sentence that says what to type instead of an unknown command."""
    if word in _SAID:
        return _SAID[word]
    near = get_close_matches(word, [*commands], n=1)
    shown = safe_text(word)
    hint = f'Did you mean "{near[0]}"?' if near else f'To search: mdnet search "{shown}"'
    return f'There is no command "{shown}". {hint}'
