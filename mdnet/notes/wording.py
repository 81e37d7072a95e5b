"""The English words by which prose is classified, and where its sentences end.

Word lists and the patterns made of them, all in one place so that they can be read and
grown. They expect lower case and straight apostrophes. Knows nothing of notes.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

# A full stop after these never ends a sentence: a name or a number follows.
TITLES = frozenset(
    """dr mr mrs ms mx prof st sgt capt col gen lt rev hon fr hr messrs mt approx vs no nr
    z.b""".split()
)
# After these it ends one only before a capital letter.
SHORT_FORMS = frozenset(
    """e.g i.e etc inc ltd co corp jr sr tel ca cf a.m p.m u.s u.k ave rd dept est bzw usw
    ph.d""".split()
)

# Begins with the first of several marks, so that a long row of them is scanned only once.
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"')\]*_”\u2019]*[ \t\n]+(?=\S)")
_TO_BLANKS = dict.fromkeys(map(ord, '.,;:!?()[]{}"/-–—…*_“”‘'), " ")

RELATIVES = tuple(
    """sister brother sibling mother father mum mom mam mama dad papa parent son daughter kid
    child wife husband spouse uncle aunt auntie cousin nephew niece grandma grandpa granny
    twin""".split()
)
BEFORE_RELATIVES = ("step", "half", "grand", "great", "god", "foster")
OTHERS = tuple(
    """partner boyfriend girlfriend fiance fiancé fiancee fiancée friend mate buddy neighbour
    neighbor colleague coworker co-worker boss manager supervisor flatmate roommate housemate
    classmate landlord landlady tenant mentor mentee teacher coach ex ex-wife ex-husband
    assistant lawyer doctor accountant godparent contact acquaintance""".split()
)
_RELATION = (
    rf"(?:(?:(?:{'|'.join(BEFORE_RELATIVES)})-?)*(?:children|(?:{'|'.join(RELATIVES)})s?)"
    rf"(?:-in-law| in law)?|in-laws?|(?:{'|'.join(OTHERS)})(?:e?s)?)"
)
SOMEBODY = "(?:someone|somebody|people|everyone|everybody|anyone|folks?)"
WHOSE = "(?:his|her|hers|their|theirs|whose)"
THEM = "(?:me|us|you|him|her|them|people)"

# "knows a lot about wine" praises the person; "knows a notary" is about another.
_KNOWS = (
    r"knows (?:"
    r"an? (?!(?:\w+ )?(?:lot|bit|thing|deal|trick|way|little|ton|fair|few|great)\b)"
    rf"|{SOMEBODY}\b|half the \w+|several \w+|many (?:of the|people)"
    r"|(?:plenty|lots) of people"
    r"|the (?:\w+ ){0,2}(?:owner|head|boss|director|editor|manager|chef|landlord|landlady"
    r"|family|people|mayor|principal|founder|organi[sz]er|president|chair)\b"
    r")"
)
_SOMEBODY_ELSE = re.compile(
    "|".join(
        (
            rf"\b{WHOSE} (?:[\w-]+ ){{0,2}}{_RELATION}\b",
            # "Chidi's wife." and "My mother's sister sews" say who the person is.
            rf"\b(?<!my )(?<!our )(?:\w+'s|\w+s') (?:[\w-]+ ){{0,2}}{_RELATION}\b(?!\.?$)",
            rf"\b{_KNOWS}",
            r"\bfriends? of (?:his|hers|theirs)\b",
            (
                rf"\b(?:an?|two|three|some) (?:[\w-]+ )?{_RELATION}"
                r" (?:who|whose|of (?:his|hers|theirs)|at|in|runs|works|is)\b"
            ),
            r"\b(?:friends with|married to|engaged to|related to|in touch with)\b",
            r"\b(?:can|could|might|would|will|may|to) introduce\b",
            rf"\bintroduced {THEM}\b",
            rf"\bput {THEM} in (?:touch|contact)\b",
            r"\bwell connected\b|\b(?:connections?|contacts?) (?:to|at|in|with)\b",
        )
    )
)
# Every such sentence has one of these words; looking for them first is ten times as fast.
_LAST_PARTS_OF_OTHERS = tuple(word.rpartition("-")[2] for word in OTHERS)
_HINTS_OF_ANOTHER = frozenset(
    f"{before}{word}{plural}"
    for before in ("", *BEFORE_RELATIVES)
    for word in (*RELATIVES, *_LAST_PARTS_OF_OTHERS)
    for plural in ("", "s", "es")
).union(
    """children grandchildren stepchildren law laws knows introduce introduced touch contact
    contacts connection connections connected married engaged related""".split()
)

# These words alone express an aversion.
_AVERSION_WORDS = frozenset(
    """hate hates hated hating dislike dislikes disliked disliking detest detests detested
    loathe loathes loathed despise despises despised abhors phobia phobic phobias dreads
    allergic allergy allergies intolerant intolerance quit quits quitting shuns
    shunned""".split()
)
_NOT = r"(?<!never )(?<!not )"
_PRAISE_AFTER_CANNOT = (
    r"(?! wait| help but| help \w+ing| stop| get enough| recommend| praise| thank| go wrong| fault)"
)
_PRAISE_AFTER_NEVER = (
    r"(?! says? no| said no| forgets?| forgot| fails?| failed| miss(?:es|ed)?\b| tires?\b"
    r"| lets? | stops?\b| stopped| gives? up| gave up| complain| refuse| turn\w* \w+ (?:away|down)"
    r"| too busy| runs? out| asks? for| charge| a dull| look(?:s|ed)? back)"
)
_PRAISE_AFTER_DO_NOT = (
    r"(?! (?:mind|charge|stop|matter|hesitate|forget|miss|judge|bite|fuss|complain|say no|let|cost"
    r"|need|give up|ask|rush|skimp|spare|run out|only|just|take long|turn)\b)"
)
# And these do with others around them. Each row begins with words, one of which must be
# there, again for speed.
_AVERSION_PHRASES = (
    (
        "can't cannot can couldn't could",
        rf"\b(?:can't|cannot|can not|couldn't|could not)\b{_PRAISE_AFTER_CANNOT}",
    ),
    ("up", rf"\b{_NOT}(?:gave|give|gives|given|giving) up\b"),
    # They lack it themselves; "looking for students" is an offer instead.
    (
        "looking searching hunting desperate",
        (
            r"\b(?:looking|searching|hunting|desperate) for\b"
            r"(?! (?:\w+ )?(?:students?|pupils?|clients?|customers?|members?|volunteers?|players?"
            r"|singers?|readers?|learners?|apprentices?|trainees?|tenants?|lodgers?))"
        ),
    ),
    ("need", r"\bin need of\b"),
    ("rid", r"\b(?:got|get|gets|getting|gotten) rid of\b"),
    ("never", rf"\bnever\b{_PRAISE_AFTER_NEVER}"),
    ("longer anymore more", r"\bno longer\b|\bany ?more\b(?! than)"),
    ("afraid scared terrified frightened wary", rf"{_NOT}\b\w+ of\b"),
    (
        "complain complains complained complaining moans moaned moaning grumbles",
        rf"{_NOT}\b(?:complain|moan|grumbl)\w* about\b",
    ),
    ("stopped stops", rf"{_NOT}\b(?:stopped|stops) (?!(?:by|in|at|over|for|to)\b)"),
    (
        "refuse refuses refused refusing declines declined avoid avoids avoided avoiding",
        rf"{_NOT}\b(?:refus|declin|avoid)\w+\b",
    ),
    (
        "interested keen fond into fan good right",
        (
            r"\b(?:not|isn't|wasn't|never) (?:at all |really |very |too |much )?"
            r"(?:interested|keen|fond|into|a fan|good (?:at|with)|the right person)\b"
        ),
    ),
    ("allowed willing able", r"\bnot (?:allowed|willing|able) to\b"),
    (
        "interest time patience idea clue",
        r"\bno (?:interest in|time for|patience (?:for|with)|idea|clue)\b",
    ),
    (
        "not don't doesn't didn't",
        rf"\b(?:do|does|did)(?:n't| not)\b{_PRAISE_AFTER_DO_NOT}",
    ),
    ("fed sick tired bored", r"\b(?:fed up with|(?:sick|tired) of|bored (?:by|with|of))\b"),
    ("put turned", r"\b(?:put|turned) off\b"),
    ("hopeless terrible useless bad awful", rf"{_NOT}\b\w+ (?:at|with)\b"),
    (
        "sold gave threw parted",
        (
            r"\bsold (?:his|her|their|the|off|all|both)\b|\bgave away\b"
            r"|\bthrew (?:out|away)\b|\bparted with\b"
        ),
    ),
    ("nothing", r"\bknows? nothing\b"),
    ("won't", r"\bwon't (?!be\b|mind\b|let you down|disappoint)"),
)
_TRIGGERS: dict[str, list[re.Pattern[str]]] = {
    word: [re.compile(rf"\b{word}\b")] for word in _AVERSION_WORDS
}
for _words, _pattern in _AVERSION_PHRASES:
    for _word in _words.split():
        _TRIGGERS.setdefault(_word, []).append(re.compile(_pattern))

# "Repairs what others have given up": before these words the aversion is somebody else's.
_NOT_THEIRS = re.compile(
    r"(?:(?<!, )\bwho|\b(?:others|you|we|i|it|nobody|anyone|those|people|that|which))"
    r"(?:'ve|'d|'re|'m)? (?:(?:have|has|had|do|did|can|can't|could|will|would|are|is|am|was|were"
    r"|still|also|really|always|just|often|ever|all) )*$"
)
_CLAUSE_END = re.compile(r"(?:, (?:and )?|; |: | [—–] | and )")

# Where a sentence that began with an aversion turns to something else.
TURN = re.compile(
    r"[,;:]? *[—–]? *\b(?:but|although|though|yet|instead|whereas|and (?:now|today|then)|now"
    r"|these days)\b|; "
    r"|\bto (?=(?:open|become|start|run|found|launch|train|study|teach|make|write|build"
    r"|work as)\b)"
)


def aversion_in(text: str, words: AbstractSet[str]) -> int | None:
    """The place where a sentence begins to express an aversion, or something given up.

    ``words`` are those of the sentence, as ``words_of`` gives them. None when it does not.
    """
    if words.isdisjoint(_TRIGGERS):
        return None
    patterns = {pattern for word in words & _TRIGGERS.keys() for pattern in _TRIGGERS[word]}
    places = [
        found.start()
        for pattern in patterns
        for found in pattern.finditer(text)
        if not _NOT_THEIRS.search(text, max(0, found.start() - 40), found.start())
    ]
    return min(places, default=None)


def clause_start(text: str, at: int) -> tuple[int, int]:
    """The start of the clause around ``at``, and the end of the one before it.

    A clause begins after the last comma or ``and``; both are 0 without one.
    """
    start = before = 0
    for end in _CLAUSE_END.finditer(text, max(0, at - 200), at):
        before, start = end.span()
    return start, before


def speaks_of_another(text: str, words: AbstractSet[str]) -> bool:
    """Whether a sentence is about somebody the person knows."""
    return not words.isdisjoint(_HINTS_OF_ANOTHER) and _SOMEBODY_ELSE.search(text) is not None


def words_of(text: str) -> frozenset[str]:
    """The words of a sentence; an apostrophe belongs to its word, except in ``'s``."""
    return frozenset(text.replace("'s ", " ").translate(_TO_BLANKS).split())


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            yield text[start : stop.end()].rstrip()
            start = stop.end()
    if start < len(text):
        yield text[start:]


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    at = stop.start()
    if _inside_link(text, at):
        return False
    if text[at] != "." or text.startswith("..", at):
        return True
    before = text[max(start, at - 30) : at].split()
    last = before[-1].lstrip("(\"'[*_") if before else ""
    if last.lower() in TITLES or (len(last) == 1 and last.isupper()):
        return False
    return last.lower() not in SHORT_FORMS or text[stop.end()].isupper()


def _inside_link(text: str, at: int) -> bool:
    """Whether ``at`` stands between ``[[`` and ``]]``; looks back a bounded way."""
    opened = text.rfind("[[", max(0, at - 200), at)
    return opened >= 0 and text.find("]]", opened, at) < 0 <= text.find("]]", at, at + 200)
