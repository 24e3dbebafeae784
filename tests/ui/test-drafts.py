#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was typed and not saved is kept, and offered to the one who typed it: after a lock, and after the
program was killed."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

ONE = '1 form was not saved last time'

make_vault('Formenko')
program = SmallVault()


def press(*names):
    for name in names:
        program.keyboard.press(name)


def begin_new_arrival():
    press('shift+ctrl+n')
    wait_for(lambda: program.window('New Arrival'), 'the form of an arrival')
    program.keyboard.focus_newest_window()


def show_details():
    program.find('page tab', 'Details').get_action_iface().do_action(0)
    program.find('text', 'Call sign')


def show_offered():
    program.find(None, ONE)
    program.click('Show')
    program.keyboard.focus_newest_window()


def start_again_after_a_kill():
    global program
    program.wait_for_drafts()
    program.kill()
    program = SmallVault()
    program.unlock()


@case
def nothing_is_offered_where_nothing_was_typed():
    program.unlock()
    begin_new_arrival()
    program.lock()
    program.unlock()
    assert not program.shows('not saved'), 'an empty form is offered'


@case
def a_new_arrival_is_there_after_a_lock():
    begin_new_arrival()
    program.keyboard.type('Draftenko')
    program.lock()
    assert not program.shows('not saved'), 'a locked window tells of forms'
    assert not program.shows('Draftenko')
    program.unlock()
    show_offered()
    program.check_text('New Arrival', 'Surname', 'Draftenko')
    assert not program.shows('not saved'), 'what is shown is still offered'


@case
def it_is_there_after_a_kill_with_what_was_typed_since():
    program.fill('New Arrival', 'Given Name', 'Petro')
    start_again_after_a_kill()
    show_offered()
    program.check_text('New Arrival', 'Surname', 'Draftenko')
    program.check_text('New Arrival', 'Given Name', 'Petro')


@case
def once_saved_it_is_not_offered_again():
    press('ctrl+s')
    wait_for(lambda: not program.window('New Arrival'), 'the form to be saved')
    program.keyboard.focus_newest_window()
    program.find('list item', 'Draftenko Petro')
    program.find('heading', 'Draftenko Petro')  # the case of who has arrived is opened
    program.lock()
    program.unlock()
    assert not program.shows('not saved'), 'a saved form is offered'


@case
def the_form_of_a_case_is_there_after_a_lock():
    program.find('list item', 'Draftenko Petro')
    show_details()
    program.fill('Hearth', 'Patronymic', 'Ivanovych')
    program.lock()
    program.unlock()
    show_offered()
    program.check_text('Hearth', 'Patronymic', 'Ivanovych')


@case
def it_is_there_after_a_kill_too():
    program.fill('Hearth', 'Given name', 'Pavlo')
    start_again_after_a_kill()
    show_offered()
    program.check_text('Hearth', 'Patronymic', 'Ivanovych')
    program.check_text('Hearth', 'Given name', 'Pavlo')


@case
def discarded_it_is_not_offered_again():
    program.click('Discard')
    program.check_text('Hearth', 'Patronymic', '')
    program.lock()
    program.unlock()
    assert not program.shows('not saved'), 'a discarded form is offered'


@case
def the_form_of_a_new_record_is_there_after_a_lock():
    program.find('page tab', 'Family').get_action_iface().do_action(0)
    program.click('Add Contact')
    wait_for(lambda: program.window('New Contact'), 'the form of a contact')
    program.keyboard.focus_newest_window()
    program.fill('New Contact', 'Name', 'Kontaktenko')
    program.lock()
    assert not program.shows('Kontaktenko')
    program.unlock()
    show_offered()
    program.check_text('New Contact', 'Name', 'Kontaktenko')


@case
def it_is_there_after_a_kill_as_it_was_typed_last():
    program.fill('New Contact', 'Name', 'Kontaktova')
    start_again_after_a_kill()
    show_offered()
    program.check_text('New Contact', 'Name', 'Kontaktova')


@case
def a_saved_record_is_not_offered_again():
    press('ctrl+s')
    wait_for(lambda: not program.window('New Contact'), 'the contact to be saved')
    program.keyboard.focus_newest_window()
    program.find('list item', 'Kontaktova')
    program.lock()
    program.unlock()
    assert not program.shows('not saved'), 'a saved record is offered'


@case
def no_draft_is_a_commit():
    program.stop()
    cases = json.loads(ctl('case', 'list'))['cases']
    assert sorted(entry['name'] for entry in cases) == ['Draftenko Petro', 'Formenko'], cases
    assert b'Heron' not in b''.join(ctl('case', 'history', entry['id']) for entry in cases)


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
