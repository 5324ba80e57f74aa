"""How often Python looks for garbage in rings of objects: rarely, in the command and in all that stands for it."""

import atexit
import gc

OBJECTS_TO_COLLECT = 50_000
"""So many new ones between two looks: the 700 that Python begins with cost a tenth of a run and a fifth of a start."""


def collect_rarely() -> None:
    """Set it for the whole process, and no look as it ends, when the system takes all memory back at once.

    A program that calls the library decides for itself.
    """
    gc.set_threshold(OBJECTS_TO_COLLECT)
    atexit.register(gc.freeze)
