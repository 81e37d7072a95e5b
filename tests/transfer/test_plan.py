"""What becomes of somebody who comes in, decided without a disk."""

from datetime import date

from mdnet.formats.person import Incoming, Photo
from mdnet.model.contact import Contact
from mdnet.transfer.pictures import Pictures
from mdnet.transfer.plan import Planner

CONTACT = Contact(emails=("tilda@example.org",))


def planner(text: str = "") -> Planner:
    pictures = Pictures(lambda _: None, lambda _: [])
    return Planner("People", ["tilda brandt"], lambda _: text, pictures, ["choir"], ["music"])


def actions(plan: Planner) -> list[tuple[str, str]]:
    plan.finish()
    return [(one.action, one.path) for one in plan.outcomes]


def test_a_taken_file_name_is_not_taken_again() -> None:
    plan = planner()
    plan.take(Incoming("a:1", "Tilda Brandt", CONTACT))
    assert actions(plan) == [("created", "People/Tilda Brandt 2.md")]
    (person,) = plan.changed.values()
    assert person.values == {
        "tags": ["music"], "circles": ["choir"], "emails": ["tilda@example.org"]
    }  # fmt: skip
    assert person.names == ["Tilda Brandt", "Tilda Brandt 2"]


def test_what_comes_later_tells_who_came_before() -> None:
    plan = planner()
    plan.know("People/One.md", "Tilda Brandt", Contact(uid="1"))
    plan.take(Incoming("a:1", "Tilda Brandt", CONTACT))
    plan.take(Incoming("b:1", "Tilda Brandt", CONTACT, keys=("uid:1",)))
    plan.new_notes = False  # a calendar comes last
    assert actions(plan) == [("unchanged", "People/One.md"), ("merged", "People/One.md")]


def test_who_is_decided_late_brings_all_that_an_address_book_tells() -> None:
    plan = planner()
    plan.know("People/One.md", "Tilda Brandt", Contact(uid="1"))
    more = Contact(emails=CONTACT.emails, city="Bern")
    plan.take(Incoming("a:1", "Tilda Brandt", more))
    plan.take(Incoming("b:1", "Tilda Brandt", CONTACT, keys=("uid:1",)))
    plan.new_notes = False
    plan.finish()
    (person,) = plan.changed.values()
    assert (person.added["city"], plan.asks) == ("Bern", False)


def test_a_second_identifier_is_kept_as_a_source() -> None:
    plan = planner()
    plan.know("People/One.md", "Tilda", Contact(uid="1", emails=CONTACT.emails))
    plan.take(Incoming("a:1", "Tilda", Contact(uid="2", emails=CONTACT.emails), keys=("uid:2",)))
    plan.finish()
    (person,) = plan.changed.values()
    assert person.added["imported_from"] == ["uid:2"]
    assert "uid" not in person.added


def test_text_that_is_there_is_not_added_again() -> None:
    plan = planner("---\n---\nBuilds\nviolins.\n")
    plan.know("People/One.md", "Tilda", CONTACT)
    plan.take(Incoming("a:1", "Tilda", CONTACT, body="Builds violins.\n\nPlays the viola."))
    plan.finish()
    (person,) = plan.changed.values()
    assert person.texts == ["Plays the viola."]


def test_files_of_contact_only_move_a_date_on() -> None:
    plan = planner()
    plan.know("People/One.md", "Tilda", Contact(emails=CONTACT.emails, city="Bern"))
    plan.new_notes = False
    met = Contact(emails=CONTACT.emails, city="Basel", last_contact=date(2026, 1, 2))
    plan.take(Incoming("a:1", "Tilda", met, times=3))
    plan.take(Incoming("a:1", "Odo", Contact(emails=("odo@example.org",)), times=2))
    assert actions(plan) == [("merged", "People/One.md"), ("skipped", "")]
    assert [(one.added, one.times) for one in plan.outcomes] == [(("last_contact",), 3), ((), 2)]
    assert plan.asks


def test_a_picture_goes_to_a_note_without_one_and_is_else_told() -> None:
    photo = Photo(b"\xff\xd8\xff", "image/jpeg")
    plan = planner()
    plan.know("A/One.md", "Tilda", CONTACT)
    plan.know("A/Two.md", "Odo", Contact(uid="o", photo="https://example.org/o.png"))
    plan.take(Incoming("a:1", "Tilda", CONTACT, photo=photo))
    plan.take(Incoming("a:2", "Odo", Contact(uid="o"), photo=photo))
    plan.finish()
    assert [*plan.pictures.new] == ["A/photos/One.jpg"]
    assert [lost.reason for lost in plan.outcomes[1].lost] == ["the note already has a photo"]
