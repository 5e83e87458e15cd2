"""Small pictures of results that can go before a board: few colours, units on every axis, intervals as lines."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib import pyplot

from stepwell import _words
from stepwell._tables import PARTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BEFORE, AFTER = "#9aa5b1", "#0b6e8a"
# Waiting in warm colours, work in the colour of work.
_PART_COLOURS = {
    "queueing": "#d1495b",
    "closed": "#edae49",
    "at_join": "#8d6a9f",
    "for_batch": "#c49bbb",
    "for_message": "#6f9fb0",
    "interrupted": "#f28e5c",
    "planned_wait": "#c9d1d9",
    "work": AFTER,
}
_INK, _QUIET = "#24292f", "#57606a"
_STYLE: dict[Any, Any] = {
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": "#c9d1d9",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "xtick.color": _QUIET,
    "ytick.color": _INK,
    "ytick.left": False,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
}


def results(tree: Mapping[str, Any]) -> "Figure":
    """Hours of each role, and where the time of each case goes."""
    roles, cases = tree["roles"], tree["cases"]
    with matplotlib.rc_context(_STYLE):
        height = 1.5 + 0.42 * max(len(roles), 2)
        figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, height), layout="constrained", width_ratios=[1, 1])
        _title(figure, str(tree["workflow"]), tree)
        _hours_of_roles(left, roles)
        _time_of_cases(right, cases)
        return _handed_over(figure)


def comparison(tree: Mapping[str, Any]) -> "Figure":
    """Hours of work by role, and measures, before and after."""
    before, after, saved = tree["before"], tree["after"], tree["saved"]
    names, measures = list(saved["roles"]), list(saved["measures"])
    with matplotlib.rc_context(_STYLE):
        height = 1.5 + max(0.62 * max(len(names), 2), 1.9 * len(measures))
        figure = pyplot.figure(figsize=(11 if measures else 7, height), layout="constrained")
        figure.set_layout_engine("constrained", hspace=0.12, wspace=0.04, w_pad=0.12)
        _title(figure, f"{before['workflow']} → {after['workflow']}", tree)
        grid = figure.add_gridspec(
            max(len(measures), 1), 2 if measures else 1, width_ratios=[3, 2] if measures else [1]
        )
        roles = figure.add_subplot(grid[:, 0])
        none: dict[str, Any] = {"mean": 0.0, "low": None, "high": None}
        pairs = [
            tuple(side["roles"].get(name, {}).get("work_per_week", none) for side in (before, after)) for name in names
        ]
        _pairs_of_bars(roles, names, pairs, 1 / 3600)
        roles.set_title("Hours of work a week")
        roles.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.1, handlelength=1.2)
        for row, name in enumerate(measures):
            _measure(figure.add_subplot(grid[row, 1]), name, before["measures"][name], after["measures"][name])
        return _handed_over(figure)


def _title(figure: "Figure", title: str, tree: Mapping[str, Any]) -> None:
    figure.suptitle(title, x=0.01, ha="left", fontsize=13, fontweight="bold", color=_INK)
    certainty = f"{tree['replications']} replications, {tree['certainty']}; lines show 95 % intervals"
    figure.supxlabel(certainty, x=0.01, ha="left", fontsize=8, color=_QUIET)


def _hours_of_roles(axes: "Axes", roles: Mapping[str, Any]) -> None:
    names = list(roles)
    places = range(len(names))
    rostered = [_mean(role["rostered_per_week"]) / 3600 for role in roles.values()]
    overtime = [_mean(role["overtime_per_week"]) / 3600 for role in roles.values()]
    work = [_mean(role["work_per_week"]) / 3600 for role in roles.values()]
    axes.barh(places, rostered, height=0.66, color="#e6eaee", label="rostered")
    axes.barh(places, overtime, left=rostered, height=0.66, color=_PART_COLOURS["queueing"], label="overtime")
    axes.barh(places, work, height=0.3, color=AFTER, label="work")
    _whiskers(axes, list(places), [role["work_per_week"] for role in roles.values()], 1 / 3600)
    _names(axes, names)
    axes.set_title("Hours a week")
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=3, borderaxespad=0.1, handlelength=1.2)


def _time_of_cases(axes: "Axes", cases: Mapping[str, Any]) -> None:
    names = list(cases)
    length, unit = _words.scale_for(max((_mean(case["elapsed"]) for case in cases.values()), default=0.0))
    if len(names) == 1:
        _parts_of_one_case(axes, names[0], cases[names[0]]["parts"], length, unit)
        return
    start = [0.0] * len(names)
    for key, label in PARTS.items():
        widths = [_mean(case["parts"][key]) / length for case in cases.values()]
        if not any(widths):
            continue
        axes.barh(range(len(names)), widths, left=start, height=0.5, color=_PART_COLOURS[key], label=label)
        start = [begun + width for begun, width in zip(start, widths, strict=True)]
    _names(axes, names)
    axes.set_ylim(max(len(names), 3) - 0.4, -0.6)
    axes.set_title(f"Where the time of a case goes, {unit}")
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=2, borderaxespad=0.1, handlelength=1.2)


def _parts_of_one_case(axes: "Axes", name: str, parts: Mapping[str, Any], length: float, unit: str) -> None:
    there = [key for key in PARTS if _mean(parts[key])]
    widths = [_mean(parts[key]) / length for key in there]
    axes.barh(range(len(there)), widths, height=0.5, color=[_PART_COLOURS[key] for key in there])
    for place, (key, width) in enumerate(zip(there, widths, strict=True)):
        said = _words.time_alone(_mean(parts[key]))
        axes.annotate(said, (width, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5)
    axes.set_xlim(0, max(widths, default=0.0) * 1.18 or 1)
    _names(axes, [PARTS[key] for key in there])
    axes.set_title(f"Where the time of one {name} goes, {unit}")


def _pairs_of_bars(
    axes: "Axes", names: Sequence[str], pairs: Sequence[Sequence[Mapping[str, Any]]], factor: float
) -> None:
    widest = 0.0
    for side, (label, colour) in enumerate((("before", BEFORE), ("after", AFTER))):
        estimates = [pair[side] for pair in pairs]
        places = [place + (side - 0.5) * 0.36 for place in range(len(names))]
        widths = [_mean(estimate) * factor for estimate in estimates]
        axes.barh(places, widths, height=0.34, color=colour, label=label)
        _whiskers(axes, places, estimates, factor)
        widest = max([widest, *widths])
        for place, width, estimate in zip(places, widths, estimates, strict=True):
            beyond = max(width, (estimate["high"] or 0.0) * factor)
            said = _words.tenth(width) if width else "0"
            axes.annotate(said, (beyond, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8.5)
    axes.set_xlim(0, widest * 1.12 or 1)
    _names(axes, names)


def _measure(axes: "Axes", name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    length, unit = _words.scale_for(max(_mean(before), _mean(after)))
    _pairs_of_bars(axes, [""], [(before, after)], 1 / length)
    axes.set_title(f"{name[:1].upper()}{name[1:]}, mean in {unit}")
    said = []
    medians = [side["quantiles"]["p50"] for side in (before, after)]
    if None not in medians:
        # Where a few take very long, the mean says little about most of them.
        said.append("half take at most {} before, {} after".format(*(_words.time_alone(median) for median in medians)))
    if "target" in before and before["target"] == after.get("target"):
        shares = [side["share_within"]["mean"] for side in (before, after)]
        if None not in shares:
            within = _words.time_alone(before["target"]["within"])
            said.append(f"within {within}: {_words.share(shares[0])} before, {_words.share(shares[1])} after")
    axes.set_xlabel("\n".join(said), loc="left", fontsize=9, color=_INK)


def _names(axes: "Axes", names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_folded(name) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(axis="x", color="#eef1f4", linewidth=0.8)
    axes.set_axisbelow(True)


def _folded(name: str, width: int = 20) -> str:
    """The name as plain text (no mathematics), in lines that leave room for the bars."""
    lines = [""]
    for word in name.replace("$", r"\$").split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _whiskers(axes: "Axes", places: Sequence[float], estimates: Sequence[Mapping[str, Any]], factor: float) -> None:
    for place, estimate in zip(places, estimates, strict=True):
        if estimate["low"] is not None and estimate["high"] is not None:
            axes.plot([estimate["low"] * factor, estimate["high"] * factor], [place, place], color=_INK, linewidth=1.2)


def _mean(estimate: Mapping[str, Any]) -> float:
    return float(estimate["mean"] or 0.0)


def _handed_over(figure: "Figure") -> "Figure":
    # Jupyter shows a returned figure by itself; left open there, it would be shown twice.
    if "inline" in matplotlib.get_backend():
        pyplot.close(figure)
    return figure
