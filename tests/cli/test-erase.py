# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl erases by order: with a second person, for good, and without a trace of names."""

from hearthctl import Vault, start
from tap import case, main

SECRET = 'Зникайло'


def add(vault, name, role):
    answer = vault.ctl('user', 'add', name, '--role', role, '--permanent', '--new-passphrase-fd=FD',
                       fds={'--new-passphrase-fd': b'quite some other words\n'})
    assert answer.status == 0, answer.err


def login(vault, name, *words):
    return start(vault.top, ['--vault', vault.path, '--user', name, '--today', '2025-06-20', *words],
                 {'--passphrase-fd': b'quite some other words\n'}, {})


def propose(vault, *words):
    return vault.ask('erase', 'propose', *words, '--order', '17', '--reason', 'wrong person')['erasure']


def confirm(vault, erasure, second, passphrase=b'quite some other words\n'):
    return vault.ctl('erase', 'confirm', erasure, '--second', second, '--second-passphrase-fd=FD',
                     fds={'--second-passphrase-fd': passphrase})


@case
def one_user_says_why_there_is_no_second():
    with Vault() as vault:
        person = vault.ask('case', 'add', f'surname={SECRET}', 'birth=1999-05-02')['id']
        kept = vault.ask('case', 'add', 'surname=Лишайло')['id']
        erasure = propose(vault, '--case', person)
        assert [row['confirmed'] for row in vault.ask('erase', 'list')['erasures']] == [False]
        assert vault.ask('case', 'show', person)['person']['surname'] == SECRET
        assert vault.ctl('erase', 'confirm', erasure, '--alone', '').status != 0
        done = vault.ask('erase', 'confirm', erasure, '--alone', 'nobody else works here')
        assert done['lines'] > 0 and done['waiting'] == 0, done
        assert vault.ctl('case', 'show', person).status == 2
        assert vault.ctl('case', 'set', person, 'ward=3').status == 2
        assert vault.ask('search', SECRET)['hits'] == []
        assert [row['id'] for row in vault.ask('case', 'list')['cases']] == [kept]
        assert vault.ask('rebuild', '--verify')['equal']
        assert [row['confirmed'] for row in vault.ask('erase', 'list')['erasures']] == [True]


@case
def a_second_person_is_another_who_may():
    with Vault() as vault:
        person = vault.ask('case', 'add', f'surname={SECRET}')['id']
        add(vault, 'second', 'manager')
        add(vault, 'clerk', 'registrar')
        erasure = propose(vault, '--case', person)
        # Two users: nobody decides alone any more.
        assert vault.ctl('erase', 'confirm', erasure, '--alone', 'in a hurry').status == 4
        assert confirm(vault, erasure, 'second', b'wrong words\n').status == 3
        assert confirm(vault, erasure, 'clerk').status == 4
        assert vault.ask('case', 'show', person)['person']['surname'] == SECRET
        assert login(vault, 'clerk', 'erase', 'propose', '--case', person, '--order', '1', '--reason',
                     'no').status == 4
        assert confirm(vault, erasure, 'second').status == 0
        assert vault.ctl('case', 'show', person).status == 2


@case
def one_part_leaves_the_others():
    with Vault() as vault:
        person = vault.ask('case', 'add', f'surname={SECRET}')['id']
        vault.ask('record', 'add', 'check', '--case', person, 'check=dental', 'result=words')
        erasure = propose(vault, '--case', person, '--part', 'medical')
        vault.ask('erase', 'confirm', erasure, '--alone', 'nobody else works here')
        shown = vault.ask('case', 'show', person)
        assert shown['person']['surname'] == SECRET and shown['checks'] == [], shown
        assert vault.ask('rebuild', '--verify')['equal']


@case
def one_record_of_a_kind_that_stands_alone():
    with Vault() as vault:
        person = vault.ask('case', 'add', f'surname={SECRET}')['id']
        statement = vault.ask('record', 'add', 'statement', '--case', person, 'text=words')['id']
        note = vault.ask('record', 'add', 'note', '--case', person, 'text=words')['id']
        assert vault.ctl('erase', 'propose', '--record', note, '--order', '1', '--reason', 'r').status == 2
        erasure = propose(vault, '--record', statement)
        vault.ask('erase', 'confirm', erasure, '--alone', 'nobody else works here')
        shown = vault.ask('case', 'show', person)
        assert shown['statements'] == [] and len(shown['notes']) == 1, shown


main()
