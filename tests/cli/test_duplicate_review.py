"""The walk through duplicates at a terminal: each answer does what it says, and is counted."""

import pytest

from tests.conftest import MakeVault
from tests.terminal import MDNET, Typed, talk, without_styles

ONE, TWO = "People/Ana Diaz.md", "People/Work/Ana Diaz.md"
NOTE = "---\nemails: [ana@example.org]\nroles: [dentist]\n---\n"
# A key twice: nothing can be written there without a loss.
BROKEN = "---\nemails: [ana@example.org]\nroles: [dentist]\nroles: [a\n---\n"


@pytest.mark.parametrize(
    ("answer", "other", "said", "left"),
    [
        ("m", NOTE, "1 merged, 0 not the same, 0 skipped.", 1),
        ("m", BROKEN, "0 merged, 0 not the same, 0 skipped.", 2),
        ("n", NOTE, "0 merged, 1 not the same, 0 skipped.", 2),
        ("s", NOTE, "0 merged, 0 not the same, 1 skipped.", 2),
        ("q", NOTE, "0 merged, 0 not the same, 0 skipped.", 2),
    ],
)
def test_an_answer_does_what_it_says(
    make_vault: MakeVault, answer: str, other: str, said: str, left: int
) -> None:
    root = make_vault({ONE: NOTE, TWO: other})
    command = [*MDNET, "-C", str(root), "duplicates", "--review"]
    seen, code = talk(command, root, Typed("q quit", f"{answer}\n"))
    assert said in without_styles(seen)
    assert "x0a" not in seen
    assert code == 0
    assert len([*root.rglob("Ana Diaz.md")]) == left
