"""The promises of a log that are still open, and who made them.

The format gives a promise no direction, so its words decide: "I will…" is the owner's, "he
will…" the other's. It ends with a mark, or with a later line about the same thing. Knows the
lines of one log, and nothing of front matter or balances.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from mdnet.model.contact import LogEntry
from mdnet.model.summary import Promise
from mdnet.util.text import fold

_WHO_WILL = re.compile(
    r"(?:^|\b([^\W\d_]+)\s*)(?:\bwill\b|'ll\b|\bpromised?\b|\bis going to\b|\bwould\b)"
)
_OWNER = frozenset(("i", "we"))
# After these, a will is a document.
_BEFORE_A_WILL = frozenset(("a", "the", "my", "our", "your", "his", "her", "its", "their"))
# "Promised: me a lift" is what they said to the owner.
_TO_THE_OWNER = re.compile(r"(?:me|us)\b")
# "I'll get it done" does not end it; "… — done" does.
_KEPT = re.compile(r"[✓✔☑✅]|\[x\]|(?:^|[(\[,;:.!–—-] ?)done\b|\b(?<!it )(?<!get )(?<!be )done\W*$")

_KINDS = {True: "gave", False: "got"}
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that two lines may share without being about the same thing: small words, the verbs
# of promising, times.
_EMPTY_WORDS = frozenset(
    """about after again all along also always and another any anybody anything are around ask
    asked back because been before being bring bringing both but buy call can come could did
    does doing done down during each even every few find first for found from front get gets
    give gave given giving going got had has have help helped helping her here hers him his how
    into its just keep kept know last lend lent let like little long look looked looking lot made
    make making many may more most much must name need needs new next not now off old once one
    only other our out over own paid part pay people person place promise promised put said
    same say see seen send sending sent shall she should show showed some somebody someone
    something soon such take taken taking talk talked tell than that the their them then there
    these they thing things think this those three through time told took try two under until
    upon use very want was way well went were what when where which while who whose why will
    with without work would write wrote written year years yes yet you your
    day days evening hour hours minute minutes month months morning night today tomorrow week
    weekend weeks easter christmas
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december spring summer autumn winter""".split()
)
_ENDINGS = ("ings", "ing", "ed", "es", "s", "e")
_LEAST_STEM = 3


def open_promises(log: Iterable[LogEntry]) -> tuple[Promise, ...]:
    """The promises of a log without a sign that they were kept, the oldest first."""
    log = list(log)
    made = sorted((entry for entry in log if entry.kind == "promised"), key=lambda one: one.day)
    if not made:
        return ()
    last = _last_days(log)
    promises = ((entry, is_mine(entry.text)) for entry in made)
    return tuple(
        Promise(entry.day.isoformat(), mine, entry.text)
        for entry, mine in promises
        if not _is_kept(entry, last[_KINDS[mine]])
    )


def is_mine(text: str) -> bool:
    """Whether a promise is the owner's; it is if nothing says otherwise."""
    plain = fold(text).replace("’", "'").lstrip()
    if _TO_THE_OWNER.match(plain):
        return False
    who = next((one[1] for one in _WHO_WILL.finditer(plain) if one[1] not in _BEFORE_A_WILL), "i")
    return who in _OWNER


def _last_days(log: Iterable[LogEntry]) -> dict[str, dict[str, date]]:
    """The last day on which each stem is named, for favours given and for favours got."""
    last: dict[str, dict[str, date]] = {kind: {} for kind in _KINDS.values()}
    for entry in log:
        days = last.get(entry.kind)
        if days is not None:
            for stem in _content(entry.text):
                days[stem] = max(entry.day, days.get(stem, entry.day))
    return last


def _is_kept(promise: LogEntry, last: Mapping[str, date]) -> bool:
    if _KEPT.search(promise.text.lower()):
        return True
    return any(last.get(stem, promise.day) > promise.day for stem in _content(promise.text))


def _content(text: str) -> set[str]:
    """The stems of the words that show what a line is about."""
    return {_stem(word) for word in _WORD.findall(fold(text)) if word not in _EMPTY_WORDS}


def _stem(word: str) -> str:
    """The part that ``letters``, ``translate`` and ``stories`` share with their other forms."""
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word
