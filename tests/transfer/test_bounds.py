"""What too long for a note is told as lost, and the rest comes in."""

from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.person import Incoming
from mdnet.model.config import Config
from mdnet.model.contact import Contact, Edge
from mdnet.notes.reader import read_contact
from mdnet.transfer.bounds import surely_fits, within_bounds
from mdnet.transfer.identity import Person
from mdnet.transfer.values import values_of_incoming
from mdnet.transfer.writing import new_note
from tests.conftest import MakeVault, Run


def values(one: Incoming) -> dict[str, list[str] | str]:
    return values_of_incoming(one, circles=(), tags=())


def test_what_fits_is_as_it_was() -> None:
    contact = Contact(about="x" * 3000, emails=("a@b.org",), edges=(Edge("knows", "Bo"),))
    one = Incoming("f:1", "Ana", contact, keys=("uid:1",))
    assert surely_fits(one, values(one))
    assert within_bounds(one) == one


def test_what_is_too_long_is_lost_by_its_name() -> None:
    contact = Contact(uid="u" * 5000, emails=("a@b.org", "b" * 5000), vcard=("X:1",))
    one = Incoming("f:1", "n" * 600, contact, keys=("k" * 600, "uid:1"))
    assert not surely_fits(one, values(one))
    kept = within_bounds(one)
    assert kept.contact == Contact(emails=("a@b.org",), vcard=("X:1",))
    assert (len(kept.name), kept.keys) == (500, ("uid:1",))
    assert [lost.name for lost in kept.lost] == ["emails", "uid", "key", "name"]
    assert all(len(lost.value) <= 40 for lost in kept.lost)


@given(
    st.lists(st.integers(0, 6000), max_size=30),
    st.sampled_from('aé☃🎻\\"'),
    st.sampled_from(("emails", "vcard", "skills")),
)
def test_front_matter_never_grows_over_its_limit(sizes: list[int], sign: str, key: str) -> None:
    texts = tuple(f"{number} {sign * size}" for number, size in enumerate(sizes))
    one = Incoming("f:1", "Ana", Contact(**{key: texts}))  # type: ignore[arg-type]
    kept = one if surely_fits(one, values(one)) else within_bounds(one)
    assert len(getattr(kept.contact, key)) + len(kept.lost) == len(texts)
    note = new_note(Person("People/Ana.md", ["Ana"], values(kept), "f"))
    assert len(note) < 64 * 1024
    assert read_contact("People/Ana.md", note, Config())


def test_a_card_that_is_far_too_long_comes_in_twice(make_vault: MakeVault, run: Run) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nUID:{'u' * 90_000}\nTEL:1\nEND:VCARD\n"
    root = make_vault({"c.vcf": card})
    first = run("-C", str(root), "import", str(root / "c.vcf"))
    assert "UID" in first.stderr.upper()
    assert "too long" in first.stderr
    again = run("-C", str(root), "import", str(root / "c.vcf"))
    assert "1 unchanged" in again.stderr
