#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The medical page at the keyboard: a risk that is named, an allergy that stands
in the head of the case and is taken back, a second weight that makes a chart."""

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

SURNAME = 'Вигаданко'
HOME = Path(os.environ['HOME'])
os.chdir(HOME)
make_vault()
made = json.loads(ctl('case', 'add', f'surname={SURNAME}', 'released=2025-06-09',
                      'arrived=2025-06-09'))
ctl('record', 'add', 'vitals', '--case', made['id'], 'measured_on=2025-06-09', 'weight_g=47000',
    'height_mm=1800')
program = SmallVault(G_MESSAGES_DEBUG=None)
keys = program.keyboard


def open_form(button, title):
    program.tab_to(button)
    keys.press('space')
    wait_for(lambda: program.window(title), title)
    keys.focus_newest_window()


def save():
    keys.press('ctrl+s')
    program.find(None, 'Saved')


@case
def the_page_shows_risk_and_what_is_due():
    program.unlock()
    program.point_at(program.find('list item', 'Returnees'))
    program.point_at(program.find('list item', SURNAME))
    program.point_at(program.find('page tab', 'Medical'))
    program.find(None, 'High refeeding risk: Do not feed without limits')
    program.find(None, 'Catalogue of Checks')
    program.find(None, 'Overdue')


@case
def an_allergy_stands_in_the_head():
    open_form('Add Allergy', 'New Allergy')
    keys.type('iodine')
    save()
    program.find(None, 'Allergy: iodine')


@case
def undo_takes_it_out_again():
    keys.focus_newest_window()
    keys.press('ctrl+z')
    wait_for(lambda: not program.shows('Allergy: iodine'), 'the allergy to go')
    keys.press('shift+ctrl+z')
    program.find(None, 'Allergy: iodine')


@case
def a_second_weight_makes_a_chart():
    open_form('Add Measures', 'New Vital Signs')
    # The day stands there already; the weight is the next field.
    keys.press('Tab')
    keys.type('48.5')
    save()
    keys.focus_newest_window()
    program.find('slider', 'Weight over time')


try:
    main()
finally:
    program.stop()
