"""The errors that an operation can end in.

Every error says in one sentence what is wrong and what to do, and knows the exit code
of the command it ends. Nothing here knows the command line: ``mdnet.cli`` converts.
Bad data in a note is a value, not an error: see ``mdnet.model.contact.Problem``.

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
    """There is no vault in the place searched."""

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
    """Somebody is known only through others, and has no note to write in."""

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
            f'Your notes give no {known} for {_listed(names)}. Add one: mdnet edit "{names[0]}"'
        )


class BadNameError(MdnetError):
    """A person or goal was given a name that no file can have."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(
            f'"{name}" cannot be the name of a note: use at least one letter, '
            "digit or symbol that is allowed in a file name."
        )


class UnreadPathError(MdnetError):
    """A note would lie where no scan finds it, or be read as something else."""

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

    ``line`` is the place in the note; ``what_to_type`` is a line that the user can write
    there, empty when no single line would do, as for a merge. Code that edits text knows no
    path; its caller adds the path with ``of``.
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
        """The same refusal, for the note at ``path``."""
        return EditRefusedError(self.line, self.reason, self.what_to_type, path)


class EditConflictError(MdnetError):
    """A note was changed by something else at the same time; both versions are safe."""

    exit_code = 5


class IndexBusyError(MdnetError):
    """Another process holds the index and did not let go in time."""


class VaultBusyError(MdnetError):
    """Another process writes to the notes of the vault and did not let go in time."""


def reason_of(error: MdnetError | OSError) -> str:
    """The reason why something failed, to stand after the name of a note."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _listed(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
