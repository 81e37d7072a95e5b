"""Prints the lowest version of each dependency that pyproject.toml allows, as constraints.

For ``.ci/run``, which tests mdnet with them: an untested bound is a guess.
"""

import re
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
_BOUND = re.compile(r"([\w.-]+)(?:>=|==)([\w.]+)(?:,.*)?")


def lowest(dependencies: list[str]) -> list[str]:
    """Each dependency pinned to its lowest version.

    Raises:
        ValueError: one has no lower bound.
    """
    pins = []
    for dependency in dependencies:
        bound = _BOUND.fullmatch(dependency)
        if bound is None:
            raise ValueError(f"{dependency} has no lower bound")
        pins.append(f"{bound[1]}=={bound[2]}")
    return pins


if __name__ == "__main__":
    project = tomllib.loads(PYPROJECT.read_text())["project"]
    print("\n".join(lowest(project["dependencies"])))
