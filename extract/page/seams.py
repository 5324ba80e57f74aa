"""Do two texts meet: does the second go on where the first was cut?"""

from collections.abc import Callable

from extract.page.marks import Marks

LONGEST_REPEAT = 12
"""No more characters are printed again after a column break."""
LONGEST_WORD = 4
_CUTS = [(cut, length - cut) for length in range(2, LONGEST_WORD + 1) for cut in range(1, length)]
"""How many characters of a word may stand on either side of a break."""


class Seams:
    """What the characters on both sides of a break say."""

    def __init__(self, marks: Marks, is_word: Callable[[str], bool]) -> None:
        self._marks = marks
        self._is_word = is_word

    def meet_in_word(self, before: str, after: str) -> bool:
        """Whether a word runs across the seam and cuts no word on either side of it."""
        if not any(map(self._is_word, _words_across(before, after, 1, 1))):
            return False
        lengths = range(LONGEST_WORD, 1, -1)
        left = next((length for length in lengths if self._is_word(before[-length:])), 1)
        right = next((length for length in lengths if self._is_word(after[:length])), 1)
        return any(map(self._is_word, _words_across(before, after, left, right)))

    def goes_on(self, before: str, after: str) -> bool:
        """Whether the second text plainly goes on where the first stops."""
        return self._marks.closes_foreign(after) or self.repeated(before, after) > 0 or self.meet_in_word(before, after)

    def repeated(self, before: str, after: str) -> int:
        """How many characters at the start of `after` only repeat the end of `before`.

        A single one that begins a word of its own is no repetition.
        """
        length = _repeated(before, after)
        return 0 if length == 1 and self._is_word(after[:2]) else length


def _words_across(before: str, after: str, left: int, right: int) -> list[str]:
    """What may be one word across the seam, at least so many characters on either side."""
    return [
        before[-head:] + after[:tail]
        for head, tail in _CUTS
        if left <= head <= len(before) and right <= tail <= len(after)
    ]


def _repeated(before: str, after: str) -> int:
    """How many characters at the end of `before` stand at the start of `after` again; figures are never dropped."""
    if after[:1] not in before[-LONGEST_REPEAT:]:
        return 0
    for length in range(min(LONGEST_REPEAT, len(before), len(after)), 0, -1):
        end = before[len(before) - length :]
        if after.startswith(end) and end.isalpha():
            return length
    return 0
