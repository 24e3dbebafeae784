#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Money on paper and on trial: the chart at the keyboard, a trial that changes nothing, a letter about a payment, and
the statement of account in a file in which a stock reader finds the sums."""

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
os.chdir(HOME)
make_vault()
made = json.loads(ctl('case', 'add', f'surname={SURNAME}', 'given=Марія', 'patronymic=Іванівна', 'sex=female',
                      'rank=soldier', 'unit=А0000', 'position=сапер', 'birth=1990-03-05',
                      'captured=2022-05-16', 'released=2025-06-09'))
ctl('record', 'add', 'contact', '--case', made['id'], 'name=Вигаданко Олег', 'relation=husband')
ctl('record', 'add', 'payment', '--case', made['id'], 'benefit=ADD_REWARD_100K', 'amount_kop=1500000',
    'paid_on=2025-06-20', 'to_whom=person', 'entry=paid')


def count_changes():
    return len(json.loads(ctl('case', 'history', made['id']))['changes'])


before = count_changes()
program = SmallVault(LC_ALL='C.UTF-8')
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def plain(text):
    """Thousands stand apart by blanks that do not break a line."""
    return (text or '').replace('\u00a0', ' ').replace('\u202f', ' ')


def sees(text):
    wait_for(lambda: any(text in plain(node.get_name()) for node in program.walk()), f'“{text}”')


@case
def the_page_shows_what_is_owed():
    program.unlock()
    press('ctrl+3')
    program.find(None, SURNAME)
    press('Return')
    program.find('page tab', 'Compensation').get_action_iface().do_action(0)
    program.find(None, 'Owed Today')
    program.find('slider', 'Captivity and payments over time')


@case
def the_keyboard_walks_along_the_chart_and_it_is_read():
    program.tab_to('Captivity and payments over time')
    program.find('slider', 'In captivity: 16 May 2022 – 9 Jun 2025 (1121 days)')
    press('Down')
    sees('Due for each month: 1 May 2022 – 31 May 2022: 51 612.90 ₴')
    press('Right')
    sees('Due for each month: 1 Jun 2022 – 30 Jun 2022: 100 000.00 ₴')
    press('Down', 'Down')
    sees('Entered as paid: 20 Jun 2025: 15 000.00 ₴')


@case
def the_chart_is_there_as_a_table_too():
    program.tab_to('As a Table')
    press('space')
    sees('1 Jun 2025 – 30 Jun 2025: 30 000.00 ₴')
    sees('20 Jun 2025: 15 000.00 ₴')


@case
def a_trial_shows_both_sums_and_says_that_it_changes_nothing():
    program.click('What If…')
    wait_for(lambda: program.window('What If'), 'the trial')
    keys.focus_newest_window()
    program.find(None, 'nothing here is saved')
    sees('Owed now 4 066 612.90 ₴ → then 4 066 612.90 ₴ (no change)')
    program.fill('What If', 'Released', '08.06.2025')
    # A day less: a thirtieth of June.
    sees('Owed now 4 066 612.90 ₴ → then 4 063 279.57 ₴ (−3 333.33 ₴)')
    sees('now 3 681 612.90 ₴ → then 3 678 279.57 ₴')
    program.fill('What If', 'Released', '08.06.20')
    program.find(None, 'No sum: a date is to be mended')
    program.click('As It _Is')
    program.find(None, '(no change)')
    press('Escape')
    wait_for(lambda: not program.window('What If'), 'the end of the trial')
    keys.focus_newest_window()


@case
def a_letter_about_a_payment_is_filled_with_its_sums():
    program.click('Write a letter: Additional reward in captivity')
    wait_for(lambda: program.window('Letter'), 'the letter')
    keys.focus_newest_window()
    program.find(None, 'Report for a payment of the time in captivity')
    # What is typed of it comes back after a lock, in the same window and about the same payment.
    program.fill('Letter', 'Outgoing number', '17-3')
    program.lock()
    program.unlock()
    program.find(None, '1 form was not saved last time')
    program.click('Show')
    wait_for(lambda: program.window('Letter'), 'the letter after the lock')
    keys.focus_newest_window()
    program.check_text('Letter', 'Outgoing number', '17-3')
    program.find(None, 'Additional reward in captivity')
    for _ in range(10):
        if program.look(None, 'Ready to print'):
            break
        press('F8')
    program.find(None, 'Ready to print')
    press('ctrl+s')
    wait_for(lambda: not program.window('Letter'), 'the letter to be saved')
    keys.focus_newest_window()
    program.find('list item', 'Report for a payment of the time in captivity')


def look_for_button():
    return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                 '_Print' in (node.get_name() or '') and '…' not in node.get_name()), None)


def find_pdf():
    """A page that has been written to its end."""
    return next((path for path in HOME.glob('*.pdf') if b'%%EOF' in path.read_bytes()[-16:]), None)


@case
def the_statement_becomes_a_pdf():
    program.click('Statement of Account…')
    wait_for(lambda: program.window('Print'), 'what is to be printed')
    keys.focus_newest_window()
    press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    program.find(None, 'Output format')
    wait_for(look_for_button, 'the button that prints').get_action_iface().do_action(0)
    pdf = wait_for(find_pdf, 'the file that was printed')
    text = subprocess.check_output(['pdftotext', '-raw', str(pdf), '-']).decode()
    for part in ('Account of payments', 'UAH 4 081 612.90', 'UAH 4 066 612.90', 'UAH 215 000.00',
                 'Law 2010-IX art. 7'):
        assert part in plain(text), (part, text)


@case
def the_vault_holds_the_letter_and_nothing_of_the_trial():
    program.stop()
    changes = json.loads(ctl('case', 'history', made['id']))['changes']
    new = len(changes) - before
    assert 0 < new < 10, new
    assert not [row for row in changes if '2025-06-08' in json.dumps(row)], changes
    texts = [row['new'] for row in changes if row['field'] == 'text' and row['kind'] == 'benefit_letter']
    assert len(texts) == 1 and '⟦' not in texts[0], texts
    assert 'мені належить 215 000,00 грн' in plain(texts[0]), texts
    assert 'не виплачено 200 000,00 грн' in plain(texts[0]), texts
    entries = json.loads(ctl('audit', 'list'))['entries']
    printed = [row for row in entries if row['event'] == 'print']
    assert printed and printed[0]['part'] == 'benefits', printed
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
