"""The questions of ``mdnet discover --interactive``, and the notes made of the answers."""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from mdnet.cli import is_ctrl_c, output
from mdnet.cli.context import fresh_index

if TYPE_CHECKING:
    from mdnet.history.journal import Command
    from mdnet.history.transaction import Transaction
    from mdnet.network.coverage import Finding
    from mdnet.network.everyday_roles import Role
    from mdnet.vault.root import Vault

_STOP = frozenset(("q", "quit"))
_HOW = "name, empty to skip, q to stop"
_SERVICE = "service provider"
# Questions for circles where "from your …" does not work.
_FROM = {
    "family": "Who is in your family?", "close friend": "Who is a close friend of yours?",
    "friend": "Who is a friend of yours?", "service provider": "Who works for you now and then?",
    "neighbour": "Who is a neighbour of yours?", "online": "Who do you know online?",
    "former work": "Who worked with you in an earlier job?", "work": "Who works with you?",
    "school": "Who went to school or studied with you?",
    "politics": "Who do you know in politics?",
    "community": "Who do you know from activities where you live?",
}  # fmt: skip


class _Question(NamedTuple):
    text: str
    role: str
    circle: str


def ask_for_the_missing(
    vault: "Vault", found: "Iterable[Finding]", roles: "Iterable[Role]", command: "Command"
) -> None:
    """Ask about each role and circle without people, and create notes from the answers.

    All answers are one edit.

    Raises:
        click.UsageError: there is no terminal.
    """
    from mdnet.history.transaction import Transaction

    questions = list(_questions(found, {role.name: role for role in roles}))
    with Transaction(vault, command) as edit:
        written = _asked(vault, questions, edit)
    _say_the_end(written, len(questions))
    output.say_where_undo_lies(made=command.made_folder)


def _asked(vault: "Vault", questions: "Sequence[_Question]", edit: "Transaction") -> int:
    """Ask the questions until the user stops, and return how many notes were written."""
    written = 0
    for number, question in enumerate(questions):
        try:
            asked = f"{question.text} ({_HOW})"
            answer: str = click.prompt(asked, default="", show_default=False, err=True)
        except click.Abort as error:
            if is_ctrl_c(error):
                raise
            if not number and not sys.stdin.isatty():
                said = "--interactive asks questions; it needs a terminal."
                raise click.UsageError(said) from None
            break
        name = " ".join(answer.split())
        if name.casefold() in _STOP:
            break
        written += bool(name) and _noted(vault, name, question, edit)
        edit.let_go()
    return written


def _questions(found: "Iterable[Finding]", roles: "dict[str, Role]") -> "Iterable[_Question]":
    for one in found:
        if one.count or one.people:
            continue
        if one.kind == "circle":
            text = _FROM.get(one.name, f"Who do you know from your {one.name}?")
            yield _Question(text, "", one.name)
        elif one.kind == "role":
            circle = roles[one.name].circle
            served = circle == _SERVICE
            text = f"Who is your {one.name}?" if served else f"Who do you know as {one.name}?"
            yield _Question(text, one.name, circle)


def _noted(vault: "Vault", name: str, question: _Question, edit: "Transaction") -> bool:
    """Create a note for an answer, or add to the existing one; return whether that worked."""
    from mdnet.capture.people import NewPerson, person_note
    from mdnet.history.transaction import encoded
    from mdnet.model.errors import MdnetError
    from mdnet.rendering.sandbox import Sandbox
    from mdnet.util.atomic_write import usual_mode

    try:
        paths = _notes_of(vault, name)
        if paths:
            return _added(vault, paths, question, edit)
        said = {key: (value,) for key in ("role", "circle") if (value := getattr(question, key))}
        with Sandbox(vault.root) as sandbox:
            path, text = person_note(vault, sandbox, NewPerson(name, said))
        edit.create([(path, encoded(path, text))], usual_mode())
    except MdnetError as error:
        output.say(str(error))
        return False
    output.put(str(vault.root / path))
    return True


def _notes_of(vault: "Vault", name: str) -> Sequence[str]:
    """The notes of contacts with this name."""
    from mdnet.util.text import name_key

    catalogue = fresh_index(vault).snapshot.catalogue
    key = name_key(name)
    paths = dict.fromkeys((*catalogue.by_name(key), *catalogue.by_alias(key)))
    return [path for path in paths if (card := catalogue.card(path)) and card.kind == "contact"]


def _added(vault: "Vault", paths: Sequence[str], question: _Question, edit: "Transaction") -> bool:
    """Add the role or circle to an existing note, if the owner agrees."""
    from mdnet.editing.keys import append

    key, value = ("roles", question.role) if question.role else ("circles", question.circle)
    if len(paths) > 1:
        output.say(f"Several people have that name: {', '.join(paths)}. Nothing was written.")
        return False
    if not _agrees(f"{output.safe(paths[0])} already exists. Add {value} to its {key}?"):
        return False
    done = edit.change([(paths[0], lambda data: append(data, key, value))])
    for _, error in done.failures:
        raise error
    output.put(str(vault.root / paths[0]))
    return bool(done.changed)


def _agrees(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort as error:
        if is_ctrl_c(error):
            raise
        return False


def _say_the_end(written: int, questions: int) -> None:
    if not questions:
        output.say("You have somebody for every circle and role on the list. Well connected!")
    elif written:
        output.say(f"{output.counted(written, 'person', 'people')} added. Thank your memory!")
    else:
        output.say("Nothing was written. If names come to mind later, just ask again.")
