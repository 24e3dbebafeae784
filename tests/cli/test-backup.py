# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups by the contract of hearthctl, and by stock tar."""

import subprocess
import tempfile
from pathlib import Path

from hearthctl import Vault, need, start
from tap import case, main


def words_for(vault, *arguments):
    return ['--user', 'olena', '--passphrase-file', vault.key, *arguments]


def add_people(vault, n):
    for i in range(n):
        vault.ask('case', 'add', f'surname=Вигадана{i}', 'given=Особа')


@case
def what_is_made_is_proven_and_restored():
    with Vault() as vault:
        add_people(vault, 2)
        out = vault.top / 'b.tar'
        assert vault.ask('info')['last_backup'] is None
        made = vault.ask('backup', 'create', '--out', out)
        assert made['verified'] is True and made['cases'] == 2
        assert made['bytes'] == out.stat().st_size and made['carried'] == []
        assert vault.ask('info')['last_backup']['cases'] == 2
        add_people(vault, 1)
        assert vault.ask('backup', 'verify', out)['cases'] == 2
        # The file and a passphrase are enough.
        alone = start(vault.top, words_for(vault, 'backup', 'verify', out), {}, {})
        assert alone.status == 0 and alone.json['cases'] == 2, alone.err
        new = vault.top / 'New.hearth'
        answer = start(vault.top, words_for(vault, 'backup', 'restore', out, '--vault', new), {}, {})
        assert answer.status == 0 and answer.json['cases'] == 2, answer.err
        vault.path = new
        info = vault.ask('info')
        assert info['counts']['cases'] == 2 and info['warnings'] == [], info
        assert vault.ask('audit', 'verify')['first_bad'] is None
        add_people(vault, 1)
        assert vault.ask('case', 'list')['total'] == 3
        vault.ctl('backup', 'restore', out, '--vault', new).refuse(2, 'exists')


@case
def stock_tar_unpacks_a_vault():
    need('tar')
    with Vault() as vault:
        add_people(vault, 1)
        vault.ask('backup', 'create', '--out', vault.top / 'b.tar')
        unpacked = vault.top / 'Unpacked.hearth'
        unpacked.mkdir()
        subprocess.run(['tar', '-xf', vault.top / 'b.tar', '-C', unpacked], check=True)
        # On another computer: this one remembers that the vault was used after the backup.
        with tempfile.TemporaryDirectory() as elsewhere:
            answer = start(Path(elsewhere), ['--vault', unpacked] + words_for(vault, 'info'), {}, {})
        assert answer.status == 0, answer.err
        assert answer.json['counts']['cases'] == 1


@case
def one_unpacked_by_hand_is_explained_where_it_was_made():
    need('tar')
    with Vault() as vault:
        backup = vault.top / 'b.tar'
        vault.ask('backup', 'create', '--out', backup)
        unpacked = vault.top / 'Unpacked.hearth'
        unpacked.mkdir()
        subprocess.run(['tar', '-xf', backup, '-C', unpacked], check=True)
        restored = vault.top / 'Restored.hearth'

        def on(path, *words):
            return start(vault.top, ['--vault', path] + words_for(vault, *words), {}, {})

        told = on(unpacked, 'info').refuse(5, 'damaged')['message']
        for text in ('unpacked by hand', 'backup restore FILE --vault NEW', '--accept-older'):
            assert text in told, told
        assert on(restored, 'backup', 'restore', backup).status == 0
        for done in (on(restored, 'info'), on(unpacked, '--accept-older', 'info')):
            assert done.status == 0, done.err


@case
def a_damaged_one_is_refused_with_its_reason():
    with Vault() as vault:
        out = vault.top / 'b.tar'
        vault.ask('backup', 'create', '--out', out)
        good = out.read_bytes()
        new = vault.top / 'New.hearth'
        for at in range(600, len(good), len(good) // 12):
            bad = bytearray(good)
            bad[at] ^= 0x10
            out.write_bytes(bad)
            answer = vault.ctl('backup', 'verify', out)
            assert answer.status == 2 and answer.error['error'].startswith('E_'), (at, answer.err)
        out.write_bytes(good[:-512])
        vault.ctl('backup', 'verify', out).refuse(2, 'E_ARCHIVE')
        vault.ctl('backup', 'restore', out, '--vault', new).refuse(2, 'E_ARCHIVE')
        out.write_bytes(b'no backup at all' * 100)
        vault.ctl('backup', 'verify', out).refuse(2, 'E_NOT_BACKUP')
        vault.ctl('backup', 'verify', vault.top / 'none.tar').refuse(7, 'io')
        assert not new.exists() and not list(vault.top.glob('*.part'))


@case
def a_wrong_passphrase_and_another_vault_are_told_apart():
    with Vault() as vault, Vault() as other:
        out = vault.top / 'b.tar'
        vault.ask('backup', 'create', '--out', out)
        other.ctl('backup', 'verify', out).refuse(2, 'E_OTHER_VAULT')
        vault.key.write_text('another passphrase\n', encoding='utf-8')
        start(vault.top, words_for(vault, 'backup', 'verify', out), {}, {}).refuse(3, 'locked')
        new = vault.top / 'New.hearth'
        words = words_for(vault, 'backup', 'restore', out, '--vault', new)
        start(vault.top, words, {}, {}).refuse(3, 'locked')
        assert not new.exists()


@case
def a_plan_says_where_and_rotates():
    with Vault() as vault:
        folder = vault.top / 'stick'
        vault.ctl('backup', 'create').refuse(1, 'usage')
        plan = vault.ask('backup', 'plan', '--folder', folder, '--every-days', '2')
        assert plan == {'folder': str(folder), 'every_days': 2, 'due': True, 'folder_present': False}
        vault.ctl('backup', 'create').refuse(7, 'io')
        folder.mkdir()
        first = vault.ask('backup', 'create')
        second = vault.ask('backup', 'create', '--out', folder / 'by-hand.tar')
        assert first['removed'] == 0 and second['removed'] == 0
        assert vault.ask('backup', 'plan')['due'] is False
        other = vault.ask('backup', 'create')
        if other['file'] != first['file']:
            assert other['removed'] == 1
        assert sorted(path.name for path in folder.iterdir()) == sorted(
            ['by-hand.tar', Path(other['file']).name])
        vault.ctl('backup', 'create', '--out', vault.path / 'b.tar').refuse(2, 'E_PLACE')


main()
