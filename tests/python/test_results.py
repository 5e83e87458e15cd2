"""Results as tables: the numbers are those of the JSON, in the units that the names of the columns say."""

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import stepwell
from stepwell import _tables


@pytest.fixture(scope="module")
def pair() -> stepwell.Comparison:
    folder = Path(__file__).resolve().parents[2] / "models" / "outpatient-records"
    models = [stepwell.load(folder / name) for name in ("as-is.yaml", "to-be.yaml")]
    return stepwell.compare(*models, replications=4, progress=False)


def test_every_cell_is_the_number_of_the_json_in_its_unit(pair: stepwell.Comparison) -> None:
    told = pair.before.to_dict()
    nurse, visit = told["roles"]["nurse"], told["measures"]["visit"]
    results = pair.before
    assert results.roles.loc["nurse", "work low (h/week)"] == nurse["work_per_week"]["low"] / 3600
    assert results.roles.loc["nurse", "utilisation"] == nurse["utilisation"]["mean"]
    assert results.measures.loc["visit", "time high (min)"] == visit["high"] / 60
    assert results.measures.loc["visit", "target (min)"] == 32
    assert results.measures.loc["visit", "target share"] == 0.9
    assert results.steps.loc["type letter", "work (min)"] == told["steps"]["type letter"]["work"]["mean"] / 60
    assert results.cases.loc["appointment", "arrived"] == told["cases"]["appointment"]["arrived"]["mean"]


def test_every_column_leads_somewhere(pair: stepwell.Comparison) -> None:
    # A key that the engine does not write would be a column of nothing.
    told = pair.to_dict()
    for side, section, columns in [
        *(("before", s, c) for s, c in (("cases", _tables.CASES), ("steps", _tables.STEPS))),
        *(("before", s, c) for s, c in (("roles", _tables.ROLES), ("measures", _tables.MEASURES))),
        *(("saved", s, c) for s, c in (("cases", _tables.SAVED_CASES), ("steps", _tables.SAVED_STEPS))),
        *(("saved", s, c) for s, c in (("roles", _tables.SAVED_ROLES), ("measures", _tables.SAVED_MEASURES))),
    ]:
        for column in columns:
            found = [_tables.inside(thing, column.path) for thing in told[side][section].values()]
            assert any(value is not None for value in found), (side, section, column.label)


def test_tables_keep_the_order_and_the_names_of_the_model(pair: stepwell.Comparison, clinic: Path) -> None:
    model = stepwell.load(clinic / "as-is.yaml")
    results = pair.before
    assert tuple(results.roles.index) == model.roles
    assert tuple(results.steps.index) == model.steps
    assert tuple(results.measures.index) == model.measures
    names = (results.cases.index.name, results.steps.index.name, results.roles.index.name, results.measures.index.name)
    assert names == ("case", "step", "role", "measure")
    for table in (results.cases, results.steps, results.roles, results.measures):
        assert set(map(str, table.dtypes)) == {"float64"}
        assert table.columns.is_unique


def test_what_does_not_exist_is_nan() -> None:
    w = stepwell.Workflow("One").clock(run="1 week").case("x", arrive="every 1 h", start="out").end("out")
    results = stepwell.simulate(w, replications=1, progress=False)
    assert (
        results.cases.loc["x", "arrived"] == 7 * 24 - 1
    )  # the first after one hour; one at the horizon does not count
    assert math.isnan(results.cases.loc["x", "arrived low"])  # one replication has no interval
    assert results.roles.empty and results.measures.empty
    assert "work (h/week)" in results.roles.columns
    assert results._repr_html_()


def test_saved_is_before_minus_after(pair: stepwell.Comparison) -> None:
    roles = pair.roles
    difference = roles["work before (h/week)"] - roles["work after (h/week)"]
    pd.testing.assert_series_equal(difference, roles["work saved (h/week)"], check_names=False, atol=1e-9)
    pd.testing.assert_series_equal(roles["work saved (h/week)"], pair.saved.roles["work (h/week)"], check_names=False)
    assert "records clerk" in roles.index
    assert list(pair.measures.index) == ["visit", "letter turnaround", "waiting for notes"]
    assert math.isnan(pair.measures.loc["waiting for notes", "time after (min)"])
    assert {"pull notes", "scan loose sheets", "consultation"} <= set(pair.steps.index)
    assert math.isnan(pair.steps.loc["scan loose sheets", "visits before"])


def test_a_renamed_step_stands_under_both_names() -> None:
    def surgery(step: str, minutes: int, was: str | None = None) -> stepwell.Workflow:
        return (
            stepwell.Workflow("Surgery")
            .clock(run="1 week")
            .role("nurse")
            .case("patient", arrive="every 20 min", start=step)
            .step(step, who="nurse", time=f"{minutes} min", next="out", was=was)
            .end("out")
        )

    both = stepwell.compare(surgery("see", 10), surgery("look", 8, was="see"), replications=2, progress=False)
    assert list(both.steps.index) == ["see → look", "out"]
    assert both.steps.loc["see → look", "work before (min)"] == 10
    assert both.steps.loc["see → look", "work after (min)"] == 8
    assert list(both.ledger.index) == [("nurse", "see → look")]


def test_a_role_that_cannot_keep_up_is_said_first() -> None:
    w = (
        stepwell.Workflow("Full")
        .clock(run="1 week")
        .role("nurse")
        .case("patient", arrive="every 8 min", start="see")
        .step("see", who="nurse", time="10 min", next="out")
        .end("out")
    )
    results = stepwell.simulate(w, replications=2, progress=False)
    assert results.roles.loc["nurse", "load"] == pytest.approx(1.25)
    assert results.cannot_keep_up[0].startswith("The nurse cannot keep up: 125 % of rostered hours")
    assert results.story[0] == results.cannot_keep_up[0]


def test_the_ledger_adds_up(pair: stepwell.Comparison) -> None:
    kinds = [f"{kind} (h/week)" for kind in _tables.LEDGER_KINDS]
    ledger, by_role = pair.ledger, pair.ledger_by_role
    pd.testing.assert_series_equal(ledger[kinds].sum(axis=1), ledger["change (h/week)"], check_names=False, atol=1e-9)
    summed = ledger["change (h/week)"].groupby("role", sort=False).sum()
    pd.testing.assert_series_equal(summed, by_role["change (h/week)"], check_names=False, atol=1e-9)
    change = by_role["work after (h/week)"] - by_role["work before (h/week)"]
    pd.testing.assert_series_equal(change, by_role["change (h/week)"], check_names=False, atol=1e-9)
    assert ledger.loc[("records clerk", "pull notes"), "removed (h/week)"] < 0
    assert ledger.loc[("doctor", "dictate letter"), "shortened or lengthened (h/week)"] > 0


def test_the_clinic_says_who_gives_and_who_saves(pair: stepwell.Comparison) -> None:
    saved = pair.saved.roles["work (h/week)"]
    assert saved["records clerk"] > 50 and saved["secretary"] > 50
    assert saved["doctor"] < 0
    story = " ".join(pair.story)
    assert "doctor" in story and "rise" in story
    assert pair.bottleneck


def test_both_certainties_can_be_looked_at(pair: stepwell.Comparison, surgery: stepwell.Workflow) -> None:
    assert pair.certainty == "with what we do not know"
    certain = pair.luck_only
    assert certain is not None and certain.certainty == "luck only"
    assert certain.luck_only is None
    assert certain.before.to_dict()["roles"] == pair.to_dict()["luck_only"]["before"]["roles"]
    before = pair.before.luck_only
    assert before is not None and before.roles.equals(certain.before.roles)
    run = stepwell.simulate(surgery, replications=2, progress=False)
    assert run.luck_only is not None and run.luck_only.certainty == "luck only"
    settled = surgery.model(set={"steps.write up.time": "3 min"})
    alone = stepwell.simulate(settled, replications=2, progress=False)
    assert alone.certainty == "luck only" and alone.luck_only is None


def test_assumptions_are_listed_once(pair: stepwell.Comparison) -> None:
    assert list(pair.before.assumptions.index) == ["steps.trace notes.time", "steps.return notes.time"]
    assert pair.before.assumptions.loc["steps.return notes.time", "high"] == 6 * 60  # seconds
    assert pair.assumptions.index.is_unique
    assert "steps.scan loose sheets.time" in pair.assumptions.index


def test_json_is_written_whole_and_read_back(pair: stepwell.Comparison, tmp_path: Path) -> None:
    text = pair.to_json(tmp_path / "out.json")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == text
    told: dict[str, Any] = json.loads(text)
    assert told == pair.to_dict()
    pair.to_dict()["before"].clear()
    assert pair.to_dict() == told
    with pytest.raises(stepwell.FileError):
        pair.to_json(tmp_path / "nowhere" / "out.json")
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_results_draw_themselves_in_jupyter_whatever_the_names() -> None:
    evil = "<script>alert</script> & co"
    w = (
        stepwell.Workflow(evil)
        .clock(run="1 week")
        .role(evil)
        .case(evil, arrive="every 1 h", start="a")
        .step("a", who=evil, time="5 min", next="b")
        .end("b")
        .measure(evil, from_="a arrives", to="b")
    )
    results = stepwell.simulate(w, replications=2, progress=False)
    comparison = stepwell.compare(w, w, replications=2, progress=False)
    for shown in (results._repr_html_(), comparison._repr_html_()):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
        assert "nan" not in shown.replace("nance", "")


def test_plots_say_what_they_show(pair: stepwell.Comparison, tmp_path: Path) -> None:
    for figure in (pair.plot(), pair.before.plot()):
        assert all(axes.get_title(loc="left") for axes in figure.axes)
        figure.savefig(tmp_path / "figure.png")
        assert (tmp_path / "figure.png").stat().st_size > 10_000


def test_a_plot_of_next_to_nothing_is_a_plot() -> None:
    w = stepwell.Workflow("$Nothing$").clock(run="1 day").case("$x", arrive="every 1 h", start="out").end("out")
    stepwell.simulate(w, replications=1, progress=False).plot().canvas.draw()
    stepwell.compare(w, w, replications=1, progress=False).plot().canvas.draw()
