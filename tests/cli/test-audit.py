# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit log through hearthctl: what is entered, who may read it, what a witness shows."""

import tempfile
from pathlib import Path

from hearthctl import Vault
from tap import case, main


def words(vault):
    return [entry['event'] for entry in reversed(vault.ask('audit', 'list')['entries'])]


@case
def reading_a_case_is_entered():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        before = len(words(vault))
        vault.ask('case', 'show', made['number'])
        vault.ask('search', 'Вига')
        entries = list(reversed(vault.ask('audit', 'list')['entries']))[before:]
        opened = [entry for entry in entries if entry['event'] == 'case.open']
        assert opened and all(entry['case'] == made['id'] for entry in opened), entries
        assert 'core' in [entry['part'] for entry in opened], opened
        assert 'search' in [entry['event'] for entry in entries], entries
        assert all(entry['name'] == 'olena' for entry in entries), entries
        log = vault.ctl('audit', 'list').out
        assert 'Вигаданко'.encode() not in log and 'Вига'.encode() not in log


@case
def every_session_begins_and_ends():
    with Vault() as vault:
        vault.ask('info')
        assert words(vault) == ['unlock', 'program', 'card', 'lock', 'unlock', 'lock', 'unlock']


@case
def wrong_passphrase_is_entered_at_the_next_login():
    with Vault() as vault:
        good = vault.key.read_bytes()
        vault.key.write_text('another\n', encoding='utf-8')
        vault.ctl('info').refuse(3, 'locked')
        vault.key.write_bytes(good)
        failed = [entry for entry in vault.ask('audit', 'list')['entries']
                  if entry['event'] == 'unlock.failed']
        assert [entry['n'] for entry in failed] == [1], failed


@case
def changes_of_the_own_way_in_are_entered():
    with Vault() as vault:
        before = len(words(vault))
        vault.ask('kdf', 'set', '--memory', '65', '--passes', '1')
        vault.ctl('kdf', 'set', '--memory', '1').refuse(2, 'limit')
        vault.ask('passphrase', 'change', '--new-key-file', vault.top / 'stick')
        shown = vault.ctl('--key-file', vault.top / 'stick', 'audit', 'list').json['entries']
        entered = [(entry['event'], entry['why']) for entry in reversed(shown[:len(shown) - before])
                   if entry['event'].startswith('passphrase')]
        assert entered == [('passphrase', 'kdf 65 MiB, 1 passes'),
                           ('passphrase.done', 'kdf 65 MiB, 1 passes'),
                           ('passphrase', 'kdf 1 MiB, 3 passes'),
                           ('passphrase.failed', 'kdf 1 MiB, 3 passes'),
                           ('passphrase', 'key file'), ('passphrase.done', 'key file')], entered


@case
def a_change_of_the_passphrase_is_entered_without_it():
    with Vault() as vault:
        vault.ask('passphrase', 'change', '--new-passphrase-fd=FD',
                  fds={'--new-passphrase-fd': b'cold wind outside\n'})
        vault.key.write_text('cold wind outside\n', encoding='utf-8')
        entries = vault.ask('audit', 'list')['entries']
        assert [(entry['event'], entry['why']) for entry in entries
                if entry['event'].startswith('passphrase')] == [
                    ('passphrase.done', 'passphrase'), ('passphrase', 'passphrase')], entries
        assert 'cold wind' not in str(entries)


@case
def refused_bundle_is_entered_with_its_code():
    with Vault() as vault:
        file = vault.top / 'no.age'
        file.write_bytes(b'not a bundle at all\n' * 64)
        answer = vault.ctl('bundle', 'inspect', file)
        assert answer.status == 2, answer.err
        refused = [entry for entry in vault.ask('audit', 'list')['entries']
                   if entry['event'] == 'bundle.refused']
        assert [entry['why'] for entry in refused] == [answer.error['error']], refused


@case
def good_log_verifies_and_a_witness_counts():
    with Vault() as vault:
        line = vault.ask('audit', 'checkpoint')['checkpoint']
        witness = vault.top / 'witness'
        witness.write_text(line + '\n', encoding='utf-8')
        found = vault.ask('audit', 'verify', '--witness', witness)
        assert found['ok'] and found['first_bad'] is None, found
        assert found['untagged'] == 0 and found['witnesses'] == 1, found
        assert found['entries'] == 7 and found['unwitnessed'] == 2, found


@case
def whole_vault_put_back_contradicts_its_witness():
    with Vault() as vault, tempfile.TemporaryDirectory() as temporary:
        copies = {path.relative_to(vault.path): path.read_bytes()
                  for path in vault.path.rglob('*') if path.is_file()}
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        witness = Path(temporary) / 'witness'
        witness.write_text(vault.ask('audit', 'checkpoint')['checkpoint'] + '\n', encoding='utf-8')
        for path in list(vault.path.rglob('*')):
            if path.is_file():
                path.unlink()
        for name, data in copies.items():
            (vault.path / name).write_bytes(data)
        for state in (vault.top / 'home').rglob('seen'):
            state.unlink()
        answer = vault.ctl('audit', 'verify', '--witness', witness)
        answer.refuse(5, 'damaged')
        assert answer.json['first_bad'] == answer.json['entries'] + 1, answer.json
        assert answer.json['fault'] == 'cut', answer.json


@case
def foreign_witness_is_refused():
    with Vault() as vault, Vault('Other.hearth') as other:
        witness = vault.top / 'witness'
        witness.write_text(other.ask('audit', 'checkpoint')['checkpoint'] + '\n', encoding='utf-8')
        vault.ctl('audit', 'verify', '--witness', witness).refuse(2, 'refused')


main()
