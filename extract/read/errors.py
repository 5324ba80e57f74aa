"""What can be wrong with an input: a code that stays, and a sentence that says what to do."""

from enum import StrEnum


class Fault(StrEnum):
    """The kinds of faults, by the code that scripts may rely on."""

    NOT_FOUND = "not_found"
    """There is nothing of this name, or nothing in it that can be read."""
    UNREADABLE = "unreadable"
    """The system refuses to open or read it."""
    NOT_A_FILE = "not_a_file"
    """A pipe, a device, or a folder where a file is meant."""
    SAME_NAME = "same_name"
    """Two sources would have one name."""
    CHANGED = "changed"
    """It is not what the facts were read from."""
    UNKNOWN_FORMAT = "unknown_format"
    """Of a kind that is not read."""
    NOT_TEXT = "not_text"
    """Bytes that are no text, though the name says so."""
    NO_TEXT = "no_text"
    """A document without text, such as a scan."""
    ENCODING = "encoding"
    """Text in an encoding that the bytes leave open, or with bytes that it does not have."""
    MALFORMED = "malformed"
    """Not well formed as what it claims to be."""
    ENCRYPTED = "encrypted"
    """Behind a password."""
    NO_FIELD = "no_field"
    """A record without the field that was asked for."""
    MISSING_EXTRA = "missing_extra"
    """A format whose library is not installed."""
    TOO_LARGE = "too_large"
    """More bytes or characters than are allowed."""
    ARCHIVE_LIMIT = "archive_limit"
    """An archive that is too deep, has too many members, or unpacks to too much."""


class ReadError(Exception):
    """An input that could not be read: which, what to do about it, and the code of the fault."""

    def __init__(self, name: str, message: str, code: Fault = Fault.UNREADABLE) -> None:
        super().__init__(f"{name}: {message} [{code}]")
        self.name = name
        self.message = message
        self.code = code

    @classmethod
    def of_system(cls, name: str, error: OSError) -> "ReadError":
        """What the operating system said of the input."""
        return cls(name, f"cannot be read: {error.strerror or error}", Fault.UNREADABLE)
