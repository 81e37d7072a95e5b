"""Patterns that are compiled when they are first used."""

import re

import pytest

from mdnet.util.patterns import late_pattern


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    wrong = late_pattern("(")
    right = late_pattern("A(.)", re.IGNORECASE)
    assert right.sub(r"\1", "abac") == "bc"
    assert right.pattern == "A(.)"
    assert [found[1] for found in right.finditer("axay")] == ["x", "y"]
    with pytest.raises(re.error, match="missing"):
        wrong.search("a")
