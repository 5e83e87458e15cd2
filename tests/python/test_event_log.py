"""The event log: complete, exact, and without a copy."""

import gc

import numpy as np
import pandas as pd
import pytest

import stepwell


@pytest.fixture
def results(surgery: stepwell.Workflow) -> stepwell.Results:
    return stepwell.simulate(surgery, replications=2, log=True, progress=False)


def test_columns_have_the_types_of_what_they_hold(results: stepwell.Results) -> None:
    log = results.log
    assert len(log) > 100
    for name in ("enabled", "started", "ended"):
        assert log[name].dtype == np.dtype("datetime64[us]")
    for name in ("queueing", "waiting for opening hours", "interrupted", "work"):
        assert log[name].dtype == np.dtype("timedelta64[us]")
    for name in ("case type", "step", "role", "outcome"):
        assert isinstance(log[name].dtype, pd.CategoricalDtype)
    assert set(log["outcome"].unique()) <= {"done", "in progress"}


def test_columns_share_the_memory_of_the_engine(results: stepwell.Results) -> None:
    assert results._events is not None
    events = results._events
    log = results.log
    for name, column in (("enabled", events.enabled), ("ended", events.ended), ("work", events.work)):
        assert np.shares_memory(log[name].to_numpy(), column)
    for name, column in (("case", events.case_number), ("staff", events.staff)):
        assert np.shares_memory(log[name].to_numpy(), column)
    assert np.shares_memory(events.enabled, events.enabled)
    with pytest.raises(ValueError):
        events.enabled[0] = np.datetime64("2026-01-05")


def test_a_column_outlives_everything_else(surgery: stepwell.Workflow) -> None:
    results = stepwell.simulate(surgery, replications=1, log=True, progress=False)
    assert results._events is not None
    kept = results._events.work
    total = kept.sum()
    del results
    gc.collect()
    assert kept.sum() == total


def test_times_are_in_order_and_add_up(results: stepwell.Results) -> None:
    log = results.log
    done = log[log["outcome"] == "done"]
    assert (done["ended"] >= done["started"]).all() and (done["started"] >= done["enabled"]).all()
    work = done[done["step"].isin(["check in", "treat", "write up"])]
    parts = work["queueing"] + work["waiting for opening hours"] + work["work"]
    assert (parts == work["ended"] - work["enabled"]).all()
    assert done["ended"].is_monotonic_increasing
    open_visits = log[log["outcome"] == "in progress"]
    assert open_visits["ended"].isna().all()


def test_who_is_nobody_is_none(results: stepwell.Results) -> None:
    log = results.log
    gateways = log[log["step"] == "part"]
    assert len(gateways) > 0
    assert gateways["role"].isna().all() and (gateways["staff"] == -1).all()
    assert (log.loc[log["step"] == "treat", "role"] == "nurse").all()


def test_the_log_counts_what_the_results_count(surgery: stepwell.Workflow) -> None:
    settled = surgery.model(set={"steps.write up.time": "3 min", "clock.warm up": "0 s"})
    results = stepwell.simulate(settled, replications=1, log=True, progress=False)
    visits = results.log[results.log["outcome"] == "done"]["step"].value_counts()
    for step in ("check in", "treat", "write up", "leave"):
        assert visits[step] == results.steps.loc[step, "visits"]
    hours = results.log.loc[results.log["step"] == "treat", "work"].sum() / pd.Timedelta(hours=1)
    assert hours / 2 == pytest.approx(results.roles.loc["nurse", "work (h/week)"], rel=0.02)


def test_a_run_without_a_log_says_how_to_have_one(surgery: stepwell.Workflow) -> None:
    with pytest.raises(ValueError, match="log=True"):
        _ = stepwell.simulate(surgery, replications=1, progress=False).log
