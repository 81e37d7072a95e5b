"""Address books, tables, mailboxes and calendars as somebody who means harm would send them."""

import json
import os
from pathlib import Path

from tests.hostile.vault import NAMES, TERMINAL


def _card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def _cards() -> str:
    names = [
        *(name for name in NAMES if "\n" not in name), "../../etc/y", "/etc/z", "..", ".", ".git/config", "CON",
        "x" * 300, "{{ x }}", "<!-- mdnet:begin x -->", "---", "[[Good One]]", "Good One|x]]",
    ]  # fmt: skip
    cards = [_card(f"FN:{name}", f"EMAIL:n{at}@example.org") for at, name in enumerate(names)]
    told = f"first\\n---\\nprivate: true\\n## Log\\n- 2026-01-01 got: x\\n{TERMINAL}"
    cards += [
        _card("FN:Told", f"NOTE:{told}", f"ORG:{TERMINAL}", f"TITLE:a\\n---\\n{TERMINAL}", "NICKNAME:[[x]]"),
        _card("FN:Odd", "BDAY:9999-99-99", "UID:" + "u" * 100_000, f"X-{'A' * 9_000}:x", f"CATEGORIES:{TERMINAL}"),
        _card("FN:Good One", "EMAIL:good@example.org", f"X-MDNET-EDGE;X-KIND=knows:{TERMINAL}", "RELATED:../../x"),
        _card("FN:Long", f"NOTE:{'x' * 1_000_000}", f"ADR:{';' * 100_000}", *["TEL:1"] * 2_000),
        _card("FN:Photo", f"PHOTO;ENCODING=b:{'A' * 1_000_000}", "PHOTO:file:///etc/passwd"),
        "BEGIN:VCARD\r\nFN:Agent\r\nAGENT:\r\n" * 2_000,
    ]  # fmt: skip
    return "".join(cards)


_LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
_NESTED = 100_000
# Each is a file to import, by a name that says what is in it.
BOOKS: dict[str, bytes] = {
    "cards.vcf": _cards().encode(),
    "halves.vcf": _card("FN:Half \ud800", "EMAIL:half@example.org").encode("utf-8", "surrogatepass"),
    "sixteen.vcf": _card("FN:Sixteen", "EMAIL:sixteen@example.org").encode("utf-16"),
    "quoted.vcf": b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:=1B]52;c;x=07=0A=00Q\r\nEND:VCARD\r\n",
    "binary.vcf": bytes(range(256)) * 4_000,
    "Connections.csv": (
        _LINKEDIN + f'{TERMINAL},../../w,javascript:x,=cmd()@x.org,"{TERMINAL}\n---",x,99 Foo 9999\n'
        + "a" * 1_000_000 + "," * 100_000 + "\n" + '"' * 99_999 + "\n"
    ).encode(),
    "google.csv": (
        "Name,Given Name,Family Name,Birthday,E-mail 1 - Value,Address 1 - City\n"
        + f"{TERMINAL},{TERMINAL},../v,0000-00-00,x:::y ::: z,{TERMINAL}\n" * 300
    ).encode(),
    "lists.json": b"[" * _NESTED,
    "maps.json": b'{"a":' * _NESTED,
    "monica.json": json.dumps(
        {"account": {"data": [{"type": "contact", "values": [{"properties": {"first_name": TERMINAL}}]}]}}
    ).encode() + b"[" * _NESTED,
    "mail.mbox": (
        f"From x\nFrom: me@example.org\nTo: {TERMINAL} <n0@example.org>\nDate: Thu, 99 Foo 99999 99:99:99 +9999\n\n"
         "From x\nTo: " + "<" * _NESTED + "\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n" * _NESTED
    ).encode(),
    "calendar.ics": (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 5_000
        + f"DTSTART:20260101\r\nRRULE:FREQ=SECONDLY;INTERVAL=0;COUNT=999999999\r\nATTENDEE;CN={TERMINAL}:mailto:n0@example.org\r\n"
    ).encode(),
}  # fmt: skip


def write_books(folder: Path) -> list[str]:
    """Write all of them into a new folder, and what is no file beside them; return the paths."""
    folder.mkdir()
    for name, data in BOOKS.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in BOOKS]


def write_shelf(folder: Path) -> None:
    """Fill a new folder with what ends in .vcf and is no vCard, but for one."""
    folder.mkdir()
    (folder / "good.vcf").write_text(_card("FN:Shelf Good", "EMAIL:shelf@example.org"))
    os.mkfifo(folder / "pipe.vcf")
    (folder / "loop.vcf").symlink_to("loop.vcf")
    (folder / "zero.vcf").symlink_to("/dev/zero")
    (folder / "folder.vcf").mkdir()
    (folder / f"name{TERMINAL.replace('/', '')}\n.vcf").write_text(_card(f"FN:{TERMINAL}"))
