from datetime import date
from typing import Any

import pytest

from mdnet.model.contact import Contact, Edge, Goal, Position, Problem
from mdnet.model.keys import CONTACT, key_form, known_key_like, marks_of_contact
from mdnet.notes.fields import contact_from, goal_from
from mdnet.notes.values import Value


class Somewhere:
    """Stands for a front matter: every key has a place of its own."""

    def key_place(self, key: str) -> Position:
        return Position(len(key), 1)

    def value_place(self, key: str, item: int | None = None) -> Position:  # noqa: ARG002
        return Position(len(key), 7)


def contact(**values: Value) -> Contact:
    return contact_from("A.md", values, Somewhere())[0]


def problems(values: dict[str, Value]) -> list[Problem]:
    return contact_from("A.md", values, Somewhere())[1]


def edges(**values: Value) -> list[tuple[str, str]]:
    return [(edge.kind, edge.target) for edge in contact(**values).edges]


# --- keys


@pytest.mark.parametrize(
    ("key", "name"),
    [
        *((name, "circles") for name in ("circle", "relationship", "groups", "relationships")),
        *((name, "roles") for name in ("role", "job", "profession", "occupation", "job_title")),
        *((name, "organizations") for name in ("organization", "org", "company", "employer")),
        *((name, "about") for name in ("bio", "summary")),
        *((name, "city") for name in ("location", "based_in", "place")),
        *((name, "skills") for name in ("skill", "expertise", "knows_about")),
        *((name, "offers") for name in ("offer", "resources", "resource", "can_help_with")),
        *((name, "needs") for name in ("need", "wants", "looking_for")),
        *((name, "interests") for name in ("interest", "hobbies", "hobby")),
        *((name, "knows") for name in ("friends", "friend", "contacts", "network", "related")),
        *((name, "introduced_by") for name in ("met_via", "referred_by")),
        *((name, "cadence") for name in ("keep_in_touch", "frequency")),
        *((name, "phones") for name in ("phone", "telephone", "tel", "mobile", "cell")),
        *((name, "emails") for name in ("email", "mail", "e_mail")),
        *((name, "birthday") for name in ("dob", "born", "bday")),
        *((name, "urls") for name in ("url", "website", "websites")),
        ("parent", "parents"),
        ("child", "children"),
        ("language", "languages"),
        ("alias", ""),
        ("surname", ""),
        ("title", ""),
    ],
)
def test_synonyms(key: str, name: str) -> None:
    field = CONTACT.get(key)
    assert (field.name if field else "") == name


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("Follow-up", "follow_up"),
        ("  Met At ", "met_at"),
        ("E-Mail", "e_mail"),
        ("ROLE", "role"),
        ("job  title", "job_title"),
    ],
)
def test_key_forms(key: str, form: str) -> None:
    assert key_form(key) == form


def test_keys_are_looked_up_tolerantly() -> None:
    values: dict[str, Value] = {"Job Title": "cook", "E-Mail": "a@b.org", "Based-In": "Rome"}
    found = contact_from("A.md", values, Somewhere())
    assert found == (Contact(roles=("cook",), emails=("a@b.org",), city="Rome"), [])


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("telefone", "phones"),
        ("phonne", "phones"),
        ("birtday", "birthday"),
        ("intrests", "interests"),
        ("alias", "aliases"),
        ("organisatons", "organizations"),
        ("colour", None),
        ("surname", None),
        ("zodiac", None),
        ("xx", None),
    ],
)
def test_misspelt_keys_are_guessed(key: str, meant: str | None) -> None:
    assert known_key_like(key) == meant


def test_a_misspelt_key_is_kept_with_a_remark() -> None:
    found, (problem,) = contact_from("A.md", {"telefone": "123"}, Somewhere())
    assert found.extra == (("telefone", ("123",)),)
    assert str(problem) == 'A.md:8:1: unknown-key unknown key "telefone" (did you mean phones?)'
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("rolse", "roles"), ("birtday", "birthday"), ("telefone", "phones"), ("ofers", "offers"),
        ("organisatoin", "organizations"), ("e_mal", "emails"), ("intrests", "interests"),
    ],
)  # fmt: skip
def test_a_slip_in_a_key_is_seen(key: str, field: str) -> None:
    assert known_key_like(key) == field


@pytest.mark.parametrize(
    "key",
    """source relation place_of_birth uuid employee employees mentor_of partner_of ex_partner
    introduced follow needed offered place_born surname country status source_url title father
    friend_of note meeting met_on since age zip gift pets kind""".split(),
)
def test_other_words_are_no_misspelling(key: str) -> None:
    assert known_key_like(key) is None


def test_other_unknown_keys_are_kept_without_remark() -> None:
    values: dict[str, Value] = {"shoe size": "42", "pets": ["cat", {"dog": "Rex"}], "empty": None}
    found, said = contact_from("A.md", values, Somewhere())
    assert found.extra == (("shoe size", ("42",)), ("pets", ("cat", "dog: Rex")))
    assert said == []


def test_keys_of_other_programs_are_no_text() -> None:
    assert contact(type="person", name="X", date="2026-01-01", cssclasses="wide").extra == ()


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("role phone", 2),
        ("role job", 1),
        ("tags aliases", 0),
        ("location related summary", 0),
        ("Birthday E-Mail", 2),
        ("circles about", 1),
    ],
)
def test_keys_that_speak_for_a_contact(keys: str, count: int) -> None:
    assert marks_of_contact(dict.fromkeys(keys.split())) == count


# --- lists and texts


@pytest.mark.parametrize(
    ("value", "roles"),
    [
        ("dentist", ("dentist",)),
        ("dentist, cook", ("dentist, cook",)),
        (["dentist", "cook"], ("dentist", "cook")),
        (["a", ["b", None, ""]], ("a", "b")),
        ("two\nlines", ("two lines",)),
        ({"day": "cook"}, ("day: cook",)),
        (["cook", "cook"], ("cook",)),
        ("", ()),
        (None, ()),
    ],
)
def test_lists(value: Value, roles: tuple[str, ...]) -> None:
    assert contact(roles=value).roles == roles


def test_two_keys_may_fill_one_list() -> None:
    assert contact(role="cook", job=["smith", "cook"]).roles == ("cook", "smith")


def test_the_second_key_of_one_text_is_kept_beside() -> None:
    found = contact(city="Rome", location="Trastevere")
    assert (found.city, found.extra) == ("Rome", (("location", ("Trastevere",)),))


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (["people/work", "#friend"], ("people/work", "friend")),
        ("people, friend", ("people", "friend")),
        ("people friend", ("people", "friend")),
    ],
)
def test_tags(value: Value, tags: tuple[str, ...]) -> None:
    assert contact(tags=value).tags == tags


def test_circles_are_normalised_lightly() -> None:
    found = contact(circles=["Service-Provider ", "close_friend", "Chess Club"])
    assert found.circles == ("Service Provider", "close friend", "Chess Club")


def test_raw_lines_stay_raw() -> None:
    lines: list[Value] = ["X-FOO:  a [[b]]", "NOTE:x\\n y"]
    assert contact(vcard=lines).vcard == tuple(lines)


@pytest.mark.parametrize("text", ["+14155550100", "0123", "NO", "3.10", "a  #b", "¿Qué?"])
def test_texts_arrive_as_written(text: str) -> None:
    assert contact(phones=[text]).phones == (" ".join(text.split()),)


# --- links and edges


def test_links_in_lists_keep_their_text_and_tie() -> None:
    found = contact(organizations=["[[Acme Ltd|Acme]]", "Beta", "partner at [[Gamma]]"])
    assert found.organizations == ("Acme", "Beta", "partner at Gamma")
    assert found.edges == (Edge("organizations", "Acme Ltd"), Edge("organizations", "Gamma"))


@pytest.mark.parametrize(
    ("value", "targets"),
    [
        ("[[Bob]]", ["Bob"]),
        ("[[Bob|Bobby]]", ["Bob"]),
        ("[[Bob#Work]]", ["Bob"]),
        ("[[Bob]] [[Sue]]", ["Bob", "Sue"]),
        (["[[Bob]]", "[[Sue]], [[Tim]]"], ["Bob", "Sue", "Tim"]),
        ("[Bob](Bob%20Rossi.md)", ["Bob Rossi.md"]),
        ("Bob Rossi", ["Bob Rossi"]),
        (["Ludwig van Beethoven", "J. R. Frey", "Ana"], ["Ludwig van Beethoven", "J. R. Frey", "Ana"]),
        ("half the village", []),
        ("Bob, Sue", []),
        ("2", []),
        ("Everyone who ever worked at the old mill", []),
    ],
)  # fmt: skip
def test_ties(value: Value, targets: list[str]) -> None:
    assert edges(knows=value) == [("knows", target) for target in targets]


def test_words_about_ties_are_kept_as_text() -> None:
    found = contact(friends=["[[Bob]] since school", "half the village"])
    assert found.edges == (Edge("knows", "Bob"),)
    assert found.extra == (("friends", ("Bob since school", "half the village")),)


def test_every_key_with_a_link_is_a_tie() -> None:
    assert edges(**{"Business-Partner": "[[Bob]]"}) == [("business_partner", "Bob")]
    assert edges(spouse="[[Bob]]", parent="[[Eve]]", introduced_by="[[Tim]]") == [
        ("spouse", "Bob"),
        ("parents", "Eve"),
        ("introduced_by", "Tim"),
    ]
    assert contact(accountant="[[Bob]]").extra == ()
    assert contact(accountant="[[Bob]], mornings").extra == (("accountant", ("Bob, mornings",)),)


def test_the_same_tie_twice_is_one() -> None:
    assert edges(knows=["[[Bob]]", "[[Bob|B]]"], friends="[[Bob]]") == [("knows", "Bob")]


# --- single values


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("met", "2019-06-02", date(2019, 6, 2)),
        ("met", "[[2019-06-02]]", date(2019, 6, 2)),
        ("met", ["2019-06-02"], date(2019, 6, 2)),
        ("last_contact", "2026-05-02T10:00", date(2026, 5, 2)),
        ("follow_up", " 2026-05-02 ", date(2026, 5, 2)),
        ("birthday", "--04-17", "--04-17"),
        ("birthday", "04-17", "--04-17"),
        ("anniversary", "2001-02-03", "2001-02-03"),
        ("closeness", "4", 4),
        ("trust", "1", 1),
        ("cadence", "3 months", 90),
        ("cadence", "45", 45),
        ("private", "yes", True),
        ("archived", "Off", False),
        ("stub", "1", True),
        ("group", "Primary", "primary"),
        ("about", "a\n  b", "a b"),
        ("pronouns", "she/her", "she/her"),
    ],
)
def test_single_values(key: str, value: Value, expected: object) -> None:
    found, said = contact_from("A.md", {key: value}, Somewhere())
    assert (getattr(found, key), said) == (expected, [])


@pytest.mark.parametrize(
    ("key", "value", "code", "fix"),
    [
        ("birthday", "32/13/1999", "bad-date", "expected a date like 1999-12-31, or --12-31"),
        ("met", "1999-02-30", "bad-date", "expected a date like 1999-12-31"),
        ("last_contact", "2026-05", "bad-date", "expected a date like 1999-12-31"),
        ("closeness", "high", "bad-number", "expected a number from 1 to 5"),
        ("trust", "6", "bad-number", "expected a number from 1 to 5"),
        ("cadence", "often", "bad-value", "expected something like 3 months"),
        ("archived", "maybe", "bad-value", "expected yes or no"),
        ("group", "climbing", "bad-value", "expected primary or secondary"),
    ],
)
def test_bad_values_are_reported_at_the_value(key: str, value: str, code: str, fix: str) -> None:
    found, (problem,) = contact_from("A.md", {key: value}, Somewhere())
    assert (problem.code, problem.fix, problem.severity) == (code, fix, "warning")
    assert (problem.path, problem.line, problem.column) == ("A.md", len(key), 7)
    assert f'{key}: "{value}"' in problem.message
    assert getattr(found, key) in (None, "", False, "secondary")


def test_a_bad_group_is_still_a_circle() -> None:
    assert contact(group="climbing").circles == ("climbing",)


def test_what_may_be_meant_as_private_is_private() -> None:
    assert contact(private="absolutely").private
    assert contact(private="false", Private="true").private
    assert contact(Private="true", private="false").private
    assert not contact(private="no").private
    assert not contact(private=None).private


# --- the group


@pytest.mark.parametrize(
    ("circles", "closeness", "group"),
    [
        (["family"], None, "primary"),
        (["Family"], None, "primary"),
        (["partner"], None, "primary"),
        (["spouse"], None, "primary"),
        (["close friend"], None, "primary"),
        (["close-friends"], None, "primary"),
        (["Close_Friend"], None, "primary"),
        (["work", "family"], None, "primary"),
        (["friend"], "4", "primary"),
        (["friends"], "5", "primary"),
        (["friend"], "3", "secondary"),
        (["friend"], None, "secondary"),
        (["work"], "5", "secondary"),
        ([], "5", "secondary"),
        (["family doctor"], None, "secondary"),
    ],
)
def test_the_group_follows_from_the_circles(
    circles: list[Value], closeness: str | None, group: str
) -> None:
    assert contact(circles=circles, closeness=closeness).group == group


def test_a_stated_group_wins() -> None:
    assert contact(group="secondary", circles="family").group == "secondary"
    assert contact(circles="work", group="primary").group == "primary"


# --- goals


@pytest.mark.parametrize(
    ("values", "goal"),
    [
        ({}, Goal()),
        (
            {"type": "goal", "status": "Done", "wants": ["flat", "sublet"], "kind": "information",
             "due": "2026-12-01"},
            Goal("done", ("flat", "sublet"), "information", date(2026, 12, 1)),
        ),
        ({"Deadline": "2026-12-01"}, Goal(due=date(2026, 12, 1))),
    ],
)  # fmt: skip
def test_goals(values: dict[str, Any], goal: Goal) -> None:
    assert goal_from("G.md", values, Somewhere()) == (goal, [])


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("status", "later", "bad-value"), ("kind", "dream", "bad-value"), ("due", "soon", "bad-date")],
)
def test_bad_goals(key: str, value: str, code: str) -> None:
    goal, (problem,) = goal_from("G.md", {key: value}, Somewhere())
    assert goal == Goal()
    assert problem.code == code
