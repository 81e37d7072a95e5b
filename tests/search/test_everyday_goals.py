"""What people need from day to day leads to whom they need, in a vault with one of each."""

import os

import pytest

from mdnet.index.refresh import refresh
from mdnet.search.context import search_context
from mdnet.search.language import LanguageResources
from mdnet.vault.root import open_vault
from tests.search.conftest import TODAY, Search, names, note, searching_by

# Area by area, goals as one would say them, and the role of whom it takes.
EVERYDAY = """
Home: the kitchen tap won't stop dripping > plumber
Home: radiators stay cold upstairs > heating engineer
Home: half the sockets in the house are dead > electrician
Home: the washing machine leaves puddles > appliance repair
Home: slates came off in the storm > roofer
Home: I want to repaper the hallway > house painter
Home: the front door lock is jammed > locksmith
Home: mice in the loft > exterminator
Housing: we are moving house next month > mover
Housing: how much is my flat worth > estate agent
Housing: landlord keeps my deposit > tenants' association
Vehicles: car makes a grinding noise when braking > mechanic
Vehicles: my bike has a flat > bicycle mechanic
Vehicles: teaching my daughter to drive > driving instructor
Travel: panic before every flight > psychologist
Health: toothache since yesterday > dentist
Health: itchy rash on my arms > dermatologist
Health: everything is blurry when I read > ophthalmologist
Health: ringing in my ears > ENT doctor
Health: my back hurts after sitting > physiotherapist
Health: pregnant and looking for a midwife > midwife
Care: my mother has dementia > geriatrician
Mind: my husband died > grief counsellor
Mind: he drinks too much > addiction counsellor
Family: someone to watch the kids on Friday > babysitter
Family: my son struggles with maths > maths teacher
Pets: puppy bites everything > dog trainer
Pets: the cat is limping > veterinarian
Pets: who could feed the cat while we are away > house sitter
Money: fill in my tax return > tax adviser
Money: get a mortgage > mortgage broker
Money: in debt up to my ears > debt adviser
Law: contest a parking fine > traffic lawyer
Law: getting divorced > divorce lawyer
Law: write my last will > notary
Law: write a will > notary
Work: negotiate a pay rise > negotiation trainer
Business: start my own company > founder
Business: need a logo > graphic designer
Business: bookkeeping for my small firm > bookkeeper
Study: check my statistics > statistician
Languages: practise Spanish conversation > Spanish teacher
Languages: translate a birth certificate > translator
Technology: laptop won't boot > IT support
Technology: wifi does not reach the attic > network engineer
Technology: recover deleted photos > data recovery
Technology: build a website > web developer
Crafts: sew a torn coat > seamstress
Crafts: restore an old chair > furniture restorer
Music: piano out of tune > piano tuner
Music: singing lessons > singing teacher
Arts: photos of our wedding > photographer
Dance: learn salsa > dance teacher
Sport: train for a marathon > runner
Sport: swim properly > swimming teacher
Food: bake a wedding cake > confectioner
Food: brew my own beer > brewer
Garden: prune the apple trees > tree surgeon
Garden: bees in the chimney > beekeeper
Style: haircut before the wedding > hairdresser
Events: organise our silver wedding party > event planner
Government: renew my residence permit > immigration lawyer
Safety: our house was burgled > police officer
Safety: first aid course > paramedic
Faith: baptise our baby > priest
Borrow: borrow a ladder > lends a ladder
Borrow: borrow a van > owner of a van
Turns: organise a funeral > funeral director
Media: publish my novel > publisher
Charity: a fundraiser for the school roof > fundraiser
Charity: soup for the homeless > volunteer coordinator
Charity: raise money for a playground > fundraiser
Home: our loo keeps running all night > drain specialist
Home: black patches behind the wardrobe > damp specialist
Home: oven doesn't heat > appliance repair
Home: the garage door is stuck > handyman
Safety: someone broke in last night > police officer
Safety: my bike was stolen > police officer
Arts: frame a painting > curator
Mind: someone to talk to > good listener
""".strip().splitlines()


def pair(line: str) -> tuple[str, str]:
    """The goal of a line and whom it takes."""
    goal, _, helper = line.partition(": ")[2].partition(" > ")
    return goal, helper


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, resources: LanguageResources) -> Search:
    """A search of a vault in which somebody is each of those, and nothing else."""
    root = tmp_path_factory.mktemp("everyday")
    (root / "People").mkdir()
    for helper in {pair(line)[1] for line in EVERYDAY}:
        (root / f"People/The {helper}.md").write_text(note(roles=[f'"{helper}"']))
    snapshot = refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot
    return searching_by(search_context(snapshot, resources, TODAY))


def test_nearly_every_goal_finds_a_helper(search: Search) -> None:
    pairs = map(pair, EVERYDAY)
    missed = [one for one in pairs if f"The {one[1]}" not in names(search(one[0]))[:3]]
    assert len(missed) <= len(EVERYDAY) // 20, missed


def test_every_area_of_life_is_asked_for() -> None:
    assert len({line.partition(":")[0] for line in EVERYDAY}) >= 25
    assert len(EVERYDAY) >= 60
