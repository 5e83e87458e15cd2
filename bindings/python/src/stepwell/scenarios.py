"""Building a scenario in code: named changes to a workflow."""

import os
from collections.abc import Iterable, Mapping
from typing import Any, Self

from stepwell import _values
from stepwell._building import Building, said

__all__ = ["Scenario"]

Things = Mapping[str, Any]
"""Fields by name of the thing: ``{"type letter": {"time": "4 min"}}``; None removes a thing or a field."""


class Scenario(Building):
    """A workflow told as changes to another.

    `Workflow.scenario` begins one; so does `Scenario` itself for a base that is a file. Each `change` returns the
    scenario. Nothing is checked until `model`, which reports everything at once.

    Parameters
    ----------
    name : str
        The scenario's name.
    based_on : Workflow, Scenario or path-like
        What the changes are applied to: as it is now, or a model file (relative to the current folder).
    about : str, optional
        A sentence or two about it.

    Examples
    --------
    >>> from stepwell import Workflow
    >>> w = Workflow("Clinic").role("nurse").case("patient", arrive="every 10 min", start="see")
    >>> w.step("see", who="nurse", time="8 min", next="leave").end("leave")
    <Workflow 'Clinic': 1 case types, 2 steps, 1 roles>
    >>> w.scenario("Clinic with forms").change("forms", steps={"see": {"time": "6 min"}})
    <Scenario 'Clinic with forms': 1 change>
    """

    def __init__(self, name: str, *, based_on: Building | str | os.PathLike[str], about: str | None = None) -> None:
        base = based_on.to_dict() if isinstance(based_on, Building) else os.fspath(based_on)
        self._tree = said({"stepwell": 1, "scenario": name, "about": about, "based on": base})

    def change(
        self,
        name: str,
        *,
        why: str | None = None,
        needs: str | Iterable[str] | None = None,
        moves: str | Iterable[str] | None = None,
        clock: Things | None = None,
        calendars: Things | None = None,
        quantities: Things | None = None,
        roles: Things | None = None,
        cases: Things | None = None,
        steps: Things | None = None,
        measures: Things | None = None,
    ) -> Self:
        """Adds a change, which is applied after those that are there already.

        Parameters
        ----------
        name : str
            Its name, as results speak of it.
        why : str, optional
            Why it is made, in a sentence.
        needs : str or iterable of str, optional
            Changes that must have come before.
        moves : str or iterable of str, optional
            Whose work becomes whose: ``"type letter to dictate letter"``.
        clock : mapping, optional
            Fields of the clock that change, ``{"run": "4 weeks"}``.
        calendars, quantities, roles, cases, steps, measures : mapping, optional
            What is new or different, by name: ``{"type letter": {"time": "4 min"}}``. A field replaces the old one
            whole; None removes a thing or a field; ``"was"`` in a step keeps an old one under a new name.
        """
        changes = self._tree.setdefault("changes", {})
        if name in changes:
            raise ValueError(f"changes: there is a {name!r} already")
        changes[name] = said(
            {
                "why": why,
                "needs": _listed(needs),
                "moves": _listed(moves),
                "clock": clock,
                "calendars": calendars,
                "quantities": quantities,
                "roles": roles,
                "cases": cases,
                "steps": steps,
                "measures": measures,
            }
        )
        return self

    def __repr__(self) -> str:
        count = len(self._tree.get("changes", {}))
        return f"<Scenario {self.name!r}: {count} change{'' if count == 1 else 's'}>"


def _listed(names: str | Iterable[str] | None) -> Any:
    return names if names is None or isinstance(names, str) else _values.tree(list(names))
