import gc
import weakref

from mdnet.model.circles import circle_key
from mdnet.watch.memory import give_back


class Loop:
    """Something that only the garbage collector can free."""

    def __init__(self) -> None:
        self.own = self


def test_garbage_is_dropped_and_nothing_is_remembered() -> None:
    circle_key("close friends")
    assert circle_key.cache_info().currsize
    gc.disable()
    try:
        garbage = weakref.ref(Loop())
        assert garbage()
        give_back()
        assert garbage() is None
    finally:
        gc.enable()
    assert circle_key.cache_info().currsize == 0
    assert circle_key("close friends") == "close friend"
