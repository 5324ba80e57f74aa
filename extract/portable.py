"""Names of sources → names of files that every system can hold, and every program walk."""

from hashlib import sha256

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that are devices on Windows, whatever their suffix."""
_RECORD = "run"
"""The record of the run has this name, at the top of its folder."""
_MOST_BYTES = 200
"""Of one part of a path; file systems take 255, and suffixes are yet to come."""
_MOST_PARTS = 40
_KEPT_PARTS = 4


def portable(name: str) -> str:
    """The name, part by part as it is where it can be; what is cut is told apart by a hash."""
    parts = [f"{name}_"] if name.lower() == _RECORD else name.split("/")
    if len(parts) > _MOST_PARTS:
        parts = [*parts[:_KEPT_PARTS], f"~{_hash(name)}", parts[-1]]
    return "/".join(_part(part) for part in parts)


def _part(part: str) -> str:
    stem, dot, suffix = part.partition(".")
    if stem.lower() in _DEVICES:
        part = f"{stem}_{dot}{suffix}"
    encoded = part.encode()
    if len(encoded) <= _MOST_BYTES:
        return part
    return f"{encoded[:_MOST_BYTES].decode('utf-8', 'ignore')}~{_hash(part)}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
