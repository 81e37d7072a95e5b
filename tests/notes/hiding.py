"""All the ways to hide something in a note, and all the places where it may stand.

The word ``canary`` is hidden; ``first`` and ``last`` stand around it and are not. ``@`` is
where something of ``INLINE`` goes.
"""

CANARY = "canary"

INLINE = [
    f"%% {CANARY} %%", f"%%{CANARY}%%", f"%% [[Bo Lund]] {CANARY}\nand {CANARY} %%",
    f"<!-- {CANARY} -->", f"<!--\n{CANARY}\n\n{CANARY}\n-->", f"%%`{CANARY}`%%",
    f"`= this.{CANARY}`", f"`$= dv.{CANARY}`", f"``= {CANARY}``", f"`VIEW[{{{CANARY}}}][text]`",
    f"`INPUT[toggle:{CANARY}]`", f"INPUT[text(title({CANARY})):x]", f"VIEW[{CANARY}]",
    f"`BUTTON[{CANARY}]`", f"[^{CANARY}]",
]  # fmt: skip
PLACES = [
    "first @ last", "@ first last", "first last @", "- first @ last", "> first @ last",
    "> - first @ last", "## first @ last", "| first | @ last |", "- [x] first @ last",
    "1. first\n   @ last", "first [[Bo Lund]] @ last", "- knows [[Bo Lund]], first\n@\n- last",
    "first, and **@** last", "first (@) last", "[[Bo Lund|first]]@ last", "> first\n> @\n> last",
    "## Log\n- 2026-01-02 got: first @ last\n## More", "## Leads\n- 2026-01-02 asked: first @ last",
    "## Log\n- 2026-01-02 met: first\n  @ last",
]  # fmt: skip
LINE_ENDS = [
    f"first last ^{CANARY}", f"- first last ^{CANARY}", f"first last\n^{CANARY}",
    f"[^{CANARY}]: first last", f"> [!{CANARY}] first last", f"> [!a {CANARY}]- first\n> last",
    f"first @ last ^{CANARY}",
]  # fmt: skip
TASK_SIGNS = [
    f"- [ ] first last 🔁 every {CANARY} 📅 2026-01-01", f"* [x] first last 🆔 {CANARY}",
    f"1. [/] first last ⛔ a1,{CANARY} ⏫", f"> - [ ] first last 🏁 {CANARY}",
    f"- [ ] first [repeat:: every {CANARY}] last", f"- [ ] first (id:: {CANARY}) last",
    f"- [-] first [[Bo Lund]] last [created:: {CANARY}]",
]  # fmt: skip
BLOCKS = [
    f"first\n```dataviewjs\n{CANARY}\n```\nlast", f"first\n~~~tasks\n{CANARY}\n~~~\nlast",
    f"- first\n- ```dataview\n  {CANARY}\n  ```\n- last", f"> first\n> ```button\n> {CANARY}\n> ```\nlast",
    f"first\n\n%%\n{CANARY}\n\n{CANARY}\n%%\n\nlast", f"first\n<!-- {CANARY}\n# {CANARY}\n-->\nlast",
    f"first\n````meta-bind\n```\n{CANARY}\n````\nlast",
]  # fmt: skip
