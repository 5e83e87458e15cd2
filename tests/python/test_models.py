"""Loading, settings, errors and maps."""

import pickle
from datetime import timedelta
from pathlib import Path

import pytest

import stepwell


def test_both_models_of_the_clinic_load(clinic: Path) -> None:
    as_is = stepwell.load(clinic / "as-is.yaml")
    assert as_is.name == "Outpatient clinic, notes on paper"
    assert as_is.roles == ("records clerk", "clinic clerk", "receptionist", "nurse", "doctor", "secretary")
    assert as_is.cases == ("appointment",)
    assert as_is.steps[0] == "booked"
    assert as_is.measures == ("visit", "letter turnaround", "waiting for notes")
    assert as_is.changes == ()
    assert as_is.file == clinic / "as-is.yaml"
    to_be = stepwell.load(str(clinic / "to-be.yaml"))
    assert to_be.changes == ("notes on screen", "a smaller records team", "speech recognition")
    assert "pull notes" not in to_be.steps
    assert repr(to_be).startswith("<Model 'Outpatient clinic on the electronic document system'")


def test_settings_replace_values_and_the_last_one_wins(clinic: Path) -> None:
    def rostered(model: stepwell.Model) -> float:
        results = stepwell.simulate(model, replications=1, progress=False)
        return float(results.roles.loc["nurse", "rostered (h/week)"])

    two = stepwell.load(clinic / "as-is.yaml")
    three = stepwell.load(clinic / "as-is.yaml", set={"roles.nurse.staff": 3})
    four = three.with_settings({"roles.nurse.staff": "4", "steps.type letter.time": timedelta(minutes=4)})
    assert three.settings == {"roles.nurse.staff": "3"}
    assert four.settings == {"roles.nurse.staff": "4", "steps.type letter.time": "4 min"}
    # 7 h a day on 58 of the 60 working days of 12 weeks: 33.83 h a week for each.
    assert [rostered(m) for m in (two, three, four)] == pytest.approx([staff * 7 * 58 / 12 for staff in (2, 3, 4)])


def test_a_bad_setting_is_an_error_of_the_model(clinic: Path) -> None:
    with pytest.raises(stepwell.ModelError) as caught:
        stepwell.load(clinic / "as-is.yaml", set={"roles.nurce.staff": 3})
    assert "nurse" in caught.value.diagnostics[0].hint


def test_a_bad_model_gives_every_diagnostic_at_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "stepwell: 1\n"
        "roles: {nurse: {staff: 2}}\n"
        "cases: {patient: {arrive: every 5 min, start: treat}}\n"
        "steps:\n"
        "  treat: {who: nurce, time: 5 min, next: leave}\n"
        "  rest: {wait: 5, next: leave}\n"
        "  leave: {end: gone}\n"
    )
    with pytest.raises(stepwell.ModelError) as caught:
        stepwell.load(bad)
    errors = [d for d in caught.value.diagnostics if d.severity == "error"]
    assert len(errors) >= 2
    unknown = next(d for d in errors if "nurce" in d.message)
    assert (unknown.file, unknown.line) == (str(bad), 5)
    assert unknown.column > 1
    assert 'did you mean "nurse"?' in unknown.hint
    assert unknown.code
    said = str(caught.value)
    assert str(unknown) in said
    assert all(d.message in said for d in errors)


def test_our_errors_are_what_a_caller_expects(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("steps: [")
    with pytest.raises(ValueError):
        stepwell.load(broken)
    with pytest.raises(OSError, match="no such file"):
        stepwell.load(tmp_path / "nowhere.yaml")
    for kind in (stepwell.ModelError, stepwell.FileError, stepwell.SimulationError):
        assert issubclass(kind, stepwell.Error)


def test_an_error_survives_pickling(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("stepwell: 1\nsteps: {a: {time: 5}}\n")
    with pytest.raises(stepwell.ModelError) as caught:
        stepwell.load(broken)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert [str(d) for d in again.diagnostics] == [str(d) for d in caught.value.diagnostics]


def test_a_model_survives_pickling(clinic: Path, surgery: stepwell.Workflow) -> None:
    for model in (stepwell.load(clinic / "as-is.yaml", set={"roles.nurse.staff": 3}), surgery.model()):
        again = pickle.loads(pickle.dumps(model))
        assert (again.name, again.steps, again.settings) == (model.name, model.steps, model.settings)


def test_an_infinite_loop_without_time_is_refused_or_reported() -> None:
    endless = (
        stepwell.Workflow("Loop").case("x", arrive="every 5 min", start="a").step("a", next="b").step("b", next="a")
    )
    with pytest.raises(stepwell.ModelError):
        endless.model()


def test_a_map_can_be_had_in_every_format(surgery: stepwell.Workflow, tmp_path: Path) -> None:
    model = surgery.model()
    drawn = model.map()
    assert drawn.format == "svg"
    assert drawn.text.lstrip().startswith(("<?xml", "<svg"))
    assert "write up" in drawn.text
    assert model.map(tmp_path / "map.svg").content == (tmp_path / "map.svg").read_bytes()
    assert model.map(format="dot").text.lstrip().startswith("digraph")
    for ending, beginning in ((".png", b"\x89PNG"), (".pdf", b"%PDF")):
        assert model.map(tmp_path / f"map{ending}").content.startswith(beginning)
        assert (tmp_path / f"map{ending}").read_bytes().startswith(beginning)
    assert "Our surgery" in model.map(title="Our surgery").text


def test_a_map_format_that_there_is_not_is_misuse(surgery: stepwell.Workflow, tmp_path: Path) -> None:
    model = surgery.model()
    with pytest.raises(ValueError, match=r"\.jpeg"):
        model.map(tmp_path / "map.jpeg")
    with pytest.raises(ValueError, match="gif"):
        model.map(format="gif")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no text"):
        _ = model.map(format="png").text


def test_a_map_that_cannot_be_written_leaves_nothing(surgery: stepwell.Workflow, tmp_path: Path) -> None:
    with pytest.raises(stepwell.FileError):
        surgery.model().map(tmp_path / "no such folder" / "map.svg")
    assert list(tmp_path.iterdir()) == []


def test_models_and_maps_draw_themselves_in_jupyter(surgery: stepwell.Workflow) -> None:
    model = surgery.model()
    for shown in (model, model.map()):
        bundle = shown._repr_mimebundle_()
        assert "<svg" in bundle["image/svg+xml"]
        assert bundle["text/plain"] == repr(shown)
    assert set(model.map(format="png")._repr_mimebundle_()) == {"image/png", "text/plain"}
