"""Everything that an index tells, in a form in which two indexes can be compared."""

import os
from pathlib import Path
from typing import Any

from mdnet.index.codec import note_from_json
from mdnet.index.fields import FIELDS
from mdnet.index.refresh import Refreshed, refresh
from mdnet.index.store import Snapshot
from mdnet.vault.root import open_vault


def contents(snapshot: Snapshot) -> dict[str, Any]:
    """Return the cards, names, records and postings of an index, all by path."""
    reader, catalogue = snapshot.reader, snapshot.catalogue
    numbers = {path: reader.number(path) for path in catalogue.paths}
    paths = {number: path for path, number in numbers.items() if number is not None}
    records = {path: reader.record(number) for number, path in paths.items()}
    assert reader.count() == len(records)
    for path, record in records.items():
        assert note_from_json(record).path == path
    postings = {}
    for field in FIELDS:
        for term in reader.terms(field):
            # Whoosh keeps weights in four bytes.
            found = {
                paths[number]: round(weight, 4) for number, weight in reader.postings(field, term)
            }
            if found:  # the terms of deleted notes may still be listed
                postings[field, term] = found
    return {
        "paths": catalogue.paths,
        "cards": {card.path: card for card in catalogue.cards()},
        "names": sorted(catalogue.names()),
        "troubled": catalogue.troubled(),
        "records": records,
        "passages": {path: reader.passages(number) for number, path in paths.items()},
        "postings": postings,
    }


def rebuilt(root: Path) -> dict[str, Any]:
    """Return what an index of the vault holds that was built from nothing, in memory."""
    return contents(refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot)


def refreshed(root: Path, **options: Any) -> Refreshed:
    """Refresh the index of the vault in the cache of the test."""
    return refresh(open_vault(root), os.environ, **options)
