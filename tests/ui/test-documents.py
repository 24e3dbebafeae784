#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By keyboard: a document goes from lost to handed over and its steps with it, its receipt becomes a PDF, and a
letter is filled in, looked at and kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, main  # noqa: E402

try:
    from driver import Atspi, pump, wait_for
    from small_vault import SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

HOME = Path(os.environ['HOME'])
TITLE = 'ID card'

os.chdir(HOME)
make_vault()
CASE = json.loads(ctl('case', 'add', 'surname=Швець', 'given=Іван', 'patronymic=Петрович', 'sex=male',
                      'rank=soldier', 'branch=navy', 'unit=A0000', 'birth=1999-02-03',
                      'captured=2022-05-16', 'released=2025-06-09'))['id']
program = SmallVault()
keys = program.keyboard


def show_case():
    return json.loads(ctl('case', 'show', CASE))


def press(*names):
    for name in names:
        keys.press(name)


def find_row(title, state):
    return program.find('list item', f'{title}, {state}')


def go_to_row(title, state, key='Tab'):
    """From wherever the keyboard is; not to a button in the row."""
    find_row(title, state)
    for _ in range(80):
        if program.focused_names()[:1] and f'{title}, {state}' in program.focused_names()[0]:
            return
        press(key)
    raise AssertionError(f'{key} does not reach {title}, {state}: {program.focused_names()}')


def wait_for_focus(title, state):
    wait_for(lambda: any(f'{title}, {state}' in name for name in program.focused_names()),
             f'the focus on {title}, {state}')


@case
def the_page_asks_for_every_document():
    program.unlock()
    press('ctrl+3')
    program.find(None, 'Швець')
    press('Return')
    program.find('page tab', 'Documents').get_action_iface().do_action(0)
    find_row(TITLE, 'Not known yet')
    find_row('SIM card', 'Not known yet')


@case
def one_key_says_that_it_is_lost():
    go_to_row(TITLE, 'Not known yet')
    press('1')
    find_row(TITLE, 'Lost')


@case
def space_takes_it_to_the_end():
    # The keyboard went on to the next question.
    wait_for_focus('Passport for travel abroad', 'Not known yet')
    go_to_row(TITLE, 'Lost', 'shift+Tab')
    press('space')
    wait_for_focus(TITLE, 'Applied for')
    press('space')
    wait_for_focus(TITLE, 'Issued')
    press('space')
    find_row(TITLE, 'Handed over')


@case
def the_drawing_tells_what_waits():
    node = program.find('push button', 'Bank account (IBAN), Not known yet')
    assert 'Waits for: ' in node.get_name(), node.get_name()
    assert 'SIM card' in node.get_name(), node.get_name()
    assert 'ID card' not in node.get_name().split('Needed for')[0], node.get_name()


@case
def the_receipt_becomes_a_pdf():
    program.click(f'{TITLE}: Receipt…')
    wait_for(lambda: program.window('Print'), 'what is to be printed')
    keys.focus_newest_window()
    press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    program.find(None, 'Output format')

    def look_for_button():
        return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                     '_Print' in (node.get_name() or '') and '…' not in node.get_name()), None)
    wait_for(look_for_button, 'the button that prints').get_action_iface().do_action(0)

    def is_written():
        made = list(HOME.glob('*.pdf'))
        return made and b'%%EOF' in made[0].read_bytes()[-16:]
    wait_for(is_written, 'the file that was printed')
    wait_for(lambda: not program.look(None, 'Print to File'), 'the end of the dialog')
    made = list(HOME.glob('*.pdf'))
    text = subprocess.check_output(['pdftotext', '-layout', str(made[0]), '-']).decode()
    assert 'Receipt for a document' in text, text
    assert TITLE in text and text.count('Received: signature') == 2, text
    made[0].unlink()
    keys.focus_newest_window()
    press('Escape')
    wait_for(lambda: not program.window('Print'), 'the end of the window')


def may_save():
    """Whether the window of the letter would; the one behind has a button of that name, too."""
    button = next(node for node in program.walk(program.window('Letter'))
                  if node.get_role_name() == 'push button' and 'Save' in (node.get_name() or ''))
    return button.get_state_set().contains(Atspi.StateType.SENSITIVE)


@case
def a_letter_is_kept_only_when_its_marks_were_looked_at():
    keys.focus_newest_window()
    program.click('Add Letter')
    wait_for(lambda: program.window('Letter'), 'the letter')
    keys.focus_newest_window()
    program.find(None, 'places are marked')
    assert not may_save(), 'it can be saved with its marks'
    for _ in range(20):
        if program.look(None, 'Ready to print'):
            break
        press('F8')
        pump(0.3)
    program.find(None, 'Ready to print')
    assert may_save(), 'it cannot be saved'
    press('ctrl+s')
    wait_for(lambda: not program.window('Letter'), 'the letter to be saved')


@case
def the_vault_holds_all_of_it():
    program.stop()
    shown = show_case()
    cards = [row for row in shown['document_records'] if row['document'] == 'id-card']
    assert len(cards) == 1 and cards[0]['state'] == 'handed-over', cards
    steps = {step['kind']: step for step in shown['steps']}
    assert steps['id-card-application']['state'] == 'done', steps['id-card-application']
    assert steps['id-card']['state'] == 'done', steps['id-card']
    letters = shown['letters']
    assert len(letters) == 1 and '⟦' not in letters[0]['text'], letters
    assert 'Швець' in letters[0]['text'] and 'Від солдата' in letters[0]['text'], letters
    events = [row['event'] for row in json.loads(ctl('audit', 'list'))['entries']]
    assert 'print' in events, events
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
