"""Postings that the pool hands to Whoosh are on disk what Whoosh's own pool makes of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage

from mdnet.index.engine.pool import FieldWriter, PostingPool
from mdnet.index.engine.schema import encoded, schema
from tests.conftest import examples

FIELDS = ("about", "roles")
# Lone surrogates stand for the bytes of a path that are no UTF-8.
TERMS = st.text(st.sampled_from("aé林\udc80\udcff\x00"), min_size=1, max_size=3)
WEIGHTS = st.sampled_from([1.0, 0.5, 2.25])
DOCUMENTS = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), st.dictionaries(TERMS, WEIGHTS, max_size=4)),
    max_size=200,
)


def files(write: Any) -> dict[str, bytes]:
    """Return the files of postings that ``write`` writes by a field writer of Whoosh."""
    storage = RamStorage()
    codec = W3Codec()
    segment = codec.new_segment(storage, "x")
    segment.segid = "same"
    writer = codec.field_writer(storage, segment)
    write(writer)
    writer.close()
    return {name: storage.open_file(name).read() for name in storage.list()}


def tuples(documents: list[Mapping[str, Mapping[str, float]]]) -> Iterator[tuple[Any, ...]]:
    """Yield the postings as Whoosh's own pool holds them."""
    for number, terms in enumerate(documents):
        for field, weights in terms.items():
            for term, weight in weights.items():
                yield field, encoded(term), number, weight, b""


@examples(60)
@given(DOCUMENTS)
def test_the_files_are_those_of_whoosh(documents: list[Mapping[str, Mapping[str, float]]]) -> None:
    every = list(tuples(documents))
    theirs = files(lambda writer: writer.add_postings(schema(FIELDS), None, sorted(every)))
    pool, merging = PostingPool(), PostingPool()
    for number, terms in enumerate(documents):
        pool.put(number, terms)
    for posting in every:
        merging.add(posting)
    for one in (pool, merging):
        held = one.iter_postings()
        ours = files(
            lambda writer, held=held: FieldWriter(writer).add_postings(schema(FIELDS), None, held)
        )
        assert ours == theirs
        assert list(one.iter_postings()) == []


def test_a_cancelled_commit_leaves_nothing() -> None:
    pool = PostingPool()
    pool.put(0, {"about": {"baker": 1.0}})
    pool.cleanup()
    assert list(pool.iter_postings()) == []
