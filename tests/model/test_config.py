from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.config import CADENCE, CONFIG_PATH, Config, load_config, parse_config


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), ())


def test_every_setting_can_be_set() -> None:
    raw = b"""\xef\xbb\xbf
    people = ["Leute", "Menschen"]
    goals = "Ziele"
    pages = "Netz"
    templates = "Vorlagen"
    log_heading = "Verlauf"
    language = "de"
    """
    config, problems = parse_config(raw)
    assert not problems
    assert config == Config(
        people=("Leute", "Menschen"),
        goals="Ziele",
        pages="Netz",
        templates=("Vorlagen",),
        log_heading=("Verlauf",),
        language="de",
    )


def test_an_unknown_setting_is_reported_with_its_place_and_a_suggestion() -> None:
    config, (problem,) = parse_config(b'goals = "Ziele"\n\nlangauge = "de"\n')
    assert config == Config(goals="Ziele")
    assert str(problem) == (
        f"{CONFIG_PATH}:3:1: bad-setting unknown setting langauge (did you mean language?)"
    )


def test_an_unknown_setting_like_no_other_lists_what_is_known() -> None:
    _, (problem,) = parse_config(b"xyzzy = 1")
    assert "people" in problem.fix
    assert "log_heading" in problem.fix


@pytest.mark.parametrize(
    "line",
    ["people = 1", "people = [1]", 'people = [""]', "goals = []", 'goals = ""', "language = true"],
)
def test_a_value_of_the_wrong_kind_is_reported_and_the_default_used(line: str) -> None:
    config, (problem,) = parse_config(f"# first\n{line}\n".encode())
    assert config == Config()
    assert problem.line == 2
    assert "must be" in problem.message


def test_a_wrong_setting_does_not_spoil_the_others() -> None:
    config, problems = parse_config(b'goals = 3\nlanguage = "fr"\n')
    assert config == Config(language="fr")
    assert len(problems) == 1


def test_broken_toml_is_reported_at_its_line() -> None:
    config, (problem,) = parse_config(b'goals = "a"\nlanguage = \n')
    assert config == Config()
    assert problem.line == 2


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"goals = '\xe9'", b"a = " + b"[" * 50_000])
def test_what_is_no_toml_is_one_problem(raw: bytes) -> None:
    config, (problem,) = parse_config(raw)
    assert config == Config()
    assert problem.message


def test_a_config_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / CONFIG_PATH).mkdir(parents=True)
    config, (problem,) = load_config(tmp_path)
    assert config == Config()
    assert "cannot be read" in problem.message


@given(st.binary())
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    config, problems = parse_config(raw)
    assert isinstance(config, Config)
    assert all(problem.line >= 1 for problem in problems)


def test_the_rhythms_of_circles_are_laid_over_the_default_ones() -> None:
    raw = b'[cadence]\n"Close Friends" = "2 weeks"\nchoir = "quarterly"\nfamily = "never"\n'
    config, problems = parse_config(raw)
    assert not problems
    rhythms = dict(config.cadence)
    assert "family" not in rhythms
    assert "close friend" not in rhythms
    assert (rhythms["Close Friends"], rhythms["choir"], rhythms["friend"]) == (14, 90, 90)
    assert parse_config(b'cadence = { choir = "90" }')[0].cadence == (*CADENCE, ("choir", 90))


@pytest.mark.parametrize("value", ['"often"', "30", '""', "[]", "true", '{ a = "1 week" }'])
def test_a_rhythm_that_is_none_is_reported_at_its_line(value: str) -> None:
    raw = f'goals = "x"\n\n[cadence]\nchoir = "1 week"\ngoals = {value}\n'.encode()
    config, (problem,) = parse_config(raw)
    assert config.cadence == (*CADENCE, ("choir", 7))
    assert (problem.line, problem.message) == (5, "the cadence of goals must be a time span")
    assert "3 months" in problem.fix


@pytest.mark.parametrize("value", ["3", '"1 month"', "[]", '["1 month"]'])
def test_rhythms_are_a_table(value: str) -> None:
    config, (problem,) = parse_config(f"cadence = {value}".encode())
    assert config == Config()
    assert problem.message == "cadence must be a table of circles"


@pytest.mark.parametrize(
    ("value", "roles"),
    [('["beekeeper: apiarist", "-vet"]', ("beekeeper: apiarist", "-vet")), ('"smith"', ("smith",))],
)
def test_roles_to_discover(value: str, roles: tuple[str, ...]) -> None:
    config, problems = parse_config(f"[discover]\nroles = {value}\n".encode())
    assert not problems
    assert config == Config(discover=roles)


def test_discover_may_be_empty() -> None:
    assert parse_config(b"[discover]\n") == (Config(), ())


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        ('roles = "x"\n[discover]\nroles = [3]', 3, "discover.roles must be a list of texts"),
        ("discover = []", 1, "discover must be a table with a list of roles"),
        ('discover = ["vet"]', 1, "discover must be a table with a list of roles"),
        ("[discover]\nroles = []\ncircles = []", 3, "unknown setting discover.circles"),
    ],
)
def test_wrong_roles_to_discover_are_reported(raw: str, line: int, message: str) -> None:
    config, problems = parse_config(raw.encode())
    assert config == Config()
    assert (problems[-1].line, problems[-1].message) == (line, message)
