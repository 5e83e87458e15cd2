"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from stepwell.errors import FileError


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Writes `content` to `path` by way of a file beside it, so that nobody ever sees half of it.

    Raises
    ------
    FileError
        Where the file cannot be written.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # /dev/stdout and the like
            target.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileError(f"cannot write {target}: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
