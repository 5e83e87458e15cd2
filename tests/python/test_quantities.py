"""Quantities that the user names, warm-ups by rule, and scenarios built in code."""

import json
from pathlib import Path

import pytest
from the_command import SMALL, check_against_schema, mean, needs_the_command
from the_command import stepwell as command

import stepwell


@pytest.fixture
def dressing() -> stepwell.Workflow:
    """Nobody waits: a patient an hour, 30 minutes with two nurses, two hours of rest."""
    return (
        stepwell.Workflow("Dressing")
        .clock(warm_up="1 d", run="1 week")
        .quantity("carbon", "kg")
        .quantity("money", "GBP")
        .role("nurse", staff=2, rate=20, uses={"carbon": "1 kg per h"}, about="Two are needed.")
        .case("patient", arrive="every 1 h", start="dress", uses={"carbon": "6 kg", "money": "3 per h of stay"})
        .step(
            "dress",
            who={"nurse": 2},
            time="30 min",
            uses={"carbon": ["0.5 kg per visit", "2 kg per h"]},
            about="With gloves.",
            next="rest",
        )
        .step("rest", wait="2 h", uses={"carbon": "0.25 per h"}, next="done")
        .end("done")
    )


def test_quantities_are_tables(dressing: stepwell.Workflow) -> None:
    results = stepwell.simulate(dressing, replications=2, progress=False)
    # 168 visits: 168 x .5 + 84 h x 2 + 168 h of nurses x 1 = 420; rest 336 h x .25 = 84; cases 168 x 6 = 1008.
    assert results.quantities.loc["carbon", "per week"] == pytest.approx(1512)
    assert results.quantities.loc["carbon", "per completed case"] == pytest.approx(9)
    assert results.quantities.loc["carbon", "unit"] == "kg"
    shares = results.quantity_shares["per week"]
    assert shares["carbon", "step", "dress"] == pytest.approx(420)
    assert shares["carbon", "role", "nurse"] == pytest.approx(168)
    assert shares["carbon", "case", "patient"] == pytest.approx(1512)
    assert shares["money", "case", "patient"] == pytest.approx(168 * 2.5 * 3)
    check_against_schema(results.to_dict())


def test_a_model_without_quantities_has_empty_tables(surgery: stepwell.Workflow) -> None:
    results = stepwell.simulate(surgery, replications=2, progress=False)
    assert results.quantities.empty and results.quantity_shares.empty
    assert stepwell.compare(surgery, surgery, replications=2, progress=False).quantities.empty


def test_what_is_saved_of_a_quantity(dressing: stepwell.Workflow) -> None:
    fewer = dressing.scenario("Fewer").change(
        "no rest", why="It does nothing.", steps={"rest": {"uses": None}, "dress": {"uses": {"carbon": 0.5}}}
    )
    comparison = stepwell.compare(dressing, fewer, replications=2, progress=False)
    assert comparison.quantities.loc["carbon", "per week saved"] == pytest.approx(84 + 168)
    assert comparison.quantities.loc["carbon", "per week before"] == pytest.approx(1512)
    check_against_schema(json.loads(comparison.to_json()))


def test_a_scenario_is_built_of_changes(surgery: stepwell.Workflow) -> None:
    scenario = (
        surgery.scenario("Surgery with two nurses", about="One more.")
        .change("second nurse", why="Patients wait.", roles={"nurse": {"staff": 2}})
        .change("forms", needs="second nurse", steps={"check in": {"time": "1 min"}}, moves="check in to treat")
    )
    model = scenario.model()
    assert model.name == "Surgery with two nurses"
    assert repr(scenario) == "<Scenario 'Surgery with two nurses': 2 changes>"
    told = stepwell.Workflow.from_dict(scenario.to_dict())
    by_file = stepwell.simulate(told, replications=2, progress=False)
    assert stepwell.simulate(scenario, replications=2, progress=False).to_json() == by_file.to_json()
    comparison = stepwell.compare(surgery, scenario, replications=2, progress=False)
    assert comparison.saved.measures.loc["visit", "time (min)"] > 0
    surgery.role("porter")
    assert "porter" not in scenario.text


def test_a_scenario_may_change_a_file_or_another_scenario(clinic: Path) -> None:
    first = stepwell.Scenario("First", based_on=clinic / "as-is.yaml").change("a", clock={"run": "2 weeks"})
    second = stepwell.Scenario("Second", based_on=first).change("b", clock={"warm up": "1 week"})
    results = stepwell.simulate(second, replications=1, progress=False).to_dict()
    assert results["changes"] == ["a", "b"]
    assert (results["window"]["run"], results["window"]["warm_up"]) == (14 * 86400, 7 * 86400)


def test_a_mistake_in_a_scenario_is_found_when_it_is_checked(surgery: stepwell.Workflow) -> None:
    scenario = surgery.scenario("Wrong").change("x", steps={"treet": None})
    with pytest.raises(stepwell.ModelError) as caught:
        scenario.model()
    assert "treat" in caught.value.diagnostics[0].hint
    with pytest.raises(ValueError, match="already"):
        scenario.change("x")


def test_texts_stand_on_the_map(dressing: stepwell.Workflow) -> None:
    drawn = dressing.model().map().text
    assert "With gloves." in drawn and "Two are needed" in drawn


def test_a_warm_up_by_rule_is_found_and_told(dressing: stepwell.Workflow) -> None:
    # The house is full after 2 hours and a half, of a week in 201 batches of 50 minutes.
    results = stepwell.simulate(dressing.clock(warm_up="by rule"), replications=2, progress=False)
    warm_up = results.warm_up
    assert warm_up is not None and warm_up["by_rule"] and warm_up["rule"] == "MSER-5"
    assert warm_up["used"] == warm_up["proposed"] == results.to_dict()["window"]["warm_up"]
    assert 100 * 60 <= warm_up["used"] < 86400
    assert results.cases.loc["patient", "in progress at start"] > 0
    check_against_schema(results.to_dict())


def test_whole_cases_have_a_median_and_a_ninetieth_percentile_with_limits(surgery: stepwell.Workflow) -> None:
    results = stepwell.simulate(surgery, replications=5, progress=False)
    row = results.cases.loc["patient"]
    assert row["elapsed median (min)"] < row["elapsed 90 % within (min)"]
    told = results.to_dict()["cases"]["patient"]["elapsed_ninetieth"]
    assert told["low"] < told["mean"] < told["high"] and told["n"] == 5


@needs_the_command
def test_the_command_tells_quantities_and_warm_up(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    model.write_text(
        SMALL.replace("{nurse: {staff: 1, ", "{nurse: {uses: {gloves: 2 per use}, staff: 1, ")
        .replace("run: 2 weeks", "run: 2 weeks, warm up: by rule")
        .replace("roles:", "quantities: {gloves: pairs}\nroles:")
    )
    run = command("run", model, "-n", "3", "--json", tmp_path / "run.json")
    assert run.returncode == 0, run.stderr
    words = " ".join(run.stdout.split())
    assert "MSER-5" in words and "QUANTITIES" in words and "gloves" in words and "90 % of them within" in words
    assert max(len(line) for line in run.stdout.splitlines()) <= 100
    document = json.loads((tmp_path / "run.json").read_text())
    check_against_schema(document)
    assert mean(document["quantities"]["gloves"]["per_case"]) == pytest.approx(2, rel=0.05)
    pair = command("compare", model, model, "-n", "2", "--set-after", "roles.nurse.uses.gloves=1", "--json", "-")
    compared = json.loads(pair.stdout)
    check_against_schema(compared)
    assert mean(compared["saved"]["quantities"]["gloves"]["per_week"]) > 0
