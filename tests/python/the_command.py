"""The built `stepwell` command as tests call it, and a small model for it to read."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

HOUSE = Path(__file__).resolve().parents[2]
CLINIC = HOUSE / "models" / "outpatient-records"
COMMAND = os.environ.get("STEPWELL_COMMAND") or shutil.which("stepwell")

needs_the_command = pytest.mark.skipif(COMMAND is None, reason="needs the built command: set STEPWELL_COMMAND")

SMALL = """\
stepwell: 1
workflow: A small surgery
clock: {start: 2026-01-05, run: 2 weeks}
calendars: {open: Mon-Fri 09:00-17:00}
roles: {nurse: {staff: 1, calendar: open, band: 5}}
cases: {patient: {arrive: every exponential mean 20 min in open, start: see}}
steps:
  see: {who: nurse, time: triangular 5 10 15 min, next: seen}
  seen: {end: seen}
measures:
  visit: {from: see arrives, to: see ends, target: 90 % within 30 min}
"""

LONG = SMALL.replace("run: 2 weeks", "run: 50 years").replace("mean 20 min in open", "mean 60 min")


def stepwell(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    assert COMMAND is not None
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, timeout=300)


def check_against_schema(document: Any) -> None:
    schema = json.loads((HOUSE / "models" / "schema" / "results.schema.json").read_text())
    # Against the branch that is meant, so that a failure names the place and not just "none of these".
    branch = {"$ref": f"#/$defs/{document['kind']}", "$defs": schema["$defs"]}
    jsonschema.Draft202012Validator(branch).validate(document)
    jsonschema.Draft202012Validator(schema).validate(document)


def mean(estimate: dict[str, Any]) -> float:
    return float(estimate["mean"])
