"""Simulating and comparing: determinism, progress, and the way out."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import stepwell


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads(clinic: Path) -> None:
    model = stepwell.load(clinic / "as-is.yaml")
    one, two, five = (
        stepwell.simulate(model, replications=6, seed=7, threads=threads, progress=False) for threads in (1, 2, 5)
    )
    assert one.to_json() == two.to_json() == five.to_json()
    other = stepwell.simulate(model, replications=6, seed=8, threads=2, progress=False)
    assert other.to_json() != one.to_json()
    assert (one.seed, other.seed, one.replications) == (7, 8, 6)


def test_a_comparison_does_not_depend_on_threads_either(clinic: Path) -> None:
    pair = [stepwell.load(clinic / name) for name in ("as-is.yaml", "to-be.yaml")]
    one, two = (
        stepwell.compare(*pair, replications=3, threads=threads, progress=False).to_json() for threads in (1, 2)
    )
    assert one == two


def test_a_run_and_the_same_side_of_a_comparison_agree(clinic: Path) -> None:
    as_is = stepwell.load(clinic / "as-is.yaml")
    alone = stepwell.simulate(as_is, replications=3, progress=False)
    beside = stepwell.compare(as_is, stepwell.load(clinic / "to-be.yaml"), replications=3, progress=False).before
    assert beside.to_dict()["roles"] == alone.to_dict()["roles"]
    assert beside.measures.equals(alone.measures)


def test_python_and_the_command_write_the_same_bytes(clinic: Path) -> None:
    command = Path(stepwell.__file__).parent / "bin" / "stepwell"
    if not command.exists():
        pytest.skip("the package was built without the command")
    model = clinic / "as-is.yaml"
    said = subprocess.run(
        [command, "run", model, "--replications", "2", "--json", "-"], capture_output=True, check=True
    )
    results = stepwell.simulate(stepwell.load(model), replications=2, progress=False)
    assert said.stdout.decode("utf-8") == results.to_json()


def test_a_run_goes_on_until_its_means_are_known_well_enough(surgery: stepwell.Workflow) -> None:
    told = stepwell.simulate(surgery, precision=0.1, progress=False)
    assert told.replications % 20 == 0
    assert told.precision is not None and told.precision["reached"] and told.precision["widest"] <= 0.1
    assert stepwell.simulate(surgery, replications=2, progress=False).precision is None
    few = stepwell.compare(surgery, surgery, precision=0.0001, replications=20, progress=False)
    assert few.precision is not None and not few.precision["reached"]


def test_keeping_a_log_changes_nothing(surgery: stepwell.Workflow) -> None:
    with_log, without = (stepwell.simulate(surgery, replications=2, log=log, progress=False) for log in (True, False))
    assert with_log.to_json() == without.to_json()


def test_a_workflow_compared_with_itself_saves_nothing(surgery: stepwell.Workflow) -> None:
    comparison = stepwell.compare(surgery, surgery.model(), replications=3, progress=False)
    assert (comparison.saved.roles["work (h/week)"] == 0).all()
    assert (comparison.saved.measures["time (min)"] == 0).all()
    assert (comparison.ledger["change (h/week)"] == 0).all()


def test_progress_is_told_and_ends_at_the_total(surgery: stepwell.Workflow) -> None:
    told: list[tuple[int, int]] = []
    stepwell.simulate(surgery, replications=10, progress=lambda done, total: told.append((done, total)))
    done = [each for each, _ in told]
    assert done == sorted(done)
    assert told[-1][0] == told[-1][1]
    assert len({total for _, total in told}) == 1


def test_what_a_progress_callable_raises_ends_the_run(surgery: stepwell.Workflow) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        stepwell.simulate(surgery, replications=200, progress=stop)
    assert stepwell.simulate(surgery, replications=1, progress=False).replications == 1


def test_nothing_is_printed_where_nobody_is_watching(clinic: Path, capfd: pytest.CaptureFixture[str]) -> None:
    stepwell.simulate(stepwell.load(clinic / "as-is.yaml"), replications=20)
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


@pytest.mark.parametrize(
    "wrong",
    [{"replications": 0}, {"replications": -1}, {"seed": -1}, {"seed": 2**64}, {"threads": 0}, {"threads": -2}],
    ids=str,
)
def test_numbers_that_cannot_be_are_misuse(surgery: stepwell.Workflow, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        stepwell.simulate(surgery, **wrong)  # type: ignore[arg-type]


def test_the_largest_seed_is_a_seed(surgery: stepwell.Workflow) -> None:
    assert stepwell.simulate(surgery, replications=1, seed=2**64 - 1, progress=False).seed == 2**64 - 1


def test_windows_of_different_length_cannot_be_compared(surgery: stepwell.Workflow) -> None:
    with pytest.raises(ValueError):
        stepwell.compare(surgery, surgery.model(set={"clock.run": "3 weeks"}), replications=1, progress=False)


def test_a_path_is_not_a_model(clinic: Path) -> None:
    with pytest.raises(TypeError, match=r"stepwell\.load"):
        stepwell.simulate(str(clinic / "as-is.yaml"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="int"):
        stepwell.simulate(5)  # type: ignore[arg-type]


# A shell that starts programs in the background makes them deaf to Ctrl-C; this one shall hear it wherever tests run.
ENDLESS = """
    import signal, stepwell, sys
    signal.signal(signal.SIGINT, signal.default_int_handler)
    model = stepwell.load(sys.argv[1])
    started = lambda done, total: print("running", flush=True) if done else None
    try:
        stepwell.{call}, replications=50_000, threads=2, progress=started)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        # What was interrupted leaves the engine fit for more.
        assert stepwell.simulate(model, replications=1, progress=False).replications == 1
        raise
"""


@pytest.mark.parametrize("call", ["simulate(model", "compare(model, model"])
def test_ctrl_c_ends_a_run_of_hours(call: str, clinic: Path) -> None:
    program = textwrap.dedent(ENDLESS).format(call=call)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(clinic / "as-is.yaml")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "running\n"
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert "interrupted" in out
    assert err.rstrip().endswith("KeyboardInterrupt"), err
    assert process.returncode in (130, -signal.SIGINT)


def test_other_python_threads_go_on_while_the_engine_works(clinic: Path) -> None:
    import threading

    model = stepwell.load(clinic / "as-is.yaml")
    ended = threading.Event()
    counted = 0

    def run() -> None:
        stepwell.simulate(model, replications=30, threads=1, progress=False)
        ended.set()

    runner = threading.Thread(target=run)
    runner.start()
    while not ended.wait(0.001):
        counted += 1
    runner.join()
    # With the interpreter's lock held by the engine, the loop would not get a turn before the end.
    assert counted >= 5
