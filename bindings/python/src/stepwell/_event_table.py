"""The event log as a DataFrame over the engine's own memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import numpy as np

    from stepwell._core import EventLog
    from stepwell.models import Model

# In the order of the engine's numbers.
_OUTCOMES = ("done", "in progress", "balked", "gave up", "overdue", "pre-empted", "withdrawn")


def event_table(events: "EventLog", model: "Model") -> pd.DataFrame:
    """A row a visit: times and numbers view the engine's memory, names are categoricals with small codes."""
    columns = {
        "case type": _named(events.case_type, model.cases),
        "case": events.case_number,
        "token": events.token,
        "step": _named(events.step, model.steps),
        "role": _named(events.role, model.roles),
        "staff": events.staff,
        "place": _named(events.place, model.roles),
        "enabled": events.enabled,
        "started": events.started,
        "ended": events.ended,
        "outcome": _named(events.outcome, _OUTCOMES),
        "queueing": events.queueing,
        "waiting for opening hours": events.closed,
        "for a batch": events.for_batch,
        "interrupted": events.interrupted,
        "work": events.work,
    }
    return pd.DataFrame(columns, copy=False)


def _named(codes: "np.ndarray[Any, Any]", names: Sequence[str]) -> Any:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names)))
