#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A list through the window to the end and back: columns taken by hand and remembered, a bad row left out, people
who are here already or stand in the list twice."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import case, main  # noqa: E402

try:
    from driver import Atspi, wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

LIST = Path(os.environ['HOME']) / 'list.csv'
LIST.write_text(
    'Прізвище;Ім\'я;Дата народження;Звання;Телефон;Хто знає що\n'
    'Busenko;Ivan;09.06.2000;сержант;+380671234567;А1234\n'
    'Wagonenko;Petro;01.02.1990;солдат;;А1000\n'
    'WAGONENKO;petro;01.02.1990;;+380501112233;А1000\n'
    'Ramenko;Ostap;31.02.1990;солдат;;А1000\n'
    'Brakenko;Taras;03.04.1991;матрос;;А1000\n', encoding='utf-8')

make_vault()
ctl('case', 'add', 'surname=Busenko', 'given=Ivan', 'birth=2000-06-09', 'rank=soldier')
program = SmallVault()
keys = program.keyboard


def people():
    return {row['name']: row['id'] for row in json.loads(ctl('case', 'list'))['cases']}


def open_list():
    keys.focus_newest_window()
    program.click('Choose File…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    keys.type(str(LIST))
    keys.press('Return')
    program.find(None, 'For Everybody in This List')
    keys.focus_newest_window()


def open_window():
    """By the main menu."""
    program.open_main_menu('Import Roster')
    keys.press('Return')
    program.find(None, 'Choose a List')


def is_pressed(name, row):
    """Whether the answer of that name is the one of the question."""
    for node in program.walk(program.find('list item', row)):
        if node.get_role_name() == 'push button' and name in (node.get_name() or ''):
            return node.get_state_set().contains(Atspi.StateType.PRESSED)
    raise AssertionError(f'no answer “{name}” for “{row}”')


@case
def a_bad_row_can_be_left_out():
    program.unlock()
    open_window()
    open_list()
    program.click('Next Next')
    program.find('list item', 'Row 5, column “Дата народження”')
    button = program.find('push button', '_Import Import')
    assert not button.get_state_set().contains(program.SENSITIVE), 'a bad row would be imported'
    program.point_at(program.find('check box', 'Leave This 1 Row Out'))
    wait_for(lambda: program.look_sensitive('push button', 'Import 4 People'), 'the way on')


@case
def who_looks_like_somebody_is_answered_by_keys():
    program.point_at(program.find('page tab', 'Duplicates'))
    program.find(None, 'same date of birth')
    program.find(None, 'The same person stands in row 3 already')
    assert is_pressed('Same Person', 'Row 2 · Busenko'), 'likely ones are the same'
    assert is_pressed('Same Person', 'Row 4 · Wagonenko')
    program.point_at(program.find('list item', 'Row 2 · Busenko'))
    keys.press('3')
    wait_for(lambda: is_pressed('Skip', 'Row 2 · Busenko'), 'the answer of the key')
    wait_for(lambda: program.look_sensitive('push button', 'Import 3 People'), 'fewer people')
    program.point_at(program.find('list item', 'Row 2 · Busenko'))
    keys.press('1')
    wait_for(lambda: program.look_sensitive('push button', 'Import 4 People'), 'all of them again')


@case
def the_people_become_cases_in_one_act():
    program.click('Import 4 People')
    program.find('list item', 'Brakenko')
    keys.focus_newest_window()
    program.find('list item', 'Wagonenko')
    assert program.look('list item', 'Ramenko') is None


@case
def the_import_can_be_taken_back_and_done_again():
    keys.press('ctrl+z')
    wait_for(lambda: program.look('list item', 'Brakenko') is None, 'the people to go')
    program.find('list item', 'Busenko')
    keys.press('shift+ctrl+z')
    program.find('list item', 'Brakenko')


@case
def the_columns_are_taken_as_the_last_time():
    open_window()
    open_list()
    program.find(None, 'As the last time')
    program.click('Guess Anew')
    wait_for(lambda: program.look(None, 'As the last time') is None, 'the guess')
    program.click('Back Back')
    program.click('Cancel Cancel')


@case
def the_menu_opens_where_the_sidebar_is_hidden_too():
    keys.focus_newest_window()
    keys.resize(400, 700)
    wait_for(lambda: keys.geometry(keys.window)[2] < 500, 'a window in which both do not fit')
    open_window()
    keys.focus_newest_window()
    program.click('Cancel Cancel')


@case
def what_was_written_is_what_was_answered():
    program.stop()
    cases = people()
    assert len(cases) == 3, cases
    shown = json.loads(ctl('case', 'show', cases['Busenko Ivan']))
    assert shown['person']['rank'] == 'soldier', 'what somebody entered stays'
    assert shown['person']['phone'] == '+380671234567'
    assert any('Rank: ' in note['text'] for note in shown['notes']), shown['notes']
    shown = json.loads(ctl('case', 'show', cases['Wagonenko Petro']))
    assert shown['person']['phone'] == '+380501112233', 'the second row was not joined'


try:
    main()
finally:
    program.stop()
