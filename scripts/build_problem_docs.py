"""Writes docs/problems.md from the table of rules; ``--check`` only compares."""

import sys
from pathlib import Path

from mdnet.check.rules import FAMILIES, Rule

PAGE = Path(__file__).parent.parent / "docs/problems.md"
_INTRODUCTION = """\
# Problems

*Made from the table of rules by `scripts/build_problem_docs.py`.*

`mdnet check` reads every note in the vault, or the files and folders you name, and prints
one line per problem: the place, the severity, the rule, and the fix.

```text
People/Bob Rossi.md:2:8: error broken-yaml the [ opened here is never closed (write roles: [baker])
```

- **error**: something is lost or cannot be read. `mdnet check` exits with 1.
- **warning**: mdnet reads it, but perhaps not as you meant, or other programs cannot.
  With `--strict`, these exit with 1 too.
- **info**: a hint, shown with `-v` or when you ask for the rule by name.

mdnet can fix the rules marked **yes** below. `mdnet check --fix --dry-run` shows the changed
lines, `mdnet check --fix` writes them, and `mdnet undo` takes all of it back. mdnet rereads the
note before it keeps a fix: if the meaning of anything else changed, or it is unclear what you
meant, the line stays as it is.

`--rule dead-link,alias-link` checks only these rules; `--no-rule shared-name` leaves one out.
To change the severity of a rule for good, set it in `.mdnet/config.toml`:

```toml
[check]
dead-link = "off"          # error, warning, info or off
log-line = "warning"
```

In a repository, `--format github` shows problems next to the lines of a pull request, and
[pre-commit](https://pre-commit.com) checks the notes of each commit:

```yaml
repos:
  - repo: https://example.org/mdnet    # where you have mdnet from
    rev: v0.1.0
    hooks:
      - id: mdnet-check
      - id: mdnet-pages
```
"""


def problems_page() -> str:
    """The text of the page."""
    parts = [_INTRODUCTION]
    for family in FAMILIES:
        rows = "".join(map(_row, family.rules))
        parts.append(
            f"## {family.title}\n\n"
            "| rule | severity | problem | example | what to do | `--fix` |\n"
            f"|---|---|---|---|---|---|\n{rows}"
        )
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    example = "<br>".join(f"`{line}`" for line in rule.example.split("\n"))
    cells = (
        f"`{rule.id}`", rule.severity, rule.what, example, rule.fix, "yes" if rule.fixable else "",
    )  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def main() -> None:
    """Write the page, or with ``--check`` end with 1 when it is stale."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(problems_page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != problems_page():
        sys.exit("docs/problems.md is stale; run: make docs")


if __name__ == "__main__":
    main()
