"""The index of a small vault, for the tests of what is read from one."""

from tests.search.conftest import index_in

__all__ = ["index_in"]
