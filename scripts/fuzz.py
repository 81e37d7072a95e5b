"""Feeds the readers of untrusted files with bytes guided by coverage: ``make fuzz``.

Each target runs in a process of its own for ``--seconds``. What it learnt stays in
``build/fuzz/TARGET/corpus`` for the next time; bytes that break a reader are written to
``build/fuzz/TARGET``. Needs atheris (the dependency group "fuzz"), and says so without.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
PLACE = ROOT / "build/fuzz"
# The notes first, then what is imported; all of them take any bytes and raise nothing.
TARGETS = (
    "note",
    "frontmatter",
    "vcard",
    "linkedin",
    "google",
    "outlook",
    "table",
    "monica",
    "calendar",
    "mbox",
)
LONGEST = 4_096
"""Bytes of an input: room for every key, small enough for thousands of runs a second."""
SLOWEST = 10
"""Seconds after which an input counts as one that does not end."""


def main() -> None:
    """Run the targets one after the other; the exit code is 1 when one of them broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default 60)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if set(options.targets) - set(TARGETS):
        parser.error(f"the targets are {', '.join(TARGETS)}")
    if find_spec("atheris") is None:
        print("Skipped: atheris is not installed. It has no wheel for every Python.")
        return
    if options.inside:
        fuzz(options.targets[0], options.seconds)
        return
    broken = [name for name in options.targets or TARGETS if not _runs(name, options.seconds)]
    if broken:
        sys.exit(f"These broke, see {PLACE}: {', '.join(broken)}")


def _runs(name: str, seconds: int) -> bool:
    """Run one target in its own process, for atheris ends the process it runs in."""
    print(f"{name}: {seconds} seconds", flush=True)
    words = [sys.executable, __file__, "--inside", "--seconds", str(seconds), name]
    return subprocess.run(words, check=False).returncode == 0  # noqa: S603 - ourselves


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target until the time is over or it breaks; does not return."""
    import atheris

    corpus = PLACE / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    # Modules imported before this cannot be watched.
    with atheris.instrument_imports(include=["mdnet"]):
        target = target_of(name)
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"]
    told = [f"-artifact_prefix={PLACE / name}/", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(corpus), *limits, *told], target)
    atheris.Fuzz()


def target_of(name: str) -> Callable[[bytes], None]:
    """The function that takes the bytes and raises when a reader does."""
    from mdnet.index.analysis import Analyzer
    from mdnet.index.documents import card_of, document_of
    from mdnet.model.config import Config
    from mdnet.notes.frontmatter import read_front_matter
    from mdnet.notes.reader import read_note
    from tests.formats.targets import TARGETS as READERS

    analyzer, config = Analyzer("en"), Config()

    def note(data: bytes) -> None:
        read = read_note("People/Ana Diaz.md", data, config)
        if read:
            document_of(read, analyzer)
            card_of(read)

    def frontmatter(data: bytes) -> None:
        read_front_matter("People/Ana Diaz.md", b"---\n" + data + b"\n---\n")

    return {**READERS, "note": note, "frontmatter": frontmatter}[name]


def seeds(name: str) -> Iterator[bytes]:
    """Yield inputs to begin with: samples of such a file."""
    from tests.formats.test_fuzz import HEADS, TABLE, VCARD

    if name in {"note", "frontmatter"}:
        for path in sorted((ROOT / "vault-example/People").glob("*.md")):
            data = path.read_bytes()
            yield data if name == "note" else data.split(b"---\n")[1]
        return
    for head in HEADS:
        yield head
        yield head + "\r\n".join(VCARD if name == "vcard" else TABLE).encode()


if __name__ == "__main__":
    main()
