"""Modules that are put off, each in a process of its own, since they change ``sys.modules``."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest


def run(code: str, folder: Path | None = None) -> str:
    """Run a program and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


USES = {
    "import": "import late; print(late.other)",
    "from": "from late import other; print(other)",
    "getattr": "import importlib; print(getattr(importlib.import_module('late'), 'other'))",
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_a_module_is_loaded_when_it_is_asked_for_what_is_not_known(
    tmp_path: Path, use: str
) -> None:
    (tmp_path / "late.py").write_text("print('loaded')\nknown = 2\nother = 3\n")
    code = f"""
    import sys
    sys.path.insert(0, "")
    from mdnet.util.later import put_off
    put_off("late", known=1)
    import late
    print(late.known, late.__name__, late.__spec__.name)
    try:
        late.__path__
    except AttributeError:
        print("no package")
    {use}
    print(late.known, sys.modules["late"] is late)
    """
    told = run(code, tmp_path).split("\n")
    assert told == ["1 late late", "no package", "loaded", "3", "2 True", ""]


def test_what_the_real_module_does_not_have_either_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text("")
    code = """
    import sys
    sys.path.insert(0, "")
    from mdnet.util.later import put_off
    put_off("late")
    import late
    for _ in range(2):
        try:
            late.other
        except AttributeError as error:
            print(error)
    """
    assert run(code, tmp_path) == "module 'late' has no attribute 'other'\n" * 2


def test_a_module_that_is_imported_by_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text("import user\nother = 3\n")
    (tmp_path / "user.py").write_text("import late\nprint(hasattr(late, 'other'))\n")
    code = """
    import sys
    sys.path.insert(0, "")
    from mdnet.util.later import put_off
    put_off("late")
    import late
    print(late.other)
    """
    assert run(code, tmp_path) == "False\n3\n"


def test_two_threads_load_it_once(tmp_path: Path) -> None:
    source = "import time\nprint('loaded')\ntime.sleep(0.1)\nother = 3\n"
    (tmp_path / "late.py").write_text(source)
    code = """
    import sys
    from threading import Thread
    sys.path.insert(0, "")
    from mdnet.util.later import put_off
    put_off("late")
    import late
    threads = [Thread(target=lambda: late.other) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(late.other)
    """
    assert run(code, tmp_path) == "loaded\n3\n"


def test_a_module_that_is_loaded_or_missing_is_left_alone() -> None:
    code = """
    import sys, json
    from mdnet.util.later import put_off
    print(put_off("json"), put_off("no_such_module"), type(json).__name__)
    print("no_such_module" in sys.modules)
    """
    assert run(code) == "None None module\nFalse\n"
