"""A limit to the computing time of a piece of work: it is interrupted, in the midst of a regular expression too.

Computing time does not depend on what else the machine does. The limit holds in the main thread of a process, where the
system has such timers; elsewhere, and for work that waits, what holds is the deadline that another process keeps.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUp(BaseException):
    """The time is over. No `Exception`, so that nothing in the work that catches those goes on."""


class Limit:
    """Whether the time of a piece of work is over, also where the work made another error of the interruption."""

    def __init__(self) -> None:
        self.is_over = False

    def ring(self, _number: int, _frame: FrameType | None) -> None:
        """The handler of the timer's signal."""
        self.is_over = True
        raise TimeIsUp


@contextmanager
def time_limit(seconds: float) -> Iterator[Limit]:
    """Raises `TimeIsUp` in the block when this process computes longer."""
    limit = Limit()
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield limit
        return
    before = signal.signal(signal.SIGPROF, limit.ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield limit
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
