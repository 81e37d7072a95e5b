"""No test and no process that a test starts can reach the network: see without_network."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.without_network.sitecustomize import SAID

HERE = "127.0.0.1"
USES = {
    "connect": lambda: socket.socket().connect((HERE, 9)),
    "bind": lambda: socket.socket().bind((HERE, 0)),
    "send": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", (HERE, 9)),
    "send to six": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b"", ("::1", 9)),
    "look up": lambda: socket.getaddrinfo("example.org", 80),
    "name": lambda: socket.gethostbyname("example.org"),
    "create": lambda: socket.create_connection((HERE, 9)),
}  # fmt: skip


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_the_network_is_out_of_bounds(use: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match=SAID):
        use()


@pytest.mark.parametrize("code", ["connect(('127.0.0.1', 9))", "bind(('127.0.0.1', 0))"])
def test_it_is_for_the_processes_that_tests_start(code: str) -> None:
    words = [sys.executable, "-c", f"import socket; socket.socket().{code}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert SAID in done.stderr


def test_it_is_for_forked_processes() -> None:
    pid = os.fork()
    if not pid:
        try:
            socket.getaddrinfo("example.org", 80)
        except AssertionError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7


def test_a_socket_that_is_a_file_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket is a short one
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
    assert (tmp_path / "s").is_socket()
