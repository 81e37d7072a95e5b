"""Contacts as a note can hold them, and real files where the machine has some."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import strategies as st

from mdnet.model.contact import Contact, Edge
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.util.text import one_line
from tests.conftest import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
CARDS = sorted(SAMPLES.glob("*.vcf")) if SAMPLES.is_dir() else []


def sample(name: str) -> bytes:
    """A real file, or skip the test where there is none."""
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
# What a key holds by its kind, so that a new one is in every round trip.
OF_KIND: dict[str, st.SearchStrategy[Any]] = {
    "texts": LINES,
    "tags": TAGS,
    "circles": CIRCLES,
    "raw": FOREIGN,
    "text": MAYBE,
    "partial": PARTIAL,
    "date": st.none() | DAYS,
    "rating": st.none() | st.integers(1, 5),
    "days": st.none() | st.integers(1, 36_500),
    "flag": st.booleans(),
    "group": st.sampled_from(("primary", "secondary")),
}
CONTACTS = st.builds(
    Contact,
    **{key.name: OF_KIND[key.kind] for key in CONTACT_KEYS if key.kind not in ("links", "kept")},
    edges=EDGES,
    extra=st.lists(st.tuples(LINE, LINES), max_size=2, unique=True).map(tuple),
)
