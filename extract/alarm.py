"""A limit to the time that a piece of work takes: the clock interrupts it, a regular expression too.

It works in the main thread of a process, where the system has interval timers; elsewhere the work is not limited, and
what holds is the deadline that another process keeps.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUp(BaseException):
    """The time is over. No `Exception`, so that nothing in the work that catches those goes on."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `TimeIsUp` in the block when it takes longer."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
