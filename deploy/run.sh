#!/usr/bin/env bash
# Builds Fangzhi, starts the three services, ingests documents, and shows what was read in them.
#
#   deploy/run.sh [--once] [PATH…]
#
# PATHs are files, folders or a manifest.json; the sample documents where there are none. Runs until Ctrl-C; with --once
# it stops after printing. Set in the environment:
#
#   FANGZHI_STORE                 a store to keep; a new one for each run otherwise
#   FANGZHI_RUN_DIR               logs and the new store; build/run by default
#   FANGZHI_INGEST_PORT, FANGZHI_EXTRACTION_PORT, FANGZHI_QUERY_PORT    50051, 50052, 50053 by default
set -euo pipefail
here=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

once=false
paths=()
for argument in "$@"; do
  case $argument in
    --once) once=true ;;
    -h | --help)
      sed -n '2,11s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*)
      echo "deploy/run.sh knows no $argument; --help tells what it knows." >&2
      exit 2
      ;;
    *)
      path=$(cd "$here" && realpath -- "$argument")
      if [ ! -e "$path" ]; then
        echo "$argument does not exist." >&2
        exit 2
      fi
      paths+=("$path")
      ;;
  esac
done
samples=false
if [ ${#paths[@]} -eq 0 ]; then
  samples=true
  paths=("$root/deploy/samples/manifest.json")
fi

declare -A port=(
  [ingest]=${FANGZHI_INGEST_PORT:-50051}
  [extraction]=${FANGZHI_EXTRACTION_PORT:-50052}
  [query]=${FANGZHI_QUERY_PORT:-50053})
for service in ingest extraction query; do
  if (exec 3<>"/dev/tcp/127.0.0.1/${port[$service]}") 2>/dev/null; then
    echo "Port ${port[$service]} is taken, perhaps by another deploy/run.sh: stop what listens there, or set" \
      "FANGZHI_${service^^}_PORT to a free one." >&2
    exit 1
  fi
done

# Whoever only runs the services need not wait for the tests to be compiled.
if [ -e build/CMakeCache.txt ]; then
  deploy/build.sh
else
  FANGZHI_TESTS=OFF deploy/build.sh
fi

run_dir=${FANGZHI_RUN_DIR:-$root/build/run}
mkdir -p "$run_dir"
if [ -n "${FANGZHI_STORE:-}" ]; then
  store=$(cd "$here" && realpath -m -- "$FANGZHI_STORE")
  kept="kept: FANGZHI_STORE"
else
  store=$run_dir/store/fangzhi.db
  rm -rf "$run_dir/store"
  kept="new for each run; set FANGZHI_STORE to keep one"
fi
mkdir -p "$(dirname "$store")"
export FANGZHI_STORE=$store
for service in ingest extraction query; do
  export "FANGZHI_${service^^}_TARGET=127.0.0.1:${port[$service]}"
done

# Every service ends with this script, however it ends.
pids=()
# shellcheck disable=SC2317  # Called by the trap.
stop() {
  trap - EXIT
  trap '' INT TERM HUP
  if [ ${#pids[@]} -gt 0 ]; then
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" || true
  fi
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# start SERVICE: starts it, out of reach of the terminal's Ctrl-C, and returns when it listens.
start() {
  local log=$run_dir/$1.log port_file=$run_dir/$1.port pid
  rm -f "$port_file"
  setsid build/bin/"fangzhi-$1" --listen_address=127.0.0.1 --port="${port[$1]}" --port_file="$port_file" \
    >"$log" 2>&1 </dev/null &
  pid=$!
  pids+=("$pid")
  for _ in $(seq 300); do
    [ ! -s "$port_file" ] || return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "fangzhi-$1 did not start; its log, $log, ends so:" >&2
  tail -n 15 "$log" >&2
  exit 1
}

# answers COMMAND…: waits until the client's command is answered.
answers() {
  for _ in $(seq 150); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.2
  done
  "$@" >/dev/null
}

fangzhi=build/bin/fangzhi
start extraction
start ingest
answers "$fangzhi" documents --limit 1
start query
answers "$fangzhi" topics

printf '\nServices: ingest %s, extraction %s, query %s\n' \
  "$FANGZHI_INGEST_TARGET" "$FANGZHI_EXTRACTION_TARGET" "$FANGZHI_QUERY_TARGET"
printf 'Store:    %s (%s)\nLogs:     %s/{ingest,extraction,query}.log\n' "$store" "$kept" "$run_dir"

printf '\n== Documents\n'
code=0
"$fangzhi" ingest --wait "${paths[@]}" || code=1

printf '\n== Records\n'
"$fangzhi" records --limit 40

# The series to show: of the samples, one that a plan, a report and a communiqué speak of; else the one of most periods.
if $samples; then
  series=(地区生产总值 宁国市)
else
  mapfile -t series < <("$fangzhi" --json records 'measure = level' --limit 0 |
    sed -nE 's/.*"phrase":"([^"]*)".*"nameText":"([^"]*)".*"notation":"([^"]*)".*/\1\t\2\t\3/p' |
    sort -u | cut -f 1,2 | sort | uniq -c | sort -k 1,1nr -s | sed -n '1s/^ *[0-9]* //p' | tr '\t' '\n')
fi
if [ ${#series[@]} -eq 2 ]; then
  printf '\n== Series: %s, %s\n' "${series[0]}" "${series[1]}"
  "$fangzhi" series "${series[@]}"
fi

query=127.0.0.1:${port[query]}
document=$("$fangzhi" documents --limit 1 2>/dev/null | awk 'NR == 2 { print $1 }')
cat <<NEXT

== Where to go next
build/bin/fangzhi records --limit 0                                every record
build/bin/fangzhi records 'measure = growth AND value > 10'        those that match a filter
build/bin/fangzhi indicators --used                                what there is
build/bin/fangzhi show ${document:-documents/…}    a document with its numbers marked
tests/install_grpcurl.sh                                           grpcurl, into build/tools, for the calls below
grpcurl -plaintext $query list
grpcurl -plaintext $query describe fangzhi.v1.QueryService
grpcurl -plaintext -d '{"filter": "measure = rank"}' $query fangzhi.v1.QueryService/ListRecords
NEXT
if [ "$FANGZHI_QUERY_TARGET" != 127.0.0.1:50053 ] || [ "$FANGZHI_INGEST_TARGET" != 127.0.0.1:50051 ]; then
  echo "For build/bin/fangzhi: export FANGZHI_INGEST_TARGET=$FANGZHI_INGEST_TARGET FANGZHI_QUERY_TARGET=$FANGZHI_QUERY_TARGET"
fi

if $once; then
  exit "$code"
fi
printf '\nThe services run until Ctrl-C.\n'
ended=0
wait -n "${pids[@]}" || ended=$?
echo "A service ended by itself with $ended; the logs in $run_dir say why." >&2
exit 1
