"""What all parts of a workflow that is being built have in common."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from stepwell import _values

Phrase = str | timedelta | Mapping[str, Any]
"""A time or a chance in the words of the model language, a plain duration, or a map ``{"is": ..., "basis": ...}``."""


class Building:
    """A tree that named things are added to."""

    _tree: dict[str, Any]

    def _add(self, section: str, name: str, value: Any) -> Self:
        things = self._tree.setdefault(section, {})
        if name in things:
            raise ValueError(f"{section}: there is a {name!r} already")
        things[name] = _values.tree(value)
        return self


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _values.tree(value) for key, value in fields.items() if value is not None}
