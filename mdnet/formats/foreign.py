"""Files of people that mdnet does not read, and what to export instead.

Known by their endings and first bytes; a sentence each.
"""

import re
from typing import Final

_BY_ENDING: Final = {
    "pst": "is a mailbox of Outlook; in Outlook, export the contacts as CSV",
    "ost": "is a mailbox of Outlook; in Outlook, export the contacts as CSV",
    "nk2": "is what Outlook completes addresses with; export the contacts as CSV",
    "wab": "is the address book of an old Windows; there, export it as CSV",
    "abbu": "is an archive of Apple's Contacts; there, choose Export vCard",
    "abcddb": "is the data base of Apple's Contacts; there, choose Export vCard",
    "contact": "is a contact of Windows; export the contacts as vCards",
    "mab": "is an address book of an old Thunderbird; there, export it as LDIF or CSV",
    "sqlite": "is a data base; export the contacts from its program as vCards or CSV",
    "sql": "is a dump of a data base; of Monica, export the JSON",
    "xlsx": "is a workbook of Excel; save it as CSV (UTF-8)",
    "xls": "is a workbook of Excel; save it as CSV (UTF-8)",
    "ods": "is a spreadsheet; save it as CSV",
    "numbers": "is a spreadsheet; export it as CSV",
    "eml": "is one mail; export a whole mailbox as .mbox",
    "html": "is a page; export the contacts as vCards or CSV (Facebook: choose JSON)",
    "bbdb": "is an address book of Emacs; M-x bbdb-vcard-export makes vCards of it",
}
_BY_START: Final = (
    (re.compile(rb"\s*;; -\*-[^\n]*(?:bbdb|file-format)|\s*\[\"[^\n]*\" nil|;;; file-format"),
     _BY_ENDING["bbdb"]),
    (re.compile(rb"SQLite format 3\0"), _BY_ENDING["sqlite"]),
    (re.compile(rb"\s*(?:<\?xml[^>]*>)?\s*<vcards"), "holds vCards in XML; export them as .vcf"),
    (re.compile(rb"\s*\[\s*\"vcard\""), "holds vCards in JSON; export them as .vcf"),
    (re.compile(rb"%PDF"), "is a PDF; export the contacts as vCards or CSV"),
)  # fmt: skip


def what_instead(start: bytes, name: str) -> str:
    """What a file is and what to export instead; empty for one that nobody knows."""
    told = next((told for pattern, told in _BY_START if pattern.match(start)), "")
    return told or _BY_ENDING.get(name.lower().rpartition(".")[2], "")
