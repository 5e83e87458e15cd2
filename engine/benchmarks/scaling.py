"""How the cost grows: with pending events, patients, steps, staff, replications and threads; and peak memory.

Each table says what one patient costs as a multiple of the first row, runs in turn: 1 in every row is cost that grows
in proportion. Models are generated into build/bench/models. Writes out/bench/scaling.md, and the same as a picture,
scaling.svg and scaling.png, where matplotlib is there.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from runs import HOUSE, PROGRAMS, Command, Spread, circumstances, in_turn, peak_megabytes, ratios, table

MODELS = HOUSE / "build/bench/models"
OUT = HOUSE / "out/bench"
THROUGHPUT = PROGRAMS / "throughput"


@dataclass(frozen=True)
class Growth:
    """One axis: what grows, and the run for each size."""

    title: str
    sizes: Sequence[int]
    run: Callable[[int], Command]


def model(name: str, text: str) -> Path:
    MODELS.mkdir(parents=True, exist_ok=True)
    path = MODELS / f"{name}.yaml"
    path.write_text(text)
    return path


def waiting(pending: int) -> Command:
    """So many patients rest at home, on average, and come once."""
    text = f"""workflow: Rest
clock: {{run: 1 week}}
cases: {{patient: {{arrive: every exponential mean 1 s, start: rest}}}}
steps:
  rest: {{wait: exponential mean {pending} s, next: gone}}
  gone: {{end: gone}}
"""
    # Long enough that hardly anybody is still there at the end.
    return [THROUGHPUT, model(f"rest-{pending}", text), str(max(1_000_000, 8 * pending)), "1"]


def chains(steps: int) -> Command:
    """Chains of ten steps, a role for each step, busy half of the time; tens of tens lead to them, by chance."""
    ways = []
    level = [f"step {i}" for i in range(0, steps, 10)]
    while len(level) > 1:
        doors = [f"door {len(level)} {i}" for i in range(0, len(level), 10)]
        for door, first in zip(doors, range(0, len(level), 10), strict=True):
            inside = ", ".join(f"{name}: 10 %" for name in level[first : first + 10])
            ways.append(f"  {door}: {{next: {{{inside}}}}}\n")
        level = doors
    for i in range(steps):
        onward = "gone" if i % 10 == 9 else f"step {i + 1}"
        ways.append(f"  step {i}: {{who: nurse {i}, time: exponential mean 5 min, next: {onward}}}\n")
    text = f"""workflow: Chains
clock: {{run: 1 week}}
roles:
{"".join(f"  nurse {i}: {{}}" + chr(10) for i in range(steps))}
cases: {{patient: {{arrive: every exponential mean {6000 / steps} s, start: {level[0]}}}}}
steps:
{"".join(ways)}  gone: {{end: gone}}
"""
    return [THROUGHPUT, model(f"chains-{steps}", text), "100000", "1"]


def crew(staff: int) -> Command:
    """One queue before so many, who are busy nine tenths of the time."""
    text = f"""workflow: A crew
clock: {{run: 1 week}}
roles: {{nurse: {{staff: {staff}}}}}
cases: {{patient: {{arrive: every exponential mean {600 / 0.9 / staff} s, start: see}}}}
steps:
  see: {{who: nurse, time: exponential mean 10 min, next: gone}}
  gone: {{end: gone}}
"""
    return [THROUGHPUT, model(f"crew-{staff}", text), "1000000", "1"]


def clinic(patients: int) -> Command:
    return [THROUGHPUT, "w2", str(patients), "1"]


def replications(many: int) -> Command:
    """On one thread; each of 1000 patients."""
    return [THROUGHPUT, "w2", "1000", "1", str(many), "1"]


def threads(many: int) -> Command:
    return [THROUGHPUT, "w2", "10000", "1", "200", str(many)]


def growths() -> list[Growth]:
    return [
        Growth("pending events", (10, 100, 1_000, 10_000, 100_000, 1_000_000), waiting),
        Growth("patients in W2", (10_000, 100_000, 1_000_000, 10_000_000), clinic),
        Growth("steps", (10, 100, 1_000, 10_000), chains),
        Growth("staff of a role", (1, 10, 100, 1_000, 10_000), crew),
        Growth("replications of 1000 patients", (10, 100, 1_000, 10_000), replications),
    ]


def measured(growth: Growth, rounds: int, left_out: int) -> tuple[list[int], list[Spread], list[str]]:
    """Sizes, their cost of a unit as a multiple of the first one's, and the rows of the table."""
    sizes = list(growth.sizes[: len(growth.sizes) - left_out])
    rates = in_turn({str(size): growth.run(size) for size in sizes}, rounds)
    costs = [ratios(rates[str(sizes[0])], rates[str(size)]) for size in sizes]
    nanoseconds = [1e9 / Spread.of(rates[str(size)]).median for size in sizes]
    return sizes, costs, [f"{value:,.0f} ns" for value in nanoseconds]


def speed_up(rounds: int) -> str:
    rates = in_turn({"1": threads(1), "2": threads(2)}, rounds)
    return table(["threads", "as fast as one"], [["1", "1"], ["2", str(ratios(rates["2"], rates["1"]))]])


def memory(sizes: Sequence[int]) -> str:
    return table(
        ["patients in W2", "peak memory"], [[f"{size:,}", f"{peak_megabytes(clinic(size)):.2f} MB"] for size in sizes]
    )


def draw(curves: dict[str, tuple[list[int], list[Spread]]]) -> None:
    try:
        import matplotlib  # in the throw-away environment
    except ImportError:
        print("No picture: there is no matplotlib here.")
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    for name, (sizes, costs) in curves.items():
        axes.plot(sizes, [cost.median for cost in costs], marker="o", label=name)
        axes.fill_between(sizes, [cost.low for cost in costs], [cost.high for cost in costs], alpha=0.2)
    axes.set(xscale="log", yscale="log", xlabel="size", ylabel="cost of one, as a multiple of the first")
    axes.axhline(1, color="grey", linewidth=0.5)
    axes.legend()
    for kind in ("svg", "png"):
        figure.savefig(OUT / f"scaling.{kind}", dpi=120)


def main(words: Sequence[str]) -> None:
    quick = "quick" in words
    rounds, left_out = (2, 2) if quick else (3, 0)
    OUT.mkdir(parents=True, exist_ok=True)
    blocks, curves = [], {}
    for growth in growths():
        sizes, costs, times = measured(growth, rounds, left_out)
        curves[growth.title] = (sizes, costs)
        rows = [[f"{size:,}", *pair] for size, *pair in zip(sizes, times, map(str, costs), strict=True)]
        blocks.append(table([growth.title, "a patient", "of the first row"], rows))
        print("\n" + blocks[-1], flush=True)
    blocks += [speed_up(rounds), memory((100_000,) if quick else (100_000, 10_000_000))]
    print("\n" + "\n\n".join(blocks[-2:]), flush=True)
    (OUT / "scaling.md").write_text("\n\n".join([*blocks, circumstances()]) + "\n")
    draw(curves)
    print("\nWritten: out/bench/scaling.md, scaling.svg, scaling.png")


if __name__ == "__main__":
    main(sys.argv[1:])
