import gc
import weakref

import pytest

from mdnet.model.circles import circle_key
from mdnet.watch.memory import Housekeeping, give_back


class Loop:
    """Something that only the garbage collector can free."""

    def __init__(self) -> None:
        self.own = self


def test_garbage_is_dropped_and_nothing_is_remembered_after_many_notes() -> None:
    circle_key("close friends")
    assert circle_key.cache_info().currsize
    gc.disable()
    try:
        garbage = weakref.ref(Loop())
        assert garbage()
        give_back(forget=False)
        assert garbage() is None
    finally:
        gc.enable()
    assert circle_key.cache_info().currsize
    give_back()
    assert circle_key.cache_info().currsize == 0
    assert circle_key("close friends") == "close friend"


def test_it_is_tidied_up_when_there_is_time_or_when_much_piled_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[bool] = []
    tidied: list[int] = []
    monkeypatch.setattr("mdnet.watch.memory.give_back", lambda *, forget: given.append(forget))
    house = Housekeeping(lambda: tidied.append(1))
    house.tidy(is_idle=True)
    assert not given  # there was no look
    house.looked(1)
    house.tidy(is_idle=False)
    assert not given
    house.tidy(is_idle=True)
    house.tidy(is_idle=True)
    assert given == [False]
    for _ in range(30):
        house.looked(1)
        house.tidy(is_idle=False)
    assert given == [False, False]
    house.looked(1000)
    house.tidy(is_idle=True)
    house.looked(1)
    house.tidy(is_idle=True)
    assert given == [False, False, True, False]
    assert len(tidied) == len(given)
