#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is outstanding, from the keyboard: filtered, grouped, changed together and taken back."""

import json
import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

FIRST, OTHER = 'Doshkenko', 'Inshenko'
AUTHORITY = 'an invented authority'
VIEW = 'Monday'
SAVED = Path(os.environ['HOME']) / 'chosen.csv'

make_vault(FIRST, OTHER)
for made in json.loads(ctl('case', 'list'))['cases']:
    ctl('case', 'set', made['id'], 'captured=2022-05-16', 'released=2025-06-09', 'category=severely-wounded')
program = SmallVault()
keys = program.keyboard


def open_menu(button, inside):
    """By keys: other places have buttons of the same name, which are not in sight."""
    program.tab_to(button, 'shift+Tab')
    keys.press('space')
    program.find(None, inside)


def outstanding():
    return json.loads(ctl('outstanding'))


@case
def the_board_has_everybody_and_the_keys():
    program.unlock()
    keys.press('ctrl+4')
    program.find(None, FIRST)
    program.find(None, OTHER)
    program.find('push button', 'is owed')


@case
def groups_are_chosen_by_keys():
    program.tab_to('Nothing', 'shift+Tab')
    assert program.reaches('Benefit', 'Right', 3), program.focused_names()
    keys.press('space')
    program.find(None, 'One-off aid after release')
    assert program.reaches('Nothing', 'Left', 3), program.focused_names()
    keys.press('space')
    program.find(None, FIRST)


@case
def all_that_is_shown_is_changed_together_and_taken_back():
    keys.press('Tab')
    keys.press('Down')
    keys.press('ctrl+a')
    program.find('push button', 'Change')
    keys.press('ctrl+e')
    title = 'Change '
    wait_for(lambda: program.window(title), 'the form')
    keys.focus_newest_window()
    program.fill(title, 'Waiting for', AUTHORITY)
    keys.press('ctrl+s')
    wait_for(lambda: not program.window(title), 'the end of the form')
    keys.focus_newest_window()
    program.find(None, AUTHORITY)
    keys.press('ctrl+z')
    wait_for(lambda: not program.shows(AUTHORITY), 'the change to be taken back')
    keys.press('ctrl+shift+z')
    program.find(None, AUTHORITY)


@case
def a_look_is_saved_and_shown_again():
    program.tab_to('Nothing', 'shift+Tab')
    assert program.reaches('Benefit', 'Right', 3), program.focused_names()
    keys.press('space')
    program.find(None, 'One-off aid after release')
    open_menu('Saved Views', 'Name of the view')
    keys.type(VIEW)
    keys.press('Return')
    program.find(None, f'Rename “{VIEW}”')
    keys.press('Escape')
    program.tab_to('Nothing', 'shift+Tab')
    keys.press('space')
    program.find(None, FIRST)
    wait_for(lambda: not program.shows('One-off aid after release'), 'the rows without groups')


@case
def what_is_shown_is_asked_about_before_it_leaves():
    open_menu('Print or Save', 'CSV…')
    program.tab_to('CSV…', 'Down')
    keys.press('Return')
    program.find(None, 'Write a File That Is Not Encrypted?')
    program.find(None, 'Outstanding, chosen on the board')
    program.find(None, 'Numbers of cases leave the vault, no names.')
    keys.focus_newest_window()
    program.click('Write')
    wait_for(lambda: program.window('Save Report'), 'the choice of a place')
    keys.focus_newest_window()
    keys.press('ctrl+a')
    keys.type(str(SAVED))
    keys.press('Return')
    wait_for(SAVED.exists, 'the file')
    program.find(None, 'The file is written. It is not encrypted.')
    keys.focus_newest_window()


@case
def the_vault_has_what_the_board_said():
    program.stop()
    noted = [entry['why'] for entry in json.loads(ctl('audit', 'list', '--limit', '100'))['entries']
             if entry['event'].startswith('export')]
    assert noted == ['outstanding-chosen'] * 2, noted
    rows = [row for row in outstanding()['rows'] if row['title']]
    assert {row['waiting_for'] for row in rows} <= {AUTHORITY, None}, rows
    assert sum(row['waiting_for'] == AUTHORITY for row in rows) > 2, rows


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
