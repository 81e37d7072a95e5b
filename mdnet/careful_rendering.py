"""Fills in templates, those of users in a process of their own, which is killed when over limits.

A template can loop for ever or make gigabytes, by a slip or because a vault came from a
stranger. What goes to the process is ours; what comes back is read as text. Knows nothing of
what a template is for.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mdnet.rendering import BadTemplateError, Filters, is_users_own, render

SECONDS = 10.0
"""Wall time that a template may take."""
MEGABYTES = 1024
"""Memory that the process may take."""
MOST_BYTES = 4 * 1024 * 1024
"""Size that a page or a note may have."""


def render_carefully(
    root: Path,
    template: str,
    values: Mapping[str, Any],
    filters: Filters = MappingProxyType({}),
    known: Iterable[str] = (),
) -> str:
    """Return the template filled with ``values``; the arguments are those of ``render``.

    ``filters`` must be functions of modules, since the process is told where they stand.

    Raises:
        BadTemplateError: the template is missing or wrong, or one of a user is too slow or
            makes too much.
    """
    if not is_users_own(root, template):
        return render(root, template, values, filters, known)
    order = pickle.dumps(
        (root, template, dict(values), dict(filters), tuple(known), MEGABYTES, MOST_BYTES)
    )
    try:
        # With -P nothing is imported from the current folder, which may be the vault.
        done = subprocess.run(
            [sys.executable, "-P", "-m", "mdnet.rendering_worker"],
            input=order, capture_output=True, timeout=SECONDS, check=False, env=_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BadTemplateError(
            f"The template {template} was stopped after {SECONDS:g} seconds. Make it do less."
        ) from None
    return _answer(template, done)


def _answer(template: str, done: "subprocess.CompletedProcess[bytes]") -> str:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise BadTemplateError(
            f"The template {template} was stopped: it takes too much memory. "
            f"Make it do less. ({last or f'exit {done.returncode}'})"
        ) from None
    if "error" in answer:
        raise BadTemplateError(str(answer["error"]))
    return str(answer["text"])


def _environment() -> dict[str, str]:
    """Return the environment with the place of this very mdnet on the path."""
    here = str(Path(__file__).parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
