"""Files of people that mdnet does not read, and what to export instead.

Known by their endings and first bytes; a sentence each.
"""

import re
from typing import Final

_BY_ENDING: Final = {
    "pst": "is an Outlook mailbox; export the contacts from Outlook as CSV",
    "ost": "is an Outlook mailbox; export the contacts from Outlook as CSV",
    "nk2": "is Outlook's autocomplete list; export the contacts as CSV",
    "wab": "is an old Windows address book; export it there as CSV",
    "abbu": "is an Apple Contacts archive; choose Export vCard in Contacts",
    "abcddb": "is the Apple Contacts database; choose Export vCard in Contacts",
    "contact": "is a Windows contact; export the contacts as vCards",
    "mab": "is an old Thunderbird address book; export it there as LDIF or CSV",
    "sqlite": "is a database; export the contacts from its program as vCards or CSV",
    "sql": "is a database dump; from Monica, export JSON instead",
    "xlsx": "is an Excel workbook; save it as CSV (UTF-8)",
    "xls": "is an Excel workbook; save it as CSV (UTF-8)",
    "ods": "is a spreadsheet; save it as CSV",
    "numbers": "is a spreadsheet; export it as CSV",
    "eml": "is a single email; export a whole mailbox as .mbox",
    "html": "is a web page; export the contacts as vCards or CSV (Facebook: choose JSON)",
    "bbdb": "is an Emacs address book; export it with M-x bbdb-vcard-export",
}
_BY_START: Final = (
    (re.compile(rb"\s*;; -\*-[^\n]*(?:bbdb|file-format)|\s*\[\"[^\n]*\" nil|;;; file-format"),
     _BY_ENDING["bbdb"]),
    (re.compile(rb"SQLite format 3\0"), _BY_ENDING["sqlite"]),
    (re.compile(rb"\s*(?:<\?xml[^>]*>)?\s*<vcards"), "contains vCards in XML; export them as .vcf"),
    (re.compile(rb"\s*\[\s*\"vcard\""), "contains vCards in JSON; export them as .vcf"),
    (re.compile(rb"%PDF"), "is a PDF; export the contacts as vCards or CSV"),
)  # fmt: skip


def what_instead(start: bytes, name: str) -> str:
    """What a file is and what to export instead; empty if unknown."""
    told = next((told for pattern, told in _BY_START if pattern.match(start)), "")
    return told or _BY_ENDING.get(name.lower().rpartition(".")[2], "")
