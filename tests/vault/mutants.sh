#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the vault with its deliberate faults (app/vault/hearth-mutant.h) and asks of each that a
# test notices it. Prints which one did. Usage: mutants.sh [BUILD FOLDER [NUMBER...]]
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
build=${1:-$root/build-mutants}
shift || true

# Quick ones first. One that hangs has noticed something as well.
programs=(probe vfs-handles header fs blob memory fault format damage vfs blob-power
  session-power power differential db)
limit_s=300

if [ ! -e "$build/build.ninja" ]; then
  meson setup -Dmutant=-1 -Dgui=false -Dcli=false "$build" "$root" >/dev/null
fi
ninja -C "$build" "${programs[@]/#/tests/vault/test-vault-}" >/dev/null

mapfile -t names < <(sed -n 's/^  HEARTH_MUTANT_\([A-Z_]*\),$/\1/p' "$root/app/vault/hearth-mutant.h")
numbers=("$@")
[ $# -gt 0 ] || numbers=($(seq 1 $((${#names[@]} - 1))))

export G_DEBUG=gc-friendly,fatal-warnings LC_ALL=C.UTF-8 TZ=UTC
export G_TEST_SRCDIR=$root/tests G_TEST_BUILDDIR=$build/tests HEARTH_SOURCE_ROOT=$root
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TMPDIR=$scratch

first_of() {
  sed -n "s/^$1 //p" "$root/tests/vault/mutants.list"
}

run() {
  (cd "$build" && exec timeout "$limit_s" "./tests/vault/test-vault-$1" >"$scratch/log" 2>&1) 2>/dev/null
}

# The name of the first test that fails, from its program's output.
failed_test() {
  sed -n 's/^not ok [0-9]* //p; s/^Bail out! *//p' "$scratch/log" | head -n 1 | cut -c 1-90
}

echo "mutant;name;noticed by;where"
n_survived=0
export HEARTH_MUTANT
for HEARTH_MUTANT in "${numbers[@]}"; do
  catcher=
  for program in $(first_of "${names[$HEARTH_MUTANT]}") "${programs[@]}"; do
    if ! run "$program"; then
      catcher=$program
      break
    fi
  done
  if [ "$HEARTH_MUTANT" = 0 ]; then
    [ -z "$catcher" ] || { echo "without a fault $catcher fails" >&2; exit 1; }
    continue
  fi
  [ -n "$catcher" ] || n_survived=$((n_survived + 1))
  echo "$HEARTH_MUTANT;${names[$HEARTH_MUTANT]};${catcher:-NOBODY};$([ -z "$catcher" ] || failed_test)"
done
echo "$n_survived survived"
[ "$n_survived" = 0 ]
