"""The errors an operation can end in.

Every error says in one sentence what is wrong and what to do, and knows the exit code
of the command it ends. Nothing here knows of the command line: ``mdnet.cli`` converts.
Bad data in a note is no error but a value: see ``mdnet.model.contact.Problem``.

``MdnetError`` (1)
├── ``NoVaultError`` (3)
├── ``VaultGoneError`` (1)
├── ``NotFoundError`` (4)
├── ``NoGoalError`` (4)
├── ``AmbiguousNameError`` (4)
├── ``NoNoteError`` (4)
├── ``NoWayError`` (1)
├── ``BadNameError`` (2)
├── ``UnreadPathError`` (2)
├── ``RefusedError`` (5)
│   └── ``EditRefusedError`` (5)
├── ``EditConflictError`` (5)
├── ``IndexBusyError`` (1)
└── ``VaultBusyError`` (1)
"""

from collections.abc import Sequence


class MdnetError(Exception):
    """An operation failed; the message is a sentence for the user."""

    exit_code = 1


class NoVaultError(MdnetError):
    """There is no vault where one was looked for."""

    exit_code = 3


class VaultGoneError(MdnetError):
    """The folder of the vault was renamed, moved or deleted while it was watched."""


class NotFoundError(MdnetError):
    """Nothing in the vault has the name that was given."""

    exit_code = 4

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f" Did you mean {_listed(suggestions)}?" if suggestions else ""
        super().__init__(f'There is nobody called "{name}" in this vault.{hint}')
        self.name = name
        self.suggestions = tuple(suggestions)


class NoGoalError(MdnetError):
    """No goal has the name that was given."""

    exit_code = 4

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f" Did you mean {_listed(suggestions)}?" if suggestions else ""
        super().__init__(f'There is no goal called "{name}" in this vault.{hint}')
        self.name = name
        self.suggestions = tuple(suggestions)


class AmbiguousNameError(MdnetError):
    """More than one note has the name that was given."""

    exit_code = 4

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        lines = "".join(f"\n  {candidate}" for candidate in candidates)
        super().__init__(f'"{name}" could be any of these; say which:{lines}')
        self.name = name
        self.candidates = tuple(candidates)


class NoNoteError(MdnetError):
    """Somebody is known through others only, and has no note to write in."""

    exit_code = 4

    def __init__(self, name: str) -> None:
        super().__init__(f'"{name}" has no note yet. Make one: mdnet new "{name}"')
        self.name = name


class NoWayError(MdnetError):
    """No note says how somebody can be reached."""

    def __init__(self, names: Sequence[str], kind: str) -> None:
        what = {"page": "web page", "email": "email address", "phone": "phone number"}
        known = what.get(kind, "web page, email address or phone number")
        super().__init__(
            f'No {known} of {_listed(names)} is known. To add one: mdnet edit "{names[0]}"'
        )


class BadNameError(MdnetError):
    """Somebody or something is to have a name that no file can have."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(
            f'"{name}" cannot be the name of a note; it needs at least one letter, '
            "digit or symbol that a file name can hold."
        )


class UnreadPathError(MdnetError):
    """A note would lie where no scan finds it, or would be read as something else."""

    exit_code = 2

    def __init__(self, path: str, reason: str, what_to_do: str) -> None:
        super().__init__(
            f"{path} would never be read: {reason}. Nothing was written; {what_to_do}."
        )


class RefusedError(MdnetError):
    """A write was refused because it could lose or shadow something."""

    exit_code = 5


class EditRefusedError(RefusedError):
    """A note is written in a way that mdnet does not dare to change.

    ``line`` is the place in the note, ``what_to_type`` what the user can write there by
    hand; empty when no single line would do, as for a merge. What edits the text of a note
    knows no path; who knows it says so with ``of``.
    """

    def __init__(self, line: int, reason: str, what_to_type: str, path: str = "") -> None:
        place = f"{path}:{line}" if path else f"Line {line}"
        way_out = (
            f"Type it by hand: {what_to_type}"
            if what_to_type
            else "Fix the note first, by hand or with mdnet check --fix."
        )
        super().__init__(f"{place}: {reason}; nothing was written.\n{way_out}")
        self.line = line
        self.reason = reason
        self.what_to_type = what_to_type

    def of(self, path: str) -> "EditRefusedError":
        """The same refusal, of the note at ``path``."""
        return EditRefusedError(self.line, self.reason, self.what_to_type, path)


class EditConflictError(MdnetError):
    """A note was changed by something else at the same time; both versions are safe."""

    exit_code = 5


class IndexBusyError(MdnetError):
    """Another process holds the index and did not let go in time."""


class VaultBusyError(MdnetError):
    """Another process writes to the notes of the vault and did not let go in time."""


def reason_of(error: MdnetError | OSError) -> str:
    """Return why something failed, as it can stand behind the name of a note."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _listed(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
