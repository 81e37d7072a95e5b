"""Contacts as a note can hold them, and real files where the machine has some."""

import re
from datetime import date

import pytest
from hypothesis import strategies as st

from mdnet.model import Contact, Edge
from mdnet.text import one_line
from tests.conftest import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
CARDS = sorted(SAMPLES.glob("*.vcf")) if SAMPLES.is_dir() else []


def sample(name: str) -> bytes:
    """Return a real file, or skip the test where there is none."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the real sample files are not here")
    return path.read_bytes()


# What front matter can give: one line, no control characters, no halves of letters.
LINE = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from(",;:\\\"'^=n"),
        max_size=40,
    )
    .map(one_line)
    .filter(bool)
)
LINES = st.lists(LINE, max_size=3, unique=True).map(tuple)
CIRCLES = st.lists(
    LINE.map(lambda text: one_line(re.sub("[-_]", " ", text))).filter(bool),
    max_size=3,
    unique=True,
).map(tuple)
TAGS = st.lists(
    LINE.map(lambda text: text.replace(" ", "").replace(",", "")).filter(bool),
    max_size=3,
    unique=True,
).map(tuple)
DAYS = st.dates(date(1605, 1, 1), date(2100, 1, 1))
PARTIAL = st.just("") | DAYS.map(date.isoformat) | DAYS.map(lambda day: f"--{day:%m-%d}")
MAYBE = st.just("") | LINE
KINDS = st.sampled_from(["knows", "spouse", "partner", "boss", "parents", "kin", "colleagues"])
EDGES = st.lists(st.builds(Edge, KINDS | LINE, LINE), max_size=4, unique=True).map(tuple)
FOREIGN = st.lists(
    st.sampled_from(
        [
            "X-PHONETIC-FIRST-NAME:Jon",
            "GENDER:F",
            "item1.X-FOO:bar",
            "item7.X-ABDATE:20210729",
            "X-TEST;A=B:Value",
            "TZ;VALUE=utc-offset:-0500",
        ]
    ),
    max_size=3,
    unique=True,
).map(tuple)
CONTACTS = st.builds(
    Contact,
    **dict.fromkeys(
        (
            "aliases roles organizations languages skills offers needs interests phones emails "
            "urls address social"
        ).split(),
        LINES,
    ),
    **dict.fromkeys("about city met_at pronouns photo uid".split(), MAYBE),
    **dict.fromkeys("birthday anniversary".split(), PARTIAL),
    **dict.fromkeys("met last_contact follow_up".split(), st.none() | DAYS),
    **dict.fromkeys("stub private archived".split(), st.booleans()),
    **dict.fromkeys("closeness trust".split(), st.none() | st.integers(1, 5)),
    tags=TAGS,
    circles=CIRCLES,
    group=st.sampled_from(("primary", "secondary")),
    edges=EDGES,
    cadence=st.none() | st.integers(1, 36_500),
    vcard=FOREIGN,
    extra=st.lists(st.tuples(LINE, LINES), max_size=2, unique=True).map(tuple),
)
