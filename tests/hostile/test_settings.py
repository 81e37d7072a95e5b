"""Settings, goal words and templates that come with a vault and mean harm."""

import os
from pathlib import Path

import pytest

from mdnet.model.config import Config, load_config, parse_config
from mdnet.model.goals_file import parse_goals
from mdnet.rendering import sandbox
from mdnet.util.safe_read import LIMIT, read_small
from tests.conftest import MakeVault, Run

STEERING = [".mdnet/config.toml", ".mdnet/goals.toml"]
ANA = {"People/Ana Diaz.md": "---\nroles: [dentist]\n---\n"}
HOSTILE_TOML = [
    b"a = " + b"[" * 100_000,
    b"a = " + b"9" * 5_000,
    b"\xff\xfe\x00",
    b"\x00" * 100,
    b"".join(b"k%d = 1\n" % n for n in range(3_000)),
    b"[[goal]]\n" * 3_000,
    b"[a]\n" * 3_000,
    b"a" + b".a" * 100_000 + b" = 1",
    b'a = """' + b"x" * 200_000,
    b'people = ["\\u0000", "x\\ny"]\ngoals = "\\u0000"\npages = "\\u0000"\nlanguage = "\\u0000"\n',
    b'log_heading = "Log\\n- x"\n',
    b"people = {}\ngoals = 1\nlanguage = 1979-05-27\ncadence = 3\ndiscover = []\n",
    b'language = "../../x"\n',
    b'language = "zz"\npeople = ["../../x"]\ngoals = "/etc"\npages = ".."\n',
    b'[cadence]\nwork = "99999 years"\n"" = "x"\n[discover]\nroles = ["(a+)+$", "-", ":", ""]\n',
    b'[[goal]]\nsay = ["(a+)+$"]\nask = ["[[", "role:"]\nalso = ["*"]\nnot = ["-"]\n',
]


@pytest.mark.parametrize("data", HOSTILE_TOML, ids=lambda data: repr(data[:20]))
def test_hostile_toml_is_a_problem_and_no_more(
    data: bytes, make_vault: MakeVault, run: Run
) -> None:
    config, problems = parse_config(data)
    assert len(problems) <= 20
    assert "\0" not in repr(config)
    parse_goals(data, "goals.toml")
    vault = make_vault({**ANA, ".mdnet/config.toml": data, ".mdnet/goals.toml": data})
    for command in (["search", "dentist"], ["new", "Eve"], ["goal", "new", "Swim"]):
        ran = run("-C", str(vault), *command)
        assert ran.code in {0, 5}, ran
    assert sorted(path.name for path in vault.parent.iterdir()) == ["vault"]


@pytest.mark.parametrize("path", STEERING)
@pytest.mark.parametrize("kind", ["pipe", "zero", "outside", "loop", "long", "folder"])
def test_what_steers_is_a_small_file_of_the_vault(
    path: str, kind: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault(ANA)
    outside = vault.parent / "outside"
    outside.write_text('people = ["Elsewhere"]\n{{ name }}')
    file = vault / path
    file.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "long":
            with file.open("wb") as opened:
                opened.truncate(LIMIT + 1)
        case _:
            file.symlink_to({"zero": "/dev/zero", "outside": str(outside), "loop": file.name}[kind])
    ran = run("-C", str(vault), "search", "dentist")
    assert ran.code == 0
    assert "Ana Diaz" in ran.stdout
    made = run("-C", str(vault), "new", "Eve Stone")
    assert path in ran.stderr
    assert made.code == 0


@pytest.mark.parametrize("kind", ["pipe", "zero", "folder"])
def test_a_template_is_a_file(kind: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({**ANA, ".mdnet/config.toml": ""})
    file = vault / ".mdnet/templates/person.md.j2"
    file.parent.mkdir()
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case _:
            file.symlink_to("/dev/zero")
    assert run("-C", str(vault), "new", "Eve Stone").code == 0


def test_a_folder_of_settings_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/config.toml").write_text('people = ["Elsewhere"]\n')
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/.mdnet").symlink_to("../outside")
    config, problems = load_config(tmp_path / "vault")
    assert config == Config()
    assert "leaves the vault" in str(problems[0])


def test_a_small_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * LIMIT)
    (tmp_path / "link").symlink_to("file")
    assert read_small(tmp_path / "link", tmp_path) == b"x" * LIMIT


TEMPLATES = {
    "no end": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "gigabytes": "{{ 'x' * 10000000000 }}",
    "much": "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}",
    "power": "{{ 10 ** (10 ** 9) }}",
    "padding": "{{ 'x'.center(10000000000) }}",
    "format": "{{ '%09999999999d' % 1 }}",
    "lorem": "{{ lipsum(n=1000000000) }}",
    "itself": "{% include 'person.md.j2' %}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals": "{{ lipsum.__globals__['os'].system('touch owned') }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('touch owned').read() }}",
    "format string": "{{ '{0.__class__.__init__.__globals__}'.format(name) }}",
    "attribute": "{{ name | attr('__class__') | attr('__mro__') }}",
    "above": "{% include '../../../outside' %}",
    "absolute": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}{{ os.getcwd() }}",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_template_is_refused(
    name: str, make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 3.0)
    vault = make_vault({**ANA, ".mdnet/templates/person.md.j2": TEMPLATES[name]})
    (vault.parent / "outside").write_text("outside")
    ran = run("-C", str(vault), "new", "Eve Stone")
    assert ran.code == 1, ran
    assert "person.md.j2" in ran.stderr
    assert not (vault / "People/Eve Stone.md").exists()
    assert not list(vault.parent.rglob("owned"))


def test_a_template_that_makes_no_text_makes_no_note(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({**ANA, ".mdnet/templates/person.md.j2": "{{ '\\ud800' }}"})
    ran = run("-C", str(vault), "new", "Eve Stone")
    assert (ran.code, "not UTF-8" in ran.stderr) == (5, True)
    assert not (vault / "People/Eve Stone.md").exists()
