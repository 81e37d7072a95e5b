"""Regular expressions that are compiled when they are first used.

To compile one takes as long as to import a small module. A command imports dozens of them with its
modules and uses a few.
"""

import re
from typing import Any, cast


class _Pattern:
    """A pattern that has only what it was asked for, and compiles itself for what it has not."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        if not name.startswith("__"):
            vars(self)[name] = value  # found there from now on, without coming here
        return value


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, to be used by its methods only.

    Raises, when it is first used:
        re.error: ``source`` is no regular expression.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
