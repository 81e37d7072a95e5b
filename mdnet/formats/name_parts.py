"""A display name in the parts that address books sort by, and parts as a display name.

Particles belong to the family name (``van Beethoven``), titles stand before and ``Jr.`` behind
(RFC 6350 section 6.2.2). The words are split by nameparser, which is loaded when needed.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from mdnet.formats.decorations import LONGEST, is_title, without_degrees, without_titles
from mdnet.util.text import one_line

_EAST_ASIAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
# Names from elsewhere are written in katakana, in the order that they have there.
_KATAKANA = re.compile("[\u30a0-\u30ff]+")
_NOBLE = frozenset(
    """graf gräfin freiherr freifrau baron baronin ritter edler fürst fürstin prinz
    prinzessin""".split()
)


class NameParts(NamedTuple):
    """The parts of N."""

    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""

    def in_two(self) -> tuple[str, str]:
        """The family and given name with the rest: the title first, ``Jr.`` last."""
        return one_line(f"{self.family} {self.suffix}"), one_line(f"{self.prefix} {self.given}")


def parts_of(name: str, aliases: Iterable[str] = ()) -> NameParts:
    """The parts that a display name suggests; all of it is given where it is one word.

    Of a Chinese or Korean name an alias in the other order tells them.
    """
    for alias in aliases if _EAST_ASIAN.fullmatch(name) else ():
        given, _, family = alias.partition(" ")
        if family_first(family, given) == name:
            return NameParts(family, given)
    words = name.split()
    if len(words) < 2 or len(name) > LONGEST or not any(map(str.isalpha, name)):
        return NameParts(given=one_line(name))
    if len(words) == 2 and name.replace(" ", "").isalpha():
        return NameParts(words[1], words[0])
    titled = without_degrees(name)
    bare = without_titles(titled)
    if bare == titled and is_title(words[0]):
        return NameParts(" ".join(words[1:]), prefix=words[0])
    prefix = one_line(titled.removesuffix(bare))
    suffix = name.removeprefix(titled).strip(" ,")
    parsed = _parsed(bare)
    return parsed._replace(
        prefix=prefix, suffix=", ".join(text for text in (parsed.suffix, suffix) if text)
    )


def _parsed(name: str) -> NameParts:
    from nameparser import HumanName

    parsed = HumanName(name)
    given, middle, family = parsed.first, parsed.middle, parsed.last
    before, _, noble = middle.rpartition(" ")
    if noble.lower() in _NOBLE:
        middle, family = before, f"{noble} {family}"
    # What it takes for a title, such as Major or Dean, can be a given name.
    given = one_line(f"{parsed.title} {given} {middle}")
    if parsed.nickname:
        given = f"{given} ({parsed.nickname})"
    if family and given:
        return NameParts(family, given, suffix=parsed.suffix)
    *first, last = name.split()
    return NameParts(last, " ".join(first))


def name_of(family: str, given: str, more: str = "") -> str:
    """The display name that parts make: the family first for Chinese and Korean names."""
    return family_first(family, given) or one_line(f"{given} {more} {family}")


def family_first(family: str, given: str) -> str:
    """A Chinese, Japanese or Korean name in its own order; empty for any other."""
    if not (_EAST_ASIAN.fullmatch(family) and _EAST_ASIAN.fullmatch(given)):
        return ""
    return "" if _KATAKANA.fullmatch(family + given) else family + given
