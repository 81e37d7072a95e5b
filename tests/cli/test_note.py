"""``mdnet note``: where the name ends and the text begins, and one line that undo takes back."""

import pytest

from tests.conftest import MakeVault, Run

VAULT = {
    "People/Ana Diaz.md": "Kind.\n\n## Log\n- 2026-01-02 met: tea\n",
    "People/Ana Berg.md": "",
    "People/Zoë Müller.md": "",
    "People/Ben.md": "Knows [[Dr. Lee]].",
}


@pytest.mark.parametrize(
    ("words", "path", "text"),
    [
        (["Ana", "Diaz", "likes", "tea"], "Ana Diaz", "likes tea"),
        (["zoe", "muller", "is", "back"], "Zoë Müller", "is back"),
        (["zoe", "is", "back"], "Zoë Müller", "is back"),
        (["Ana Diaz", "likes", "tea"], "Ana Diaz", "likes tea"),
        (["diaz", "likes tea, and: cake"], "Ana Diaz", "likes tea, and: cake"),
        (["Ana", "Diaz:", "Berg", "is", "her", "sister"], "Ana Diaz", "Berg is her sister"),
    ],
)
def test_the_name_is_the_longest_that_is_somebody(
    words: list[str], path: str, text: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(VAULT)
    ran = run("-C", str(root), "note", *words)
    assert (ran.code, ran.stdout) == (0, f"People/{path}.md: {text}\n")
    assert text in (root / f"People/{path}.md").read_text().splitlines()
    run("-C", str(root), "undo")
    assert (root / f"People/{path}.md").read_text() == VAULT[f"People/{path}.md"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["Ana", "Diaz"], 2, 'What about them? mdnet note "Ana Diaz" TEXT'),
        (["ana", "likes", "tea"], 4, "could be any of these"),
        (["Nobody", "likes", "tea"], 4, 'nobody called "Nobody"'),
        (["Dr. Lee", "likes", "tea"], 4, "has no note yet"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    words: list[str], code: int, told: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(VAULT)
    ran = run("-C", str(root), "note", *words)
    assert (ran.code, ran.stdout) == (code, "")
    assert told in ran.stderr
    assert not (root / ".mdnet").exists()
