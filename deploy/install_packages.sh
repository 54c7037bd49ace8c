#!/usr/bin/env bash
# Installs the Debian packages that are missing.
#
#   deploy/install_packages.sh LIST|PACKAGE…    a LIST is a file with one package a line; # starts a comment
#
# As root, or through sudo. Needs no network where nothing is missing.
set -euo pipefail

if [ $# -eq 0 ]; then
  sed -n '2,6p' "$0" >&2
  exit 2
fi

wanted=()
for argument in "$@"; do
  if [ -f "$argument" ]; then
    mapfile -t -O ${#wanted[@]} wanted < <(sed 's/#.*//' "$argument" | tr -s ' \t' '\n' | sed '/^$/d')
  else
    wanted+=("$argument")
  fi
done
mapfile -t present < <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
  sed -n 's/^installed //p')
mapfile -t missing < <(printf '%s\n' "${wanted[@]}" | grep -vxF -f <(printf '%s\n' "${present[@]}" "") || true)
if [ ${#missing[@]} -eq 0 ]; then
  echo "All ${#wanted[@]} packages of $* are installed."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing, and installing them needs root or sudo: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "Installing with apt-get: ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
# One source of several that cannot be read is a warning: what matters is whether the packages are found.
"${apt[@]}" update || echo "apt-get update failed; going on with the package lists at hand." >&2
"${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
