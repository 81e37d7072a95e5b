"""One person on one line, as people write down whom they met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.capture.lines import KnownWords, known_words, read_person
from mdnet.model.errors import BadNameError
from mdnet.model.summary import Card
from tests.conftest import examples

KNOWN = known_words(
    (
        Card("a.md", "contact", "A", roles=("night nurse",), circles=("choir",), city="Basel"),
        Card("b.md", "contact", "B", roles=("baker",), city="Bern"),
        Card("g.md", "goal", "G", city="Nowhere"),
    ),
    "CH",
)


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("Rosa Diaz", "Rosa Diaz", {}),
        ("Rosa Diaz: met at the fair", "Rosa Diaz", {"note": "met at the fair"}),
        (
            "Rosa Diaz, potter, Basel: met at the fair",
            "Rosa Diaz",
            {"role": ["potter"], "city": "Basel", "note": "met at the fair"},
        ),
        ("  Rosa  Diaz ,potter,Chur ", "Rosa Diaz", {"role": ["potter"], "city": "Chur"}),
        ("Diaz, Ana Maria: kind", "Diaz, Ana Maria", {"note": "kind"}),
        ("Diaz, potter", "Diaz", {"role": ["potter"]}),
        ("Diaz, Basel", "Diaz", {"city": "Basel"}),
        ("Diaz, Ana, potter", "Diaz", {"role": ["Ana"], "city": "potter"}),
        ("Rosa Diaz, bern", "Rosa Diaz", {"city": "bern"}),
        ("Rosa Diaz, Basel, potter", "Rosa Diaz", {"role": ["potter"], "city": "Basel"}),
        ("Rosa Diaz, potter, baker", "Rosa Diaz", {"role": ["potter", "baker"]}),
        ("Rosa Diaz, potter, tutor, Chur", "Rosa Diaz", {"role": ["potter", "tutor"], "city": "Chur"}),
        (
            "Rosa, 079 555 66 77, potter, rosa@example.org, Chur, #music, choir, neighbour",
            "Rosa",
            {
                "phone": ["079 555 66 77"],
                "role": ["potter", "Chur"],
                "email": ["rosa@example.org"],
                "tag": ["music"],
                "circle": ["choir", "neighbour"],
            },
        ),
        ("Rosa Diaz, PhD, potter", "Rosa Diaz, PhD", {"role": ["potter"]}),
        ("Sam Oak, Jr.", "Sam Oak, Jr.", {}),
        ("C3:PO, droid: a colon, and a comma", "C3:PO", {"role": ["droid"], "note": "a colon, and a comma"}),
        ("Rosa Diaz,, ,potter,", "Rosa Diaz", {"role": ["potter"]}),
        ("渡辺, Töpferin: nett", "渡辺", {"role": ["Töpferin"], "note": "nett"}),
    ],
)  # fmt: skip
def test_what_a_line_says(line: str, name: str, said: dict[str, object]) -> None:
    person = read_person(line, KNOWN)
    assert person.name == name
    assert {key: value for key, value in person.said.items() if value} == said


@pytest.mark.parametrize("line", [", potter", ": met at the fair", "???, potter", "..."])
def test_a_line_without_a_name_is_refused(line: str) -> None:
    with pytest.raises(BadNameError):
        read_person(line, KNOWN)


@given(st.text(st.sampled_from("Rosa ,:#@.0123456789é\n\t-")))
@examples(60)
def test_any_line_is_read_or_refused_and_no_word_is_lost(line: str) -> None:
    try:
        person = read_person(line, KnownWords())
    except BadNameError:
        return
    said = [person.name]
    for value in person.said.values():
        said += [value] if isinstance(value, str) else value
    letters = "".join(said).replace(" ", "")
    for word in line.replace(",", " ").replace(":", " ").replace("#", " ").split():
        assert word in letters
