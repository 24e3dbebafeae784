# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl key renew: what it needs, what it leaves, and what still verifies afterwards."""

import json

from hearthctl import Vault
from tap import case, main

ALL = ['core', 'medical', 'restricted', 'debrief', 'tracing', 'benefits', 'admin']


def card_of(vault):
    line = vault.ask('card')['card']
    return json.loads(line[line.index(' ') + 1:])


@case
def a_renewal_needs_a_proven_backup_or_a_reason():
    with Vault() as vault:
        before = card_of(vault)
        vault.ctl('key', 'renew').refuse(2, 'no-backup')
        assert card_of(vault) == before
        vault.ask('backup', 'create', '--out', vault.top / 'copy.tar')
        assert vault.ask('key', 'renew', '--compartment', 'medical') == {'renewed': ['medical'],
                                                                          'pending': []}
        assert vault.ask('info')['pending_renewals'] == []


@case
def the_card_tells_new_keys_and_until_when_the_old_ones_counted():
    with Vault() as vault:
        case_id = vault.ask('case', 'add', 'surname=Вигаданенко', 'given=Тест')['id']
        before = card_of(vault)
        done = vault.ask('key', 'renew', '--reason', 'somebody left')
        assert done == {'renewed': ALL, 'pending': []}
        after = card_of(vault)
        assert after['serial'] == before['serial'] + 1 and after['dev'] == before['dev']
        for name in ALL:
            assert after['cmp'][name]['sig'] != before['cmp'][name]['sig']
            assert after['cmp'][name]['to'] != before['cmp'][name]['to']
            assert [old['sig'] for old in after['cmp'][name]['old']] == [before['cmp'][name]['sig']]
        assert after['cmp']['core']['old'][0]['until'][after['dev'][0]] >= 1
        assert after['cmp']['tracing']['old'][0]['until'] == {}
        vault.ask('case', 'set', case_id, 'given=Інший')
        assert vault.ask('rebuild', '--verify')['equal']
        assert vault.ask('audit', 'verify')['first_bad'] is None


@case
def lines_of_before_a_renewal_still_travel():
    with Vault() as vault, Vault('Other.hearth') as other:
        case_id = vault.ask('case', 'add', 'surname=Вигаданенко', 'given=Тест')['id']
        vault.ask('key', 'renew', '--reason', 'a test')
        vault.ask('case', 'set', case_id, 'given=Інший')
        out = vault.top / 'cases.hearthb'
        vault.ask('bundle', 'export', '--case', case_id, '--to',
                  card_of(vault)['cmp']['admin']['to'], '--out', out)
        seen = vault.ask('bundle', 'inspect', out)
        assert seen['verified'], seen


@case
def only_owners_renew():
    with Vault() as vault:
        key = vault.top / 'second'
        key.write_text('another long passphrase here\n', encoding='utf-8')
        vault.ask('user', 'add', 'petro', '--role', 'registrar', '--permanent',
                  '--new-passphrase-fd=FD', fds={'--new-passphrase-fd': b'another long passphrase here'})
        words = ['--user', 'petro', '--passphrase-file', key]
        vault.ctl(*words, 'key', 'renew', '--reason', 'x').refuse(4, 'denied')
        assert vault.ask('key', 'renew', '--reason', 'x')['renewed'] == ALL
        info = vault.ctl(*words, 'info')
        assert info.status == 0 and 'core' in info.json['compartments'], info.err


main()
