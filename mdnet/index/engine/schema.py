"""The Whoosh schema: fields that take ready terms and keep nothing but their weights.

Whoosh's own text fields analyse, count lengths and store positions for each posting. The
terms here come analysed and with their length already in the weight, so a posting is a
number and a weight, and ``mdnet.index.engine.pool`` passes them by what Whoosh makes of a field.
"""

from whoosh import columns, fields, formats

PATH = "path"
RECORD = "record"
PASSAGES = "passages"


def encoded(term: str) -> bytes:
    """A term as bytes; a path may hold bytes that are no UTF-8, as lone surrogates."""
    return term.encode("utf-8", "surrogateescape")


class WeightedTerms(fields.FieldType):  # type: ignore[misc]
    """A field of terms with weights."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.vector = None
        self.column_type = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.spelling = False
        self.sortable = False
        self.multitoken_query = "default"

    def to_bytes(self, value: str | bytes) -> bytes:
        """A term as Whoosh keeps it."""
        return value if isinstance(value, bytes) else encoded(value)


def schema(names: tuple[str, ...]) -> fields.Schema:
    """The schema for the given term fields."""
    return fields.Schema(
        **{
            PATH: WeightedTerms(),
            RECORD: fields.STORED,
            # As a stored field it would be pickled, and packed in vain.
            PASSAGES: fields.COLUMN(columns.VarBytesColumn()),
        },
        **{name: WeightedTerms() for name in names},
    )
