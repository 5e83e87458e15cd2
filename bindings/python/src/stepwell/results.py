"""What a run says, as tables."""

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stepwell import _core, _display, _tables
from stepwell._files import write_whole
from stepwell.models import Model

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Results"]


class _Told:
    """Results as JSON text, which is what the engine tells; parsed when somebody looks."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = json.loads(self._text)
        return tree

    def to_dict(self) -> dict[str, Any]:
        """The results as nested dictionaries.

        Returns
        -------
        dict
            In the shape of ``models/schema/results.schema.json``: times in seconds, estimates as
            ``{"mean", "low", "high", "sd", "n"}``, None for what does not exist. A copy.
        """
        tree: dict[str, Any] = json.loads(self._text)
        return tree

    def to_json(self, path: str | os.PathLike[str] | None = None) -> str:
        """The results as JSON, byte for byte what the command writes.

        Parameters
        ----------
        path : path-like, optional
            Where to save it as well, whole or not at all.

        Returns
        -------
        str
            The text.

        Raises
        ------
        stepwell.FileError
            Where the file cannot be written.
        """
        if path is not None:
            write_whole(path, self._text.encode("utf-8"))
        return self._text

    @property
    def seed(self) -> int:
        """int: The seed of the run."""
        return int(self._tree["seed"])

    @property
    def replications(self) -> int:
        """int: The number of replications."""
        return int(self._tree["replications"])

    @property
    def precision(self) -> dict[str, Any] | None:
        """dict or None: What a run that was told to go on until a precision is reached has reached.

        `wanted` and `widest` are shares of the mean, `widest_of` names the time that is known least, `reached` says
        whether that will do, `most_replications` how many were allowed. None where no precision was asked for.
        """
        told = self._tree.get("precision")
        return None if told is None else dict(told)

    @property
    def certainty(self) -> str:
        """str: `luck only`, or `with what we do not know` where uncertain values were drawn anew each time."""
        return str(self._tree["certainty"])


class Results(_Told):
    """What a run says: tables of means with 95 % intervals.

    Comes from `simulate`. A time of a case, visit or measure is in minutes, staff time in hours a week, and the
    column's name says so; `low` and `high` are the 95 % interval of the mean. Draws itself in Jupyter.
    """

    def __init__(self, text: str, model: Model | None = None, events: "_core.EventLog | None" = None) -> None:
        super().__init__(text)
        self._model = model
        self._events = events

    @property
    def name(self) -> str:
        """str: The workflow's name."""
        return str(self._tree["workflow"])

    @cached_property
    def cases(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a case type: how many, elapsed time, and the parts that add up to it."""
        return _tables.table(self._tree["cases"], _tables.CASES, "case")

    @cached_property
    def steps(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a step: visits, wait and work of a visit.

        `visits` are those that were done. Where there are others, a column each says how many balked, gave up, were
        overdue, pre-empted or withdrawn.
        """
        return _tables.table(self._tree["steps"], _tables.step_columns(self._tree["steps"]), "step")

    @cached_property
    def roles(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a role: hours a week, utilisation and load (shares), queue, cost.

        `load` is hours asked for / hours on duty in an ordinary week, worked out without simulating.
        """
        return _tables.table(self._tree["roles"], _tables.ROLES, "role")

    @cached_property
    def places(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a place or piece of equipment: utilisation, hours in use a week, queue.

        `held but blocked` is the share of the time in use in which the case that held it had neither work nor a
        planned wait. Empty where the model has none.
        """
        return _tables.table(self._tree.get("places", {}), _tables.PLACES, "place")

    @cached_property
    def measures(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a measure: its time, the share within the target, the chance of meeting it."""
        return _tables.table(self._tree["measures"], _tables.MEASURES, "measure")

    @cached_property
    def quantities(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a quantity that the model names: how much is used a week and for a completed case."""
        return _tables.quantities(self._tree.get("quantities", {}))

    @cached_property
    def quantity_shares(self) -> "pd.DataFrame":
        """pandas.DataFrame: Of each quantity, what each step, role and case type uses.

        What a step uses includes the roles at work there. What a case type uses is everything: its visits and its
        waiting; so the case types add up to the whole.
        """
        return _tables.quantity_shares(self._tree.get("quantities", {}))

    @property
    def warm_up(self) -> dict[str, Any] | None:
        """dict or None: The warm-up that the rule MSER-5 proposes, and the one that is used; seconds.

        `in_house` is the mean number of cases by batch, from the start of the clock; `advice` says where the warm-up in
        use will not do.
        """
        told = self._tree.get("warm_up")
        return None if told is None else dict(told)

    @cached_property
    def assumptions(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row an uncertain value: basis, source, stated value and range (times in seconds)."""
        return _tables.assumptions(self._tree["assumptions"])

    @property
    def bottleneck(self) -> str:
        """str: Where the work piles up, in a sentence with its evidence."""
        return str(self._tree["bottleneck"]["sentence"])

    @property
    def cannot_keep_up(self) -> list[str]:
        """list of str: A sentence for each role whose queue grows for as long as the run lasts."""
        return list(self._tree["cannot_keep_up"])

    @property
    def story(self) -> list[str]:
        """list of str: The results in plain sentences."""
        return [*self._tree["cannot_keep_up"], self.bottleneck]

    @cached_property
    def luck_only(self) -> "Results | None":
        """Results or None: The same with every uncertain value at its stated one; None where these already are."""
        told = self._tree.get("luck_only")
        if told is None:
            return None
        rest = {key: value for key, value in self._tree.items() if key != "luck_only"}
        return Results(json.dumps({**rest, **told, "certainty": "luck only"}), self._model)

    @cached_property
    def log(self) -> "pd.DataFrame":
        """pandas.DataFrame: A row a visit of the first replication, in the order in which visits ended.

        Times are columns over the engine's own memory, without a copy (so they cannot be written to): `enabled`,
        `started`, `ended` as datetime64[us], `queueing`, `waiting for opening hours`, `for a batch`,
        `interrupted` (put down for something more urgent), `work` as timedelta64[us]. Names are categoricals. `outcome`
        is done, in progress (a visit still open at the horizon, which has no end), or why the token left before it was
        done: balked, gave up, overdue, pre-empted, withdrawn. `staff` is the member of the role, from 0, or -1 for
        none; `place` the first place or piece of equipment that the step takes.

        Raises
        ------
        ValueError
            Where the run was not told to keep one (``simulate(..., log=True)``).
        """
        if self._events is None or self._model is None:
            raise ValueError("this run kept no event log; simulate(..., log=True) does")
        from stepwell._event_table import event_table

        return event_table(self._events, self._model)

    def plot(self) -> "Figure":
        """Draws the hours of each role, and where the time of each case goes.

        Returns
        -------
        matplotlib.figure.Figure
            Draws itself in Jupyter; `savefig` saves it.
        """
        from stepwell import _plots

        return _plots.results(self._tree)

    def __repr__(self) -> str:
        return f"<Results of {self.name!r}: {self.replications} replications, seed {self.seed}, {self.certainty}>"

    def _repr_html_(self) -> str:
        return _display.results(self._tree)
