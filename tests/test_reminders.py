"""The recipes of docs/reminders.md: cron lines run as cron does, units as systemd checks them."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.conftest import ROOT

PAGE = (ROOT / "docs/reminders.md").read_text(encoding="utf-8")
CRON = re.findall(r"^```crontab\n(?:\S+ ){5}(.*)\n```$", PAGE, re.MULTILINE)
UNITS = re.findall(r"^```ini\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NOTE = "---\ncadence: 1 month\n---\n## Log\n- 2020-01-01 met: coffee\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with mdnet and a vault in which somebody is due."""
    program = tmp_path / ".local/bin/mdnet"
    program.parent.mkdir(parents=True)
    # By the whole path, as pipx installs it; without a network, like all tests.
    own = f"PYTHONPATH={shlex.quote(str(ROOT))}:{shlex.quote(str(ROOT / 'tests/without_network'))}"
    program.write_text(f'#!/bin/sh\n{own} exec {shlex.quote(sys.executable)} -m mdnet "$@"\n')
    program.chmod(0o755)
    people = tmp_path / "network/People"
    people.mkdir(parents=True)
    (people.parent / ".mdnet").mkdir()
    (people / "Zoë Müller.md").write_text(NOTE, encoding="utf-8")
    return tmp_path


def as_cron(line: str, home: Path) -> tuple[str, str]:
    """Run a line as cron does: by sh, at home, with next to no environment."""
    env = {"HOME": str(home), "LOGNAME": "ana", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(
        ["/bin/sh", "-c", line], env=env, cwd=home, capture_output=True, check=True
    )
    return ran.stdout.decode(), ran.stderr.decode()


def test_cron_mails_what_is_due_and_nothing_else(home: Path) -> None:
    assert "%" not in "".join(CRON)  # a line end to cron
    told, said = as_cron(CRON[0], home)
    assert "Zoë Müller" in told
    assert said == "1 to reconnect with, 0 to follow up, 0 birthdays and anniversaries\n"
    (home / "network/People/Zoë Müller.md").write_text("---\ncircles: [work]\n---\n")
    assert as_cron(CRON[0], home) == ("", "")


def test_the_calendar_is_written_every_morning(home: Path) -> None:
    for _ in range(2):
        assert as_cron(CRON[1], home) == ("", "")
    calendar = Calendar.from_ical((home / "reminders.ics").read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Reconnect: Zoë Müller"]
    shutil.rmtree(home / "network")
    assert as_cron(CRON[1], home)[0] == "mdnet could not write the calendar\n"


def test_the_notification_tells_what_is_due(home: Path) -> None:
    [line] = re.findall(r"^ExecStart=(.*)$", UNITS[0], re.MULTILINE)
    program, option, script = shlex.split(line.replace("%h", str(home)).replace("$$", "$"))
    assert (program, option) == ("/bin/sh", "-c")
    notify = home / "bin/notify-send"
    notify.parent.mkdir()
    notify.write_text('#!/bin/sh\nprintf "%s: %s" "$1" "$2"\n')
    notify.chmod(0o755)
    told, _ = as_cron(f"PATH={notify.parent}:$PATH; {script}", home)
    assert told.startswith("Due today: Zoë Müller\twas due ")
    (home / "network/People/Zoë Müller.md").unlink()
    assert as_cron(f"PATH={notify.parent}:$PATH; {script}", home) == ("", "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units(home: Path) -> None:
    for kind, text in zip(("service", "timer"), UNITS, strict=True):
        unit = home / f"mdnet-due.{kind}"
        unit.write_text(text.replace("%h", str(home)), encoding="utf-8")
        ran = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(unit)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        complaints = [line for line in ran.stderr.splitlines() if "mdnet-due" in line]
        assert (ran.returncode, complaints) == (0, []), ran.stderr
