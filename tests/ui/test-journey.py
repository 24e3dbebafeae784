#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty computer to a step done, undone, locked and found again, in the real program, at the
keyboard, without a single warning on its console."""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import BUILD, case, main  # noqa: E402

try:
    from driver import Program, wait_for
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

USER = 'registrar'
PASSPHRASE = 'six quite plain words for tests'
SURNAME = 'Maketenko'

program = Program([str(BUILD / 'app' / 'ui' / 'hearth')])
keys = program.keyboard


@case
def an_empty_computer_offers_to_create_a_vault():
    program.find(None, 'Welcome to Hearth')
    program.click('Create a Vault')
    # The bus does not say which entry of a form has the focus: they are counted from a row.
    program.tab_to('Folder')
    keys.press('Tab')
    keys.type(USER)
    keys.press('Tab')
    keys.type(PASSPHRASE)
    keys.press('Tab')  # the button that shows the passphrase
    keys.press('Tab')
    keys.type(PASSPHRASE)
    keys.press('Return')
    program.find(None, 'Nobody Here Yet')


@case
def a_new_arrival_is_one_form_and_return():
    keys.press('ctrl+n')
    program.find('text', 'Surname')
    keys.focus_newest_window()
    keys.type(SURNAME)
    keys.press('Return')
    program.find('list item', SURNAME)
    keys.focus_newest_window()


def is_step_open():
    """A row says its state; closed steps are folded away. A toast might be gone before it is seen."""
    row = program.look('list item', 'Call home')
    return row is not None and 'Done' not in row.get_name()


@case
def space_marks_a_step_done():
    program.tab_to('Call home')
    keys.press('space')
    wait_for(lambda: not is_step_open(), 'the step to be done')


@case
def the_step_can_be_taken_back():
    keys.press('ctrl+z')
    wait_for(is_step_open, 'the step to be open again')


@case
def locking_leaves_no_name_on_the_screen():
    keys.press('ctrl+l')
    program.find('text', 'Passphrase')
    assert not program.shows(SURNAME), 'a name is still shown'


@case
def the_script_tool_sees_what_the_window_did():
    secret = Path(os.environ['HOME']) / 'passphrase'
    secret.write_text(PASSPHRASE + '\n', encoding='utf-8')
    vault = next((Path(os.environ['XDG_DATA_HOME']) / 'hearth').glob('*.hearth'))
    command = [str(BUILD / 'app' / 'cli' / 'hearthctl'), '--vault', str(vault), '--user', USER,
               '--passphrase-file', str(secret), '--json']
    cases = json.loads(subprocess.check_output(command + ['case', 'list']))['cases']
    assert len(cases) == 1 and SURNAME in cases[0]['name'], cases
    changes = json.loads(subprocess.check_output(command + ['case', 'history',
                                                            cases[0]['id']]))['changes']
    states = [change['new'] for change in changes if change['field'] == 'state']
    assert 'done' in states, states


@case
def the_passphrase_opens_it_again():
    keys.type(USER)
    keys.press('Return')
    keys.type(PASSPHRASE)
    keys.press('Return')
    program.find('list item', SURNAME)


@case
def the_console_stays_silent():
    assert program.process.poll() is None
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
