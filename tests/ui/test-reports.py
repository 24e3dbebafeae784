#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports by keys alone: one is chosen, asked for days, called wrong, looked at bar by bar, and saved in the clear after
it was said what leaves; the audit log knows."""

import csv
import datetime
import json
import os
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

HOME = Path(os.environ['HOME'])
os.chdir(HOME)
SAVED = HOME / 'ageing.csv'

make_vault('Vyhadanko', 'Inshenko')
program = SmallVault()
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def exports():
    return [entry for entry in json.loads(ctl('audit', 'list', '--limit', '100'))['entries']
            if entry['event'].startswith('export')]


def fill(name, text):
    program.point_at(wait_for(lambda: program.entry(program.root, name), f'the entry “{name}”'))
    press('ctrl+a')
    keys.type(text)


@case
def a_report_is_chosen_and_shown():
    program.unlock()
    program.find('list item', 'Reports')
    press('ctrl+5')
    program.find('list item', 'How long things are outstanding')
    program.tab_to('Outstanding, by person')
    press('Down', 'Down', 'Return')
    program.find(None, 'What is outstanding for up to 30, 90 and 180 days, and longer.')
    program.find('slider', 'How long things are outstanding')
    program.find(None, '> 180 days')


@case
def its_bars_are_heard_one_by_one():
    program.tab_to('How long things are outstanding', 'shift+Tab')
    program.find('slider', '0–30 days, Outstanding: 0')
    press('Down', 'Down', 'Down')
    heard = wait_for(lambda: program.look('slider', '> 180 days, Outstanding: '), 'the last bar')
    assert not heard.get_name().endswith(': 0'), heard.get_name()
    press('Up')
    program.find('slider', '91–180 days, Outstanding: 0')


@case
def days_in_the_wrong_order_are_refused():
    fill('From day', '02.2026')
    fill('Until day', '01.2026')
    press('Return')
    program.find(None, 'The first day is after the last one.')


@case
def days_in_order_are_told_with_the_table():
    press('ctrl+a')
    keys.type('2026')
    press('Return')
    program.find(None, '2026-02-01 – 2026-12-31')
    assert not program.look(None, 'The first day is after the last one.')


def ask_for_csv():
    program.point_at(program.find('push button', 'Print or Save'))
    program.find('menu item', 'CSV…')
    program.tab_to('CSV…', 'Down')
    press('Return')
    program.find(None, 'Write a File That Is Not Encrypted?')


@case
def what_leaves_in_the_clear_is_asked_about_first():
    ask_for_csv()
    program.find(None, 'Numbers leave the vault, no names.')
    keys.focus_newest_window()
    press('Escape')
    wait_for(lambda: not program.look(None, 'Write a File That Is Not Encrypted?'), 'its end')
    assert not SAVED.exists()


@case
def the_paper_is_looked_at_first():
    keys.focus_newest_window()
    program.point_at(program.find('push button', 'Print or Save'))
    program.find('menu item', 'Preview of the Paper')
    program.tab_to('Preview of the Paper', 'Down')
    press('Return')
    wait_for(lambda: program.window('Preview'), 'the preview')
    program.find(None, 'Page 1 of 1')
    keys.focus_newest_window()
    press('Escape')
    wait_for(lambda: not program.window('Preview'), 'the end of the preview')


@case
def it_is_written_and_noted():
    keys.focus_newest_window()
    ask_for_csv()
    keys.focus_newest_window()
    program.click('Write')
    wait_for(lambda: program.window('Save Report'), 'the choice of a place')
    keys.focus_newest_window()
    press('ctrl+a')
    keys.type(str(SAVED))
    press('Return')
    wait_for(SAVED.exists, 'the file')
    program.find(None, 'The file is written. It is not encrypted.')
    with open(SAVED, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows][-2:] == ['> 180 days', 'Together'], rows


@case
def days_ahead_are_told_as_a_number_or_as_a_day():
    keys.focus_newest_window()
    program.tab_to('All Reports', 'shift+Tab')
    press('Return')
    program.find('list item', 'Deadlines')
    program.tab_to('Outstanding, by person')
    press('Down', 'Down', 'Down', 'Down', 'Down', 'Down', 'Return')
    program.find(None, 'Steps that fall due in the days that come.')
    fill('Days from today', '400 days')
    press('Return')
    program.find(None, 'The number of days is a whole number up to 3660.')
    fill('Days from today', '0')
    press('Return')
    today = datetime.date.today().isoformat()
    program.find(None, f'{today} – {today}')
    # As it is typed, and not as files have it.
    typed = datetime.date.today().strftime('%d.%m.%Y')
    wait_for(lambda: program.text_in(program.root, 'Until day') == typed,
             'the day as a person writes it')
    fill('Until day', (datetime.date.today() + datetime.timedelta(days=7)).strftime('%d.%m.%Y'))
    press('Return')
    later = (datetime.date.today() + datetime.timedelta(days=7)).isoformat()
    program.find(None, f'{today} – {later}')


@case
def the_log_knows_what_left():
    program.stop()
    assert [(entry['event'], entry['why']) for entry in exports()] in (
        [('export', 'ageing'), ('export.done', 'ageing')],
        [('export.done', 'ageing'), ('export', 'ageing')]), exports()


try:
    main()
finally:
    program.stop()
