"""What many tests need: a vault from a dictionary, the example vault, the command line."""

import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# From here on, in this process: no network.
from tests.without_network import sitecustomize

if TYPE_CHECKING:
    from mdnet.index.refresh import Refreshed

settings.register_profile(
    "default",
    # The same examples each time: what is green before a change lands is green there. New
    # ones are for ``make fuzz``.
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FUZZING = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
"""Whether this is ``make fuzz``, which has the time to try more."""
_MORE = 20 if FUZZING else 1
settings.register_profile(
    "fuzz",
    parent=settings.get_profile("default"),
    derandomize=False,
    max_examples=100 * _MORE,
    print_blob=True,
)
settings.load_profile("fuzz" if FUZZING else "default")
if not FUZZING:
    # It also tries the constants of all modules that are loaded: those of the tests before.
    setattr(providers, "is_local_module_file", lambda _: False)  # noqa: B010 - it is not ours


def examples(number: int) -> settings:
    """Return what a test tries that cannot afford a hundred examples, or can afford more."""
    return settings(max_examples=number * _MORE)


ROOT = Path(__file__).parent.parent
TODAY = "2026-11-23"

MakeVault = Callable[[Mapping[str, str | bytes]], Path]
Indexed = Callable[[Mapping[str, str | bytes]], "Refreshed"]


def pytest_configure(config: pytest.Config) -> None:
    # Who starts the tests in the background may have had them ignore Ctrl-C, and whatever
    # they start would ignore it, too, and wait for ever.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    # Whatever Python a test starts is kept from the network, too.
    os.environ["PYTHONPATH"] = str(Path(sitecustomize.__file__).parent)
    # Commands close what they open: see test_open_files. Many tests leave their index to
    # the garbage collector.
    ours = r"ignore:unclosed file <.*/_?MAIN[_.]:ResourceWarning"
    config.addinivalue_line("filterwarnings", ours)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    longer = [item for item in items if item.get_closest_marker("fuzz")]
    if longer and not FUZZING:
        config.hook.pytest_deselected(items=longer)
        items[:] = [item for item in items if item not in set(longer)]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write what is printed into tests/cases"
    )


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    stdout: str
    stderr: str
    code: int


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's own cache, config and vault."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MDNET_CACHE_DIR", str(home / "cache"))
    monkeypatch.setenv("MDNET_CONFIG_DIR", str(home / "config"))
    monkeypatch.delenv("MDNET_VAULT", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return home


@pytest.fixture
def make_vault(tmp_path: Path) -> MakeVault:
    """Return a function that writes files into a vault and returns its path."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "vault"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def indexed(make_vault: MakeVault) -> Indexed:
    """Return a function that writes files into a vault and returns it, indexed."""
    from mdnet.index.refresh import refresh
    from mdnet.vault.root import open_vault

    def refreshed(files: Mapping[str, str | bytes]) -> "Refreshed":
        return refresh(open_vault(make_vault(files)), os.environ)

    return refreshed


@pytest.fixture
def example_vault(tmp_path: Path) -> Path:
    """Return a copy of the example vault."""
    return Path(shutil.copytree(ROOT / "vault-example", tmp_path / "example"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs ``mdnet`` in this process: ``run("search", "x", cwd=vault)``."""

    def invoke(*args: str, cwd: Path | None = None, stdin: str = "") -> Ran:
        from mdnet.cli import cli

        if cwd:
            monkeypatch.chdir(cwd)
        result = CliRunner().invoke(cli, list(args), input=stdin, prog_name="mdnet")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.stdout, result.stderr, result.exit_code)

    return invoke
