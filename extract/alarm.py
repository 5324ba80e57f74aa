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


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeIsUp


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `TimeIsUp` in the block when this process computes longer."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
