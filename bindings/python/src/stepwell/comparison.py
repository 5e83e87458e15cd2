"""What changes between two workflows, as tables."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stepwell import _display, _tables
from stepwell.models import Model
from stepwell.results import Results, _Told

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Comparison", "Saved"]


class Saved:
    """What is saved: before - after in pairs of replications with the same luck, with 95 % intervals.

    Comes from `Comparison.saved`. Less than nothing means that more is needed afterwards. Times of cases, visits and
    measures are in minutes, staff time in hours a week. `chance that ... is better` is the share of pairs in which less
    is needed afterwards.
    """

    def __init__(self, tree: dict[str, Any]) -> None:
        self._tree = tree

    @cached_property
    def cases(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a case type."""
        return _tables.table(self._tree["cases"], _tables.SAVED_CASES, "case")

    @cached_property
    def steps(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a step that both workflows have, under its later name."""
        return _tables.table(self._tree["steps"], _tables.SAVED_STEPS, "step")

    @cached_property
    def roles(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a role: hours of work and paid hours a week, cost, queue."""
        return _tables.table(self._tree["roles"], _tables.SAVED_ROLES, "role")

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a measure that both workflows have."""
        return _tables.table(self._tree["measures"], _tables.SAVED_MEASURES, "measure")

    @cached_property
    def quantities(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a quantity that either workflow names."""
        return _tables.table(self._tree.get("quantities", {}), _tables.SAVED_QUANTITIES, "quantity")

    def __repr__(self) -> str:
        return f"<Saved: {len(self._tree['roles'])} roles, {len(self._tree['measures'])} measures>"


class Comparison(_Told):
    """A workflow as it is beside one as it would be: what changes, for whom, how certainly.

    Comes from `compare`. Both met the same patients with the same luck. `saved` = before - after. A time of a case,
    visit or measure is in minutes, staff time in hours a week, and the column's name says so. Draws itself in Jupyter.
    """

    def __init__(self, text: str, before: Model | None = None, after: Model | None = None) -> None:
        super().__init__(text)
        self._models = {"before": before, "after": after}

    @cached_property
    def before(self) -> Results:
        """Results: The workflow as it is."""
        return self._side("before")

    @cached_property
    def after(self) -> Results:
        """Results: The workflow as it would be."""
        return self._side("after")

    @cached_property
    def saved(self) -> Saved:
        """Saved: Before - after, with intervals."""
        return Saved(self._tree["saved"])

    @cached_property
    def cases(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a case type: before, after, and what is saved with its interval."""
        return self._beside("cases", _tables.CASES, _tables.SAVED_CASES, "case")

    @cached_property
    def steps(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a step: before, after, and what is saved with its interval.

        A renamed step stands under both names, as `old → new`.
        """
        return self._beside("steps", _tables.STEPS, _tables.SAVED_STEPS, "step")

    @cached_property
    def roles(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a role: before, after, and what is saved with its interval."""
        return self._beside("roles", _tables.ROLES, _tables.SAVED_ROLES, "role")

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a measure: before, after, and what is saved with its interval."""
        return self._beside("measures", _tables.MEASURES, _tables.SAVED_MEASURES, "measure")

    @cached_property
    def quantities(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a quantity: before, after, and what is saved with its interval."""
        before, after, gained = (self._tree[side].get("quantities", {}) for side in ("before", "after", "saved"))
        return _tables.side_by_side(before, after, gained, _tables.QUANTITIES, _tables.SAVED_QUANTITIES, "quantity")

    @cached_property
    def ledger(self) -> "pd.DataFrame":
        """pandas.DataFrame: Change in hours of work a week (after - before) by role and step, and of what kind it is.

        The kinds of a row add up to its `change`, and the rows of a role to the change in that role's work.
        """
        return _tables.ledger(self._tree["ledger"])

    @cached_property
    def ledger_by_role(self) -> "pd.DataFrame":
        """pandas.DataFrame: The ledger summed up by role, with the hours of work before and after."""
        return _tables.ledger_by_role(self._tree["ledger"])

    @property
    def assumptions(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row an uncertain value of either workflow: basis, source, stated value, range."""
        import pandas as pd

        both = pd.concat([self.before.assumptions, self.after.assumptions])
        return both[~both.index.duplicated()]

    @property
    def bottleneck(self) -> str:
        """str: Where the work piles up before and after, in a sentence."""
        return str(self._tree["bottleneck"]["sentence"])

    @property
    def story(self) -> list[str]:
        """list of str: What changes, in plain sentences that can be read aloud."""
        return list(self._tree["story"])

    @cached_property
    def luck_only(self) -> "Comparison | None":
        """Comparison or None: The same with every uncertain value at its stated one; None where this already is.

        Its `story` is empty: the sentences are about the headline.
        """
        told = self._tree.get("luck_only")
        if told is None:
            return None
        sides = {side: {**self._tree[side], **told[side]} for side in ("before", "after")}
        rest = {key: value for key, value in self._tree.items() if key != "luck_only"}
        tree = {**rest, **told, **sides, "certainty": "luck only", "story": []}
        return Comparison(json.dumps(tree), self._models["before"], self._models["after"])

    def plot(self) -> "Figure":
        """Draws hours of work by role, and measures, before and after with their 95 % intervals.

        Returns
        -------
        matplotlib.figure.Figure
            Draws itself in Jupyter; `savefig` saves it.
        """
        from stepwell import _plots

        return _plots.comparison(self._tree)

    def _side(self, side: str) -> Results:
        shared = {key: self._tree[key] for key in ("stepwell", "seed", "replications", "certainty")}
        tree = {**shared, "kind": "run", **self._tree[side]}
        told = self._tree.get("luck_only")
        if told is not None:
            tree["luck_only"] = told[side]
        return Results(json.dumps(tree), self._models[side])

    def _beside(
        self, section: str, columns: list[_tables.Column], saved: list[_tables.Column], index: str
    ) -> "pd.DataFrame":
        before, after, gained = (self._tree[side][section] for side in ("before", "after", "saved"))
        return _tables.side_by_side(before, after, gained, columns, saved, index)

    def __repr__(self) -> str:
        sides = f"{self._tree['before']['workflow']!r} with {self._tree['after']['workflow']!r}"
        return f"<Comparison of {sides}: {self.replications} replications, seed {self.seed}, {self.certainty}>"

    def _repr_html_(self) -> str:
        return _display.comparison(self._tree)
