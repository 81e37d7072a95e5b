"""Where in a passage the words stand that make it an answer."""

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.search.highlights import places_of, why_places
from mdnet.search.results import Hit, Reason

ENGLISH = Analyzer("en")


def shown(text: str, *said: str) -> list[str]:
    return [text[start:end] for start, end in places_of(text, said, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("Dr. Lee is the dentist.", ("dentists",), ["dentist"]),
        ("Zoë's piano", ("zoe",), ["Zoë"]),
        ("a van, two vans", ("moving van",), ["van", "vans"]),
        ("Färber in Köln", ("koeln", "köln"), ["Köln"]),
        ("nothing of it", ("dentist",), []),
        ("anything", (), []),
        ("anything", ("",), []),
    ],
)
def test_words_are_found_in_any_of_their_forms(
    text: str, said: tuple[str, ...], found: list[str]
) -> None:
    assert shown(text, *said) == found


def test_a_sentence_of_others_is_about_the_person() -> None:
    text = "Their piano is kept in tune by Mr. Okoye."
    hit = Hit("Mr. Okoye", None, "good", 0.5)
    own = Reason("similar", "about", text, ("piano",))
    told = own._replace(source="Ben Frost")
    said = [[text[a:b] for a, b in why_places(hit, one, text, ENGLISH)] for one in (own, told)]
    assert said == [["piano"], ["piano", "Mr", "Okoye"]]
