"""Small workflows that several tests share."""

from pathlib import Path

import pytest
from the_command import SMALL

import stepwell

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def clinic() -> Path:
    """The folder of the outpatient clinic's pair of models."""
    return HOUSE / "models" / "outpatient-records"


@pytest.fixture
def surgery() -> stepwell.Workflow:
    """A surgery with one nurse on office hours, a wait, chances, rules and a split: something of everything."""
    return (
        stepwell.Workflow("Surgery", about="One nurse, one clerk.")
        .clock(start="2026-01-05", warm_up="1 week", run="2 weeks")
        .calendar("office hours", ["Mon-Fri 09:00-12:00", "Mon-Fri 13:00-17:00"])
        .closed("2026-01-14")
        .role("nurse", staff=1, calendar="office hours", after_hours="stay", band=5)
        .role("clerk", calendar="office hours", rate=20)
        .case(
            "patient",
            arrive="every exponential mean 12 min in office hours",
            start="check in",
            attributes={"new": "chance 30 %"},
        )
        .step("check in", who="clerk", time="uniform 1 to 2 min", next="treat")
        .step(
            "treat", who="nurse", time=[{"when": "new", "is": "10 min"}, {"is": "exponential mean 6 min"}], next="part"
        )
        .step("part", next={"all": ["leave", "write up"]})
        .step(
            "write up",
            who="clerk",
            priority="low",
            time={"is": "triangular 1 2 6 min", "basis": "assumed", "range": "2 min to 5 min"},
            next={"rest": "80 %", "write up": "20 %"},
        )
        .step("rest", wait="1 h of office hours", next="filed")
        .end("leave", "patient leaves")
        .end("filed")
        .measure("visit", from_="check in arrives", to="leave", target="90 % within 30 min")
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    model = tmp_path / "small.yaml"
    model.write_text(SMALL)
    return model
