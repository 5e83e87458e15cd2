"""The package as a whole: light to import, documented, and typed as it says."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import stepwell

HOUSE = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=HOUSE, capture_output=True, check=False, text=True)


def test_importing_brings_in_nothing_heavy() -> None:
    heavy = ("pandas", "matplotlib", "numpy", "tqdm", "IPython")
    told = run("-c", f"import sys, stepwell; print([name for name in {heavy!r} if name in sys.modules])")
    assert told.stdout == "[]\n", told.stderr


def test_simulating_alone_brings_in_nothing_heavy_either(clinic: Path) -> None:
    program = (
        "import sys, stepwell; "
        "stepwell.simulate(stepwell.load(sys.argv[1]), replications=1).to_dict(); "
        "print([name for name in ('pandas', 'matplotlib') if name in sys.modules])"
    )
    told = run("-c", program, str(clinic / "as-is.yaml"))
    assert told.stdout == "[]\n", told.stderr


def modules() -> list[ModuleType]:
    found = [info.name for info in pkgutil.iter_modules(stepwell.__path__) if info.name != "_core"]
    return [stepwell, *(importlib.import_module(f"stepwell.{name}") for name in found)]


def public_things() -> Iterator[tuple[str, object]]:
    for name in stepwell.__all__:
        thing = getattr(stepwell, name)
        yield name, thing
        if inspect.isclass(thing):
            for member, value in inspect.getmembers(thing):
                defined_here = any(
                    member in vars(base) for base in thing.__mro__ if base.__module__.startswith("stepwell")
                )
                if not member.startswith("_") and defined_here:
                    yield f"{name}.{member}", value


@pytest.mark.parametrize(
    ("name", "thing"), list(public_things()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_public_name_is_documented(name: str, thing: object) -> None:
    said = inspect.getdoc(thing)
    assert said, f"{name} has no docstring"
    if inspect.isfunction(thing):
        parameters = [p for p in inspect.signature(thing).parameters if p not in ("self", "cls")]
        if parameters:
            assert "Parameters\n----------" in said, name
        for parameter in parameters:
            assert parameter in said.split("Parameters\n----------")[1], f"{name}: {parameter}"


def test_every_function_of_the_engine_is_documented() -> None:
    core = stepwell._core
    for name, thing in inspect.getmembers(core):
        if name.startswith("_") or isinstance(thing, str):
            continue
        assert inspect.getdoc(thing), name
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_"):
                    assert inspect.getdoc(value), f"{name}.{member}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    assert module.__doc__
    names = {"stepwell": stepwell, "Workflow": stepwell.Workflow}
    failed, _ = doctest.testmod(module, extraglobs={**names, "timedelta": __import__("datetime").timedelta})
    assert failed == 0


def test_the_example_of_the_readme_runs() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert examples
    told = run("-c", "\n".join(examples))
    assert told.returncode == 0, told.stderr


def test_the_stubs_match_the_module(tmp_path: Path) -> None:
    # Of pybind11's classes, its own metaclass and the constructor that refuses are beside the point.
    classes = [name for name, thing in inspect.getmembers(stepwell._core, inspect.isclass)]
    allowed = tmp_path / "allowed.txt"
    allowed.write_text("".join(f"stepwell._core.{name}\nstepwell._core.{name}.__init__\n" for name in classes))
    settings = ("--mypy-config-file", "pyproject.toml", "--allowlist", str(allowed), "--ignore-unused-allowlist")
    told = run("-m", "mypy.stubtest", "stepwell._core", *settings)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(stepwell.__file__).parent / "py.typed").exists()


def test_the_version_is_that_of_the_engine() -> None:
    assert stepwell.__version__ == stepwell._core.version
    assert stepwell.__version__ in (HOUSE / "CMakeLists.txt").read_text()
