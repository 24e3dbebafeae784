#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A goal is agreed and scored twice from the keyboard, the T score stands on the page, and a score is undone."""

import json
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

GOAL = 'Walks 500 m unaided'

make_vault('Вигаданко')
program = SmallVault()
keys = program.keyboard


def window(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    keys.focus_newest_window()


def gone(title):
    wait_for(lambda: not program.window(title), f'the end of “{title}”')
    keys.focus_newest_window()


def show_rehabilitation():
    program.point_at(program.find('list item', 'Returnees'))
    program.point_at(program.find('list item', 'Вигаданко'))
    program.find('page tab', 'Rehabilitation').get_action_iface().do_action(0)
    program.find(None, 'Add Goal')


def score(level):
    program.click('Score: ')
    window('Level of the Goal')
    keys.press(str(level))
    keys.press('ctrl+s')
    gone('Level of the Goal')


@case
def a_goal_of_the_pack_fills_its_levels():
    program.unlock()
    show_rehabilitation()
    program.click('Add Goal')
    window('New Goal')
    program.fill('New Goal', 'Goal', GOAL)
    keys.press('Tab')
    wait_for(lambda: program.text_of('New Goal', 'Level −2') == 'Less than 50 m',
             'the levels of the goal')
    keys.press('ctrl+s')
    gone('New Goal')
    program.find('list item', GOAL)
    assert not program.shows('T score'), 'nothing was scored yet'


@case
def each_score_changes_the_t_score():
    score(2)
    program.find(None, 'T score 40.0')
    program.find(None, 'less than was expected')
    score(4)
    program.find(None, 'T score 60.0')
    program.find(None, 'more than was expected')


@case
def what_was_scored_can_be_undone():
    keys.press('ctrl+z')
    program.find(None, 'T score 40.0')


@case
def the_vault_tells_what_was_done():
    program.stop()
    found = json.loads(ctl('case', 'list'))['cases'][0]
    shown = json.loads(ctl('case', 'show', found['id']))
    assert shown, shown
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
