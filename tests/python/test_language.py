"""The language guide keeps its word: its whole models run, and every phrase of its tables can be read."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("STEPWELL_COMMAND") or shutil.which("stepwell")
GUIDE = (HOUSE / "models" / "LANGUAGE.md").read_text()
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)

FRAME = """\
clock: {{start: 2026-01-05, run: 1 week}}
calendars:
  clinic hours: Mon-Fri 09:00-17:00
  office hours: Mon-Fri 08:00-18:00
roles: {{nurse: {{staff: 9, calendar: clinic hours}}}}
cases:
  patient:
    arrive: {arrive}
    attributes: {{attends: chance 94 %, age: uniform 20 to 90, urgency: {{routine: 80 %, urgent: 20 %}}}}
    start: look
steps:
  look: {{who: nurse, time: {time}, next: [{{when: {when}, to: seen}}, {{to: gone}}]}}
  seen: {{end: seen}}
  gone: {{end: gone}}
"""
USUAL = {"arrive": "every 5 min in clinic hours", "time": "6 min", "when": "attends"}


def rows(heading: str) -> list[str]:
    """What stands between backticks in the first column of the table that begins with this heading."""
    table = GUIDE.split(heading, 1)[1].split("\n\n", 1)[0]
    return [phrase for line in table.splitlines()[2:] for phrase in re.findall(r"`([^`]+)`", line.split("|")[1])]


def checks(tmp_path: Path, model: str) -> None:
    (tmp_path / "waits.csv").write_text("x\n3\n5\n8\n")
    arrivals = "2026-01-05 09:30,patient,71,yes\n2026-01-06 10:00,referred,88,no\n"
    (tmp_path / "arrivals.csv").write_text("arrived,kind,age,frail\n" + arrivals)
    (tmp_path / "patients.csv").write_text("age,frail\n71,yes\n88,no\n")
    (tmp_path / "model.yaml").write_text(model)
    assert COMMAND is not None
    result = subprocess.run([COMMAND, "check", "model.yaml"], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.startswith("# a whole model")])
def test_whole_models_of_the_guide_run(tmp_path: Path, block: str) -> None:
    checks(tmp_path, block)
    assert COMMAND is not None
    result = subprocess.run([COMMAND, "run", "model.yaml", "--replications", "2"], cwd=tmp_path, capture_output=True)
    assert result.returncode == 0, result.stderr.decode()


DISTRIBUTIONS = [p for p in rows("| phrase | what it is |") + rows("| phrase | what it does |") if "..." not in p]


@pytest.mark.parametrize("phrase", DISTRIBUTIONS)
def test_each_distribution_of_the_guide_can_be_read(tmp_path: Path, phrase: str) -> None:
    checks(tmp_path, FRAME.format(**{**USUAL, "time": phrase}))


@pytest.mark.parametrize("phrase", [p for p in rows("| `arrive` | meaning |") if p != "in: CALENDAR"])
def test_each_way_to_arrive_of_the_guide_can_be_read(tmp_path: Path, phrase: str) -> None:
    checks(tmp_path, FRAME.format(**{**USUAL, "arrive": phrase}))


RULES = re.findall(r"`([^`]+)`", GUIDE.split("**Rules** compare", 1)[1].split("; `and`", 1)[0])


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_the_guide_can_be_read(tmp_path: Path, rule: str) -> None:
    checks(tmp_path, FRAME.format(**{**USUAL, "when": rule}))


def test_the_scenario_of_the_guide_changes_the_shipped_clinic(tmp_path: Path) -> None:
    shutil.copy(HOUSE / "models" / "outpatient-records" / "as-is.yaml", tmp_path)
    checks(tmp_path, next(block for block in BLOCKS if "scenario:" in block))


def test_there_is_something_to_test() -> None:
    assert len([b for b in BLOCKS if b.startswith("# a whole model")]) >= 1
    assert len(rows("| phrase | what it is |")) >= 9
    assert len(rows("| `arrive` | meaning |")) >= 5
    assert len(RULES) >= 4
