"""The recipe of docs/scale.md, run by a real PostgreSQL where there is one."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

FOUND = [shutil.which("initdb"), *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
PROGRAMS = [Path(os.path.realpath(found)).parent for found in FOUND if found]
PROGRAMS = [folder for folder in PROGRAMS if (folder / "pg_ctl").exists()]

pytestmark = pytest.mark.skipif(
    not PROGRAMS or shutil.which("psql") is None, reason="there is no PostgreSQL here"
)


def _user() -> int | None:
    """Return whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run a server that listens on a socket in its own folder only."""
    user, place = _user(), Path(f"/tmp/mdnet-pg-{os.getpid()}")
    place.mkdir(mode=0o700)
    if user is not None:
        os.chown(place, user, -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [PROGRAMS[0] / program, "-D", place / "data", *arguments], user=user, cwd=place,
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip

    options = f"-k {place} -c listen_addresses= -c fsync=off"
    try:
        run("initdb", "-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-l", str(place / "log"), "-o", options, "start")
        try:
            yield {"PGHOST": str(place), "PGUSER": "tester", "PGDATABASE": "postgres"}
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)


def test_the_recipe_for_postgresql_works(
    server: dict[str, str], example_vault: Path, run: Run, tmp_path: Path
) -> None:
    odd = "---\nroles: ['back\\slash \"quoted\"']\nneeds: [dentist]\n---\nA\ttab, \x01 and \x02.\n"
    (example_vault / "People/Odd.md").write_text(odd)
    page = (ROOT / "docs/scale.md").read_text()
    load, query = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    target = str(tmp_path / "contacts.ndjson")
    assert run("export", "--format", "ndjson", "-o", target, cwd=example_vault).code == 0

    def sql(text: str) -> list[str]:
        done = subprocess.run(
            ["psql", "-v", "ON_ERROR_STOP=1", "-qAtX", "-F", "|", "-f", "-"], input=text,
            cwd=tmp_path, env=os.environ | server, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    for _ in range(2):
        sql(load)
    assert sql("select count(*) from contacts") == ["43"]
    assert sql(r"select data #>> '{roles,0}' from contacts where data ->> 'name' = 'Odd'") == [
        'back\\slash "quoted"'
    ]
    rows = [row.split("|") for row in sql(query)]
    assert rows[0][:2] == ["Ana Diaz", "Basel"]
    assert "Odd" not in [row[0] for row in rows]
