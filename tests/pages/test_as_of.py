from datetime import date

from mdnet.model.summary import Card, Lead
from mdnet.pages.as_of import as_of


def test_the_latest_day_that_any_note_tells_of() -> None:
    cards = [
        Card("a.md", "contact", "a", contact_days=(date(2026, 1, 3).toordinal(),)),
        Card("b.md", "note", "b", day=date(2026, 1, 5)),
        Card("c.md", "goal", "c", leads=(Lead("2026-01-07", "tip", "", ()),)),
    ]
    assert as_of(cards) == date(2026, 1, 7)
    assert as_of(cards[:2]) == date(2026, 1, 5)
    assert as_of(cards[:1]) == date(2026, 1, 3)
    assert as_of([]) is None
