#!/usr/bin/env bash
# Builds the images, brings deploy/compose.yaml up, ingests and queries through grpcurl, restarts ingest, looks whether
# everything is still there, and takes the set down.
#
#   tests/containers/run.sh
#
# The engine is Docker where its daemon runs, else the shared corpus's tools/containers; where there is neither, the test
# is skipped. Ends with a line `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

project=fangzhi-test
export FANGZHI_INGEST_PORT=${FANGZHI_INGEST_PORT:-51051} FANGZHI_QUERY_PORT=${FANGZHI_QUERY_PORT:-51053}
ingest=127.0.0.1:$FANGZHI_INGEST_PORT
query=127.0.0.1:$FANGZHI_QUERY_PORT

if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
  build_image() { docker build "$@"; }
  compose() { docker compose -p "$project" -f deploy/compose.yaml "$@"; }
  engine() { docker "$@"; }
elif [ -x ../shared/tools/containers ]; then
  deploy/install_packages.sh ccache git
  ../shared/tools/containers up
  # What this machine has compiled already is not compiled again.
  ccache_dir=$(ccache --get-config cache_dir)
  mkdir -p "$ccache_dir"
  build_image() { ../shared/tools/containers build --volume "$ccache_dir:/root/.cache/ccache" "$@"; }
  compose() { ../shared/tools/containers "do" docker-compose -p "$project" -f deploy/compose.yaml "$@"; }
  engine() { ../shared/tools/containers "do" podman "$@"; }
else
  echo "SKIP containers: no Docker daemon runs, and ../shared/tools/containers is not there"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi

passed=0
step() {
  passed=$((passed + 1))
  printf '[%3d s] %s\n' "$SECONDS" "$1"
}
finish() {
  local code=$?
  if [ "$code" -ne 0 ]; then
    echo "Failed after: $passed steps. The end of the services' logs:"
    compose logs --no-color --tail=40 || true
  fi
  compose down --volumes --timeout 20 >/dev/null 2>&1 || true
  printf '%d passed, %d failed, 0 skipped\n' "$passed" "$((code != 0))"
  exit "$code"
}
trap finish EXIT

# call ADDRESS METHOD [REQUEST]
call() { build/tools/grpcurl -plaintext -max-time 30 -d "${3:-{\}}" "$1" "$2"; }

# until_true SECONDS WHAT COMMAND…: runs COMMAND until it succeeds.
until_true() {
  local seconds=$1 what=$2
  local deadline=$((SECONDS + seconds))
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "Waited $seconds s in vain for $what" >&2
      return 1
    fi
    sleep 0.5
  done
}
serving() { call "$1" grpc.health.v1.Health/Check "{\"service\": \"$2\"}" | grep -q '"SERVING"'; }
count() { grep -c "$1" || true; }
records() { call "$query" fangzhi.v1.QueryService/ListRecords '{"pageSize": 1000, "view": "RECORD_VIEW_BASIC"}'; }
extracted() {
  ! call "$ingest" fangzhi.v1.IngestService/ListDocuments '{"state": "DOCUMENT_STATE_PENDING"}' | grep -q '"name"'
}

tests/install_grpcurl.sh
compose down --volumes >/dev/null 2>&1 || true

for service in extraction ingest query; do
  build_image --quiet --target "$service" --tag "fangzhi-$service" . >/dev/null
  step "image fangzhi-$service: $(engine image inspect --format '{{.Size}}' "fangzhi-$service" | head -1) bytes"
  user=$(engine image inspect --format '{{.Config.User}}' "fangzhi-$service" | head -1)
  [ "$user" = 10001 ] || { echo "fangzhi-$service runs as user '$user'" >&2; exit 1; }
done

compose up -d --no-build
until_true 60 "ingest to serve" serving "$ingest" fangzhi.v1.IngestService
until_true 60 "query to serve" serving "$query" fangzhi.v1.QueryService
replicas=$(compose ps -q extraction | wc -l)
[ "$replicas" -eq 2 ] || { echo "$replicas replicas of extraction" >&2; exit 1; }
step "ingest, query and $replicas replicas of extraction serve"

compose exec -T ingest fangzhi documents >/dev/null
compose exec -T extraction fangzhi extract /etc/debian_version >/dev/null
compose exec -T query fangzhi topics >/dev/null
step "the health checks of the compose file succeed"

documents=12
for number in $(seq "$documents"); do
  call "$ingest" fangzhi.v1.IngestService/CreateDocument "{\"document\": {\"published\": \"2024-01\"}, \"content\":
    {\"text\": \"2023年,第${number}号简报:龙山街道实现工业总产值${number}.5亿元,同比增长8.2%。\"}}" >/dev/null
done
until_true 120 "no document to be pending" extracted
before=$(records)
found=$(count '"number": {' <<<"$before")
[ "$found" -eq $((2 * documents)) ] || { echo "$found records of $documents documents:
$before" >&2; exit 1; }
step "$documents documents gave $found records"

for replica in $(compose ps -q extraction); do
  calls=$(engine logs "$replica" 2>&1 | count ExtractRecords)
  [ "$calls" -gt 0 ] || { echo "a replica of extraction got no call" >&2; exit 1; }
done
step "both replicas of extraction were called"

compose restart --timeout 20 ingest
until_true 60 "ingest to serve again" serving "$ingest" fangzhi.v1.IngestService
until_true 60 "query to serve" serving "$query" fangzhi.v1.QueryService
[ "$(records)" = "$before" ] || { echo "the records changed over a restart of ingest" >&2; exit 1; }
call "$ingest" fangzhi.v1.IngestService/CreateDocument '{"content": {"text": "2022年,龙山街道新增规上企业14家。"}}' >/dev/null
until_true 60 "no document to be pending" extracted
[ "$(records | count '"number": {')" -gt "$found" ] || { echo "nothing was ingested after the restart" >&2; exit 1; }
step "after a restart of ingest every record is there, and new documents are read"

compose down --timeout 20
step "taken down"
