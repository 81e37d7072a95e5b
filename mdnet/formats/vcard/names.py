"""What N says of a name beside FN: its order, another name, a title. Knows no files.

Phones show FN and sort by N; where the two differ, both are names of the person.
"""

from mdnet.formats.decorations import undecorated
from mdnet.formats.draft import Draft
from mdnet.formats.name_parts import NameParts, family_first, name_of, parts_of
from mdnet.formats.vcard.values import components
from mdnet.model.names import words_of
from mdnet.util.text import one_line


def take_n(draft: Draft, value: str) -> bool:
    """Take what N says; False when the note cannot say all of it, so that the line is to stay."""
    parts = [*map(one_line, components(value))]
    family, given, more, prefix, suffix = (*parts, *[""] * 5)[:5]
    if not any(parts):
        return True
    if not draft.is_exact:
        _put_in_order(draft, family, given)
        if _takes_other_name(draft, name_of(family, given, more)):
            return False
    name = draft.name if draft.is_exact else undecorated(draft.name).name
    known = parts_of(name, draft.lists.get("aliases", ()))
    if any(parts[5:]) or not _is_split_so(known, name, family, one_line(f"{given} {more}")):
        return False
    if (prefix, suffix) == (known.prefix, known.suffix):
        return True
    return {*_words(prefix), *_words(suffix)} <= {*_words(undecorated(draft.name).titled)}


def _is_split_so(known: NameParts, name: str, family: str, given: str) -> bool:
    """Whether N has the parts that the name suggests, but for what stands around it."""
    if (known.family, known.given) == (family, given):
        return True
    # Tables have two columns for the whole name.
    if known.in_two() == (family, given):
        return True
    said = (_within(family, name), _within(given, name))
    return said == (known.family.casefold(), known.given.casefold())


def _words(text: str) -> list[str]:
    return text.casefold().replace(",", " ").replace("®", "").split()


def _within(part: str, name: str) -> str:
    """The words of a part of N that the name has as well."""
    there = _words(name)
    return " ".join(word for word in _words(part) if word in there)


def _put_in_order(draft: Draft, family: str, given: str) -> None:
    """Write ``Diaz, Ana`` as ``Ana Diaz``, and a Chinese name with the family in front."""
    joined = family_first(family, given)
    shown = draft.name
    if joined and shown.replace(" ", "") in (joined, given + family):
        draft.name = joined
        # It is found so too, and tells the parts of the name on its way out.
        draft.take("aliases", f"{given} {family}")
    elif family and given and shown.casefold() == f"{family}, {given}".casefold():
        draft.name = f"{given} {family}"


def _takes_other_name(draft: Draft, name: str) -> bool:
    """Take the name of N as an alias, if it has words that the name has not."""
    other = undecorated(name).name
    if {*words_of(other)} <= {*words_of(draft.name)}:
        return False
    draft.take("aliases", other)
    return True
