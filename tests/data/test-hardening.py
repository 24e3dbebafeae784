#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the linker really made of the programs (security 15, G24)."""

import json
import os
import re
import shutil

from tap import BUILD, Skip, case, check, main, run

PROGRAMS = os.environ['HEARTH_PROGRAMS'].split(':')
OPTIONS = {option['name']: option['value'] for option in
           json.loads((BUILD / 'meson-info' / 'intro-buildoptions.json').read_text())}


def readelf(program, *options):
    """A sanitizer brings its own start-up code and forbids some of this."""
    if OPTIONS['b_sanitize'] != 'none':
        raise Skip('this build has a sanitizer')
    if shutil.which('readelf') is None:
        raise Skip('readelf is not installed')
    return run('readelf', '--wide', *options, program, env={**os.environ, 'LC_ALL': 'C'})


def every_program(is_good, *options):
    return [program for program in PROGRAMS if not is_good(readelf(program, *options))]


@case
def programs_may_lie_anywhere_in_memory():
    check(every_program(lambda text: re.search(r'^ *Type: +DYN\b', text, re.MULTILINE), '-h'),
          'not position independent')
    check(every_program(lambda text: re.search(r'\(FLAGS_1\).*\bPIE\b', text), '-d'),
          'not marked as position independent')


@case
def the_table_of_functions_is_read_only_once_they_run():
    check(every_program(lambda text: 'GNU_RELRO' in text, '-l'), 'no RELRO')
    check(every_program(lambda text: re.search(r'BIND_NOW|\(FLAGS_1\).*\bNOW\b', text), '-d'),
          'symbols are bound late')


@case
def nothing_is_writable_and_executable():
    segment = re.compile(r'^ +(\w+) +(?:0x\w+ +){5}([RWE ]{3})', re.MULTILINE)
    findings = []
    for program in PROGRAMS:
        segments = segment.findall(readelf(program, '-l'))
        assert len(segments) > 4, segments
        if 'GNU_STACK' not in dict(segments):
            findings.append(f'{program}: says nothing of its stack')
        findings += [f'{program}: {kind}' for kind, flags in segments if 'W' in flags and 'E' in flags]
    check(findings, 'writable and executable')


@case
def no_library_is_looked_for_beside_the_program():
    """A build tree has such paths, to the libraries of its own tree alone; there are none of those."""
    check(every_program(lambda text: not re.search(r'\((RPATH|RUNPATH)\)|TEXTREL', text), '-d'),
          'an RPATH, or relocations in the code')


@case
def the_stack_is_guarded_and_copies_are_checked():
    check(every_program(lambda text: '__stack_chk_fail' in text, '--dyn-syms'), 'no stack protector')
    if OPTIONS['optimization'] == '0':
        raise Skip('glibc checks copies only with an optimiser')
    check(every_program(lambda text: re.search(r'__\w+_chk\b(?<!__stack_chk)', text), '--dyn-syms'),
          'nothing is fortified')


@case
def every_source_is_compiled_with_control_flow_protection():
    if not re.search(r'Machine: .*X86-64', readelf(PROGRAMS[0], '-h')):
        raise Skip('another processor')
    commands = json.loads((BUILD / 'compile_commands.json').read_text())
    check([command['file'] for command in commands
           if '/app/' in command['file'] and '-fcf-protection=full' not in command['command']],
          'no control-flow protection')


main()
