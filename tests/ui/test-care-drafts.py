#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was begun and not saved is there after a lock in the form in which it was begun: a questionnaire, the level of
a goal, a letter, an entry of a pack. What a person has closed is not offered again."""

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

WHO = 'Formenko'
EDITOR = 'Entry of a Pack'

make_vault()
made = json.loads(ctl('case', 'add', f'surname={WHO}'))['id']
ctl('record', 'add', 'goal', '--case', made, 'goal=walk-500', 'track=physical')
program = SmallVault()
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def window(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    keys.focus_newest_window()


def gone(title):
    wait_for(lambda: not program.window(title), f'the end of “{title}”')
    keys.focus_newest_window()


def turn_to(page):
    press('ctrl+3')
    program.point_at(program.find('list item', WHO))
    program.find('page tab', page).get_action_iface().do_action(0)


def lock_and_show(title, *words):
    """Locks with the form open; what was typed in it is not seen meanwhile, and there when it is asked for."""
    program.lock()
    assert not program.window(title), 'a locked program shows a form'
    for word in words:
        assert not program.shows(word), word
    program.unlock()
    program.find(None, '1 form was not saved last time')
    program.click('Show')
    window(title)
    wait_for(lambda: not program.shows('not saved last time'), 'what is shown to be offered no more')


def close_for_good(title):
    """Closed by the person, and not by a lock."""
    press('Escape')
    gone(title)
    program.lock()
    program.unlock()
    assert not program.shows('not saved last time'), 'a closed form is offered'


@case
def a_questionnaire_goes_on_where_it_was_left():
    program.unlock()
    turn_to('Medical')
    program.click('Fill In…')
    window('Questionnaire')
    program.tab_to('PHQ-9', 'Down')
    press('Return')
    program.find('list item', '1. Little interest')
    press(*'111')
    program.find(None, '3 of 9 questions answered')
    lock_and_show('Questionnaire', '3 of 9')
    program.find(None, '3 of 9 questions answered')
    close_for_good('Questionnaire')


@case
def the_level_of_a_goal_is_kept_with_its_note():
    turn_to('Rehabilitation')
    program.click('Score: ')
    window('Level of the Goal')
    press('4')
    program.fill('Level of the Goal', 'Note', 'steady')
    lock_and_show('Level of the Goal', 'steady')
    program.check_text('Level of the Goal', 'Note', 'steady')
    press('ctrl+s')
    gone('Level of the Goal')
    program.find(None, 'T score 60.0')
    program.lock()
    program.unlock()
    assert not program.shows('not saved last time'), 'a saved level is offered'


@case
def a_letter_comes_back_as_a_letter():
    turn_to('Documents')
    program.click('Add Letter')
    window('Letter')
    program.fill('Letter', 'Outgoing number', '77-x')
    lock_and_show('Letter', '77-x')
    program.check_text('Letter', 'Outgoing number', '77-x')
    program.find(None, 'marked')
    close_for_good('Letter')


@case
def an_entry_of_a_pack_is_kept_too():
    press('ctrl+6')
    program.tab_to('Packs')
    press('Return')
    program.tab_to('Search the Entries')
    keys.type('walk-500')
    program.find('list item', 'walk-500')
    program.tab_to('walk-500')
    press('Return')
    window(EDITOR)
    program.write(EDITOR, '_Cancel Cancel', 'Weeks', '4')
    lock_and_show(EDITOR, 'Weeks: 6')
    program.check_text(EDITOR, 'Weeks', '4')
    program.find(None, 'Weeks: 6 → 4')
    close_for_good(EDITOR)


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
