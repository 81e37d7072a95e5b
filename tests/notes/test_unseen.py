"""What links say besides the words that they show."""

import pytest

from mdnet.notes.unseen import definitions_in, unseen_in

DEFINED = (
    "[1]: <Vera Zwirbel.md> 'her'\n  [The Baker]: vera.md\n[^n]: Vera, of course\n[1]: later.md\n"
)


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("no link", ()),
        ("[[Vera]] and [[Vera|her]]", ()),
        ("[[Vera#Log|her]]", ("Vera#Log|her",)),
        ("![[Vera]]", ("Vera",)),
        ("[her](Vera%20Z.md)", ("Vera%20Z.md",)),
        ('[her](x.md "Vera")', ('x.md "Vera"',)),
        ("[her](mailto:vera@example.com)", ("mailto:vera@example.com",)),
        ("<a href='Vera.md'>her</a>", ("<a href='Vera.md'>",)),
        ("[her][1]", ("<Vera Zwirbel.md> 'her'",)),
        ("[the  baker][]", ("vera.md",)),
        ("[the baker]", ("vera.md",)),
        ("her[^n]", ()),
        ("[nobody] [x][2]", ()),
    ],
)
def test_what_is_not_shown_is_kept(text: str, unseen: tuple[str, ...]) -> None:
    assert unseen_in(text, definitions_in(DEFINED)) == unseen


def test_a_text_of_nothing_but_links_is_bounded() -> None:
    text = " ".join(f"[x](y{number}.md)" for number in range(10_000))
    assert len(unseen_in(text, {})) == 50
