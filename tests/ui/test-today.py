#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day's work from the list of Today, by keys alone: done and undone, opened, put off with a reason and brought
back, whose steps are shown, an alarm taken up; and the papers of the case as files with their text."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import USER, SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

HOME = Path(os.environ['HOME'])
os.chdir(HOME)  # where GTK proposes to print to a file
MINE, OTHER = 'Vyhadanko', 'Inshenko'
CALL, PHONE, TALK = 'Call home', 'Phone handed over', 'First conversation about wellbeing'
ALARM = 'PHQ-9, question 9'


def due(of_case, **days):
    steps = json.loads(ctl('case', 'show', of_case))['steps']
    for kind, day in days.items():
        step = next(step for step in steps if step['kind'] == kind.replace('_', '-'))
        ctl('step', 'set', step['id'], f'due={day}')


def open_case(*fields):
    return json.loads(ctl('case', 'add', *fields))['id']


make_vault()
# Without a day of return nothing is due but what the test itself says.
mine = open_case(f'surname={MINE}', f'owner={USER}')
other = open_case(f'surname={OTHER}', 'owner=somebody')
due(mine, call_home='2026-01-10', phone='2026-01-11', wellbeing_talk='2026-01-12')
due(other, phone='2026-01-13')
ctl('record', 'add', 'allergy', '--case', mine, 'substance=Penicillinum', 'severity=severe')
ctl('record', 'add', 'answers', '--case', mine, 'questionnaire=phq-9', 'filled_on=2026-01-10',
    'answers=1,1,1,1,1,0,0,0,1')
program = SmallVault()
keys = program.keyboard


def window(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    keys.focus_newest_window()


def gone(title):
    wait_for(lambda: not program.window(title), f'the end of “{title}”')
    keys.focus_newest_window()


def lists(*words):
    """Whether a row of the list has all of the words."""
    return any(all(word in (node.get_name() or '') for word in words)
               for node in program.walk() if node.get_role_name() == 'list item')


def wait_listed(*words):
    wait_for(lambda: lists(*words), f'{words} in the list')


def wait_not_listed(*words):
    wait_for(lambda: not lists(*words), f'{words} to leave the list')


@case
def what_is_due_is_there_and_the_alarm_on_top():
    program.unlock()
    keys.press('ctrl+1')
    program.find('list item', ALARM)
    for words in ((MINE, CALL), (MINE, PHONE), (MINE, TALK), (OTHER, PHONE)):
        wait_listed(*words)


@case
def the_keys_are_for_the_list_of_a_place_that_a_key_opened():
    for place, words in (('3', (MINE, OTHER)), ('1', (ALARM, CALL))):
        keys.press('ctrl+' + place)
        program.find('list item', words[0])
        keys.press('Down')
        wait_for(lambda: any(word in name for name in program.focused_names() for word in words),
                 f'the keys to go to the list with {words}')


@case
def the_filters_are_one_stop_and_arrows_go_between_them():
    program.tab_to('Everyone’s')
    keys.press('Left')
    assert program.reaches('Mine', 'Left', 1), program.focused_names()
    keys.press('space')
    wait_not_listed(OTHER, PHONE)
    keys.press('Tab')
    assert not program.reaches('Everyone’s', 'Up', 0), 'Tab leaves the filters'
    assert not any('All' == name for name in program.focused_names()), program.focused_names()


@case
def space_marks_done_and_undo_takes_it_back():
    program.tab_to(CALL, 'Down')
    keys.press('space')
    wait_not_listed(MINE, CALL)
    keys.press('ctrl+z')
    wait_listed(MINE, CALL)


@case
def the_row_that_follows_keeps_the_keys():
    program.tab_to(PHONE, 'Down')
    keys.press('space')
    wait_not_listed(MINE, PHONE)
    keys.press('space')  # on the one that took its place
    wait_not_listed(MINE, TALK)
    keys.press('ctrl+z')
    wait_listed(MINE, TALK)
    keys.press('ctrl+z')
    wait_listed(MINE, PHONE)


@case
def a_step_is_put_off_with_a_reason_and_brought_back():
    program.tab_to(TALK, 'Down')
    keys.press('ctrl+d')
    window('Put Off')
    keys.press('ctrl+s')
    assert program.window('Put Off'), 'it needs a reason'
    keys.type('sleeps')
    keys.press('Return')
    gone('Put Off')
    wait_listed(TALK, 'put off until', 'sleeps')
    program.find(None, 'Put Off')
    program.tab_to(TALK, 'Down')
    keys.press('ctrl+d')
    window('Put Off')
    program.press_button('Put Off', 'Back to Today')
    gone('Put Off')
    wait_not_listed(TALK, 'put off until')
    wait_listed(TALK, 'Overdue by')


@case
def enter_opens_the_case_there():
    program.tab_to(PHONE, 'Up')
    keys.press('Return')
    program.find('heading', MINE)
    keys.press('ctrl+1')
    wait_listed(MINE, PHONE)


@case
def an_act_of_the_history_is_taken_back_by_keys():
    program.tab_to(PHONE, 'Down')
    keys.press('space')
    wait_not_listed(MINE, PHONE)
    program.tab_to(TALK, 'Down')
    keys.press('Return')
    program.find('page tab', 'History').get_action_iface().do_action(0)
    program.find('push button', f'Take back: Done: {PHONE}')
    program.tab_to(f'Take back: Done: {PHONE}')
    keys.press('space')
    keys.press('ctrl+1')
    wait_listed(MINE, PHONE)


@case
def whose_steps_are_shown_is_kept_for_the_next_time():
    program.lock()
    program.unlock()
    keys.press('ctrl+1')
    wait_listed(MINE, PHONE)
    assert not lists(OTHER, PHONE)


@case
def an_alarm_is_taken_up_from_the_list():
    program.tab_to(ALARM)
    keys.press('space')
    window('Take Up')
    keys.type('talked to them')
    keys.press('Return')
    gone('Take Up')
    wait_not_listed(ALARM)


def look_for_button(name):
    """Of GTK's own dialog; the window behind has one that is called nearly so, with dots."""
    return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                 name in (node.get_name() or '') and '…' not in node.get_name()), None)


def find_pdf():
    """A page that has been written to its end."""
    return next((path for path in HOME.glob('*.pdf') if b'%%EOF' in path.read_bytes()[-16:]), None)


PAPERS = {'Plan for the person': (0, 'What happens next'), 'Case summary': (1, 'For the file'),
          'Medical summary': (3, 'For those who treat')}


def choose_paper(title):
    place, told = PAPERS[title]
    if place > 0:
        row = next(node for node in program.walk(program.window('Print'))
                   if (node.get_name() or '').strip('_').startswith('What'))
        program.point_at(row)
        program.find(None, title)
        for key in ['Down'] * place + ['Return']:
            keys.press(key)
    program.find(None, told)


def print_paper(title):
    program.point_at(program.find(None, 'Case Menu'))
    program.find('menu item', 'Print…')
    program.tab_to('Print…', 'Down')
    keys.press('Return')
    window('Print')
    choose_paper(title)
    keys.press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    program.find(None, 'Output format')
    wait_for(lambda: look_for_button('_Print'), 'the button that prints')
    look_for_button('_Print').get_action_iface().do_action(0)
    pdf = wait_for(find_pdf, 'the file that was printed')
    wait_for(lambda: not program.look(None, 'Print to File'), 'the end of the dialog')
    text = None
    if shutil.which('pdftotext') is not None:
        text = subprocess.check_output(['pdftotext', '-raw', pdf, '-'], text=True)
    pdf.unlink()
    keys.focus_newest_window()
    keys.press('Escape')
    gone('Print')
    return text


def check_paper(title, there, not_there=()):
    text = print_paper(title)
    for part in there if text is not None else ():
        assert part in text, (part, text)
    for part in not_there if text is not None else ():
        assert part not in text, (part, text)


@case
def the_plan_for_the_person_is_printed():
    keys.press('ctrl+3')
    program.point_at(program.find('list item', MINE))
    program.find('heading', MINE)
    check_paper('Plan for the person', (MINE, PHONE), ('Penicillinum', 'PHQ'))


@case
def the_case_summary_is_printed():
    check_paper('Case summary', (MINE, PHONE), ('Penicillinum', 'PHQ'))


@case
def the_medical_summary_is_printed():
    check_paper('Medical summary', (MINE, 'Penicillinum'))


@case
def the_list_of_people_lets_the_keys_out_again():
    keys.press('ctrl+3')
    program.find('list item', MINE)
    keys.press('Down')
    program.tab_to('Search people', 'shift+Tab')


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
