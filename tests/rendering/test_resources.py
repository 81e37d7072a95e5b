from pathlib import Path

import pytest

from mdnet.rendering import resources


def test_what_ships_is_there() -> None:
    assert (resources.templates_folder() / "person.md.j2").is_file()
    assert (resources.example_vault() / "People" / "Ana Diaz.md").is_file()


def test_what_lies_in_the_package_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "mdnet"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates_folder() == tmp_path / "templates"
    (package / "templates").mkdir(parents=True)
    assert resources.templates_folder() == package / "templates"
