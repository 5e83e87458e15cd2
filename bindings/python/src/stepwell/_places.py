"""Places and equipment of a workflow that is being built."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Self


class WithPlaces(ABC):
    """The part of a workflow's builder that adds what work needs besides people."""

    @abstractmethod
    def _add(self, section: str, name: str, value: Any) -> Self: ...

    def place(
        self,
        name: str,
        *,
        number: int | Mapping[str, Any] | None = None,
        calendar: str | None = None,
        after_hours: str | None = None,
        discipline: str | None = None,
        pre_empts: str | None = None,
        ages: str | None = None,
        out: str | Mapping[str, Any] | Iterable[Any] | None = None,
        breaks_down: Mapping[str, Any] | None = None,
        equipment: bool = False,
    ) -> Self:
        """Adds a place, such as a room or bed, or a piece of equipment: needed like a role, without pay.

        Parameters
        ----------
        name : str
            Its name, such as ``"bed"``.
        number : int, optional
            How many there are; by default 1.
        calendar, after_hours, discipline, pre_empts, ages, out, breaks_down : optional
            As of a role.
        equipment : bool, optional
            Equipment rather than a place.
        """
        fields = {
            "number": number,
            "calendar": calendar,
            "after hours": after_hours,
            "discipline": discipline,
            "pre-empts": pre_empts,
            "ages": ages,
            "out": out,
            "breaks down": breaks_down,
        }
        said = {key: value for key, value in fields.items() if value is not None}
        return self._add("equipment" if equipment else "places", name, said)
