# SPDX-License-Identifier: GPL-3.0-or-later
"""What people are told when a vault cannot be opened or written: each trouble is made for real, and the
answer says what happened, what is safe and what to do, without a code or a word of the machinery."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from hearthctl import PASSPHRASE, Vault, start
from tap import Skip, case, main

RECIPIENT = 'age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z'
MACHINERY = re.compile(r'SQLite|sqlite|errno|result \d|\bstep:|\bexec:|\bopen:|\bE[A-Z]{3,}\b|/')


def check_sentence(error, *words):
    message = error['message']
    assert not MACHINERY.search(message), message
    assert message.endswith('.') and message.count('. ') >= 1, message
    for word in words:
        assert word in message, (word, message)


class SmallDisk:
    """A file system of its own under a vault's parent folder; only for those who may mount."""

    def __init__(self, top, options):
        self.place = Path(top) / 'disk'
        self.place.mkdir()
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', options, 'tmpfs', str(self.place)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise Skip('may not mount here')

    def fill(self):
        with open(self.place / 'filler', 'wb', buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                pass

    def protect(self):
        subprocess.run(['mount', '-o', 'remount,ro', str(self.place)], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(['umount', '-l', str(self.place)], check=False)


def move_to(vault, place):
    """The vault, elsewhere."""
    vault.path = Path(shutil.move(vault.path, place))


@case
def a_wrong_passphrase_says_that_nothing_is_harmed():
    with Vault() as vault:
        vault.key.write_text('another passphrase\n', encoding='utf-8')
        error = vault.ctl('info').refuse(3, 'locked')
        check_sentence(error, 'Wrong user name or passphrase', 'unharmed', 'Caps Lock')


def spoil(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@case
def one_damaged_copy_of_the_header_is_mended():
    for name in ('header', 'header.2'):
        with Vault() as vault:
            good = (vault.path / name).read_bytes()
            spoil(vault.path / name)
            info = vault.ask('info')
            assert info['warnings'] == ['header-repaired'], info['warnings']
            assert (vault.path / name).read_bytes() == good, 'the copy was not mended'
            assert vault.ask('info')['warnings'] == []


@case
def one_missing_copy_of_the_header_is_mended():
    with Vault() as vault:
        (vault.path / 'header').unlink()
        assert vault.ask('info')['warnings'] == ['header-repaired']
        assert (vault.path / 'header').read_bytes() == (vault.path / 'header.2').read_bytes()


@case
def a_header_of_another_vault_counts_as_a_damaged_copy():
    for name in ('header', 'header.2'):
        for is_newer in (False, True):
            with Vault() as vault, Vault() as other:
                vault.ask('case', 'add', 'surname=Умовний')
                for changed in [other] if is_newer else [vault]:
                    answer = changed.ctl('passphrase', 'change', '--new-passphrase-fd=FD',
                                         fds={'--new-passphrase-fd': PASSPHRASE.encode() + b'\n'})
                    assert answer.status == 0, answer.err
                foreign = (other.path / name).read_bytes()
                (vault.path / name).write_bytes(foreign)
                found = vault.ctl('check').json['damaged']
                assert [(entry['file'], entry['kind']) for entry in found] == [(name, 'header')]
                (vault.path / name).write_bytes(foreign)
                assert vault.ask('info')['warnings'] == ['header-foreign']
                assert (vault.path / 'header').read_bytes() == (vault.path / 'header.2').read_bytes()
                kept = [path.read_bytes() for path in (vault.path / 'damaged').iterdir()]
                assert foreign in kept
                assert vault.ask('info')['warnings'] == []
                assert vault.ask('case', 'list')['total'] == 1


def put_in_place(path, kind):
    """Something that is no file takes its name."""
    if path.exists():
        path.unlink()
    if kind == 'folder':
        path.mkdir()
        (path / 'inside').write_bytes(b'kept')
    elif kind == 'pipe':
        os.mkfifo(path)
    else:
        path.symlink_to('lock')


@case
def what_has_the_name_of_a_file_and_is_none_is_damage():
    for kind in ('folder', 'pipe', 'link'):
        for name in ('core.db', 'medical.db', 'core.db-wal'):
            with Vault() as vault:
                put_in_place(vault.path / name, kind)
                error = vault.ctl('info').refuse(5, 'damaged')
                check_sentence(error, 'missing', 'something else has its name', 'Nothing was changed')
                assert vault.ctl('check').status == 5
        with Vault() as vault:
            for number in '01':
                put_in_place(vault.path / f'core.fresh{number}', kind)
            check_sentence(vault.ctl('info').refuse(5, 'damaged'), 'table', 'backup')


@case
def what_has_the_name_of_a_header_is_moved_away_and_the_copy_serves():
    for kind in ('folder', 'pipe'):
        for name in ('header', 'header.2'):
            with Vault() as vault:
                put_in_place(vault.path / name, kind)
                answer = vault.ctl('info')
                if answer.status != 0:
                    check_sentence(answer.refuse(5, 'damaged'), 'something else has its name')
                    (vault.path / name).rename(vault.top / 'away')
                    answer = vault.ctl('info')
                assert answer.status == 0, answer.err
                assert answer.json['warnings'] == ['header-repaired']


@case
def what_cannot_be_attached_is_not_waited_for():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Умовний')
        os.mkfifo(vault.top / 'pipe')
        for path in (vault.top / 'pipe', vault.top, Path('/dev/zero')):
            error = vault.ctl('file', 'add', '--case', made['id'], path).refuse(2, 'refused')
            assert 'no file' in error['message'], error
        assert vault.ask('file', 'list', '--case', made['id'])['files'] == []


@case
def a_file_that_is_not_there_is_told_in_a_sentence():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Умовний')
        gone = vault.top / 'gone'
        for words in (['file', 'add', '--case', made['id'], gone], ['roster', 'check', gone],
                      ['roster', 'import', gone]):
            check_sentence(vault.ctl(*words).refuse(7, 'io'), 'The file is not there')


@case
def a_day_that_cannot_be_says_which_can():
    with Vault() as vault:
        for day in ('2500-01-01', '0001-01-01', '2025-13-01', 'today'):
            error = vault.ctl('--today', day, 'info').refuse(1, 'usage')
            assert 'YYYY-MM-DD' in error['message'] and '1800 to 2199' in error['message'], error


@case
def both_copies_of_the_header_damaged_are_told_apart_from_a_wrong_passphrase():
    with Vault() as vault:
        for name in ('header', 'header.2'):
            spoil(vault.path / name)
        error = vault.ctl('info').refuse(5, 'damaged')
        check_sentence(error, 'Both key files', 'saved copy of the header', 'backup')


@case
def lost_key_files_are_told_apart_from_a_folder_that_is_none():
    with Vault() as vault:
        copy = (vault.path / 'header').read_bytes()
        for name in ('header', 'header.2'):
            (vault.path / name).unlink()
        check_sentence(vault.ctl('info').refuse(5, 'damaged'), 'Both key files', 'saved copy')
        (vault.path / 'header').write_bytes(copy)
        assert vault.ask('info')['warnings'] == ['header-repaired']


@case
def what_is_no_text_is_no_passphrase():
    with Vault() as vault:
        for content in (b'\xff\xfe\n', b'warm\0light\n'):
            vault.key.write_bytes(content)
            error = vault.ctl('info').refuse(1, 'usage')
            assert error['message'] == 'the passphrase is not text in UTF-8', error


def content_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob('*')
            if path.is_file()}


@case
def no_output_takes_the_place_of_a_file_of_the_vault():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Умовний')
        (vault.top / 'scan.pdf').write_bytes(b'%PDF-1.4\n' + bytes(5000) + b'\n%%EOF\n')
        added = vault.ask('file', 'add', '--case', made['id'], vault.top / 'scan.pdf')
        (vault.top / 'link').symlink_to(vault.path)
        before = content_of(vault.path)
        for place in (vault.path / 'core.db', vault.path, vault.path / 'new', vault.top / 'link',
                      vault.top / 'link' / 'core.db', vault.path / 'files' / 'x'):
            for words in (['file', 'save', added['id'], '--reason', 'перевірка'], ['header', 'save'],
                          ['bundle', 'export', '--case', made['id'], '--to', RECIPIENT]):
                vault.ctl(*words, '--out', place).refuse(2, 'refused')
            error = vault.ctl('backup', 'create', '--out', place).refuse(2, 'E_PLACE')
            check_sentence(error, 'inside the vault', 'another disk')
        after = content_of(vault.path)
        changed = {str(path) for path in set(before) | set(after)
                   if before.get(path) != after.get(path)}
        assert all(name.startswith('admin.') for name in changed), changed
        assert vault.ask('check', '--deep')['ok']


@case
def no_output_takes_the_place_of_what_is_no_file():
    with Vault() as vault:
        pipe = vault.top / 'pipe'
        os.mkfifo(pipe)
        (vault.top / 'other').write_bytes(b'kept')
        (vault.top / 'link').symlink_to(vault.top / 'other')
        for words in (['header', 'save'], ['backup', 'create']):
            for place in (pipe, vault.top / 'link'):
                vault.ctl(*words, '--out', place).refuse(2, 'refused')
            vault.ctl(*words, '--out', vault.top / 'none' / 'x').refuse(7, 'io')
        assert pipe.is_fifo() and (vault.top / 'link').is_symlink()
        assert (vault.top / 'other').read_bytes() == b'kept'


@case
def a_backup_that_is_not_there_is_no_failing_disk():
    with Vault() as vault:
        gone = vault.top / 'gone.tar'
        for words in (['verify', gone], ['restore', gone, '--vault', vault.top / 'New.hearth']):
            error = vault.ctl('backup', *words).refuse(7, 'io')
            assert error['message'] == 'there is no such file', error
        assert not (vault.top / 'New.hearth').exists()


@case
def a_damaged_page_is_told_as_damage():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Умовний')
        path = vault.path / 'core.db'
        whole = bytearray(path.read_bytes())
        for place in range(4096 + 100, len(whole), 4096):
            whole[place] ^= 1
        path.write_bytes(whole)
        error = vault.ctl('case', 'list').refuse(5, 'damaged')
        check_sentence(error, 'damaged', 'What is intact stays safe', 'backup')


@case
def a_missing_file_is_told_as_missing():
    with Vault() as vault:
        (vault.path / 'benefits.db').unlink()
        error = vault.ctl('info').refuse(5, 'damaged')
        check_sentence(error, 'A file of the vault is missing', 'unharmed', 'folder again')


@case
def missing_tables_are_told_apart():
    with Vault() as vault:
        for number in '01':
            (vault.path / f'medical.fresh{number}').unlink()
        check_sentence(vault.ctl('info').refuse(5, 'damaged'), 'table', 'backup')


@case
def a_file_that_is_none_is_told_as_missing():
    with Vault() as vault:
        (vault.path / 'core.db').unlink()
        (vault.path / 'core.db').symlink_to(vault.path / 'medical.db')
        check_sentence(vault.ctl('info').refuse(5, 'damaged'), 'missing')


@case
def a_newer_format_asks_for_the_newer_program():
    with Vault() as vault:
        for name in ('header', 'header.2'):
            content = bytearray((vault.path / name).read_bytes())
            content[11] = 2
            (vault.path / name).write_bytes(content)
        error = vault.ctl('info').refuse(5, 'damaged')
        check_sentence(error, 'newer version', 'not touched', 'Install')


@case
def a_full_disk_loses_nothing_that_was_saved():
    with Vault() as vault, SmallDisk(vault.top, 'size=16m') as disk:
        vault.ask('case', 'add', 'surname=Умовний')
        move_to(vault, disk.place)
        disk.fill()
        answer = vault.ctl('case', 'add', 'surname=Зайвий')
        check_sentence(answer.refuse(7, 'io'), 'The disk is full', 'safe', 'Free some space')
        (disk.place / 'filler').unlink()
        cases = vault.ask('case', 'list')['cases']
        assert [row['name'] for row in cases] == ['Умовний'], cases


@case
def on_a_full_disk_everything_can_be_read():
    with Vault() as vault, SmallDisk(vault.top, 'size=16m') as disk:
        made = vault.ask('case', 'add', 'surname=Умовний')
        (vault.top / 'scan.pdf').write_bytes(b'%PDF-1.4\n' + bytes(5000) + b'\n%%EOF\n')
        added = vault.ask('file', 'add', '--case', made['id'], vault.top / 'scan.pdf')
        move_to(vault, disk.place)
        disk.fill()
        assert vault.ask('info')['warnings'] == ['disk-full']
        assert [row['name'] for row in vault.ask('case', 'list')['cases']] == ['Умовний']
        assert vault.ask('case', 'show', made['id'])['person']['surname'] == 'Умовний'
        assert vault.ask('search', 'Умовний')['hits']
        # What leaves is entered before, or does not leave.
        for words in (['file', 'save', added['id'], '--reason', 'перевірка', '--out',
                       vault.top / 'out.pdf'],
                      ['bundle', 'export', '--case', made['id'], '--to', RECIPIENT, '--out',
                       vault.top / 'out.age'],
                      ['case', 'set', made['id'], 'given=Ілля']):
            check_sentence(vault.ctl(*words).refuse(7, 'io'), 'The disk is full', 'safe')
        assert not (vault.top / 'out.pdf').exists() and not (vault.top / 'out.age').exists()
        (disk.place / 'filler').unlink()
        assert vault.ask('info')['warnings'] == []
        assert vault.ask('check', '--deep')['ok']
        assert vault.ask('audit', 'verify')['ok']


@case
def a_write_protected_vault_is_backed_up_elsewhere():
    with Vault() as vault, SmallDisk(vault.top, 'size=16m') as disk:
        vault.ask('case', 'add', 'surname=Умовний')
        move_to(vault, disk.place)
        disk.protect()
        before = content_of(vault.path)
        made = vault.ask('backup', 'create', '--out', vault.top / 'saved.tar')
        assert made['verified'] and made['cases'] == 1, made
        assert vault.ask('backup', 'verify', vault.top / 'saved.tar')['verified']
        assert content_of(vault.path) == before
        left = [path.name for path in vault.top.iterdir()]
        assert sorted(left) == ['disk', 'home', 'key', 'run', 'saved.tar', 'tmp'], left
        vault.ask('backup', 'restore', vault.top / 'saved.tar', '--vault', vault.top / 'New.hearth')
        vault.path = vault.top / 'New.hearth'
        assert vault.ask('case', 'list')['total'] == 1


@case
def a_full_disk_makes_no_half_vault():
    with Vault() as vault, SmallDisk(vault.top, 'size=256k') as disk:
        answer = start(vault.top, ['--vault', disk.place / 'New.hearth', 'init', '--user', 'olena',
                                   '--kdf-memory', '64', '--passphrase-file', vault.key], {}, {})
        check_sentence(answer.refuse(7, 'io'), 'The disk is full')
        assert not (disk.place / 'New.hearth').exists()
        assert list(disk.place.iterdir()) == [], list(disk.place.iterdir())


@case
def a_write_protected_vault_is_checked_and_salvaged_as_any_other():
    with Vault() as vault, SmallDisk(vault.top, 'size=16m') as disk:
        vault.ask('case', 'add', 'surname=Умовний')
        move_to(vault, disk.place)
        assert vault.ask('check', '--deep')['ok']
        disk.protect()
        before = content_of(vault.path)
        for words in (['check'], ['check', '--deep']):
            assert vault.ask(*words)['ok'], words
        vault.ask('check', '--salvage', vault.top / 'Saved.hearth')
        assert content_of(vault.path) == before
        vault.path = vault.top / 'Saved.hearth'
        assert [row['name'] for row in vault.ask('case', 'list')['cases']] == ['Умовний']


@case
def another_program_is_named_as_the_reason():
    with Vault() as vault:
        import fcntl
        with open(vault.path / 'lock', 'r+b') as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            check_sentence(vault.ctl('info').refuse(6, 'busy'), 'already open', 'Close the other')


@case
def what_is_no_vault_is_said_plainly():
    with Vault() as vault:
        (vault.top / 'empty').mkdir()
        words = ['--vault', vault.top / 'empty', '--user', 'olena', '--passphrase-file', vault.key,
                 'info']
        error = start(vault.top, words, {}, {}).refuse(5, 'damaged')
        check_sentence(error, 'not a vault', 'Nothing in it was changed')


@case
def people_get_the_same_sentence_without_json():
    with Vault() as vault:
        (vault.path / 'benefits.db').unlink()
        from hearthctl import PROGRAM, environment
        words = [str(word) for word in [PROGRAM, *vault.words('info')]]
        done = subprocess.run(words, env=environment(vault.top), stdin=subprocess.DEVNULL,
                              capture_output=True, check=False)
        assert done.returncode == 5
        assert done.stderr.decode().startswith('hearthctl: A file of the vault is missing. '), done
        assert PASSPHRASE not in done.stderr.decode()


main()
