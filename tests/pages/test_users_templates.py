import re
from pathlib import Path

import pytest

from mdnet.rendering import sandbox
from tests.conftest import MakeVault, Run
from tests.pages.conftest import PEOPLE, BuildPages
from tests.safety import acts_on_nobody

FOLDER = ".mdnet/templates/pages"


def test_a_block_of_a_page_can_be_changed(make_vault: MakeVault, build_pages: BuildPages) -> None:
    own = (
        '{% extends "builtin:pages/home.md.j2" %}\n'
        "{% block figures %}\nJust {{ home.people }}.\n{% endblock %}\n"
    )
    root = make_vault({**PEOPLE, f"{FOLDER}/home.md.j2": own})
    assert build_pages(root).problems == ()
    text = (root / "Network/Home.md").read_text()
    assert "Just 2.\n" in text
    assert "In figures" not in text
    assert "## Largest circles" in text
    assert text.startswith("---\ngenerated: true\n")


def test_a_template_of_ones_own_makes_a_page(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    own = "---\ntags: [x]\ngenerated: no\n---\n# {{ page.title }}\n{{ home.circles | length }}\n"
    root = make_vault({**PEOPLE, f"{FOLDER}/Short facts.md.j2": own})
    assert "Network/Short facts.md" in build_pages(root).written
    assert (root / "Network/Short facts.md").read_text() == (
        "---\ngenerated: true\ngenerator: mdnet\ntemplate: Short facts\ncssclasses: [mdnet]\n"
        "tags: [x]\n---\n# Short facts\n2\n"
    )
    assert "[Short facts](Short%20facts.md)" in (root / "Network/Home.md").read_text()
    (root / FOLDER / "Short facts.md.j2").unlink()
    assert build_pages(root).removed == ("Network/Short facts.md",)


def test_two_templates_of_one_page(make_vault: MakeVault, build_pages: BuildPages) -> None:
    root = make_vault({**PEOPLE, f"{FOLDER}/HOME.md.j2": "mine"})
    built = build_pages(root)
    (problem,) = built.problems
    assert "the same page as home" in problem.message
    assert "Network/Home.md" in built.written


BAD = {
    "{% for i in range(9999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}": "stopped",
    "{{ 'a' * 3000000000 }}": "memory",
    "{% for i in range(90000) %}{{ 'a' * 100 }}{% endfor %}": "more than",
    "one\n{{ nix }}": r"bad3.md.j2:2 .*'nix' is undefined \(available: .*circles, .*page, pages, ",
    "{{ ''.__class__.__mro__ }}": "unsafe",
    "{% for": "bad5.md.j2:1",
    "{% include 'bad' %}": "bad",
    "{% include '../../../../../etc/passwd' %}": "passwd",
    "{% extends 'pages/bad8.md.j2' %}": "bad8.md.j2",
}


def test_a_bad_template_costs_its_own_page_only(
    make_vault: MakeVault, build_pages: BuildPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 6.0)
    good = {f"{FOLDER}/bad{number}.md.j2": "fine" for number in range(len(BAD))}
    root = make_vault({**PEOPLE, **good})
    build_pages(root)
    before = (root / "Network/bad0.md").read_bytes()
    for path, template in zip(good, BAD, strict=True):
        (root / path).write_text(template)
    (root / "Network/Home.md").unlink()
    built = build_pages(root)
    for path, reason, problem in zip(good, BAD.values(), built.problems, strict=True):
        assert problem.path == path
        assert re.search(reason, problem.message), problem.message
    assert (built.written, built.removed) == (("Network/Home.md",), ())
    assert (root / "Network/bad0.md").read_bytes() == before


@pytest.mark.parametrize("regions", [False, True])
def test_templates_that_loop_share_one_budget(
    make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch, *, regions: bool
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 2.0)
    loop = "{% for i in range(9999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    loops = {f"{FOLDER}/loop{number:02}.md.j2": loop for number in range(40)}
    names = ["circles", *(f"loop{number:02}" for number in range(40))]
    marks = [f"<!-- mdnet:begin {name} -->\n<!-- mdnet:end {name} -->\n" for name in names]
    root = make_vault({**PEOPLE, **loops, "Mine.md": "".join(marks)})
    ran = run("-C", str(root), "build", *(["--regions"] if regions else []))
    assert ran.code == 1
    assert ran.stderr.count("it took more than") == 2
    # Of the regions of one note the first twenty problems are said.
    assert ran.stderr.count("was skipped") == (18 if regions else 38)
    if regions:
        assert "end circles" in (root / "Mine.md").read_text()
        assert "begin circles -->\n<!--" not in (root / "Mine.md").read_text()
    else:
        assert (root / "Network/Circles.md").is_file()


def test_a_template_that_leads_out_of_the_vault_is_refused(
    make_vault: MakeVault, build_pages: BuildPages, tmp_path: Path
) -> None:
    root = make_vault({**PEOPLE, f"{FOLDER}/x": ""})
    (tmp_path / "secret").write_text("secret words")
    (root / FOLDER / "leak.md.j2").symlink_to(tmp_path / "secret")
    (problem,) = build_pages(root).problems
    assert "leads out of the vault" in problem.message
    assert not (root / "Network/leak.md").exists()


def test_nothing_is_imported_from_the_vault(
    make_vault: MakeVault, build_pages: BuildPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "open('ran', 'w').close()\n"
    root = make_vault({**PEOPLE, f"{FOLDER}/x.md.j2": "hi", "jinja2.py": evil, "json.py": evil})
    monkeypatch.chdir(root)
    assert build_pages(root).problems == ()
    assert not (root / "ran").exists()


def test_init_copies_the_templates(make_vault: MakeVault, run: Run, tmp_path: Path) -> None:
    root = make_vault({**PEOPLE, f"{FOLDER}/home.md.j2": "mine"})
    assert run("init", "--templates", "--yes", str(root)).code == 0
    assert (root / FOLDER / "home.md.j2").read_text() == "mine"
    assert (root / FOLDER / "base.md.j2").exists()


def test_no_template_lets_out_what_acts_on_a_terminal(
    make_vault: MakeVault, build_pages: BuildPages, run: Run
) -> None:
    acting = "\x1b[31m\x9b31m\u202e\u2066\u2028\x07"
    own = f"Own {acting}\u200f.\n{{% for one in home.circles %}}{{{{ one[0] }}}}{{% endfor %}}\n"
    circle = f"Chess{acting}".encode("unicode_escape").decode()
    root = make_vault({
        f"{FOLDER}/own.md.j2": own,
        "People/Ana Diaz.md": f'---\ncircles: ["{circle}"]\n---\n',
        "Note.md": "<!-- mdnet:begin own -->\n<!-- mdnet:end own -->\n",
    })  # fmt: skip
    assert build_pages(root).problems == ()
    assert run("build", "--regions", cwd=root).code == 0
    for page in (*(root / "Network").iterdir(), root / "Note.md"):
        assert acts_on_nobody(page.read_text()), page
    for page in (root / "Network/own.md", root / "Note.md"):
        assert "Own [31m31m\u200f.\nChess[31m31m" in page.read_text()
    # The shipped templates show what there is.
    assert r"Chess\x1b" in (root / "Network/Home.md").read_text().replace("\\\\", "\\")
