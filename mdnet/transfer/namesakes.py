"""Evidence that two people with the same name are different. Pure data.

A phone book and LinkedIn have little in common, so often only the name matches. That is
enough if it is a full name and nothing contradicts.
"""

import re

from mdnet.identity.candidates import Candidate
from mdnet.identity.personal_mail import have_other_mail
from mdnet.model.names import words_of

_EAST_ASIAN = re.compile("[\u3040-\u9fff\uac00-\ud7a3]{2}")
_LINKEDIN = "linkedin.com/in/"


def is_full_name(name: str) -> bool:
    """Whether a name is more than a given name and an initial, or needs no spaces."""
    words = [word for word in words_of(name) if len(word) > 1]
    return len(words) > 1 or _EAST_ASIAN.search(name) is not None


def contradiction(one: Candidate, other: Candidate) -> str:
    """Why two namesakes are different people, in a few words; empty if nothing says so."""
    mine, theirs = _profiles(one), _profiles(other)
    if mine and theirs and mine.isdisjoint(theirs):
        return "a different LinkedIn profile"
    if have_other_mail(one, other):
        return "a different personal email"
    if one.birthday and other.birthday and not _may_be_same_day(one.birthday, other.birthday):
        return "a different birthday"
    return ""


def _profiles(one: Candidate) -> set[str]:
    return {key.form for key in one.of("profile") if key.form.startswith(_LINKEDIN)}


def _may_be_same_day(one: str, other: str) -> bool:
    """Whether two birthdays, with or without a year, can be the same."""
    years = {day[:4] for day in (one, other) if not day.startswith("--")}
    return one[-5:] == other[-5:] and len(years) < 2
