import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.util.text import name_key
from mdnet.vault.names import Resolution, link_key, portable_stem, resolve, stem_of


class Names:
    """The names of a vault, from its paths and its aliases by path."""

    def __init__(self, paths: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self._names = defaultdict(list)
        for path in paths:
            self._names[name_key(stem_of(path))].append(path)
        self._aliases = defaultdict(list)
        for path, alias in (aliases or {}).items():
            self._aliases[name_key(alias)].append(path)

    def by_name(self, key: str) -> list[str]:
        return self._names.get(key, [])

    def by_alias(self, key: str) -> list[str]:
        return self._aliases.get(key, [])


VAULT = Names(
    [
        "Note.md",
        "a/Note.md",
        "a/b/Note.md",
        "c/Note.md",
        "People/Ana Diaz.md",
        "People/Bob.MD",
        "People/Chlo\u0301e.md",
        "Archive/Old/Deep.md",
        "x/Twin.md",
        "y/Twin.md",
        "long folder/Far.md",
        "s/t/Far.md",
        "notes.v2.md",
    ],
    {"People/Ana Diaz.md": "Ani", "People/Bob.MD": "Robert", "x/Twin.md": "Note"},
)


@pytest.mark.parametrize(
    ("target", "source", "path"),
    [
        # exact path in the vault
        ("Note", "People/Bob.MD", "Note.md"),
        ("a/Note", "c/x.md", "a/Note.md"),
        ("a/b/Note", "", "a/b/Note.md"),
        # ... comes before the folder of the source
        ("Note", "c/x.md", "Note.md"),
        # the ending is optional, in any case
        ("Note.md", "", "Note.md"),
        ("a/Note.MD", "", "a/Note.md"),
        ("Bob", "", "People/Bob.MD"),
        # any case, either normal form, any blanks
        ("ANA DIAZ", "", "People/Ana Diaz.md"),
        ("people/ana diaz", "", "People/Ana Diaz.md"),
        ("Ana  Diaz ", "", "People/Ana Diaz.md"),
        ("Chl\u00f3e", "", "People/Chlo\u0301e.md"),
        # a suffix of the path, on the border of a folder
        ("b/Note", "", "a/b/Note.md"),
        ("Old/Deep", "", "Archive/Old/Deep.md"),
        ("ld/Deep", "", None),
        ("Archive/Deep", "", None),
        # the note's own folder, then the shortest path as a string
        ("Twin", "y/x.md", "y/Twin.md"),
        ("Far", "People/Bob.MD", "s/t/Far.md"),
        ("Far", "long folder/x.md", "long folder/Far.md"),
        # ancestors do not count
        ("Twin", "y/deep/x.md", None),
        # relative
        ("./Note", "a/x.md", "a/Note.md"),
        ("../Note", "a/b/x.md", "a/Note.md"),
        ("../../Note", "a/b/x.md", "Note.md"),
        ("../People/Bob", "a/x.md", "People/Bob.MD"),
        ("../../../../etc/passwd", "a/x.md", None),
        ("../Note", "x.md", None),
        # a slash in front is the vault
        ("/a/Note", "", "a/Note.md"),
        # a dot in a name is no ending
        ("notes.v2", "", "notes.v2.md"),
        ("notes", "", None),
        # nothing
        ("", "a/x.md", None),
        ("Nobody", "", None),
        ("x.base", "", None),
    ],
)
def test_links_resolve_as_in_obsidian(target: str, source: str, path: str | None) -> None:
    found = resolve(target, source, VAULT)
    assert found.path == path
    assert not found.by_alias


def test_paths_of_one_length_are_not_guessed_between() -> None:
    found = resolve("Twin", "People/Bob.MD", VAULT)
    assert found == Resolution(candidates=("x/Twin.md", "y/Twin.md"))


def test_names_that_differ_in_case_or_form_only_are_ambiguous() -> None:
    twins = Names(["p/Anna.md", "p/anna.md", "q/Chlo\u00e9.md", "q/Chloe\u0301.md"])
    assert len(resolve("Anna", "", twins).candidates) == 2
    assert len(resolve("p/ANNA", "", twins).candidates) == 2
    assert len(resolve("Chloé", "", twins).candidates) == 2


def test_an_alias_is_the_last_resort_and_said_to_be_one() -> None:
    assert resolve("ani", "", VAULT) == Resolution("People/Ana Diaz.md", by_alias=True)
    assert resolve("Note", "", VAULT).path == "Note.md"  # a file name wins over an alias
    assert resolve("People/Ani", "", VAULT) == Resolution()


def test_an_alias_of_two_notes_is_ambiguous() -> None:
    names = Names(["a.md", "b.md"], {"a.md": "Sam", "b.md": "sam"})
    assert resolve("Sam", "", names) == Resolution(candidates=("a.md", "b.md"))


PATH = st.lists(st.sampled_from(["a", "B", "c d"]), min_size=1, max_size=3).map(
    lambda parts: "/".join(parts) + ".md"
)


@given(st.sets(PATH, max_size=8), PATH, PATH)
def test_the_whole_path_always_leads_to_the_note(paths: set[str], target: str, source: str) -> None:
    names = Names(paths)
    found = resolve(target, source, names)
    if target in paths:
        assert found.path == target
    for path in filter(None, (found.path, *found.candidates)):
        assert path in paths
        assert f"/{path}".endswith(f"/{target}")


@given(st.sets(PATH, max_size=8), PATH, st.sampled_from(["a", "B", "c d"]))
def test_a_bare_name_is_found_beside_the_note_or_by_the_shortest_path(
    paths: set[str], source: str, stem: str
) -> None:
    held = [path for path in paths if stem_of(path) == stem]
    found = resolve(stem, source, Names(paths))
    beside = posixpath.join(posixpath.dirname(source), f"{stem}.md")
    shortest = [path for path in held if len(path) == min(map(len, held))]
    expected = [f"{stem}.md"] if f"{stem}.md" in held else [beside] if beside in held else shortest
    if len(expected) == 1:
        assert found == Resolution(expected[0])
    else:
        assert found == Resolution(candidates=tuple(sorted(expected)))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Ana Diaz", "People/ANA DIAZ.md"),
        ("x/y/Ana.md", "Ana.MD"),
        ("Chlo\u00e9", "Chloe\u0301.md"),
    ],
)
def test_a_link_and_the_note_it_means_share_a_key(target: str, path: str) -> None:
    assert link_key(target) == link_key(stem_of(path))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ana Diaz", "Ana Diaz"),
        ("Zoë Müller-Lüdenscheidt", "Zoë Müller-Lüdenscheidt"),
        ("O'Brien, Mary (née Smith)", "O'Brien, Mary (née Smith)"),
        ("小林 🎻", "小林 🎻"),
        ("Chloe\u0301", "Chlo\u00e9"),
        ("Dr. Lee Jr.", "Dr. Lee Jr"),
        ("", ""),
        (".", ""),
        ("..", ""),
        ("...", ""),
        ("/", ""),
        ("   ", ""),
        ("\x00", ""),
        ("\u202e\u200b", ""),
        ("../../etc/x", "etc-x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "C-Windows-x"),
        ("a/b\\c", "a-b-c"),
        ('a<b>c:d"e|f?g*h', "a-b-c-d-e-f-g-h"),
        ("[[Ana]]", "Ana"),
        ("a#b^c", "a-b-c"),
        ("100% Ana", "100- Ana"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("Ana.", "Ana"),
        ("Ana. . ", "Ana"),
        ("Ana\nDiaz\tX", "Ana-Diaz-X"),
        ("Ana\x1b[31m", "Ana-31m"),
        ("Ana\u202egnp", "Anagnp"),
        ("Ana\u200b Diaz\ufeff", "Ana Diaz"),
        ("bad\udc80byte", "badbyte"),
        ("CON", "CON_"),
        ("con", "con_"),
        ("nul.md", "nul_.md"),
        ("COM1", "COM1_"),
        ("lpt9.x", "lpt9_.x"),
        ("COM0", "COM0"),
        ("Connor", "Connor"),
        ("a" * 300, "a" * 200),
        ("é" * 300, "é" * 100),
        ("🎻" * 100, "🎻" * 50),
        ("a" * 199 + " b", "a" * 199),
        ("Ana\u2028Diaz", "Ana Diaz"),
    ],
)
def test_a_file_name_for_a_name(name: str, stem: str) -> None:
    assert portable_stem(name) == stem


@given(st.text(st.characters(), max_size=400))
@example("a" * 199 + "\u0301\u0301")
@example("\u0344" * 120)
@example("nul .x")
@example("con" + "." * 300 + "x")
@example("\ufdfa" * 80)
@example("\u0958" * 90)
def test_a_file_name_is_fit_for_every_system(name: str) -> None:
    stem = portable_stem(name)
    assert len(f"{stem}.md".encode()) <= 255
    assert not set('/\\<>:"|?*#^[]%') & set(stem)
    assert not any(ord(letter) < 32 or ord(letter) == 127 for letter in stem)
    assert not any(unicodedata.category(letter) in {"Cf", "Cs"} for letter in stem)
    assert stem == stem.strip(" .")
    assert unicodedata.normalize("NFC", stem) == stem
    assert stem.partition(".")[0].rstrip().casefold() not in {"con", "nul", "prn", "aux", "com1"}
    assert portable_stem(stem) == stem
