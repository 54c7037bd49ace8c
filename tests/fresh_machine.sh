#!/usr/bin/env bash
# Tries the two commands of the README in a bare Debian 12: debootstrap into a temporary directory, a fresh clone of this
# repository, and in there deploy/run.sh --once, or the command given.
#
#   tests/fresh_machine.sh [COMMAND…]      for example tests/run.sh
#
# As root. FANGZHI_KEEP=1 keeps the directory.
set -euo pipefail
repository=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
[ $# -gt 0 ] || set -- deploy/run.sh --once

"$repository/deploy/install_packages.sh" debootstrap git
root=$(mktemp -d --tmpdir fangzhi-fresh.XXXXXX)
chmod 755 "$root"
clean_up() {
  umount "$root/dev" "$root/sys" "$root/proc" 2>/dev/null || true
  if [ "${FANGZHI_KEEP:-0}" = 1 ]; then
    echo "Kept $root"
  else
    rm -rf --one-file-system "$root"
  fi
}
trap clean_up EXIT

echo "Making a bare Debian 12 in $root"
debootstrap --variant=minbase bookworm "$root" >"$root.log" || { cat "$root.log"; exit 1; }
rm -f "$root.log"
# Packages come from where this machine has them.
if [ -f /etc/apt/sources.list.d/debian.sources ]; then
  cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
  rm -f "$root/etc/apt/sources.list"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Certificates that this machine trusts beyond the distribution's, such as a proxy's.
if [ -d /usr/local/share/ca-certificates ]; then
  mkdir -p "$root/usr/local/share/ca-certificates"
  cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
fi
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --bind /dev "$root/dev"
git clone -q "$repository" "$root/root/fangzhi"

echo "Running there: $*"
started=$SECONDS
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
  chroot "$root" sh -c 'cd /root/fangzhi && exec "$@"' sh "$@"
echo "Done in $((SECONDS - started)) s."
