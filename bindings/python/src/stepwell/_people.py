"""Roles, places and equipment of a workflow that is being built."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Self

from stepwell._building import Building, Uses, said


class PeopleBuilding(Building):
    """Adds roles, places and equipment."""

    def role(
        self,
        name: str,
        *,
        staff: int | Mapping[str, Any] | None = None,
        calendar: str | None = None,
        after_hours: str | None = None,
        band: str | int | None = None,
        rate: float | str | Mapping[str, Any] | None = None,
        discipline: str | None = None,
        pre_empts: str | None = None,
        ages: str | None = None,
        uses: Uses | None = None,
        about: str | None = None,
        out: str | Mapping[str, Any] | Iterable[Any] | None = None,
        breaks_down: Mapping[str, Any] | None = None,
        set_up: str | timedelta | Mapping[str, Any] | None = None,
        individuals: Iterable[str] | Mapping[str, Mapping[str, Any]] | None = None,
        asked_first: str | None = None,
        substitutes: str | Mapping[str, Any] | Iterable[str | Mapping[str, Any]] | None = None,
        separate_queues: str | None = None,
    ) -> Self:
        """Adds a role.

        Parameters
        ----------
        name : str
            Its name, such as ``"nurse"``.
        staff : int, optional
            People on duty in opening hours; by default 1.
        calendar : str, optional
            Its opening hours; by default always.
        after_hours : {"finish", "stop", "stay"}, optional
            What is done with work when the hours end; by default the task in hand is finished.
        band : str or int, optional
            Pay band of the rate table.
        rate : float or str, optional
            Money per hour, ``30.40`` or ``"30.40 per h"``; goes before `band`.
        discipline : {"first come", "last come", "shortest", "earliest due", "random"}, optional
            Who goes first within one priority; by default who came first.
        pre_empts : {"resume", "restart", "lost"}, optional
            What becomes of work in hand that gives way to work of greater priority; by default nothing gives way.
        ages : str, optional
            Priority that waiting work gains, ``"1 per h"``.
        uses : mapping, optional
            What each of them uses, ``{"carbon": "0.5 kg per h", "gloves": "2 per use"}``.
        about : str, optional
            A sentence about it.
        out : str, mapping or iterable of them, optional
            A calendar in whose hours they are not there, or ``{"during": "training", "number": 2, "work": "finish"}``.
        breaks_down : mapping, optional
            How each fails by itself: ``{"after": "exponential mean 40 h", "for": "2 h"}``.
        set_up : str, datetime.timedelta or mapping, optional
            Time on top of work that is of another step than what they did last.
        individuals : iterable of str or mapping, optional
            Its members by name: ``{"Anna": {"speed": 1.2, "skills": ["cannulation"]}, "Ben": {}}``.
        asked_first : {"longest idle", "fixed order", "least busy", "same person"}, optional
            Which individual of those who are free is given the work; by default who has been idle longest.
        substitutes : str, mapping or iterable of them, optional
            Who stands in for it at all of its work, in order of preference: ``"doctor after 15 min"``.
        separate_queues : {"shortest", "random", "in turn"}, optional
            Each member has a queue of their own: which of them is joined; by default there is one queue.
        """
        fields = {
            "about": about,
            "staff": staff,
            "calendar": calendar,
            "after hours": after_hours,
            "band": band,
            "rate": rate,
            "discipline": discipline,
            "pre-empts": pre_empts,
            "ages": ages,
            "uses": uses,
            "out": out,
            "breaks down": breaks_down,
            "set-up": set_up,
            "individuals": individuals,
            "asked first": asked_first,
            "substitutes": substitutes,
            "separate queues": separate_queues,
        }
        return self._add("roles", name, said(fields))

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
        about: str | None = None,
        out: str | Mapping[str, Any] | Iterable[Any] | None = None,
        breaks_down: Mapping[str, Any] | None = None,
        set_up: str | timedelta | Mapping[str, Any] | None = None,
        cleaning: str | timedelta | Mapping[str, Any] | None = None,
        uses: Uses | None = None,
        equipment: bool = False,
    ) -> Self:
        """Adds a place, such as a room or bed, or a piece of equipment: needed like a role, without pay.

        Parameters
        ----------
        name : str
            Its name, such as ``"bed"``.
        number : int, optional
            How many there are; by default 1.
        calendar, after_hours, discipline, pre_empts, ages, about, out, breaks_down, set_up : optional
            As of a role.
        cleaning : str, datetime.timedelta or mapping, optional
            After each use, before it is free again.
        uses : mapping, optional
            As of a role.
        equipment : bool, optional
            Equipment rather than a place.
        """
        fields = {
            "about": about,
            "number": number,
            "calendar": calendar,
            "after hours": after_hours,
            "discipline": discipline,
            "pre-empts": pre_empts,
            "ages": ages,
            "out": out,
            "breaks down": breaks_down,
            "set-up": set_up,
            "cleaning": cleaning,
            "uses": uses,
        }
        return self._add("equipment" if equipment else "places", name, said(fields))
