"""Puts a watch together from its parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mdnet.vault.root import Vault
from mdnet.watch.bell import Bell, Pace
from mdnet.watch.events import Events
from mdnet.watch.follow import Follower
from mdnet.watch.loop import Loop, Output, Parts
from mdnet.watch.matter import matters
from mdnet.watch.pages import build_command
from mdnet.watch.runner import CommandRunner, PagesRunner
from mdnet.watch.wakeup import WakeUp


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for. ``pages`` is None for: if the vault has pages already."""

    pages: bool | None = None
    poll: bool = False
    command: str = ""
    """A shell command to be run after a change."""


def make_loop(
    vault: Vault,
    environment: Mapping[str, str],
    clock: Callable[[], datetime],
    wishes: Wishes,
    bell: Bell,
    output: Output,
) -> Loop:
    """A watch of ``vault`` that is ready to run.

    Args:
        vault: the vault to watch.
        environment: where the index lies is read from it; commands inherit it.
        clock: gives the local time, for the lines on changes.
        wishes: what the user asked for.
        bell: stops the watch; see ``Bell.stop``.
        output: where to report what happens.
    """
    pace = Pace()
    follower = Follower(vault, environment, clock)

    def concerns(path: str, folder: bool) -> bool:  # noqa: FBT001 - the shape of Matters
        return matters(path, follower.vault.config.pages, folder=folder)

    events = None if wishes.poll else Events(vault.root, concerns, bell)
    parts = Parts(
        follower,
        bell,
        WakeUp(events, bell, pace, output.say),
        PagesRunner(bell, build_command(vault.root), environment, output.say),
        CommandRunner(bell, wishes.command, environment, output.say),
    )
    return Loop(parts, output, clock, pace, want_pages=wishes.pages)
