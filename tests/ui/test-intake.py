#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three people off a bus by keyboard alone, one of them twice; and a scanner that opens a case."""

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

make_vault('Rosterenko', 'Scannerenko')
ctl('event', 'add', 'date=2025-06-09', 'number=66', 'stage=1')
NUMBER = json.loads(ctl('case', 'list'))['cases'][1]['number']  # the first one is open at once
program = SmallVault()


def press(*names):
    for name in names:
        program.keyboard.press(name)


def type_person(surname, given, year, unit, wristband):
    """Every key that a registrar presses: fields, Tab between them, Enter."""
    for text in (surname, given, year, unit):
        program.keyboard.type(text)
        press('Tab')
    program.keyboard.type(wristband)


def cases():
    return json.loads(ctl('case', 'list'))['cases']


@case
def the_form_opens_by_its_key_with_the_focus_in_the_surname():
    program.unlock()
    press('ctrl+n')
    wait_for(lambda: program.window('Bus Intake'), 'the form of the bus')
    program.keyboard.focus_newest_window()


@case
def three_people_are_taken_in_by_keyboard_alone():
    for number, surname in enumerate(('Busenko', 'Wagonenko', 'Ramenko'), 1):
        type_person(surname, 'Ivan', f'199{number}', 'a1000', str(number))
        press('Return')
        program.find('list item', surname)


@case
def what_is_typed_right_after_enter_belongs_to_the_next_person():
    # Without a pause: Enter comes before the vault was asked for people who are alike.
    program.keyboard.type('Hurriedenko\nNextenko\tIryna\n')
    program.find('list item', 'Hurriedenko')
    program.find('list item', 'Nextenko')


@case
def somebody_who_is_here_already_is_not_passed_over():
    type_person('Busenko', 'Ivan', '1991', 'a1000', '9')
    press('Return')
    program.find(None, 'Somebody like this is already here')
    press('ctrl+d')
    # What is told of goes with the fields of the person, when that one is saved.
    wait_for(lambda: not program.shows('Somebody like this is already here'),
             'the person to be taken up')


@case
def the_last_one_is_taken_back():
    type_person('Mistakenko', 'Petro', '1990', '', '4')
    press('Return')
    program.find('list item', 'Mistakenko')
    press('ctrl+z')
    program.find(None, 'taken back')


@case
def a_scanner_that_types_opens_the_case():
    press('Escape')
    wait_for(lambda: not program.window('Bus Intake'), 'the form to be closed')
    program.keyboard.focus_newest_window()
    press('ctrl+4')
    wait_for(lambda: not program.shows('Case ' + NUMBER), 'another place than the cases')
    program.keyboard.type(NUMBER + '\n')
    program.find(None, 'Case ' + NUMBER)


@case
def an_exchange_is_opened_from_its_list_by_keys():
    press('ctrl+2')
    wait_for(lambda: any('Exchange 66' in name for name in program.focused_names()), 'the focus in the list')
    press('Return')
    program.find(None, 'Not Complete')


@case
def what_was_typed_is_in_the_vault():
    program.stop()
    found = {entry['name']: entry for entry in cases()}
    assert sorted(found) == [
        'Busenko Ivan', 'Hurriedenko', 'Nextenko Iryna', 'Ramenko Ivan', 'Rosterenko', 'Scannerenko',
        'Wagonenko Ivan'], found
    person = json.loads(ctl('case', 'show', found['Busenko Ivan']['id']))['person']
    assert (person['birth'], person['wristband'], person['stage']) == ('1991', '9', 'reception'), person


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
