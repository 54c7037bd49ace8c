#!/usr/bin/env bash
# Measures the extractor, and Microsoft's Recognizers-Text on the same text where npm is there.
#
#   tests/bench/run.sh [GOOGLE-BENCHMARK-FLAG…]
#
#   FANGZHI_BENCH_CORPUS=DIRECTORY   the texts; by default ../shared/corpus/raw, else tests/corpus/dev
#   FANGZHI_BENCH_SECONDS=N          how long Recognizers-Text may take; 30 by default
#
# Prints every measurement and the ratios. Asserts nothing: what a machine does in a second is no test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

corpus=${FANGZHI_BENCH_CORPUS:-../shared/corpus/raw}
[ -d "$corpus" ] || corpus=tests/corpus/dev
corpus=$(cd "$corpus" && pwd)

export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
cmake --preset release -DFANGZHI_TESTS=ON >/dev/null
cmake --build --preset release --parallel "${FANGZHI_JOBS:-$(nproc)}" --target extractor_bench fangzhi-extraction

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
printf '\n== Extractor\n'
build/bin/extractor_bench --corpus="$corpus" "$@" | tee "$results/extractor"

# Until the port is known, which is when calls are answered.
printf '\n== Service\n'
started=$(date +%s%N)
build/bin/fangzhi-extraction --port=0 --port_file="$results/port" 2>"$results/log" &
service=$!
until [ -s "$results/port" ] || ! kill -0 "$service" 2>/dev/null; do sleep 0.005; done
ready=$((($(date +%s%N) - started) / 1000000))
awk -v ready="$ready" '/^VmRSS/ { printf "ready after %d ms, %.1f MB resident\n", ready, $2 / 1024 }' "/proc/$service/status"
kill "$service"
wait "$service" || true

ours=$(sed -n 's|^extraction *\([0-9.]*\) MB/s$|\1|p' "$results/extractor")

printf '\n== Recognizers-Text\n'
if ! command -v npm >/dev/null; then
  echo "SKIP Recognizers-Text: npm is not installed"
  exit 0
fi
# Its packages are kept in the build directory.
mkdir -p build/bench/recognizers
cp tests/bench/recognizers/package.json tests/bench/recognizers/run.mjs build/bench/recognizers/
if ! (cd build/bench/recognizers && npm install --no-package-lock --no-audit --no-fund --loglevel=error); then
  echo "SKIP Recognizers-Text: its packages cannot be installed"
  exit 0
fi
node build/bench/recognizers/run.mjs "$corpus" "${FANGZHI_BENCH_SECONDS:-30}" | tee "$results/recognizers"

printf '\n== Ratio\n'
for unit in document line; do
  theirs=$(sed -n "s/.*\"$unit\".*\"megabytes_per_second\":\([0-9.e-]*\).*/\1/p" "$results/recognizers")
  awk -v ours="$ours" -v theirs="$theirs" -v unit="$unit" 'BEGIN {
    printf "extraction %.2f MB/s, Recognizers-Text by %-8s %.4f MB/s: %.0f times as fast\n", ours, unit, theirs, ours / theirs
  }'
done
