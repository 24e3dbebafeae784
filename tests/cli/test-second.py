# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl bundle export asks for a second person where security 5 says so, and for nobody elsewhere."""

import base64
import json
import re
import subprocess

from hearthctl import Vault, need, start
from second import PASSPHRASE, add_user, second
from tap import case, main

WORDS = b'seven words that nobody else has drawn before\n'


def add_cases(vault, n):
    return [vault.ask('case', 'add', f'surname=Багатенко{i}')['id'] for i in range(n)]


def recipient(vault):
    key = vault.top / 'id.txt'
    if not key.exists():
        subprocess.run(['age-keygen', '-o', key], check=True, stderr=subprocess.DEVNULL)
    return re.search('age1[0-9a-z]+', key.read_text(encoding='utf-8')).group()


def export(vault, cases, *words, name='b.age', fds=None):
    chosen = [word for made in cases for word in ('--case', made)]
    return vault.ctl('bundle', 'export', *chosen, '--out', vault.top / name, *words, fds=fds)


def audit(vault, event):
    return [entry for entry in vault.ask('audit', 'list')['entries'] if entry['event'] == event]


@case
def one_user_goes_on_alone_and_the_log_says_so():
    need('age-keygen')
    with Vault() as vault:
        cases = add_cases(vault, 1)
        fds = {'--to-passphrase-fd': WORDS}
        assert export(vault, cases, '--to-passphrase-fd=FD', fds=fds).status == 0
        assert export(vault, cases, '--to-passphrase-fd=FD', '--alone', 'nobody else on duty', fds=fds,
                      name='c.age').status == 0
        assert [entry['why'] for entry in audit(vault, 'second.person')] == \
            ['nobody else on duty', 'hearthctl, no reason given']
        # Nothing is asked or noted where nothing has to be.
        assert export(vault, cases, '--to', recipient(vault), name='d.age').status == 0
        assert len(audit(vault, 'second.person')) == 2


@case
def a_passphrase_needs_another_owner_or_a_manager():
    with Vault() as vault:
        cases = add_cases(vault, 1)
        add_user(vault, 'second', 'manager')
        add_user(vault, 'clerk', 'registrar')
        way, fds = '--to-passphrase-fd=FD', {'--to-passphrase-fd': WORDS}
        export(vault, cases, way, fds=fds).refuse(4, 'denied')
        export(vault, cases, way, '--alone', 'in a hurry', fds=fds).refuse(4, 'denied')
        words, more = second('clerk')
        export(vault, cases, way, *words, fds={**fds, **more}).refuse(4, 'denied')
        words, more = second('second', b'wrong words\n')
        export(vault, cases, way, *words, fds={**fds, **more}).refuse(3, 'locked')
        words, more = second('nobody')
        assert export(vault, cases, way, *words, fds={**fds, **more}).status == 3
        words, more = second('second')
        assert export(vault, cases, way, *words, '--alone', 'both', fds={**fds, **more}).status == 1
        assert not (vault.top / 'b.age').exists() and vault.ask('bundle', 'list')['sent'] == []
        assert export(vault, cases, way, *words, fds={**fds, **more}).status == 0
        assert (vault.top / 'b.age').exists()
        # The log alone proves it: minisign and age aside, Ed25519 of the label and the plan.
        user, plan, key, signature = audit(vault, 'second.person')[0]['why'].split()
        users = {row['name']: row['id'] for row in vault.ask('user', 'list')['users']}
        assert user == users['second'], users
        assert len(base64.b64decode(key + '==')) == 32 and len(base64.b64decode(signature + '==')) == 64
        assert len(plan) == 64


@case
def where_nobody_else_may_approve_a_reason_stands():
    with Vault() as vault:
        cases = add_cases(vault, 1)
        add_user(vault, 'clerk', 'registrar')
        fds = {'--to-passphrase-fd': WORDS}
        assert export(vault, cases, '--to-passphrase-fd=FD', '--alone', 'the head is away', fds=fds).status == 0
        assert [entry['why'] for entry in audit(vault, 'second.person')] == ['the head is away']
        # The clerk is not alone: there is an owner.
        answer = start(vault.top, ['--vault', vault.path, '--user', 'clerk', 'bundle', 'export', '--case', cases[0],
                                   '--out', vault.top / 'c.age', '--to-passphrase-fd=FD', '--alone', 'in a hurry'],
                       {'--passphrase-fd': PASSPHRASE, '--to-passphrase-fd': WORDS}, {})
        answer.refuse(4, 'denied')


@case
def nobody_is_their_own_second_person():
    with Vault() as vault:
        cases = add_cases(vault, 1)
        add_user(vault, 'second', 'manager')
        chosen = ['--case', cases[0], '--out', vault.top / 'b.age', '--to-passphrase-fd=FD',
                  '--second', 'second', '--second-passphrase-fd=FD']
        answer = start(vault.top, ['--vault', vault.path, '--user', 'second', 'bundle', 'export', *chosen],
                       {'--passphrase-fd': PASSPHRASE, '--to-passphrase-fd': WORDS,
                        '--second-passphrase-fd': PASSPHRASE}, {})
        assert answer.status != 0 and not (vault.top / 'b.age').exists(), json.dumps(answer.err)


@case
def more_than_twenty_cases_and_the_closed_parts_need_one():
    need('age-keygen')
    with Vault() as vault:
        cases = add_cases(vault, 21)
        add_user(vault, 'second', 'owner')
        words, fds = second('second')
        to = recipient(vault)
        assert export(vault, cases[:20], '--to', to).status == 0
        export(vault, cases, '--to', to, name='c.age').refuse(4, 'denied')
        answer = export(vault, cases, '--to', to, *words, name='c.age', fds=fds)
        assert answer.status == 0 and answer.json['cases'] == 21, answer.err
        for part, kind in (('restricted', 'note'), ('debrief', 'statement')):
            vault.ctl('record', 'add', kind, '--case', cases[0], 'text=words')
            chosen = ('--to', to, '--parts', f'core,{part}')
            export(vault, cases[:1], *chosen, name=f'{part}.age').refuse(4, 'denied')
            assert export(vault, cases[:1], *chosen, *words, name=f'{part}.age', fds=fds).status == 0


main()
