"""No bytes whatever make a reader raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.formats.targets import TARGETS

VCARD = """BEGIN:VCARD END:VCARD VERSION:2.1 FN: N:; TEL;CELL: item1. X-ABLabel: ;ENCODING=QUOTED-PRINTABLE:
;CHARSET=utf-7: ;CHARSET=idna: PHOTO;ENCODING=b: PHOTO:data: =C3 = AGENT: BDAY:--0230 BDAY:1604-01-01
RELATED:urn:uuid: KIND:group MEMBER: ADR;LABEL=" X-MDNET-EDGE:; X-MDNET-CADENCE:9 UID:a CATEGORIES:,""".split()
TABLE = """First Last Name , Name,Connected On URL ; \t " '= 1/2/85 0/0/00 Given Family E-mail 1 - Value
Company Address Birthday ::: a,b,c Labels""".split()
OTHER = """From From: To: me@example.org a@b.c Date: List-Id: Message-ID: BEGIN:VCALENDAR BEGIN:VEVENT END:VEVENT
DTSTART:20260101 RRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=3 UNTIL=99991231 BYDAY=MO EXDATE: ATTENDEE;CN=x:mailto:a@b.c
{"account": {"data": [ {"type": "contact", "values": "properties": "uuid": ]} null 1e999""".split()
PIECES = st.sampled_from([*VCARD, *TABLE, *OTHER]).map(str.encode)
ENDS = st.sampled_from(
    [b"\n", b"\r\n", b"\r", b" ", b"\r\n ", b"", b"=\r\n", b"\0", b"\xff", b"\\"]
)
FILES = st.binary(max_size=200) | st.lists(PIECES | ENDS | st.binary(max_size=3), max_size=60).map(
    b"".join
)
# A table and a card must begin well to be read at all.
HEADS = (
    b"",
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Ana\r\n",
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n",
    b"Name,Given Name,Family Name,Birthday,E-mail 1 - Value,Address 1 - City\r\n",
    b"First Name,Last Name,Company,E-mail Address,Birthday\r\n",
    b"a,b,c\r\n",
    b"dn: cn=a\ncn: Ana\nbirthmonth: 2\nbirthday: ",
    b"[format]\nprogram=abook\n[0]\nname=Ana\nbirthday=",
    b"alias a Ana <",
    b"* Ana\n:PROPERTIES:\n:EMAIL: a@b.c\n",
    b'{"friends_v2": [{"name": "Ana", "timestamp": ',
    b"FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n",
    b"First Name,Last Name,Text,Creation Date\n",
    b"From x\nFrom: me@example.org\nTo: a@b.c\n",
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20200101\r\n",
)


@pytest.mark.parametrize("name", TARGETS)
@examples(150)
@given(head=st.sampled_from(HEADS), data=FILES)
def test_no_bytes_make_a_reader_raise(name: str, head: bytes, data: bytes) -> None:
    TARGETS[name](head + data)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'"' * 100_000,
        b"BEGIN:VCARD\nAGENT:\n" * 5_000,
        b"BEGIN:VCARD\nFN:a\n" + b"X" * 100_000 + b'="' * 50_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\nN:" + b"\\" * 200_000 + b"\nEND:VCARD",
        b"\xff\xfe" + b"\xd8" * 10_001,
        b"First Name,Last Name,Connected On\n" + b"a," * 100_000,
        b"From x\nTo: " + b"<" * 100_000 + b"\n\n",
    ],
    ids=["lists", "maps", "quotes", "agents", "head", "slashes", "utf-16", "cells", "angles"],
)
def test_hostile_files_take_no_time_and_raise_nothing(name: str, data: bytes) -> None:
    TARGETS[name](data)
