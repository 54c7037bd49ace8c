#!/usr/bin/env bash
# Measures the query service over stores of 10 000, 100 000 and 1 000 000 records.
#
#   tests/bench/query.sh [FLAG…]
#
# Flags are those of query_bench: --records=10000000 for the largest store, which takes an hour to make and some 10 GB;
# --methods=WORD for some methods only. Prints a table for each store. Asserts nothing: what a machine does in a second is
# no test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
cmake --preset release -DFANGZHI_TESTS=ON >/dev/null
cmake --build --preset release --parallel "${FANGZHI_JOBS:-$(nproc)}" --target query_bench
# A line is logged for each call.
build/bin/query_bench "$@" 2>/dev/null
