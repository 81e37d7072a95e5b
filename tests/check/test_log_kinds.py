"""Nearly a kind of log line, and not a word of one's own."""

import pytest

from mdnet.check.known import Known
from mdnet.check.log_kinds import kind_like
from mdnet.check.run import problems_in
from mdnet.model.config import Config
from mdnet.notes.log import CONTACT_KINDS, GOAL_KINDS
from tests.check.test_rules import NoNames

KNOWN = Known([], NoNames(), [])


def said(line: str, path: str = "People/Ana Diaz.md", heading: str = "Log") -> list[str]:
    """What is wrong with a log of one line."""
    text = f"---\ncity: Bern\n---\n## {heading}\n{line}\n"
    return [str(one) for one in problems_in(path, text.encode(), KNOWN, Config())]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("gott", "got"), ("goot", "got"), ("meet", "met"), ("mett", "met"), ("tipp", "tip"),
        ("tips", "tip"), ("gvae", "gave"), ("gavve", "gave"), ("calls", "call"), ("clal", "call"),
        ("email", "mail"), ("mial", "mail"), ("intor", "intro"), ("askd", "asked"),
        ("aksed", "asked"), ("leed", ""), ("laed", "lead"), ("referal", "referral"),
        ("refferal", "referral"), ("promissed", "promised"), ("promise", "promised"),
        ("promsied", "promised"),
    ],
)  # fmt: skip
def test_a_slip_is_seen(word: str, kind: str) -> None:
    assert kind_like(word, CONTACT_KINDS) == kind


@pytest.mark.parametrize(
    "word",
    """note lunch dinner coffee trip goat meat meta melt gate give game save wave main hall ball
    cell head read load lend into grave gavel tasked masked plead talk told text visit party
    tipo lado recommended promoted proposed referred done gone gift thanks birthday
    """.split(),
)
def test_words_of_ones_own_are_left_alone(word: str) -> None:
    assert kind_like(word, CONTACT_KINDS) == ""


def test_what_is_a_kind_is_none_misspelt() -> None:
    assert [kind_like(kind, GOAL_KINDS) for kind in GOAL_KINDS] == [""] * len(GOAL_KINDS)
    assert kind_like("donne", GOAL_KINDS) == "done"


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("- 2026-05-02 gott: a lift", 14, "gott"), ("- [[2026-05-02]] **Gott**: a lift", 20, "Gott"),
        ("* 2026-05-02: gott : a lift (x2)", 15, "gott"), ("- 2026-05-02 [gott:: a lift]", 15, "gott"),
        ("- 2026-05-02 tea [gave:: cake] (gott:: a lift)", 33, "gott"),
    ],
)  # fmt: skip
def test_the_word_is_told_at_its_place(line: str, column: int, word: str) -> None:
    what = f'"{word}" is not a kind of log line, so it is read as text (did you mean got?)'
    assert said(line) == [f"People/Ana Diaz.md:5:{column}: log-kind {what}"]


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-05-02 got: gott: a lift", "- 2026-05-02 I gott: a lift", "- 2026-05-02 gott a lift",
        "- 2026-05-02 gott::a lift", "Gott: a lift", "- [ ] 2026-05-02 gott: a lift",
        "<!-- - 2026-05-02 gott: a lift -->", "- 2026-05-02 met: Bob\n  gott: a lift",
    ],
)  # fmt: skip
def test_elsewhere_it_is_text(line: str) -> None:
    assert said(line) == []


def test_leads_of_a_goal_are_looked_at_as_well() -> None:
    (found,) = said("- 2026-05-02 laed: a flat", "Goals/A flat.md", "Leads")
    assert found.endswith("(did you mean lead?)")
    assert said("- 2026-05-02 done: a flat", "Goals/A flat.md", "Leads") == []


def test_lines_are_counted_as_editors_do() -> None:
    text = "\ufeff---\r\ncity: Bern\r\n---\r\n## Log\r\n- 2026-05-02 gott: a lift\r\n"
    for data in (text.encode(), text.encode("utf-16-le")):
        found = problems_in("People/Ana Diaz.md", data, KNOWN, Config())
        places = [(one.line, one.column) for one in found if one.code == "log-kind"]
        assert places == [(5, 14)]
