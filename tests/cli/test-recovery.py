# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl when somebody is not there any more: shares, a new owner, everybody anew, lost headers."""

import subprocess

from hearthctl import PASSPHRASE, Vault, need, start
from tap import case, main

ALL = {'core', 'medical', 'restricted', 'debrief', 'tracing', 'benefits', 'admin'}
OWNER = 'olena'
OWN = PASSPHRASE.encode() + b'\n'


def quick(vault):
    """Argon2id once instead of three times, at each of many logins."""
    vault.ask('kdf', 'set', '--memory', '64', '--passes', '1')


def login(vault, name, *words, passphrase=b'first words\n', fds=None):
    return start(vault.top, ['--vault', vault.path, '--user', name, *words],
                 {'--passphrase-fd': passphrase, **(fds or {})}, {})


def add(vault, name, role):
    vault.ask('user', 'add', name, '--role', role, '--new-passphrase-fd=FD',
              fds={'--new-passphrase-fd': b'first words\n'})


def text_of(shares):
    return ''.join(share['share'] + '\n' for share in shares).encode()


def recover(vault, shares, name='Nova', passphrase=b'fresh start\n'):
    return start(vault.top, ['--vault', vault.path, 'recovery', 'open', '--new-owner', name,
                             '--shares-fd=FD', '--new-passphrase-fd=FD'],
                 {'--shares-fd': text_of(shares), '--new-passphrase-fd': passphrase}, {})


def drill(vault, shares):
    return vault.ctl('recovery', 'drill', '--shares-fd=FD', fds={'--shares-fd': text_of(shares)})


@case
def shares_work_in_threes_and_not_in_twos():
    with Vault() as vault:
        quick(vault)
        made = vault.ask('recovery', 'create')
        shares = made['shares']
        assert made['threshold'] == 3 and [share['number'] for share in shares] == [1, 2, 3, 4, 5]
        assert vault.ask('user', 'list')['recovery'] is True
        assert drill(vault, shares[2:]).json['works'] is True
        assert drill(vault, shares).status == 0
        drill(vault, shares[:2]).refuse(2, 'invalid')
        drill(vault, [shares[0], shares[0], shares[1]]).refuse(2, 'invalid')
        other = vault.ask('recovery', 'create', '--threshold', '2', '--shares', '3')
        assert len(other['shares']) == 3
        # The former sheets are worth nothing now, and the wrong one among good ones is named.
        drill(vault, shares[:3]).refuse(3, 'locked')
        assert drill(vault, other['shares'][:2]).status == 0
        mixed = drill(vault, [*other['shares'][:2], shares[4]]).refuse(2, 'invalid')
        assert mixed['where'] == 'share 5', mixed
        typo = dict(other['shares'][1])
        typo['share'] = typo['share'][:40] + ('q' if typo['share'][40] != 'q' else 'p') + \
            typo['share'][41:]
        assert drill(vault, [other['shares'][0], typo]).refuse(2, 'invalid')['where'] == 'line 2'
        vault.ctl('recovery', 'create', '--threshold', '4', '--shares', '3').refuse(1, 'usage')


@case
def gfcombine_agrees_with_the_sheets():
    need('gfcombine')
    with Vault() as vault:
        quick(vault)
        shares = vault.ask('recovery', 'create')['shares']
        keys = set()
        for chosen in (shares[:3], shares[1:4], shares[2:]):
            files = []
            for share in chosen:
                files.append(vault.top / f'key.{share["number"]:03}')
                files[-1].write_bytes(bytes.fromhex(share['hex']))
            subprocess.run(['gfcombine', '-o', vault.top / 'whole', *files], check=True)
            keys.add((vault.top / 'whole').read_bytes())
        assert len(keys) == 1 and len(keys.pop()) == 32


@case
def a_recovery_makes_a_new_owner():
    with Vault() as vault:
        quick(vault)
        vault.ask('case', 'add', 'surname=Умовний')
        add(vault, 'Clinician', 'clinician')
        before = vault.ask('info')
        shares = vault.ask('recovery', 'create')['shares']
        recover(vault, shares[:2]).refuse(2, 'invalid')
        done = recover(vault, [shares[4], shares[0], shares[2]])
        assert done.status == 0, done.err
        answer = done.json
        assert answer['owner'] == 'Nova' and set(answer['off']) == {OWNER, 'Clinician'}
        assert set(answer['renew']) == ALL and len(answer['shares']) == 5
        assert answer['fingerprint'] != before['fingerprint']
        vault.ctl('info').refuse(3, 'locked')
        login(vault, 'Clinician', 'info').refuse(3, 'locked')
        recover(vault, shares[:3]).refuse(3, 'locked')
        info = login(vault, 'nova', 'info', passphrase=b'fresh start\n').json
        assert set(info['compartments']) == ALL and info['counts']['cases'] == 1
        assert info['vault_id'] == before['vault_id'] and info['warnings'] == []
        back = login(vault, 'Nova', 'user', 'enable', 'Clinician', '--new-passphrase-fd=FD',
                     passphrase=b'fresh start\n', fds={'--new-passphrase-fd': b'second words\n'})
        assert set(back.json['compartments']) == {'core', 'medical', 'admin'}
        assert login(vault, 'Clinician', 'case', 'list', passphrase=b'second words\n').json['total'] == 1
        # And once more, with the sheets of that day.
        again = recover(vault, answer['shares'][1:4], 'Other', b'another start\n')
        assert again.status == 0, again.err
        assert login(vault, 'Other', 'info', passphrase=b'another start\n').status == 0


@case
def everybody_is_enrolled_anew():
    with Vault() as vault:
        quick(vault)
        add(vault, 'Stays', 'psychologist')
        add(vault, 'Leaves', 'owner')
        vault.ask('recovery', 'create')
        before = vault.ask('info')['fingerprint']
        login(vault, 'Leaves', 'user', 're-enrol').refuse(4, 'denied')
        vault.ctl('user', 're-enrol', '--keep', 'Nobody').refuse(2, 'unknown')
        answer = vault.ask('user', 're-enrol', '--keep', 'Stays', '--new-passphrase-fd=FD',
                           '--reason', 'an owner leaves',
                           fds={'--new-passphrase-fd': b'second words\n'})
        assert answer['off'] == ['Leaves'] and set(answer['renew']) == ALL
        assert answer['fingerprint'] != before and vault.ask('info')['fingerprint'] != before
        login(vault, 'Leaves', 'info').refuse(3, 'locked')
        login(vault, 'Stays', 'info').refuse(3, 'locked')
        info = login(vault, 'Stays', 'info', passphrase=b'second words\n').json
        assert set(info['compartments']) == {'core', 'medical', 'restricted', 'admin'}
        assert 'change-passphrase' in info['warnings']
        assert vault.ask('user', 'list')['recovery'] is False


@case
def a_lost_header_comes_back_from_its_copy():
    with Vault() as vault:
        quick(vault)
        copy, late = vault.top / 'header.copy', vault.top / 'header.late'
        vault.ask('header', 'save', '--out', copy)
        assert copy.stat().st_mode & 0o777 == 0o600
        add(vault, 'Late', 'registrar')
        vault.ask('header', 'save', '--out', late)
        first, second = vault.path / 'header', vault.path / 'header.2'
        # Each copy destroyed alone: nothing is lost.
        for broken in (first, second):
            broken.write_bytes(b'\0' * 65536)
            assert vault.ctl('info').status == 0
            broken.unlink()
            assert vault.ctl('info').status == 0
            assert first.read_bytes() == second.read_bytes()
        # Both.
        for destroy in (lambda path: path.write_bytes(b'\0' * 65536), lambda path: path.unlink()):
            destroy(first)
            destroy(second)
            vault.ctl('info').refuse(5, 'damaged')
            login(vault, OWNER, 'header', 'restore', late).refuse(3, 'locked')
            assert vault.ask('header', 'restore', late)['restored'] is True
            assert login(vault, 'Late', 'info').status == 0
        # An older one is not put over a newer one, and says so when it is all that is left.
        vault.ctl('header', 'restore', copy).refuse(5, 'damaged')
        first.unlink()
        second.unlink()
        vault.ctl('header', 'restore', copy).refuse(5, 'damaged')
        vault.ctl('info').refuse(5, 'damaged')
        login(vault, 'Late', 'info').refuse(3, 'locked')
        info = start(vault.top, ['--vault', vault.path, '--user', OWNER, '--accept-older', 'info'],
                     {'--passphrase-fd': OWN}, {})
        assert info.status == 0, info.err
        assert vault.ctl('info').status == 0
        vault.ctl('header', 'restore', vault.key).refuse(5, 'damaged')


@case
def every_act_stands_in_the_audit_log():
    with Vault() as vault:
        quick(vault)
        add(vault, 'Bohdana', 'registrar')
        user = vault.ask('user', 'grant', 'Bohdana', 'medical', '--reason', 'covers a colleague')['id']
        vault.ask('user', 'revoke', 'Bohdana', 'medical')
        vault.ctl('user', 'revoke', OWNER, 'medical').refuse(4, 'denied')
        vault.ask('user', 'disable', 'Bohdana')
        vault.ask('recovery', 'create')
        vault.ask('header', 'save', '--out', vault.top / 'copy')
        entries = vault.ask('audit', 'list')['entries']
        words = [entry['event'] for entry in entries]
        for word in ('user.add', 'grant', 'revoke', 'user.off', 'recovery'):
            found = [event for event in words if event.startswith(word)]
            assert word in found and word + '.done' in found, (word, words)
        assert 'revoke.failed' in words
        grant = next(entry for entry in entries if entry['event'] == 'grant')
        assert user in grant['why'] and 'covers a colleague' in grant['why']
        assert not any('Bohdana' in str(entry) for entry in entries)


main()
