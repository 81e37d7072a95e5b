"""Mailboxes (``.mbox``): with whom one writes back and forth, how often and when last.

Reads headers only, line by line: no subject and no body is ever kept. Counts mail to and from
the same address; lists, robots and copies of a message do not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime

from mdnet.formats.person import Incoming, Item, Options, Reader
from mdnet.model.contact import Contact, Problem
from mdnet.util.text import one_line

_WANTED = frozenset(
    """from to cc date message-id list-id list-unsubscribe precedence auto-submitted
    x-auto-response-suppress""".split()
)
_ROBOT = re.compile(
    r"(?:^|[._+-])(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?"
    r"|newsletter|alerts?)(?:$|[._+@-])"
)
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_HEADER = re.compile(rb"^[A-Za-z-]+: ", re.MULTILINE)
# Not every program writes an empty line before it.
_ENVELOPE = re.compile(rb"From \S+ .*\d{1,2}:\d{2}(?::\d{2})?.* \d{4}")
# A header longer than this was made to be long.
_LONGEST_HEADER = 64 * 1024
_MOST_RECIPIENTS = 30
_BULK = frozenset(("bulk", "list", "junk"))

Headers = dict[str, str]


@dataclass(slots=True)
class _Exchange:
    """Mail with one address."""

    name: str = ""
    sent: int = 0
    received: int = 0
    days: set[date] = field(default_factory=set)


def read_mbox(
    lines: Iterable[bytes], name: str, *, own: Iterable[str], today: date
) -> Iterator[Incoming]:
    """Yield the people with whom mail went both ways, most mail first.

    Args:
        lines: the mailbox, such as a file opened in binary mode.
        name: its name, for places.
        own: the owner's addresses; mail from them is mail that was sent.
        today: days behind it are mistakes and do not count.

    Returns:
        People with ``emails`` and ``last_contact``, and the days of contact.
    """
    mine = {address.lower() for address in own}
    seen: set[str] = set()
    exchanges: dict[str, _Exchange] = {}
    for headers in messages(lines):
        ident = headers.get("message-id", "").strip()
        if (ident and ident in seen) or _is_bulk(headers):
            continue
        seen.add(ident)
        day = _day(headers.get("date", ""))
        _count(exchanges, headers, mine, day if day and day <= today else None)
    both = {address: one for address, one in exchanges.items() if one.sent and one.received}
    for address, one in sorted(both.items(), key=lambda item: (-_amount(item[1]), item[0])):
        yield Incoming(
            place=f"{name}:1",
            name=one.name or address,
            contact=Contact(emails=(address,), last_contact=max(one.days, default=None)),
            keys=(f"email:{address}",),
            days=tuple(sorted(one.days)),
            times=_amount(one),
        )


def _recognises(start: bytes, _: str) -> bool:
    return start.startswith(b"From ") and _HEADER.search(start) is not None


def read_mail(lines: Iterable[bytes], name: str, options: Options) -> Iterator[Item]:
    """Yield the people of one or more mailboxes; a problem if the owner's address is not known."""
    if options.own:
        yield from read_mbox(lines, name, own=options.own, today=options.day)
        return
    message = "is a mailbox, but mdnet does not know your own address"
    fix = "give it with --me; repeat --me for several"
    yield Problem(name, 1, 1, "no-own", message, fix, "error")


def _read(data: bytes, name: str, options: Options) -> Iterator[Item]:
    return read_mail(data.splitlines(keepends=True), name, options)


READER = Reader(_recognises, _read)


def is_robot(address: str) -> bool:
    """Whether nobody reads what is sent to an address in lower case."""
    return _ROBOT.search(address) is not None


def _amount(one: _Exchange) -> int:
    return min(one.sent, one.received)


def messages(lines: Iterable[bytes]) -> Iterator[Headers]:
    """Yield the wanted headers of each message, unfolded; the first of a name counts."""
    headers: Headers | None = None
    name, blank = "", True
    for raw in lines:
        if raw.startswith(b"From ") and (blank or _ENVELOPE.match(raw)):
            if headers is not None:
                yield headers
            headers, name = {}, ""
            inside = True
        elif headers is not None and inside:
            line = _text(raw[:_LONGEST_HEADER]).rstrip("\r\n")
            if not line:
                inside = False
            else:
                name = _header(headers, name, line)
        blank = not raw.strip()
    if headers is not None:
        yield headers


def _text(raw: bytes) -> str:
    """Decode a line of a head: UTF-8 (RFC 6532), or what older programs wrote."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _header(headers: Headers, name: str, line: str) -> str:
    """Take one line of a head; return the name of the header that may go on."""
    if line[0] in " \t":
        if name and len(headers[name]) < _LONGEST_HEADER:
            headers[name] += " " + line.strip()
        return name
    key, _, value = line.partition(":")
    key = key.strip().lower()
    if key not in _WANTED or key in headers:
        return ""
    headers[key] = value.strip()
    return key


def _is_bulk(headers: Headers) -> bool:
    if "list-id" in headers or "list-unsubscribe" in headers:
        return True
    if headers.get("precedence", "").strip().lower() in _BULK:
        return True
    return headers.get("auto-submitted", "no").strip().lower() not in ("", "no")


def _count(
    exchanges: dict[str, _Exchange], headers: Headers, mine: set[str], day: date | None
) -> None:
    senders = list(_people(headers.get("from", "")))
    if any(address in mine for address, _ in senders):
        recipients = [*_people(headers.get("to", "")), *_people(headers.get("cc", ""))]
        if len(recipients) <= _MOST_RECIPIENTS:
            for address, shown in dict(recipients).items():
                _note(exchanges, mine, address, shown, day).sent += 1
        return
    for address, shown in senders[:1]:
        _note(exchanges, mine, address, shown, day).received += 1


def _note(
    exchanges: dict[str, _Exchange], mine: set[str], address: str, shown: str, day: date | None
) -> _Exchange:
    if address in mine or is_robot(address):
        return _Exchange()
    one = exchanges.setdefault(address, _Exchange())
    if shown and "@" not in shown:
        one.name = one.name or shown
    if day:
        one.days.add(day)
    return one


def _people(header: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a header, in lower case, with the names beside them."""
    if not header:
        return
    try:
        found = getaddresses([header])
    except (RecursionError, ValueError, IndexError):
        return  # nobody but a robot writes such a header
    for shown, address in found:
        lowered = address.strip().lower()
        if _ADDRESS.fullmatch(lowered):
            yield lowered, one_line(_decoded(shown)).strip("\"' ")


def _decoded(text: str) -> str:
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, UnicodeError, ValueError):
        return text


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
