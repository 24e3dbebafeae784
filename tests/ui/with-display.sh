#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND...: runs a GUI test with a display, a session bus and a home of its own. They go with
# it: what one test leaves behind, a program or a pointer over a menu, is nothing to the next.
#
# The home is made here and not by g_test_init (): that would hide the data folders of the system as
# well, and with them the icons, the settings of the desktop and the types of files.
set -eu
source "$(dirname "$0")/../lib/display.sh"

home=$(mktemp -d)
xvfb=
trap '[ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true; rm -rf "$home"' EXIT
trap 'exit 130' INT TERM
mkdir -m 700 "$home/config" "$home/data" "$home/cache" "$home/state" "$home/runtime" "$home/xvfb"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
start_xvfb "$home/xvfb"
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/runtime"
# What the bus starts speaks on its output, which is not the test's.
exec 3>&1
dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh "$@" >&2
