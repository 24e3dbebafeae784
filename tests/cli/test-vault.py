# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl on a vault: how it opens, and what each class of failure exits with."""

import fcntl
import json
import os
import shutil
import subprocess
import termios

from hearthctl import (PASSPHRASE, PROGRAM, Vault, ctl, environment, start,
                       wait_until_it_is_open)
from tap import Skip, case, main


@case
def init_makes_a_vault_that_opens():
    with Vault() as vault:
        info = vault.ask('info')
        assert info['vault_id'] == vault.made['vault_id'] and len(info['vault_id']) == 32
        assert info['fingerprint'] == vault.made['fingerprint']
        assert [len(group) for group in info['fingerprint'].split()] == [5] * 6
        assert info['user'] == 'olena' and info['schema'] >= 1
        assert set(info['compartments']) == {'core', 'medical', 'restricted', 'debrief', 'tracing',
                                             'benefits', 'admin'}
        assert info['kdf']['memory_mib'] == 64
        assert info['counts']['cases'] == 0


@case
def init_needs_a_free_place():
    with Vault() as vault:
        before = sorted((path.name, path.stat().st_size) for path in vault.path.iterdir())
        vault.ctl('init', '--user', 'olena', '--kdf-memory', '64').refuse(2, 'exists')
        assert before == sorted((path.name, path.stat().st_size) for path in vault.path.iterdir())


@case
def the_passphrase_comes_by_descriptor_too():
    with Vault() as vault:
        words = ['--vault', vault.path, '--user', 'olena', 'info']
        good = PASSPHRASE.encode()
        for line in (good, good + b'\n', good + b'\nsecond line\n', good + b'\r\n'):
            assert start(vault.top, words, {'--passphrase-fd': line}, {}).status == 0
        start(vault.top, words, {'--passphrase-fd': good + b' '}, {}).refuse(3, 'locked')
        start(vault.top, words, {'--passphrase-fd': b'\n'}, {}).refuse(1, 'usage')
        start(vault.top, words, {'--passphrase-fd': b'x' * 1025}, {}).refuse(1, 'usage')


@case
def without_a_terminal_nothing_is_asked():
    with Vault() as vault:
        start(vault.top, ['--vault', vault.path, '--user', 'olena', 'info'], {},
              {'start_new_session': True}).refuse(1, 'usage')
        start(vault.top, ['--vault', vault.path, '--passphrase-file', vault.key, 'info'], {},
              {'start_new_session': True}).refuse(1, 'usage')


def talk(vault, words, lines):
    """Runs the program on a terminal of its own and types the lines as it asks; what it showed."""
    master, slave = os.openpty()
    attributes = termios.tcgetattr(slave)
    child = subprocess.Popen([str(PROGRAM)] + [str(word) for word in words],
                             env=environment(vault.top), stdin=slave, stdout=slave, stderr=slave,
                             start_new_session=True,
                             preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
    shown = b''
    for line in lines:
        before = shown.count(b': ')
        while shown.count(b': ') == before:
            shown += os.read(master, 1024)
        os.write(master, line + b'\n')
    status = child.wait(timeout=60)
    assert termios.tcgetattr(slave) == attributes, 'the terminal is left as it was'
    os.close(slave)
    try:
        while True:
            shown += os.read(master, 65536)
    except OSError:
        pass
    os.close(master)
    return status, shown


@case
def a_terminal_is_asked_and_shows_no_passphrase():
    with Vault() as vault:
        status, shown = talk(vault, ['--vault', vault.path, 'info'],
                             [b'olena', PASSPHRASE.encode()])
        assert status == 0 and vault.made['vault_id'].encode() in shown, shown
        assert b'light' not in shown, shown
        other = ['--vault', vault.top / 'Other.hearth', 'init', '--user', 'olena', '--kdf-memory', '64']
        status, shown = talk(vault, other, [b'one light', b'two light'])
        assert status == 1 and b'differ' in shown and b'light' not in shown, shown
        status, shown = talk(vault, other, [b'one light', b'one light'])
        assert status == 0 and b'vault_id' in shown, shown


@case
def wrong_user_or_passphrase_is_three():
    with Vault() as vault:
        vault.key.write_text('another passphrase\n', encoding='utf-8')
        vault.ctl('info').refuse(3, 'locked')
        vault.key.write_text(PASSPHRASE + '\n', encoding='utf-8')
        start(vault.top, ['--vault', vault.path, '--user', 'nobody', '--passphrase-file', vault.key,
                          'info'], {}, {}).refuse(3, 'locked')


@case
def what_is_no_vault_is_five():
    with Vault() as vault:
        for place in (vault.top / 'nothing', vault.top, vault.key):
            start(vault.top, ['--vault', place, '--user', 'olena', '--passphrase-file', vault.key,
                              'info'], {}, {}).refuse(5, 'damaged')


@case
def a_damaged_file_is_five():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Умовний')
        files = [path for path in vault.path.iterdir() if path.name.startswith('core')
                 and path.stat().st_size >= 8192]
        assert files, list(vault.path.iterdir())
        for path in files:
            whole = bytearray(path.read_bytes())
            for place in range(100, len(whole), 512):
                whole[place] ^= 1
            path.write_bytes(whole)
        vault.ctl('case', 'list').refuse(5, 'damaged')


@case
def an_open_vault_is_busy():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Умовний')
        number = vault.ask('case', 'list')['cases'][0]['number']
        reader, writer = os.pipe()
        # This one has unlocked the vault and waits for the passphrase of the bundle.
        holder = vault.popen('bundle', 'export', '--case', number, '--out', vault.top / 'b.age',
                             '--to-passphrase-fd', reader, pass_fds=[reader])
        os.close(reader)
        try:
            assert wait_until_it_is_open(holder, vault.path), 'the first did not open the vault'
            vault.ctl('info').refuse(6, 'busy')
        finally:
            os.write(writer, b'a passphrase\n')
            os.close(writer)
            _, err = holder.communicate(timeout=60)
        assert holder.returncode == 0, err


@case
def a_full_disk_is_seven():
    with Vault() as vault, open('/dev/full', 'wb') as full:
        answer = vault.ctl('info', stdout=full)
        assert answer.status == 7, answer.err


@case
def the_vault_comes_from_the_environment_too():
    with Vault() as vault:
        env = dict(environment(vault.top), HEARTH_VAULT=str(vault.path))
        words = [PROGRAM, '--json', '--user', 'olena', '--passphrase-file', vault.key, 'info']
        assert subprocess.run(words, env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0


@case
def the_passphrase_can_be_changed():
    with Vault() as vault:
        vault.ask('passphrase', 'change', '--new-passphrase-fd=FD',
                  fds={'--new-passphrase-fd': b'cold wind outside\n'})
        vault.ctl('info').refuse(3, 'locked')
        vault.key.write_text('cold wind outside\n', encoding='utf-8')
        assert vault.ask('info')['warnings'] == []


@case
def the_demo_opens_with_what_it_says():
    with Vault() as vault:
        path, key = vault.top / 'Demo.hearth', vault.top / 'demo-key'
        made = start(vault.top, ['--vault', path, 'demo'], {}, {})
        assert made.status == 0, made.err
        assert made.json['cases'] == 60
        key.write_text(made.json['passphrase'] + '\n', encoding='utf-8')
        words = ['--vault', path, '--user', made.json['user'], '--passphrase-file', key]
        info = start(vault.top, words + ['info'], {}, {}).json
        assert info['counts']['cases'] == 60 and info['counts']['events'] == 2
        assert info['kdf']['memory_mib'] == 64
        assert start(vault.top, words + ['rebuild', '--verify'], {}, {}).json['equal'] is True
        start(vault.top, ['--vault', path, 'demo'], {}, {}).refuse(2, 'exists')


@case
def no_vault_is_usage():
    ctl('--user', 'olena', 'info').refuse(1, 'usage')


@case
def an_older_copy_is_refused_until_an_owner_says_so():
    with Vault() as vault:
        copy = vault.top / 'copy'
        shutil.copytree(vault.path, copy)
        vault.ask('event', 'add', 'date=2025-06-09', 'number=66')
        shutil.rmtree(vault.path)
        shutil.copytree(copy, vault.path)
        error = vault.ctl('info').refuse(5, 'damaged')
        assert 'older' in error['message'] and '--accept-older' in error['message'], error
        info = vault.ask('--accept-older', 'info')
        assert info['counts']['events'] == 0
        assert vault.ask('info')['warnings'] == []


@case
def passphrases_are_generated_in_both_languages():
    for language, alphabet in (('en', 'abcdefghijklmnopqrstuvwxyz-'),
                               ('uk', 'абвгдеєжзиіїйклмнопрстуфхцчшщьюя')):
        drawn = [ctl('passphrase', 'generate', '--lang', language).json for _ in range(20)]
        assert len({answer['passphrase'] for answer in drawn}) == 20
        for answer in drawn:
            words = answer['passphrase'].split(' ')
            assert len(words) == answer['words'] == 6 and answer['lang'] == language
            assert all(set(word) <= set(alphabet) for word in words), words
            assert 77.5 < answer['bits'] < 77.6
    assert len(ctl('passphrase', 'generate', '--words', '7').json['passphrase'].split(' ')) == 7
    for wrong in (['--words', '3'], ['--words', '25'], ['--words', 'six'], ['--lang', 'de']):
        ctl('passphrase', 'generate', *wrong).refuse(1, 'usage')


@case
def a_weak_passphrase_is_said_and_a_generated_one_is_not():
    with Vault() as vault:
        for text, weak in (('short one', True), ('слава україні слава україні!', True),
                           (ctl('passphrase', 'generate', '--lang', 'uk').json['passphrase'],
                            False)):
            done = vault.ctl('passphrase', 'change', '--new-passphrase-fd=FD',
                             fds={'--new-passphrase-fd': text.encode()})
            assert done.status == 0, done.err
            assert ('warnings' in done.json) == weak, (text, done.json)
            vault.key.write_text(text + '\n', encoding='utf-8')


@case
def a_write_protected_vault_is_only_read():
    with Vault() as vault:
        vault.ask('event', 'add', 'date=2025-06-09', 'number=66')
        names = ['unshare', '-m', 'sh', '-c',
                 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"', vault.path]
        if subprocess.run(names + ['true'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
            raise Skip('nothing can be mounted here')

        def ctl_read_only(*words):
            return subprocess.run([str(word) for word in names + [PROGRAM, '--json'] +
                                   vault.words(*words)], env=environment(vault.top),
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False)

        def content():
            return {path.name: path.read_bytes() for path in vault.path.iterdir() if path.is_file()}

        before = content()
        info = ctl_read_only('info')
        assert info.returncode == 0, info.stderr
        assert json.loads(info.stdout)['warnings'] == ['read-only']
        assert json.loads(info.stdout)['counts']['events'] == 1
        refused = ctl_read_only('event', 'add', 'date=2025-06-10')
        assert refused.returncode == 7 and json.loads(refused.stderr)['error'] == 'io'
        assert content() == before
        assert vault.ask('event', 'add', 'date=2025-06-11')['id']


main()
