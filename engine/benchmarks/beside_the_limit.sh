#!/usr/bin/env bash
# Runs the engine in turn with hand-written loops for the same workloads and prints the ratio of their medians.
# usage: beside_the_limit.sh PATH/TO/throughput PATH/TO/limit.cpp [ROUNDS]
# Absolute figures differ from machine to machine and from minute to minute; the ratio of interleaved runs does not.
set -euo pipefail

throughput=${1:?usage: beside_the_limit.sh PATH/TO/throughput PATH/TO/limit.cpp [ROUNDS]}
source=${2:-}
rounds=${3:-7}
if [[ ! -f $source ]]; then
  echo "There is no hand-written limit at '$source', so nothing to compare with." >&2
  exit 0
fi

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
g++ -O3 -march=native -std=c++20 -DBUF "$source" -o "$work/limit"

# rate COMMAND...: customers per second, from the line that either program prints.
rate() { "$@" | sed -n 's/.*cust_per_s=\([^ ]*\).*/\1/p'; }
median() { sort -g "$1" | awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }

# compare OURS THEIRS CUSTOMERS WANTED
compare() {
  : >"$work/ours"
  : >"$work/theirs"
  for ((round = 1; round <= rounds; ++round)); do
    rate "$throughput" "$1" "$3" "$round" >>"$work/ours"
    rate "$work/limit" "$2" "$3" "$round" >>"$work/theirs"
  done
  awk -v model="$1" -v mode="$2" -v ours="$(median "$work/ours")" -v theirs="$(median "$work/theirs")" -v wanted="$4" \
    'BEGIN {printf "%s %7.2f M/s   limit %s %7.2f M/s   ratio %.2f (wanted: %s)\n", model, ours / 1e6, mode, theirs / 1e6, ours / theirs, wanted}'
}

compare w1 mm1 3000000 0.30
compare w2 clinic_h4 1000000 0.65
