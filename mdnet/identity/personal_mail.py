"""Mail addresses that somebody keeps when the job changes: those at a provider. Pure data.

Two of one name who have different ones are two people; a work address beside a personal one
says nothing.
"""

from typing import Final

from mdnet.identity.candidates import Candidate

_PROVIDERS: Final = frozenset(
    """aol bigpond bluewin btinternet comcast daum email fastmail free freenet gmail gmx
    googlemail hanmail hey hispeed hotmail icloud interia laposte libero live mac mail me msn
    naver o2 online orange outlook pm posteo proton protonmail qq rediffmail rocketmail seznam
    sfr sunrise t-online telenet terra uol virgilio wanadoo web wp xs4all yahoo yandex ymail
    zoho 126 163""".split()
)
"""The first part of the domains where people have addresses of their own."""


def personal_mail(who: Candidate) -> set[str]:
    """The personal addresses of somebody, in the form in which they are compared."""
    return {
        key.form
        for key in who.of("email")
        if key.form.rpartition("@")[2].partition(".")[0] in _PROVIDERS
    }


def have_other_mail(one: Candidate, other: Candidate) -> bool:
    """Whether both have personal addresses, and none is the same."""
    mine, theirs = personal_mail(one), personal_mail(other)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
