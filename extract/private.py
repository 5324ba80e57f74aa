"""The user's own folder for what may be thrown away: nobody else's, or it is not used."""

import os
import stat
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder() -> Path | None:
    """The folder, made if there is none; None where there can be none, or where others have a hand in it."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(base) / "extract"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if is_own(folder) else None


def is_own(path: Path) -> bool:
    """Whether a file or folder is this user's, no link, and open to nobody else."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    return not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & _OTHERS)
