"""The identifier of somebody whose note gives none, for programs that must have one.

Made of where the note lies, so that every export of it says the same and nothing has to be
written into the note. Knows no files.
"""

import unicodedata
from uuid import NAMESPACE_URL, uuid5


def derived_uid(path: str) -> str:
    """Return a version 5 UUID (RFC 9562 section 5.5) for a note, as ``urn:uuid:…``.

    Args:
        path: of the note, below its vault. Another place or name is another identifier.
    """
    name = path if path.isascii() else unicodedata.normalize("NFC", path)
    # A file name may hold bytes that are no UTF-8.
    plain = name.encode(errors="backslashreplace").decode()
    return uuid5(NAMESPACE_URL, f"mdnet:{plain}").urn
