"""Content lines, the common ground of vCard and iCalendar: bytes to properties.

Folding, parameters, quoted-printable, character sets and line ends, as files in the wild have
them: RFC 6350 section 3.3, RFC 2426, RFC 5545 section 3.1 and the vCard 2.1 specification of
1996. Tolerant: whatever bytes come in, properties or junk come out. Knows no property by its
meaning.
"""

import io
import quopri
import re
from collections.abc import Iterable, Iterator

from mdnet.util.rows import NamedTuple

Params = tuple[tuple[str, str], ...]

# A head ends at the first colon outside of quotes.
_HEAD = re.compile(rb'([^":]*(?:"[^"]*"[^":]*)*):')
# KAddressBook has names with a slash.
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)?)")
# Android writes the label of a number so, itself encoded or not.
_ANDROID_LABEL = re.compile(
    r"X-CUSTOM\((?:CHARSET=([^,)]*),)?(?:ENCODING=([^,)]*),)?(.*)\)", re.IGNORECASE
)
_PARTS = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}[ \t]*")
# What follows a soft line break is text, unless it plainly is the next property.
_NEXT_PROPERTY = re.compile(
    rb"(?:BEGIN|END|VERSION|N|FN|NICKNAME|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO"
    rb"|UID|REV|CATEGORIES|IMPP|X-[A-Z][A-Z0-9-]*)(?:;[A-Z][A-Z0-9=,;-]*)*:"
)
_BARE_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))
# Python knows codecs that are no character sets, and some that are slow.
_CHARSET = re.compile(
    r"utf[-_]?(?:7|8|16|32)\w*|(?:us-)?ascii|iso[-_ ]?(?:8859|2022)[\w-]*|latin[-_]?\d+"
    r"|(?:windows|cp|ibm)[-_]?\d+|koi8[-_]\w+|(?:shift[-_]?jis|sjis)\w*|euc[-_]\w+"
    r"|gb\d+\w*|big5\w*|mac[-_]?\w+|macintosh|hz(?:-gb-2312)?",
    re.IGNORECASE,
)
# Written in seven bits, they look like ASCII to everybody else.
_SEVEN_BIT = re.compile(r"utf[-_]?7|iso[-_ ]?2022.*|hz.*", re.IGNORECASE)
# Of an unfolded line, in bytes: a picture has fewer. Of what is no property some are shown.
_LONGEST = 1 << 24
_SHOWN = 1 << 10
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Property(NamedTuple):
    """One unfolded content line."""

    name: str
    """In upper case."""
    value: str
    """Decoded from bytes and quoted-printable; its escapes are as they were."""
    params: Params = ()
    """Keys in upper case; a parameter with several values comes several times."""
    group: str = ""
    line: int = 0
    text: str = ""
    """The whole line, unfolded, without an encoding of its value."""
    guessed: bool = False
    """Whether the bytes fit none of the declared character sets."""

    def all(self, key: str) -> list[str]:
        """The values of a parameter in lower case."""
        return [value.lower() for name, value in self.params if name == key]

    def one(self, key: str) -> str:
        """The first value of a parameter, or nothing."""
        return next((value for name, value in self.params if name == key), "")


class Junk(NamedTuple):
    """A line that is not a property."""

    line: int
    text: str


def properties(data: bytes) -> Iterator[Property | Junk]:
    """Yield the content lines of a file in order, one at a time."""
    for number, line in logical_lines(physical_lines(data)):
        yield parse(line, number)


def physical_lines(data: bytes) -> Iterable[bytes]:
    """The lines of a file as UTF-8 or whatever its properties say, without a mark."""
    if codec := _utf_16(data[:8]):
        data = data.decode(codec, "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return io.BytesIO(data)


def _utf_16(start: bytes) -> str:
    """The codec of a file of UTF-16, which may lack its mark; nothing for another."""
    if start[:2] in _UTF_16:
        return "utf-16"
    if len(start) < 8:
        return ""
    if not any(start[::2]) and all(start[1::2]):
        return "utf-16-be"
    return "utf-16-le" if all(start[::2]) and not any(start[1::2]) else ""


def logical_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield each unfolded line with the number of the line it begins in."""
    parts: list[bytes] = []
    start, size, encoding, keep = 0, 0, b"", False
    for number, ended in enumerate(lines, 1):
        line = ended.rstrip(b"\r\n")
        if parts:
            more = _continuation(line, parts[-1], encoding, keep_blank=keep)
            if more is not None:
                if encoding == b"Q" and parts[-1].endswith(b"="):
                    parts[-1] = parts[-1][:-1]
                if size <= _LONGEST:  # beyond, what is there is too long already
                    parts.append(more)
                size += len(more)
                continue
            yield start, b"".join(parts)
            parts = []
        if line.strip():
            # vCard 2.1 breaks lines at blanks and keeps them, all others drop one.
            keep = _keeps_blanks(line, keep)
            start, encoding, parts = number, _encoding(line), [line.lstrip()]
            size = len(line)
    if parts:
        yield start, b"".join(parts)


def _keeps_blanks(line: bytes, before: bool) -> bool:  # noqa: FBT001
    if line[:8].upper() != b"VERSION:":
        return before
    return line[8:].strip() == b"2.1"


def _encoding(line: bytes) -> bytes:
    """``Q`` for quoted-printable, ``B`` for base64, by the head of a line."""
    head = line[:_SHOWN].partition(b":")[0].upper()
    if b"QUOTED-PRINTABLE" in head:
        return b"Q"
    return b"B" if b"BASE64" in head or b"ENCODING=B" in head else b""


def _continuation(line: bytes, last: bytes, encoding: bytes, *, keep_blank: bool) -> bytes | None:
    """What ``line`` adds to the one before, or None when it stands for itself."""
    if encoding == b"Q" and last.endswith(b"="):
        return None if _NEXT_PROPERTY.match(line) else line
    if line[:1] in (b" ", b"\t"):
        return line if keep_blank and not encoding else line[1:]
    if encoding == b"B" and _BASE64_LINE.fullmatch(line):
        return line
    return None


def parse(line: bytes, number: int = 0) -> Property | Junk:
    """Read one unfolded line."""
    if len(line) > _LONGEST:
        return Junk(number, _text(line[:_SHOWN], "")[0])
    found = _HEAD.match(line)
    if found:
        raw_head, raw_value = found[1], line[found.end() :]
    else:
        raw_head, colon, raw_value = line.partition(b":")
        if not colon:
            return Junk(number, _text(line[:_SHOWN], "")[0])
    head = _text(raw_head, "")[0]
    name_part, _, rest = head.partition(";")
    named = _NAME.fullmatch(name_part.strip())
    if named is None:
        return Junk(number, _text(line[:_SHOWN], "")[0])
    params, bare = _params(rest) if rest else ((), False)
    value, guessed, encoded = _value(raw_value, params)
    group, name = named[1] or "", named[2].upper()
    if encoded or bare:
        params = tuple(pair for pair in params if pair[0] not in _OF_ENCODING or not encoded)
        text = compose(name, value, params, group)
    else:
        text = f"{head}:{value}"
    return Property(name, value, params, group, number, text, guessed)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OF_ENCODING = ("ENCODING", "CHARSET")


def compose(name: str, value: str, params: Params = (), group: str = "") -> str:
    """The content line of a property, unfolded; ``value`` is escaped already."""
    head = f"{group}.{name}" if group else name
    for key, text in params:
        plain = text.replace('"', "'").replace("\n", " ")
        head += f';{key}="{plain}"' if re.search("[,;:]", plain) else f";{key}={plain}"
    return f"{head}:{value}"


def _params(rest: str) -> tuple[Params, bool]:
    """Read the parameters; say also whether one was bare, as in ``TEL;CELL:``."""
    params: list[tuple[str, str]] = []
    bare = False
    for part in _PARTS.findall(rest) if '"' in rest else rest.split(";"):
        if label := _ANDROID_LABEL.fullmatch(part.strip()):
            bare = True
            params.append(("TYPE", _label(*label.groups(""))))
            continue
        key, equals, value = part.partition("=")
        key = key.strip().upper()
        if equals:
            params += _values(key, value.strip())
        elif key:
            bare = True
            params.append(("ENCODING" if key in _BARE_ENCODINGS else "TYPE", key))
    return tuple(params), bare


def _label(charset: str, encoding: str, text: str) -> str:
    raw = text.encode()
    if encoding.upper() == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(raw)
    return _text(raw, charset)[0].replace("\n", " ").strip()


def _values(key: str, value: str) -> list[tuple[str, str]]:
    if key == "TYPE" and "," in value:
        return [(key, one.strip()) for one in value.replace('"', "").split(",") if one.strip()]
    return [(key, value.replace('"', ""))]


def _value(raw: bytes, params: Params) -> tuple[str, bool, bool]:
    """The text of a value, whether it was guessed, whether it was encoded."""
    encoding = charset = ""
    for key, value in params:
        if key == "ENCODING":
            encoding = value.upper()
        elif key == "CHARSET":
            charset = value
    if encoding == "QUOTED-PRINTABLE":
        text, guessed = _text(quopri.decodestring(raw), charset)
        newlines = text.replace("\r\n", "\n").replace("\r", "\n")
        return newlines.replace("\n", "\\n"), guessed, True
    if encoding in ("BASE64", "B"):
        return b"".join(raw.split()).decode("ascii", "replace"), False, False
    text, guessed = _text(raw, charset)
    return text, guessed, bool(charset)


def _text(raw: bytes, charset: str) -> tuple[str, bool]:
    """Decode bytes; say also whether nothing that was promised fitted.

    Control characters go: the formats allow none, and a name of nothing else shows none.
    """
    text, guessed = _decoded(raw, charset)
    return text if text.isprintable() else _CONTROL.sub("", text), guessed


def _decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    known = bool(charset) and _CHARSET.fullmatch(charset) is not None
    if not (known and _SEVEN_BIT.fullmatch(charset)):
        try:
            return raw.decode(), False
        except UnicodeDecodeError:
            pass
    if known:
        try:
            return raw.decode(charset), False
        except (LookupError, UnicodeError):
            pass
    try:
        return raw.decode("cp1252"), True
    except UnicodeDecodeError:
        return raw.decode("latin-1"), True
