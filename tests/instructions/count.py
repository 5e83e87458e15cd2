"""How many instructions fixed workloads take, compared with a baseline: a guard of speed that no busy machine disturbs.

usage: count.py [--write] BUILD      (BUILD: a release tree with the command in it)

callgrind counts within one function only, so that neither the start of the program nor the printing of results blurs
the figure. What a workload takes depends on the compiler, so that each has its own baseline in baseline.json; for one
without, this says so and ends well. It ends with 1 where a figure is more than 5 % off, upwards or downwards: a gain
that is not written down could be lost again unseen. `--write` puts this compiler's figures into the baseline.
"""

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
BASELINE = HERE / "baseline.json"
TOLERANCE = 0.05

SIMULATION = "stepwell::simulate(*"
READING = "stepwell::read_model(*"
CLINIC = "models/outpatient-records"
W1 = ["run", "engine/benchmarks/w1.yaml", "--set", "clock.run=2 weeks"]  # about 18,000 patients
W2 = ["run", "engine/benchmarks/w2.yaml", "--set", "clock.run=10 weeks"]  # about 10,000

# By name: the function within which is counted, and the words for the command.
WORKLOADS: dict[str, tuple[str, list[str]]] = {
    "one queue (W1)": (SIMULATION, W1),
    "small clinic (W2)": (SIMULATION, W2),
    # One construct that no lean program has, and that nobody here makes use of: the same events in the whole engine.
    "small clinic in the whole engine": (SIMULATION, [*W2, "--set", "roles.doctor.pre-empts=resume"]),
    "every construct": (SIMULATION, ["run", "tests/engine/simulation/everything.yaml", "--set", "clock.run=4 weeks"]),
    "outpatient clinic on paper": (SIMULATION, ["run", f"{CLINIC}/as-is.yaml"]),
    "outpatient clinic on screen": (SIMULATION, ["run", f"{CLINIC}/to-be.yaml"]),
    "reading the outpatient clinic": (READING, ["check", f"{CLINIC}/to-be.yaml"]),
}


def compiler_of(build: Path) -> str:
    """As `GNU 12 on x86_64`: other compilers, and other processors, take other instructions."""
    files = sorted(build.glob("CMakeFiles/*/CMakeCXXCompiler.cmake"))
    if not files:
        raise SystemExit(f"{build} holds no configured build")
    told = dict(re.findall(r'set\(CMAKE_CXX_COMPILER_(ID|VERSION) "([^"]*)"\)', files[-1].read_text()))
    major = told["VERSION"].partition(".")[0]
    return f"{told['ID']} {major} on {platform.machine()}"


def count(command: Path, function: str, words: list[str]) -> int:
    if words[0] == "run":
        words = [*words, "--replications", "1", "--threads", "1"]
    with tempfile.TemporaryDirectory() as folder:
        callgrind = ["--tool=callgrind", f"--toggle-collect={function}", f"--callgrind-out-file={folder}/out"]
        called = ["valgrind", *callgrind, str(command), *words]
        run = subprocess.run(called, cwd=HOUSE, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    # 1 is a finding of `check`, not a failure.
    if run.returncode not in (0, 1) or not found:
        raise SystemExit(f"{' '.join(words)} did not run under callgrind:\n{run.stderr}")
    if int(found[1]) == 0:
        raise SystemExit(f"{' '.join(words)}: there is no {function}, or it was never called")
    return int(found[1])


def off_the_baseline(counted: dict[str, int], baseline: dict[str, int]) -> list[str]:
    """Prints the table, and returns the names of those workloads that are too far off, or of which nothing is known."""
    off = []
    for name, instructions in counted.items():
        line = f"{name:<34} {instructions / 1e6:9.3f} M"
        if name in baseline:
            change = instructions / baseline[name] - 1
            line += f"  baseline {baseline[name] / 1e6:9.3f} M  {change:+7.2%}"
        if name not in baseline or abs(change) > TOLERANCE:
            off.append(name)
        print(line + ("  <--" if name in off else ""))
    return off


def main() -> int:
    parser = argparse.ArgumentParser(description="counts instructions of fixed workloads")
    parser.add_argument("build", type=Path)
    parser.add_argument("--write", action="store_true", help="make what is counted the baseline")
    choices = parser.parse_args()
    compiler = compiler_of(choices.build)
    baselines: dict[str, dict[str, int]] = json.loads(BASELINE.read_text())
    if compiler not in baselines and not choices.write:
        print(f"SKIPPED: there is no baseline for {compiler}; `./do baseline` writes one")
        return 0

    command = (choices.build / "engine/cli/stepwell").resolve()
    counted = {name: count(command, *workload) for name, workload in WORKLOADS.items()}
    off = off_the_baseline(counted, baselines.get(compiler, {}))
    if choices.write:
        baselines[compiler] = counted
        BASELINE.write_text(json.dumps(baselines, indent=2, sort_keys=True) + "\n")
        print(f"Instructions: written as the baseline of {compiler}")
        return 0
    if off:
        print(f"Instructions: more than {TOLERANCE:.0%} off the baseline of {compiler}: {', '.join(off)}.")
        print("If that is meant, `./do baseline` writes it down; say why in the commit.")
        return 1
    print(f"Instructions: {len(counted)} workloads within {TOLERANCE:.0%} of the baseline of {compiler}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
