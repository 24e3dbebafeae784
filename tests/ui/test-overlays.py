#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An entry of a pack is changed in Administration, is used at once where it belongs, and is taken back: all from
the keyboard."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import SmallVault, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

ENTRY = 'walk-500'
SHIPPED = 'Walks 500 m unaided'
CHANGED = 'Walks to the well unaided'
EDITOR = 'Entry of a Pack'

make_vault('Вигаданко')
program = SmallVault()
keys = program.keyboard


def window(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    keys.focus_newest_window()


def gone(title):
    wait_for(lambda: not program.window(title), f'the end of “{title}”')
    keys.focus_newest_window()


def show_packs():
    program.find('list item', 'Administration')
    keys.press('ctrl+6')
    program.tab_to('Packs')
    keys.press('Return')
    program.find(None, 'Search the Entries')


def open_entry():
    program.tab_to(ENTRY)
    keys.press('Return')
    window(EDITOR)


def has_mark():
    """The words stand in the text at the head of the page too."""
    return any(node.get_name() == 'changed here' for node in program.walk())


@case
def an_entry_is_found_by_its_title():
    program.unlock()
    show_packs()
    program.tab_to('Search the Entries')
    keys.type('Walks 500')
    program.find('list item', ENTRY)
    open_entry()


@case
def what_does_not_fit_is_named_and_cannot_be_saved():
    program.write(EDITOR, '_Cancel Cancel', 'Weeks', '2000')
    program.find(None, f'[{ENTRY}] Weeks')
    keys.press('ctrl+s')
    assert program.window(EDITOR)


@case
def what_is_changed_is_shown_and_needs_a_reason():
    program.write(EDITOR, 'Weeks', 'Weeks', '4')
    program.find(None, 'Weeks: 6 → 4')
    program.find(None, 'Write why this is changed')
    program.write(EDITOR, 'Weeks', 'Title', CHANGED)
    program.write(EDITOR, 'Title', 'Reason', 'as agreed in this house')
    keys.press('ctrl+s')
    gone(EDITOR)
    program.find(None, 'Entry of the pack saved')


@case
def it_stands_in_the_list_with_its_mark():
    program.tab_to('Search the Entries', 'shift+Tab')
    keys.press('ctrl+a')
    keys.type(ENTRY)
    program.find('list item', CHANGED)
    wait_for(has_mark, 'the mark of what is changed here')


@case
def it_is_used_where_goals_are_agreed():
    keys.press('ctrl+3')
    program.point_at(program.find('list item', 'Вигаданко'))
    program.find('page tab', 'Rehabilitation').get_action_iface().do_action(0)
    program.click('Add Goal')
    window('New Goal')
    program.fill('New Goal', 'Goal', CHANGED)
    keys.press('Tab')
    wait_for(lambda: program.text_of('New Goal', 'Level −2') == 'Less than 50 m',
             'the levels of the goal')
    keys.press('Escape')
    gone('New Goal')


@case
def it_is_taken_back():
    keys.press('ctrl+6')
    wait_for(has_mark, 'the mark of what is changed here')
    program.tab_to(ENTRY)
    keys.press('Return')
    window(EDITOR)
    program.tab_to('Revert to the Shipped Entry', 'shift+Tab')
    keys.press('Return')
    gone(EDITOR)
    program.find('list item', SHIPPED)
    wait_for(lambda: not has_mark(), 'the shipped entry')


@case
def the_console_stays_silent():
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    program.stop()
