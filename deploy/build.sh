#!/usr/bin/env bash
# Installs what is missing and builds Fangzhi.
#
#   deploy/build.sh [PRESET [CMAKE-ARGUMENT…]]
#
# PRESET is one of CMakePresets.json: release (the default; into build/), asan, tsan, clang, fuzz. Further arguments go
# to CMake's configuration. The programs are in build/bin.
#
#   FANGZHI_TESTS=OFF   leave the tests out, ON: build them; as last time by default, and ON the first time
#   FANGZHI_JOBS=N      compile N files at once; as many as there are processors by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=${1:-release}
[ $# -eq 0 ] || shift
jobs=${FANGZHI_JOBS:-$(nproc)}
build_dir=build-$preset
[ "$preset" != release ] || build_dir=build
last_time=$(sed -n 's/^FANGZHI_TESTS:BOOL=//p' "$build_dir/CMakeCache.txt" 2>/dev/null || true)
tests=${FANGZHI_TESTS:-${last_time:-ON}}

lists=(deploy/packages.txt)
[ "$tests" = OFF ] || lists+=(tests/packages.txt)
deploy/install_packages.sh "${lists[@]}"

# Objects are found again from any checkout and by the image's build, and with precompiled headers.
export LANG=C LC_ALL=C
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

echo "Configuring preset $preset"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! cmake --preset "$preset" -DFANGZHI_TESTS="$tests" "$@" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
echo "Building preset $preset with $jobs jobs (minutes where nothing is cached)"
started=$SECONDS
cmake --build --preset "$preset" --parallel "$jobs"
echo "Built preset $preset in $((SECONDS - started)) s"
