import pytest

from mdnet.notes.split import HEAD_LIMIT, find_block, misfit


def parts(data: bytes) -> tuple[bytes, bytes] | None:
    block = find_block(data)
    return None if block is None else (data[block.start : block.end], data[block.body :])


@pytest.mark.parametrize(
    ("data", "yaml", "body"),
    [
        (b"---\na: 1\n---\nbody\n", b"a: 1\n", b"body\n"),
        (b"---\n---\nbody", b"", b"body"),
        (b"---\n# only a comment\n---\n", b"# only a comment\n", b""),
        (b"\xef\xbb\xbf---\na: 1\n---\nx", b"a: 1\n", b"x"),
        (b"---\r\na: 1\r\n---\r\nx\r\n", b"a: 1\r\n", b"x\r\n"),
        (b"---   \t\na: 1\n---\t \nx", b"a: 1\n", b"x"),
        (b"---\na: 1\n...\nx", b"a: 1\n", b"x"),
        (b"---\na: 1\n---", b"a: 1\n", b""),
        (b"---\na: 1\n----\n---\nx", b"a: 1\n----\n", b"x"),
        (b"---\na: |\n  ---\n---\nx", b"a: |\n  ---\n", b"x"),
        (b"---\na: 1\n---\nx\n---\ny\n", b"a: 1\n", b"x\n---\ny\n"),
        (b"---\na: 1\n---\nb: 2\n---\n", b"a: 1\n", b"b: 2\n---\n"),
        (b"---\na: 1\n---\n    code\n\n\n", b"a: 1\n", b"    code\n\n\n"),
    ],
)
def test_front_matter_is_found(data: bytes, yaml: bytes, body: bytes) -> None:
    assert parts(data) == (yaml, body)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just text\n",
        b"text\n---\na: 1\n---\n",
        b"\n---\na: 1\n---\n",
        b" ---\na: 1\n---\n",
        b"---\na: 1\n",
        b"---\ra: 1\r---\r",
        b"---\xc2\xa0\na: 1\n---\n",
        b"----\na: 1\n----\n",
        b"--- yaml\na: 1\n---\n",
        b"--- # c\na: 1\n---\n",
        b"---\na: 1\n ---\n",
        b"---\na: 1\n---x\n",
        b"{\n}\n",
    ],
)
def test_all_else_is_body(data: bytes) -> None:
    assert find_block(data) is None


def test_the_closing_line_is_sought_near_the_top_only() -> None:
    inside = b"---\na: " + b"x" * (HEAD_LIMIT - 100) + b"\n---\n"
    outside = b"---\na: " + b"x" * (HEAD_LIMIT + 100) + b"\n---\n"
    assert find_block(inside) is not None
    assert find_block(outside) is None


def test_a_closing_line_cut_by_the_limit_is_none() -> None:
    start = b"---\na: "
    data = start + b"x" * (HEAD_LIMIT + 12 - len(start)) + b"\n---tail\n"
    assert find_block(data) is None


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"---\nname: Anna\nno end", 1, "never-closed"),
        (b"---\nname: " + b"x" * HEAD_LIMIT, 1, "front-matter-too-large"),
        (b"\n---\nname: Anna\n---\n", 2, "late-front-matter"),
        (b" ---\nname: Anna\n---\n", 1, "late-front-matter"),
        (b"\xef\xbb\xbf\n\n---\nname: Anna\n---\n", 3, "late-front-matter"),
        (b"# Anna\n---\nrole: dentist\ncity: Rome\n---\n", 2, "late-front-matter"),
        (b"----\nname: Anna\n----\n", 1, "late-front-matter"),
        ("\u2014\nname: Anna\n\u2014\n".encode(), 1, "late-front-matter"),
    ],
)
def test_what_seems_to_mean_front_matter_is_reported(data: bytes, line: int, code: str) -> None:
    found = misfit(data)
    assert found is not None
    assert (found.line, found.code) == (line, code)
    assert found.fix


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain\n",
        b"---\n\nA rule first, then prose.\n",
        b"---\nprose without a key\n",
        b"Morning\n\n---\n\nTodo: milk\n\n---\n",
        b"Morning\n---\nTodo: milk\n---\n",
    ],
)
def test_rules_in_prose_are_no_mistakes(data: bytes) -> None:
    assert misfit(data) is None
