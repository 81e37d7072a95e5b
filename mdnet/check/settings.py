"""What is wrong with the settings of a vault and with its goal words."""

from collections.abc import Iterator

from mdnet.check.rules import RULES, rule_like
from mdnet.config import CONFIG_PATH, line_of_key
from mdnet.model import Problem
from mdnet.search.goal_words import USER_GOALS, parse_goals, read_goal_words
from mdnet.small_files import read_small
from mdnet.vault.root import Vault

PATHS = (CONFIG_PATH, USER_GOALS)
"""The files that are looked at, below the vault."""


def settings_problems(vault: Vault) -> Iterator[Problem]:
    """Yield what is wrong with the settings and the goal words of a vault."""
    yield from vault.problems
    yield from _unknown_rules(vault)
    words = read_goal_words(vault.root, vault.config.language)
    yield from parse_goals(words.user, USER_GOALS)[1]


def _unknown_rules(vault: Vault) -> Iterator[Problem]:
    unknown = [rule for rule, _ in vault.config.check if rule not in RULES]
    if not unknown:
        return
    data = read_small(vault.root / CONFIG_PATH, vault.root)
    text = data.decode("utf-8-sig", "replace")
    for rule in unknown:
        line = line_of_key(text, rule, after=line_of_key(text, "check"))
        near = rule_like(rule)
        fix = f"did you mean {near}?" if near else "to see all rules: mdnet check --rules"
        yield Problem(CONFIG_PATH, line, 1, "bad-setting", f"there is no rule {rule}", fix)
