"""Process maps as pictures that draw themselves in Jupyter."""

import base64
import os
from typing import Any, Literal

from stepwell._files import write_whole

__all__ = ["Map", "MapFormat"]

MapFormat = Literal["svg", "png", "pdf", "dot"]

_MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "dot": "text/vnd.graphviz"}


class Map:
    """A process map: the whole file as bytes, and how to show it.

    Comes from `Model.map`. In Jupyter an SVG or PNG map draws itself.
    """

    def __init__(self, content: bytes, format: MapFormat, title: str) -> None:
        self._content = content
        self._format = format
        self._title = title

    @property
    def content(self) -> bytes:
        """bytes: The file, as `save` writes it."""
        return self._content

    @property
    def format(self) -> MapFormat:
        """str: `svg`, `png`, `pdf` or `dot`."""
        return self._format

    @property
    def text(self) -> str:
        """str: The file as text, for SVG and DOT.

        Raises
        ------
        ValueError
            For PNG and PDF, which are no text.
        """
        if self._format not in ("svg", "dot"):
            raise ValueError(f"a {self._format} map is no text; see .content")
        return self._content.decode("utf-8")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the file, whole or not at all.

        Parameters
        ----------
        path : path-like
            Where to; the name does not change the format.

        Raises
        ------
        stepwell.FileError
            Where the file cannot be written.
        """
        write_whole(path, self._content)

    def __repr__(self) -> str:
        return f"<Map of {self._title!r}, {self._format}, {len(self._content):,} bytes>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = {"text/plain": repr(self)}
        if self._format in ("svg", "dot"):
            bundle[_MEDIA_TYPES[self._format]] = self.text
        else:
            bundle[_MEDIA_TYPES[self._format]] = base64.b64encode(self._content).decode("ascii")
        return bundle
