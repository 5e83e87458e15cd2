#!/usr/bin/env bash
# Whether several builds of the command give the same results, to the last bit.
# usage: compare.sh OUT COMMAND COMMAND...   (from the root of the checkout; results go to OUT/<number of the command>/)
#
# Every other command is compared with the first one, file by file: results of the outpatient pair, of W1 and W2 and of the
# model that uses every construct, and event logs. It ends with 1 where one byte differs.
set -euo pipefail

out=${1:?usage: compare.sh OUT COMMAND COMMAND...}
shift
clinic=models/outpatient-records
bench=engine/benchmarks

# results COMMAND FOLDER: all results of one build.
results() {
  local command=$1 folder=$2 model
  rm -rf "$folder"
  mkdir -p "$folder"
  "$command" compare "$clinic/as-is.yaml" "$clinic/to-be.yaml" --replications 5 --json "$folder/outpatient.json" --out "$folder/outpatient.txt"
  "$command" run "$bench/w1.yaml" --set 'clock.run=10 weeks' --replications 2 --json "$folder/w1.json" --out "$folder/w1.txt"
  "$command" run "$bench/w2.yaml" --set 'clock.run=100 weeks' --replications 2 --json "$folder/w2.json" --out "$folder/w2.txt"
  for model in as-is to-be; do
    "$command" run "$clinic/$model.yaml" --replications 1 --log "$folder/$model.csv" --out "$folder/$model.txt"
  done
  "$command" run tests/engine/simulation/everything.yaml --replications 50 --log "$folder/everything.csv" \
    --json "$folder/everything.json" --out "$folder/everything.txt"
}

differing=0
number=0
for command in "$@"; do
  results "$command" "$out/$number"
  if ((number > 0)); then
    if diff -rq "$out/0" "$out/$number"; then
      printf 'the same bits: %s\n' "$command"
    else
      printf 'OTHER BITS:    %s\n' "$command"
      differing=1
    fi
  fi
  number=$((number + 1))
done
exit $differing
