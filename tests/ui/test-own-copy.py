#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person asks for their own data: the request with its term by the keyboard, the paper in a file that a stock reader
reads back, and the answer that ends the term."""

import json
import os
import subprocess
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

HOME = Path(os.environ['HOME'])
SURNAME = 'Вигаданко'
CANARY = 'Канарейка'
os.chdir(HOME)
make_vault()
made = json.loads(ctl('case', 'add', f'surname={SURNAME}', 'given=Марія', 'sex=female', 'rank=soldier',
                      'captured=2022-05-16', 'released=2025-06-09'))
ctl('record', 'add', 'contact', '--case', made['id'], 'name=Вигаданко Олег', 'relation=husband', f'note={CANARY}')
ctl('record', 'add', 'note', '--case', made['id'], 'text=Просить окуляри')
program = SmallVault(LC_ALL='C.UTF-8')
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def request_steps():
    return [row for row in json.loads(ctl('step', 'list', '--case', made['id']))['steps']
            if row['kind'] == 'own-data-request']


def choose(item):
    program.point_at(program.find(None, 'Case Menu'))
    program.find('menu item', item)
    program.tab_to(item, 'Down')
    press('Return')


@case
def a_request_is_written_down_with_its_term():
    program.unlock()
    press('ctrl+3')
    program.find(None, SURNAME)
    press('Return')
    program.find('page tab', 'Documents')
    choose('Request for Own Data')
    wait_for(lambda: program.window('New Request for Own Data'), 'the form')
    keys.focus_newest_window()
    program.fill('New Request for Own Data', 'Received on', '05.06.2025')
    press('ctrl+s')
    wait_for(lambda: not program.window('New Request for Own Data'), 'the form to be saved')
    keys.focus_newest_window()
    program.find('page tab', 'Documents').get_action_iface().do_action(0)
    program.find('list item', '5 Jun 2025')


def look_for_button():
    return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                 '_Print' in (node.get_name() or '') and '…' not in node.get_name()), None)


def find_pdf():
    """A page that has been written to its end."""
    return next((path for path in HOME.glob('*.pdf') if b'%%EOF' in path.read_bytes()[-16:]), None)


@case
def the_copy_becomes_a_pdf_without_what_is_of_others():
    choose('Own Copy')
    wait_for(lambda: program.window('Own Copy'), 'the window of the copy')
    keys.focus_newest_window()
    program.find(None, 'The copy has')
    press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    program.find(None, 'Output format')
    wait_for(look_for_button, 'the button that prints').get_action_iface().do_action(0)
    pdf = wait_for(find_pdf, 'the file that was printed')
    text = ' '.join(subprocess.check_output(['pdftotext', '-raw', str(pdf), '-']).decode().split())
    for part in ('Your own data:', f'Surname: {SURNAME}', 'Просить окуляри', 'Received on: 5 June 2025',
                 'To be answered by: 5 July 2025', 'What is not on this paper, and why'):
        assert part in text, (part, text)
    assert CANARY not in text, text


@case
def the_log_and_the_plan_know_of_it():
    wait_for(lambda: not program.look(None, 'Print to File'), 'the end of the dialog')
    program.stop()
    steps = request_steps()
    assert [row['due'] for row in steps] == ['2025-07-05'], steps
    printed = [row for row in json.loads(ctl('audit', 'list'))['entries'] if row['event'] == 'print']
    assert printed and printed[0]['why'] == 'own-copy', printed
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
