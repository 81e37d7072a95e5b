"""For each rule a vault that breaks it, and one that nearly does."""

from typing import NamedTuple

Files = dict[str, str | bytes]


class Case(NamedTuple):
    """Files in which a rule finds one problem at ``place``, and files in which it finds none."""

    bad: Files
    place: str
    good: Files


ANA: Files = {"People/Ana Diaz.md": "---\naliases: [Ana]\n---\n"}
BOB: Files = {"People/Bob Rossi.md": "---\nroles: [baker]\n---\n"}


def note(front: str, body: str = "") -> Files:
    """A vault of one note."""
    return {"People/Cleo Hart.md": f"---\n{front}\n---\n{body}"}


CLEO = "People/Cleo Hart.md"

CASES = {
    "broken-yaml": Case(
        note("roles: [dentist, baker"), f"{CLEO}:2:8", note("roles: [dentist, baker]")
    ),
    "lost-text": Case(note("tags: #friend"), f"{CLEO}:2:7", note("tags: friend # a comment")),
    "stray-bracket": Case(
        note("roles: dentist, baker]"), f"{CLEO}:2:22", note("roles: dentist [retired]")
    ),
    "double-colon": Case(
        note("role:: dentist"), f"{CLEO}:2:5", note("role: dentist", "city:: Bern")
    ),
    "unquoted-link": Case(
        note("knows: [[Bob Rossi]]"), f"{CLEO}:2:8", note('knows: "[[Bob Rossi]]"')
    ),
    "duplicate-key": Case(
        note("city: Basel\ncity: Bern"), f"{CLEO}:3:1", note("city: Basel\nplace: Bern")
    ),
    "same-key": Case(
        note("Phone: a\nphone: b"), f"{CLEO}:3:1", note("Phone: a\nmobile: b")
    ),
    "not-a-mapping": Case(note("- dentist\n- baker"), f"{CLEO}:2:1", note("roles:\n- dentist")),
    "no-front-matter": Case(note("Once upon a time."), f"{CLEO}:2:1", note("about: a time")),
    "nested-too-deep": Case(
        note("a: " + "[" * 60 + "]" * 60), f"{CLEO}:2:1", note("a: [[[[b]]]]")
    ),
    "front-matter-too-large": Case(
        {CLEO: "---\nabout: " + "x" * 70_000}, f"{CLEO}:1:1", note("about: " + "x" * 60_000)
    ),
    "late-front-matter": Case(
        {CLEO: "\n---\nroles: [dentist]\n---\n"}, f"{CLEO}:2:1", {CLEO: "Text.\n\n---\n\nMore.\n"}
    ),
    "never-closed": Case(
        {CLEO: "---\nroles: [dentist]\n\nText.\n"}, f"{CLEO}:1:1", {CLEO: "---\n\nText.\n"}
    ),
    "closing-dots": Case(
        {CLEO: "---\nroles: [dentist]\n...\n"}, f"{CLEO}:3:1", note("roles: [dentist]", "...\n")
    ),
    "unknown-key": Case(note("birtday: 1981-04-17"), f"{CLEO}:2:1", note("shoe size: 42")),
    "bad-date": Case(
        note("birthday: 05/06/1981"), f"{CLEO}:2:11", note("birthday: --04-17\nmet: 2026-02-28")
    ),
    "date-form": Case(
        note("birthday: 17.4.1981"), f"{CLEO}:2:11",
        note('birthday: 1981-04-17T10:00\nmet: "[[Daily/2026-05-04|4 May]]"'),
    ),
    "future-birthday": Case(
        note("birthday: 2126-05-06"), f"{CLEO}:2:11", note("birthday: 1981-05-06\nmet: 2126-05-06")
    ),
    "bad-number": Case(note("closeness: high"), f"{CLEO}:2:12", note("closeness: 4")),
    "bad-value": Case(note("private: maybe"), f"{CLEO}:2:10", note("private: yes")),
    "number-like": Case(
        note("phone: +41790000000"), f"{CLEO}:2:8", note('phones: ["+41790", 079 000, +41 79]')
    ),
    "empty-key": Case(note("needs:\ncity: Bern"), f"{CLEO}:2:1", note("needs:\n- a flat\nskills:")),
    "contradiction": Case(
        {**note('spouse: "[[Bob Rossi]]"'),
         "People/Bob Rossi.md": '---\nspouse: "[[Ana Diaz]]"\n---\n'},
        f"{CLEO}:2:10",
        {**note('spouse: "[[Bob Rossi]]"\nparents: "[[Dora Hart]]"'), **BOB,
         "People/Dora Hart.md": '---\nchildren: "[[Emil Hart]]"\n---\n'},
    ),
    "one-sided-relation": Case(
        {**note('city: Bern\nchildren: "[[Bob Rossi]]"'), **BOB}, f"{CLEO}:3:12",
        {**note('children: "[[Bob Rossi]]"\nknows: "[[Ana Diaz]]"'), **ANA,
         "People/Bob Rossi.md": '---\nparents: ["[[Dora Hart]]", Cleo Hart]\n---\n'},
    ),
    "log-line": Case(
        {CLEO: "## Log\n- called her\n"}, f"{CLEO}:2:3", {CLEO: "## Log\n- 2026-05-02 called\n"}
    ),
    "log-kind": Case(
        {CLEO: "## Log\n- 2026-05-02 gott: a lift\n"}, f"{CLEO}:2:14",
        {CLEO: "## Log\n- 2026-05-02 lunch: gott: a lift\n- 2026-05-01 trip: to Bern\n"},
    ),
    "dead-link": Case(
        {**BOB, **note("", "Friend of [[Bob Rosi]].\n")}, f"{CLEO}:4:11",
        {**BOB, **note("", "Friend of [[Bo Rosen]] and [[Rob Rossi]].\n")},
    ),
    "ambiguous-link": Case(
        {"People/A/Bob Rossi.md": "", "People/B/Bob Rossi.md": "", "x.md": "[[Bob Rossi]]\n"},
        "x.md:1:1",
        {"People/A/Bob Rossi.md": "", "People/B/Bob Rossi.md": "", "x.md": "[[A/Bob Rossi]]\n"},
    ),
    "escaped-link": Case(
        {**note("city: Bern", "Knows \\[[Bob Rossi]\\], \\[\\[Ana\\]\\].\n"), **BOB}, f"{CLEO}:4:7",
        {**note("city: Bern", "`\\[[Bob Rossi]\\]` \\[[Nobody]\\] %% \\[[Bob Rossi]\\] %%"), **BOB},
    ),
    "alias-link": Case(
        {**ANA, "x.md": "Met [[Ana]].\n"}, "x.md:1:5", {**ANA, "x.md": "Met [[Ana Diaz|Ana]].\n"}
    ),
    "shared-name": Case(
        {**ANA, "Ana.md": "---\ntags: person\n---\n"}, "Ana.md:1:1",
        {**ANA, "Ana.md": "---\ntype: project\n---\n"},
    ),
    "twin-names": Case(
        {"Zoe\u0308.md": "", "b.md": "", "Zo\u00eb.md": ""}, "Zoe\u0308.md:1:1",
        {"a/Zo\u00eb.md": "", "b/zoe\u0308.md": ""},
    ),
    "file-name": Case({"Who is Bob?.md": ""}, "Who is Bob?.md:1:1", {"Dr. Lee, Jr (Bern).md": ""}),
    "unlinkable-name": Case(
        {"People/Ana [dentist].md": ""}, "People/Ana [dentist].md:1:1", {"Ana (dentist).md": ""}
    ),
    "conflict-marker": Case(
        {CLEO: "A\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n"}, f"{CLEO}:2:1",
        {CLEO: "Title\n=======\n\n```\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n```\n"},
    ),
    "conflict-copy": Case(
        {"Ana.sync-conflict-20260102-101112-ABCDEFG.md": ""},
        "Ana.sync-conflict-20260102-101112-ABCDEFG.md:1:1",
        {"How to solve a conflict.md": ""},
    ),
    "placeholder-left": Case(
        note('roles: ["{{role}}"]'), f"{CLEO}:2:10",
        {"Templates/Person.md": '---\nroles: ["{{role}}"]\n---\n{{name}}', CLEO: "`{{name}}`"},
    ),
    "mixed-line-ends": Case({CLEO: "one\r\ntwo\nthree\n"}, f"{CLEO}:1:1", {CLEO: "one\r\ntwo\r\n"}),
    "byte-order-mark": Case({CLEO: "\ufeff---\ncity: Bern\n---\n"}, f"{CLEO}:1:1", {CLEO: "x\ufeff"}),
    "encoding": Case({CLEO: b"caf\xe9"}, f"{CLEO}:1:4", {CLEO: "caf\xe9"}),
    "too-large": Case({CLEO: "x" * 2_100_000}, f"{CLEO}:1:1", {CLEO: "x" * 2_000_000}),
    "broken-settings": Case(
        {".mdnet/config.toml": 'people = ["Friends"'}, ".mdnet/config.toml:1:1",
        {".mdnet/config.toml": 'people = ["Friends"]'},
    ),
    "stale-page": Case(
        {"Network/Home.md": "---\ngenerated: true\ngenerator: mdnet\n---\nOld.\n"}, "Network/Home.md:1:1",
        {"Network/Home.md": "My own page.\n"},
    ),
    "private-named": Case(
        {
            "People/Vera Zwirbel.md": "---\nprivate: true\n---\n",
            "Network/Home.md": "---\ngenerated: true\ngenerator: mdnet\n---\nOld.\nDear #vera-zwirbel\n",
        },
        "Network/Home.md:6:1",
        {
            "People/Vera Zwirbel.md": "---\nprivate: true\n---\n",
            "Network/Home.md": "My own page.\n",
        },
    ),
    "broken-template": Case(
        {
            ".mdnet/templates/pages/home.md.j2": "Hello\n{{ nobody }}\n",
            "Network/Home.md": "---\ngenerated: true\ngenerator: mdnet\n---\nOld.\n",
        },
        ".mdnet/templates/pages/home.md.j2:1:1",
        {
            ".mdnet/templates/pages/home.md.j2": "Hello\n",
            "Network/Home.md": "---\ngenerated: true\ngenerator: mdnet\n---\nOld.\n",
        },
    ),
    "broken-region": Case(
        note("city: Basel", "<!-- mdnet:begin home -->\n"), f"{CLEO}:4:1",
        note("city: Basel", "<!-- mdnet:begin home -->\n<!-- mdnet:end home -->\n"),
    ),
    "many-problems": Case(
        note("city: Basel", "## Log\n" + "- 2026-02-31 met: x\n" * 30), f"{CLEO}:24:1",
        note("city: Basel", "## Log\n" + "- 2026-02-31 met: x\n" * 15),
    ),
    "bad-setting": Case(
        {".mdnet/config.toml": '\n[check]\ndead-lnk = "off"\n'}, ".mdnet/config.toml:3:1",
        {".mdnet/config.toml": '[check]\ndead-link = "off"\n'},
    ),
    "goal-words": Case(
        {".mdnet/goals.toml": '[[goal]]\nsay = "bike"\n'}, ".mdnet/goals.toml:2:1",
        {".mdnet/goals.toml": '[[goal]]\nsay = ["bike"]\nask = ["mechanic"]\n'},
    ),
}  # fmt: skip
"""Without ``skipped-file`` and ``unreadable``, which no text can break."""
