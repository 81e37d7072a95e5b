"""Writes the JSON Schemas of front matter, mdnet/schema/*.json; ``--check`` only compares."""

import json
import sys
from pathlib import Path

from mdnet.notes.schema import KINDS, schema_of

FOLDER = Path(__file__).parent.parent / "mdnet/schema"


def main() -> None:
    """Write the files, or with ``--check`` end with 1 when one is stale."""
    for kind in KINDS:
        path = FOLDER / f"{kind}.schema.json"
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"mdnet/schema/{path.name} is stale; run: make docs")


if __name__ == "__main__":
    main()
