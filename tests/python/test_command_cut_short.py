"""What the command leaves behind where it is stopped, or where it cannot write: nothing, and a word about it."""

import contextlib
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from the_command import COMMAND, LONG, needs_the_command

pytestmark = needs_the_command


def test_ctrl_c_stops_at_once_and_leaves_nothing_behind(tmp_path: Path) -> None:
    model = tmp_path / "long.yaml"
    model.write_text(LONG)
    assert COMMAND is not None
    arguments = [COMMAND, "run", str(model), "--replications", "1000", "--json", str(tmp_path / "r.json")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1)
        assert process.poll() is None
        before = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        # 0.2 s is what a quiet machine reaches; a busy one is given more.
        assert time.monotonic() - before < 2
    assert process.returncode == 130
    assert "interrupted" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["long.yaml"]


@contextlib.contextmanager
def long_run_with(tmp_path: Path, signals: dict[signal.Signals, signal.Handlers]) -> Iterator[subprocess.Popen[str]]:
    """A run that would take minutes, well under way, started by somebody who treats `signals` so."""
    model = tmp_path / "long.yaml"
    model.write_text(LONG)
    assert COMMAND is not None
    arguments = [COMMAND, "run", str(model), "--replications", "1000", "--out", str(tmp_path / "r.txt")]
    # A child inherits what its parent ignores, and these tests may themselves run under nohup.
    before = {number: signal.signal(number, handler) for number, handler in signals.items()}
    try:
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    with process:
        try:
            # The temporary file is there once the command catches signals.
            while len(list(tmp_path.iterdir())) < 2 and process.poll() is None:
                time.sleep(0.01)
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGQUIT", "SIGHUP"])
def test_every_signal_that_ends_a_run_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    number = signal.Signals[name]
    with long_run_with(tmp_path, {number: signal.SIG_DFL}) as process:
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["long.yaml"]


def test_a_run_under_nohup_goes_on_when_its_terminal_goes_away(tmp_path: Path) -> None:
    with long_run_with(tmp_path, {signal.SIGHUP: signal.SIG_IGN, signal.SIGTERM: signal.SIG_DFL}) as process:
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=0.5)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["long.yaml"]


def test_a_file_that_may_not_grow_is_an_error_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    assert COMMAND is not None
    script = f"ulimit -f 1; exec {shlex.quote(COMMAND)} run {shlex.quote(str(small))} -n 2 --json r.json --out r.txt"
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert result.returncode == 2
    assert "cannot write r.json" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["small.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "M"],
        ["run", "M", "-n", "1"],
        ["compare", "M", "M", "-n", "1"],
        ["map", "M", "-o", "-"],
        ["schema"],
        ["--help"],
        ["--version"],
    ],
)
def test_output_that_cannot_be_written_is_never_all_well(small: Path, arguments: list[str]) -> None:
    assert COMMAND is not None
    command = [COMMAND, *(str(small) if argument == "M" else argument for argument in arguments)]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert result.returncode == 2
    assert "cannot write to standard output" in result.stderr
