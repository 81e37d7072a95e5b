"""``mdnet phone``, ``mdnet email`` and ``mdnet open``: bare values, and only harmless URLs."""

import json
from pathlib import Path

import pytest

from mdnet.cli import output
from mdnet.model.contact import Contact
from mdnet.model.reach import ways_to_reach
from tests.conftest import MakeVault, Run

VAULT = {
    "People/Ana Diaz.md": '---\nroles: [dentist]\ncity: Basel\nphones: ["work: +41 79 000 44 03", "061 555 66 77"]\n'
    'emails: [Ana@example.org]\nurls: [ana.example.org/me]\n---\n',
    "People/Ana Berg.md": "---\nphones: ['+44 7700 900142']\nemails: [berg@example.net]\n---\n",
    "People/Ben Frost.md": "Knows [[Dr. Lee]].",
    "People/Eve Hidden.md": "---\nprivate: true\nphones: ['+44 7700 900199']\n---\n",
}  # fmt: skip


@pytest.fixture
def vault(make_vault: MakeVault) -> str:
    return str(make_vault(VAULT))


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (["phone", "ana", "diaz"], "+41 79 000 44 03\n061 555 66 77\n"),
        (["phone", "berg"], "+44 7700 900142\n"),
        (["email", "berg@example.net"], "berg@example.net\n"),
        (["email", "ana"], "Ana Berg\tberg@example.net\nAna Diaz\tAna@example.org\n"),
        (["email", "diaz", "--format", "{name} <{value}>"], "Ana Diaz <Ana@example.org>\n"),
        (["email", "diaz", "--format", "{value}\\t{role}, {city}"], "Ana@example.org\tdentist, Basel\n"),
    ],
)  # fmt: skip
def test_values_and_nothing_else(command: list[str], printed: str, vault: str, run: Run) -> None:
    ran = run("-C", vault, *command)
    assert (ran.code, ran.stdout) == (0, printed)


def test_json(vault: str, run: Run) -> None:
    assert json.loads(run("-C", vault, "phone", "berg", "--json").stdout) == [
        {"name": "Ana Berg", "path": "People/Ana Berg.md", "role": "", "org": "", "city": "",
         "value": "+44 7700 900142"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (["phone", "Nobody"], 4, "nobody called"),
        (
            ["phone", "ben"],
            1,
            'Your notes give no phone number for "Ben Frost". Add one: mdnet edit',
        ),
        (["email", "Dr. Lee"], 4, "nobody called"),
        (["open", "Dr. Lee"], 4, "has no note yet"),
        (["open", "ben"], 1, "Your notes give no web page, email address or phone number for"),
        (["phone", "berg", "--format", "{vlue}"], 2, "{vlue} is not one of {name}, {value}"),
        (["phone", "Eve", "--no-private"], 4, "nobody called"),
    ],
)
def test_what_is_not_there_is_told(
    command: list[str], code: int, told: str, vault: str, run: Run
) -> None:
    ran = run("-C", vault, *command)
    assert (ran.code, ran.stdout) == (code, "")
    assert told in ran.stderr


@pytest.mark.parametrize(
    ("query", "names"),
    [("an", ["Ana Berg", "Ana Diaz"]), ("di a", ["Ana Diaz"]), ("example.net", ["Ana Berg"]),
     ("AN", ["Ana Berg", "Ana Diaz"]), ("zz", []), ("", [])],
)  # fmt: skip
def test_mutt_gets_what_its_manual_asks_for(
    query: str, names: list[str], vault: str, run: Run
) -> None:
    ran = run("-C", vault, "email", "--mutt", query)
    message, *lines = ran.stdout.splitlines()
    assert message.endswith(" in mdnet")
    assert [line.split("\t")[1] for line in lines] == names
    assert all("@" in line.split("\t")[0] and line.count("\t") == 2 for line in lines)
    assert ran.code == (0 if names else 1)


@pytest.mark.parametrize(
    ("options", "url"),
    [([], "https://ana.example.org/me"), (["--email"], "mailto:Ana@example.org"),
     (["--phone"], "tel:+41790004403")],
)  # fmt: skip
def test_what_is_opened(options: list[str], url: str, vault: str, run: Run) -> None:
    assert run("-C", vault, "open", "diaz", "--print", *options).stdout == f"{url}\n"


@pytest.mark.parametrize(("ends_with", "printed"), [(0, ""), (3, "https://ana.example.org/me\n")])
def test_the_system_opens_it_or_it_is_printed(
    ends_with: int, printed: str, vault: str, run: Run, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name in ("xdg-open", "open"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/opened\nexit {ends_with}\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:/usr/bin:/bin")
    assert run("-C", vault, "open", "diaz").stdout == printed
    assert (tmp_path / "opened").read_text() == "https://ana.example.org/me\n"
    # One that lies in the folder of the vault is never run.
    monkeypatch.setenv("PATH", "bin")
    assert run("-C", vault, "open", "diaz", cwd=tmp_path).stdout == "https://ana.example.org/me\n"


@pytest.mark.parametrize(
    "text",
    ["file:///etc/passwd", "javascript:alert(1)", "--help", "-x", "smb://host/x", "vscode://x",
     "https://", "https://a b", "\x1b]8;;x", "data:text/html,x", "/etc/passwd", "~/x", "x:y", ""],
)  # fmt: skip
def test_no_note_makes_a_url_of_anything_else(text: str) -> None:
    contact = Contact(urls=(text,), social=(text,), emails=(text,), phones=(text,))
    assert ways_to_reach(contact) == ()


def test_urls_hold_nothing_that_is_not_safe() -> None:
    ways = ways_to_reach(
        Contact(
            urls=('https://example.org/"$(x)`y`\\ü', "example.org"),
            social=("@elena@social.example.org", "@alone"),
            emails=("mailto:a+b@example.org", "Ana <ana?subject=x@example.org>"),
            phones=("tel:+41 (0)79 000 44 03", "work: 12345678"),
        )
    )
    assert [way.url for way in ways] == [
        "https://example.org/%22$(x)%60y%60%5C%C3%BC",
        "https://example.org",
        "https://social.example.org/@elena",
        "mailto:a%2Bb@example.org",
        "mailto:ana%3Fsubject%3Dx@example.org",
        "tel:+41790004403",
        "tel:12345678",
    ]
    for way in ways:
        assert output.safe(way.url) == way.url
