#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bus at the door does not wait for the disk: who is typed while others are being saved is not lost, and
neither is who could not be saved."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import BUILD, case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

GATE = Path(os.environ['HOME']) / 'disk'
BAD = Path(f'{GATE}.bad')

make_vault('Rosterenko')
program = SmallVault(LD_PRELOAD=str(BUILD / 'tests' / 'ui' / 'libslow-disk.so'),
                     HEARTH_TEST_DISK=str(GATE))


def press(*names):
    for name in names:
        program.keyboard.press(name)


def typed():
    """What stands in the surname's entry."""
    return program.text_of('Bus Intake', 'Surname')


def take_in(name):
    """Types a person and waits until the form is free again."""
    wait_for(lambda: typed() == '', 'a form for the next person')
    program.keyboard.type(name)
    press('Tab')
    program.keyboard.type('Ivan')
    press('Return')
    wait_for(lambda: typed() == '', f'the form to be free while {name} is saved')


@case
def two_people_are_typed_while_the_disk_does_not_answer():
    program.unlock()
    press('ctrl+n')
    wait_for(lambda: program.window('Bus Intake'), 'the form of the bus')
    program.keyboard.focus_newest_window()
    GATE.touch()
    take_in('Busenko')
    take_in('Wagonenko')
    program.keyboard.type('Ramenko')
    assert not program.shows('Busenko I.') and not program.shows('Busenko Ivan'), 'saved too early'
    GATE.unlink()
    for name in ('Busenko', 'Wagonenko'):
        program.find('list item', name)
    assert typed() == 'Ramenko', typed()


@case
def who_could_not_be_saved_comes_back():
    BAD.touch()
    press('Tab')
    program.keyboard.type('Ivan')
    press('Return')
    wait_for(lambda: typed() == 'Ramenko', 'the person to come back')
    BAD.unlink()
    press('Return')
    program.find('list item', 'Ramenko')


@case
def everybody_is_in_the_vault():
    press('Escape')
    program.stop()
    names = sorted(entry['name'] for entry in json.loads(ctl('case', 'list'))['cases'])
    assert names == ['Busenko Ivan', 'Ramenko Ivan', 'Rosterenko', 'Wagonenko Ivan'], names


try:
    main()
finally:
    GATE.unlink(missing_ok=True)
    program.stop()
