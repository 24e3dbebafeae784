# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl and the people who log in: grants, passphrases, key files, and what a login may not do."""

import os
import subprocess

from hearthctl import PASSPHRASE, PROGRAM, Vault, environment, start
from tap import case, main

OWNER = 'olena'
ALL = ['core', 'medical', 'restricted', 'debrief', 'tracing', 'benefits', 'admin']
HELD = {
    'registrar': {'core', 'admin'},
    'caseworker': {'core', 'benefits', 'admin'},
    'clinician': {'core', 'medical', 'admin'},
    'psychologist': {'core', 'medical', 'restricted', 'admin'},
    'debriefer': {'core', 'debrief', 'tracing', 'admin'},
    'tracing-officer': {'core', 'tracing', 'admin'},
    'benefits-officer': {'core', 'benefits', 'admin'},
    'manager': {'core', 'benefits', 'admin'},
    'auditor': {'admin'},
    'owner': {'admin'},
}


def add(vault, name, *roles, passphrase=b'first words\n', status=0):
    options = [word for role in roles for word in ('--role', role)]
    answer = vault.ctl('user', 'add', name, *options, '--new-passphrase-fd=FD',
                       fds={'--new-passphrase-fd': passphrase})
    assert answer.status == status, answer.err
    return answer


def login(vault, name, *words, passphrase=b'first words\n', options=(), fds=None, before=()):
    """The same program, as somebody else."""
    return start(vault.top, ['--vault', vault.path, '--user', name, '--today', '2025-06-20', *before,
                             *words], {'--passphrase-fd': passphrase, **(fds or {})}, dict(options))


def users(vault):
    return {user['name']: user for user in vault.ask('user', 'list')['users']}


@case
def every_role_holds_its_compartments():
    with Vault() as vault:
        for role, held in HELD.items():
            add(vault, f'one {role}', role)
        listed = users(vault)
        assert set(listed[OWNER]['compartments']) == set(ALL) and listed[OWNER]['owner']
        for role, held in HELD.items():
            user = listed[f'one {role}']
            assert set(user['compartments']) == held, (role, user)
            assert user['roles'] == [role] and user['state'] == 'active'
            assert user['owner'] == (role == 'owner'), user
            assert len(user['id']) == 32
        for role in ('registrar', 'auditor'):
            info = login(vault, f'one {role}', 'info').json
            assert set(info['compartments']) == HELD[role], (role, info)
            assert info['roles'] == [role]


@case
def a_first_passphrase_is_to_be_changed():
    with Vault() as vault:
        add(vault, 'Олена Вигадана', 'registrar')
        assert 'change-passphrase' in login(vault, '  олена вигадана', 'info').json['warnings']
        words = ['--vault', vault.path, '--user', 'Олена Вигадана', 'passphrase', 'change',
                 '--new-passphrase-fd=FD']
        changed = start(vault.top, words, {'--passphrase-fd': b'first words\n',
                                           '--new-passphrase-fd': b'own words\n'}, {})
        assert changed.status == 0, changed.err
        login(vault, 'Олена Вигадана', 'info').refuse(3, 'locked')
        info = login(vault, 'Олена Вигадана', 'info', passphrase=b'own words\n').json
        assert 'change-passphrase' not in info['warnings']


@case
def two_passphrases_may_come_from_one_descriptor():
    with Vault() as vault:
        both = f'{PASSPHRASE}\nher own words\n'.encode()
        reader, writer = os.pipe()
        os.write(writer, both)
        os.close(writer)
        words = ['--json', '--vault', vault.path, '--user', OWNER, '--passphrase-fd', reader, 'user',
                 'add', 'Inventa', '--role', 'clinician', '--new-passphrase-fd', reader, '--permanent']
        done = subprocess.run([str(PROGRAM), *map(str, words)], env=environment(vault.top),
                              pass_fds=[reader], capture_output=True, check=False)
        os.close(reader)
        assert done.returncode == 0, done.stderr
        info = login(vault, 'Inventa', 'info', passphrase=b'her own words\n').json
        assert info['warnings'] == []


@case
def grants_come_and_go():
    with Vault() as vault:
        add(vault, 'Bohdan', 'registrar')
        granted = vault.ask('user', 'grant', 'Bohdan', 'medical')
        assert set(granted['compartments']) == {'core', 'medical', 'admin'}
        granted = vault.ask('user', 'grant', 'bohdan', 'caseworker', '--role', 'manager')
        assert set(granted['compartments']) == {'core', 'medical', 'benefits', 'admin'}
        assert granted['roles'] == ['registrar', 'caseworker', 'manager']
        assert 'renew' not in granted
        assert login(vault, 'Bohdan', 'case', 'list').json['total'] == 0
        revoked = vault.ask('user', 'revoke', 'Bohdan', 'caseworker')
        assert revoked['roles'] == ['registrar', 'manager']
        assert 'benefits' in revoked['compartments'] and 'renew' not in revoked
        revoked = vault.ask('user', 'revoke', 'Bohdan', 'manager', 'medical', '--reason', 'moved')
        assert set(revoked['compartments']) == {'core', 'admin'}
        assert set(revoked['renew']) == {'medical', 'benefits'} and revoked['re_enrol'] is False
        assert set(login(vault, 'Bohdan', 'info').json['compartments']) == {'core', 'admin'}


@case
def keys_that_somebody_had_are_renewed():
    with Vault() as vault:
        add(vault, 'Bohdan', 'clinician')
        vault.ask('case', 'add', 'surname=Умовний')
        refused = vault.ctl('user', 'revoke', 'Bohdan', 'medical', '--renew')
        assert refused.status == 2 and refused.json['renew'] == ['medical'], refused.err
        vault.ask('user', 'grant', 'Bohdan', 'medical')
        done = vault.ask('user', 'disable', 'Bohdan', '--renew', '--reason', 'left the hospital')
        assert set(done['renewed']) == HELD['clinician'] and 'renew' not in done
        assert vault.ask('case', 'list')['total'] == 1
        assert vault.ask('rebuild', '--verify')['equal'] is True


@case
def who_is_disabled_is_a_stranger_until_enabled():
    with Vault() as vault:
        add(vault, 'Kateryna', 'psychologist')
        off = vault.ask('user', 'disable', 'Kateryna')
        assert off['state'] == 'off' and off['compartments'] == [] and off['roles'] == ['psychologist']
        assert set(off['renew']) == HELD['psychologist']
        login(vault, 'Kateryna', 'info').refuse(3, 'locked')
        vault.ctl('user', 'grant', 'Kateryna', 'core').refuse(2, 'refused')
        vault.ctl('user', 'reset-passphrase', 'Kateryna').refuse(2, 'refused')
        on = vault.ask('user', 'enable', 'Kateryna', '--new-passphrase-fd=FD',
                       fds={'--new-passphrase-fd': b'second words\n'})
        assert set(on['compartments']) == HELD['psychologist']
        login(vault, 'Kateryna', 'info').refuse(3, 'locked')
        info = login(vault, 'Kateryna', 'info', passphrase=b'second words\n').json
        assert 'change-passphrase' in info['warnings']


@case
def a_forgotten_passphrase_is_replaced():
    with Vault() as vault:
        add(vault, 'Danylo', 'clinician')
        vault.ask('user', 'grant', 'Danylo', 'tracing')
        assert login(vault, 'Danylo', 'info').status == 0
        vault.ask('user', 'reset-passphrase', 'Danylo', '--new-passphrase-fd=FD',
                  fds={'--new-passphrase-fd': b'second words\n'})
        login(vault, 'Danylo', 'info').refuse(3, 'locked')
        info = login(vault, 'Danylo', 'info', passphrase=b'second words\n').json
        assert set(info['compartments']) == HELD['clinician'] | {'tracing'}
        # What this computer remembered under the former seed is no alarm.
        assert info['warnings'] == ['change-passphrase'], info['warnings']


@case
def who_was_removed_leaves_the_name_free():
    with Vault() as vault:
        add(vault, 'Ivanna', 'manager')
        removed = vault.ask('user', 'remove', 'Ivanna')
        assert removed['state'] == 'off' and removed['roles'] == []
        vault.ctl('user', 'enable', 'Ivanna').refuse(2, 'unknown')
        add(vault, 'ivanna', 'registrar')
        assert set(login(vault, 'Ivanna', 'info').json['compartments']) == HELD['registrar']


@case
def what_cannot_be_is_refused():
    with Vault() as vault:
        add(vault, 'Petro', 'registrar')
        for words, status, code in (
                (['add', 'petro', '--role', 'clinician'], 2, 'invalid'),
                (['add', ' ', '--role', 'clinician'], 2, 'invalid'),
                (['add', 'x' * 257, '--role', 'clinician'], 2, 'invalid'),
                (['add', 'Nova', '--role', 'king'], 2, 'unknown'),
                (['add', 'Nova'], 2, 'invalid'),
                (['add'], 1, 'usage'),
                (['grant', 'Petro'], 1, 'usage'),
                (['grant', 'Petro', 'identity'], 2, 'unknown'),
                (['grant', 'Nobody', 'core'], 2, 'unknown'),
                (['grant', 'Petro', 'attic'], 2, 'unknown'),
                (['revoke', 'Petro', 'admin'], 2, 'refused'),
                (['disable', OWNER], 2, 'refused'),
                (['remove', OWNER], 2, 'refused'),
                (['reset-passphrase', OWNER], 2, 'refused'),
                (['revoke', OWNER, 'medical'], 4, 'denied'),
                (['revoke', OWNER, 'owner'], 4, 'denied')):
            vault.ctl('user', *words).refuse(status, code)
        assert set(users(vault)) == {OWNER, 'Petro'}
        add(vault, 'Empty', 'registrar', passphrase=b'\n', status=1)


@case
def only_owners_decide():
    with Vault() as vault:
        add(vault, 'Manager', 'manager')
        for words in (['add', 'Nova', '--role', 'registrar'], ['grant', 'Manager', 'medical'],
                      ['revoke', OWNER, 'medical'], ['disable', OWNER], ['remove', OWNER],
                      ['reset-passphrase', OWNER]):
            login(vault, 'Manager', 'user', *words).refuse(4, 'denied')
        assert len(login(vault, 'Manager', 'user', 'list').json['users']) == 2
        login(vault, 'Manager', 'kdf', 'set', '--memory', '64').refuse(4, 'denied')


@case
def an_owner_gives_only_what_she_holds():
    with Vault() as vault:
        add(vault, 'Second', 'owner')
        add(vault, 'Third', 'registrar')
        login(vault, 'Second', 'user', 'grant', 'Third', 'medical').refuse(4, 'denied')
        login(vault, 'Second', 'user', 'grant', 'Second', 'core').refuse(4, 'denied')
        # The first owner may go now, but not as the last one who holds the files.
        login(vault, 'Second', 'user', 'disable', OWNER).refuse(4, 'denied')
        vault.ask('user', 'grant', 'Second', *ALL)
        gone = login(vault, 'Second', 'user', 'disable', OWNER).json
        assert set(gone['renew']) == set(ALL) and gone['re_enrol'] is True
        vault.ctl('info').refuse(3, 'locked')


@case
def a_key_file_is_needed_when_there_is_one():
    with Vault() as vault:
        key = vault.top / 'stick.key'
        changed = vault.ask('passphrase', 'change', '--new-key-file', key)
        assert changed['key_file'] is True and key.stat().st_size == 32
        assert key.stat().st_mode & 0o777 == 0o600
        vault.ctl('info').refuse(3, 'locked')
        owner = PASSPHRASE.encode() + b'\n'
        assert login(vault, OWNER, 'info', passphrase=owner,
                     before=['--key-file', key]).status == 0
        other = vault.top / 'other.key'
        other.write_bytes(b'x' * 32)
        login(vault, OWNER, 'info', passphrase=owner,
              before=['--key-file', other]).refuse(3, 'locked')
        other.write_bytes(b'x' * 33)
        login(vault, OWNER, 'info', passphrase=owner,
              before=['--key-file', other]).refuse(2, 'refused')
        login(vault, OWNER, 'info', passphrase=owner,
              before=['--key-file', vault.top / 'none']).refuse(7, 'io')
        made = login(vault, OWNER, 'user', 'add', 'Stick', '--role', 'registrar',
                     '--new-key-file', vault.top / 'hers.key', '--new-passphrase-fd=FD',
                     passphrase=owner, fds={'--new-passphrase-fd': b'first words\n'},
                     before=['--key-file', key])
        assert made.status == 0, made.err
        login(vault, 'Stick', 'info').refuse(3, 'locked')
        assert login(vault, 'Stick', 'info', before=['--key-file', vault.top / 'hers.key']).status == 0
        gone = login(vault, OWNER, 'passphrase', 'change', '--no-key-file', passphrase=owner,
                     before=['--key-file', key])
        assert gone.status == 0, gone.err
        assert vault.ctl('info').status == 0
        words = ['--vault', vault.top / 'New.hearth', '--user', OWNER, '--passphrase-file', vault.key,
                 '--key-file', key]
        assert start(vault.top, words + ['init', '--kdf-memory', '64'], {}, {}).status == 0
        assert start(vault.top, words + ['info'], {}, {}).status == 0
        start(vault.top, words[:-2] + ['info'], {}, {}).refuse(3, 'locked')


@case
def new_parameters_reach_everybody_at_the_next_login():
    with Vault() as vault:
        add(vault, 'Slow', 'registrar')
        vault.ask('kdf', 'set', '--memory', '80', '--passes', '1')
        assert vault.ask('info')['kdf'] == {'algorithm': 'argon2id', 'memory_mib': 80, 'passes': 1}
        vault.ctl('kdf', 'set', '--memory', '96', '--passes', '1').refuse(2, 'limit')
        vault.ctl('kdf', 'set', '--memory', '32', '--passes', '1').refuse(2, 'limit')
        assert login(vault, 'Slow', 'info').json['warnings'] == ['change-passphrase']
        assert login(vault, 'Slow', 'info').status == 0
        vault.ask('kdf', 'set', '--memory', '64', '--passes', '1')
        assert login(vault, 'Slow', 'info').status == 0


main()
