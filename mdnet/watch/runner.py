"""What runs after the index is refreshed: the build of the pages, then the user's command.

Each runs alone; whoever is asked again while running runs once more afterwards.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from mdnet.watch.bell import Bell
from mdnet.watch.child import Child, Ended

# One variable of the environment may hold 128 KiB on Linux.
_MOST_BYTES = 100_000


class PagesRunner:
    """Builds the pages."""

    def __init__(
        self,
        bell: Bell,
        command: Sequence[str],
        environment: Mapping[str, str],
        say: Callable[[str], None],
    ) -> None:
        self._child = Child(bell)
        self._say = say
        self._command = command
        self._environment = environment
        self._asked = False

    @property
    def busy(self) -> bool:
        """Whether a build runs or is to run."""
        return self._child.running or self._asked

    def ask(self) -> None:
        """Have the pages built: now, or once more when the build that runs is done."""
        self._asked = True
        self.go_on()

    def take(self, ended: Ended) -> bool:
        """Take note of a build that ended; tell whether it was one of these."""
        if ended.child is not self._child:
            return False
        self._child.done()
        return True

    def go_on(self) -> None:
        """Start the build that was asked for, unless one runs."""
        if not self._asked or self._child.running:
            return
        self._asked = False
        try:
            self._child.start(self._command, self._environment, capture=True, gently=True)
        except OSError as error:
            self._say(f"The pages cannot be built: {error.strerror or error}.")

    def stop(self) -> None:
        """End a build that runs."""
        self._child.stop()

    def kill(self) -> None:
        """End a build that runs, without waiting for it."""
        self._child.kill()


class CommandRunner:
    """Runs the command of the user, with the changed paths in the environment."""

    def __init__(
        self, bell: Bell, command: str, environment: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self._child = Child(bell)
        self._command = command
        self._environment = environment
        self._say = say
        self._paths: set[str] = set()

    def add(self, paths: Iterable[str]) -> None:
        """Remember what changed for the next run."""
        self._paths.update(paths)

    def take(self, ended: Ended) -> bool:
        """Take note of a command that ended; tell whether it was this one."""
        if ended.child is not self._child:
            return False
        self._child.done()
        if ended.code:
            how = f"with exit code {ended.code}" if ended.code > 0 else f"by signal {-ended.code}"
            self._say(f"The command of --exec ended {how}.")
        return True

    def go_on(self) -> None:
        """Run the command if anything changed since, and it does not run already."""
        if not self._command or not self._paths or self._child.running:
            return
        environment = {**self._environment, "MDNET_CHANGED": _listed(self._paths)}
        self._paths.clear()
        try:
            self._child.start(self._command, environment, capture=False)
        except OSError as error:
            self._say(f"The command of --exec cannot be started: {error.strerror or error}.")

    def stop(self) -> None:
        """End the command if it runs."""
        self._child.stop()

    def kill(self) -> None:
        """End the command if it runs, without waiting for it."""
        self._child.kill()


def _listed(paths: set[str]) -> str:
    """A path a line; nothing where that would be too much, or not one a line."""
    listed = "\n".join(sorted(paths))
    too_long = len(os.fsencode(listed)) > _MOST_BYTES
    return "" if too_long or any("\n" in path for path in paths) else listed
