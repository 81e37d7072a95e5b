import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.spelling import american


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("colour", "color"),
        ("colourful", "colorful"),
        ("organise", "organize"),
        ("organised", "organized"),
        ("organisers", "organizers"),
        ("organisation", "organization"),
        ("realising", "realizing"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("licence", "license"),
        ("practise", "practice"),
        ("travelling", "traveling"),
        ("counsellor", "counselor"),
        ("fulfil", "fulfill"),
        ("cheque", "check"),
        ("programme", "program"),
        ("tyre", "tire"),
        ("grey", "gray"),
        ("paediatrics", "pediatrics"),
        ("jewellery", "jewelry"),
    ],
)
def test_british_words_become_american(british: str, expected: str) -> None:
    assert american(british) == expected


@pytest.mark.parametrize(
    "word",
    "color organize fulfill fulfillment programmer programming advise advised advertise exercise "
    "promise surprise expertise franchise premises rise noise dentist wise tour hour four flour "
    "our court contour pour metrics cheap test a is 林 2nd".split(),
)
def test_what_is_american_or_always_so_stays(word: str) -> None:
    assert american(word) == word


@given(st.text("abcdefgilmnoprsu", max_size=12))
def test_any_word_has_one_spelling(word: str) -> None:
    spelled = american(word)
    assert american(spelled) == spelled
    assert bool(spelled) == bool(word)
