"""Makes vaults of any size with a fixed seed: notes of 1 to 2 kB with ties between people."""

import random
import sys
from pathlib import Path

FIRST = (
    "Ada Ben Chloe Dmitri Elena Farid Greta Hana Ivo Jana Kofi Lena Marco Nadia Olu Petra "
    "Quentin Rosa Sami Tara Umar Vera Wanda Xenia Yusuf Zora"
).split()
SECOND = (
    "Abara Berg Castro Dupont Eriksen Fischer Gomez Haas Ito Jansen Keller Lopez Moreau Novak "
    "Okafor Popov Quist Rossi Singh Tanaka Ulrich Vogel Weber Xu Yilmaz Zhang"
).split()
JOBS = (
    "dentist plumber nurse teacher lawyer baker carpenter electrician architect accountant "
    "gardener translator mechanic photographer programmer chemist librarian notary surveyor "
    "midwife optician roofer painter tailor welder journalist geologist pilot cook driver"
).split()
CITIES = "Basel Bern Lyon Porto Turin Graz Ghent Leeds Malmo Cork Split Riga Tartu Gdansk".split()
CIRCLES = ("family", "close friend", "friend", "work", "school", "club", "neighbour", "online")
THINGS = (
    "chess cello bread bicycles roses radios maps kites boats clocks bees choirs tents stoves "
    "lathes looms dogs cats horses orchards rivers trains stamps films poems proofs"
).split()
WORDS = [a + b for a in FIRST for b in SECOND]


def write_vault(folder: Path, people: int, seed: int = 7) -> None:
    """Write a vault of ``people`` contacts into ``folder``, which must not exist."""
    chance = random.Random(seed)
    names = [_name(number) for number in range(people)]
    for number, name in enumerate(names):
        place = folder / "People" / f"{number % 100:02d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}.md").write_text(_note(chance, names), encoding="utf-8")


def _name(number: int) -> str:
    first, rest = number % len(FIRST), number // len(FIRST)
    second, third = rest % len(SECOND), rest // len(SECOND)
    middle = f" {WORDS[third % len(WORDS)].title()}" if third else ""
    return f"{FIRST[first]}{middle} {SECOND[second]}"


def _note(chance: random.Random, names: list[str]) -> str:
    knows = "".join(f'  - "[[{name}]]"\n' for name in chance.sample(names, 3))
    listed = ", ".join(chance.sample(THINGS, 3))
    front = (
        f"circles: [{chance.choice(CIRCLES)}]\nroles: [{chance.choice(JOBS)}]\n"
        f"organizations: [{chance.choice(WORDS).title()} Ltd]\ncity: {chance.choice(CITIES)}\n"
        f"skills: [{listed}]\noffers: [a hand with {chance.choice(THINGS)}]\n"
        f"needs: [somebody for {chance.choice(THINGS)}]\nknows:\n{knows}"
        f"closeness: {chance.randint(1, 5)}\n"
    )
    log = "".join(_log_line(chance) for _ in range(chance.randint(0, 4)))
    return f"---\n{front}---\n{_prose(chance)}\n## Log\n{log}"


def _prose(chance: random.Random) -> str:
    sentences = []
    for _ in range(chance.randint(8, 14)):
        words = [chance.choice(WORDS if chance.random() < 0.6 else THINGS) for _ in range(8)]
        sentences.append(" ".join(words).capitalize() + ".")
    if chance.random() < 0.01:
        sentences.append("Her cousin is a very good dentist.")
    return " ".join(sentences) + "\n"


def _log_line(chance: random.Random) -> str:
    day = f"20{chance.randint(22, 26)}-{chance.randint(1, 10):02d}-{chance.randint(1, 28):02d}"
    return f"- {day} {chance.choice(('gave', 'got', 'met', 'call'))}: {chance.choice(THINGS)}\n"


if __name__ == "__main__":
    write_vault(Path(sys.argv[1]), int(sys.argv[2]))
