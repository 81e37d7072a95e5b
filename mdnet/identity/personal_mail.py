"""Personal email addresses, at a provider, which people keep when they change jobs.

Namesakes with different personal addresses are different people; a work address beside a
personal one proves nothing. Pure data.
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
"""The first part of the domains of email providers."""


def personal_mail(who: Candidate) -> set[str]:
    """The personal addresses of somebody, in the form used for comparing."""
    return {
        key.form
        for key in who.of("email")
        if key.form.rpartition("@")[2].partition(".")[0] in _PROVIDERS
    }


def have_other_mail(one: Candidate, other: Candidate) -> bool:
    """Whether both have personal addresses, and none in common."""
    mine, theirs = personal_mail(one), personal_mail(other)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
