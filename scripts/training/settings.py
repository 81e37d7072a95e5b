"""The settings of a training, and the key that identifies it."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mdnet.embeddings.needs import TEMPERATURE
from scripts.needs_corpus import Need

_DATA = Path(__file__).parents[1] / "data"
START = {"en": _DATA / "start.en.bin", "de": _DATA / "start.de.bin"}
"""The untrained word tables, by language."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of a training."""

    seed: int = 1
    averaged: int = 4
    """The number of trainings that are averaged, each with its own seed, as single ones differ."""
    most_steps: int = 1000
    look_every: int = 100
    """The number of steps between updates of the similar needs and the held-out figures."""
    batch: int = 384
    temperature: float = TEMPERATURE
    rate: float = 3e-3
    decay: float = 3e-4
    """The penalty on a word for leaving its place in the untrained table."""
    alike: float = 0.85
    """Needs whose vectors are closer than this are not negatives of each other."""
    least_uses: int = 2
    """A word missing from the untrained table is learned if this many texts have it."""
    second_language: float = 0.3
    """How often a pair is in the second language, where a need has both."""
    other_language: float = 0.35
    """How often the two texts of a pair are in two languages, where a need has both."""
    bits: int = 4


def training_key(needs: Sequence[Need], settings: Settings, date: str) -> str:
    """The key of a training: ``date`` and a checksum of all its inputs.

    The format of the needs' order, texts and settings is part of it; the programs are not.
    """
    crc = zlib.crc32(json.dumps(asdict(settings), sort_keys=True).encode())
    for path in START.values():
        crc = zlib.crc32(path.read_bytes() if path.exists() else b"", crc)
    for need in needs:
        crc = zlib.crc32(json.dumps(asdict(need), ensure_ascii=False).encode(), crc)
    return f"{date} {crc:08x}"


def quick(settings: Settings) -> Settings:
    """Settings for a try-out: a tenth of the steps."""
    return replace(settings, most_steps=max(1, settings.most_steps // 10), look_every=25)
