"""Labels come back: from a note to a line of a vCard and again, and from cards as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.value_labels import Labelled, label_in, labelled_line, tidied

LABELS = ["mobile", "home", "work", "work fax", "home fax", "fax", "pager", "main", "x-odd"]


@given(st.sampled_from(["phones", "emails", "urls"]), st.sampled_from(LABELS), st.text("a1 +;:,"))
def test_a_label_comes_back(field: str, label: str, text: str) -> None:
    line = labelled_line(field, label, text)
    assert label_in(line) == (Labelled(field, label, text) if text else None)
    assert tidied(line) == line


@pytest.mark.parametrize(
    ("line", "tidy"),
    [
        ("TEL;type=CELL;type=VOICE;type=pref:079", "TEL;TYPE=CELL:079"),
        ("TEL;TYPE=cell:079", "TEL;TYPE=CELL:079"),
        ("TEL;TYPE=voice,work,fax:079", "TEL;TYPE=WORK,FAX:079"),
        ("EMAIL;TYPE=INTERNET;TYPE=HOME;PREF=1:a@x.example", "EMAIL;TYPE=HOME:a@x.example"),
        *[(line, line) for line in (
            "TEL;TYPE=VOICE:079", "item1.TEL;TYPE=CELL:079", "TEL;VALUE=uri;TYPE=cell:tel:079",
            "TEL;TYPE=CELL;X-SIM=2:079", "ADR;TYPE=home:;;a;;;;", 'TEL;TYPE="my own":079', "TEL:1", "",
        )],
    ],
)  # fmt: skip
def test_a_line_has_its_types_and_no_more(line: str, tidy: str) -> None:
    assert tidied(line) == tidy
    assert tidied(tidy) == tidy


@pytest.mark.parametrize("line", ["TEL:1", "TEL;TYPE=HOME,ODD:1", "ADR;TYPE=HOME:;;x;;;;", "X:1"])
def test_what_a_label_cannot_say_stays_a_line(line: str) -> None:
    assert label_in(line) is None
