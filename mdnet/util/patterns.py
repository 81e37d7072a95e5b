"""Regular expressions that are compiled when they are first used.

Compiling one takes as long as importing a small module, and a command uses only a few of the
dozens that it imports.
"""

import re
from typing import Any, cast


class _Pattern:
    """A pattern that compiles itself when an attribute is first used."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        if not name.startswith("__"):
            vars(self)[name] = value  # from now on found without this method
        return value


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, for use by its methods only.

    Raises, when it is first used:
        re.error: ``source`` is not a regular expression.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
