# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A Debian of its own in a folder: chroot_make SUITE ROOT, then chroot_enter ROOT COMMAND. Needs root.
# The mirror is the one this machine's apt uses. Made once, used again.

chroot_mirror() {
  sed -nE 's/^URIs: ([^ ]+debian)\/?$/\1/p; s/^deb (\[[^]]*\] )?([^ ]+debian)\/? .*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1
}

chroot_make() {
  command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap >&2
  if [ ! -e "$2/made" ]; then
    rm -rf "$2"
    debootstrap --variant=minbase --include=ca-certificates,git "$1" "$2" "$(chroot_mirror)" >&2
    : > "$2/made"
  fi
  # What lets apt out of this machine must do so from within.
  cp /etc/resolv.conf /etc/hosts "$2/etc/" 2>/dev/null || true
  find /etc/apt/apt.conf.d -iname '*proxy*' -exec cp {} "$2/etc/apt/apt.conf.d/" \; 2>/dev/null || true
}

chroot_enter() {
  local root=$1 status=0
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --rbind /dev "$root/dev"
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive bash -euo pipefail -c "$2" || status=$?
  umount -l "$root/dev" "$root/proc" 2>/dev/null || true
  return "$status"
}
