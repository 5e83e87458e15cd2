"""The JSON Schema of model files: every good model follows it, and slips of the pen do not."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from test_language import DISTRIBUTIONS

HOUSE = Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("STEPWELL_COMMAND") or shutil.which("stepwell")

pytestmark = pytest.mark.skipif(COMMAND is None, reason="needs the built command: set STEPWELL_COMMAND")

MODELS = sorted(p for p in (HOUSE / "models").rglob("*.yaml") if p.parent.name != "rates")
GOOD_PARTS = sorted((HOUSE / "tests/golden/diagnostics/parts").glob("*.yaml"))


class CoreSchema(yaml.SafeLoader):
    """YAML 1.2: only true, false and null are special; a date or `08:00` is text."""


CoreSchema.yaml_implicit_resolvers = {}
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^null$"), ["n"])
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?[0-9]+$"), list("-0123456789"))
CoreSchema.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


def loaded(text: str) -> Any:
    # JSON has no keys but texts.
    return json.loads(json.dumps(yaml.load(text, Loader=CoreSchema)))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    assert COMMAND is not None
    said = subprocess.run([COMMAND, "schema"], capture_output=True, text=True, check=True).stdout
    schema = json.loads(said)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("model", MODELS + GOOD_PARTS, ids=lambda p: str(p.relative_to(HOUSE)))
def test_every_model_follows_the_schema(validator: jsonschema.Draft202012Validator, model: Path) -> None:
    validator.validate(loaded(model.read_text()))


def test_every_whole_model_of_the_guide_follows_the_schema(validator: jsonschema.Draft202012Validator) -> None:
    guide = (HOUSE / "models/LANGUAGE.md").read_text()
    blocks = re.findall(r"```yaml\n(# a whole model\n.*?)```", guide, re.DOTALL)
    assert blocks
    for block in blocks:
        validator.validate(loaded(block))


def with_time(phrase: str) -> dict[str, Any]:
    steps = {"look": {"who": "nurse", "time": phrase, "next": "seen"}, "seen": {"end": "seen"}}
    return {
        "stepwell": 1,
        "roles": {"nurse": {}},
        "cases": {"one": {"arrive": "every 9 min", "start": "look"}},
        "steps": steps,
    }


@pytest.mark.parametrize("phrase", DISTRIBUTIONS)
def test_each_distribution_of_the_guide_follows_the_schema(
    validator: jsonschema.Draft202012Validator, phrase: str
) -> None:
    validator.validate(with_time(phrase))


@pytest.mark.parametrize(
    "phrase",
    [
        "beta 2 5 1 to 10 min",
        "discrete 60 5 min",
        "hyperexponential 70 % 5 min 30 % 9 min",
        "phases 5 min",
        "coxian 5 min then 20 min",
        "mix 80 % 5 min",
        "6 min plus",
        "exponential mean 10 min at least",
    ],
)
def test_a_distribution_that_is_not_whole_does_not(validator: jsonschema.Draft202012Validator, phrase: str) -> None:
    assert not validator.is_valid(with_time(phrase))


@pytest.mark.parametrize(
    "code",
    [
        "unknown-key",
        "no-unit",
        "bad-chance",
        "unknown-distribution",
        "unknown-unit",
        "bad-distribution",
        "missing-key",
        "unknown-word",
        "unknown-basis",
        "bad-target",
        "wrong-kind",
        "unknown-version",
        "bad-rate",
        "bad-duration",
    ],
)
def test_a_slip_of_the_pen_does_not_follow_the_schema(validator: jsonschema.Draft202012Validator, code: str) -> None:
    wrong = loaded((HOUSE / f"tests/golden/diagnostics/{code}.yaml").read_text())
    assert not validator.is_valid(wrong)
