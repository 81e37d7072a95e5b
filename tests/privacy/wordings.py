"""A generator of private people and of the ways in which sentences speak of them."""

import random
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

SCRIPTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text("utf-8")
)


class Somebody(NamedTuple):
    """A private person. ``name`` is what their note is called, with title and suffix."""

    script: str
    name: str
    given: str
    surname: str
    alias: str
    email: str
    phone: str

    @property
    def full(self) -> str:
        """Return given name and surname in the order of the script."""
        if SCRIPTS[self.script].get("joined"):
            return self.surname + self.given
        return f"{self.given} {self.surname}"

    def note(self) -> str:
        return (
            f'---\nprivate: true\naliases: ["{self.alias}"]\nemails: [{self.email}]\n'
            f"phones: ['{self.phone}']\nroles: [secretroles]\n---\nsecretprose\n"
        )


class Wording(NamedTuple):
    """A way of speaking of somebody. ``below`` is what must stand elsewhere in the note."""

    kind: str
    text: str
    below: str = ""


def somebody(chance: random.Random, number: int) -> Somebody:
    """A person of any script; ``number`` makes alias, mail and phone their own."""
    script = chance.choice(list(SCRIPTS))
    table = SCRIPTS[script]
    given = chance.choice(table["given"].split())
    surname = chance.choice(table["surname"].split())
    bare = surname + given if table.get("joined") else f"{given} {surname}"
    title = chance.choice([*table["titles"], ""])
    suffix = chance.choice([*table["suffixes"], "", ""])
    name = " ".join(part for part in (title, bare, suffix) if part)
    alias = chance.choice(
        [f"Zwirbel{number}x", f"Q.{number}.", f"@zwirbel{number}", f"Zur Zwi{number}"]
    )
    return Somebody(
        script, name, given, surname, alias, f"zwirbel.{number}@secret.example",
        f"+41 61 {555000000 + 1009 * number % 1000000:09}"[:16],
    )  # fmt: skip


def wordings(one: Somebody) -> Iterator[Wording]:
    """Yield ways of naming somebody, as the beginning of a sentence."""
    for kind, text in _names(one):
        yield Wording(kind, text)
        yield Wording(f"{kind}, upper case", text.upper())
        # A name of two letters needs a capital: "bo" may be anything.
        if len(one.given) > 2 or one.script != "latin" or one.given not in text:
            yield Wording(f"{kind}, lower case", text.lower())
        yield Wording(f"{kind}, NFD", unicodedata.normalize("NFD", text))
        yield Wording(f"{kind}, fullwidth", _fullwidth(text))
        yield Wording(f"{kind}, soft hyphen", _amid(text, "\u00ad"))
        yield Wording(f"{kind}, no width", _amid(text, "\u200b"))
        yield Wording(f"{kind}, apostrophe", text.replace("'", "\u2019").replace("-", "\u2011"))
        yield Wording(f"{kind}, no break", text.replace(" ", "\u00a0"))
        yield Wording(f"{kind}, bold", f"**{text}**")
        yield Wording(f"{kind}, half bold", _half_bold(text))
        yield Wording(f"{kind}, quoted", f"„{text}“")
        yield Wording(f"{kind}, in tags", f"<b>{text}</b>")
        yield Wording(f"{kind}, entities", "".join(f"&#{ord(letter)};" for letter in text))
        yield Wording(f"{kind}, code", f"`{text}`")
    yield Wording("without accents", _without_accents(one.full))
    for kind, text in _tags(one):
        yield Wording(kind, text)
    for kind, text in _numbers(one):
        yield Wording(kind, text)
    yield from _links(one)


def _names(one: Somebody) -> Iterator[tuple[str, str]]:
    table = SCRIPTS[one.script]
    yield "name", one.name
    yield "full name", one.full
    yield "given name", one.given
    if len(one.surname) > 1:
        yield "surname", one.surname
    yield "alias", one.alias
    for form in (*table["with"], *table["forms"]):
        yield (
            f"form {form}",
            form.format(full=one.full, given=one.given, surname=one.surname, initial=one.given[0]),
        )


def _tags(one: Somebody) -> Iterator[tuple[str, str]]:
    words = one.full.replace("'", "").split()
    yield "tag with hyphens", "#" + "-".join(words)
    yield "tag with lines", "#" + "_".join(words)
    yield "tag in one word", "#" + "".join(words)
    yield "tag in lower case", "#" + "-".join(words).lower()
    yield "tag below another", "#people/" + "-".join(words)


def _numbers(one: Somebody) -> Iterator[tuple[str, str]]:
    yield "mail", f"Write to {one.email}"
    yield "mail in upper case", f"Write to {one.email.upper()}"
    yield "mail in angles", f"Write to <{one.email}>"
    yield "mail link", f"[he](mailto:{one.email})"
    digits = "".join(letter for letter in one.phone if letter.isdigit())
    yield "phone", f"Ring {one.phone}"
    yield "phone at home", f"Ring 0{digits[2:]}"
    yield "phone with 00", f"Ring 00{digits}"
    yield (
        "phone with points",
        f"Ring +{'.'.join((digits[:2], digits[2:4], digits[4:7], digits[7:]))}",
    )
    yield "phone in brackets", f"Ring (0{digits[2:4]}) {digits[4:7]}-{digits[7:]}"
    yield "phone link", f"[he](tel:+{digits})"
    arabic = digits.translate({48 + digit: 0x660 + digit for digit in range(10)})
    yield "phone in other digits", f"Ring {arabic}"


def _links(one: Somebody) -> Iterator[Wording]:
    name = one.name
    encoded = quote(name)
    for kind, text in {
        "wikilink": f"[[{name}]]",
        "wikilink with words": f"[[{name}|he]]",
        "wikilink by path": f"[[People/{name}|he]]",
        "wikilink with ending": f"[[{name}.md|he]]",
        "wikilink to a heading": f"[[{name}#Log|he]]",
        "wikilink in upper case": f"[[{name.upper()}|he]]",
        "wikilink by alias": f"[[{one.alias}|he]]",
        "link to a heading elsewhere": f"[[Elsewhere#{one.full}|he]]",
        "embed": f"![[{name}]] he",
        "embedded heading": f"![[{name}#Log]] he",
        "Markdown link": f"[he]({encoded}.md)",
        "Markdown link by path": f"[he](../People/{encoded}.md)",
        "Markdown link from the top": f"[he](/People/{encoded}.md)",
        "Markdown link in angles": f"[he](<{name}.md>)",
        "Markdown link to a heading": f"[he]({encoded}.md#Log)",
        "Markdown link with a title": f'[he](elsewhere.md "{one.full}")',
        "Markdown link, ending in capitals": f"[he]({encoded}.MD)",
        "picture": f"![he]({encoded}.png)",
        "web link": f"[he](https://people.example/{encoded})",
        "HTML link": f"<a href='{name}.md'>he</a>",
        "HTML link, encoded": f"<a href='{encoded}.md'>he</a>",
        "HTML title": f"<span title='{one.full}'>he</span>",
    }.items():
        yield Wording(kind, text)
    yield Wording("reference", "[he][r]", f"[r]: {encoded}.md")
    yield Wording("short reference", "[he][]", f"[he]: <{name}.md>")
    yield Wording("shortest reference", "[he]", f"[he]: {encoded}.md")
    yield Wording("reference with a title", "[he][r]", f'[r]: elsewhere.md "{one.full}"')


def _fullwidth(text: str) -> str:
    wide = {code: code + 0xFEE0 for code in range(ord("A"), ord("z") + 1) if chr(code).isalpha()}
    return text.translate(wide)


def _amid(text: str, letter: str) -> str:
    """A text with a letter amid each of its words, where Hangul and the like allow it."""
    return " ".join(word[:1] + letter + word[1:] for word in text.split())


def _half_bold(text: str) -> str:
    return " ".join(word if len(word) < 3 else f"{word[:1]}**{word[1:]}**" for word in text.split())


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    plain = (one for one in letters if not 0x300 <= ord(one) <= 0x36F)
    return unicodedata.normalize("NFC", "".join(plain))
