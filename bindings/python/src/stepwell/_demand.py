"""How cases come and what they share: the part of `Workflow` that says so."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Self

from stepwell._building import Building, Phrase, Uses, said


class DemandBuilding(Building):
    """Adds case types, books and effects."""

    def case(
        self,
        name: str,
        *,
        start: str,
        arrive: Phrase | Iterable[Any] | None = None,
        backlog: int | Mapping[str, int] | None = None,
        attributes: Mapping[str, Any] | None = None,
        correlations: Mapping[str, float] | None = None,
        records: str | Mapping[str, str] | None = None,
        priority: str | float | None = None,
        due: str | timedelta | None = None,
        uses: Uses | None = None,
        about: str | None = None,
    ) -> Self:
        """Adds a case type.

        Parameters
        ----------
        name : str
            Its name, such as ``"patient"``.
        start : str
            The step at which its cases come in.
        arrive : str, mapping or iterable, optional
            ``"every exponential mean 10 min"``, ``"poisson 12 per h in office hours"``, a list of times, or a map such
            as ``{"hourly": ...}`` or ``{"poisson": "12 per h", "together": 2, "grows": "3 % per year"}``.
        backlog : int or mapping of str to int, optional
            How many are there when the clock starts, at the first step or at steps by name.
        attributes : mapping, optional
            ``{"attends": "chance 94 %"}``: drawn once for each case.
        correlations : mapping of str to float, optional
            ``{"age and frail": 0.5}``: attributes that go together, by the correlation of their ranks.
        records : str or mapping, optional
            A CSV file of which each case takes a row at random, for attributes such as ``"column age"``.
        priority : float or {"low", "normal", "high"}, optional
            Added to that of each step; greater goes first.
        due : str or datetime.timedelta, optional
            After its arrival; roles with the discipline ``"earliest due"`` look at it.
        uses : mapping, optional
            What each case uses, ``{"carbon": "7 kg per case", "money": "4 per h of waiting"}``.
        about : str, optional
            A sentence about it.
        """
        fields = {
            "about": about,
            "arrive": arrive,
            "backlog": backlog,
            "attributes": attributes,
            "correlations": correlations,
            "records": records,
            "start": start,
            "priority": priority,
            "due": due,
            "uses": uses,
        }
        return self._add("cases", name, said(fields))

    def effect(self, name: str, *, each: str, factor: str) -> Self:
        """Adds a factor that many share.

        Parameters
        ----------
        name : str
            Its name, such as ``"hard day"``.
        each : str
            What has a factor of its own: ``"day"``, ``"week"``, ``"month"``, ``"run"``, ``"case"`` or an attribute.
        factor : str
            How it spreads: ``"lognormal mean 1 sd 0.2"``; it is divided by its mean.
        """
        return self._add("effects", name, {"each": each, "factor": factor})

    def book(self, name: str, *, slots: str, each: int | Iterable[int] | None = None) -> Self:
        """Adds an appointment book.

        Parameters
        ----------
        name : str
            Its name, such as ``"clinic"``.
        slots : str
            When appointments begin: ``"every 15 min in clinic hours"``.
        each : int or iterable of int, optional
            How many cases a slot takes, in turn where there are several; by default 1.
        """
        return self._add("books", name, said({"slots": slots, "each": each}))
