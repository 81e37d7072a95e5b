"""The table of commands with a line of help each, in the sections of ``--help``.

Plain data, so that ``--help`` imports no command.
"""

from typing import Final

SECTIONS: Final[dict[str, dict[str, str]]] = {
    "Find people": {
        "search": "Find who can help with a goal, and why.",
        "show": "Show one person at a glance.",
        "list": "List contacts, filtered and sorted.",
        "path": "Find who can introduce you to somebody.",
        "match": "Find contacts who could help each other.",
        "phone": "Print somebody's phone numbers.",
        "email": "Print somebody's email addresses.",
        "open": "Open somebody's web page, or email or call them.",
    },
    "Keep in touch": {
        "log": "Add a dated line to somebody's log.",
        "due": "Show who to get back to, and upcoming birthdays.",
        "balance": "Show favours given and received, and open promises.",
    },
    "Write": {
        "new": "Create a note for a person.",
        "note": "Add a line of text to somebody's note.",
        "edit": "Open somebody's note in your editor.",
        "goal": "Write down goals, and follow up the leads.",
        "discover": "Jog your memory: who you know, and where the gaps are.",
    },
    "Import, export and pages": {
        "import": "Import contacts from address books and other files.",
        "export": "Export contacts to other programs.",
        "build": "Write summary pages about your network.",
    },
    "Look after the vault": {
        "init": "Create a vault, or turn a folder of notes into one.",
        "undo": "Undo mdnet's last edit; repeat to go further back.",
        "redo": "Redo the edit that you undid last.",
        "check": "Find problems in your notes, and fix them.",
        "duplicates": "Find notes that are probably about the same person.",
        "merge": "Merge two notes about the same person, with all links.",
        "rename": "Rename a person or a goal, and update all links.",
        "watch": "Update the index and the pages whenever you save.",
        "index": "Update the index by hand.",
        "stats": "Show your network in numbers.",
    },
}

COMMANDS: Final[dict[str, str]] = {
    name: line for section in SECTIONS.values() for name, line in section.items()
}
"""The names of all commands with their lines."""
