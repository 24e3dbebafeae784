# SPDX-License-Identifier: GPL-3.0-or-later
"""Test cases in Python, reported as TAP: a function decorated with @case is one case.

A case fails by an exception (an assert, or check ()), and is skipped by raising Skip.
"""

import os
import subprocess
import sys
import traceback
from pathlib import Path

SOURCE = Path(os.environ['HEARTH_SOURCE_ROOT'])
BUILD = Path(os.environ['HEARTH_BUILD_ROOT'])

_cases = []


class Skip(Exception):
    """The case cannot be tried here; the text says why."""


def case(function):
    _cases.append(function)
    return function


def check(findings, why):
    """Fails with one line per finding, if there are any."""
    findings = sorted(str(finding) for finding in findings)
    if findings:
        raise AssertionError(why + ':\n' + '\n'.join(findings))


def start(command, options):
    return subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          encoding='utf-8', errors='replace', check=False, **options)


def output(*command, **options):
    """What a program says, whatever its exit status."""
    return start(command, options).stdout


def run(*command, **options):
    """What a program says; its output belongs to the failure if it does not succeed."""
    done = start(command, options)
    if done.returncode != 0:
        raise AssertionError(f'{Path(str(command[0])).name} exited with {done.returncode}:\n'
                             + done.stdout)
    return done.stdout


def files(*patterns):
    """All files of the tree that match, in a stable order."""
    return sorted(path for pattern in patterns for path in SOURCE.glob(pattern) if path.is_file())


def name(path):
    """The path as people say it: from the top of the tree."""
    return str(Path(path).relative_to(SOURCE))


def main():
    print(f'1..{len(_cases)}')
    failed = 0
    for number, function in enumerate(_cases, 1):
        title = function.__name__.replace('_', '-')
        try:
            function()
            print(f'ok {number} {title}', flush=True)
        except Skip as reason:
            print(f'ok {number} {title} # SKIP {reason}', flush=True)
        except Exception:  # every failure is a result here, also a bug of the test
            failed += 1
            print(f'{title}:\n{traceback.format_exc()}', file=sys.stderr)
            print(f'not ok {number} {title}', flush=True)
    sys.exit(1 if failed else 0)
