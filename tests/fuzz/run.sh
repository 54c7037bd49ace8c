#!/usr/bin/env bash
# Builds the fuzz targets and runs each on the seed corpus.
#
#   tests/fuzz/run.sh [SECONDS]     60 seconds each by default
#
# Inputs that extend the coverage gather in build-fuzz/corpus/, those that fail in build-fuzz/failures/. Ends with a line
# for each target that tells its executions; the exit code is 0 where nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
targets=(repair_fuzzer extractor_fuzzer)
export ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true

cmake --preset fuzz -DFANGZHI_TESTS=ON >/dev/null
cmake --build --preset fuzz --parallel "${FANGZHI_JOBS:-$(nproc)}" --target "${targets[@]}"

failed=0
summary=""
for target in "${targets[@]}"; do
  found=build-fuzz/corpus/$target
  failures=build-fuzz/failures/$target
  log=build-fuzz/$target.log
  mkdir -p "$found" "$failures"
  printf '\n== %s for %s s\n' "$target" "$seconds"
  verdict=passed
  if ! "build-fuzz/bin/$target" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
    -print_final_stats=1 -dict=tests/fuzz/words.dict -artifact_prefix="$failures/" "$found" tests/fuzz/corpus \
    >"$log" 2>&1; then
    verdict=FAILED
    failed=$((failed + 1))
    tail -60 "$log"
  fi
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
  coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
  summary+=$(printf '%-18s %-8s %10s executions  %8s edges covered' "$target" "$verdict" "${executions:-0}" \
    "${coverage:-0}")$'\n'
done
printf '\n%s' "$summary"
[ "$failed" -eq 0 ]
