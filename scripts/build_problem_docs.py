"""Writes docs/problems.md from the table of rules; ``--check`` only compares."""

import sys
from pathlib import Path

from mdnet.check.rules import FAMILIES, Rule

PAGE = Path(__file__).parent.parent / "docs/problems.md"
_INTRODUCTION = """\
# Problems

*Made from the table of rules by `scripts/build_problem_docs.py`.*

`mdnet check` reads every note of the vault, or the files and folders that you name, and
prints a line for each problem: the place, how bad it is, the rule, and what to do.

```text
People/Bob Rossi.md:2:8: error broken-yaml the [ opened here is never closed (write roles: [baker])
```

- **error**: something is lost or cannot be read. `mdnet check` ends with 1.
- **warning**: mdnet reads it, but probably not as it was meant, or other programs do not.
  `--strict` ends with 1 on these, too.
- **info**: a hint. Shown with `-v`, or when you ask for the rule by name.

Rules that can be **mended** are marked below. `mdnet check --fix --dry-run` shows the lines as
they would be, `mdnet check --fix` writes them, and `mdnet undo` takes all of it back. A mend is
read again before it is kept: if anything else in the note had changed its meaning, or it is not
plain what was meant, the line stays as it is.

`--rule dead-link,alias-link` looks for some rules only, `--no-rule shared-name` leaves one out.
For good, set what a rule is worth in your vault in `.mdnet/config.toml`:

```toml
[check]
dead-link = "off"          # error, warning, info or off
log-line = "warning"
```

In a repository, `--format github` shows the problems beside the lines of a pull request, and
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
            "| rule | severity | is | for example | what to do | mended |\n"
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
