"""Everyday roles that nearly everybody needs to know somebody for, with other words for them.

A list to jog the memory; the settings can add roles and remove some. Only words: the people
who fill a role are found elsewhere.
"""

from collections.abc import Iterable

from mdnet.util.rows import NamedTuple

_SERVICE = "service provider"


class Role(NamedTuple):
    """A role: its name, what else such people are called, and what they do.

    ``called`` are words for the person, found wherever a note mentions one; ``does`` are
    words for the work, looked for only where a note says what somebody does or offers.
    ``circle`` is where most people know such a person from.
    """

    name: str
    called: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    circle: str = _SERVICE


# Name | what such people are called | what they do | circle, where it is no service.
_TABLE = """
doctor | GP, physician, general practitioner, family doctor, paediatrician, pediatrician, gynaecologist, gynecologist, internist | general practice
dentist | orthodontist, dental surgeon, dental hygienist
pharmacist | chemist, apothecary | pharmacy
nurse | paramedic, carer, caregiver | nursing
midwife | midwives, obstetrician, doula
therapist | psychologist, psychotherapist, psychiatrist, counsellor, counselor | psychotherapy
physiotherapist | physical therapist, osteopath, chiropractor, masseur, masseuse | physiotherapy, massage
optician | optometrist, eye doctor, ophthalmologist
vet | veterinarian, veterinary surgeon, animal doctor
pet sitter | cat sitter, dog walker, dog sitter | cat sitting, dog sitting, dog walking, pet sitting
accountant | bookkeeper, auditor | bookkeeping, accounting, VAT returns
tax adviser | tax advisor, tax consultant, tax accountant | tax returns, tax advice
lawyer | attorney, solicitor, barrister, advocate, legal adviser, legal advisor, jurist | legal advice
notary | notary public
judge | magistrate, justice of the peace
insurance agent | insurance broker, insurance adviser, insurance advisor, underwriter | insurance
banker | bank clerk, bank manager, mortgage adviser, mortgage broker, financial adviser, financial advisor | mortgages
estate agent | realtor, real estate agent, letting agent, property manager, landlord, landlady | lettings
architect | building designer
builder | mason, bricklayer, contractor, roofer | masonry, roofing
plumber | pipe fitter, sanitary installer | plumbing
heating engineer | heating installer, heating technician, gas engineer, chimney sweep | heat pumps, boilers
electrician | electrical engineer, electrical fitter | wiring
carpenter | joiner, cabinet maker, cabinetmaker, woodworker | carpentry, woodwork, joinery
painter | decorator, plasterer, house painter | wallpapering
locksmith | key cutter
handyman | handywoman, caretaker, janitor | odd jobs, small repairs
gardener | landscaper, landscape gardener, tree surgeon, arborist | gardening, pruning
cleaner | cleaning lady, housekeeper, window cleaner | house cleaning
mechanic | car mechanic, garage owner, vehicle inspector, panel beater | car repairs
bicycle mechanic | bike mechanic, bicycle shop owner, bike shop owner | bike repairs, bicycle repairs, wheel building
mover | removal man, haulier, van driver, furniture mover | removals, moving house, house moves
driver | taxi driver, bus driver, chauffeur, lorry driver, truck driver | lifts
IT help | programmer, developer, software engineer, web developer, software maintainer, sysadmin, system administrator, computer scientist, data engineer | IT support, computer repair, computers, programming, web sites, websites
electronics repairer | repairer, watchmaker, TV repairman, phone repairer | soldering, repair of lamps
tailor | seamstress, dressmaker | alterations, sewing, dressmaking
cobbler | shoemaker, shoe repairer | shoe repair
hairdresser | barber, hair stylist | haircuts
baker | pastry chef, pastry cook, confectioner | cake baking
chef | cook, caterer, restaurant owner, innkeeper, restaurateur | catering
hotel keeper | hotelier, guesthouse keeper, hotel manager | guesthouse
travel agent | tour guide, travel guide, tour operator | travel planning
teacher | tutor, lecturer, professor, schoolteacher, headmaster, headmistress | tutoring, coaching for teenagers, private lessons | school
childminder | nanny, babysitter, au pair, nursery nurse, kindergarten teacher, day carer | childminding, babysitting, childcare
coach | trainer, personal trainer, fitness trainer, yoga teacher, mentor | mentoring | club
career adviser | career advisor, career coach, careers adviser, recruiter, headhunter, talent scout, head of people, HR manager | recruiting, reading a CV | work
translator | interpreter, language teacher | translation, translations, interpreting
writer | author, copywriter, ghostwriter, novelist, poet, proofreader | copywriting, proofreading | community
journalist | reporter, newspaper editor, columnist, news editor, broadcaster | journalism | community
photographer | camerawoman, cameraman, film maker, filmmaker, film editor, videographer | photography
graphic designer | illustrator, web designer | graphic design, illustration
printer | bookbinder, print shop owner | printing, bookbinding
musician | organist, pianist, violinist, cellist, drummer, singer, guitarist, choir leader, music teacher | | club
artist | sculptor, potter, ceramicist, painter of pictures, gallery owner | ceramics | community
librarian | archivist, bookseller, bookshop owner | | community
social worker | youth worker, tenants' adviser, tenants' advisor, community worker, debt adviser | | community
local politician | politician, mayor, councillor, councilor, member of parliament, member of the city parliament, alderman, town clerk | | politics
civil servant | official, city official, tax officer, registrar | | community
police officer | policeman, policewoman, detective, police inspector | | community
firefighter | fireman, fire officer | | community
priest | imam, pastor, vicar, rabbi, chaplain, parson, sacristan, deacon | pastoral care | church
undertaker | funeral director
farmer | beekeeper, wine grower, winegrower, market gardener | | community
shopkeeper | grocer, butcher, florist, shop owner, market trader
scientist | researcher, biologist, physicist, ecologist, hydrologist, geologist | | work
business owner | entrepreneur, founder, managing director, CEO | | work
"""  # noqa: E501


def everyday_roles(changes: Iterable[str] = ()) -> tuple[Role, ...]:
    """The roles, with the user's changes applied.

    Args:
        changes: ``beekeeper`` or ``beekeeper: apiarist, honey`` adds a role, or words to
            an existing one; ``-vet`` removes one.
    """
    roles = {role.name.casefold(): role for role in map(_role, _TABLE.strip().splitlines())}
    for change in changes:
        name, _, words = (part.strip() for part in change.partition(":"))
        if name.startswith("-"):
            roles.pop(name[1:].strip().casefold(), None)
        elif name:
            known = roles.get(name.casefold(), Role(name, circle=""))
            called = (*known.called, *_words(words))
            roles[name.casefold()] = known._replace(called=tuple(dict.fromkeys(called)))
    return tuple(roles.values())


def _role(row: str) -> Role:
    name, called, does, circle = (*(cell.strip() for cell in row.split("|")), "", "", "")[:4]
    return Role(name, _words(called), _words(does), circle or _SERVICE)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))
