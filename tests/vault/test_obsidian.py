"""What Obsidian is set to counts, whatever else stands in its files."""

import os

import pytest

from mdnet.index.refresh import refresh
from mdnet.model.config import Config
from mdnet.vault.obsidian import with_obsidian
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault


def test_the_templates_and_daily_notes_of_obsidian(make_vault: MakeVault) -> None:
    root = make_vault(
        {
            ".obsidian/templates.json": '{"folder": "meta/tpl/"}',
            ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Stamps"}',
            ".obsidian/daily-notes.json": '{"folder": "daily", "format": "YYYYMMDD"}',
            ".obsidian/plugins/periodic-notes/data.json": '{"daily": {"format": "D.M.YYYY"}}',
        }
    )
    config = open_vault(root).config
    assert config.templates == (*Config().templates, "meta/tpl", "Stamps")
    assert config.daily_notes == ("[daily/]YYYYMMDD", "D.M.YYYY")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"folder": 1, "format": ["x"]}', '{"format": "gggg", "daily": 3}',
     '{"folder": "a\\nb", "format": "YYYY-MM-DD\\n"}', "[" * 5000],
)  # fmt: skip
def test_what_is_broken_says_nothing(make_vault: MakeVault, text: str) -> None:
    names = ("templates.json", "daily-notes.json", "plugins/periodic-notes/data.json")
    root = make_vault({f".obsidian/{name}": text for name in names})
    assert with_obsidian(Config(), root) == Config()


def test_days_of_contact_in_daily_notes_of_all_kinds(make_vault: MakeVault) -> None:
    root = make_vault(
        {
            ".obsidian/daily-notes.json": '{"folder": "daily", "format": "DD-MM-YYYY"}',
            "daily/03-05-2026.md": "[[Ana]]",
            "daily/2026/05/04.md": "[[Ana]]",
            "journals/2026_05_05.md": "[[Ana]]",
            "People/Ana.md": "",
        }
    )
    catalogue = refresh(open_vault(root), os.environ).snapshot.catalogue
    days = [card.day.isoformat() for card in catalogue.cards() if card.day]
    assert sorted(days) == ["2026-05-03", "2026-05-04", "2026-05-05"]
