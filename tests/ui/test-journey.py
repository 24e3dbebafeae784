#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty computer to a step done, undone, locked and found again, in the real program, at the
keyboard, without a single warning on its console."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import BUILD, SOURCE, case, main  # noqa: E402

try:
    from driver import Program, wait_for
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

USER = 'registrar'
OWN_PASSPHRASE = 'quite plain words of nobody for tests'
SURNAME = 'Maketenko'

program = Program([str(BUILD / 'app' / 'ui' / 'hearth')])
keys = program.keyboard
secrets = []  # passphrases, the present one last


@case
def an_empty_computer_offers_to_create_a_vault():
    program.find(None, 'Welcome to Hearth')
    program.click('Create a Vault')
    # The bus does not say which entry of a form has the focus: they are counted from a row.
    program.tab_to('Folder')
    keys.press('Tab')
    keys.type(USER)
    program.click('Next Next')


@case
def an_own_passphrase_is_judged():
    program.click('Use My Own Passphrase…')
    program.find(None, '400 million years')
    keys.type('qwertyuiop qwertyuiop')
    program.find(None, 'everybody tries')
    button = program.find('push button', 'Create Vault')
    assert not button.get_state_set().contains(program.SENSITIVE), 'a weak passphrase was taken'
    program.click('Use Drawn Words Instead')


@case
def drawn_words_are_typed_back():
    words = program.find(None, '\n').get_name().split()
    assert len(words) == 6, words
    secrets.append(' '.join(words))
    program.click('I Have Written Them Down')
    assert not program.shows(words[0]), 'the words are still shown'
    keys.type(' '.join(words[:5]))
    program.find(None, 'Not the same words yet.')
    keys.type(' ' + words[5])
    program.find(None, 'These are the words.')
    keys.press('Return')
    program.find(None, 'Nobody Here Yet')


def choose_list(name):
    """Through the file dialog, in which a path can be typed; from a place whose name has simple
    letters only."""
    path = Path(os.environ['HOME']) / 'list.csv'
    shutil.copy(SOURCE / 'tests' / 'fixtures' / 'rosters' / name, path)
    program.click('Choose File…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    keys.type(str(path))
    keys.press('Return')
    program.find(None, 'For Everybody in This List')
    keys.focus_newest_window()
    program.click('Next Next')


@case
def a_list_with_problems_is_refused_whole():
    program.click('Import Roster…')
    program.find(None, 'Choose a List')
    choose_list('with-problems.csv')
    program.find(None, 'Correct these cells in the list')
    for place in ('Row 4, column', 'Row 6, column', 'Row 8, column', 'Row 10, column', 'Row 12',
                  'Row 19, column'):
        program.find(None, place)
    button = program.find('push button', '_Import Import')
    assert not button.get_state_set().contains(program.SENSITIVE), 'a bad list could be imported'
    program.click('Back Back')  # the banner of the window behind has “Backup”
    program.click('Back Back')


@case
def a_good_list_becomes_cases_after_a_look_at_it():
    choose_list('english.csv')
    program.find(None, '30 people can be imported')
    program.click('Import 30 People')
    program.find('list item', 'Abzatsenko')
    keys.focus_newest_window()


@case
def the_import_can_be_taken_back():
    keys.press('ctrl+z')
    program.find(None, 'Nobody Here Yet')


@case
def a_new_arrival_is_one_form_and_return():
    keys.press('shift+ctrl+n')
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
    program.find('page tab', 'Plan').get_action_iface().do_action(0)
    program.tab_to('Call home')
    keys.press('space')
    wait_for(lambda: not is_step_open(), 'the step to be done')


@case
def the_step_can_be_taken_back():
    keys.press('ctrl+z')
    wait_for(is_step_open, 'the step to be open again')


@case
def the_passphrase_can_be_changed():
    program.open_main_menu('Change Passphrase…')
    keys.press('Return')
    program.find(None, 'Present Passphrase')
    keys.focus_newest_window()
    keys.type(secrets[-1])
    program.click('Use My Own Passphrase…')
    keys.type(OWN_PASSPHRASE)
    keys.press('Tab')  # the button that shows the passphrase
    keys.press('Tab')
    keys.type(OWN_PASSPHRASE)
    program.find(None, 'Typed twice the same.')
    keys.press('Return')
    secrets.append(OWN_PASSPHRASE)
    # The form goes when it is done; what it says then might be gone before it is seen.
    wait_for(lambda: not program.shows('Present Passphrase'), 'the passphrase to be changed')
    keys.focus_newest_window()


@case
def locking_leaves_no_name_on_the_screen():
    keys.press('ctrl+l')
    program.find('text', 'Passphrase')
    assert not program.shows(SURNAME), 'a name is still shown'


@case
def the_script_tool_sees_what_the_window_did():
    secret = Path(os.environ['HOME']) / 'passphrase'
    secret.write_text(secrets[-1] + '\n', encoding='utf-8')
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
    keys.type(secrets[-1])
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
