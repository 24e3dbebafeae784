#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND...: runs a GUI test with a display, a session bus and a home of its own. A
# display or bus that is there is used; where there is none, it is made for the test and goes with it.
#
# The home is made here and not by g_test_init (): that would hide the data folders of the system as
# well, and with them the icons, the settings of the desktop and the types of files.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT TERM
mkdir -m 700 "$home/config" "$home/data" "$home/cache" "$home/state" "$home/runtime"
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/runtime"
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  # What the bus starts speaks on its output, which is not the test's.
  exec 3>&1
  set -- dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh "$@"
  exec >&2
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  set -- xvfb-run -a -s '-screen 0 1366x768x24 -nolisten tcp' "$@"
fi
"$@"
