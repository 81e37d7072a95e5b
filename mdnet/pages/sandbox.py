"""Fills in the templates of users in a process of their own, which is killed when over limits.

A template can loop for ever or make gigabytes, by a slip or because a vault came from a
stranger. What goes to the process is ours; what comes back is read as text.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mdnet.rendering import BadTemplateError

SECONDS = 10.0
"""Wall time that a page may take."""
MEGABYTES = 1024
"""Memory that the process may take."""
MOST_BYTES = 4 * 1024 * 1024
"""Size that a page may have."""


def render_apart(root: Path, template: str, values: Mapping[str, Any], known: Iterable[str]) -> str:
    """Return the template filled with ``values``, as ``mdnet.rendering.render`` would.

    Raises:
        BadTemplateError: the template is wrong, too slow or too large.
    """
    order = pickle.dumps((str(root), template, dict(values), tuple(known), MEGABYTES, MOST_BYTES))
    try:
        # With -P nothing is imported from the current folder, which may be the vault.
        done = subprocess.run(
            [sys.executable, "-P", "-m", "mdnet.pages.worker"],
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
    here = str(Path(__file__).parent.parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
