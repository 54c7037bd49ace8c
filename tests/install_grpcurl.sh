#!/usr/bin/env bash
# Builds grpcurl, which the end-to-end tests and the README's first session call, into build/tools. Does nothing where it
# is there. Go is the distribution's where the machine has none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=v1.9.1
tools=$PWD/build/tools
stamp=$tools/grpcurl-$version
if [ -x "$tools/grpcurl" ] && [ -e "$stamp" ]; then
  exit 0
fi

if ! command -v go >/dev/null; then
  deploy/install_packages.sh golang-go ca-certificates
fi
echo "Building grpcurl $version with $(go version | cut -d' ' -f3) into build/tools (a minute, once)"
mkdir -p "$tools"
GOBIN=$tools GOFLAGS=-mod=mod go install "github.com/fullstorydev/grpcurl/cmd/grpcurl@$version"
touch "$stamp"
