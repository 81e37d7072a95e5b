"""A commit that finds the disk full leaves no file open: Python would say so at its own time."""

import subprocess
import sys
from pathlib import Path

import pytest

# Writes an index while files may only have so many bytes; prints what fails, and then what of
# the folder is still open while the error is.
SCRIPT = """
import os, resource, sys
from pathlib import Path
from mdnet.index.engine.whoosh_index import WhooshIndex
from mdnet.index.protocol import Document

room, how, folder = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
index = WhooshIndex(folder, ("about",))
if how != "fresh":
    writer = index.writer(fresh=True)
    writer.add(Document("first.md", {"about": {"word": 1.0}}, "x"))
    writer.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
try:
    writer = index.writer(fresh=how == "fresh")
    for number in range(50):
        words = {f"word{one}": 1.0 for one in range(number)}
        writer.add(Document(f"{number}.md", {"about": words}, "x" * 500))
    writer.cancel() if how == "cancel" else writer.commit()
except OSError as error:
    print(error.strerror)
    for name in os.listdir("/proc/self/fd"):
        try:
            path = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue
        if path.startswith(str(folder)) and "LOCK" not in path:
            print(path)
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs the list of open files")
@pytest.mark.parametrize("room", [0, 1, 10, 100, 1_000, 2_000])
@pytest.mark.parametrize("how", ["fresh", "again", "cancel"])
def test_no_file_stays_open(how: str, room: int, tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "words"
    folder.mkdir()
    words = [sys.executable, "-c", SCRIPT, str(room), how, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "File too large\n"
