"""Front matter as hypothesis makes it: every way in which people and programs write values."""

from typing import NamedTuple

from hypothesis import strategies as st

# How a value may be written below or behind its key, and what kind of value it is. Lines
# are indented as below a key at column 0.
FORMS = [
    ("text", " Ana"),
    ("text", "   Ana Diaz   # met at the club"),
    ("text", " 'it''s'"),
    ("text", ' "a \\"b\\""'),
    ("text", " a, b"),
    ("text", " 12:30"),
    ("text", " https://example.org/a?b=c"),
    ("text", "\n  on a line of its own"),
    ("link", " [[Ana]]"),
    ("link", " [[Lee, Ana|An]] # c"),
    ("null", ""),
    ("null", "   # nobody yet"),
    ("null", " ~"),
    ("null", " null # c"),
    ("list", " []"),
    ("list", " [ ]"),
    ("list", " [a, b]"),
    ("list", " [ a , 'b, c' ]  # c"),
    ("list", ' [a, "[[B]]",]'),
    ("list", " [[[A]], [[B]]]"),
    ("list", " [\n    a,  # first\n\n    b\n  ]"),
    ("list", " [a,\n  b,\n  # last\n  ]"),
    ("list", " [a: 1, {b: c}]"),
    ("list", " [[a, b], [c]]"),
    ("list", "\n  - a\n  - b"),
    ("list", "\n- a\n- b # c"),
    ("list", " # c\n    -   a\n\n    # b\n    -   'b'\n    # end"),
    ("list", "\n  - [[A]]\n  - '[[B]]'"),
    ("list", "\n  -\n    a\n  -"),
    ("list", "\n  - a\n    b\n  - 'c\n    d'"),
    ("list", "\n  - |\n    a\n\n  - >-\n    b\n    c"),
    ("list", "\n  - a: 1\n    b: 2\n  - c:\n    - d\n    e:"),
    ("list", "\n  - - a\n    - b\n  - [c,\n     d]"),
    ("map", "\n  a: 1\n  b: [c]"),
    ("map", " {a: 1}"),
    ("lines", " |\n  a\n   b"),
    ("lines", " |+\n  a\n\n"),
    ("lines", " >-\n  a\n  b\n\n  # not a comment"),
    ("lines", " |2-\n    a"),
    ("lines", " a\n  b\n\n  c"),
    ("lines", " 'a\n\n  b'"),
    ("lines", ' "a\\\n  b"'),
    ("anchor", " &x [a]"),
    ("anchor", " &y a"),
    ("anchor", " !t\n  - a"),
    ("anchor", " !!str a"),
]
# Between two keys, and below the last one.
GAPS = ["", "", "", "\n", "# a comment\n", "  # indented\n\n", "#: no [key\n"]
NASTY = [
    "yes", "NO", "y", "~", "null", "Null", "1:30", "012", "+14155550100", "0?", "1_000", "1e3",
    ".5", ".inf", "0x1f", "0o7", "3 months", "12", "2024-01-02", "2024-01-02 10:00", "--04-17",
    "a: b", "a:", ":a", "a #b", "#tag", "a# b", "@x", "`x`", "%50", "*b*", "&S Ltd", "!t", "- x",
    "-x", "? x", "?", "| x", "> x", "'q'", '"q"', 'a"b', "it's", "back\\slash", "[[Ana]]",
    "[[Lee, Ana|An]]", "[[Ana]] since 2001", "![[x.png]]", "a, b", "]", "}", "{a}", "a{", "a]b",
    "---", "...", "<<", "=", "{{title}}", "", " lead", "trail ", "tab\there", "new\nline", "\r",
    "a\r\nb", "\u2028", "a\u0085b", "\ufeffx", "\u202ertl", "nul\x00", "\x1b[31m", "\x7f",
    "\ufffe", "\xa0nbsp\xa0", "é", "e\u0301", "林", "\U0001f3bb", "\U0001f469\u200d\U0001f9b0",
]  # fmt: skip
VALUES = st.sampled_from(NASTY) | st.text(max_size=12)

NAMES = ["alpha", "two words", "'quoted'", '"double"', "é", "2024", "no", "x-y"]


class Written(NamedTuple):
    """A front matter as text, and the kind of value that its key ``knows`` has, if any."""

    text: str
    kind: str


@st.composite
def front_matters(draw: st.DrawFn) -> Written:
    """Return front matter that both the fast and the pure parser read alike."""
    kind, form = draw(st.sampled_from([("", ""), *FORMS, *FORMS]))
    others = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
    pairs = [(name, draw(st.sampled_from(FORMS))[1]) for name in others]
    if kind:
        pairs.insert(draw(st.integers(0, len(pairs))), ("knows", form))
    parts = []
    for number, (name, written) in enumerate(pairs):
        own = written.replace("&x", f"&x{number}").replace("&y", f"&y{number}")
        parts += [f"{name}:{own}\n", draw(st.sampled_from(GAPS))]
    if not parts:
        parts.append(draw(st.sampled_from(GAPS)))
    text = "".join(parts)
    if draw(st.booleans()) and "\n\n\n" not in text:
        margin = draw(st.sampled_from(["", " ", "   "]))
        text = "".join(margin + line if line.strip() else line for line in text.splitlines(True))
    return Written(text, kind)


@st.composite
def notes_around(draw: st.DrawFn, text: str) -> bytes:
    """A note with ``text`` as its front matter."""
    close = draw(st.sampled_from(["---", "---  ", "..."]))
    body = draw(
        st.sampled_from(["\n", "", "\nbody\n", "\n\n# Ana\n---\nx: y", "\n\n## Log\n- a\n"])
    )
    whole = f"---\n{text}{close}{body}"
    if draw(st.booleans()):
        whole = whole.replace("\n", "\r\n")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + whole.encode()
