#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A payment is entered and corrected from the keyboard, and a claim is taken from its papers to a refusal with a
term to appeal."""

import base64
import csv
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

ONE_OFF = 'One-off aid after release'
REWARD = 'Additional reward in captivity'

make_vault('Вигаданко')
MADE = json.loads(ctl('case', 'list'))['cases'][0]
ctl('case', 'set', MADE['id'], 'captured=2022-05-16', 'category=severely-wounded')
SAVED = Path(os.environ['HOME']) / 'working.csv'
SCAN = Path(os.environ['HOME']) / 'certificate.png'
SCAN.write_bytes(base64.b64decode(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='))
ctl('file', 'add', '--case', MADE['id'], SCAN, '--title', 'Certificate of captivity')
program = SmallVault()
keys = program.keyboard


def window(title):
    wait_for(lambda: program.window(title), f'the window “{title}”')
    keys.focus_newest_window()


def gone(title):
    wait_for(lambda: not program.window(title), f'the end of “{title}”')
    keys.focus_newest_window()


def save(title):
    keys.press('ctrl+s')
    gone(title)


def paid(thousands):
    return f'− paid {thousands}\u00a0000.00\u00a0₴'


@case
def the_page_tells_what_is_owed():
    program.unlock()
    program.point_at(program.find('list item', 'Returnees'))
    program.point_at(program.find('list item', 'Вигаданко'))
    program.find('page tab', 'Compensation').get_action_iface().do_action(0)
    program.find(None, 'Owed Today')
    program.find(None, '4\u00a0081\u00a0612.90\u00a0₴')
    program.find(None, 'Nothing is entered yet')


@case
def a_payment_is_entered_and_taken_off():
    program.click('Enter Payment')
    window('New Ledger Entry')
    program.fill('New Ledger Entry', 'Benefit', ONE_OFF)
    program.fill('New Ledger Entry', 'Amount, ₴', '10 000')
    save('New Ledger Entry')
    program.find('list item', f'{ONE_OFF}: 10\u00a0000.00\u00a0₴')
    program.find(None, paid('10'))
    program.find(None, f'{ONE_OFF} −10\u00a0000.00\u00a0₴')


@case
def a_wrong_entry_stays_beside_the_one_that_corrects_it():
    program.click(f'Correct: {ONE_OFF}')
    window('New Ledger Entry')
    program.find(None, 'Takes the place of')
    program.fill('New Ledger Entry', 'Amount, ₴', '100000')
    save('New Ledger Entry')
    program.find('list item', f'{ONE_OFF}: 100\u00a0000.00\u00a0₴')
    program.find('list item', f'{ONE_OFF}: 10\u00a0000.00\u00a0₴')
    program.find(None, 'corrected')
    program.find(None, paid('100'))


@case
def an_entry_is_voided_with_a_reason_and_that_is_undone():
    program.click(f'Void: {ONE_OFF}')
    window('Void an Entry')
    program.fill('Void an Entry', 'Why It Does Not Count', 'another person')
    save('Void an Entry')
    program.find(None, 'paid 0.00\u00a0₴')
    keys.press('ctrl+z')
    program.find(None, paid('100'))


@case
def a_claim_goes_from_its_papers_to_a_refusal():
    program.click('Add Claim')
    window('New Claim')
    program.fill('New Claim', 'Benefit', REWARD)
    save('New Claim')
    program.find(None, 'papers 0/3')
    program.tab_to(f'{REWARD}, Collecting papers')
    keys.press('Return')
    window('Claim')
    program.tab_to('Scans of the papers')
    keys.press('Return')
    program.tab_to('Certificate of captivity')
    keys.press('space')
    program.fill('Claim', 'Submitted on', '2025-07-01')
    save('Claim')
    program.find('push button', 'Scan: Certificate of captivity')
    program.find(None, 'by 31 Jul 2025')
    program.tab_to(f'{REWARD}, Submitted')
    keys.press('Return')
    window('Claim')
    program.fill('Claim', 'Submitted on', '2025-07-02')
    program.write('Claim', 'Submitted on', 'Refused on', '2025-07-20')
    keys.press('ctrl+s')
    program.find(None, 'Not saved: this is missing')
    program.fill('Claim', 'Reason of the refusal', 'No order')
    save('Claim')
    program.find(None, 'by 20 Aug 2025')


@case
def the_working_is_one_key_away():
    program.tab_to(f'{ONE_OFF}, Entitled', 'shift+Tab')
    assert program.reaches(f'{REWARD}, Entitled', 'Down', 10)
    keys.press('Return')
    window('How It Was Counted')
    program.find('list item', '16 May 2022 – 31 May 2022')
    program.find(None, '51\u00a0612.90\u00a0₴')


@case
def it_leaves_as_a_table_when_that_is_confirmed():
    keys.press('ctrl+s')
    program.find(None, 'Save the Table Without Encryption?')
    keys.focus_newest_window()
    keys.press('Return')
    window('Save as CSV')
    keys.press('ctrl+a')
    keys.type(str(SAVED))
    keys.press('Return')
    program.find(None, 'The table is written. It is not encrypted.')
    with open(SAVED, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file))
    assert [row for row in rows if '2022-05-16' in row and '51612.90' in row], rows
    window('How It Was Counted')
    keys.press('Escape')
    gone('How It Was Counted')


@case
def the_vault_tells_what_was_done():
    program.stop()
    totals = json.loads(ctl('benefit', 'show', MADE['id']))['totals']
    assert totals['ONE_OFF_RELEASE']['owed_kop'] == 0, totals['ONE_OFF_RELEASE']
    steps = {step['kind']: step for step in json.loads(ctl('step', 'list', '--case', MADE['id']))['steps']}
    assert steps['reward-report']['state'] == 'done', steps['reward-report']
    assert steps['reward-paid']['due'] == '2025-08-20', steps['reward-paid']
    told = [entry['event'] for entry in json.loads(ctl('audit', 'list'))['entries']]
    assert 'export' in told and 'export.done' in told, told
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
