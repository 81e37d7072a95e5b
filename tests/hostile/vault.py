"""A vault as somebody who means harm would make it, or a broken disk.

Every file in it that can be told by its name has the name of what is wrong with it.
"""

import os
import socket
from contextlib import suppress
from pathlib import Path

ESC = "\x1b"
# Clears the screen, sets the clipboard, makes a link, turns red, reorders the line.
TERMINAL = f"{ESC}[2J{ESC}]52;c;cm0gLXJm\x07{ESC}]8;;http://x.example\x07\x9b31m\u2066\u202e"
YAML_TERMINAL = TERMINAL.encode("unicode_escape").decode()
OUTSIDE = "what lies outside of the vault"

GOOD = "---\nroles: [dentist]\ncircles: [work]\ncity: Bern\n---\nFixes teeth.\n\n## Log\n- 2026-05-02 got: a crown\n"
GOAL = "---\ntype: goal\nwants: [dentist]\n---\n\n## Leads\n- 2026-05-02 asked: [[Good One]]\n"

NAMES = (
    "new\nline", f"title{ESC}]0;owned\x07", f"link{ESC}]8;;mailto:x\x07", f"{ESC}]52;c;cm0=\x07",
    "bidi\u202egpj", "\u2066hidden\u2069", "🎻", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "x" * 252,
    "渡" * 84, "Chlo\u00e9", "Chloe\u0301", "-rf", "--help", " blank ", "a\tb", "~", "$HOME", "%s{}", "'\"`",
    "back\\slash", "\x9b31m", "\u2028", "CON", "..x", "a" + "\u0301" * 80, "*", "[[x]]", "x#y|z^",
)  # fmt: skip


def _bomb(kind: str) -> str:
    steps = "".join(
        f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
    )
    if kind == "laughs":
        return f"a: &a [lol, lol]\n{steps}roles: *i\n"
    merged = "".join(
        f"{letter}: &{letter}\n  <<: [{', '.join([f'*{before}'] * 9)}]\n"
        for before, letter in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"a: &a {{x: 1}}\n{merged}"


def front(yaml: str) -> bytes:
    """Return a note whose front matter is ``yaml``."""
    return f"---\n{yaml}\n---\nA dentist.\n".encode("utf-8", "surrogatepass")


# Every kind of value holds what would act on a terminal.
EVERY_KEY = "\n".join(
    [
        f'birthday: 1990-01-01\nfollow_up: 2026-12-01\n"own{YAML_TERMINAL}": "x{YAML_TERMINAL}"',
        f'photo: "http://x.example/{YAML_TERMINAL}"\nvcard: ["X-A{YAML_TERMINAL}:b{YAML_TERMINAL}"]',
        f'knows: ["[[Gus{YAML_TERMINAL}]]"]\nurls: ["http://x.example/{YAML_TERMINAL}"]',
        *(f'{key}: ["x{YAML_TERMINAL}"]' for key in (
            "aliases", "circles", "roles", "organizations", "languages", "skills", "offers", "needs",
            "interests", "phones", "emails", "address", "social", "tags",
        )),
        *(f'{key}: "x{YAML_TERMINAL}"' for key in ("about", "city", "met_at", "pronouns", "uid")),
    ]
)  # fmt: skip

# Each is a note; all of them must be reported or read, and none may stop a command.
NOTES: dict[str, bytes] = {
    "Billion Laughs": front(_bomb("laughs")),
    "Merge Bomb": front(_bomb("merge")),
    "Brackets": front("a: " + "[" * 60_000),
    "Braces": front("a: " + "{" * 60_000),
    "Dashes": front("- " * 30_000),
    "Wide Dashes": front("? -  " * 12_000),
    "Self Reference": front("a: &a [*a]\nroles: &x [1, *x]"),
    "Anchors": front("roles:\n" + "".join(f"- &a{n} x\n" for n in range(4_000))),
    "Many Keys": front("".join(f"k{n}: v\n" for n in range(5_000))),
    "Ten Megabytes of Front Matter": front("".join(f"key{n}: value\n" for n in range(700_000))),
    "Never Closed": b"---\nroles: [dentist]\n" + b"x: y\n" * 100_000,
    "Binary": bytes(range(256)) * 400,
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-32": GOOD.encode("utf-32"),
    "Surrogates": front("city: B\ud800rn\nroles: [den\udc80tist]"),
    "Invalid": b"---\nroles: [dentist]\ncity: B\xe4rn\n---\nA d\xffntist.\n",
    "Nul": b"---\nroles: [den\0tist]\n---\nA \0 dentist.\n",
    "Every Key": front(EVERY_KEY) + f"{TERMINAL}\r\n\n## Log\n- 2026-01-01 gave: {TERMINAL}\n".encode(),
    "Escapes": front(f'aliases: ["{YAML_TERMINAL}"]\ncity: "\\e[2J"')
    + f"{TERMINAL} [[{TERMINAL}]]\n\n## Log\n- 2026-01-01 got: {TERMINAL}\n- 9999-99-99 {TERMINAL}\n".encode(),
    "Broken Escapes": front(f"roles: [{TERMINAL}\n{TERMINAL}: ["),
    "Dates": front("birthday: 9999-99-99\nmet: 0000-00-00\nlast_contact: 99999999999-01-01")
    + b"\n## Log\n- 9999-12-31 got: x\n- 0001-01-01 gave: y (x99999999999999999999999999)\n- 2026-01-01 got: z (xnan)\n",
    "Numbers": front("closeness: 9" + "9" * 5_000 + "\ncadence: " + "9" * 5_000 + " years\ntrust: -1e400"),
    "Empty": b"",
    "Only Dashes": b"---\n---\n",
    "Odd Types": front("aliases: {a: {b: [c]}}\nknows: {a: b}\nroles: [[[[x]]]]\nname: [a, {b: c}]\ntags: {}"),
    "Links Everywhere": b"[[Good One]] " * 20_000,
    "Open Links": b"[[" * 100_000,
    "Open Code": b"`" * 150_000,
    "Open Comments": b"<!-- %% " * 25_000,
    "One Line": b"dentist " * 80_000,
    "One Word": b"x" * 600_000,
    "Stars": b"*_" * 100_000,
    "Headings": b"# " * 80_000 + b"\n" + b"## Log\n" * 20_000,
    "Log Lines": b"---\nroles: [dentist]\n---\n## Log\n" + b"- 2026-05-02 got: x [[Good One]]\n" * 10_000,
    "Indented": b"".join(b" " * n + b"- x\n" for n in range(1_500)),
    "Huge Number": front(f"closeness: {'1' * 60_000}\ncadence: {'1' * 60_000}"),
    "Long Name": front(f"name: {'y' * 60_000}\naliases: [{'dentist ' * 500}]\nknows: ['[[{'z' * 2_000}]]', '[[Godo One]]']"),
    "Template": b"---\nroles: ['{{ x }}']\n---\n{% for x in range(10**9) %}x{% endfor %}",
}  # fmt: skip


def write_hostile_vault(root: Path) -> None:
    """Fill the new folder ``root``; what lies beside it is ``OUTSIDE``."""
    people = root / "People"
    people.mkdir(parents=True)
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "Secret.md").write_text(f"---\nroles: [dentist]\n---\n{OUTSIDE}\n")
    (people / "Good One.md").write_text(GOOD)
    (people / "Good Two.md").write_text(GOOD.replace("crown", "bridge from [[Good One]]"))
    (root / "Goals").mkdir()
    (root / "Goals/Find a dentist.md").write_text(GOAL)
    for name, data in NOTES.items():
        (people / f"{name}.md").write_bytes(data)
    for name in NAMES:
        (people / f"{name}.md").write_text(GOOD)
    _write_bytes_names(people)
    _write_large(people / "A Hundred Megabytes.md")
    _write_special(people)
    _write_closed(root, people)
    _write_links(root, people, outside)


def _write_bytes_names(people: Path) -> None:
    for name in (b"\xff\xfe.md", b"caf\xe9.md", b"\xed\xa0\x80.md"):
        with suppress(OSError):  # some file systems want UTF-8
            Path(os.fsdecode(os.fsencode(people) + b"/" + name)).write_text(GOOD)


def _write_large(path: Path) -> None:
    """Write a hundred megabytes that take no room on the disk."""
    with path.open("wb") as file:
        file.write(b"---\nroles: [dentist]\n---\nA long story.\n")
        file.truncate(100 * 1024 * 1024)


def _write_closed(root: Path, people: Path) -> None:
    """Write what may not be read; root must give up its powers to see it so: see mortal.py."""
    (people / "Closed.md").write_text(GOOD)
    (people / "Closed.md").chmod(0)
    (root / "Shut").mkdir()
    (root / "Shut/Inside.md").write_text(GOOD)
    (root / "Shut").chmod(0)
    (people / "Read Only.md").write_text(GOOD)
    (people / "Read Only.md").chmod(0o444)


def _write_special(people: Path) -> None:
    """Write what is no file: a pipe, a socket, a device, a folder that is called as a note."""
    os.mkfifo(people / "Pipe.md")
    (people / "Folder.md").mkdir()
    (people / "Folder.md/Inside.md").write_text(GOOD)
    with suppress(OSError):
        os.mknod(people / "Device.md", 0o666 | 0o020000, os.makedev(1, 5))  # /dev/zero
    place = os.getcwd()  # noqa: PTH109
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(people)  # the path of a socket is a short one
        server.bind("Socket.md")
    os.chdir(place)


def _write_links(root: Path, people: Path, outside: Path) -> None:
    links = {
        "Loop.md": "Loop.md",
        "Ping.md": "Pong.md",
        "Pong.md": "Ping.md",
        "Nowhere.md": "nowhere",
        "Secret.md": str(outside / "Secret.md"),
        "Zero.md": "/dev/zero",
        "Passwords.md": "/etc/passwd",
        "Up.md": "..",
        "Linked Pipe.md": "Pipe.md",
        "Same.md": "Good One.md",
        "Git.md": "../.git/config",
        "Round": "..",
        "Outside": str(outside),
    }
    for name, target in links.items():
        (people / name).symlink_to(target)
    (root / ".git").mkdir()
    (root / ".git/config").write_text("[core]\n")


def spoil_settings(root: Path) -> None:
    """Give the vault settings, goal words and templates that mean harm."""
    folder = root / ".mdnet"
    (folder / "templates").mkdir(parents=True)
    (folder / "config.toml").write_text(
        f'people = ["People", "../../x", "\\u0000", "/"]\ngoals = "\\u0000"\npages = "\\u0000"\n'
        f'log_heading = "Log\\n\\n---\\n{YAML_TERMINAL.replace(chr(92) + "x", chr(92) + "u00")}"\n'
        f'language = "../\\u0000"\nnumber = {"9" * 300}\n'
    )
    (folder / "goals.toml").write_text('[[goal]]\nsay = ["(a+)+$", "[["]\nask = [".*"]\n' * 50)
    (folder / "templates/person.md.j2").write_text("{{ ''.__class__.__mro__ }}")
    os.mkfifo(folder / "templates/goal.md.j2")
