#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases in meson's JSON test logs and prints one line.

A TAP program counts by its cases, any other program as one. A program that died, timed out, or
promised more cases than it reported counts as one failure more, so that nothing is lost in silence.

summary.py LOG... [--again LOG]: the last log is of programs that failed in the others and ran once more. Its
results count, and both are told. summary.py --failed LOG...: only the names of what failed.
"""

import json
import re
import sys

CASE = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(\w+))?', re.IGNORECASE)
PLAN = re.compile(r'^1\.\.(\d+)(\s*#\s*skip\b)?', re.IGNORECASE)
BAD = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}


def count_cases(output):
    """Returns (passed, failed, skipped, skipped_whole) of one TAP output; subtests are indented."""
    passed = failed = skipped = 0
    skipped_whole = False
    for line in output.splitlines():
        plan = PLAN.match(line)
        if plan:
            skipped_whole = bool(plan.group(2)) and plan.group(1) == '0'
            continue
        case = CASE.match(line)
        if not case:
            continue
        directive = (case.group(2) or '').lower()
        if directive.startswith('skip'):
            skipped += 1
        elif case.group(1) and directive != 'todo':
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped, skipped_whole


def count_program(record):
    result = record['result']
    passed, failed, skipped, skipped_whole = count_cases(record.get('stdout') or '')
    if passed + failed + skipped == 0:
        if result in BAD:
            return 0, 1, 0
        return (0, 0, 1) if result == 'SKIP' or skipped_whole else (1, 0, 0)
    if result in BAD and failed == 0:
        failed = 1
    return passed, failed, skipped


def read_records(paths):
    records = []
    for path in paths:
        try:
            with open(path, encoding='utf-8') as log:
                records += [json.loads(line) for line in log if line.strip()]
        except FileNotFoundError:
            continue
    return records


def name_of(record):
    """Without the project and the suites before it."""
    return record['name'].rpartition(' / ')[2]


def main(arguments):
    if arguments[:1] == ['--failed']:
        print(*[name_of(record) for record in read_records(arguments[1:]) if count_program(record)[1]])
        return 0
    paths, again = arguments, []
    if '--again' in arguments:
        paths, again = arguments[:arguments.index('--again')], arguments[arguments.index('--again') + 1:]
    second = {record['name']: record for record in read_records(again)}
    totals = [0, 0, 0]
    for record in read_records(paths):
        counts = count_program(record)
        if counts[1] and record['name'] in second:
            counts = count_program(second[record['name']])
            if not counts[1]:
                print(f'failed, and passed when it ran again: {record["name"]}')
        if counts[1]:
            print(f'failed: {record["name"]}')
        totals = [total + count for total, count in zip(totals, counts)]
    if not any(totals):
        print('no tests were found')
    print(f'{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped', flush=True)
    return 0 if totals[0] and not totals[1] else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
