"""A progress bar where somebody is watching, and nothing where nobody is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

Progress = bool | Callable[[int, int], object] | None
"""None: a bar where somebody is watching; True, False: always, never; or a callable given done and total."""


def in_notebook() -> bool:
    """Whether the output goes to a Jupyter front end."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"


@contextmanager
def watching(progress: Progress, what: str) -> Iterator[Callable[[int, int], object] | None]:
    """What the engine shall call with replications done and in all; None for nothing.

    A bar comes up only after half a second and leaves nothing behind.
    """
    if callable(progress):
        yield progress
        return
    if progress is None:
        progress = in_notebook() or sys.stderr.isatty()
    if not progress:
        yield None
        return

    bar: Any = None

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = _bar_class()(total=total, desc=what, unit=" replications", leave=False, delay=0.5)
        bar.update(done - bar.n)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.close()


def _bar_class() -> Any:
    if in_notebook() and find_spec("ipywidgets") is not None:
        from tqdm.notebook import tqdm as notebook_bar

        return notebook_bar
    from tqdm import tqdm

    return tqdm
