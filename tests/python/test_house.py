"""The rules of the house that a machine can hold: layers, sizes, names, and what may stand in a file at all."""

import json
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pybind11

HOUSE = Path(__file__).resolve().parents[2]

# Includes point down only. Rooms of one layer are siblings and do not see each other: what two of them need goes down.
LAYER = {
    "foundation": 0,
    "process": 1,
    "model_file": 2,
    "analysis": 2,
    "simulation": 2,
    "people": 2,
    "render": 2,
    "exchange": 2,
    "experiment": 3,
    "cli": 4,
    "bindings": 4,
}
LONGEST_FILE = 400
# Names that say nothing: a thing has a name or it is not finished.
EMPTY_NAMES = {"util", "utils", "utility", "common", "helper", "helpers", "misc", "impl", "manager", "stuff"}


def files(*suffixes: str) -> list[Path]:
    """Every file that is committed or about to be, relative to the house; of these suffixes, if any are given."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = [Path(name) for name in listing.split("\0") if name]
    return [p for p in paths if (HOUSE / p).is_file() and (not suffixes or p.suffix in suffixes)]


def text_of(path: Path) -> str:
    # A wrong model among the tests is not UTF-8 on purpose.
    return (HOUSE / path).read_text(encoding="utf-8", errors="replace")


def room_of(path: Path) -> str | None:
    """The room that a C++ file belongs to, or none where the file is under no rule of layers (tests, benchmarks)."""
    match path.parts:
        case ("engine", "stepwell", room, *_):
            return room
        case ("engine", "cli", *_):
            return "cli"
        case ("bindings", "cpp", *_):
            return "bindings"
        case _:
            return None


def test_includes_point_down_only() -> None:
    wrong = []
    for path in files(".hpp", ".cpp"):
        room = room_of(path)
        if room is None:
            continue
        assert room in LAYER, f"{path}: the room '{room}' has no layer"
        for line, included in enumerate(text_of(path).splitlines(), start=1):
            found = re.match(r'\s*#\s*include\s*["<]stepwell/(\w+)/', included)
            if found and found[1] != room and LAYER[found[1]] >= LAYER[room]:
                wrong.append(f"{path}:{line}: {room} must not see {found[1]}")
    assert not wrong, "\n".join(wrong)


def test_rooms_include_ours_by_the_full_path() -> None:
    wrong = []
    for path in files(".hpp", ".cpp"):
        if path.parts[:2] == ("engine", "stepwell"):
            wrong += [f"{path}: {name}" for name in re.findall(r'#include "(?!stepwell/)([^"]+)"', text_of(path))]
    assert not wrong, "\n".join(wrong)


def test_the_build_links_rooms_as_the_table_says() -> None:
    lines = text_of(Path("engine/CMakeLists.txt"))
    rooms = re.findall(r"^stepwell_room\((\w+)(?:\s+USES\s+([\w\s]*?))?(?:\s+LINKS[^)]*)?\)", lines, re.MULTILINE)
    assert rooms
    for room, uses in rooms:
        for used in uses.split():
            assert LAYER[used] < LAYER[room], f"engine/CMakeLists.txt: {room} uses {used}"


def test_no_file_is_too_long() -> None:
    lines = {str(path): len(text_of(path).splitlines()) for path in files(".hpp", ".cpp", ".py")}
    too_long = [f"{path} has {count} lines" for path, count in lines.items() if count > LONGEST_FILE]
    assert not too_long, "probably two ideas each:\n" + "\n".join(too_long)


def test_no_name_is_empty() -> None:
    empty = [p for p in files() if EMPTY_NAMES & set(re.split(r"[/._-]", str(p).lower()))]
    assert not empty, [str(p) for p in empty]


# Spelt in pieces, so that this file does not find itself.
NOT_TO_BE_SAID = [
    re.compile(r"(?<![\w.$}/])/(?:home|root|work|Users|mnt)/\w"),
    re.compile(r"\.\./" + "shared"),
    re.compile(r"(?:py" + r"pi|python" + r"hosted|deb\.deb" + r"ian|archive\.ub" + r"untu)\.(?:org|com)"),
    re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b|not imple" + r"mented|\bfor no" + r"w\b", re.IGNORECASE),
]


def lines_of_text() -> Iterator[tuple[str, str]]:
    for path in files():
        if path.name == "LICENSE" or path.suffix in {".png", ".pdf", ".parquet"}:
            continue
        for number, line in enumerate(text_of(path).splitlines(), start=1):
            yield f"{path}:{number}", line


def test_nothing_points_out_of_the_house_or_promises() -> None:
    wrong = [f"{place}: {line}" for place, line in lines_of_text() if any(p.search(line) for p in NOT_TO_BE_SAID)]
    assert not wrong, "\n".join(wrong)


def test_every_source_file_opens_with_a_paragraph() -> None:
    bare = [str(p) for p in files(".hpp", ".cpp") if not text_of(p).startswith("//")]
    bare += [str(p) for p in files(".py") if not text_of(p).lstrip().startswith(('"""', 'r"""', "#"))]
    assert not bare, bare


def test_no_notebook_output_is_committed() -> None:
    for path in files(".ipynb"):
        for cell in json.loads(text_of(path))["cells"]:
            assert not cell.get("outputs"), f"{path}: a cell has outputs"
            assert cell.get("execution_count") is None, f"{path}: a cell has been counted"


def test_the_readme_begins_with_two_commands_that_exist() -> None:
    first_block = re.search(r"```\w*\n(.*?)```", text_of(Path("README.md")), re.DOTALL)
    assert first_block
    verbs = re.findall(r"\./do (\w+)", first_block[1])
    assert verbs == ["demo", "test"]
    told = subprocess.run([HOUSE / "do", "help"], capture_output=True, check=True, text=True).stdout
    for verb in verbs:
        assert f"./do {verb} " in told


def test_an_unknown_verb_is_refused() -> None:
    refused = subprocess.run([HOUSE / "do", "dance"], capture_output=True, check=False, text=True)
    assert refused.returncode != 0
    assert "no verb 'dance'" in refused.stderr


def test_the_version_is_the_same_everywhere() -> None:
    stated = re.search(r"project\(stepwell VERSION ([\d.]+)", text_of(Path("CMakeLists.txt")))
    assert stated
    in_cpp = re.search(r'version = "([\d.]+)"', text_of(Path("engine/stepwell/experiment/version.hpp")))
    assert in_cpp and in_cpp[1] == stated[1]
    assert f"[{stated[1]}]" in text_of(Path("CHANGELOG.md"))


def include_flags() -> list[str]:
    asked = ["pkg-config", "--cflags", "libgvc", "libcgraph"]
    graphviz = subprocess.run(asked, capture_output=True, check=True, text=True)
    flags = [
        '-DSTEPWELL_SOURCE_DIR="."',
        "-Iengine",
        "-Itests/engine",
        "-isystem/usr/include/eigen3",
        *graphviz.stdout.split(),
    ]
    if (HOUSE / "bindings/cpp").is_dir():
        flags += ["-Ibindings/cpp", "-isystem", sysconfig.get_path("include"), "-isystem", pybind11.get_include()]
    return flags


def test_every_header_can_be_included_alone() -> None:
    flags = include_flags()

    def complaint(header: Path) -> str:
        compiler = ["g++", "-std=c++20", "-fsyntax-only", "-w", "-x", "c++", *flags, str(header)]
        tried = subprocess.run(compiler, cwd=HOUSE, capture_output=True, check=False, text=True)
        return tried.stderr if tried.returncode else ""

    with ThreadPoolExecutor(max_workers=2) as workers:
        wrong = [said for said in workers.map(complaint, files(".hpp")) if said]
    assert not wrong, "\n".join(wrong)
