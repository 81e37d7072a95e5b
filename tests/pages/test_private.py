"""A canary: private people stand in no page, however others speak of them."""

from tests.conftest import MakeVault
from tests.pages.conftest import BuildPages

CANARY = ("Zebedee", "Quillfeather", "Zeb", "Nocturne", "Xanthippe", "Old Xan")

VAULT = {
    "People/Zebedee Quillfeather.md": "---\nprivate: true\naliases: [Zeb Q, Nocturne]\n"
    "circles: [Nocturne society]\ncity: Quillfeather Town\nneeds: [a Zebedee thing]\n"
    "knows: ['[[Ghost Of Nocturne]]']\n---\nFriend of [[Ana Diaz]].\n\n"
    "## Log\n- 2026-08-01 got: Zebedee stew\n",
    "People/Xanthippe Alt.md": "---\narchived: true\naliases: [Old Xan]\ncircles: [Xanthippe club]\n"
    "---\n[[Ana Diaz]]\n\n## Log\n- 2026-09-01 met: Xanthippe\n",
    "People/Ana Diaz.md": "---\ncircles: [friend, Zebedee fans]\ncity: Basel\n"
    "knows: ['[[Zebedee Quillfeather]]', '[[Bob Rossi]]', '[[Nocturne]]']\n"
    "spouse: '[[Xanthippe Alt]]'\nintroduced_by: '[[Zebedee Quillfeather|a friend]]'\n"
    "needs: [help for Zebedee, bookkeeping]\noffers: [a room of Nocturne, cello lessons]\n"
    "roles: [dentist, secretary of Zebedee]\n---\n"
    "Her cousin [[Zebedee Quillfeather|Zeb Q]] sings.\n\n## Log\n"
    "- 2026-05-02 intro: [[Zebedee Quillfeather]]\n"
    "- 2026-05-01 promised: a walk with Zebedee\n"
    "- 2026-04-01 tip: ask [[Zebedee Quillfeather]] via [[Nocturne]]\n"
    "- 2026-04-02 gave: [[Xanthippe Alt]]\n",
    "People/Bob Rossi.md": "---\nroles: [bookkeeper]\noffers: [bookkeeping]\n"
    "knows: ['[[zebedee quillfeather]]', '[[Quillfeather/Zebedee Quillfeather]]', "
    "'[[Ghost Person]]']\n---\nZebedee told me.\n",
    "Goals/Find a room for Zebedee.md": "---\nwants: [room]\n---\n",
    "Goals/Find a cellist.md": "---\nwants: [cello]\n---\n## Leads\n"
    "- 2026-05-01 asked: [[Zebedee Quillfeather]]\n"
    "- 2026-05-02 lead: [[Ana Diaz]] via [[Nocturne]]\n",
    "Daily/2026-05-03.md": "Lunch with [[Zebedee Quillfeather]] and [[Ana Diaz]].\n",
}


def test_private_and_archived_people_are_nowhere(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault(VAULT)
    built = build_pages(root)
    assert built.problems == ()
    for path in built.written:
        text = path + (root / path).read_text()
        found = [name for name in CANARY if name.casefold() in text.casefold()]
        assert not found, f"{path} speaks of {found}:\n{text}"


def test_they_are_not_counted_either(make_vault: MakeVault, build_pages: BuildPages) -> None:
    root = make_vault(VAULT)
    build_pages(root)
    text = (root / "Network/Home.md").read_text()
    assert "| People you have met | 2 |" in text
    assert "| Only known through others | 1 |" in text
    assert "| Ties between people | 2 |" in text
    assert "Open goals | 1 of 1 |" in text
    assert "As of 2026-05-03" in text
