from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.model.errors import MdnetError
from mdnet.rendering.resources import USER_TEMPLATES
from mdnet.rendering.templates import render

Template = Callable[[str], None]


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """A function that writes the user's template ``x``."""

    def write(text: str) -> None:
        (tmp_path / USER_TEMPLATES).mkdir(parents=True, exist_ok=True)
        (tmp_path / USER_TEMPLATES / "x").write_text(text)

    return write


def test_a_template_is_filled_in(tmp_path: Path, template: Template) -> None:
    template("{% for n in names %}\n- {{ n|yaml }}\n{% endfor %}\n")
    assert render(tmp_path, "x", {"names": ["Ana", "no"]}) == '- Ana\n- "no"\n'


def test_a_users_template_shadows_the_built_in_one(tmp_path: Path) -> None:
    with pytest.raises(MdnetError):
        render(tmp_path, "person.md.j2", {})  # the built-in one wants values
    own = tmp_path / USER_TEMPLATES / "person.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("mine\n")
    assert render(tmp_path, "person.md.j2", {}) == "mine\n"


@pytest.mark.parametrize(
    "text",
    [
        "{{ unknown }}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "{{ 'x' + 1 }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ range(10 ** 9)|list }}",
        "{{ names.append('x') }}",
        "{% include 'missing' %}",
        "{{ 'x'.index('y') }}",
        "{% include 'x' %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_a_wrong_or_hostile_template_is_an_error_that_names_it(
    tmp_path: Path, template: Template, text: str
) -> None:
    template(text)
    with pytest.raises(MdnetError) as caught:
        render(tmp_path, "x", {"names": ["Ana"]})
    assert "The template x" in str(caught.value)


def test_a_syntax_error_names_its_line(tmp_path: Path, template: Template) -> None:
    template("fine\nfine\n{% endfor %}\n")
    with pytest.raises(MdnetError, match=r"template x:3 "):
        render(tmp_path, "x", {})


@pytest.mark.parametrize("name", ["missing", "../../../etc/passwd", "/etc/passwd"])
def test_a_template_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(MdnetError):
        render(tmp_path, name, {})


def test_a_template_that_is_no_text_is_an_error(tmp_path: Path, template: Template) -> None:
    template("")
    (tmp_path / USER_TEMPLATES / "x").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MdnetError):
        render(tmp_path, "x", {})
