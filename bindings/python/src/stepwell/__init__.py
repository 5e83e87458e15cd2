"""Stepwell maps a clinical workflow, simulates it as it is and as it would be, and says what changes.

>>> import stepwell
>>> as_is = stepwell.load("models/outpatient-records/as-is.yaml")     # doctest: +SKIP
>>> to_be = stepwell.load("models/outpatient-records/to-be.yaml")     # doctest: +SKIP
>>> stepwell.compare(as_is, to_be).story                              # doctest: +SKIP

`load` reads a model, `Workflow` builds one in code, `Scenario` changes one; `Model.map` draws it; `simulate` and
`compare` run it many times and return tables with 95 % intervals. Times in tables carry their unit in the column's
name.
"""

from stepwell._core import Diagnostic, version
from stepwell.comparison import Comparison, Saved
from stepwell.errors import Error, FileError, ModelError, SimulationError
from stepwell.maps import Map
from stepwell.models import Model, load
from stepwell.results import Results
from stepwell.runs import compare, simulate
from stepwell.scenarios import Scenario
from stepwell.workflow import Workflow

__version__ = version
__all__ = [
    "Comparison",
    "Diagnostic",
    "Error",
    "FileError",
    "Map",
    "Model",
    "ModelError",
    "Results",
    "Saved",
    "Scenario",
    "SimulationError",
    "Workflow",
    "compare",
    "load",
    "simulate",
]
