"""What can go wrong: everything of ours derives from `Error`; misuse of a function is a plain `ValueError`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stepwell._core import Diagnostic

__all__ = ["Error", "FileError", "ModelError", "SimulationError"]


class Error(Exception):
    """Everything that Stepwell raises, but for misuse (`ValueError`, `TypeError`) and Ctrl-C."""


class ModelError(Error, ValueError):
    """A model that cannot be used, with all that is wrong with it.

    Parameters
    ----------
    message : str
        All diagnostics as text, each with file, line and column, and a hint where there is one.
    diagnostics : sequence of Diagnostic
        The same as values: errors and warnings.
    """

    def __init__(self, message: str, diagnostics: "Sequence[Diagnostic]") -> None:
        super().__init__(message, diagnostics)
        self._message = message
        self._diagnostics = list(diagnostics)

    @property
    def diagnostics(self) -> "list[Diagnostic]":
        """list of Diagnostic: All that is wrong, in the order in which it was found; never empty."""
        return list(self._diagnostics)

    def __str__(self) -> str:
        return self._message


class SimulationError(Error):
    """A run that cannot go on; the message says when, where and which case."""


class FileError(Error, OSError):
    """A file that cannot be read or written."""
