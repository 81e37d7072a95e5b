"""Two of one name: what speaks against their being one person. Pure data.

A telephone book and LinkedIn have few keys in common, so that of most people only the name
says that they are the same. It does where the name is a full one and nothing contradicts.
"""

import re
from typing import Final

from mdnet.identity.candidates import Candidate
from mdnet.model.names import words_of

_EAST_ASIAN = re.compile("[\u3040-\u9fff\uac00-\ud7a3]{2}")
_LINKEDIN = "linkedin.com/in/"
_PROVIDERS: Final = frozenset(
    """aol bigpond bluewin btinternet comcast daum email fastmail free freenet gmail gmx
    googlemail hanmail hey hispeed hotmail icloud interia laposte libero live mac mail me msn
    naver o2 online orange outlook pm posteo proton protonmail qq rediffmail rocketmail seznam
    sfr sunrise t-online telenet terra uol virgilio wanadoo web wp xs4all yahoo yandex ymail
    zoho 126 163""".split()
)
"""The first part of the domains where people have addresses of their own."""


def is_full_name(name: str) -> bool:
    """Tell whether a name is more than a given one and an initial, or needs no blanks."""
    words = [word for word in words_of(name) if len(word) > 1]
    return len(words) > 1 or _EAST_ASIAN.search(name) is not None


def contradiction(one: Candidate, other: Candidate) -> str:
    """Return why two of one name are two people, in a few words; empty where nothing says so."""
    for what, mine, theirs in (
        ("LinkedIn profile", _profiles(one), _profiles(other)),
        ("personal email", _personal(one), _personal(other)),
    ):
        if mine and theirs and mine.isdisjoint(theirs):
            return f"another {what}"
    if one.birthday and other.birthday and not _may_be_same_day(one.birthday, other.birthday):
        return "another birthday"
    return ""


def _profiles(one: Candidate) -> set[str]:
    return {key.form for key in one.of("profile") if key.form.startswith(_LINKEDIN)}


def _personal(one: Candidate) -> set[str]:
    """Return the addresses that somebody keeps when the job changes."""
    return {
        key.form
        for key in one.of("email")
        if key.form.rpartition("@")[2].partition(".")[0] in _PROVIDERS
    }


def _may_be_same_day(one: str, other: str) -> bool:
    """Tell whether two birthdays, some without a year, can be one."""
    years = {day[:4] for day in (one, other) if not day.startswith("--")}
    return one[-5:] == other[-5:] and len(years) < 2
