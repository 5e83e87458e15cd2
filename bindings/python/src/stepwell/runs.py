"""Simulating and comparing: the doors to the engine."""

import os
from typing import Any

from stepwell import _core
from stepwell._progress import Progress, watching
from stepwell.comparison import Comparison
from stepwell.models import Model
from stepwell.results import Results
from stepwell.scenarios import Scenario
from stepwell.workflow import Workflow

__all__ = ["compare", "simulate"]


def simulate(
    model: Model | Workflow | Scenario,
    *,
    replications: int | None = None,
    precision: float | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
    log: bool = False,
) -> Results:
    """Runs a workflow many times and says what to expect.

    Where the model has uncertain values with a range, each replication draws them anew: the results are then "with
    what we do not know", and `Results.luck_only` has those of the stated values.

    Parameters
    ----------
    model : Model, Workflow or Scenario
        What to simulate.
    replications : int, optional
        How many runs, each with luck of its own; by default 100. With `precision` at most so many, by default 1000.
    precision : float, optional
        Stop as soon as the mean of each measure, and of each case type's time from arrival to its last end, is known
        to within this share (0.02 is 2 %) with 95 % certainty. Looked at after every 20 replications, so the result
        is the same on any number of threads; `Results.precision` says what was reached.
    seed : int, optional
        The same seed gives the same results, on any number of threads and on any machine.
    threads : int, optional
        By default all cores.
    progress : bool or callable, optional
        By default a bar where somebody is watching (a terminal or Jupyter). A callable is given the replications done
        and in all; what it raises ends the run.
    log : bool, optional
        Whether to keep the event log of the first replication, for `Results.log`.

    Returns
    -------
    Results
        Tables with 95 % intervals; draws itself in Jupyter.

    Raises
    ------
    stepwell.ModelError
        Where a `Workflow` has errors.
    stepwell.SimulationError
        Where the model runs away.
    ValueError
        For a number that cannot be, such as no replications.
    KeyboardInterrupt
        On Ctrl-C, within 0.2 s.
    """
    ready = _ready(model)
    numbers = _numbers(replications, precision, seed, threads)
    with watching(progress, ready.name) as watcher:
        text, events = _core.simulate(ready._reading, progress=watcher, log=log, **numbers)
    return Results(text, ready, events)


def compare(
    before: Model | Workflow | Scenario,
    after: Model | Workflow | Scenario,
    *,
    replications: int | None = None,
    precision: float | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress = None,
) -> Comparison:
    """Runs two workflows with the same patients and the same luck, and says what changes.

    Parameters
    ----------
    before, after : Model, Workflow or Scenario
        The workflow as it is, and as it would be.
    replications, precision, seed, threads, progress
        As for `simulate`; each replication runs both workflows. `precision` asks for the times of both, and for what
        is saved of them as a share of the longer of the two.

    Returns
    -------
    Comparison
        Both results, and `saved` = before - after with 95 % intervals; draws itself in Jupyter.

    Raises
    ------
    stepwell.ModelError
        Where a `Workflow` has errors.
    stepwell.SimulationError
        Where a model runs away.
    ValueError
        For a number that cannot be, or where the two count different lengths of time.
    KeyboardInterrupt
        On Ctrl-C, within 0.2 s.
    """
    ready_before, ready_after = _ready(before), _ready(after)
    numbers = _numbers(replications, precision, seed, threads)
    with watching(progress, "comparing") as watcher:
        text = _core.compare(ready_before._reading, ready_after._reading, progress=watcher, **numbers)
    return Comparison(text, ready_before, ready_after)


def _ready(model: Any) -> Model:
    if isinstance(model, Workflow | Scenario):
        return model.model()
    if isinstance(model, Model):
        return model
    if isinstance(model, str | os.PathLike):
        raise TypeError(f"a model is wanted, not a path: stepwell.load({os.fspath(model)!r})")
    raise TypeError(f"a Model, a Workflow or a Scenario is wanted, not {type(model).__name__}")


def _numbers(replications: int | None, precision: float | None, seed: int, threads: int | None) -> dict[str, Any]:
    if precision is not None and not 0 < precision < 1:
        raise ValueError(f"precision = {precision}: a share of the mean is wanted, such as 0.02 for 2 %")
    if replications is None:
        replications = 100 if precision is None else 1000
    if replications < 1:
        raise ValueError(f"replications = {replications}: at least one is needed")
    if not 0 <= seed < 2**64:
        raise ValueError(f"seed = {seed}: a whole number from 0 to 2**64 - 1 is wanted")
    if threads is not None and not 1 <= threads <= 4096:
        raise ValueError(f"threads = {threads}: from 1 to 4096, or None for all cores")
    return {"replications": replications, "precision": precision, "seed": seed, "threads": threads or 0}
