# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl with a login that holds less than everything: every command answers, none breaks."""

import json

from hearthctl import ROSTERS, TODAY, Vault, start
from tap import case, main


REPORTS = ('outstanding-by-person', 'deadlines', 'workload', 'arrivals', 'checks', 'summary')


def attempts(vault):
    """A call of every command that opens a vault, with arguments that an owner could give."""
    number = vault.ask('case', 'list')['cases'][0]['number']
    step = vault.ask('step', 'list', '--case', number)['steps'][0]['id']
    roster = next(iter(sorted(ROSTERS.glob('english.csv'))))
    out = 0
    for words in (
            ['info'], ['event', 'list'], ['event', 'add', 'date=2025-06-09', 'number=66', 'stage=1'],
            ['roster', 'import', roster, '--skip-bad'], ['case', 'list'],
            ['case', 'list', '--filter', 'surname=Умовний', '--sort', 'number'],
            ['case', 'add', 'surname=Вигаданий'], ['case', 'set', number, 'note=x'],
            ['case', 'show', number], ['case', 'history', number],
            ['case', 'history', number, '--field', 'surname'], ['step', 'list'],
            ['step', 'list', '--overdue'], ['step', 'list', '--case', number],
            ['step', 'set', step, 'state=done', 'done_on=2025-06-10'], ['plan', 'refresh'],
            ['plan', 'refresh', '--case', number], ['record', 'kinds'],
            ['record', 'add', 'payment', '--case', number, 'amount_kop=1'],
            ['record', 'add', 'check', '--case', number], ['record', 'show', step],
            ['record', 'set', step, 'note=x'], ['outstanding'], ['search', 'Умовний'],
            ['bundle', 'export', '--case', number, '--to',
             'age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z', '--out',
             vault.top / f'out-{out}.age'],
            ['bundle', 'export', '--case', number, '--parts', 'core,medical', '--to',
             'age1lvyvwawkr0mcnnnncaghunadrqkmuf9e6507x9y920xxpp866cnql7dp2z', '--out',
             vault.top / f'out-{out}.age'],
            *(['report', name, '--format', 'csv', '--out', vault.top / f'{name}-{out}.csv']
              for name in REPORTS),
            ['rebuild', '--verify'], ['check'], ['check', '--deep'], ['audit', 'list'],
            ['audit', 'verify'], ['user', 'list'], ['card'], ['contact', 'list'], ['conflict', 'list'],
            ['key', 'renew', '--compartment', 'core', '--reason', 'test'],
            ['backup', 'create', '--out', vault.top / 'out.backup'], ['recovery', 'create'],
            ['header', 'save', '--out', vault.top / 'header.copy']):
        out += 1
        yield words


@case
def no_command_breaks_without_a_grant():
    """A login that lacks a file is told so; nothing else happens to it."""
    with Vault() as vault:
        vault.ask('kdf', 'set', '--memory', '64', '--passes', '1')
        vault.ask('case', 'add', 'surname=Умовний', 'released=2025-06-09')
        tried = list(attempts(vault))
        for role in ('auditor', 'registrar', 'debriefer'):
            vault.ask('user', 'add', role, '--role', role, '--new-passphrase-fd=FD',
                      fds={'--new-passphrase-fd': b'first words\n'})
            told = []
            for words in tried:
                answer = start(vault.top, ['--vault', vault.path, '--user', role, '--today', TODAY,
                                           *words], {'--passphrase-fd': b'first words\n'}, {})
                told.append((words[:2], answer.status))
                assert answer.status in (0, 1, 2, 4), (role, words, answer.status, answer.err)
                if answer.status == 0:
                    json.loads(answer.out)
                else:
                    assert answer.error['message'], (role, words)
                if answer.status == 2:
                    assert answer.error['error'] in ('unknown', 'invalid', 'refused'), (role, words,
                                                                                       answer.error)
            if role == 'auditor':
                denied = {tuple(words) for words, status in told if status == 4}
                assert ('case', 'list') in denied and ('step', 'list') in denied, told


main()
