"""Phones, mail addresses and profiles in the form in which two of them are the same.

A phone with its country is compared as E.164 has it, one without by its last digits.
"""

import re
from urllib.parse import unquote

_NOT_DIGITS = re.compile(r"\D")
_TRUNK = re.compile(r"\(0\)")
_EXTENSION = re.compile(r"(?:ext|x|#|;).*$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:[a-z _-]+:\s*|mailto:|tel:)", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://)?(?:www\.|[a-z]{2}\.)?([\w.-]+\.[a-z]{2,})(/[^?#\s]*)?", re.IGNORECASE
)
_MAIL = re.compile(r"[^\s<>@:,;\"']+@[^\s<>@,;\"']+\.[^\s<>@,;\"']+")
# As many digits of a national number tell it from others.
_NATIONAL = 9
_FEWEST = 7


def phone_key(text: str) -> str:
    """Return a phone as ``+41791234567``, or its last nine digits when it names no country.

    Empty for what is no number. E.164: up to 15 digits, led by the country.
    """
    number = _TRUNK.sub("", _EXTENSION.sub("", _LABEL.sub("", text.strip())))
    digits = _NOT_DIGITS.sub("", number)
    if number.lstrip("( ").startswith("+"):
        return f"+{digits}" if _FEWEST < len(digits) <= 15 else ""
    if digits.startswith("00"):
        return f"+{digits[2:]}" if _FEWEST < len(digits) - 2 <= 15 else ""
    return digits[-_NATIONAL:] if _FEWEST <= len(digits) <= 15 else ""


def mail_key(text: str) -> str:
    """Return the address in a text, case folded; empty when there is none."""
    found = _MAIL.search(_LABEL.sub("", text.strip()))
    return found[0].casefold().rstrip(".") if found else ""


def profile_key(text: str) -> str:
    """Return a page that is somebody's own, such as ``linkedin.com/in/ana-diaz``.

    Empty for the front page of a site, which may be that of a firm.
    """
    found = _URL.search(text.strip())
    if found is None or "@" in text:
        return ""
    path = unquote(found[2] or "").strip("/").casefold()
    return f"{found[1].casefold()}/{path}" if path else ""


def contact_key(field: str, text: str) -> str:
    """Return the form under which two items of a list such as ``phones`` are the same."""
    if field == "phones":
        return phone_key(text)
    return mail_key(text) if field == "emails" else profile_key(text)
