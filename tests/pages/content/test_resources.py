from mdnet.pages.content.resources import Resources, resources
from mdnet.pages.ground import PersonRef
from tests.pages.content.conftest import MakeGround, person


def rows(found: Resources) -> dict[str, list[tuple[str, str]]]:
    """Who has what, with the name of whom to ask."""
    told = {
        row.name: [(one.person.name, _name(one.through)) for one in row.holders]
        for row in (*found.work, *found.skills)
    }
    for one in found.givers:
        for text in (*one.offers, *one.skills):
            told.setdefault(text, []).append((one.person.name, _name(one.through)))
    return told


def _name(ref: PersonRef | None) -> str:
    return ref.name if ref else ""


def test_nothing(ground: MakeGround) -> None:
    assert resources(ground({})) == Resources((), (), (), 0, 0, 0)
    assert resources(ground({"Ana": ""})) == Resources((), (), (), 0, 0, 0)


def test_work_by_name_and_what_people_give_by_person(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana": person(
                    roles="[dentist]", skills="[Éclairs]", offers="[a ladder, 3D prints]"
                ),
                "Bob": person(needs="[a piano]", interests="[chess]", skills="[juggling]"),
                "Cleo": person(roles="[dentist, baker]", skills="[juggling]"),
            }
        )
    )
    assert [row.name for row in found.work] == ["baker", "dentist"]
    assert [row.name for row in found.skills] == ["juggling"]
    assert [(one.person.name, one.offers, one.skills) for one in found.givers] == [
        ("Ana", ("a ladder", "3D prints"), ("Éclairs",))
    ]
    assert (found.count, found.people) == (6, 3)


def test_a_row_is_called_by_the_role_that_all_agree_on(ground: MakeGround) -> None:
    found = resources(
        ground({"Ana": person(roles="[solar project manager]", skills="[permits for solar parks]")})
    )
    assert [row.name for row in found.work] == ["solar project manager"]


def test_one_thing_in_several_spellings_is_one_row(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana": person(skills="[Cargo bikes, Caf\u00e9 work]"),
                "Bob": person(skills="[cargo bike]"),
                "Cleo": person(skills="[cargo bike, Cafe\u0301 work]"),
                "Dan": person(skills="[a cargo bike, C]"),
                "Ed": person(skills="[C++, 'C#']"),
            }
        )
    )
    told = {name: [holder for holder, _ in some] for name, some in rows(found).items()}
    assert told == {
        "cargo bike": ["Ana", "Bob", "Cleo", "Dan"], "Café work": ["Ana", "Cleo"],
        "C": ["Dan"], "C#": ["Ed"], "C++": ["Ed"],
    }  # fmt: skip


def test_people_not_met_stand_with_whom_to_ask(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana Diaz": person(closeness="2") + "Her sister [[Dr. Lee]] is a dentist.\n",
                "Ben Frost": person(closeness="5") + "His dentist is [[Dr. Lee]].\n",
                "Cleo": person(roles="[dentist]"),
                "Nina": person(roles="[vet]", stub="true", knows="['[[Ana Diaz]]']"),
            }
        )
    )
    assert rows(found) == {
        "dentist": [("Cleo", ""), ("Dr. Lee", "Ben Frost")],
        "vet": [("Nina", "Ana Diaz")],
    }
    holder = found.work[0].holders[1]
    assert holder.person == PersonRef("Dr. Lee", None, "Dr. Lee")


def test_a_sentence_tells_of_the_person_it_names_first(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana": "The plumber [[Piet Pipe]] knows [[Quin Baker]]. He is no friend of vets.\n",
                "Bob": "Her cousin [[Cook Notary]] sings.\n",
            }
        )
    )
    assert rows(found) == {"plumber": [("Piet Pipe", "Ana")]}


def test_nothing_of_hidden_people_is_told(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana": person(offers="[a room at Vera's, ladder]", roles="[aide of vera hidden]"),
                "Vera Hidden": person(roles="[judge]", private="true")
                + "Her dentist is [[Dr. Lee]].\n",
                "Otto": person(roles="[pilot]", archived="true") + "His vet is [[Dr. May]].\n",
                "Bob": "His nurse [[Vera Hidden|V]] is a nurse. The doctor [[Al Kay]] saw Vera.\n",
            }
        )
    )
    assert rows(found) == {"ladder": [("Ana", "")]}


def test_of_many_people_the_closest_are_shown_by_name(ground: MakeGround) -> None:
    notes = {f"P{n:02}": person(roles="[baker]", closeness="2") for n in range(14)}
    notes["P13"] = person(roles="[baker]", closeness="4")
    found = resources(ground(notes))
    [row] = found.work
    assert [one.person.name for one in row.holders] == [f"P{n:02}" for n in (*range(11), 13)]
    assert row.more == 2


def test_of_far_too_many_things_the_commonest_are_shown(ground: MakeGround) -> None:
    many = ", ".join(f"thing {n}x" for n in range(3005))
    found = resources(
        ground({"Ana": person(skills=f"[{many}, zither]"), "Bob": person(skills="[zither]")})
    )
    assert (found.shown, found.count) == (3000, 3006)
    assert "zither" in rows(found)


def test_things_that_answer_one_need_are_one_row(ground: MakeGround) -> None:
    found = resources(
        ground(
            {
                "Ana": person(skills="[watchmaker]", offers="[a qwaxil]"),
                "Bob": person(skills="[clock repair, repair of clocks]", offers="[qwaxil]"),
            }
        )
    )
    told = {row.name: [(one.person.name, one.words) for one in row.holders] for row in found.skills}
    [watches] = [row for name, row in told.items() if "watch" in name]
    assert watches == [("Ana", ("watchmaker",)), ("Bob", ("clock repair", "repair of clocks"))]
    # What somebody would give is said by themselves.
    assert [(one.person.name, one.offers) for one in found.givers] == [
        ("Ana", ("a qwaxil",)),
        ("Bob", ("qwaxil",)),
    ]
