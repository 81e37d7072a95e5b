"""What phones and programs put into vCards beside the standards."""

import pytest

from mdnet.model.contact import Edge
from tests.formats.test_vcard_reader import card, one, read

ANDROID = "X-ANDROID-CUSTOM:vnd.android.cursor.item/"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_its_mark(codec: str) -> None:
    reading = read(card("FN:Ägidius Łoś").encode(codec))
    assert [person.name for person in reading.people] == ["Ägidius Łoś"]
    assert reading.problems == ()


def test_nicknames_of_android() -> None:
    encoded = f"{ANDROID.replace(':', ';CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:')}nickname;"
    for line in (f"{ANDROID}nickname;Añi;1;;;;;;;;;;;;;", f"{encoded}=41=C3=B1=69;=31;;;"):
        contact = one("FN:Ana", line, version="2.1").contact
        assert (contact.aliases, contact.vcard) == (("Añi",), ())
    assert one("FN:Ana", f"{ANDROID}nickname;Ana;1;;").contact.aliases == ()


@pytest.mark.parametrize(
    ("rest", "tie", "whole"),
    [
        ("Bob;14;;;", Edge("spouse", "Bob"), True),
        ("Bob;8;;;", Edge("parents", "Bob"), False),
        ("Bob;0;Cousin;;", Edge("knows", "Bob"), False),
        ("Bob;99;;;", Edge("knows", "Bob"), False),
    ],
)
def test_ties_of_android(rest: str, tie: Edge, whole: bool) -> None:  # noqa: FBT001
    line = f"{ANDROID}relation;{rest}"
    contact = one("FN:Ana", line, version="2.1").contact
    assert contact.edges == (tie,)
    assert contact.vcard == (() if whole else (line,))


def test_days_of_android() -> None:
    own = f"{ANDROID}contact_event;2024-01-12;0;Moved;;"
    contact = one(
        "FN:Ana",
        f"{ANDROID}contact_event;--06-15;1;;;",
        f"{ANDROID}contact_event;1981-04-17;3;;;",
        own,
        version="2.1",
    ).contact
    assert (contact.anniversary, contact.birthday) == ("--06-15", "1981-04-17")
    assert contact.vcard == (own,)


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C5=BDena)", "TEL;TYPE=Žena"),
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,Coach 2)", "TEL;TYPE=Coach 2"),
    ],
)
def test_labels_of_android(head: str, kept: str) -> None:
    contact = one("FN:Ana", f"{head}:0212", version="2.1").contact
    assert (contact.phones, contact.vcard) == (("0212",), (f"{kept}:0212",))


@pytest.mark.parametrize(
    ("line", "social"),
    [
        ("X-SOCIALPROFILE;type=twitter;x-user=ana:http://t.example/ana", "http://t.example/ana"),
        ("X-SOCIALPROFILE;type=instagram:x-apple:ana%2Bb", "instagram:ana+b"),
        ("X-SOCIALPROFILE;type=Instagram;x-user=ana:", "instagram:ana"),
        ("IMPP;X-SERVICE-TYPE=WhatsApp;type=HOME;type=pref:x-apple:ana", "whatsapp:ana"),
        ("IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:ana@example.org", "xmpp:ana@example.org"),
        ("IMPP;TYPE=SKYPE:ana", "skype:ana"),
        ("IMPP;TYPE=HOME:ana", "ana"),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.example/@ana", "https://m.example/@ana"),
        ("X-MS-IMADDRESS:ana@example.org", "im:ana@example.org"),
        ("X-LINKEDIN:https://l.example/ana", "https://l.example/ana"),
        ("X-messaging/irc-All:ana", "irc:ana"),
    ],
)
def test_profiles_name_their_service(line: str, social: str) -> None:
    assert one("FN:Ana", line).contact.social == (social,)


def test_kde_has_several_names_in_one() -> None:
    line = "X-messaging/xmpp-All:a@example.org\ue000b@example.org"
    contact = one("FN:Ana", line).contact
    assert contact.social == ("xmpp:a@example.org", "xmpp:b@example.org")
    assert contact.vcard == (line,)


def test_marks_of_programs_make_no_line() -> None:
    person = one(
        "FN:Ana",
        "EMAIL;X-EVOLUTION-UI-SLOT=1:a@example.org",
        "TEL;PID=1.1;X-COUCHDB-UUID=x:1",
        version="4.0",
    )
    assert person.contact.vcard == ()
