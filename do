#!/usr/bin/env bash
# The one script of the house: it sets up what it needs, builds, runs and checks. `./do help` lists the verbs.
#
# Guarantees: says which system packages it installs before it installs them; everything else stays in this checkout,
# in .venv/ (Python), build/ (compilations, caches, logs) and out/ (results). A second run installs, configures and
# compiles only what has changed. Needs no standard input.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD

export CCACHE_DIR="$root/build/ccache" CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=yes
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export CXX=${CXX:-c++}  # one name for all builds, pip's too: the cache tells compilers apart by name
export PIP_CACHE_DIR="$root/build/pip" PIP_DISABLE_PIP_VERSION_CHECK=1
export IPYTHONDIR="$root/build/jupyter" JUPYTER_CONFIG_DIR="$root/build/jupyter" MPLCONFIGDIR="$root/build/jupyter"
export JUPYTER_RUNTIME_DIR="$root/build/jupyter/runtime"
python="$root/.venv/bin/python"

# System packages, by what they are for. The same names on Debian 12 and later and on Ubuntu 24.04 and later.
to_compile=(g++ cmake ninja-build ccache pkg-config libboost-dev libeigen3-dev libgraphviz-dev libyaml-cpp-dev
  nlohmann-json3-dev libcli11-dev)
to_test=(catch2 python3-dev python3-venv valgrind)
to_measure=(libbenchmark-dev python3-venv)
# Whom the benchmarks compare with, and what draws their picture: in an environment of its own, under build/.
peers=(simpy==4.1.2 ciw==3.2.7 matplotlib)
# `./do identity`: compilers and flags by which the command must give the bits that it gives as released.
ways=("clang++ -O3 -march=native" "g++ -O3 -march=native" "clang++ -O0" "g++ -O0"
  "clang++ -O3 -march=x86-64-v2" "g++ -O3 -march=x86-64-v2")
# ThreadSanitizer: the programs in which threads meet.
parallel_tests=(experiment)

usage() {
  cat <<'TEXT'
./do demo     build the command, compare the outpatient clinic on paper and on the electronic system, draw both maps
./do test     build everything and run every test: C++, Python, types, notebooks, sanitizers, installed package
./do build    build the command, the tests and the Python package (then: .venv/bin/python, .venv/bin/stepwell)
./do bench    build the benchmarks; run them in turn with hand-written loops, SimPy and Ciw; print ratios. Words after it:
              quick (few rounds), and which parts: workloads, hold, programs, scaling (without: all); or quote (compare.py)
./do baseline count the instructions that fixed workloads take, and make them what ./do test compares with
./do profiled build the command guided by a profile of what it does, for those who want the last tenth of its speed
./do identity build the command with g++ and clang++, with and without optimisation, for old and new processors, and
              compare all results bit by bit (an hour)
./do randomness [small|crush]
              the random numbers under TestU01, by case, visit, draw, replication and step (crush: a day)
./do format   lay out C++ and Python
./do lint     check layout, C++ (clang-tidy), Python (ruff, mypy) and this script; changes nothing
./do help     this text
TEXT
}

# --- Saying what happens ----------------------------------------------------------------------------------------------

passed=0
failed=()

# stage HEADLINE COMMAND...: check, and the script ends where it fails: what follows needs this.
stage() {
  local before=${#failed[@]}
  check "$@"
  if ((${#failed[@]} > before)); then exit 1; fi
}

# check HEADLINE COMMAND...: a line that says what is done and how long it took; the command's whole output only where
# it fails. The output stays in build/log/.
check() {
  local headline=$1 begin=$SECONDS status
  shift
  log="build/log/${headline//[^[:alnum:]]/-}.txt"
  mkdir -p build/log
  printf '%-64s' "$headline"
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if ((status == 0)); then
    printf '%5d s\n' $((SECONDS - begin))
    passed=$((passed + 1))
  else
    printf '%5d s  FAILED\n\n' $((SECONDS - begin))
    cat "$log"
    printf '\nFAILED: %s (exit status %d)\n' "$headline" "$status"
    failed+=("$headline")
  fi
}

# closing_line PATTERN: repeats from the last stage's output what a test runner said at its end.
closing_line() { grep -E "$1" "$log" | tail -n 1 | sed 's/^/    /' || true; }

give_up() {
  printf '%s\n' "$@" >&2
  exit 1
}

# --- Setting up -------------------------------------------------------------------------------------------------------

# system_packages NAME...: installs those that are missing, as root or through sudo.
system_packages() {
  command -v dpkg-query >/dev/null || give_up "This script installs with apt, and there is none here. Needed: $*"
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    as_root=(sudo)
    # Without a terminal sudo could not ask for a password.
    if ! sudo -n true 2>/dev/null && ! { [[ -t 0 && -t 2 ]] && sudo -v; }; then
      give_up "System packages are missing, and this user may not install them. As root, this line does:" "" \
        "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    fi
  fi
  printf 'Installing with apt: %s\n' "${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
  stage "Read the lists of packages" "${apt[@]}" update
  stage "Install ${#missing[@]} system packages" "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

# unchanged STAMP WHAT: whether the stamp file was written for just this.
unchanged() { [[ -f $1 && $(<"$1") == "$2" ]]; }

# python_packages: .venv with all that pyproject.toml asks for: to build, to run and to test.
python_packages() {
  local system=/usr/bin/python3 wanted  # the one that python3-dev belongs to
  [[ -x $system ]] || system=python3
  wanted="$root $("$system" -V) $(sha256sum <pyproject.toml)"
  unchanged .venv/stamp "$wanted" && return 0
  if ! "$python" -c '' 2>/dev/null || ! unchanged .venv/root "$root $("$system" -V)"; then
    stage "Create .venv" "$system" -m venv --clear .venv
    printf '%s' "$root $("$system" -V)" >.venv/root
  fi
  echo "Installing with pip, in .venv: the build, run, test and develop requirements of pyproject.toml"
  stage "Install Python packages" install_requirements
  printf '%s' "$wanted" >.venv/stamp
}

install_requirements() {
  "$python" - >build/requirements.txt <<'PYTHON'
import pathlib, tomllib

project = tomllib.loads(pathlib.Path("pyproject.toml").read_text())
extras = project["project"]["optional-dependencies"]
for group in (project["build-system"]["requires"], project["project"]["dependencies"], extras["test"], extras["develop"]):
    print(*group, sep="\n")
PYTHON
  "$python" -m pip install --requirement build/requirements.txt
}

# compile PRESET [TARGET...]: configures once (afterwards CMake itself sees what has changed) and builds.
compile() {
  local preset=$1 wanted
  shift
  wanted="$root $(sha256sum <CMakePresets.json)"
  if ! unchanged "build/$preset/stamp" "$wanted" || [[ ! -f build/$preset/build.ninja ]]; then
    cmake --preset "$preset"
    printf '%s' "$wanted" >"build/$preset/stamp"
  fi
  if (($#)); then set -- --target "$@"; fi
  cmake --build "build/$preset" "$@"
}

# at_fixed_addresses COMMAND...: the sanitizers of g++ 12 and 13 stop or hang where the kernel spreads addresses as widely as
# Ubuntu 24.04's does (vm.mmap_rnd_bits = 32); where a container forbids this, the command runs as it is.
at_fixed_addresses() {
  local fixed=(setarch "$(uname -m)" --addr-no-randomize)
  "${fixed[@]}" true 2>/dev/null || fixed=()
  "${fixed[@]}" "$@"
}

# python_package: the package itself into .venv, where its sources have changed.
python_package() {
  local sources
  sources=$(find pyproject.toml CMakeLists.txt README.md engine bindings models -type f -not -path '*/__pycache__/*' \
    -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  unchanged .venv/package "$sources" && return 0
  stage "Build and install the Python package" \
    "$python" -m pip install --no-build-isolation --no-deps --force-reinstall .
  printf '%s' "$sources" >.venv/package
}

# --- Verbs ------------------------------------------------------------------------------------------------------------

demo() {
  local clinic=models/outpatient-records
  system_packages "${to_compile[@]}"
  stage "Build the command (minutes the first time)" compile release
  mkdir -p out
  local stepwell=build/release/engine/cli/stepwell
  stage "Draw the map of the clinic as it is" "$stepwell" map "$clinic/as-is.yaml" -o out/as-is.svg
  stage "Draw the map of the clinic as it would be" "$stepwell" map "$clinic/to-be.yaml" -o out/to-be.svg
  echo
  "$stepwell" compare "$clinic/as-is.yaml" "$clinic/to-be.yaml" --json out/comparison.json </dev/null
  cat <<'TEXT'

In out/: as-is.svg and to-be.svg, the two process maps (open them in a browser);
comparison.json, every number above and more, for programs.
TEXT
}

build() {
  system_packages "${to_compile[@]}" "${to_test[@]}"
  stage "Build the command" compile release
  stage "Build the tests" compile dev
  python_packages
  python_package
  echo "The command: build/release/engine/cli/stepwell. Python with the package: .venv/bin/python"
}

run_all_tests() {
  trap summary EXIT
  system_packages "${to_compile[@]}" "${to_test[@]}"
  stage "Build the engine and its tests" compile dev
  check "C++ tests" ctest --preset dev
  closing_line 'tests passed|tests failed'

  stage "Build the command" compile release
  check "The same results from two build types, on one thread and two" same_results
  python_packages
  python_package
  check "Python tests" env PATH="$root/.venv/bin:$PATH" "$python" -m pytest tests/python
  closing_line '(passed|failed|error).* in [0-9]'
  check "Types (mypy --strict)" "$python" -m mypy --strict bindings/python/src/stepwell engine/benchmarks/compare.py
  check "Instructions of fixed workloads, against the baseline" "$python" tests/instructions/count.py build/release
  closing_line '^Instructions:|^SKIPPED'
  check "Notebooks" run_notebooks
  check "A project outside finds and uses the installed package" consume

  check "Build the engine tests with ASan and UBSan" compile asan
  check "C++ tests under ASan and UBSan" at_fixed_addresses ctest --preset asan
  closing_line 'tests passed|tests failed'
  check "Build the parallel tests with TSan" compile tsan "${parallel_tests[@]/#/test_}"
  check "Parallel C++ tests under TSan" at_fixed_addresses ctest --preset tsan -R "^($(IFS='|'; echo "${parallel_tests[*]}"))$"
  closing_line 'tests passed|tests failed'
  ((${#failed[@]} == 0))
}

# The last line of `./do test`, whatever happened.
summary() {
  local status=$?
  if ((status == 0)); then
    printf '\n./do test: all %d stages passed in %d s.\n' "$passed" "$SECONDS"
  elif ((${#failed[@]})); then
    printf '\n./do test: FAILED. %d stages passed in %d s; failed: %s.\n' "$passed" "$SECONDS" \
      "$(printf '%s; ' "${failed[@]}" | sed 's/; $//')"
  else
    printf '\n./do test: FAILED, stopped after %d stages.\n' "$passed"
  fi
}

same_results() {
  local clinic=models/outpatient-records
  build/release/engine/cli/stepwell compare "$clinic/as-is.yaml" "$clinic/to-be.yaml" --replications 10 --threads 1 \
    --json build/release/comparison.json
  build/dev/engine/cli/stepwell compare "$clinic/as-is.yaml" "$clinic/to-be.yaml" --replications 10 --threads 2 \
    --json build/dev/comparison.json
  cmp build/release/comparison.json build/dev/comparison.json
}

run_notebooks() {
  ls notebooks/*.ipynb  # without any, that is a failure
  "$python" -m nbconvert --to notebook --execute --ExecutePreprocessor.timeout=600 --output-dir build/notebooks \
    notebooks/*.ipynb
}

consume() {
  rm -rf build/installed build/consume
  cmake --install build/release --prefix build/installed
  cmake -G Ninja -S tests/consume -B build/consume -DCMAKE_PREFIX_PATH="$root/build/installed"
  cmake --build build/consume
  build/consume/consume models/outpatient-records/as-is.yaml
}

# peer_packages: simulators to compare with, in build/bench/peers; nothing else sees them.
peer_packages() {
  local system=/usr/bin/python3 wanted
  [[ -x $system ]] || system=python3
  wanted="$root $("$system" -V) ${peers[*]}"
  unchanged build/bench/peers/stamp "$wanted" && return 0
  echo "Installing with pip, in build/bench/peers: ${peers[*]}"
  stage "Create an environment for the peers" "$system" -m venv --clear build/bench/peers
  stage "Install the peers" build/bench/peers/bin/python -m pip install "${peers[@]}"
  printf '%s' "$wanted" >build/bench/peers/stamp
}

bench() {
  system_packages "${to_compile[@]}" "${to_measure[@]}"
  stage "Build the benchmarks (minutes the first time)" compile bench
  peer_packages
  build/bench/peers/bin/python engine/benchmarks/compare.py "$@"
}

baseline() {
  system_packages "${to_compile[@]}" "${to_test[@]}"
  stage "Build the command" compile release
  python3 tests/instructions/count.py --write build/release
}

profiled() {
  system_packages "${to_compile[@]}"
  cmake --preset profiled -DSTEPWELL_PROFILE=make >/dev/null
  stage "Build a command that counts what it does" compile profiled
  stage "Run what it is to be fast at" profile build/profiled/engine/cli/stepwell
  cmake --preset profiled -DSTEPWELL_PROFILE=use >/dev/null
  stage "Build the command, guided by that" compile profiled
  echo "The command: build/profiled/engine/cli/stepwell"
}

# profile COMMAND: models of every kind, for seconds.
profile() {
  find build/profiled -name '*.gcda' -delete
  "$1" run engine/benchmarks/w1.yaml --replications 1
  "$1" run engine/benchmarks/w2.yaml --replications 1
  "$1" compare models/outpatient-records/as-is.yaml models/outpatient-records/to-be.yaml --replications 10
  "$1" run tests/engine/simulation/everything.yaml --replications 5 --log build/profiled/everything.csv
}

identity() {
  system_packages "${to_compile[@]}"
  command -v clang++ >/dev/null || system_packages clang
  stage "Build the command" compile release
  local way other
  for way in "${ways[@]}"; do
    other="build/identity/${way// /}/engine/cli/stepwell"
    stage "Build the command by $way" compile_by "$way"
    check "The same bits by $way" tests/identity/compare.sh build/identity/results build/release/engine/cli/stepwell "$other"
  done
  ((${#failed[@]} == 0))
}

randomness() {
  local battery=${1-small} stream part
  system_packages "${to_compile[@]}"
  # CMAKE_PREFIX_PATH may name a TestU01 that apt knows nothing of.
  if [[ -z ${CMAKE_PREFIX_PATH-} && ! -f /usr/include/testu01/bbattery.h ]]; then
    echo "TestU01 is free for non-commercial use only: apt finds it where its sources name the section non-free (multiverse)."
    system_packages libtestu01-0-dev
  fi
  stage "Build the batteries" compile randomness batteries
  for stream in case case-second case-both visit draw replication step case-of-few-visits; do
    for part in upper lower reversed; do
      check "TestU01 ($battery) by $stream, $part bits" build/randomness/tests/randomness/batteries "$battery" "$stream" "$part"
      closing_line "^$battery by "
    done
  done
  ((${#failed[@]} == 0))
}

# compile_by "COMPILER FLAG...": the command, in a tree of its own.
compile_by() {
  local tree="build/identity/${1// /}"
  cmake --preset release -B "$tree" -DCMAKE_CXX_COMPILER="${1%% *}" -DCMAKE_CXX_FLAGS_RELEASE="${1#* }"
  cmake --build "$tree" --target stepwell_command
}

cpp_files() { git ls-files --cached --others --exclude-standard -- engine bindings/cpp tests | grep -E '\.[hc]pp$'; }
lay_out_cpp() { cpp_files | xargs "$root/.venv/bin/clang-format" "$@"; }

format() {
  system_packages "${to_compile[@]}" "${to_test[@]}"
  python_packages
  lay_out_cpp -i
  "$python" -m ruff format bindings/python tests notebooks engine/benchmarks
}

lint() {
  system_packages "${to_compile[@]}" "${to_test[@]}" shellcheck
  python_packages
  check "Layout of C++ (clang-format)" lay_out_cpp --dry-run -Werror
  check "Layout of Python (ruff format)" "$python" -m ruff format --check bindings/python tests notebooks engine/benchmarks
  check "Python (ruff)" "$python" -m ruff check bindings/python tests notebooks engine/benchmarks
  check "Types (mypy --strict)" "$python" -m mypy --strict bindings/python/src/stepwell engine/benchmarks/compare.py
  check "This script (shellcheck)" shellcheck ./do .ci/run
  stage "Build the tests file by file, which tells clang-tidy how" compile each
  check "C++ (clang-tidy)" tidy
  if ((${#failed[@]})); then give_up "" "./do lint: failed: ${failed[*]}"; fi
  echo "./do lint: nothing found."
}

tidy() {
  cpp_files | grep -E '^engine/.*\.cpp$' | grep -v '^engine/benchmarks/' |
    xargs -n 4 -P "$(nproc)" "$root/.venv/bin/clang-tidy" -p build/each --quiet
}

case ${1-help} in
  demo | build | bench | baseline | profiled | identity | randomness | format | lint) "$@" ;;
  test) run_all_tests ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    give_up "" "There is no verb '$1'."
    ;;
esac
