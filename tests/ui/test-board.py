#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is outstanding, from the keyboard: filtered, grouped, changed together and taken back."""

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, main  # noqa: E402

try:
    from driver import pump, wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

FIRST, OTHER = 'Doshkenko', 'Inshenko'
STEP_OF_FIRST = FIRST + ' · Benefit or Document'
AUTHORITY = 'an invented authority'
VIEW = 'Monday'
SAVED = Path(os.environ['HOME']) / 'chosen.csv'
LETTERS = Path(os.environ['HOME']) / 'letters.pdf'

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


def write_to(path, title):
    """Yes to the question before a file in the clear, then where it goes."""
    program.find(None, 'Write a File That Is Not Encrypted?')
    keys.focus_newest_window()
    program.click('Write')
    wait_for(lambda: program.window(title), 'the choice of a place')
    keys.focus_newest_window()
    keys.press('ctrl+a')
    keys.type(str(path))
    keys.press('Return')
    wait_for(path.exists, 'the file')
    wait_for(lambda: not program.window(title), 'the choice to be over')
    pump(0.5)


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
def a_group_opens_and_folds_by_keys_and_takes_the_choice_along():
    assert program.reaches('Hospital', 'Right', 5), program.focused_names()
    keys.press('space')
    wait_for(lambda: not program.shows(STEP_OF_FIRST), 'the groups')
    keys.press('Tab')
    keys.press('Down')
    keys.press('Right')
    program.find(None, STEP_OF_FIRST)
    keys.press('Down')
    program.find(None, '1 step chosen')
    keys.press('Left')
    keys.press('Left')
    wait_for(lambda: not program.shows(STEP_OF_FIRST), 'the group to be folded')
    wait_for(lambda: not program.shows('1 step chosen'), 'nothing to be chosen')
    program.tab_to('Hospital', 'shift+Tab')
    assert program.reaches('Nothing', 'Left', 5), program.focused_names()
    keys.press('space')
    program.find(None, STEP_OF_FIRST)


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


def read_letters():
    """Texts of that window alone: behind it is a long table."""
    texts = []
    level = [program.window('Letters')]
    while level and level[0] is not None:
        texts += [node.get_name() or '' for node in level]
        level = [inner for node in level for inner in program.visible_children(node)]
    return '\n'.join(texts)


def look_at_all_places():
    """F9 goes to the next letter with a place that nobody looked at, F8 through its places."""
    for _ in range(200):
        texts = read_letters()
        if 'to be looked at or switched off' not in texts:
            return
        keys.press('F9' if 'Nothing is marked' in texts else 'F8')
        pump(0.1)
    raise AssertionError('places are left')


@case
def letters_to_all_are_looked_at_saved_printed_and_taken_back():
    program.tab_to('Nothing', 'shift+Tab')
    keys.press('Tab')
    keys.press('Down')
    keys.press('ctrl+a')
    keys.press('ctrl+m')
    wait_for(lambda: program.window('Letters'), 'the letters')
    keys.focus_newest_window()
    wait_for(lambda: 'that this letter is not about' in read_letters(), 'the letters to be filled in')
    keys.press('ctrl+s')
    pump(0.5)
    assert 'Letters Saved' not in read_letters(), 'saved before anybody looked'
    look_at_all_places()
    assert '2 letters' in read_letters(), read_letters()
    keys.press('ctrl+s')
    wait_for(lambda: '2 Letters Saved' in read_letters(), 'the letters to be saved')
    program.click('Save as PDF…')
    write_to(LETTERS, 'Save as PDF')
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: not program.window('Letters'), 'the end of the letters')
    keys.focus_newest_window()
    program.find(None, 'no answer yet')
    keys.press('ctrl+z')
    wait_for(lambda: not program.shows('no answer yet'), 'the letters to be taken back')
    keys.press('ctrl+shift+z')
    program.find(None, 'no answer yet')
    pages = subprocess.check_output(['pdftotext', '-layout', LETTERS, '-'], text=True).split('\f')
    pages = [page for page in pages if page.strip()]
    assert len(pages) == 2 and all('⟦' not in page for page in pages), pages


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
    write_to(SAVED, 'Save Report')
    program.find(None, 'The file is written. It is not encrypted.')
    keys.focus_newest_window()


@case
def the_vault_has_what_the_board_said():
    program.stop()
    noted = [entry['why'] for entry in json.loads(ctl('audit', 'list', '--limit', '100'))['entries']
             if entry['event'].startswith('export') and entry['why']]
    assert noted == ['outstanding-chosen'] * 2, noted
    rows = [row for row in outstanding()['rows'] if row['title']]
    assert {row['waiting_for'] for row in rows} <= {AUTHORITY, None}, rows
    assert sum(row['waiting_for'] == AUTHORITY for row in rows) > 2, rows
    for made in json.loads(ctl('case', 'list'))['cases']:
        shown = json.loads(ctl('case', 'show', made['id']))
        letters = shown['letters']
        assert len(letters) == 1 and letters[0]['about'] in [step['id'] for step in shown['steps']], letters


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
