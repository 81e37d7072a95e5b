"""Files that make readers work, as long as one wishes: the generators of the doubling tests.

Each maker takes a size in bytes and returns a file of about that size. The tables name what
is repeated; what cannot be said by repeating one text is a function of its own.
"""

from collections.abc import Callable

Maker = Callable[[int], bytes]


def repeated(text: str, before: str = "", after: str = "") -> Maker:
    """Return a maker of ``text`` over and over, none of them cut."""

    def make(size: int) -> bytes:
        return (before + text * (size // len(text) + 1) + after).encode()

    return make


def numbered(pattern: str, before: str = "", after: str = "", joined: str = "") -> Maker:
    """Return a maker of ``pattern`` with another number each time, none of them cut."""

    def make(size: int) -> bytes:
        count = size // (len(pattern.format(99_999)) + len(joined)) + 1
        inner = joined.join(pattern.format(number) for number in range(count))
        return (before + inner + after).encode()

    return make


def nested(opening: str, closing: str, before: str = "", after: str = "") -> Maker:
    """Return a maker of one thing within another within another."""

    def make(size: int) -> bytes:
        depth = size // (len(opening) + len(closing)) + 1
        return (before + opening * depth + closing * depth + after).encode()

    return make


def _bits(table: str) -> tuple[str, ...]:
    """Return the texts of a table, between blanks; what cannot be seen has a sign in it."""
    return tuple(bit.translate(_SIGNS) for bit in table.split())


_SIGNS = str.maketrans({"␣": " ", "↵": "\n", "␍": "\r", "⇥": "\t", "␀": "\0"})


def _stairs(size: int) -> bytes:
    """Return front matter each of whose keys lies deeper than the one before."""
    steps = int((2 * size) ** 0.5)
    lines = (" " * step + "a:\n" for step in range(steps))
    return ("---\n" + "".join(lines) + "---\n").encode()


SETTINGS: dict[str, Maker] = {
    "unknown keys": numbered("k{} = 1\n"),
    "wrong rhythms": numbered('"k{}" = "zz"\n', "[cadence]\n"),
    "right rhythms": numbered('"k{}" = "1 week"\n', "[cadence]\n"),
    "wrong severities": numbered('"k{}" = "zz"\n', "[check]\n"),
    "unknown rules": numbered('"k{}" = "off"\n', "[check]\n"),
    "keys of discover": numbered("k{} = 1\n", "[discover]\n"),
    "roles": numbered('"role {}"', "[discover]\nroles = [", "]\n", ","),
    "folders": numbered('"Folder {}"', "people = [", "]\n", ","),
    "unknown tables": numbered("[t{}]\n"),
    "tables in tables": numbered("[a.b{}]\n"),
    "lists of tables": repeated("[[a]]\n"),
    "dotted keys": numbered("k{}" + ".a" * 38 + " = 1\n"),
    "one dotted key": repeated("a."),
    "brackets": repeated("["),
    "braces": repeated("{a="),
    "a list without end": repeated('"a",', "a = ["),
    "a text without end": repeated("x", 'a = "'),
    "lines without end": repeated("x\n", "a = '''"),
    "comments": repeated("#\n"),
    "blanks": repeated(" "),
    "a long key": repeated("k", "", " = 1\n"),
    "a long number": repeated("9", "a = "),
    "escapes": repeated("\\u00e9", 'goals = "', '"\n'),
}

_ENTRY = '[[goal]]\nsay = ["thing {0}"]\nask = ["doer {0}"]\n'
GOAL_WORDS: dict[str, Maker] = {
    "entries": numbered(_ENTRY),
    "wrong entries": numbered("[[goal]]\nsay = [{}]\n"),
    "entries without words": numbered('[[goal]]\nsay = ["-"]\nalso = ["x{}"]\n'),
    "right and wrong entries": numbered(_ENTRY + "[[goal]]\n"),
    "ways to say": numbered('"thing {}"', "[[goal]]\nsay = [", ']\nask = ["doer"]\n', ","),
    "whom to ask": numbered('"doer {}"', '[[goal]]\nsay = ["thing"]\nask = [', "]\n", ","),
    "one phrase in all": numbered('[[goal]]\nsay = ["thing"]\nask = ["doer {}"]\n'),
    "a long phrase": numbered("word{} ", '[[goal]]\nsay = ["', '"]\nask = ["doer"]\n'),
    "words that do not go with it": numbered(
        '"w{}"', '[[goal]]\nsay = ["a thing"]\nask = ["doer"]\nnot = [', "]\n", ","
    ),
    "unknown keys": numbered("k{} = 1\n", "[[goal]]\n"),
    "unknown tables": numbered("[t{}]\n"),
    "empty entries": repeated("[[goal]]\n"),
}

SEARCHES: dict[str, Maker] = {
    "words": numbered("word{} "),
    "one word": repeated("dentist"),
    "one word often": repeated("dentist "),
    "sentences": repeated("My tooth hurts. What shall I do? "),
    "lines": repeated("the tap drips\n"),
    "quotes": repeated('"the tap" '),
    "open quotes": repeated('"'),
    "minuses": repeated("-"),
    "unwanted words": numbered("-word{} "),
    "fields": repeated("role:"),
    "bound words": numbered("role:word{} "),
    "places and firms": repeated("at Acme in Bern for Acme near "),
    "capitals": numbered("Name{} Of "),
    "dots": repeated("."),
    "blanks": repeated(" "),
    "no letters": repeated("¿"),
    "letters without blanks": repeated("歯医者"),
    "accents": repeated("a\u0301"),
}

# What a body may consist of: each mark, opened, closed and left open.
_BITS = (
    *_bits(r"""
    [ [[ [[a [[a]␣ [[a]] [[a|b]]␣ ![[a]]␣ ]( [a]( [a](b)␣ [a](< [a][b]␣ [a]:␣b↵ [^1]␣ [^1]:␣b↵
    \[[a]]␣ ` `␣x ``x`␣ ```↵ ~~~↵```↵ <!-- <!--␣--> %% %%␣% $= `=␣this.x`␣ * **a *** _ ␣_a ~~ <a
    <a␣ <a> ==a !␣ . .␣ a.␣ ". >␣ > >␣[!note]␣ #␣↵ #␣Log↵ ##␣Leads↵ -␣↵ -␣ - -␣2026-01-01␣
    -␣[␣]␣ -␣[x]␣a↵ ⇥ ␣ ↵ ␣↵ ␍ ␍↵ | |␣a␣|↵ 1 1.␣ ^ ␣^a↵ a a␣ Ab␣ é␣ but␣ who␣hates␣ will␣
    promised␣ ,␣ ;␣ via␣ from␣Ab␣ don't␣ I␣ x␣y␣ (x2)␣ [k::␣v]␣ (k::␣v)␣ [k::␣[[a]]␣ [k::␣(
    k::␣v↵ #tag␣ #a/b␣ @ a@b.c␣ http://a.b␣ — ␣—␣ no␣longer␣ … x.” 王 王。 &amp;␣ <<<<<<<␣a↵
    <<<<<<<␣a↵=======↵ <<<<<<<␣a↵=======↵>>>>>>>␣b↵ {{a}}␣ {%␣a␣%} roles::␣x↵ roles::␣x,␣ roles::␣(
    **Role:**␣x↵ Role:␣x↵ |␣Role␣|␣x␣|↵ |␣ [roles::␣x]␣ (roles::␣ friend::␣[[a]]↵ #person␣ #person#
    #[[a␣b]]␣ <%␣a␣%>␣ <%
    """),
    "\u0301",
    "\u200b",
    "\u202e",
)
_REGION_BITS = _bits(
    r"""
    <!--␣mdnet:begin␣a␣-->↵ <!--␣mdnet:end␣a␣-->↵ <!--␣mdnet:begin␣
    <!--␣mdnet:begin␣a␣-->↵<!--␣mdnet:end␣a␣-->↵ <!--␣mdnet:begin␣a␣-->↵```↵ mdnet:
    ␣<!--mdnet:begin␣a-->↵
    """
)
REGIONS: dict[str, Maker] = {bit: repeated(bit) for bit in _REGION_BITS} | {
    "regions, each of its own": numbered("<!-- mdnet:begin {0} -->\n<!-- mdnet:end {0} -->\n"),
    "CRLF": repeated("<!-- mdnet:begin circles -->\r\n<!-- mdnet:end circles -->\r\n"),
}
BODIES: dict[str, Maker] = {bit: repeated(bit) for bit in _BITS} | REGIONS

_LOG_BITS = _bits(
    r"""
    -␣2026-01-01␣gave:␣x↵ -␣2026-01-01␣gave:␣xxxx␣ -␣2026-01-01␣promised:␣a␣b␣c↵
    -␣2026-01-01␣promised:␣a␣b␣c↵-␣2026-01-02␣gave:␣a␣b␣c␣done↵ -␣2026-01-01␣(x2)
    -␣2026-01-01␣x↵␣␣more↵ -␣2026-01-01␣[k::␣v]␣[k::␣[[a ⇥-␣2026-01-01␣x↵ -␣ -␣*** -␣[
    -␣[[2026-01-01| #␣Log↵##␣x↵ -␣[␣]␣2026-01-01␣x↵ -␣2026-01-01␣asked:␣[[A]],␣[[B]]␣
    -␣2026-99-99␣x↵ ##␣Log↵ -␣2026-01-01↵␣␣-␣x↵
    """
)
LOGS: dict[str, Maker] = {
    bit: repeated(bit, "---\nroles: [x]\n---\n## Log\n") for bit in _LOG_BITS
} | {
    "each of its own day": numbered("- 2026-01-01 gave: thing {}\n", "## Log\n"),
    "promises, each of its own": numbered("- 2026-01-01 promised: thing {}\n", "## Log\n"),
}

_YAML_BITS = (
    *_bits(r"""
    k:␣v↵ k aaaa:␣[b,␣c]↵ roles:␣[x]↵ [[a]],␣ knows:␣[[A]],␣[[B]]↵ knows:␣[[A]],␣ { {a:␣ -␣ -␣a↵
    ?␣ :␣ a:␣" a:␣' a:␣|↵␣␣x↵ a:␣>↵↵ &a␣ a:␣*a↵ a:␣!x␣y↵ a␣#b ␣# ⇥a:␣b↵ <<:␣*a↵ a:␣b:␣c↵
    a␣b␣c␣d␣e␣f␣g␣h:␣ '" a:␣[ a:␣[x,␣,␣, <<<<<<<␣HEAD↵ birthday:␣2026-99-99↵ %a↵ a:␣@b↵ =======↵
    a:␣😀↵ a:␣{{b}}↵ -x↵ roles:␣[a,␣b↵ ␣␣␣a:␣b↵ a:␣'x↵ roles:↵-␣a↵-␣b:␣[↵ roles:␣a;␣ roles:␣a,
    TEL[1:␣ phones:↵␣␣-␣number:␣1↵␣␣␣␣label:␣x↵ TYPE[A].B:␣x↵ tags:␣#a␣ emails:␣a@b.c,␣ closeness:␣11↵ circles::␣x↵ rolles:␣x↵ a:b↵ a␣:␣b↵ ↵ #↵
    """),
    "\xa0a: b\n",
    "a: \x85b\n",
)
_YAML: dict[str, Maker] = {bit: repeated(bit, "---\n", "\n---\nbody\n") for bit in _YAML_BITS} | {
    "keys, each of its own": numbered("k{}: v\n", "---\n", "---\n"),
    "keys that nearly are": numbered("roles{}: v\n", "---\n", "---\n"),
    "roles": numbered("r{}", "---\nroles: [", "]\n---\n", ", "),
    "aliases": numbered("r{}", "---\naliases: [", "]\n---\n", ", "),
    "links": numbered('"[[P {}]]"', "---\nknows: [", "]\n---\n", ", "),
    "addresses": numbered("a{}@example.org", "---\nemails: [", "]\n---\n", ", "),
    "numbers": numbered('"+41 44 {:07}"', "---\nphones: [", "]\n---\n", ", "),
    "wrong dates": numbered(
        "d{}: x\nbirthday: 2026-13-{}\n".replace("-{}", "-99"), "---\n", "---\n"
    ),
    "anchors": numbered("k{0}: &a{0} x\n", "---\n", "---\n"),
    "lists in lists": nested("[", "]", "---\na: ", "\n---\n"),
    "maps in maps": nested("{a: ", "}", "---\na: ", "\n---\n"),
    "stairs": _stairs,
}
FRONT_MATTERS: dict[str, Maker] = _YAML

_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n"
_CARD_BITS = _bits(
    r"""
    NOTE:xxxxxxxxxxxxxx TEL;TYPE="a TEL"" TEL; TEL;A=b; TEL:1␍↵␣ ␍↵␣ =␍↵
    N;ENCODING=QUOTED-PRINTABLE:=␍↵ CATEGORIES:a, \\n TEL:1␍↵ item1.TEL:1␍↵item1.X-ABLABEL:x␍↵
    PHOTO;ENCODING=b:AAAA␍↵␣AAAA␍↵ BEGIN:VCARD␍↵
    END:VCARD␍↵BEGIN:VCARD␍↵VERSION:3.0␍↵FN:A␍↵TEL:5␍↵
    END:VCARD␍↵BEGIN:VCARD␍↵VERSION:3.0␍↵FN:A␍↵UID:1␍↵RELATED:1␍↵ X-CUSTOM(CHARSET=a,ENCODING=b,
    ADR:;;; ␀ RELATED;TYPE=friend:A␍↵ EMAIL:a@b.c␍↵ AGENT:␍↵ IMPP:x:y␍↵ BDAY:2026␍↵
    """
)
CARDS: dict[str, Maker] = {bit: repeated(bit, _CARD, "\r\nEND:VCARD\r\n") for bit in _CARD_BITS} | {
    "cards, each of its own": numbered(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u{0}\r\nFN:Ana {0}\r\nEMAIL:a{0}@b.c\r\nRELATED:u1\r\nEND:VCARD\r\n"
    ),
    "labels": numbered("item{0}.TEL:{0}\r\nitem{0}.X-ABLABEL:x{0}\r\n", _CARD, "END:VCARD\r\n"),
    "unknown lines": numbered("X-K{}:x\r\n", _CARD, "END:VCARD\r\n"),
    "relations": numbered("RELATED;TYPE=friend:urn:{}\r\n", _CARD, "END:VCARD\r\n"),
}

_EVENT = (
    "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20200101\r\n{}ATTENDEE;CN=A:mailto:a@b.c\r\nEND:VEVENT\r\n"
)
_ICS = ("BEGIN:VCALENDAR\r\n", "\r\nEND:VCALENDAR\r\n")
CALENDARS: dict[str, Maker] = {
    "events": repeated(_EVENT.format(1, ""), *_ICS),
    "events, each of its own": numbered(_EVENT.format("{}", ""), *_ICS),
    "every day": numbered(_EVENT.format("{}", "RRULE:FREQ=DAILY\r\n"), *_ICS),
    "every day since the year 1": numbered(
        _EVENT.format("{}", "RRULE:FREQ=DAILY\r\n").replace("2020", "0001"), *_ICS
    ),
    "days of weeks": repeated(_EVENT.format(1, "RRULE:FREQ=YEARLY;BYDAY=MO,TU\r\n"), *_ICS),
    "exceptions": repeated(_EVENT.format(1, "RECURRENCE-ID:20200101\r\n"), *_ICS),
    "attendees": repeated("ATTENDEE;CN=A:mailto:a@b.c\r\n", *_ICS),
    "days left out": numbered(
        "EXDATE:2020{}\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101\r\nRRULE:FREQ=DAILY\r\n",
        "ATTENDEE:mailto:a@b.c\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    "attendees of one event": numbered(
        "ATTENDEE;CN=A{0}:mailto:a{0}@b.c\r\n",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:00010101\r\nRRULE:FREQ=DAILY\r\n",
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    "events in events": repeated("BEGIN:VEVENT\r\n", *_ICS),
    "folded": repeated("\r\n x", *_ICS),
    "lists of days": repeated(
        "MO,",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20200101\r\nRRULE:FREQ=WEEKLY;BYDAY=",
        _ICS[1],
    ),
}

_MAIL = "From a\nFrom: me@x.y\nTo: b@c.d\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n"
_MAIL_BITS = _bits(
    r"""
    To:␣a@b.c↵ Cc:␣a@b.c,␣ To:␣< To:␣( ( To:␣" Subject:␣=?utf-8?q?a?=␣ To:␣=?utf-8?q?a?=␣ To:␣=?
    To:␣a↵␣ ↵␣ To:␣, Cc:␣"a,␣ To:␣a:;
    ↵↵From␣a↵From:␣me@x.y↵To:␣b@c.d↵Date:␣Thu,␣1␣Jan␣2026␣10:00:00␣+0000↵ To:␣"\ To:␣@
    To:␣<a@b.c>,< Date:␣Thu,␣1␣Jan␣2026␣10:00:00␣+0000␣((( a ↵ From␣ ↵From␣ References:␣<a@b>␣
    X:␣y↵
    """
)
MAILBOXES: dict[str, Maker] = {bit: repeated(bit, _MAIL, "\n\nbody\n") for bit in _MAIL_BITS} | {
    "messages, each of its own": numbered(
        "From a\nFrom: me@x.y\nTo: P {0} <p{0}@c.d>\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n\nbody\n\n"
    ),
    "people of one message": numbered("P {0} <p{0}@c.d>", f"{_MAIL}Cc: ", "\n\nbody\n", ", "),
}

_CSV_BITS = _bits(
    r"""
    a,b↵ "a, "" , ↵ a "↵ a;b↵ a⇥b↵ ␍ ␀ ' a,b,c,d↵
    """
)
TABLES: dict[str, Maker] = {
    **{bit: repeated(bit, "Name,Phone\n") for bit in _CSV_BITS},
    "columns": repeated("Name,"),
    "columns, each of its own": numbered("c{},"),
    "headings": repeated("x,\n"),
    "headings in quotes": repeated('"x\n'),
    "people": numbered("P {0},+41 44 {0:07}\n", "Name,Phone\n"),
    "google": numbered("P {0},p{0}@c.d\n", "Name,E-mail 1 - Value\n"),
    "linkedin": numbered("P,{0},p{0}@c.d\n", "First Name,Last Name,Email Address\n"),
    "many values": repeated("x:::y ::: ", "Name,E-mail 1 - Value\nA,"),
}

_MONICA = '{"app_version":"1","account":{"data":['
MONICA: dict[str, Maker] = {
    "lists": repeated("[", '{"account": {"x": '),
    "maps": repeated('{"a":', '{"account": '),
    "people": numbered(
        '{{"type":"contact","values":[{{"uuid":"{0}","properties":{{"first_name":"A {0}"}}}}]}}',
        _MONICA,
        "]}}",
        ",",
    ),
    "people of one number": repeated(
        '{"type":"contact","values":[{"uuid":"1","properties":{"first_name":"A"}}]},',
        _MONICA,
        '{"type":"contact","values":[]}]}}',
    ),
    "kinds": numbered('{{"type":"k{0}","values":[]}}', _MONICA, "]}}", ","),
    "text": repeated("x", '{"account": "'),
    "escapes": repeated("\\u00e9", '{"account": "'),
}

_NAME_BITS = _bits(
    """a a- é a' ' ’a @ @a a@ a@b. a@b +41␣ 0 ( ) http:// //a a/ a. . - _ a␣ ␣ Dr.␣ a,␣ 李 ა́ # % &
    www. linkedin.com/in/ tel: a: [ ] ä ß ︎"""
)
NAMES: dict[str, Maker] = {bit: repeated(bit) for bit in _NAME_BITS}
