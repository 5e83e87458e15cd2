"""How results show themselves in Jupyter: a few small tables, whose names are escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from stepwell import _words


def results(tree: Mapping[str, Any]) -> str:
    """The headline of a run as HTML."""
    return "".join(
        [
            _headline(str(tree["workflow"]), tree),
            _table(
                ["Case", "Arrived", "Completed", "In progress", "Elapsed"],
                [
                    [
                        name,
                        *(_words.count(case[key]) for key in ("arrived", "completed", "in_progress")),
                        _words.time(case["elapsed"]),
                    ]
                    for name, case in tree["cases"].items()
                ],
            ),
            _table(
                ["Measure", "Mean", "Half take at most", "Within target", "Chance of meeting target"],
                [
                    [
                        name,
                        _words.time(measure),
                        _half(measure),
                        _words.percent(measure.get("share_within")),
                        _words.percent(measure.get("target_met")),
                    ]
                    for name, measure in tree["measures"].items()
                ],
            ),
            _table(
                ["Role", "Work, h/week", "Paid, h/week", "Overtime, h/week", "Utilisation"],
                [
                    [
                        name,
                        *(_words.hours(role[key]) for key in ("work_per_week", "paid_per_week", "overtime_per_week")),
                        _words.percent(role["utilisation"]),
                    ]
                    for name, role in tree["roles"].items()
                ],
            ),
            _sentences([*tree["cannot_keep_up"], tree["bottleneck"]["sentence"]]),
        ]
    )


def comparison(tree: Mapping[str, Any]) -> str:
    """The headline of a comparison as HTML."""
    before, after, saved = tree["before"], tree["after"], tree["saved"]
    return "".join(
        [
            _headline(f"{before['workflow']} → {after['workflow']}", tree),
            _sentences(tree["story"]),
            _table(
                ["Role", "Work before, h/week", "after", "saved", "Paid hours saved a week"],
                [
                    [
                        name,
                        _words.hours(before["roles"].get(name, {}).get("work_per_week")),
                        _words.hours(after["roles"].get(name, {}).get("work_per_week")),
                        _words.hours(role["work_per_week"]),
                        _words.hours(role["paid_per_week"]),
                    ]
                    for name, role in saved["roles"].items()
                ],
            ),
            _table(
                [
                    "Measure",
                    "Mean before",
                    "after",
                    "saved",
                    "Half take at most, before",
                    "after",
                    "Within target before",
                    "after",
                ],
                [
                    [
                        name,
                        _words.time(before["measures"][name]),
                        _words.time(after["measures"][name]),
                        _words.time(measure),
                        _half(before["measures"][name]),
                        _half(after["measures"][name]),
                        _words.percent(before["measures"][name].get("share_within")),
                        _words.percent(after["measures"][name].get("share_within")),
                    ]
                    for name, measure in saved["measures"].items()
                ],
            ),
        ]
    )


def _headline(name: str, tree: Mapping[str, Any]) -> str:
    rest = f"{tree['replications']} replications, seed {tree['seed']}, {tree['certainty']}; in brackets, 95 % intervals"
    return f"<p><strong>{escape(name)}</strong><br><small>{escape(rest)}</small></p>"


def _half(measure: Mapping[str, Any]) -> str:
    median = measure["quantiles"]["p50"]
    return _words.MISSING if median is None else _words.time_alone(median)


def _sentences(sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>" if items else ""


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        f"<tr><th>{escape(row[0])}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    return (
        f'<table class="dataframe" style="margin: 0.5em 0"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
