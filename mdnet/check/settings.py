"""Problems in the settings of a vault and in its goal words."""

from collections.abc import Iterator

from mdnet.check.rules import RULES, rule_like
from mdnet.model.config import CONFIG_PATH, MOST_PROBLEMS
from mdnet.model.contact import Problem
from mdnet.model.goals_file import USER_GOALS, read_user_needs
from mdnet.util.safe_read import read_small
from mdnet.util.toml import KeyLines
from mdnet.vault.root import Vault

PATHS = (CONFIG_PATH, USER_GOALS)
"""The files to check, relative to the vault."""


def settings_problems(vault: Vault) -> Iterator[Problem]:
    """Yield the problems in the settings and goal words of a vault."""
    yield from vault.problems
    yield from _unknown_rules(vault)
    yield from read_user_needs(vault.root)[1]


def _unknown_rules(vault: Vault) -> Iterator[Problem]:
    unknown = [rule for rule, _ in vault.config.check if rule not in RULES]
    if not unknown:
        return
    data = read_small(vault.root / CONFIG_PATH, vault.root)
    lines = KeyLines(data.decode("utf-8-sig", "replace"))
    for rule in unknown[:MOST_PROBLEMS]:
        near = rule_like(rule)
        fix = f"did you mean {near}?" if near else "to list all rules: mdnet check --rules"
        line = lines.of(rule, table="check")
        yield Problem(CONFIG_PATH, line, 1, "bad-setting", f"there is no rule {rule}", fix)
