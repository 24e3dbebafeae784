#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""By keyboard: the signed paper of a consent is tied to it, looked at, and untied; that of a document too."""

import json
import os
import struct
import sys
import zlib
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

PAPER = 'Signed consent'
CONSENT = 'Transfer to hospital'
SIDE = 40


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def make_picture():
    rows = (b'\0' + b'\xff' * SIDE) * SIDE
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', SIDE, SIDE, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


os.chdir(os.environ['HOME'])
make_vault()
CASE = json.loads(ctl('case', 'add', 'surname=Макетенко', 'given=Зразок', 'released=2025-06-09'))['id']
Path('scan.png').write_bytes(make_picture())
ctl('file', 'add', '--case', CASE, 'scan.png', '--title', PAPER)
ctl('record', 'add', 'consent', '--case', CASE, 'purpose=transfer', 'state=given', 'answered_on=2025-06-10',
    'form=on-paper')
ctl('record', 'add', 'document', '--case', CASE, 'document=id-card', 'state=lost')
program = SmallVault(LC_ALL='C.UTF-8')
keys = program.keyboard


def press(*names):
    for name in names:
        keys.press(name)


def open_list(name):
    program.find(None, name)
    program.tab_to(name)
    press('Return')
    program.find('list item', PAPER)


@case
def a_scan_is_tied_to_a_consent():
    program.unlock()
    press('ctrl+3')
    program.find(None, 'Макетенко')
    press('Return')
    program.find('page tab', 'Family').get_action_iface().do_action(0)
    open_list(f'{CONSENT}: Attach Scan')
    program.tab_to(PAPER)
    press('Return')
    program.find(None, f'{CONSENT}: Show Scan')


@case
def it_is_marked_and_shown():
    open_list(f'{CONSENT}: Show Scan')
    program.find('list item', f'✓ {PAPER}')
    program.tab_to(f'Show: ✓ {PAPER}')
    press('Return')
    wait_for(lambda: program.window('File'), 'the picture')
    keys.focus_newest_window()
    press('Escape')
    wait_for(lambda: not program.window('File'), 'the picture to be closed')
    keys.focus_newest_window()
    press('Escape')


@case
def chosen_again_it_is_untied_and_undo_ties_it():
    open_list(f'{CONSENT}: Show Scan')
    program.tab_to(f'✓ {PAPER}')
    press('Return')
    program.find(None, f'{CONSENT}: Attach Scan')
    press('ctrl+z')
    program.find(None, f'{CONSENT}: Show Scan')


@case
def a_document_has_its_scan_too():
    program.find('page tab', 'Documents').get_action_iface().do_action(0)
    open_list('ID card: Attach Scan')
    program.tab_to(PAPER)
    press('Return')
    program.find(None, 'ID card: Show Scan')


@case
def nothing_was_complained_of():
    program.stop()
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


main()
