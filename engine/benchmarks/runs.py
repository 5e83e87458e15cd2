"""Programs that time themselves, run in turn: what compare.py and scaling.py share.

Guarantees: a program prints one line with `cust_per_s=` or `ev_per_s=`; start-up is never in that. Contenders run one
after the other in every round, so that what else the machine does meets all alike; ratios are taken within a round, and
of these the median and the quartiles. Peak memory is the kernel's high-water mark of the program itself, read in a run
of its own: `ru_maxrss` of a child begins with what its parent had.
"""

import os
import platform
import re
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PROGRAMS = HOUSE / "build/bench/engine/benchmarks"
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Spread:
    """A median between its quartiles."""

    low: float
    median: float
    high: float

    @staticmethod
    def of(values: Sequence[float]) -> "Spread":
        if len(values) < 2:
            return Spread(values[0], values[0], values[0])
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
        return Spread(low, statistics.median(values), high)

    def __str__(self) -> str:
        digits = 2 if self.median < 10 else 1 if self.median < 100 else 0
        return f"{self.median:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


def figure(output: str, name: str) -> float:
    found = re.search(rf"\b{name}=(\S+)", output)
    if not found:
        raise SystemExit(f"There is no {name}= in: {output}")
    return float(found[1])


def output_of(command: Command) -> str:
    ran = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"FAILED: {shlex.join(str(word) for word in command)}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def rate(command: Command) -> float:
    """Customers or events per second, as the program says."""
    return figure(output_of(command), r"(?:cust|ev)_per_s")


def in_turn(contenders: dict[str, Command], rounds: int) -> dict[str, list[float]]:
    """The rates of each by round; every second round goes backwards."""
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        show(f"round {number + 1} of {rounds}")
        for name in contenders if number % 2 == 0 else reversed(contenders):
            rates[name].append(rate(contenders[name]))
    show("")
    return rates


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    return Spread.of([one / other for one, other in zip(ours, theirs, strict=True)])


def peak_megabytes(command: Command) -> float:
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL) as child:
        peak = 0
        while child.poll() is None:
            try:
                found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{child.pid}/status").read_text())
                peak = max(peak, int(found[1]) if found else 0)
            except OSError:
                pass
            time.sleep(0.001)
    return peak / 1024


def show(text: str) -> None:
    """What is going on, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{text:60}\r", end="", file=sys.stderr, flush=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """As Markdown."""
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def circumstances() -> str:
    """Machine, compiler and commit in one sentence."""
    processor = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    compiler = output_of([os.environ.get("CXX", "c++"), "--version"]).splitlines()[0]
    git: list[str | Path] = ["git", "-C", HOUSE, "-c", "safe.directory=*"]
    commit = output_of([*git, "rev-parse", "--short", "HEAD"]).strip()
    changed = " with changes" if output_of([*git, "status", "--porcelain", "--untracked-files=no"]).strip() else ""
    name = processor[1].strip() if processor else platform.machine()
    return f"{name}, {os.cpu_count()} cores; {compiler}; commit {commit}{changed}; {time.strftime('%Y-%m-%d')}."
