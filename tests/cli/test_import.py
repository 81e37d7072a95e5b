"""``mdnet import`` from end to end: notes are made, added to, taken back, and never twice."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, MakeVault, Run

CARDS = ROOT / "tests" / "transfer" / "cards.vcf"
SAMPLES = ROOT.parent / "shared" / "samples"
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Tilda,Brandt,https://www.linkedin.com/in/tilda-b,,Geigenbau AG,Luthier,03 May 2024\n"
)
GOOGLE_NEW = (
    "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Organization Name\n"
    "Tilda,Brandt,Choir,Work,tilda@example.org,Geigenbau AG\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Organization 1 - Name\n"
    "Tilda Brandt,Tilda,Brandt,Choir,Work,tilda@example.org,Geigenbau AG\n"
)
PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice some are missing."\n\n'
OUTLOOK = (
    "First Name,Last Name,E-mail Address,Company,Job Title,Categories\n"
    "Tilda,Brandt,tilda@example.org,Geigenbau AG,Luthier,Choir\n"
)
MONICA = json.dumps(
    {"app_version": "4", "account": {"data": [{"type": "contact", "values": [
        {"uuid": "1", "properties": {"first_name": "Tilda", "last_name": "Brandt"}},
        {"uuid": "2", "properties": {"first_name": "Odo"}}]}]}}
)  # fmt: skip
TABLE = "Full name;Mail;Trade\nTilda Brandt;tilda@example.org;luthier\nOdo Falk;;baker\n"


def notes_of(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*.md"))
            if ".mdnet" not in p.parts}  # fmt: skip


def report(run: Run, root: Path, *args: str, code: int = 0) -> dict[str, object]:
    ran = run("-C", str(root), "import", *args, "--json")
    assert ran.code == code, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_cards_become_notes_and_a_second_run_changes_nothing(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({})
    ran = run("-C", str(root), "import", str(CARDS))
    assert ran.code == 0
    assert "card-nameless" in ran.stderr
    assert ".mdnet" in ran.stderr
    before = notes_of(root)
    assert [*before] == ["People/Tilda Brandt.md", "People/etc-x.md"]
    assert b"Builds violins." in before["People/Tilda Brandt.md"]
    assert report(run, root, str(CARDS))["unchanged"] == 2
    assert notes_of(root) == before
    assert run("-C", str(root), "undo").code == 0
    assert notes_of(root) == {}


def test_a_note_gains_what_it_lacks_and_keeps_every_byte(make_vault: MakeVault, run: Run) -> None:
    note = "---\nemails: [TILDA@example.org] # hers\ncity: Bern\n---\nOld text.\r\n"
    root = make_vault({"People/Tilda B.md": note})
    done = report(run, root, str(CARDS))
    assert done["merged"] == 1
    text = (root / "People/Tilda B.md").read_bytes().decode()
    for line in [*note.splitlines(), "Builds violins.", "uid: u-1", "aliases: [Tilda Brandt]"]:
        assert line in text
    before = notes_of(root)
    assert report(run, root, str(CARDS))["unchanged"] == 2
    assert notes_of(root) == before
    assert run("-C", str(root), "undo").code == 0
    assert notes_of(root) == {"People/Tilda B.md": note.encode()}


def test_a_differing_value_is_told_and_stays(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Tilda Brandt.md": "---\nmet: 2001-01-01\n---\n"})
    (root / "Connections.csv").write_text(LINKEDIN, encoding="utf-8")
    ran = run("-C", str(root), "import", str(root / "Connections.csv"))
    assert ran.code == 0
    assert "met 2024-05-03 was left out" in ran.stderr
    text = (root / "People/Tilda Brandt.md").read_text(encoding="utf-8")
    assert "met: 2001-01-01" in text
    assert "linkedin:tilda-b" in text


def test_the_same_name_is_no_proof(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Tilda Brandt.md": "---\nemails: [other@example.org]\n---\n"})
    before = notes_of(root)["People/Tilda Brandt.md"]
    done = report(run, root, str(CARDS), code=1)
    assert (done["ambiguous"], done["created"]) == (1, 1)
    assert notes_of(root)["People/Tilda Brandt.md"] == before


@pytest.mark.parametrize(
    ("name", "text", "args"),
    [
        ("Connections.csv", LINKEDIN, ()),
        ("preamble.csv", PREAMBLE + LINKEDIN, ()),
        ("outlook.csv", OUTLOOK, ()),
        ("new.csv", GOOGLE_NEW, ()),
        ("old.csv", GOOGLE_OLD, ()),
        ("table.csv", TABLE,
         ("--map", "Full name=name", "--map", "Mail=emails", "--map", "Trade=roles")),
    ],
)  # fmt: skip
def test_every_table_twice(
    make_vault: MakeVault, run: Run, name: str, text: str, args: tuple[str, ...]
) -> None:
    root = make_vault({name: text})
    done = report(run, root, str(root / name), *args, "--circle", "choir", "--tag", "music")
    assert done["created"] == (2 if name == "table.csv" else 1)
    before = notes_of(root)
    assert b"tags: [music]" in before["People/Tilda Brandt.md"]
    again = report(run, root, str(root / name), *args, "--circle", "choir", "--tag", "music")
    assert again["unchanged"] == done["created"]
    assert notes_of(root) == before


def test_both_layouts_of_google_are_one_person(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"new.csv": GOOGLE_NEW, "old.csv": GOOGLE_OLD})
    files = (str(root / "new.csv"), str(root / "old.csv"))
    report(run, root, *files)
    before = notes_of(root)
    assert [*before] == ["People/Tilda Brandt.md"]
    assert report(run, root, *files)["unchanged"] == 2
    assert notes_of(root) == before


def test_a_dry_run_shows_a_diff_and_writes_nothing(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    ran = run("-C", str(root), "import", str(CARDS), "--dry-run")
    assert "--- /dev/null\n+++ b/People/Tilda Brandt.md" in ran.stdout
    assert [*root.iterdir()] == []


def test_names_never_leave_the_folder(make_vault: MakeVault, run: Run) -> None:
    names = [
        "CON",
        "../../../up",
        "a\\nb",
        "x" * 400,
        "{{name}}",
        "/",
        "con.md",
        "a conflicted copy",
    ]
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:m{number}@example.org\nEND:VCARD\n"
        for number, name in enumerate(names)
    )
    root = make_vault({"cards.vcf": cards})
    assert report(run, root, str(root / "cards.vcf"))["created"] == len(names)
    before = notes_of(root)
    assert len(before) == len(names)
    assert all(path.startswith("People/") for path in before)
    assert report(run, root, str(root / "cards.vcf"))["unchanged"] == len(names)
    assert notes_of(root) == before


def test_two_of_one_name_in_one_file_are_two(make_vault: MakeVault, run: Run) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Tilda Brandt\nEMAIL:{}@example.org\nEND:VCARD\n"
    root = make_vault({"cards.vcf": card.format("a") + card.format("b")})
    report(run, root, str(root / "cards.vcf"))
    before = notes_of(root)
    assert [*before] == ["People/Tilda Brandt 2.md", "People/Tilda Brandt.md"]
    assert report(run, root, str(root / "cards.vcf"))["unchanged"] == 2
    assert notes_of(root) == before


def test_a_mailbox_tells_the_last_contact_alone(make_vault: MakeVault, run: Run) -> None:
    mail = (
        "From a\nFrom: me@example.org\nTo: {0}\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n\nx\n\n"
        "From b\nFrom: {0}\nTo: me@example.org\nDate: Tue, 3 Feb 2026 10:00:00 +0000\n\nx\n\n"
    )
    text = mail.format("Tilda <t@example.org>") + mail.format("Odo <odo@example.org>")
    root = make_vault(
        {"m.mbox": text, "People/Tilda Brandt.md": "---\nemails: [t@example.org]\n---\n"}
    )
    done = report(
        run, root, str(root / "m.mbox"), "--me", "me@example.org", "--today", "2026-11-23", "--yes"
    )
    assert (done["merged"], done["skipped"]) == (1, 1)
    assert notes_of(root) == {
        "People/Tilda Brandt.md": b"---\nlast_contact: 2026-02-03\nemails: [t@example.org]\n---\n"
    }


def test_monica_twice(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"monica.json": MONICA})
    assert report(run, root, str(root / "monica.json"))["created"] == 2
    before = notes_of(root)
    assert [*before] == ["People/Odo.md", "People/Tilda Brandt.md"]
    assert report(run, root, str(root / "monica.json"))["unchanged"] == 2
    assert notes_of(root) == before


CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:secret talk\nDTSTART:20260203T100000Z\n"
    "ORGANIZER;CN=Me:mailto:me@example.org\nATTENDEE;CN=Tilda:mailto:t@example.org\n"
    "ATTENDEE;CN=Odo:mailto:odo@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
)


def test_a_calendar_writes_only_when_the_user_agrees(make_vault: MakeVault, run: Run) -> None:
    note = "---\nemails: [t@example.org]\nlast_contact: 2025-01-01\n---\n"
    root = make_vault({"c.ics": CALENDAR, "People/Tilda Brandt.md": note})
    args = ("-C", str(root), "import", str(root / "c.ics"), "--today", "2026-11-23")
    ran = run(*args)
    assert ran.code == 5
    assert "To agree: --yes" in ran.stderr
    assert "--me" in ran.stderr  # nobody said who the owner is
    assert notes_of(root) == {"People/Tilda Brandt.md": note.encode()}
    assert not (root / ".mdnet").exists()
    ran = run(*args, "--yes", "--me", "me@example.org")
    assert ran.code == 0
    assert "in touch 1 time" in ran.stdout
    assert "no note yet: Odo (1)" in ran.stderr
    assert b"last_contact: 2026-02-03" in notes_of(root)["People/Tilda Brandt.md"]
    assert b"secret" not in notes_of(root)["People/Tilda Brandt.md"]
    assert run(*args, "--me", "me@example.org").code == 0  # nothing changes, so nobody is asked


def test_a_mailbox_without_an_owner_is_an_error(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"m.mbox": "From a\nFrom: a@example.org\nTo: b@example.org\n\nx\n"})
    ran = run("-C", str(root), "import", str(root / "m.mbox"))
    assert ran.code == 1
    assert "--me" in ran.stderr


def test_stdin_and_a_folder_give_what_the_file_gives(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    text = CARDS.read_text(encoding="utf-8")
    assert run("-C", str(root), "import", "-", stdin=text).code == 0
    before = notes_of(root)
    assert len(before) == 2
    folder = root / "cards"
    folder.mkdir()
    for number, card in enumerate(text.split("BEGIN:VCARD")[1:]):
        (folder / f"{number}.vcf").write_text(f"BEGIN:VCARD{card}", encoding="utf-8")
    (folder / "readme.txt").write_text("nobody")
    assert report(run, root, str(folder))["unchanged"] == 2
    assert notes_of(root) == before


@pytest.mark.parametrize("name", ["Home", "HOME n0", "Family", "2026-05-02 Dinner", "Index"])
def test_who_sounds_like_no_person_is_one(make_vault: MakeVault, run: Run, name: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n"
    root = make_vault({"one.vcf": card})
    assert run("-C", str(root), "import", str(root / "one.vcf")).code == 0
    listed = json.loads(run("-C", str(root), "list", "--json").stdout)
    assert [person["name"] for person in listed] == [name]


def test_one_bad_card_is_one_line_with_its_place(make_vault: MakeVault, run: Run) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nEMAIL:{0}@example.org\nEND:VCARD\n"
    bad = "BEGIN:VCARD\nVERSION:3.0\nNICKNAME\nEND:VCARD\n"
    root = make_vault({"three.vcf": card.format("ann") + bad + card.format("bea")})
    ran = run("-C", str(root), "import", str(root / "three.vcf"))
    assert ran.code == 0
    assert "three.vcf:6:1: card-nameless" in ran.stderr
    assert [*notes_of(root)] == ["People/ann.md", "People/bea.md"]


def test_both_ways_to_ask_for_json_are_one(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    args = ("-C", str(root), "import", str(CARDS), "--dry-run")
    assert run(*args, "--json").stdout == run(*args, "--report", "json").stdout
    assert run(*args, "--report", "text").stdout == run(*args).stdout


def test_values_that_only_new_notes_take_are_told(make_vault: MakeVault, run: Run) -> None:
    cards = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Tilda Brandt\nUID:t\nX-MDNET-GROUP:primary\n"
        "X-MDNET-STUB:yes\nEND:VCARD\n"
    )
    root = make_vault({"c.vcf": cards, "People/Tilda Brandt.md": "---\nuid: t\n---\n"})
    people = report(run, root, str(root / "c.vcf"))["people"]
    assert isinstance(people, list)
    assert [kept["key"] for kept in people[0]["kept_out"]] == ["group", "stub"]


def test_a_vault_that_cannot_be_written_stays_as_it_is(make_vault: MakeVault, run: Run) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Odo Falk\nUID:o\nTEL:+41 79 555 01 01\nEND:VCARD\n"
    root = make_vault({"c.vcf": card, "People/Odo Falk.md": "---\nuid: o\n---\n"})
    (root / "People/Odo Falk.md").chmod(0o444)
    ran = run("-C", str(root), "import", str(root / "c.vcf"))
    assert "read-only" in ran.stderr
    assert notes_of(root) == {"People/Odo Falk.md": b"---\nuid: o\n---\n"}


@pytest.mark.parametrize("limit", [200, 2000])
def test_a_full_disk_leaves_whole_notes_and_the_next_run_goes_on(
    make_vault: MakeVault, run: Run, limit: int
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{0}\nEMAIL:{0}@example.org\nNOTE:{1}\nEND:VCARD\n"
    notes = [(f"p{number}", "x" * (10 if number < 4 else 3000)) for number in range(6)]
    old = "---\nemails: [p0@example.org]\n---\nOld.\n"
    root = make_vault({"c.vcf": "".join(card.format(*one) for one in notes), "People/p0.md": old})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        ran = run("-C", str(root), "import", str(root / "c.vcf"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert ran.code == 1
    assert "too large" in ran.stderr
    found = notes_of(root)
    assert found["People/p0.md"] == old.encode()
    assert all(text.endswith(b"xxxxxxxxxx\n") for path, text in found.items() if "p0" not in path)
    assert not [path for path in root.rglob(".*") if path.name.endswith("tmp")]
    done = report(run, root, str(root / "c.vcf"))
    assert (done["created"], done["unchanged"]) == (6 - len(found), len(found) - 1)
    assert len(notes_of(root)) == 6


def test_nobody_reads_the_report_and_it_is_told(make_vault: MakeVault) -> None:
    root = make_vault({})
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "mdnet", "-C", str(root), "import", str(CARDS), "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert len(notes_of(root)) == 2


def test_mail_that_was_sent_lies_in_another_mailbox(make_vault: MakeVault, run: Run) -> None:
    mail = "From a\nFrom: {}\nTo: {}\nDate: Mon, 2 Feb 2026 10:00:00 +0000\n\nx\n"
    me, tilda = "me@example.org", "t@example.org"
    root = make_vault(
        {
            "Inbox": mail.format(tilda, me),
            "Sent": mail.format(me, tilda),
            "People/Tilda.md": f"---\nemails: [{tilda}]\n---\n",
        }
    )
    files = [str(root / "Inbox"), str(root / "Sent")]
    ran = run("-C", str(root), "import", *files)
    assert (ran.code, "--me" in ran.stderr) == (1, True)
    assert report(run, root, *files, "--me", me, "--yes")["merged"] == 1


@pytest.mark.parametrize("files", [{"x.bin": "\0\1"}, {"x.csv": "a,b\n1,2\n"}, {}])
def test_what_cannot_be_read_fails(make_vault: MakeVault, run: Run, files: dict[str, str]) -> None:
    root = make_vault(files)
    ran = run("-C", str(root), "import", str(root / next(iter(files), "nowhere.vcf")))
    assert ran.code == 1
    assert ran.stderr


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not at hand")
def test_real_samples_twice(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    files = [str(path) for path in sorted(SAMPLES.glob("*.*")) if path.suffix != ".md"]
    run("-C", str(root), "import", *files)
    before = notes_of(root)
    assert before
    run("-C", str(root), "import", *files)
    assert notes_of(root) == before
