#!/usr/bin/env bash
# Builds Fangzhi and runs its tests: unit, store and RPC tests, the end-to-end tests on real processes, the scores on the
# annotated texts of tests/corpus against their floors, and where the shared corpus lies beside the repository, those on it.
#
#   tests/run.sh
#
# Ends with a line `N passed, N failed, N skipped`; the exit code is 0 where nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

passed=0 failed=0 skipped=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# count FILE: adds the `passed failed skipped` of FILE; a phase that left none has failed.
count() {
  local p=0 f=1 s=0
  [ ! -s "$1" ] || read -r p f s <"$1"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

phase() { printf '\n== %s (%d s since start)\n' "$1" "$SECONDS"; }

phase "Build"
FANGZHI_TESTS=ON deploy/build.sh
tests/install_grpcurl.sh

phase "Unit, store and RPC tests"
ctest --test-dir build --parallel "$(nproc)" --output-on-failure --no-tests=error --progress \
  --output-junit "$results/ctest.xml" || true
python3 tests/ctest_counts.py "$results/ctest.xml" >"$results/ctest" || true
count "$results/ctest"

phase "End-to-end tests"
python3 tests/end_to_end/run.py "$results/end_to_end" || true
count "$results/end_to_end"

phase "Scores on the annotated texts"
python3 tests/corpus/report.py --confusions 12 --counts "$results/corpus" || true
count "$results/corpus"

phase "Scores on the shared corpus"
if [ -d ../shared/corpus ]; then
  python3 tests/scores.py ../shared/corpus ../shared/score/score.py "$results/scores" || true
  count "$results/scores"
else
  echo "SKIP scores: the shared corpus is not beside the repository (../shared/corpus)"
  skipped=$((skipped + 1))
fi

printf '\nAll phases took %d s.\n' "$SECONDS"
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
