#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Injuries by keyboard alone: three are marked on the body, one is corrected and taken back, and the annex is
printed into a file in which a stock reader finds them."""

import json
import os
import shutil
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

HOME = Path(os.environ['HOME'])
WHO = 'Markenko'
FRONT = 'Front of the body: '

# Where GTK proposes to print to a file.
os.chdir(HOME)
make_vault(WHO)
program = SmallVault()
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def wait_for_form():
    wait_for(lambda: program.window('New Injury'), 'the form of an injury')
    keys.focus_newest_window()


def save(title):
    press('ctrl+s')
    wait_for(lambda: not program.window(title), 'the injury to be saved')
    keys.focus_newest_window()


def place_of_cross():
    return program.find('image', FRONT).get_name()[len(FRONT):]


@case
def an_injury_is_marked_where_the_cross_was_moved():
    program.unlock()
    program.point_at(program.find('list item', 'Returnees'))
    program.point_at(program.find(None, WHO))
    program.find('page tab', 'Medical').get_action_iface().do_action(0)
    program.find('push button', 'Add Injury')
    program.tab_to('Drawing', 'shift+Tab')
    press('Tab')
    wait_for(lambda: any(FRONT in name for name in program.focused_names()), 'the drawing')
    before = place_of_cross()
    press(*['shift+Right'] * 4)
    assert place_of_cross() == 'Chest, left' != before, (before, place_of_cross())
    press('Return')
    wait_for_form()
    program.find(None, 'Chest, left')
    save('New Injury')
    program.find('list item', 'Chest, left')


@case
def another_one_lower_down():
    program.tab_to('Drawing', 'shift+Tab')
    press('Tab', *['shift+Down'] * 3, *['Right'] * 2)
    assert place_of_cross() == 'Upper abdomen', place_of_cross()
    press('Return')
    wait_for_form()
    save('New Injury')
    program.find('list item', 'Upper abdomen')


@case
def a_region_can_be_chosen_from_the_list():
    program.tab_to('Add Injury')
    press('Return')
    wait_for_form()
    program.tab_to('Region of the body')
    press('space')
    pump(0.5)
    press('Down', 'Return')
    program.find('image', FRONT + 'Forehead')
    save('New Injury')
    program.find('list item', 'Forehead')


def open_first():
    program.tab_to('Chest, left')
    press('Return')
    wait_for(lambda: program.window('Injury'), 'the injury')
    keys.focus_newest_window()


@case
def a_mark_is_moved_and_the_change_taken_back():
    open_first()
    program.tab_to(FRONT, 'shift+Tab')
    press(*['shift+Left'] * 4)
    program.find('image', FRONT + 'Breastbone')
    save('Injury')
    program.find('list item', 'Breastbone')
    press('ctrl+z')
    program.find('list item', 'Chest, left')
    assert not program.look('list item', 'Breastbone')


def look_for_button(name):
    return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                 name in (node.get_name() or '') and '…' not in node.get_name()), None)


def find_pdf():
    """A page that has been written to its end."""
    return next((path for path in HOME.glob('*.pdf') if b'%%EOF' in path.read_bytes()[-16:]), None)


@case
def the_annex_is_printed_and_its_text_found():
    program.click('Print Annex…')
    program.find(None, 'Annex of injuries')
    keys.focus_newest_window()
    press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    program.find(None, 'Output format')
    node = wait_for(lambda: look_for_button('_Print'), 'the button that prints')
    node.get_action_iface().do_action(0)
    pdf = wait_for(find_pdf, 'the file that was printed')
    if shutil.which('pdftotext') is None:
        return
    text = subprocess.check_output(['pdftotext', '-raw', pdf, '-'], text=True)
    for part in (WHO, 'Annex: injuries', 'Front of the body', 'Chest, left', 'Upper abdomen',
                 'Forehead', 'Injury 3'):
        assert part in text, (part, text)


@case
def the_records_hold_what_was_marked():
    program.stop()
    document = json.loads(ctl('case', 'list'))['cases'][0]['id']
    events = [row['event'] for row in json.loads(ctl('audit', 'list'))['entries']]
    assert 'print' in events, events
    history = json.loads(ctl('case', 'history', document))['changes']
    marks = [row for row in history if row['field'] == 'mark']
    assert len(marks) == 4, marks  # two were placed, one was moved and moved back
    assert marks[0]['new'] == marks[-2]['new'] or marks[0]['new'] == marks[-1]['new'], marks
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
