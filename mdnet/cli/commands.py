"""The table of commands: a line of help of each, in the sections in which ``--help`` shows them.

Plain data, so that ``--help`` imports no command.
"""

from typing import Final

SECTIONS: Final[dict[str, dict[str, str]]] = {
    "Find people": {
        "search": "Find who can help with a goal, and why.",
        "show": "Show one person on a page.",
        "list": "List contacts, filtered and sorted.",
        "path": "Find who can introduce you to somebody.",
        "match": "Match needs with what others of your contacts offer.",
        "phone": "Print somebody's phone numbers.",
        "email": "Print somebody's email addresses.",
        "open": "Open somebody's web page, or write or call them.",
    },
    "Keep in touch": {
        "log": "Add a dated line to somebody's log.",
        "due": "Show whom to get back to today, and near birthdays.",
        "balance": "Show who is ahead in the exchange, and open promises.",
    },
    "Write": {
        "new": "Write a note for a person.",
        "note": "Add a line of text to somebody's note.",
        "edit": "Open somebody's note in your editor.",
        "goal": "Write down goals, and follow their leads.",
        "discover": "Jog your memory: whom you know, and where the gaps are.",
    },
    "Bring in and out": {
        "import": "Make notes of address books and other files.",
        "export": "Write contacts for address books, tables and search engines.",
        "build": "Write the summary pages of the network.",
    },
    "Look after the vault": {
        "init": "Make a vault, or adopt a folder as one.",
        "undo": "Undo the last edit of mdnet, and again the one before.",
        "redo": "Do again what was undone last.",
        "check": "Find what is wrong in notes, and mend it.",
        "duplicates": "Find notes that are probably about one person.",
        "merge": "Make one note of two, and take over every link.",
        "rename": "Give a person or a goal another name, in all links too.",
        "watch": "Keep the index and the pages fresh on every save.",
        "index": "Bring the index up to date by hand.",
        "stats": "Show the network in figures.",
    },
}

COMMANDS: Final[dict[str, str]] = {
    name: line for section in SECTIONS.values() for name, line in section.items()
}
"""The names of all commands with their lines."""
