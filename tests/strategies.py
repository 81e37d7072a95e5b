"""Notes and cards as hypothesis makes them: any shape that reading a note can give."""

import os
from datetime import date
from typing import get_args

from hypothesis import strategies as st

from mdnet.index.protocol import Document
from mdnet.model.contact import (
    GOAL_KINDS,
    GOAL_STATUSES,
    LOG_KINDS,
    Contact,
    Edge,
    Goal,
    Group,
    Link,
    LogEntry,
    Note,
    NoteKind,
    Passage,
    PassageKind,
    Problem,
    Severity,
)
from mdnet.model.summary import Card, Lead, Promise

# Any text, and file names of any bytes: what is no UTF-8 in them is lone surrogates.
PROSE = st.text(st.characters(codec="utf-8"), max_size=12)
FILE_NAMES = st.binary(max_size=6).map(lambda raw: os.fsdecode(raw.translate(None, b"/\0")))
TEXT = PROSE | FILE_NAMES
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAY = st.dates(date(1, 1, 1), date(9999, 12, 31))
NUMBER = st.integers(0, 100_000)
WEIGHT = st.floats(0, 1000)
MAYBE_DAY = st.none() | DAY
RATING = st.none() | st.integers(1, 5)

LINKS = st.builds(Link, TEXT, TEXT, NUMBER, NUMBER, st.booleans())
EDGES = st.builds(Edge, TEXT, TEXT)
PASSAGES = st.builds(Passage, st.sampled_from(get_args(PassageKind)), TEXT, TEXTS)
LOG = st.builds(LogEntry, DAY, st.sampled_from(("", *LOG_KINDS)), TEXT, WEIGHT, TEXTS, NUMBER)
PROBLEMS = st.builds(
    Problem, TEXT, NUMBER, NUMBER, TEXT, TEXT, TEXT, st.sampled_from(get_args(Severity))
)
GROUPS = st.sampled_from(get_args(Group))
KINDS = st.sampled_from(get_args(NoteKind))

CONTACTS = st.builds(
    Contact,
    **dict.fromkeys(
        (
            "aliases tags circles roles organizations languages skills offers needs interests "
            "phones emails urls address social vcard"
        ).split(),
        TEXTS,
    ),
    **dict.fromkeys("about city met_at birthday anniversary pronouns photo uid".split(), TEXT),
    **dict.fromkeys("met last_contact follow_up".split(), MAYBE_DAY),
    **dict.fromkeys("stub private archived".split(), st.booleans()),
    group=GROUPS,
    edges=st.lists(EDGES, max_size=3).map(tuple),
    closeness=RATING,
    trust=RATING,
    cadence=st.none() | NUMBER,
    extra=st.lists(st.tuples(TEXT, TEXTS), max_size=2).map(tuple),
)
GOALS = st.builds(
    Goal, st.sampled_from(GOAL_STATUSES), TEXTS, st.sampled_from(("", *GOAL_KINDS)), MAYBE_DAY
)
NOTES = st.builds(
    Note,
    TEXT,
    KINDS,
    TEXT,
    MAYBE_DAY,
    st.none() | CONTACTS,
    st.none() | GOALS,
    *(st.lists(some, max_size=2).map(tuple) for some in (LINKS, PASSAGES, LOG, PROBLEMS, LINKS)),
)
PROMISES = st.builds(Promise, DAY.map(date.isoformat), st.booleans(), TEXT)
LEADS = st.builds(Lead, DAY.map(date.isoformat), st.sampled_from(LOG_KINDS), TEXT, TEXTS)
CARDS = st.builds(
    Card,
    path=TEXT,
    kind=KINDS,
    name=TEXT,
    **dict.fromkeys("aliases circles roles organizations tags mentions contacts".split(), TEXTS),
    **dict.fromkeys("day met last_contact follow_up".split(), MAYBE_DAY),
    **dict.fromkeys("stub private archived".split(), st.booleans()),
    group=GROUPS,
    city=TEXT,
    birthday=TEXT,
    anniversary=TEXT,
    closeness=RATING,
    trust=RATING,
    contact_days=st.lists(DAY.map(date.toordinal), max_size=3).map(tuple),
    cadence=st.none() | NUMBER,
    promises=st.lists(PROMISES, max_size=2).map(tuple),
    gave=WEIGHT,
    got=WEIGHT,
    logged=NUMBER,
    edges=st.lists(EDGES, max_size=3).map(tuple),
    status=st.sampled_from(("", *GOAL_STATUSES)),
    errors=NUMBER,
    leads=st.lists(LEADS, max_size=2).map(tuple),
)

# Few words and paths, so that documents meet and replace each other.
WORDS = st.sampled_from(["dentist", "piano", "zürich", "林", "\U0001f3bb", "a" * 40])
FIELD_NAMES = ("roles", "about")


def documents(paths: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """Return documents at any of ``paths`` with a few words in two fields."""
    # Weights as the engines can keep them: exact in four bytes.
    terms = st.dictionaries(WORDS, st.integers(1, 40).map(lambda n: n / 8), max_size=4)
    fields = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELD_NAMES, terms))
    return st.builds(Document, paths, fields, st.text(max_size=8), st.binary(max_size=8))
