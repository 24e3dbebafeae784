#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault is backed up from the window and the backup proven; one whose bytes were altered is told from a whole one;
and on a computer without the vault the backup becomes one again."""

import os
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, main  # noqa: E402

try:
    from driver import pump, wait_for
    from small_vault import PASSPHRASE, USER, VAULT, SmallVault, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

HOME = Path(os.environ['HOME'])
DISK = HOME / 'disk'
RESTORE = 'Restore from Backup'
os.chdir(HOME)
DISK.mkdir()
make_vault('Вигаданко')
program = SmallVault()
keys = program.keyboard


def choose(title, path):
    """In the dialog for files that comes up."""
    wait_for(lambda: program.window(title), title)
    keys.focus_newest_window()
    keys.type(str(path))
    keys.press('Return')
    wait_for(lambda: program.window(title) is None, 'the dialog to go')
    keys.focus_newest_window()


def backup():
    return next(DISK.iterdir(), None)


@case
def a_backup_is_made_and_proven():
    program.unlock()
    keys.press('ctrl+6')
    program.point_at(program.find('list item', 'Backup'))
    program.find(None, 'There is none. If this disk fails, everything is lost.')
    program.click('Back Up Now…')
    choose('Folder for the Backup', DISK)
    program.find(None, 'The backup is proven')
    program.find(None, '1 case')
    assert backup() is not None, 'nothing is on the disk'


@case
def one_that_was_altered_is_told():
    altered = HOME / backup().name
    content = bytearray(backup().read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    program.click('Prove a Backup…')
    choose('Prove a Backup', altered)
    wait_for(lambda: program.look(None, 'The backup is proven') is None, 'another answer')
    told = [node.get_name() for node in program.walk() if node.get_role_name() == 'label']
    assert any('damaged' in (text or '') for text in told), told


def row_of_the_file():
    return next((row for row in program.walk(program.window(RESTORE))
                 if row.get_role_name() == 'list item' and 'Backup' in (row.get_name() or '')), None)


@case
def it_becomes_a_vault_again():
    global program, keys
    program.lock()
    program.stop()
    shutil.rmtree(VAULT)
    program = SmallVault()
    keys = program.keyboard
    program.click('Restore from Backup…')
    wait_for(lambda: program.window(RESTORE), 'the window')
    keys.focus_newest_window()
    wait_for(row_of_the_file, 'the row of the file')
    pump(1)  # the window is still taking its place
    program.point_at(row_of_the_file())
    choose('Choose a Backup', backup())
    program.fill(RESTORE, 'Name of the New Vault', 'Again')
    program.fill(RESTORE, 'User Name', USER)
    program.fill(RESTORE, 'Passphrase', 'these are not its words')
    program.press_button(RESTORE, 'Restore')
    program.find(None, 'Wrong user name or passphrase')
    assert not (VAULT.parent / 'Again.hearth').exists(), 'half a vault is there'
    program.fill(RESTORE, 'Passphrase', PASSPHRASE)
    program.press_button(RESTORE, 'Restore')
    wait_for(lambda: program.window(RESTORE) is None, 'the vault to be there')
    assert (VAULT.parent / 'Again.hearth').exists()


@case
def nothing_was_complained_of():
    program.stop()
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


main()
