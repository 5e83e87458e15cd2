"""How fast Stepwell is beside others: `./do bench [quick] [workloads] [hold] [programs] [scaling]`; without parts, all.

workloads: W1 and W2 in turn with the hand-written loops of limit.cpp, SimPy and Ciw, and the peak memory of each.
hold: our calendar in turn with both calendars of limit.cpp, from 10 to 1,000,000 pending events.
programs: the benchmark programs bench_*: each construct of the language, the log, loading a model, maps.
scaling: scaling.py, how the cost grows.
quote: measures nothing; puts what the last runs have written to out/bench into README.md and ARCHITECTURE.md.

The environment variable STEPWELL_LIMIT may name another limit.cpp, with the same modes. Results are written to
out/bench. Timings belong to a machine and a minute; the ratios of runs in turn are what to look at.
"""

import json
import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

import scaling
from runs import HOUSE, PROGRAMS, Command, Spread, circumstances, in_turn, output_of, peak_megabytes, ratios, table

HERE = Path(__file__).resolve().parent
OUT = HOUSE / "out/bench"
PEERS = HOUSE / "build/bench/peers/bin/python"
THROUGHPUT = PROGRAMS / "throughput"
PARTS = ("workloads", "hold", "programs", "scaling")

BENCHMARKS = ("workloads", "calendar", "constructs", "log", "model")
COUNTERS = ("cases", "holds", "patients", "of_w2", "rows", "to_without")

# So many customers that each runs for about half a second or less.
CUSTOMERS = {
    "w1": {"Stepwell": 2_000_000, "limit": 5_000_000, "SimPy": 20_000, "Ciw": 8_000},
    "w2": {"Stepwell": 500_000, "limit": 1_000_000, "SimPy": 8_000, "Ciw": 4_000},
}
# The limit that a target is stated for, and another one where there is a faster loop.
LIMITS = {"w1": {"limit": "mm1"}, "w2": {"limit": "clinic_h4", "limit, faster heap": "clinic_h4t"}}
PENDING = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
# What one is to reach, by workload and whom it is compared with: shares of the limits' speed, multiples of the peers'.
WANTED = {
    "w1": {"limit": 0.30},
    "w2": {"limit": 0.65, "SimPy": 100, "Ciw": 230},
}
SHARE_OF_LIMIT_IN_HOLD = 1 / 1.5


def limit() -> Path:
    """Compiled with all that this machine has, from our own source or from the one that STEPWELL_LIMIT names."""
    source = Path(os.environ.get("STEPWELL_LIMIT", HERE / "limit.cpp"))
    program = HOUSE / "build/bench/limit"
    # BUF: a limit with several generators is to take the fastest, which draws in blocks.
    output_of([os.environ.get("CXX", "c++"), "-O3", "-march=native", "-std=c++20", "-DBUF", source, "-o", program])
    print(f"The limit: {source.name}, compiled with -O3 -march=native.")
    return program


def contenders(workload: str, limit_program: Path, seed: int = 1) -> dict[str, Command]:
    many = CUSTOMERS[workload]
    commands: dict[str, Command] = {"Stepwell": [THROUGHPUT, workload, str(many["Stepwell"]), str(seed)]}
    for name, mode in LIMITS[workload].items():
        commands[name] = [limit_program, mode, str(many["limit"]), str(seed)]
    for name in ("SimPy", "Ciw"):
        commands[name] = [PEERS, HERE / f"peer_{name.lower()}.py", workload, str(many[name]), str(seed)]
    return commands


def quantity(value: float) -> str:
    return f"{value / 1e6:.2f} M" if value >= 1e6 else f"{value / 1e3:.1f} k"


def verdict(share: Spread, wanted: float | None) -> str:
    if wanted is None:
        return ""
    return f"{wanted:.{2 if wanted < 10 else 0}f} {'reached' if share.median >= wanted else 'NOT reached'}"


def workloads(limit_program: Path, rounds: int) -> str:
    blocks = []
    for workload, title in (
        ("w1", "W1, one queue and one nurse"),
        ("w2", "W2, a clinic of three stations with rework"),
    ):
        commands = contenders(workload, limit_program)
        rates = in_turn(commands, rounds)
        rows = []
        for name, command in commands.items():
            speed = quantity(Spread.of(rates[name]).median)
            share = ratios(rates["Stepwell"], rates[name])
            best = max(rates["Stepwell"]) / max(rates[name])
            others = ["", "", ""] if name == "Stepwell" else [str(share), f"{best:.2f}" if best < 10 else f"{best:.0f}"]
            if name != "Stepwell":
                others.append(verdict(share, WANTED[workload].get(name)))
            rows.append([name, speed, *others, f"{peak_megabytes(command):.1f} MB"])
        head = [title, "patients/s", "Stepwell is so many times as fast", "of the best rounds", "wanted", "peak memory"]
        blocks.append(table(head, rows))
        print("\n" + blocks[-1], flush=True)
    return "\n\n".join(blocks)


def hold(limit_program: Path, rounds: int) -> str:
    rows = []
    for pending in PENDING:
        holds = str(2_000_000 if pending <= 1000 else 500_000)
        rates = in_turn(
            {
                "ours": [THROUGHPUT, "hold", holds, "1", str(pending)],
                "heap": [limit_program, "hold_h4t", holds, "1", str(pending)],
                "queue": [limit_program, "hold_cal", holds, "1", str(pending)],
            },
            rounds,
        )
        ours, heap, queue = rates["ours"], rates["heap"], rates["queue"]
        better = max(heap, queue, key=statistics.median)
        share = ratios(ours, better)
        speeds = [f"{Spread.of(values).median / 1e6:.1f} M" for values in (ours, heap, queue)]
        best = max(ours) / max(*heap, *queue)
        rows.append([f"{pending:,}", *speeds, str(share), f"{best:.2f}", verdict(share, SHARE_OF_LIMIT_IN_HOLD)])
    head = ["pending events", "Stepwell, holds/s", "4-ary heap", "tuned calendar queue"]
    text = table([*head, "Stepwell / the better", "of the best rounds", "wanted"], rows)
    print("\n" + text, flush=True)
    return text


def programs(quick: bool) -> str:
    blocks = []
    for name in BENCHMARKS:
        # Ten million rows of log are for those who ask for them: seconds to write, and 3 GB.
        left_out = "/10000000|outpatient_pair|/10000$" if quick else "/10000000"
        chosen = [f"--benchmark_filter=-{left_out}", f"--benchmark_min_time={0.01 if quick else 0.1}"]
        report = json.loads(output_of([PROGRAMS / f"bench_{name}", "--benchmark_format=json", *chosen]))
        rows = []
        for one in report["benchmarks"]:
            if one["run_type"] != "iteration":
                continue
            figures = [f"{key} {shown(one[key])}" for key in COUNTERS if key in one]
            rows.append([one["name"].split("/iterations")[0], f"{one['real_time']:.3g} ms", ", ".join(figures)])
        blocks.append(table([f"bench_{name}", "time", "figures"], rows).replace("/manual_time", ""))
        print("\n" + blocks[-1], flush=True)
    return "\n\n".join(blocks)


def shown(value: float) -> str:
    return f"{quantity(value)}/s" if value > 1000 else f"{value:.2f}"


def quote() -> None:
    """Between the markers of its name in the document; a fragment that has not been written stays as it is quoted."""
    for document, name in (("README.md", "how_fast"), ("ARCHITECTURE.md", "programs"), ("ARCHITECTURE.md", "scaling")):
        fragment, page = OUT / f"{name}.md", HOUSE / document
        if not fragment.exists():
            continue
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = page.read_text().partition(begin)
        page.write_text(f"{before}{begin}{fragment.read_text()}{end}{rest.partition(end)[2]}")


def main(words: Sequence[str]) -> None:
    if list(words) == ["quote"]:
        quote()
        return
    quick = "quick" in words
    parts = [word for word in words if word != "quick"] or list(PARTS)
    unknown = [word for word in parts if word not in PARTS]
    if unknown:
        raise SystemExit(f"There is no part {', '.join(unknown)}; there are quick and {', '.join(PARTS)}.")
    OUT.mkdir(parents=True, exist_ok=True)
    print(circumstances())
    program = limit() if {"workloads", "hold"} & set(parts) else Path()
    quoted = []
    if "workloads" in parts:
        quoted.append(workloads(program, 3 if quick else 11))
    if "hold" in parts:
        quoted.append(hold(program, 3 if quick else 9))
    if quoted:
        explained = "Medians of runs in turn on one thread, quartiles in brackets; full statistics, no log."
        (OUT / "how_fast.md").write_text("\n\n".join([*quoted, f"{explained} {circumstances()}"]) + "\n")
        print("\nWritten: out/bench/how_fast.md")
    if "programs" in parts:
        (OUT / "programs.md").write_text(programs(quick) + f"\n\n{circumstances()}\n")
        print("\nWritten: out/bench/programs.md")
    if "scaling" in parts:
        scaling.main(["quick"] if quick else [])


if __name__ == "__main__":
    main(sys.argv[1:])
