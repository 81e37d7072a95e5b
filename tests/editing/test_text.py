"""A line of text more above the first heading: it is read as prose, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.editing.log import read_entries
from mdnet.editing.text import add_text
from mdnet.model.errors import EditRefusedError
from tests.conftest import examples

HEAD = "---\nroles: [dentist]\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "new\n"),
        ("Kind.", "Kind.\n\nnew"),
        ("Kind.\n", "Kind.\n\nnew\n"),
        ("Kind.\r\n\r\n## Log\r\n", "Kind.\r\n\r\nnew\r\n\r\n## Log\r\n"),
        ("- kind\n- tall\n\n# Log\n", "- kind\n- tall\n- new\n\n# Log\n"),
        ("* kind\n# Log\n", "* kind\n* new\n# Log\n"),
        ("Kind.\n## Log\n- 2026-01-02 met", "Kind.\n\nnew\n\n## Log\n- 2026-01-02 met"),
        ("Log\n---\n- 2026-01-02 met\n", "new\n\nLog\n---\n- 2026-01-02 met\n"),
        (HEAD, HEAD + "new\n"),
        (HEAD + "\n## Log\n", HEAD + "new\n\n## Log\n"),
        (HEAD + "## Log\n", HEAD + "new\n\n## Log\n"),
        (
            HEAD + "```\n# no heading\n```\n\n## Log\n",
            HEAD + "```\n# no heading\n```\n\nnew\n\n## Log\n",
        ),
        ("%% aside %%\nKind.\n", "%% aside %%\nKind.\n\nnew\n"),
    ],
)
def test_where_it_goes(before: str, after: str) -> None:
    assert add_text(before.encode(), " new\n", "Log").decode() == after


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (b"caf\xe9 \xff", "new"),
        (b"<!-- never closed\n", "new"),
        (b"```\ncode", "new"),
        (b"", "# Log"),
    ],
)
def test_where_it_would_be_lost_it_is_refused_with_what_to_type(note: bytes, text: str) -> None:
    with pytest.raises(EditRefusedError) as error:
        add_text(note, text, "Log")
    assert error.value.what_to_type == text


LINES = st.sampled_from(
    [
        "Kind.",
        "",
        "- kind",
        "## Log",
        "- 2026-01-02 met: tea",
        "```",
        "%%",
        "---",
        "> said",
        "| a |",
        "Log",
        "===",
        "  - deep",
    ]
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n"]))
@examples(80)
def test_every_other_line_stays(lines: list[str], end: str) -> None:
    before = end.join(lines)
    try:
        after = add_text(before.encode(), "quite new", "Log").decode()
    except EditRefusedError:
        return
    left = [line for line in after.split("\n") if line.strip() and "quite new" not in line]
    assert [line.rstrip("\r") for line in left] == [line for line in lines if line.strip()]
    assert after.count("quite new") == 1
    assert [one.text for one in read_entries(after, "Log")] == [
        one.text for one in read_entries(before, "Log")
    ]
