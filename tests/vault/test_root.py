import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from mdnet.model.config import Config
from mdnet.model.errors import NoVaultError
from mdnet.vault.root import Vault, find_vault, open_vault, user_config_folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with one vault of each kind, one in the other, and a plain folder."""
    for folder in ("mine/.mdnet", "mine/inner/.obsidian", "mine/inner/deep", "obs/.obsidian"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "obs/a/b").mkdir(parents=True)
    (tmp_path / "plain").mkdir()
    return tmp_path


def found(tree: Path, start: str, *, explicit: str = "", **environment: str) -> str:
    vault = find_vault(explicit or None, environment, tree / start)
    return str(vault.root.relative_to(tree))


@pytest.mark.parametrize(
    ("start", "root"),
    [
        ("mine", "mine"),
        ("obs", "obs"),
        ("obs/a/b", "obs"),
        ("mine/inner/deep", "mine"),  # .mdnet further up comes before .obsidian
    ],
)
def test_the_vault_is_found_upwards(tree: Path, start: str, root: str) -> None:
    assert found(tree, start) == root


def test_what_was_said_comes_first_then_the_environment_then_the_place(tree: Path) -> None:
    plain, obs = str(tree / "plain"), str(tree / "obs")
    assert found(tree, "mine", explicit=plain, MDNET_VAULT=obs) == "plain"
    assert found(tree, "mine", MDNET_VAULT=obs) == "obs"
    assert found(tree, "mine", MDNET_VAULT="") == "mine"


def test_the_default_vault_is_the_last_resort(tree: Path) -> None:
    config = tree / "config"
    config.mkdir()
    (config / "config.toml").write_text(f'vault = "{tree / "obs"}"\n')
    assert found(tree, "plain", MDNET_CONFIG_DIR=str(config)) == "obs"
    assert found(tree, "mine", MDNET_CONFIG_DIR=str(config)) == "mine"


@pytest.mark.parametrize("text", ["", "vault = 3", "vault = ", "vault = ''"])
def test_a_default_that_says_nothing_is_none(tree: Path, text: str) -> None:
    (tree / "config.toml").write_text(text)
    with pytest.raises(NoVaultError, match="mdnet init"):
        found(tree, "plain", MDNET_CONFIG_DIR=str(tree))


def test_a_default_that_is_no_text_is_none(tree: Path) -> None:
    (tree / "config.toml").write_bytes(b"vault = '\xff'")
    with pytest.raises(NoVaultError, match="mdnet init"):
        found(tree, "plain", MDNET_CONFIG_DIR=str(tree))


def test_without_a_vault_the_error_says_how_to_make_one(tree: Path) -> None:
    with pytest.raises(NoVaultError, match=r"There is no vault here.*mdnet init"):
        found(tree, "plain")


def test_a_marker_must_be_a_folder(tree: Path) -> None:
    (tree / "plain" / ".mdnet").write_text("")
    with pytest.raises(NoVaultError):
        found(tree, "plain")


def test_the_settings_of_a_program_in_the_home_folder_mark_no_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "plain").mkdir()
    with pytest.raises(NoVaultError):
        find_vault(None, {}, tmp_path / "plain")
    (tmp_path / ".obsidian" / "app.json").write_text("{}")
    assert find_vault(None, {}, tmp_path / "plain").root == tmp_path


@pytest.mark.parametrize("name", ["nowhere", "a-file", "nul\0byte", "x" * 5000])
def test_what_is_no_folder_is_no_vault(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(NoVaultError):
        open_vault(tmp_path / name)


@pytest.mark.parametrize("environment", [{}, {"MDNET_VAULT": "~nosuchuser/x"}])
def test_a_home_of_nobody_is_no_vault(tmp_path: Path, environment: Mapping[str, str]) -> None:
    explicit = None if environment else "~nosuchuser/x"
    with pytest.raises(NoVaultError):
        find_vault(explicit, environment, tmp_path)


def test_a_tilde_is_the_home_folder(own_home: Path) -> None:
    (own_home / "v").mkdir()
    assert find_vault("~/v", {}, own_home).root == Path(os.path.realpath(own_home / "v"))


def test_a_vault_is_known_by_its_real_path(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert open_vault(tmp_path / "link") == open_vault(tmp_path / "real")


def test_a_vault_comes_with_its_settings_and_what_is_wrong_in_them(tmp_path: Path) -> None:
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / ".mdnet" / "config.toml").write_text('goals = "Ziele"\npeople = 3\n')
    vault = open_vault(tmp_path)
    assert vault == Vault(tmp_path, Config(goals="Ziele"), vault.problems)
    assert [problem.line for problem in vault.problems] == [2]


def test_where_the_users_settings_are(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user_config_folder({"MDNET_CONFIG_DIR": "/x"}) == Path("/x")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own_home / "xdg"))
    assert user_config_folder({}).name == "mdnet"
