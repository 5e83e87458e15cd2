"""Building a workflow in code, in the words of the model language."""

import os
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Self

from stepwell import _values
from stepwell._building import Phrase, Uses, said
from stepwell._demand import DemandBuilding
from stepwell._people import PeopleBuilding
from stepwell.scenarios import Scenario

__all__ = ["Workflow"]


class Workflow(PeopleBuilding, DemandBuilding):
    """A workflow that is being built.

    Each method adds one thing and returns the workflow itself. Values are the phrases of the model language; a plain
    duration may be a `datetime.timedelta`. Nothing is checked until `model`, which reports everything at once; its
    places are lines of `text`.

    Parameters
    ----------
    name : str
        The workflow's name.
    about : str, optional
        A sentence or two about it.

    Examples
    --------
    >>> w = Workflow("Clinic")
    >>> w.role("nurse", staff=2).case("patient", arrive="every exponential mean 10 min", start="see nurse")
    <Workflow 'Clinic': 1 case types, 0 steps, 1 roles>
    >>> w.step("see nurse", who="nurse", time="triangular 5 10 20 min", next="leave").end("leave", "patient leaves")
    <Workflow 'Clinic': 1 case types, 2 steps, 1 roles>
    >>> w.model()
    <Model 'Clinic': 1 case types, 2 steps, 1 roles>
    """

    def __init__(self, name: str, *, about: str | None = None) -> None:
        self._tree: dict[str, Any] = {"stepwell": 1, "workflow": name}
        if about is not None:
            self._tree["about"] = about

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any]) -> Self:
        """A workflow from the tree that a model file holds.

        Parameters
        ----------
        tree : mapping
            The same keys as in a model file; durations may be `datetime.timedelta`. It is copied.

        Returns
        -------
        Workflow
            To which more can be added.
        """
        workflow = cls("")
        workflow._tree = {"stepwell": 1, **_values.tree(tree)}
        return workflow

    def clock(
        self,
        *,
        start: str | date | None = None,
        warm_up: str | timedelta | None = None,
        run: str | timedelta | None = None,
    ) -> Self:
        """Says when the simulated time starts and how long it lasts.

        Parameters
        ----------
        start : str or datetime.date, optional
            By default 2026-01-05, a Monday.
        warm_up : str or datetime.timedelta, optional
            Simulated, not counted; ``"by rule"`` takes what the rule MSER-5 proposes; by default none.
        run : str or datetime.timedelta, optional
            Counted; by default 12 weeks.
        """
        clock = self._tree.setdefault("clock", {})
        clock.update(said({"start": start, "warm up": warm_up, "run": run}))
        return self

    def calendar(
        self,
        name: str,
        open: str | Iterable[str],
        *,
        closed: str | date | Iterable[str | date] | None = None,
        also_open: str | Iterable[str] | None = None,
    ) -> Self:
        """Adds opening hours.

        Parameters
        ----------
        name : str
            Its name, such as ``"clinic hours"``.
        open : str or iterable of str
            ``"Mon-Fri 09:00-17:00"``, or several such.
        closed : str, date or iterable of them, optional
            Days on which it is closed; ``"never"`` keeps it open on the days that close every calendar.
        also_open : str or iterable of str, optional
            ``"2026-04-04 09:00-12:00"``, or several such.
        """
        if closed is None and also_open is None:
            return self._add("calendars", name, open)
        return self._add("calendars", name, said({"open": open, "closed": closed, "also open": also_open}))

    def closed(self, *days: str | date) -> Self:
        """Closes every calendar on these days (but those that are closed ``"never"``).

        Parameters
        ----------
        *days : str or datetime.date
            Days, or ranges such as ``"2026-12-24 to 2026-12-28"``.
        """
        self._tree.setdefault("calendars", {}).setdefault("closed", []).extend(_values.tree(days))
        return self

    def step(
        self,
        name: str,
        *,
        who: str | Iterable[str] | Mapping[str, int | str] | None = None,
        else_: str | Mapping[str, Any] | Iterable[Mapping[str, Any]] | None = None,
        holds: str | Iterable[str] | Mapping[str, int] | None = None,
        releases: str | Iterable[str] | Mapping[str, int] | None = None,
        skills: str | Iterable[str] | None = None,
        time: Phrase | Iterable[Any] | None = None,
        adds: Phrase | Iterable[Any] | None = None,
        priority: str | float | None = None,
        wait: Phrase | None = None,
        book: str | None = None,
        lead_time: Phrase | None = None,
        within: str | timedelta | None = None,
        early: Phrase | None = None,
        late: Phrase | None = None,
        varies_with: str | Iterable[str] | None = None,
        join: str | None = None,
        patience: Phrase | None = None,
        balks_at: int | None = None,
        gives_up: str | None = None,
        deadline: Mapping[str, Any] | Iterable[Mapping[str, Any]] | None = None,
        at_most: Mapping[str, Any] | None = None,
        sets: Mapping[str, Any] | None = None,
        uses: Uses | None = None,
        next: str | Mapping[str, Any] | Iterable[Any] | None = None,
        was: str | None = None,
        about: str | None = None,
    ) -> Self:
        """Adds a step: work (`who`, `time`), a `wait`, a `join`, or with only `next` a gateway.

        Parameters
        ----------
        name : str
            Its name, such as ``"check in"``.
        who : str, iterable of str, or mapping of str to int or str, optional
            The roles, places and equipment that it needs, all at once; a map says how many of each. ``"25 % nurse"``,
            or ``{"nurse": "25 %"}``, is a share of one person's attention.
        else_ : mapping, iterable of mappings or "nobody", optional
            Who else can do it, in order of preference: ``{"who": "doctor", "after": "15 min"}``;
            ``"nobody"``: not even the substitutes of its roles.
        holds : str, iterable of str, or mapping of str to int, optional
            Places and equipment that are taken with `who` and kept by the case when the step is done.
        releases : str, iterable of str, or mapping of str to int, optional
            What the case gives back of these when the step is done.
        skills : str or iterable of str, optional
            What each individual who does it must be able to do.
        time : str, datetime.timedelta, mapping or iterable, optional
            How long the work takes: a distribution, or rules ``[{"when": ..., "is": ...}, {"is": ...}]``.
        adds : mapping or iterable, optional
            Further time, ``{"when": "notes missing", "time": "uniform 2 to 6 min"}``.
        priority : float or {"low", "normal", "high"}, optional
            Greater goes first.
        wait : str or datetime.timedelta, optional
            A delay, in clock time or ``"7 h of clinic hours"``.
        book : str, optional
            Instead: the next free slot of this book, not sooner than `lead_time`; after `within` the case gives up.
        lead_time, within, early, late : str, datetime.timedelta or mapping, optional
            Of an appointment; it is there so much before and after its slot.
        varies_with : str or iterable of str, optional
            Effects by which its time is multiplied.
        join : {"all"}, optional
            Waits for one token from each branch of the split.
        patience : str, datetime.timedelta or mapping, optional
            How long a case waits for the work to begin before it gives up.
        balks_at : int, optional
            Nobody joins a queue of that many.
        gives_up : str, optional
            The step where a case goes that balked, lost patience or gave way for good.
        deadline : mapping or iterable of them, optional
            ``{"after": "4 h", "to": "escalate"}``: led there if it is still here; with ``"interrupts": False`` the step
            goes on and a further token goes there.
        at_most : mapping, optional
            ``{"times": 3, "then": "refer on"}``: how often a case may come before it is led elsewhere.
        sets : mapping, optional
            Attributes that the case has from then on.
        uses : mapping, optional
            What each visit uses, ``{"carbon": "0.2 kg", "gloves": 2}``; of work also by the hour.
        next : str, mapping or iterable, optional
            A step; chances ``{"a": "90 %", "b": "10 %"}``; rules ``[{"when": ..., "to": "a"}, {"to": "b"}]``; a
            split ``{"all": ["a", "b"]}`` or ``{"any": {"a": "30 %", "b": "60 %"}, "otherwise": "c"}``; or a race
            ``{"first of": ["a", "b"]}``.
        was : str, optional
            The step's name in the model that this one is compared with, where it had another.
        about : str, optional
            A sentence about it.
        """
        fields = {
            "about": about,
            "was": was,
            "who": who,
            "else": else_,
            "holds": holds,
            "releases": releases,
            "skills": skills,
            "time": time,
            "adds": adds,
            "priority": priority,
            "wait": wait,
            "book": book,
            "lead time": lead_time,
            "within": within,
            "early": early,
            "late": late,
            "varies with": varies_with,
            "join": join,
            "patience": patience,
            "balks at": balks_at,
            "gives up": gives_up,
            "deadline": deadline,
            "at most": at_most,
            "sets": sets,
            "uses": uses,
            "next": next,
        }
        return self._add("steps", name, said(fields))

    def end(self, name: str, what: str | None = None, *, cancels: bool = False) -> Self:
        """Adds a step at which a token's way ends.

        Parameters
        ----------
        name : str
            Its name.
        what : str, optional
            What has happened then, ``"patient leaves"``; by default its name.
        cancels : bool, optional
            Whether whatever else the case still does is stopped.
        """
        return self._add("steps", name, said({"end": name if what is None else what, "cancels": cancels or None}))

    def measure(
        self,
        name: str,
        *,
        from_: str,
        to: str,
        every: bool = False,
        target: str | None = None,
        about: str | None = None,
    ) -> Self:
        """Adds a time to be measured.

        Parameters
        ----------
        name : str
            Its name, such as ``"letter turnaround"``.
        from_, to : str
            ``"<step> arrives"``, ``"<step> starts"`` or ``"<step> ends"``.
        every : bool, optional
            All pairs of a case; by default its first `from_` and the first `to` after it.
        target : str, optional
            ``"90 % within 32 min"``.
        about : str, optional
            A sentence about it.
        """
        fields = {"from": from_, "to": to, "every": every or None, "target": target, "about": about}
        return self._add("measures", name, said(fields))

    def quantity(self, name: str, unit: str) -> Self:
        """Adds something to be counted beside time and staff.

        Parameters
        ----------
        name : str
            Its name, such as ``"carbon"``; ``"money"`` adds to what paid hours cost.
        unit : str
            Its unit, such as ``"kg"``.
        """
        return self._add("quantities", name, unit)

    def rates(self, path: str | os.PathLike[str]) -> Self:
        """Takes pay from another file than the default table.

        Parameters
        ----------
        path : path-like
            A rate table; relative to the current folder.
        """
        self._tree["rates"] = os.fspath(path)
        return self

    def scenario(self, name: str, *, about: str | None = None) -> Scenario:
        """Begins a scenario that is based on this workflow as it is now.

        Parameters
        ----------
        name : str
            The scenario's name.
        about : str, optional
            A sentence or two about it.

        Returns
        -------
        Scenario
            To which changes are added; what is added to the workflow later does not change it.
        """
        return Scenario(name, based_on=self, about=about)

    def __repr__(self) -> str:
        counts = [len(self._tree.get(section, {})) for section in ("cases", "steps", "roles")]
        return f"<Workflow {self.name!r}: {counts[0]} case types, {counts[1]} steps, {counts[2]} roles>"
