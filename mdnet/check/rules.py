"""The rules of ``mdnet check``: a table that the checks, the options and the docs share.

A rule is named by the code of its problems. Many of them are found by the readers of notes
and settings already; the modules beside this one find the others. Finds nothing itself.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from mdnet.model.contact import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: what it is, how it looks, what to do about it."""

    id: str
    severity: Severity
    what: str
    example: str
    """As it stands in a note, a name or a setting; several lines are parted by ``\\n``."""
    fix: str
    fixable: bool = False
    """Whether ``--fix`` can mend it, at least where it is plain what was meant."""


@dataclass(frozen=True, slots=True)
class Family:
    """Rules about one thing, in the order of the page that documents them."""

    title: str
    rules: tuple[Rule, ...]


FAMILIES: Final = (
    Family("Front matter", (
        Rule(
            "broken-yaml", "error",
            "The front matter does not parse. What can be saved line by line is used.",
            "roles: [dentist, baker", "Write the line as the message shows it.", fixable=True,
        ),
        Rule(
            "lost-text", "warning",
            "YAML takes part of this value for a sign of its own and drops or joins it.",
            "tags: #friend", "Put the value in quotes; give list items a blank after the dash.",
            fixable=True,
        ),
        Rule(
            "stray-bracket", "warning", "The value ends with a bracket that nothing opened.",
            "roles: dentist, baker]", "Add the opening bracket, or take the other away.",
        ),
        Rule(
            "unquoted-link", "warning",
            "A link without quotes is a list in a list to YAML; other programs see no link.",
            "knows: [[Bob Rossi]]", "Put the link in quotes.", fixable=True,
        ),
        Rule(
            "double-colon", "warning",
            "A key has two colons, as Dataview writes it in a text. mdnet reads it as the key; "
            "other programs read another one, whose name ends with a colon.",
            "companies:: Northwind", "Write one colon.", fixable=True,
        ),
        Rule(
            "duplicate-key", "error",
            "A key is given twice. mdnet reads both lists, and of single values the first; other "
            "programs read one of the two, or nothing.",
            "roles: [dentist]\nroles: [baker]", "Put all values under one key.",
        ),
        Rule(
            "same-key", "warning",
            "Two keys differ only in their case and are read as one.",
            "Phone: 061 555 01 01\nphone: 061 555 01 02", "Keep one spelling.",
        ),
        Rule(
            "not-a-mapping", "error", "The front matter is a list without a key.",
            "- dentist\n- baker", "Put a key above the list.",
        ),
        Rule(
            "no-front-matter", "info",
            "What stands between the dashes is no front matter; it is read as text.",
            "---\nOnce upon a time.\n---", "Nothing, if it is meant as a rule above the text.",
        ),
        Rule(
            "nested-too-deep", "error", "The front matter is nested too deeply or grows too large.",
            "a: [[[[[[[[…", "Keep it to keys and values.",
        ),
        Rule(
            "front-matter-too-large", "error", "The front matter has no end within 64 KiB.",
            "---\nabout: a whole novel …", "Move long text below it.",
        ),
        Rule(
            "late-front-matter", "warning",
            "Front matter counts only when its dashes are the very first line.",
            "(an empty line)\n---\nroles: [dentist]\n---", "Remove what stands above it.",
            fixable=True,
        ),
        Rule(
            "never-closed", "error", "The front matter is opened and never closed.",
            "---\nroles: [dentist]\nExplains every step.", "Add a line --- below the last key.",
            fixable=True,
        ),
        Rule(
            "closing-dots", "info", "The front matter is closed by ... instead of ---.",
            "---\nroles: [dentist]\n...", "Write ---; not every program knows the dots.",
            fixable=True,
        ),
    )),
    Family("Values", (
        Rule(
            "unknown-key", "warning", "A key is unknown and looks like a known one misspelt.",
            "birtday: 1981-04-17", "Correct it, or turn the rule off for keys of your own.",
        ),
        Rule(
            "bad-date", "warning",
            "A date cannot be read, or in two ways, or there is no such day.",
            "birthday: 05/06/1984", "Write it like 1984-06-05.",
        ),
        Rule(
            "date-form", "info",
            "A date is read, but other programs know only dates like 1981-04-17.",
            "birthday: 17.4.1981", "Write it like 1981-04-17.", fixable=True,
        ),
        Rule(
            "future-birthday", "warning", "A birthday is still to come.",
            "birthday: 2126-05-06", "Correct the year, or leave it out: --05-06.",
        ),
        Rule(
            "bad-number", "warning", "A rating is not a number from 1 to 5.",
            "closeness: high", "Write a number from 1 to 5.",
        ),
        Rule(
            "bad-value", "warning", "A value is none of those that its key takes.",
            "private: maybe", "Write one of the values that the message names.",
        ),
        Rule(
            "number-like", "warning",
            "Digits with a plus or a zero in front are a number to other programs, which drop it.",
            "phone: +41790000000", "Put the value in quotes.", fixable=True,
        ),
        Rule(
            "empty-key", "info", "Needs or offers were begun and left empty.",
            "needs:", "Ask them what they need; or delete the line.",
        ),
        Rule(
            "contradiction", "info", "Two notes contradict each other about a tie.",
            'spouse: "[[Bob Rossi]]"', "Correct one of the two notes.",
        ),
        Rule(
            "one-sided-relation", "info",
            "A note states a tie that both people would name (spouse, partner, parents, children, "
            "siblings, mentor, mentees, boss or reports), and the other's note has no key for it.",
            'children: "[[Ana Diaz]]"',
            "Add the key that the message names to the other's note, so that it tells the same "
            "when it is read alone. Of looser ties, like knows, colleagues or neighbours, one side "
            "is enough; stubs and archived people are left alone.",
        ),
        Rule(
            "log-line", "info", "A line of the log has no date and is read as plain text.",
            "- called her about the flat", "Begin it with a day like 2026-05-02.",
        ),
        Rule(
            "log-kind", "warning",
            "The word before the colon of a log line is nearly one of the known ones, so the line "
            "is read as plain contact and missing where favours or promises are counted.",
            "- 2026-05-02 gott: a lift", "Correct the word. One that is like none of them is fine.",
        ),
    )),
    Family("Links", (
        Rule(
            "dead-link", "warning",
            "A link leads to nobody, and is nearly the name of somebody.",
            'knows: ["[[Bob Rosi]]"]',
            "Correct it. A link to a person who has no note is no mistake and not reported.",
        ),
        Rule(
            "ambiguous-link", "warning", "A link could mean several notes, so it leads to none.",
            "[[Ana Diaz]]", "Write the link with its folder.",
        ),
        Rule(
            "alias-link", "warning",
            "A link leads to an alias: mdnet follows it, Obsidian does not.",
            "[[Ana]]", "Link to the note and show the alias: [[Ana Diaz|Ana]].", fixable=True,
        ),
        Rule(
            "escaped-link", "warning",
            "A link to a note is escaped, so it is text and no program follows it. Formatters that "
            "know no wikilinks do this to all links of a note; only then can it be fixed.",
            "\\[[Bob Rossi]\\]", "Take the backslashes out, and keep the formatter away.",
            fixable=True,
        ),
    )),
    Family("Names", (
        Rule(
            "shared-name", "warning", "Two people have the same name or alias.",
            "aliases: [Ana]",
            "Rename one, or give both a second name that tells them apart.",
        ),
        Rule(
            "twin-names", "error",
            "Two names differ only in case or Unicode form: one of the two is lost on macOS and "
            "Windows.", "Ana Diaz.md\nana diaz.md", "Rename or merge them.",
        ),
        Rule(
            "file-name", "warning", "A name that Windows or sync programs cannot hold.",
            "Who is Bob?.md", "Rename it, without the characters that the message names.",
        ),
        Rule(
            "unlinkable-name", "warning", "A link of Obsidian cannot hold this name.",
            "Ana [dentist].md", "Rename it, without # ^ [ ] and |.",
        ),
    )),
    Family("Files", (
        Rule(
            "conflict-marker", "error", "A merge conflict of git is left in the note.",
            "<<<<<<< HEAD", "Keep one side and delete the marks.",
        ),
        Rule(
            "conflict-copy", "warning",
            "A sync program made a copy because a note was changed in two places, or a system did "
            "when it was copied. It is not read.",
            "Ana Diaz.sync-conflict-20260102-101112.md", "Merge it by hand and delete it.",
        ),
        Rule(
            "placeholder-left", "warning",
            "A template was not filled in. With one in its name, or above the body outside of a "
            "folder of people, the note is not read at all.",
            'roles: ["{{role}}"]', "Write a value instead.",
        ),
        Rule(
            "mixed-line-ends", "info", "Some lines end with CRLF and some with LF.",
            "one\\r\\ntwo\\n", "Save the note with one kind.", fixable=True,
        ),
        Rule(
            "byte-order-mark", "info",
            "The note begins with a byte order mark; other programs see no front matter then.",
            "\\ufeff---", "Save the note as UTF-8 without it.", fixable=True,
        ),
        Rule(
            "many-problems", "warning", "A note has more problems than are told of.",
            "there are 40 more problems in this note", "Mend the first ones, and check again.",
        ),
        Rule(
            "encoding", "error", "The note is no UTF-8 text.",
            "caf\\xe9", "Save the note as UTF-8.",
        ),
        Rule(
            "too-large", "warning", "The note is larger than 2 MiB; only its beginning is read.",
            "a diary of ten years in one note", "Move the rest elsewhere.",
        ),
        Rule(
            "skipped-file", "warning",
            "A link out of the vault, a device, or a folder that may not be read is passed over.",
            "Friends.md → /elsewhere/Friends.md", "Put a note into the vault, or rename the file.",
        ),
        Rule(
            "unreadable", "error", "A note may not be read.",
            "Ana Diaz.md, with the rights of somebody else", "Give yourself the right to read it.",
        ),
    )),
    Family("Pages", (
        Rule(
            "stale-page", "warning",
            "A generated page is out of date, was edited by hand, or is not made any more.",
            "Network/Home.md", "Run mdnet build. What you add by hand belongs into a template.",
        ),
        Rule(
            "private-named", "error",
            "A page or a region that mdnet wrote still names somebody who is private.",
            "Network/Circles.md", "Run mdnet build, for regions mdnet build --regions.",
        ),
        Rule(
            "broken-template", "error", "A template of yours cannot be used.",
            "{{ nobody }}", "Correct it; the message has the line and what there is to use.",
        ),
        Rule(
            "broken-region", "warning",
            "The markers of a region do not match, or no page is called so. It stays as it is.",
            "<!-- mdnet:begin circles -->", "Add the other marker, or correct the name.",
        ),
    )),
    Family("Settings", (
        Rule(
            "broken-settings", "error", "`.mdnet/config.toml` cannot be read; all is the default.",
            'people = ["Friends"', "Mend the file at the place that the message names.",
        ),
        Rule(
            "bad-setting", "warning", "A setting is unknown or has a wrong value.",
            'langauge = "de"', "Correct it; the page on the note format lists the settings.",
        ),
        Rule(
            "goal-words", "error", "An entry of `.mdnet/goals.toml` is wrong and left out.",
            '[[goal]]\nsay = "bike"', "Correct it as the message says.",
        ),
    )),
)  # fmt: skip

RULES: Final = {rule.id: rule for family in FAMILIES for rule in family.rules}


def rule_like(name: str) -> str:
    """The id of the rule that was probably meant; empty when it is like none."""
    near = get_close_matches(name, RULES, n=1)
    return near[0] if near else ""
