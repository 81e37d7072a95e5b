from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.editing import log as log_edit
from mdnet.editing.keys import add_line_under
from mdnet.model.config import Config
from mdnet.model.contact import LogEntry
from mdnet.model.errors import EditRefusedError
from mdnet.notes.reader import read_note

BOM = b"\xef\xbb\xbf"
NEW = "2026-05-02 got: a tooth fixed"


def log_of(data: bytes) -> tuple[LogEntry, ...]:
    note = read_note("People/Ana.md", data, Config())
    assert note is not None
    return note.log


def told(data: bytes) -> Counter[LogEntry]:
    return Counter(replace(entry, line=0) for entry in log_of(data))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "## Log\n- N\n"),
        ("text", "text\n\n## Log\n- N"),
        ("text\n", "text\n\n## Log\n- N\n"),
        ("text\n\n", "text\n\n## Log\n- N\n"),
        ("text\r\nmore", "text\r\nmore\r\n\r\n## Log\r\n- N"),
        ("\ufefftext\n", "\ufefftext\n\n## Log\n- N\n"),
        ("---\na: 1\n---\n", "---\na: 1\n---\n\n## Log\n- N\n"),
        ("---\na: 1\n---", "---\na: 1\n---\n\n## Log\n- N"),
        ("---\r\na: 1\r\n---\r\n\r\n## Log\r\n", "---\r\na: 1\r\n---\r\n\r\n## Log\r\n- N\r\n"),
        ("---\na: [\n---\n## Log\n", "---\na: [\n---\n## Log\n- N\n"),
        ("---\na: 1\na: 2\n---\n", "---\na: 1\na: 2\n---\n\n## Log\n- N\n"),
        ("## Log", "## Log\n- N"),
        ("## log:\n", "## log:\n- N\n"),
        ("# Log\n\n# Next\n", "# Log\n- N\n\n# Next\n"),
        ("# Log\n# Next\n", "# Log\n- N\n# Next\n"),
        ("## Log\nprose\n\n## Next\n", "## Log\nprose\n\n- N\n\n## Next\n"),
        ("## Log\n- no date\n", "## Log\n- no date\n- N\n"),
        ("## Log\n- no date\n  more\n", "## Log\n- no date\n  more\n- N\n"),
        ("## Log\n- [ ] 2026-06-01 call\n", "## Log\n- [ ] 2026-06-01 call\n- N\n"),
        # Newest first, as the log is; also with one entry, where nobody can tell.
        ("## Log\n- 2026-01-01 b\n- 2025-01-01 a\n", "## Log\n- N\n- 2026-01-01 b\n- 2025-01-01 a\n"),
        ("## Log\n\n- 2026-01-01 b", "## Log\n\n- N\n- 2026-01-01 b"),
        ("## Log\n- 2026-05-02 b\n", "## Log\n- N\n- 2026-05-02 b\n"),
        ("## Log\n- 2027-01-01 b\n  c\n\ntext\n", "## Log\n- 2027-01-01 b\n  c\n- N\n\ntext\n"),
        ("## Log\n- 2027-01-01 b\n- 2026-01-01 a\n", "## Log\n- 2027-01-01 b\n- N\n- 2026-01-01 a\n"),
        ("## Log\n- 2027-01-01 b\nlazy\n", "## Log\n- 2027-01-01 b\nlazy\n- N\n"),
        # Oldest first.
        ("## Log\n- 2025-01-01 a\n- 2026-01-01 b\n", "## Log\n- 2025-01-01 a\n- 2026-01-01 b\n- N\n"),
        ("## Log\n- 2025-01-01 a\n- 2026-01-01 b", "## Log\n- 2025-01-01 a\n- 2026-01-01 b\n- N"),
        ("## Log\n- 2025-01-01 a\n- 2027-01-01 b\n", "## Log\n- 2025-01-01 a\n- N\n- 2027-01-01 b\n"),
        ("## Log\n- 2027-01-01 a\n- 2028-01-01 b\n", "## Log\n- N\n- 2027-01-01 a\n- 2028-01-01 b\n"),
        (
            "## Log\n- 2025-01-01 a\n  - 2024-01-01 sub\n\n  more\n- 2027-01-01 b\n",
            "## Log\n- 2025-01-01 a\n  - 2024-01-01 sub\n\n  more\n- N\n- 2027-01-01 b\n",
        ),
        # In the style of the others.
        ("## Log\n* 2025-01-01 a\n", "## Log\n* N\n* 2025-01-01 a\n"),
        ("## Log\n  + 2025-01-01 a\n", "## Log\n  + N\n  + 2025-01-01 a\n"),
        ("## Log\n1. 2025-01-01 a\n", "## Log\n- N\n1. 2025-01-01 a\n"),
        ("## Log\n- [x] 2025-01-01 a\n", "## Log\n- N\n- [x] 2025-01-01 a\n"),
        # The first of several, and nothing that only looks like one.
        ("## Log\n- 2025-01-01 a\n# B\n## Log\n", "## Log\n- N\n- 2025-01-01 a\n# B\n## Log\n"),
        ("## Log\n### 2025\n- 2025-01-01 a\n", "## Log\n### 2025\n- N\n- 2025-01-01 a\n"),
        ("```\n## Log\n```\n", "```\n## Log\n```\n\n## Log\n- N\n"),
        ("<!--\n## Log\n-->\n", "<!--\n## Log\n-->\n\n## Log\n- N\n"),
        ("## Log\n```\n- 2025-01-01 a\n```\n", "## Log\n```\n- 2025-01-01 a\n```\n\n- N\n"),
        ("```\nnever closed\n", None),
        ("---\na: 1\n", None),
        ("\n---\na: 1\nb: 2\n---\n", None),
    ],
)  # fmt: skip
def test_where_a_line_goes(old: str, new: str | None) -> None:
    if new is None:
        with pytest.raises(EditRefusedError) as refused:
            add_line_under(old.encode(), "Log", NEW)
        assert refused.value.what_to_type == f"- {NEW}"
    else:
        data = add_line_under(old.encode(), "Log", NEW)
        assert data.decode() == new.replace("- N", f"- {NEW}").replace("+ N", f"+ {NEW}").replace(
            "* N", f"* {NEW}"
        )


def test_a_heading_of_another_name() -> None:
    data = b"---\ntype: goal\n---\n## Log\n- 2026-06-01 x\n"
    assert add_line_under(data, "Leads", NEW) == data + f"\n## Leads\n- {NEW}\n".encode()


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("- 2026-05-02 x", "2026-05-02 x"),
        ("* 2026-05-02 x", "2026-05-02 x"),
        ("2026-05-02 two\nlines\r\nor three", "2026-05-02 two lines  or three"),
        ("2026-05-02 \x1b[31m\u2028\x00x", "2026-05-02  [31m  x"),
        ("  2026-05-02 - x ", "2026-05-02 - x"),
        ("no date", "no date"),
    ],
)
def test_a_line_is_one_line(line: str, written: str) -> None:
    assert add_line_under(b"## Log\n", "Log", line).decode() == f"## Log\n- {written}\n"


@pytest.mark.parametrize("line", ["2026-05-02 <!-- x", "2026-05-02 `", "2026-05-02 ```"])
def test_a_line_may_not_hide_the_others(line: str) -> None:
    data = b"## Log\n- 2026-01-01 a <!-- b -->\n- 2025-01-01 c\n"
    try:
        new = add_line_under(data, "Log", line)
    except EditRefusedError:
        return
    assert told(data) <= told(new)


@pytest.mark.parametrize("data", [b"## Log\n\xff\n", b"\xff\xfex\x00", b"## Log\n\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(EditRefusedError):
        add_line_under(data, "Log", NEW)


def test_what_cannot_be_encoded_is_refused() -> None:
    with pytest.raises(EditRefusedError, match="cannot contain"):
        add_line_under(b"", "Log", "2026-05-02 \udc80")


LINES = st.sampled_from(
    ["# Log", "## Log", "### 2025", "## Else", "- 2026-01-01 a", "- 2025-06-01 gave: b (x2)",
     "  - 2025-01-01 c", "* 2027-01-01 d", "- [ ] 2026-01-01 e", "- [x] 2026-02-01 f", "- no date",
     "1. 2024-01-01 g", "  more", "lazy", "", "", "\t", "```", "~~~", "<!--", "-->", "---", "> q",
     "- 2026-02-31 h", "[[Bob]]", "é 🎻"]
)  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(
    st.sampled_from(["", "\ufeff", "---\na: [b]\n---\n", "---\na: [b\n---\n"]),
    st.lists(LINES, max_size=14), st.sampled_from(["", "\n"]), st.sampled_from([b"\n", b"\r\n"]), DAYS,
)  # fmt: skip
def test_one_line_is_added_and_nothing_else(
    head: str, lines: list[str], last: str, eol: bytes, day: date
) -> None:
    old = (head + "\n".join(lines) + last).encode().replace(b"\n", eol)
    try:
        new = add_line_under(old, "Log", f"{day} tip: x")
    except EditRefusedError:
        assert any(mark in lines for mark in ("```", "~~~", "<!--", "---"))
        return
    assert new.startswith(BOM) == old.startswith(BOM)
    old, new = old.removeprefix(BOM), new.removeprefix(BOM)
    rest = iter(new.replace(b"\r", b"").split(b"\n"))
    assert all(line in rest for line in old.replace(b"\r", b"").split(b"\n"))
    assert told(new) == told(old) + Counter([LogEntry(day, "tip", "x")])
    assert new.endswith(b"\n") == (old.endswith(b"\n") or not old)
    if b"\r\n" in old:
        assert new.count(b"\n") == new.count(b"\r\n")


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True), DAYS, st.sampled_from([-1, 1]))
def test_a_sorted_log_stays_sorted(days: list[date], day: date, sign: int) -> None:
    days.sort(reverse=sign < 0)
    old = "## Log\n" + "".join(f"- {one} x\n  more\n\n" for one in days)
    new = add_line_under(old.encode(), "Log", f"{day} tip: y")
    found = [entry.day for entry in log_of(new)]
    pairs = pairwise(found[::sign])
    assert all(one <= other for one, other in pairs)
    assert len(found) == len(days) + 1


@pytest.mark.parametrize("shift", [-2, -1, 1, 2])
def test_a_line_in_the_wrong_place_is_caught_or_does_no_harm(
    shift: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = log_edit._in_section

    def beside(*args: object) -> tuple[int, list[str]]:
        at, new = place(*args)  # type: ignore[arg-type]
        return max(0, at + shift), new

    monkeypatch.setattr(log_edit, "_in_section", beside)
    old = b"# Ana\n## Log\n- 2026-01-01 a\n  more\n- 2025-01-01 b\n## Else\nx\n"
    try:
        new = add_line_under(old, "Log", NEW)
    except EditRefusedError:
        return
    assert told(new) == told(old) + told(f"## Log\n- {NEW}\n".encode())
