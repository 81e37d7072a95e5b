"""The rules of ``mdnet check``: a table that the checks, the options and the docs share.

A rule has the same name as the code of its problems. The readers of notes and settings find
many of them; the other modules of this package find the rest.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from mdnet.model.contact import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem, with an example and its fix."""

    id: str
    severity: Severity
    what: str
    example: str
    """As in a note, a file name or the settings; lines are separated by ``\\n``."""
    fix: str
    fixable: bool = False
    """Whether ``--fix`` can fix it, at least where the meaning is clear."""


@dataclass(frozen=True, slots=True)
class Family:
    """A group of rules: one section of docs/problems.md."""

    title: str
    rules: tuple[Rule, ...]


FAMILIES: Final = (
    Family("Front matter", (
        Rule(
            "broken-yaml", "error",
            "The front matter is not valid YAML. mdnet uses the lines that it can read.",
            "roles: [dentist, baker", "Write the line as the message shows.", fixable=True,
        ),
        Rule(
            "lost-text", "warning",
            "YAML reads part of this value as a special character, and drops or joins text.",
            "tags: #friend", "Put the value in quotes, and a space after the dash of a list item.",
            fixable=True,
        ),
        Rule(
            "stray-bracket", "warning", "The value ends with a bracket that was never opened.",
            "roles: dentist, baker]", "Add the opening bracket, or remove the closing one.",
        ),
        Rule(
            "unquoted-link", "warning",
            "Without quotes, YAML reads a link as a list in a list; other programs see no link.",
            "knows: [[Bob Rossi]]", "Put the link in quotes.", fixable=True,
        ),
        Rule(
            "double-colon", "warning",
            "A key is followed by two colons, as in a Dataview field. mdnet reads the key; other "
            "programs read a different key, whose name ends with a colon.",
            "companies:: Northwind", "Use one colon.", fixable=True,
        ),
        Rule(
            "duplicate-key", "error",
            "A key appears twice. mdnet joins lists and takes the first of two single values; "
            "other "
            "programs read one of the two, or nothing.",
            "roles: [dentist]\nroles: [baker]", "Put all the values under one key.",
        ),
        Rule(
            "same-key", "warning",
            "Two keys differ only in upper and lower case. mdnet reads them as one.",
            "Phone: 061 555 01 01\nphone: 061 555 01 02", "Keep one spelling.",
        ),
        Rule(
            "not-a-mapping", "error", "The front matter is a list without a key.",
            "- dentist\n- baker", "Put a key above the list.",
        ),
        Rule(
            "no-front-matter", "info",
            "The lines between the dashes are not front matter; they are read as text.",
            "---\nOnce upon a time.\n---", "Nothing, if the dashes are meant as horizontal lines.",
        ),
        Rule(
            "nested-too-deep", "error", "The front matter is nested too deeply or grows too large.",
            "a: [[[[[[[[…", "Use plain keys, values and lists.",
        ),
        Rule(
            "front-matter-too-large", "error", "The front matter does not end within 64 KiB.",
            "---\nabout: a whole novel …", "Move long text below the front matter.",
        ),
        Rule(
            "late-front-matter", "warning",
            "Front matter only counts if its dashes are the very first line.",
            "(an empty line)\n---\nroles: [dentist]\n---", "Remove everything above it.",
            fixable=True,
        ),
        Rule(
            "never-closed", "error", "The front matter is never closed.",
            "---\nroles: [dentist]\nExplains every step.", "Add a line --- below the last key.",
            fixable=True,
        ),
        Rule(
            "closing-dots", "info", "The front matter is closed by ... instead of ---.",
            "---\nroles: [dentist]\n...", "Write ---; some programs do not accept the dots.",
            fixable=True,
        ),
    )),
    Family("Values", (
        Rule(
            "unknown-key", "warning", "An unknown key looks like a misspelling of a known one.",
            "birtday: 1981-04-17", "Correct it, or turn the rule off if the key is your own.",
        ),
        Rule(
            "bad-date", "warning",
            "A date cannot be read, is ambiguous, or does not exist.",
            "birthday: 05/06/1984", "Write it like 1984-06-05.",
        ),
        Rule(
            "date-form", "info",
            "mdnet reads this date, but other programs need the form 1981-04-17.",
            "birthday: 17.4.1981", "Write it like 1981-04-17.", fixable=True,
        ),
        Rule(
            "future-birthday", "warning", "A birthday is in the future.",
            "birthday: 2126-05-06", "Correct the year, or leave it out: --05-06.",
        ),
        Rule(
            "bad-number", "warning", "A rating is not a number from 1 to 5.",
            "closeness: high", "Write a number from 1 to 5.",
        ),
        Rule(
            "bad-value", "warning", "The key does not accept this value.",
            "private: maybe", "Use one of the values in the message.",
        ),
        Rule(
            "number-like", "warning",
            "Other programs read these digits as a number, and drop the plus or zero in front.",
            "phone: +41790000000", "Put the value in quotes.", fixable=True,
        ),
        Rule(
            "empty-key", "info", "Needs or offers are empty.",
            "needs:", "Ask them what they need, or delete the line.",
        ),
        Rule(
            "contradiction", "info", "Two notes disagree about how two people are related.",
            'spouse: "[[Bob Rossi]]"', "Correct one of the two notes.",
        ),
        Rule(
            "one-sided-relation", "info",
            "A note names a close relation (spouse, partner, parents, children, siblings, mentor, "
            "mentees, boss or reports) that is missing from the other person's note.",
            'children: "[[Ana Diaz]]"',
            "Add the key in the message to the other note, so that both are complete on their own. "
            "For looser ties such as knows, colleagues or neighbours, one side is enough. Stubs "
            "and "
            "archived people are not checked.",
        ),
        Rule(
            "log-line", "info", "A log line has no date, so it is read as plain text.",
            "- called her about the flat", "Begin it with a date such as 2026-05-02.",
        ),
        Rule(
            "log-kind", "warning",
            "The word before the colon of a log line looks like a misspelt kind. The line is read "
            "as "
            "plain contact, so it is not counted as a favour or promise.",
            "- 2026-05-02 gott: a lift", "Correct the word. Words unlike any kind are fine.",
        ),
    )),
    Family("Links", (
        Rule(
            "dead-link", "warning",
            "A link leads nowhere, and looks like a misspelt name.",
            'knows: ["[[Bob Rosi]]"]',
            "Correct it. Links to people without a note are fine and are not reported.",
        ),
        Rule(
            "ambiguous-link", "warning", "A link could mean several notes, so mdnet follows none.",
            "[[Ana Diaz]]", "Add the folder to the link.",
        ),
        Rule(
            "alias-link", "warning",
            "A link uses an alias: mdnet follows it, Obsidian does not.",
            "[[Ana]]", "Link to the note and show the alias: [[Ana Diaz|Ana]].", fixable=True,
        ),
        Rule(
            "escaped-link", "warning",
            "A link to a note is escaped, so no program follows it. Formatters that do not know "
            "wikilinks do this to every link in a note; only then can --fix undo it.",
            "\\[[Bob Rossi]\\]",
            "Remove the backslashes, and exclude your notes from the formatter.",
            fixable=True,
        ),
    )),
    Family("Names", (
        Rule(
            "shared-name", "warning", "Two people have the same name or alias.",
            "aliases: [Ana]",
            "Rename one, or give each an alias that tells them apart.",
        ),
        Rule(
            "twin-names", "error",
            "Two file names differ only in case or Unicode form. macOS and Windows keep only one "
            "of them.", "Ana Diaz.md\nana diaz.md", "Rename or merge them.",
        ),
        Rule(
            "file-name", "warning", "Windows or sync programs do not allow this file name.",
            "Who is Bob?.md", "Rename it without the characters in the message.",
        ),
        Rule(
            "unlinkable-name", "warning", "Obsidian cannot link to this name.",
            "Ana [dentist].md", "Rename it without # ^ [ ] and |.",
        ),
    )),
    Family("Files", (
        Rule(
            "conflict-marker", "error", "The note contains an unresolved git merge conflict.",
            "<<<<<<< HEAD", "Keep one side and delete the markers.",
        ),
        Rule(
            "conflict-copy", "warning",
            "A copy of a note, made by a sync program after a conflict or by the system. mdnet "
            "does "
            "not read it.",
            "Ana Diaz.sync-conflict-20260102-101112.md",
            "Copy what you need into the note, then delete the copy.",
        ),
        Rule(
            "placeholder-left", "warning",
            "A template placeholder was not filled in. If it is in the file name, or in the front "
            "matter of a note outside a folder of people, the note is not read at all.",
            'roles: ["{{role}}"]', "Replace it with a value.",
        ),
        Rule(
            "mixed-line-ends", "info", "Some lines end with CRLF and some with LF.",
            "one\\r\\ntwo\\n", "Save the note with one kind of line ending.", fixable=True,
        ),
        Rule(
            "byte-order-mark", "info",
            "The note begins with a byte order mark, which hides the front matter from other "
            "programs.",
            "\\ufeff---", "Save the note as UTF-8 without a byte order mark.", fixable=True,
        ),
        Rule(
            "many-problems", "warning", "A note has more problems than are shown.",
            "there are 40 more problems in this note", "Fix the first ones, then check again.",
        ),
        Rule(
            "encoding", "error", "The note is not UTF-8 text.",
            "caf\\xe9", "Save the note as UTF-8.",
        ),
        Rule(
            "too-large", "warning",
            "The note is larger than 2 MiB; mdnet reads only its beginning.",
            "a diary of ten years in one note", "Move the rest to another file.",
        ),
        Rule(
            "skipped-file", "warning",
            "mdnet skips links that leave the vault, devices, and folders it may not read.",
            "Friends.md → /elsewhere/Friends.md",
            "Move the note into the vault, or rename the file.",
        ),
        Rule(
            "unreadable", "error", "A note cannot be read.",
            "Ana Diaz.md, owned by another user", "Give yourself permission to read it.",
        ),
    )),
    Family("Pages", (
        Rule(
            "stale-page", "warning",
            "A generated page is out of date, was edited by hand, or is no longer generated.",
            "Network/Home.md", "Run mdnet build. Put your own additions in a template.",
        ),
        Rule(
            "private-named", "error",
            "A generated page or region still names somebody who is private.",
            "Network/Circles.md", "Run mdnet build, or mdnet build --regions for regions.",
        ),
        Rule(
            "broken-template", "error", "One of your templates cannot be used.",
            "{{ nobody }}", "Correct it; the message names the line and what you can use there.",
        ),
        Rule(
            "broken-region", "warning",
            "The markers of a region do not match, or name no page. The region is left alone.",
            "<!-- mdnet:begin circles -->", "Add the other marker, or correct the name.",
        ),
    )),
    Family("Settings", (
        Rule(
            "broken-settings", "error",
            "`.mdnet/config.toml` cannot be read, so mdnet uses the defaults.",
            'people = ["Friends"', "Fix the file at the line in the message.",
        ),
        Rule(
            "bad-setting", "warning", "A setting is unknown or has a wrong value.",
            'langauge = "de"', "Correct it; the page on the note format lists all settings.",
        ),
        Rule(
            "goal-words", "error", "An entry in `.mdnet/goals.toml` is wrong and is ignored.",
            '[[goal]]\nsay = "bike"', "Correct it as the message says.",
        ),
    )),
)  # fmt: skip

RULES: Final = {rule.id: rule for family in FAMILIES for rule in family.rules}


def rule_like(name: str) -> str:
    """The id of the rule most like ``name``; empty if none is."""
    near = get_close_matches(name, RULES, n=1)
    return near[0] if near else ""
