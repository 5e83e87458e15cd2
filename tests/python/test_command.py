"""The `stepwell` command as its users meet it: verbs, options, files and words."""

import csv
import datetime
import json
import math
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from the_command import HOUSE, SMALL, check_against_schema, mean, needs_the_command, stepwell

pytestmark = needs_the_command


# --- the command itself


def test_version_is_that_of_the_project() -> None:
    project = re.search(r"project\(stepwell VERSION ([0-9.]+)", (HOUSE / "CMakeLists.txt").read_text())
    assert project is not None
    assert stepwell("--version").stdout.strip() == project[1]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["run", "--help"], ["compare", "--help"], ["map", "--help"]]
)
def test_help_is_all_well(arguments: list[str]) -> None:
    result = stepwell(*arguments)
    assert result.returncode == 0
    assert "--help" in result.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--replications", "0"], '"0" is no whole number (1 to 1000000)'),
        (["--replications", "-5"], '"-5" is no whole number'),
        (["--replications", "many"], '"many" is no whole number'),
        (["--replications", "2.5"], '"2.5" is no whole number'),
        (["--seed", "-1"], '"-1" is no whole number'),
        (["--threads", "lots"], '"lots" is no whole number'),
        (["--precision", "2"], '"2" is no precision; write it as in "2 %", up to 50 %'),
        (["--precision", "0 %"], '"0 %" is no precision'),
        (["--wrong"], "--wrong"),
        (["--set", "roles.nurse.staff"], "roles.nurse.staff"),
        (["--set", "roles.nurce.staff=2"], "nurce"),
        (["--set", "roles.nurse.staff=2", "another.yaml"], "another.yaml"),
    ],
)
def test_bad_options_are_bad_input(small: Path, options: list[str], words: str) -> None:
    result = stepwell("run", small, *options)
    assert result.returncode == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_no_verb_and_no_such_verb_are_bad_input() -> None:
    assert stepwell().returncode == 2
    assert stepwell("dance").returncode == 2


# --- check


def test_check_of_a_sound_model_counts_what_it_holds_and_gives_the_load(small: Path) -> None:
    result = stepwell("check", small)
    assert result.returncode == 0, result.stderr
    assert "sound: 1 case type, 1 step, 1 end, 1 role, 1 measure" in result.stdout
    # 3 patients an hour in 40 open hours, 10 min each: 20 of 40 hours.
    assert re.search(r"nurse\s+20\.0\s+40\.0\s+50 %", result.stdout)


def test_check_reports_every_mistake_and_is_a_finding(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        SMALL.replace("who: nurse", "who: nurce")
        .replace("5 10 15 min", "5 10 15")
        .replace("to: see ends", "to: sea ends")
    )
    result = stepwell("check", wrong)
    assert result.returncode == 1
    assert len(re.findall(r"^\S+wrong\.yaml:\d+:\d+: error\[[a-z-]+\]: ", result.stderr, re.MULTILINE)) == 3
    assert 'did you mean "nurse"?' in result.stderr


def test_check_goes_on_after_a_bad_model_and_answers_with_the_worst(small: Path, tmp_path: Path) -> None:
    result = stepwell("check", tmp_path / "none.yaml", small)
    assert result.returncode == 2
    assert "none.yaml" in result.stderr
    assert "sound" in result.stdout


# --- run


def test_run_prints_a_table_of_at_most_100_columns(small: Path) -> None:
    result = stepwell("run", small, "--replications", "5")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert max(len(line) for line in result.stdout.splitlines()) <= 100
    for words in ("95 % certain to", "TARGETS", "90 % within 30 min", "nurse", "BOTTLENECK"):
        assert words in result.stdout
    assert not re.search(r"\d\.\d{4}", result.stdout)


def test_visits_that_were_left_before_they_were_done_have_a_table_of_their_own(tmp_path: Path, small: Path) -> None:
    assert "LEFT BEFORE DONE" not in stepwell("run", small, "--replications", "2").stdout
    impatient = tmp_path / "impatient.yaml"
    impatient.write_text(
        "roles: {nurse: {}}\n"
        "cases: {patient: {arrive: poisson 6 per h, start: see}}\n"
        "steps:\n"
        "  see: {who: nurse, time: exponential mean 10 min, patience: 5 min, gives up: gone, next: gone}\n"
        "  gone: {end: gone}\n"
    )
    result = stepwell("run", impatient, "--replications", "2", "--json", tmp_path / "run.json")
    assert re.search(r"LEFT BEFORE DONE, VISITS A WEEK\n +gave up\n +waiting\n +see +\d", result.stdout)
    document = json.loads((tmp_path / "run.json").read_text())
    check_against_schema(document)
    assert list(document["steps"]["see"]["left"]) == ["gave_up"]
    assert "left" not in document["steps"]["gone"]


def test_run_json_follows_its_schema(small: Path) -> None:
    result = stepwell("run", small, "--replications", "4", "--json", "-")
    document = json.loads(result.stdout)
    check_against_schema(document)
    assert document["replications"] == 4
    assert document["certainty"] == "luck only"
    assert document["cases"]["patient"]["arrived"]["n"] == 4
    assert 300 < mean(document["steps"]["see"]["work"]) < 900  # seconds, of a triangular 5 10 15 min
    patient = document["cases"]["patient"]
    assert math.isclose(sum(mean(part) for part in patient["parts"].values()), mean(patient["elapsed"]), rel_tol=1e-12)


def test_one_replication_has_null_limits_and_no_nan(small: Path) -> None:
    text = stepwell("run", small, "--replications", "1", "--json", "-").stdout
    assert "NaN" not in text
    assert "inf" not in text.lower().replace("information", "")
    document = json.loads(text)
    check_against_schema(document)
    arrived = document["cases"]["patient"]["arrived"]
    assert arrived["low"] is None and arrived["high"] is None and arrived["n"] == 1


def test_set_changes_the_model(small: Path) -> None:
    document = json.loads(
        stepwell("run", small, "--replications", "2", "--set", "roles.nurse.staff=3", "--json", "-").stdout
    )
    assert mean(document["roles"]["nurse"]["rostered_per_week"]) == 3 * 40 * 3600


def test_the_same_bytes_on_any_number_of_threads(small: Path) -> None:
    one = stepwell("run", small, "--replications", "9", "--threads", "1", "--json", "-").stdout
    assert one == stepwell("run", small, "--replications", "9", "--threads", "2", "--json", "-").stdout
    assert one != stepwell("run", small, "--replications", "9", "--seed", "2", "--json", "-").stdout


def test_a_run_goes_on_until_its_precision_is_reached(small: Path, tmp_path: Path) -> None:
    result = stepwell("run", small, "--precision", "10 %", "--json", tmp_path / "r.json")
    assert "The run stopped when the mean of each measure" in " ".join(result.stdout.split())
    document = json.loads((tmp_path / "r.json").read_text())
    check_against_schema(document)
    assert document["replications"] % 20 == 0
    assert document["precision"]["reached"] and document["precision"]["widest"] <= 0.1
    cut_short = stepwell("run", small, "--precision", "0.1 %", "--replications", "20").stdout
    assert "0.1 % was not reached in the 20 replications allowed" in " ".join(cut_short.split())


def test_json_and_table_go_where_they_are_sent(small: Path, tmp_path: Path) -> None:
    result = stepwell("run", small, "--replications", "2", "--json", tmp_path / "r.json", "--out", tmp_path / "r.txt")
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    check_against_schema(json.loads((tmp_path / "r.json").read_text()))
    assert "TARGETS" in (tmp_path / "r.txt").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.json", "r.txt", "small.yaml"]


def test_outputs_that_cannot_be_written_are_bad_input(small: Path, tmp_path: Path) -> None:
    nowhere = stepwell("run", small, "--json", tmp_path / "none" / "r.json")
    assert nowhere.returncode == 2 and "there is no folder" in nowhere.stderr
    twice = stepwell("run", small, "--json", tmp_path / "r", "--out", tmp_path / "r")
    assert twice.returncode == 2 and "two outputs" in twice.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["small.yaml"]


def test_the_log_has_every_visit_of_the_first_replication(small: Path, tmp_path: Path) -> None:
    result = stepwell("run", small, "--replications", "3", "--log", tmp_path / "log.csv", "--json", tmp_path / "r.json")
    assert result.returncode == 0, result.stderr
    assert "the log holds replication 1; replications 2 to 3 are left out" in result.stderr
    with (tmp_path / "log.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    seen = [row for row in rows if row["step"] == "see"]
    assert {row["role"] for row in seen} == {"nurse"}
    done = [row for row in seen if row["outcome"] == "done"]
    assert done and all(row["ended"] for row in done)
    for row in done:
        enabled, started, ended = (datetime.datetime.fromisoformat(row[key]) for key in ("enabled", "started", "ended"))
        assert enabled <= started < ended
        wait = float(row["queueing"]) + float(row["closed"])
        assert math.isclose((ended - enabled).total_seconds(), wait + float(row["work"]), abs_tol=1e-6)


def test_a_bad_model_is_bad_input_for_a_run(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(SMALL.replace("who: nurse", "who: nurce"))
    result = stepwell("run", wrong)
    assert result.returncode == 2
    assert "unknown-role" in result.stderr


def test_long_and_wide_names_do_not_break_the_table(tmp_path: Path) -> None:
    name = "the nurse who looks after everybody on the second floor of the old building 看護師 and beyond it"
    model = tmp_path / "long.yaml"
    model.write_text(SMALL.replace("nurse", name))
    result = stepwell("run", model, "--replications", "2")
    assert result.returncode == 0, result.stderr
    widths = [len(line) + len(re.findall("[看護師]", line)) for line in result.stdout.splitlines()]
    assert max(widths) <= 100


def test_a_role_that_cannot_keep_up_is_said_aloud(tmp_path: Path) -> None:
    model = tmp_path / "full.yaml"
    model.write_text(SMALL.replace("mean 20 min", "mean 8 min"))  # 10 min each: 125 %
    result = stepwell("run", model, "-n", "3", "--json", tmp_path / "r.json")
    assert "The nurse cannot keep up: 125 % of rostered hours are asked for; its queue grows" in " ".join(
        result.stdout.split()
    )
    document = json.loads((tmp_path / "r.json").read_text())
    check_against_schema(document)
    assert document["roles"]["nurse"]["cannot_keep_up"] is True
    assert document["roles"]["nurse"]["load"] == pytest.approx(1.25)
    assert len(document["cannot_keep_up"]) == 1
    assert document["bottleneck"]["cannot_keep_up"] is True
    relief = stepwell("compare", model, model, "-n", "2", "--set-after", "roles.nurse.staff=2")
    assert "Before, the nurse cannot keep up" in relief.stdout


def test_ends_are_reached_and_steps_are_worked_at(small: Path) -> None:
    text = stepwell("run", small, "-n", "2").stdout
    steps, ends = text.split("\nSTEPS\n")[1].split("\nENDS\n")
    assert "see" in steps and "seen" not in steps
    assert re.search(r"seen +\d+\.\d +\d+\.\d min", ends)


# --- map and schema


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<"), ("dot", b"digraph"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_map_has_the_format_of_its_name(small: Path, tmp_path: Path, ending: str, start: bytes) -> None:
    result = stepwell("map", small, "-o", tmp_path / f"map.{ending}")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / f"map.{ending}").read_bytes().lstrip().startswith(start)


def test_a_map_format_that_does_not_exist_is_bad_input(small: Path, tmp_path: Path) -> None:
    result = stepwell("map", small, "-o", tmp_path / "map.docx")
    assert result.returncode == 2
    assert ".svg, .png, .pdf or .dot" in result.stderr


def test_the_schema_of_models_accepts_models(small: Path) -> None:
    schema = json.loads(stepwell("schema").stdout)
    validator = jsonschema.validators.validator_for(schema)(schema)
    validator.validate(yaml.safe_load(SMALL.replace("2026-01-05", "'2026-01-05'")))
