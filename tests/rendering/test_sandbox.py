import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdnet.rendering import sandbox as module
from mdnet.rendering.resources import USER_TEMPLATES
from mdnet.rendering.sandbox import Sandbox
from mdnet.rendering.templates import BadTemplateError

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
Template = Callable[[str, str], None]


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """A function that writes a template of the user."""
    (tmp_path / USER_TEMPLATES).mkdir(parents=True)

    def write(name: str, text: str) -> None:
        (tmp_path / USER_TEMPLATES / name).write_text(text)

    return write


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path) as opened:
        yield opened


def _said(sandbox: Sandbox, name: str) -> str:
    """What becomes of a template: its text, or why there is none."""
    try:
        return sandbox.render(name, {"name": "Ana"})
    except BadTemplateError as error:
        return str(error)


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_all_templates_share_one_process(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = module._Worker.__init__

    def noted(worker: module._Worker) -> None:
        started.append(worker)
        start(worker)

    monkeypatch.setattr(module._Worker, "__init__", noted)
    for name in "abc":
        template(name, f"{name} {{{{ name }}}}")
    assert [_said(sandbox, name) for name in "abc"] == ["a Ana", "b Ana", "c Ana"]
    assert len(started) == 1


def test_a_thousand_templates_that_loop_cost_one_budget(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_left", 2.0)
    template("good", "good")
    for number in range(1000):
        template(f"loop{number}", LOOP)
    before = _seconds_of_children()
    said = [_said(sandbox, f"loop{number}") for number in range(1000)]
    assert _seconds_of_children() - before < 6  # the starts of three processes are among it
    stopped = [text for text in said if "it took more than" in text]
    assert said[:2] == stopped
    assert "The template loop1 was stopped: it took more than 1 s" in said[1]
    assert "The template loop999 was skipped" in said[999]
    assert "was skipped" in _said(sandbox, "good")
    with pytest.raises(BadTemplateError, match=r"person\.md\.j2.* is undefined"):
        sandbox.render("person.md.j2", {})  # a built-in one, which has no budget


def test_one_template_that_loops_leaves_time_for_the_next(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_left", 4.0)
    template("loop", LOOP)
    template("good", "Hello {{ name }}")
    assert "was stopped: it took more than 2 s of" in _said(sandbox, "loop")
    assert _said(sandbox, "good") == "Hello Ana"


def test_time_in_which_others_have_the_processor_does_not_count(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    template("good", "Hello {{ name }}")
    assert _said(sandbox, "good") == "Hello Ana"
    monkeypatch.setattr(sandbox, "_left", 0.5)
    assert sandbox._worker
    pid = sandbox._worker._process.pid
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(1.5, os.kill, (pid, signal.SIGCONT)).start()
    assert _said(sandbox, "good") == "Hello Ana"


def test_what_hangs_is_stopped_in_the_end(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WALL_SECONDS", 1.0)
    template("good", "Hello {{ name }}")
    assert _said(sandbox, "good") == "Hello Ana"
    assert sandbox._worker
    os.kill(sandbox._worker._process.pid, signal.SIGSTOP)
    assert _said(sandbox, "good") == "The template good was stopped: it did not finish within 1 s."
    assert "was skipped" in _said(sandbox, "good")


@pytest.mark.parametrize("text", ["x" * 3_000_000, "{{ 'x' * 3000000 }}"])
def test_much_goes_to_the_process_and_back(sandbox: Sandbox, template: Template, text: str) -> None:
    template("long", "{{ name }}" if text.startswith("x") else text)
    assert sandbox.render("long", {"name": text}) == "x" * 3_000_000


def test_a_process_that_dies_is_started_again(sandbox: Sandbox, template: Template) -> None:
    template("good", "Hello {{ name }}")
    assert _said(sandbox, "good") == "Hello Ana"
    assert sandbox._worker
    sandbox._worker._process.kill()
    sandbox._worker._process.wait()
    assert "was stopped: it uses too much memory. Make it do less. (exit -9)" in _said(
        sandbox, "good"
    )
    assert _said(sandbox, "good") == "Hello Ana"


def test_a_signal_that_is_ignored_here_stops_a_template_all_the_same(
    sandbox: Sandbox, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_left", 1.0)
    template("loop", LOOP)
    before = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    try:
        assert "was stopped: it took more than 1 s of" in _said(sandbox, "loop")
    finally:
        signal.signal(signal.SIGPROF, before)


def test_no_process_is_left_behind(tmp_path: Path, template: Template) -> None:
    template("good", "Hello {{ name }}")
    with Sandbox(tmp_path) as sandbox:
        assert _said(sandbox, "good") == "Hello Ana"
        assert sandbox._worker
        pid = sandbox._worker._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
