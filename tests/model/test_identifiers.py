"""Two spellings of one thing are the same; two things are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.calling_codes import calling_code, is_country, trunk_prefix
from mdnet.model.config import Config, parse_config
from mdnet.model.identifiers import (
    Identifier,
    handles_of,
    identifiers_in,
    identifiers_of,
    phone_key,
    profile_key,
)

SPELLINGS = (
    ("079 123 45 67", "+41 79 123 45 67", "0041791234567", "+41 (0)79 123-45-67", "tel:+41791234567"),
    ("(415) 555-0101", "+1 415 555 0101", "1-415-555-0101", "011 1 415 555 0101"),
    ("06 9876543", "+39 06 9876543"),
    ("612 34 56 78", "+34 612345678"),
    ("8 916 123-45-67", "+7 916 123 45 67", "7 916 123 45 67"),
    ("06 20 123 4567", "+36 20 123 4567"),
    ("020 7946 0000", "+44 20 7946 0000"),
)  # fmt: skip
COUNTRIES = ("CH", "US", "IT", "ES", "RU", "HU", "GB")


@pytest.mark.parametrize(("spellings", "country"), [*zip(SPELLINGS, COUNTRIES, strict=True)])
def test_every_spelling_of_a_number_is_one(spellings: tuple[str, ...], country: str) -> None:
    assert len({phone_key(text, country) for text in spellings}) == 1
    assert phone_key(spellings[0], country).startswith("+")


@pytest.mark.parametrize(("spellings", "country"), [*zip(SPELLINGS, COUNTRIES, strict=True)])
def test_without_a_country_the_last_digits_tell(spellings: tuple[str, ...], country: str) -> None:
    del country
    national, whole = (identifiers_of(phones=[text])[0] for text in spellings[:2])
    assert national.is_same(whole)
    assert whole.is_same(national)
    assert national.term == whole.term


@given(st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS))
def test_other_numbers_are_others(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for first in one:
        for second in other:
            mine, theirs = (
                identifiers_of(phones=[first, second])[0],
                identifiers_of(phones=[second])[0],
            )
            assert mine.is_same(theirs) == theirs.is_same(mine)
            if one is not other:
                assert not mine.is_same(theirs)


def test_two_countries_are_two_numbers() -> None:
    assert not Identifier("phone", "+41791234567").is_same(Identifier("phone", "+49791234567"))


@given(st.text("0123456789+ ()-/.x#", max_size=24), st.sampled_from(["", *COUNTRIES]))
def test_the_form_of_a_number_is_its_own_form(text: str, country: str) -> None:
    form = phone_key(text, country)
    assert form == phone_key(form, country) or not form.startswith("+")
    assert set(form) <= set("+0123456789")


@pytest.mark.parametrize(
    "texts",
    [
        ("https://github.com/anadiaz", "https://www.github.com/anadiaz/", "GitHub: github.com/AnaDiaz?tab=x"),
        ("https://www.linkedin.com/in/ana-diaz", "linkedin.com/pub/Ana-Diaz/1/2/3", "https://de.linkedin.com/in/ana-diaz/de"),
        ("https://twitter.com/ana", "https://x.com/ana", "https://mobile.twitter.com/ana/"),
        ("@ana@example.social", "https://example.social/@ana", "Mastodon: @Ana@example.social"),
    ],
)  # fmt: skip
def test_spellings_of_a_page_are_one(texts: tuple[str, ...]) -> None:
    assert len({profile_key(text) for text in texts}) == 1
    assert profile_key(texts[0])


@pytest.mark.parametrize(
    "text",
    ["https://example.org/", "@ana", "ana@example.org", "mailto:ana@example.org", "Ana Diaz", ""],
)
def test_what_is_no_page_of_somebody(text: str) -> None:
    assert profile_key(text) == ""


def test_a_page_is_the_source_of_an_import() -> None:
    page = identifiers_of(profiles=["https://www.linkedin.com/in/ana-diaz/"])
    assert page == identifiers_of(sources=["linkedin:ana-diaz"])
    assert identifiers_of(uid="URN:UUID:AB") == identifiers_of(sources=["uid:ab"])
    assert identifiers_of(emails=["A@x.org"]) == identifiers_of(sources=["email:a@x.org"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+41 79 123 45 67", ["phone:1234567"]),
        ("079/123 45 67", ["phone:1234567"]),
        ("ana@example.org", ["email:ana@example.org"]),
        ("mailto:Ana@Example.org", ["email:ana@example.org"]),
        ("https://github.com/ana", ["profile:github.com/ana"]),
        ("@ana@example.social", ["profile:example.social/@ana"]),
        ("linkedin:ana-7", ["uid:linkedin:ana-7", "profile:linkedin.com/in/ana-7"]),
        ("Ana Diaz", []),
        ("Ana 2", []),
        ("@ana", []),
        ("ana", []),
        ("", []),
    ],
)
def test_what_somebody_can_be_looked_up_by(text: str, found: list[str]) -> None:
    assert [one.term for one in identifiers_in(text)] == found


@given(st.text())
def test_any_text_can_be_asked_for(text: str) -> None:
    for one in identifiers_in(text, "CH"):
        assert one.form


def test_handles() -> None:
    texts = [
        "@Ana",
        "x.com/ana_d",
        "https://bsky.app/profile/ana.example.org",
        "https://example.org/a/b/c",
    ]
    assert [*handles_of([*texts, "ana@example.org"])] == ["ana", "ana_d", "ana.example.org"]


def test_the_table_of_calling_codes() -> None:
    assert (calling_code("ch"), trunk_prefix("CH")) == ("41", "0")
    assert (calling_code(""), trunk_prefix("")) == ("", "")
    assert is_country("de")
    assert not is_country("")
    assert not is_country("ZZ")


def test_the_setting() -> None:
    assert parse_config(b'country = "CH"') == (Config(country="CH"), ())
    for wrong in (b'country = "Switzerland"', b"country = 41", b'country = ""', b"country = []"):
        config, problems = parse_config(wrong)
        assert config == Config()
        assert [problem.message for problem in problems] == ["country must be two letters"]
