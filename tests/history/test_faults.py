"""Every command that writes, with every call that writes going wrong in every way.

Whatever happens, each note is the old one or the new one, and ``mdnet undo`` brings all
back. A small library in C has the calls of real processes fail, or a signal come with them.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT
from tests.history.faults.driver import CASES

HERE = Path(__file__).parent / "faults"
# In `make test` one way in so many is tried, in so many processes; in `make fuzz` all of them.
SAMPLE = 37
PARTS = 3


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("there is no compiler for the library here")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    options = ["-O1", "-shared", "-fPIC", "-o", str(library)]
    subprocess.run([compiler, *options, str(HERE / "shim.c"), "-ldl"], check=True)
    return library


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder where to wait for the disk costs nothing, if there is one."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def differences(names: list[str], shim: Path, work: Path, every: int) -> list[str]:
    """What was not as promised, of one of ``every`` ways in which to go wrong."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ['PYTHONPATH']}",
        "HOME": str(work),
        "MDNET_CACHE_DIR": str(work / "cache"),
        "MDNET_CONFIG_DIR": str(work / "config"),
    }
    driver = [sys.executable, str(HERE / "driver.py"), str(work), str(every), *names]
    ran = subprocess.run(driver, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(results) == len(names)
    assert all(result["tried"] > 2 for result in results)
    return [text for result in results for text in result["differences"]]


@pytest.mark.parametrize("part", range(PARTS))
def test_some_calls_that_fail_lose_nothing(part: int, shim: Path, work: Path) -> None:
    assert differences([*CASES][part::PARTS], shim, work, SAMPLE) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("name", CASES)
def test_no_call_that_fails_loses_anything(name: str, shim: Path, work: Path) -> None:
    assert differences([name], shim, work, 1) == []
