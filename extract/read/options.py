"""How inputs are to be read: what the user says of them, and how much is allowed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input may cost; beyond a limit stands an error and never a silent cut."""

    bytes: int = 20_000_000
    """Of one document as it is stored: a file, a line of JSON Lines, a member of an archive."""
    characters: int = 10_000_000
    """Of one document's text."""
    members: int = 100_000
    """Of one archive."""
    nesting: int = 3
    """Archives within archives, the outermost counted."""
    ratio: int = 200
    """Bytes of a member for each byte that it is packed in."""
    unpacked: int = 4_000_000_000
    """Bytes of all members of an archive together."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record (JSON, JSON Lines, CSV) that hold its text and what is known of it.

    Those that are None are looked for under their own name and may be missing.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """All that a user may say of the inputs."""

    encoding: str | None = None
    """The encoding of all texts that do not name their own; None: what the bytes say."""
    format: str | None = None
    """The format of all inputs, whatever their names say."""
    main_text: bool = False
    """Of web pages the article alone, without what stands around it."""
    fields: Fields = field(default_factory=Fields)
    limits: Limits = field(default_factory=Limits)


DEFAULT = ReadOptions()
