"""Columns of text in which Chinese characters take two places."""

from unicodedata import east_asian_width


def width_of(text: str) -> int:
    """The places that a text takes on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width."""
    return text + " " * max(0, width - width_of(text))
