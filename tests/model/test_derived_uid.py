"""Identifiers made of where a note lies."""

import pytest

from mdnet.model.identifiers import derived_uid


def test_an_identifier_stays_as_it_is() -> None:
    """Address books have it: it may never come out otherwise."""
    assert derived_uid("People/Ana Diaz.md") == "urn:uuid:27bc16ce-a3fb-5ac6-a9b1-fe691d929cce"


@pytest.mark.parametrize("path", ["", "People/Zoë.md", "People/\udce9.md", "\ud800"])
def test_every_path_has_one_of_its_own(path: str) -> None:
    assert derived_uid(path).startswith("urn:uuid:")
    assert derived_uid(path) != derived_uid(f"{path}.")


def test_the_form_of_letters_makes_no_difference() -> None:
    assert derived_uid("Zoe\u0308.md") == derived_uid("Zo\u00eb.md")
