# SPDX-License-Identifier: GPL-3.0-or-later
# To be sourced by bash: a display without a screen.

# start_xvfb FOLDER: starts Xvfb on a number that it chooses itself. Its files lie in the folder; DISPLAY is the
# display and xvfb the process, which the caller ends.
start_xvfb() {
  local number=
  mkfifo "$1/display"
  Xvfb -displayfd 3 -screen 0 1366x768x24 -dpi 96 -nolisten tcp -noreset 3>"$1/display" \
    >"$1/xvfb.log" 2>&1 </dev/null &
  xvfb=$!
  read -r -t 30 number <>"$1/display" || true
  if [ -z "$number" ]; then
    cat "$1/xvfb.log" >&2
    return 1
  fi
  export DISPLAY=:$number
}
