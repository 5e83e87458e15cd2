"""Building a workflow in code."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy
import pytest
import yaml

import stepwell


def test_a_workflow_built_in_code_equals_the_file_of_the_same_words(surgery: stepwell.Workflow, tmp_path: Path) -> None:
    # yaml.dump writes the tree in its own way; what counts is that both give the same results to the last bit.
    file = tmp_path / "surgery.yaml"
    file.write_text(yaml.safe_dump(surgery.to_dict(), sort_keys=False))
    from_file = stepwell.simulate(stepwell.load(file), replications=5, progress=False)
    built = stepwell.simulate(surgery, replications=5, progress=False)
    assert built.to_json() == from_file.to_json()


def test_the_clinic_read_from_its_tree_equals_the_clinic_read_from_its_file(clinic: Path) -> None:
    # YAML 1.1, which PyYAML reads, turns `2026-01-05` into a date; the builder writes dates as the language does.
    tree = yaml.safe_load((clinic / "as-is.yaml").read_text())
    built = stepwell.simulate(stepwell.Workflow.from_dict(tree), replications=2, progress=False)
    loaded = stepwell.simulate(stepwell.load(clinic / "as-is.yaml"), replications=2, progress=False)
    assert built.to_json() == loaded.to_json()


def test_ways_of_queueing_splitting_and_leaving_can_be_built() -> None:
    workflow = (
        stepwell.Workflow("Emergency")
        .clock(run="2 weeks")
        .role("doctor", discipline="earliest due", pre_empts="resume")
        .role("nurse", ages="1 per h")
        .case("patient", arrive="poisson 4 per h", start="triage", due=timedelta(hours=4))
        .step("triage", who="nurse", time="5 min", at_most={"times": 2, "then": "gone"}, next="see")
        .step(
            "see",
            who="doctor",
            time="exponential mean 14 min",
            patience=timedelta(minutes=40),
            balks_at=5,
            gives_up="gone",
            deadline=[{"after": "1 h", "to": "gone"}, {"after": "30 min", "to": "reminded", "interrupts": False}],
            next={"any": {"x-ray": "30 %", "blood test": "60 %"}, "otherwise": "gone"},
        )
        .step("x-ray", wait="20 min", next="race")
        .step("blood test", wait="30 min", next="race")
        .step("race", next={"first of": ["an hour passes", "nurse comes"]})
        .step("an hour passes", wait="1 h", next="died")
        .step("nurse comes", who="nurse", time="5 min", next="gone")
        .end("gone")
        .end("reminded")
        .end("died", "patient died", cancels=True)
    )
    results = stepwell.simulate(workflow, replications=3, log=True, progress=False)
    steps = results.steps
    assert steps.loc["see", "balked"] > 0 and steps.loc["see", "gave up"] > 0
    assert steps.loc["an hour passes", "withdrawn"] > 0
    assert numpy.isnan(steps.loc["x-ray", "balked"])
    assert "pre-empted" not in steps.columns
    assert {"done", "balked", "gave up", "withdrawn"} <= set(results.log["outcome"].unique())
    parts = results.cases.loc["patient", ["queueing (min)", "at joins (min)", "planned wait (min)", "work (min)"]]
    assert (parts >= 0).all()


def test_who_stands_in_and_who_has_a_queue_of_their_own_can_be_built() -> None:
    workflow = (
        stepwell.Workflow("Counter")
        .clock(run="2 weeks")
        .role("nurse", substitutes=["doctor after 15 min", {"who": "sister", "after": timedelta(hours=1)}])
        .role("doctor")
        .role("sister")
        .role("cashier", staff=3, separate_queues="in turn")
        .case("patient", arrive="poisson 6 per h", start="see")
        .step("see", who="nurse", time="8 min", next="teach")
        .step("teach", who="nurse", else_="nobody", time="1 min", next="pay")
        .step("pay", who="cashier", time="5 min", next="gone")
        .end("gone")
    )
    log = stepwell.simulate(workflow, replications=2, log=True, progress=False).log
    assert set(log.loc[log["step"] == "see", "role"]) >= {"nurse", "doctor"}
    assert set(log.loc[log["step"] == "teach", "role"]) == {"nurse"}
    assert set(log.loc[log["step"] == "pay", "role"]) == {"cashier"}


def test_ways_of_coming_and_what_is_shared_can_be_built(tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_text("age,frail\n71,yes\n34,no\n")
    workflow = (
        stepwell.Workflow("Clinic")
        .clock(run="4 weeks")
        .calendar("clinic hours", "Mon-Fri 09:00-17:00")
        .role("doctor", calendar="clinic hours")
        .book("clinic", slots="every 20 min in clinic hours", each=[1, 2])
        .effect("hard day", each="day", factor="lognormal mean 1 sd 0.2")
        .case(
            "referral",
            arrive={"poisson": "2 per h", "in": "clinic hours", "grows": "3 % per year", "varies with": "hard day"},
            backlog={"appointment": 12},
            attributes={"age": "uniform 20 to 90", "frail": "chance 30 %"},
            correlations={"age and frail": 0.4},
            start="appointment",
        )
        .case(
            "regular",
            arrive={"population": 40, "each after": "exponential mean 4 weeks"},
            records=str(tmp_path / "patients.csv"),
            attributes={"age": "column age", "frail": "column frail"},
            start="appointment",
        )
        .step(
            "appointment",
            book="clinic",
            lead_time=timedelta(days=1),
            within="6 weeks",
            gives_up="elsewhere",
            early="5 min",
            late="exponential mean 5 min",
            next="see",
        )
        .step("see", who="doctor", time="exponential mean 12 min", varies_with=["hard day"], next="seen")
        .end("seen")
        .end("elsewhere")
    )
    results = stepwell.simulate(workflow, replications=3, progress=False)
    assert (results.cases["completed"] > 0).all()
    assert results.steps.loc["appointment", "wait (min)"] > 60


def test_from_dict_and_to_dict_are_inverse(surgery: stepwell.Workflow) -> None:
    again = stepwell.Workflow.from_dict(surgery.to_dict())
    assert again.text == surgery.text
    again.role("porter")
    assert "porter" not in surgery.text


def test_what_is_added_later_does_not_change_the_model(surgery: stepwell.Workflow) -> None:
    model = surgery.model()
    surgery.end("afterwards")
    assert "afterwards" not in model.steps


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(minutes=5), "5 min"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(weeks=12), "12 week"),
        (timedelta(seconds=90.5), "90.5 s"),
        (timedelta(microseconds=1), "0.000001 s"),
        (timedelta(0), "0 s"),
    ],
)
def test_durations_become_exact_phrases(duration: timedelta, words: str) -> None:
    workflow = stepwell.Workflow("Durations").step("a", wait=duration, next="b")
    assert workflow.to_dict()["steps"]["a"]["wait"] == words


def test_values_of_python_become_words_of_the_language() -> None:
    workflow = (
        stepwell.Workflow("Values")
        .clock(start=date(2026, 1, 5), run=timedelta(weeks=2))
        .role("nurse", staff=int(numpy.int64(2)), rate={"is": numpy.float64(30.4), "basis": "published"})
        .case("patient", arrive=[datetime(2026, 1, 5, 9), datetime(2026, 1, 5, 9, 30)], start="treat")
        .step("treat", who=("nurse",), time=timedelta(minutes=5), next="leave")
        .end("leave")
    )
    tree = json.loads(workflow.text)
    assert tree["clock"] == {"start": "2026-01-05", "run": "2 week"}
    assert tree["roles"]["nurse"] == {"staff": 2, "rate": {"is": 30.4, "basis": "published"}}
    assert tree["cases"]["patient"]["arrive"] == ["2026-01-05 09:00:00", "2026-01-05 09:30:00"]
    arrived = stepwell.simulate(workflow, replications=1, progress=False).cases.loc["patient", "arrived"]
    assert arrived == 2


def test_mistakes_are_placed_in_the_text_of_the_workflow(surgery: stepwell.Workflow) -> None:
    surgery.step("more", who="nurce", time="5 min", next="leave")
    with pytest.raises(stepwell.ModelError) as caught:
        surgery.model()
    unknown = next(d for d in caught.value.diagnostics if "nurce" in d.message)
    assert unknown.file == "Python"
    assert "nurce" in surgery.text.splitlines()[unknown.line - 1]


def test_a_setting_applies_to_a_built_workflow_too(surgery: stepwell.Workflow) -> None:
    model = surgery.model(set={"roles.nurse.staff": 2})
    assert model.settings == {"roles.nurse.staff": "2"}
    assert model.file is None
    assert model.with_settings({"roles.clerk.staff": 2}).settings == {
        "roles.nurse.staff": "2",
        "roles.clerk.staff": "2",
    }


@pytest.mark.parametrize("name", ['quoted "name"', "new\u2028line", "emoji 🩺", "umlaut ü", "tab\tbed", "back\\slash"])
def test_any_name_reaches_the_reader_unharmed(name: str) -> None:
    workflow = stepwell.Workflow("Names").case("patient", arrive="every 5 min", start="leave").end("leave", name)
    assert json.loads(workflow.text)["steps"]["leave"]["end"] == name
    try:
        drawn = workflow.model().map().text
    except stepwell.ModelError as error:  # names have rules; what matters is that they are said, in the right place
        assert all(d.file == "Python" and d.line > 0 for d in error.diagnostics)
    else:
        assert "<svg" in drawn


def test_the_same_name_twice_is_misuse(surgery: stepwell.Workflow) -> None:
    with pytest.raises(ValueError, match="'nurse'"):
        surgery.role("nurse")


@pytest.mark.parametrize("value", [object(), b"5 min", {1: "a"}])
def test_what_no_model_can_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        stepwell.Workflow.from_dict({"workflow": value})


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        _ = stepwell.Workflow("NaN").role("nurse", rate=float("nan")).text


def test_places_are_said_under_their_own_sections_and_held_by_steps() -> None:
    ward = (
        stepwell.Workflow("Ward")
        .role("nurse")
        .place("bed", number=4)
        .place("pump", equipment=True)
        .case("patient", arrive="every 1 h", start="admit")
        .step("admit", who=["nurse", "pump"], holds="bed", time="20 min", next="stay")
        .step("stay", wait="2 h", releases="bed", next="gone")
        .end("gone")
    )
    assert ward.to_dict()["places"] == {"bed": {"number": 4}}
    assert ward.to_dict()["equipment"] == {"pump": {}}
    results = stepwell.simulate(ward, replications=2, log=True, progress=False)
    # A bed is held for 20 min and 2 h of every hour: 140 / 60 / 4 of all beds.
    assert results.places.loc["bed", "utilisation"] == pytest.approx(140 / 240, rel=0.01)
    assert list(results.roles.index) == ["nurse"]
    assert set(results.log["place"].dropna()) == {"pump"}
