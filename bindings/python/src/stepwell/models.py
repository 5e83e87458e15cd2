"""Models: workflows read from a file or built in code, checked and ready to be mapped and simulated."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from stepwell import _core
from stepwell._core import Diagnostic
from stepwell._values import settings as in_words
from stepwell.maps import Map, MapFormat

__all__ = ["Model", "load"]


class Model:
    """A workflow without errors: what `load` and `Workflow.model` return.

    A value that cannot be changed; `with_settings` gives another. In Jupyter it draws its map.
    """

    def __init__(self, reading: _core.Reading, origin: "Path | _Text", settings: Mapping[str, str]) -> None:
        self._reading = reading
        # Whole, as the current folder may be another one by the time it is read again.
        self._origin = Path.cwd() / origin if isinstance(origin, Path) else origin
        self._settings = dict(settings)

    @property
    def name(self) -> str:
        """str: The workflow's name."""
        return self._reading.name

    @property
    def about(self) -> str:
        """str: What the model says about itself; may be empty."""
        return self._reading.about

    @property
    def file(self) -> Path | None:
        """Path or None: The file that it was read from, from the root; None for one built in code."""
        return self._origin if isinstance(self._origin, Path) else None

    @property
    def cases(self) -> tuple[str, ...]:
        """tuple of str: The names of the case types, in the order of the model."""
        return tuple(self._reading.cases)

    @property
    def steps(self) -> tuple[str, ...]:
        """tuple of str: The names of the steps, in the order of the model."""
        return tuple(self._reading.steps)

    @property
    def roles(self) -> tuple[str, ...]:
        """tuple of str: The names of the roles, in the order of the model."""
        return tuple(self._reading.roles)

    @property
    def measures(self) -> tuple[str, ...]:
        """tuple of str: The names of the measures, in the order of the model."""
        return tuple(self._reading.measures)

    @property
    def changes(self) -> tuple[str, ...]:
        """tuple of str: The names of the changes that made this scenario, in order; empty for a base model."""
        return tuple(self._reading.changes)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """list of Diagnostic: Warnings; a model with errors is never made."""
        return list(self._reading.diagnostics)

    @property
    def settings(self) -> dict[str, str]:
        """dict of str to str: The settings that it was read with, by path."""
        return dict(self._settings)

    def with_settings(self, set: Mapping[str, Any]) -> "Model":
        """The same model with some values replaced: a what-if.

        Parameters
        ----------
        set : mapping of str to value
            By path, such as ``{"roles.nurse.staff": 3, "steps.type letter.time": "4 min"}``. Durations carry a unit or
            are `datetime.timedelta`. Goes before earlier settings of the same path.

        Returns
        -------
        Model
            Another model, read afresh.

        Raises
        ------
        stepwell.ModelError
            With everything that is wrong then, such as a path that leads nowhere.
        """
        return _read(self._origin, {**self._settings, **in_words(set)})

    def map(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        format: MapFormat | None = None,
        title: str | None = None,
    ) -> Map:
        """Draws the process map.

        Parameters
        ----------
        path : path-like, optional
            Where to save it as well.
        format : {"svg", "png", "pdf", "dot"}, optional
            By default what the path ends in, or else SVG.
        title : str, optional
            By default the workflow's name.

        Returns
        -------
        Map
            Draws itself in Jupyter.

        Raises
        ------
        ValueError
            For a format that there is not.
        stepwell.FileError
            Where the file cannot be written.
        stepwell.Error
            Where Graphviz cannot make the format here; the message says what to install.
        """
        wanted = format or (_format_of(path) if path is not None else "svg")
        if wanted not in get_args(MapFormat):
            raise ValueError(f"there is no map format {wanted!r}; there are svg, png, pdf and dot")
        drawn = Map(self._reading.draw(wanted, title or ""), wanted, title or self.name)
        if path is not None:
            drawn.save(path)
        return drawn

    def __repr__(self) -> str:
        counts = f"{len(self.cases)} case types, {len(self.steps)} steps, {len(self.roles)} roles"
        return f"<Model {self.name!r}: {counts}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _read, (self._origin, self._settings)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {**self.map()._repr_mimebundle_(), "text/plain": repr(self)}


def load(path: str | os.PathLike[str], set: Mapping[str, Any] | None = None) -> Model:
    """Reads a model or a scenario from a YAML (or JSON) file.

    Parameters
    ----------
    path : path-like
        The file. A scenario's base and data files are looked for beside the file that names them.
    set : mapping of str to value, optional
        Values to replace, by path: ``{"roles.nurse.staff": 3}``. Durations carry a unit or are `datetime.timedelta`.

    Returns
    -------
    Model
        Without errors; `Model.diagnostics` has the warnings.

    Raises
    ------
    stepwell.ModelError
        With all that is wrong, each with line, column and hint.
    stepwell.FileError
        Where the file cannot be read.
    """
    return _read(Path(path), in_words(set))


@dataclass(frozen=True)
class _Text:
    """A model that a builder wrote, and the folder where it looks for other files."""

    text: str
    folder: Path


def from_text(text: str, folder: Path, settings: Mapping[str, str]) -> Model:
    """A model from the text that a builder made; its places are in a file called `Python`."""
    return _read(_Text(text, folder), settings)


def _read(origin: Path | _Text, settings: Mapping[str, str]) -> Model:
    said = list(settings.items())
    if isinstance(origin, _Text):
        reading = _core.read_text(origin.text, "Python", origin.folder, said)
    else:
        reading = _core.read(origin, said)
    return Model(reading, origin, settings)


def _format_of(path: str | os.PathLike[str]) -> MapFormat:
    ending = Path(path).suffix
    known = _core.map_format(ending)
    if known is None:
        raise ValueError(f"a map ends in .svg, .png, .pdf or .dot, not in {ending!r}; or say format=")
    return known
