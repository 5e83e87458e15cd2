"""The `stepwell` command of an installed package.

The command is the C++ program in `stepwell/bin`: it lives inside the package because an executable among a wheel's
scripts would lose its run path. This module hands over to it, at the cost of one `exec`.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> NoReturn:
    """Become the C++ command, with the same arguments, streams and exit code."""
    command = Path(__file__).parent / "bin" / "stepwell"
    try:
        os.execv(command, ["stepwell", *sys.argv[1:]])
    except OSError as error:
        sys.exit(f"stepwell: cannot run {command}: {error.strerror}")
