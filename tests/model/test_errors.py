import pytest

from mdnet.model import errors


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("MdnetError", 1),
        ("NoVaultError", 3),
        ("VaultGoneError", 1),
        ("NotFoundError", 4),
        ("NoGoalError", 4),
        ("AmbiguousNameError", 4),
        ("RefusedError", 5),
        ("EditRefusedError", 5),
        ("EditConflictError", 5),
        ("IndexBusyError", 1),
        ("VaultBusyError", 1),
    ],
)
def test_exit_codes(kind: str, code: int) -> None:
    error = getattr(errors, kind)
    assert error.exit_code == code
    assert issubclass(error, errors.MdnetError)


def test_the_docstring_shows_every_error_with_its_code() -> None:
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, errors.MdnetError):
            assert f"``{name}`` ({error.exit_code})" in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("suggestions", "hint"),
    [
        ([], ""),
        (["Ana"], ' Did you mean "Ana"?'),
        (["Ana", "Bo"], ' Did you mean "Ana" or "Bo"?'),
        (["Ana", "Bo", "Cy"], ' Did you mean "Ana", "Bo" or "Cy"?'),
    ],
)
def test_nobody_found_suggests_who_could_be_meant(suggestions: list[str], hint: str) -> None:
    error = errors.NotFoundError("Anna", suggestions)
    assert str(error) == f'There is nobody called "Anna" in this vault.{hint}'
    assert error.suggestions == tuple(suggestions)


def test_an_ambiguous_name_lists_the_candidates() -> None:
    error = errors.AmbiguousNameError("Ana", ["a/Ana.md", "b/Ana.md"])
    assert str(error).splitlines()[1:] == ["  a/Ana.md", "  b/Ana.md"]
    assert error.candidates == ("a/Ana.md", "b/Ana.md")


def test_a_refused_edit_says_where_and_what_to_type() -> None:
    error = errors.EditRefusedError(3, "it is odd", "a: 1")
    assert str(error).startswith("Line 3: it is odd; nothing was written.")
    of = error.of("People/Ana.md")
    assert str(of).startswith("People/Ana.md:3: it is odd")
    assert str(of).endswith("Type it by hand: a: 1")
    assert isinstance(of, errors.RefusedError)


def test_a_refused_edit_of_no_single_line_says_what_to_do_first() -> None:
    text = str(errors.EditRefusedError(3, "it is odd", "", "People/Ana.md"))
    assert "Type it" not in text
    assert "mdnet check --fix" in text
