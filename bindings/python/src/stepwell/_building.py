"""What workflows and scenarios that are built in code have in common: a tree, its text, and the model it makes."""

import copy
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from stepwell import _values
from stepwell.models import Model, from_text

__all__ = ["Building", "Phrase", "Uses", "said"]

Phrase = str | timedelta | Mapping[str, Any]
"""A time or a chance in the words of the model language, a plain duration, or a map ``{"is": ..., "basis": ...}``."""

Uses = Mapping[str, Any]
"""Amounts by quantity: ``{"carbon": "0.2 kg", "gloves": 2}``; several of one in a list."""


class Building:
    """A model that is being built: the tree that its file would hold."""

    _tree: dict[str, Any]

    @property
    def name(self) -> str:
        """str: Its name."""
        return str(self._tree.get("workflow", self._tree.get("scenario", "")))

    @property
    def text(self) -> str:
        """str: The model as text (JSON, which is YAML too): what the places of diagnostics refer to."""
        return _values.text(self._tree, indent=2) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """The tree so far, as `from_dict` takes it.

        Returns
        -------
        dict
            A copy, in the words of the model language.
        """
        return copy.deepcopy(self._tree)

    def model(self, set: Mapping[str, Any] | None = None) -> Model:
        """Checks it.

        Parameters
        ----------
        set : mapping of str to value, optional
            Values to replace, as for `stepwell.load`.

        Returns
        -------
        Model
            Without errors; what is added later does not change it.

        Raises
        ------
        stepwell.ModelError
            With all that is wrong.
        """
        return from_text(self.text, Path.cwd(), _values.settings(set))

    def _add(self, section: str, name: str, value: Any) -> Self:
        things = self._tree.setdefault(section, {})
        if name in things:
            raise ValueError(f"{section}: there is a {name!r} already")
        things[name] = _values.tree(value)
        return self


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, as a model file holds them."""
    return {key: _values.tree(value) for key, value in fields.items() if value is not None}
