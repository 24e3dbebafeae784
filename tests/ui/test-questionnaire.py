#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A questionnaire is filled in with the digits of the keyboard; its alarm stands in Today at once and ends by a
name."""

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

ALARM = 'PHQ-9, question 9'

make_vault()
# Without a day of return hardly anything is due beside what the test itself makes.
ctl('case', 'add', 'surname=Scalenko')
program = SmallVault()


def press(*names):
    for name in names:
        program.keyboard.press(name)


def focus(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    program.keyboard.focus_newest_window()


def wait_closed(title):
    wait_for(lambda: not program.window(title), f'“{title}” to be closed')
    program.keyboard.focus_newest_window()


def open_medical():
    program.find('list item', 'Scalenko')
    program.find('page tab', 'Medical').get_action_iface().do_action(0)
    program.find('push button', 'Fill In…')


def begin_phq_9():
    program.click('Fill In…')
    focus('Questionnaire')
    program.tab_to('PHQ-9', 'Down')
    press('Return')
    program.find('list item', '1. Little interest')


def show_today():
    press('ctrl+1')
    program.find(None, 'Everyone’s')


@case
def the_answers_are_given_by_digits():
    program.unlock()
    open_medical()
    begin_phq_9()
    press(*'1111100')
    program.find('list item', '7. ')
    assert program.shows('7 of 9 questions answered')


@case
def what_is_missing_is_named_and_nothing_is_saved():
    press('ctrl+s')
    program.find(None, 'Not answered yet: 8, 9')
    assert program.window('Questionnaire')


@case
def an_answer_that_is_an_alarm_says_so_at_once():
    press('0', '1')
    program.find(None, '6 of 27 · Mild')
    program.find(None, 'Stay with the person')


@case
def it_is_saved_and_shown_with_its_alarm():
    press('Return')
    wait_closed('Questionnaire')
    program.find('list item', 'PHQ-9: mood')
    program.find(None, '6 of 27 · Mild')
    program.find('push button', 'Take Up…')


@case
def what_it_came_to_is_shown_in_full():
    program.find('list item', 'PHQ-9: mood')
    program.tab_to('PHQ-9: mood')
    press('Return')
    focus('Filled Questionnaire')
    program.find(None, 'Nobody has taken it up yet')
    program.find(None, '9. ')
    press('Escape')
    wait_closed('Filled Questionnaire')


@case
def the_alarm_is_on_top_of_today():
    show_today()
    program.find('list item', ALARM)
    program.find(None, 'Needed at Once')
    assert not program.shows('Consultation at once'), 'the same is said twice'


@case
def today_is_walked_by_keys():
    program.tab_to(ALARM)


@case
def an_alarm_stays_over_a_lock_and_is_not_seen_while_locked():
    program.lock()
    assert not program.shows(ALARM)
    program.unlock()
    show_today()
    program.find('list item', ALARM)


@case
def somebody_takes_it_up_by_name():
    press('ctrl+3')
    program.click('Take Up…')
    focus('Take Up')
    program.keyboard.type('talked to them')
    # What it says may tell what the questionnaire told: it is not for the clipboard.
    press('ctrl+a')
    press('ctrl+c')
    press('ctrl+x')
    assert not program.keyboard.has_owner('CLIPBOARD'), 'what was done was copied'
    press('Return')
    wait_closed('Take Up')
    wait_for(lambda: not program.shows('Take Up…'), 'the alarm to be gone')
    show_today()
    program.find('list item', 'Consultation at once')


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


@case
def what_was_done_is_written_down_as_it_was_typed():
    program.stop()
    case_id = json.loads(ctl('case', 'list'))['cases'][0]['id']
    changes = json.loads(ctl('case', 'history', case_id))['changes']
    notes = [change['new'] for change in changes if change['field'] == 'acknowledged_note']
    assert notes == ['talked to them'], notes


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
