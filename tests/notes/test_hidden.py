"""What a note hides is none of its words, wherever it stands; what stands around it is."""

import gc
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.config import Config
from mdnet.model.contact import Note
from mdnet.notes.body import body_of
from mdnet.notes.hidden import UNREAD, cut, hidden_in, without_code, without_hidden
from mdnet.notes.reader import read_note
from tests.notes.hiding import BLOCKS, CANARY, INLINE, LINE_ENDS, PLACES, TASK_SIGNS


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a\n```\ncode\n```\nb", ["a", "b"]),
        ("a\n```py\ncode\n```\nb", ["a", "b"]),
        ("~~~\n```\n~~~\nb", ["b"]),
        ("````\n```\nx\n````\nb", ["b"]),
        ("a\n```\nnever closed", ["a"]),
        ("a\n- ```\n  x\n  ```\nb", ["a", "b"]),
        ("> ```\n> x\n> ```\nb", ["b"]),
        ("```one line``` stays\nb", ["```one line``` stays", "b"]),
        ("a\n    indented\nb", ["a", "indented", "b"]),
        ("a <!-- x\ny --> b", ["a", "b"]),
        ("a <!-- never closed", ["a <!-- never closed"]),
        ("a\n <!-- never closed\n\nb", ["a"]),
        ("a %% x %% b", ["a b"]),
        ("a\n%%\nx\n\ny\n%%\nb", ["a", "b"]),
        ("a %% never closed", ["a %% never closed"]),
        ("a\n%% never closed\n\nb", ["a"]),
        # Whatever opens first hides the marks in it.
        ("`%% code %%` and `<!--` b", ["`%% code %%` and `<!--` b"]),
        ("```\n%%\n```\nb\n```\n%%\n```", ["b"]),
        ("%%\n```\n%%\nb", ["b"]),
        ("<!-- %% --> b %% x %%", ["b"]),
        # A stray mark does not turn all comments behind it inside out.
        ("5%% off\n%% x %%\nb", ["5", "b"]),
        ("5%% off\n%% x %% y %% z %%\nb %% x %%", ["5", "b"]),
        # Queries.
        ("a `= this.x` b `$= x` `VIEW[{x}][y]` `code`", ["a b `code`"]),
        ("INPUT[toggle:x] b", ["b"]),
        ("INPUT[[Ana]] INPUTS[x] `== 3`", ["INPUT[[Ana]] INPUTS[x] `== 3`"]),
        # Signs.
        ("a ^id\n^id\nb ^2 c\n10^3", ["a", "b ^2 c", "10^3"]),
        ("a[^1]\n[^1]: b", ["a", "[^1]: b"]),
        ("> [!info]+ a\n> > [!x|y] b\n[!note] c", ["> a", "> > b", "[!note] c"]),
        ("- [ ] a 📅 2026-01-01 🔼", ["- [ ] a"]),
        ("- [x] a ✅ 2026-01-01 [due:: 2026-01-01]", ["- [x] a"]),
        ("- [ ] a 🔁 every week #tag", ["- [ ] a #tag"]),
        # Only of tasks.
        ("- a 📅 2026-01-01 🔁 swims", ["- a 📅 2026-01-01 🔁 swims"]),
        ("- [ ] ⏳ waits for Bo [due:: x", ["- [ ] ⏳ waits for Bo [due:: x"]),
    ],
)  # fmt: skip
def test_what_is_hidden_is_blanked(body: str, left: list[str]) -> None:
    hidden = without_hidden(body)
    assert [" ".join(line.split()) for line in hidden.split("\n") if line.strip()] == left


PIECES = ["```", "`", "~~~", "%%", "<!--", "-->", "\n", " ", "> ", "- [ ] ", "[^1]", ":", "[!x]",
          "^id", "📅 2026-01-01", "🔁", "INPUT[", "]", "a", "= ", "[[Ana]]"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@given(TEXTS)
def test_every_place_is_kept_and_every_line(body: str) -> None:
    for hidden in (without_hidden(body), without_code(body)):
        assert len(hidden) == len(body)
        assert {new for old, new in zip(body, hidden, strict=True) if old != new} <= {" "}
        assert hidden.count("\n") == body.count("\n")
    shown = cut(body, hidden_in(body), UNREAD)
    assert shown.split("\n") == [
        "".join(new for new, old in zip(line, there, strict=True) if new == old)
        for line, there in zip(_marked(body).split("\n"), body.split("\n"), strict=True)
    ]


def _marked(body: str) -> str:
    """A text with a letter of its own in each place that is hidden."""
    marked = [*body]
    for start, end, kind in hidden_in(body):
        if kind in UNREAD:
            marked[start:end] = ["\n" if body[at] == "\n" else "\0" for at in range(start, end)]
    return "".join(marked)


# --- nothing of it is read


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body with something hidden in every block, and all its words that are not."""
    blocks, words = [], []
    for number in range(draw(st.integers(1, 5))):
        block = draw(st.sampled_from(PLACES + LINE_ENDS + TASK_SIGNS + BLOCKS))
        block = block.replace("@", draw(st.sampled_from(INLINE)).strip("\n"))
        for word in ("first", "last"):
            if word in block:
                words.append(f"{word}{number}")
                block = block.replace(word, f"{word}{number}")
        blocks.append(block)
    between = draw(st.sampled_from(["\n", "\n\n"]))
    return between.join(blocks), words


def read(body: str, kind: str) -> Note:
    front = {"contact": "type: person", "goal": "type: goal", "note": "date: 2026-01-02"}[kind]
    note = read_note("x/Ana.md", f"---\n{front}\n---\n{body}\n".encode(), Config())
    assert note is not None
    assert note.kind == kind
    return note


@given(bodies(), st.sampled_from(["contact", "goal", "note"]))
def test_nothing_hidden_is_read_and_all_around_it_is(
    made: tuple[str, list[str]], kind: str
) -> None:
    body, words = made
    note = read(body, kind)
    said = "\n".join([*(one.text for one in note.passages), *(one.text for one in note.log)])
    assert CANARY not in said.lower()
    assert [word for word in words if word not in said] == []


@given(bodies(), st.sampled_from(["Log", "Leads"]))
def test_nothing_hidden_leaves_the_vault_and_all_around_it_does(
    made: tuple[str, list[str]], heading: str
) -> None:
    body, words = made
    told = "\n".join(body_of("x", body.encode(), heading))
    assert CANARY not in told.lower()
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("hidden", [f"%% {CANARY}", f"%%\n{CANARY}\n", f"<!-- {CANARY}\n\nx"])
def test_a_comment_at_the_end_need_not_be_closed(hidden: str) -> None:
    note = read(f"- knows [[Bo]]\n{hidden}", "contact")
    assert [one.text for one in note.passages] == ["knows Bo"]
    assert CANARY not in body_of("x", f"a\n{hidden}".encode(), "Log").prose


def test_links_in_comments_are_kept_apart() -> None:
    note = read("[[Ana]] %% [[Bo|b]] `[[Cy]]` %% <!-- [[Di]] [[Bo|b]] -->", "contact")
    assert [link.target for link in note.links] == ["Ana"]
    assert [(link.target, link.text) for link in note.hidden_links] == [("Bo", "b"), ("Di", "Di")]


# --- however a note is made


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return time.process_time() - started


def _growth(work: Callable[[str], object], piece: str, size: int) -> float:
    """How many times longer twice the text takes, by the least time of each."""
    text = piece * (size // len(piece))
    gc.disable()  # it comes at any moment, and looks at all that there is
    try:
        pairs = [(_seconds(work, text), _seconds(work, text * 2)) for _ in range(5)]
    finally:
        gc.enable()
    return min(twice for _, twice in pairs) / min(once for once, _ in pairs)


@pytest.mark.parametrize(
    "piece",
    [
        "<!--", "<!-- %% ", "a <!-- ", "%% a\n", "a %% b\n%% c %%\n", "%% %%", "`", "` `` ", "```\n",
        "```x`\n", "~~~ a\n", "> ", " \t", ">>>> [!", "[^", "[^a]:\n", "^a ", "\n^a", "- [ ] ",
        "- [ ] 📅 2026-01-01 🔁 ", "- [ ] a\n", "🔁", "[due:: ", "- [ ] [id:: ", "⛔ a, ", "INPUT[",
        "INPUT[a]", "VIEW[a][b] ", "a::", "[a:: ", "*_", "<a", "- [ ] 🆔 a,a,",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def work(text: str) -> None:
        body_of("x", text.encode(), "Log")
        read(text, "contact")

    # A busy machine may spoil one measurement, or two.
    assert any(_growth(work, piece, 60_000) <= 2.5 for _ in range(4))
