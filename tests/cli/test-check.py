# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl check: what is whole, what is not and whose it is; salvage and repair."""

import shutil
import subprocess

from hearthctl import PROGRAM, Vault, environment
from tap import case, main

PAGE = 4096


def flip(path, offset):
    data = bytearray(path.read_bytes())
    data[offset] ^= 4
    path.write_bytes(data)


@case
def whole_vault_is_whole():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        for options in ([], ['--deep']):
            found = vault.ask('check', *options)
            assert found['ok'] and found['damaged'] == [], found
            pages = sum(path.stat().st_size for path in vault.path.glob('*.db')) // PAGE
            assert abs(found['pages'] - pages) <= 2, (found, pages)
        assert vault.ask('audit', 'list')['entries'][2]['event'] == 'check.done'


@case
def damaged_page_is_named_with_its_case():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        core = vault.path / 'core.db'
        good = core.read_bytes()
        named = set()
        for page in range(2, len(good) // PAGE + 1):
            if page not in (2, 11, 25) and page < len(good) // PAGE - 6:
                continue
            core.write_bytes(good)
            flip(core, (page - 1) * PAGE + 60)
            answer = vault.ctl('check')
            assert answer.status == 5, (page, answer.err)
            damaged = [entry for entry in answer.json['damaged'] if entry['file'] == 'core.db']
            assert [entry['page'] for entry in damaged] == [page], answer.json
            if damaged[0]['case'] is not None:
                assert damaged[0]['case'] == made['id'], damaged
                assert damaged[0]['number'] == made['number'], damaged
                named.add(damaged[0]['table'])
        assert 'journal' in named, named


@case
def people_are_told_in_sentences():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        flip(vault.path / 'core.db', PAGE + 60)
        words = [str(word) for word in vault.words('check')]
        done = subprocess.run([str(PROGRAM)] + words, env=environment(vault.top),
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert done.returncode == 5
        assert made['number'].encode() in done.stdout, done.stdout


@case
def work_that_meets_damage_names_the_case():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        core = vault.path / 'core.db'
        good = core.read_bytes()
        damaged = vault.ctl('check').json['damaged']
        assert damaged == [], damaged
        named = 0
        for page in range(len(good) // PAGE - 6, len(good) // PAGE + 1):
            core.write_bytes(good)
            flip(core, (page - 1) * PAGE + 60)
            words = [str(word) for word in vault.words('case', 'show', made['number'])
                     if word != '--json']
            done = subprocess.run([str(PROGRAM)] + words, env=environment(vault.top),
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False)
            if done.returncode == 0:
                continue
            assert done.returncode == 5, done
            assert b'page %d of core.db' % page in done.stderr.lower(), done.stderr
            assert b'run Check' in done.stderr, done.stderr
            named += made['number'].encode() in done.stderr
        assert named > 0


@case
def vault_that_does_not_unlock_is_checked():
    with Vault() as vault:
        flip(vault.path / 'admin.db', 200)
        assert vault.ctl('info').status == 5
        answer = vault.ctl('check')
        answer.refuse(5, 'damaged')
        assert [(entry['file'], entry['page']) for entry in answer.json['damaged']] == [
            ('admin.db', 1)], answer.json


@case
def salvage_makes_a_vault_that_opens():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        flip(vault.path / 'core.db', 500)
        assert vault.ctl('case', 'list').status == 5
        new = vault.top / 'New.hearth'
        saved = vault.ask('check', '--salvage', new)
        assert saved['missing'] == 0 and saved['gaps'] == [], saved
        shutil.rmtree(vault.path)
        new.rename(vault.path)
        assert vault.ask('case', 'list')['total'] == 1
        assert vault.ask('check', '--deep')['ok']
        assert vault.ask('rebuild', '--verify')['equal']
        assert vault.ask('audit', 'verify')['ok']


@case
def lost_table_is_made_anew_by_an_owner_with_a_reason():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        for name in ('core.fresh0', 'core.fresh1'):
            flip(vault.path / name, 60)
        assert vault.ctl('info').status == 5
        vault.ctl('check', '--rebuild-table', 'core.db').refuse(1, 'usage')
        done = vault.ask('check', '--rebuild-table', 'core.db', '--reason', 'the stick was dropped')
        assert done['repaired'] and done['unreadable'] == 0, done
        assert vault.ask('case', 'list')['total'] == 1
        entry = [row for row in vault.ask('audit', 'list')['entries']
                 if row['event'] == 'table.done'][0]
        assert entry['why'] == 'the stick was dropped' and entry['part'] == 'core', entry
        assert vault.ask('check', '--deep')['ok']


def generation(path):
    return int.from_bytes(path.read_bytes()[72:80], 'big')


def tables_of(vault, part):
    """The freshness tables of a part of the vault, the newest one first."""
    both = [vault.path / f'{part}.fresh{number}' for number in '01']
    return sorted(both, key=generation, reverse=True)


@case
def lost_spare_table_is_written_again():
    for part in ('core', 'medical', 'admin'):
        with Vault() as vault:
            vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
            newest, spare = tables_of(vault, part)
            spare.unlink()
            answer = vault.ask('check')
            assert answer['ok'] and answer['damaged'] == [], answer
            assert [(entry['file'], entry['kind']) for entry in answer['mended']] == [
                (spare.name, 'table')], answer
            assert spare.exists() and newest.exists()
            answer = vault.ask('check', '--deep')
            assert answer['ok'] and answer['mended'] == [], answer


@case
def damaged_spare_table_is_told_once_and_made_anew():
    with Vault() as vault:
        spare = tables_of(vault, 'core')[1]
        flip(spare, 60)
        answer = vault.ctl('check')
        answer.refuse(5, 'damaged')
        assert [entry['file'] for entry in answer.json['damaged']] == [spare.name], answer.json
        answer = vault.ask('check', '--deep')
        assert answer['ok'] and answer['mended'] == [], answer


@case
def lost_newest_table_names_the_ways_that_work():
    for lose in (lambda path: path.unlink(), lambda path: flip(path, 60)):
        with Vault() as vault:
            vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
            lose(tables_of(vault, 'core')[0])
            message = vault.ctl('case', 'list').refuse(5, 'damaged')['message']
            for word in ('table', 'backup', '--salvage', '--rebuild-table'):
                assert word in message, (word, message)
            answer = vault.ctl('check')
            answer.refuse(5, 'damaged')
            assert 'old-table' in [entry['kind'] for entry in answer.json['damaged']], answer.json
            assert answer.json['mended'] == [], answer.json


@case
def lost_newest_table_is_made_anew_by_an_owner_with_a_reason():
    for part in ('core', 'medical', 'admin'):
        for forgets in (False, True):
            with Vault() as vault:
                vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
                tables_of(vault, part)[0].unlink()
                if forgets:
                    shutil.rmtree(vault.top / 'home')
                words = ['check', '--rebuild-table', part, '--reason', 'the stick was dropped']
                done = vault.ask(*words)
                assert done['repaired'], done
                assert done['unreadable'] == done['unproven'] == done['frames_lost'] == 0, done
                assert vault.ask('case', 'list')['total'] == 1
                entry = [row for row in vault.ask('audit', 'list')['entries']
                         if row['event'] == 'table.done'][0]
                assert entry['why'] == 'the stick was dropped' and entry['part'] == part, entry
                assert vault.ask('check', '--deep')['ok']
                assert vault.ask('rebuild', '--verify')['equal']
                assert vault.ask('audit', 'verify')['ok']
                assert not vault.ask(*words)['repaired']


@case
def salvage_recovers_what_a_lost_newest_table_locks_up():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        tables_of(vault, 'core')[0].unlink()
        saved = vault.ask('check', '--salvage', vault.top / 'New.hearth')
        assert saved['missing'] == 0 and saved['gaps'] == [], saved


@case
def whole_journal_is_not_given_up():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Вигаданко', 'given=Артем')
        vault.ctl('check', '--accept-journal', 'core.db').refuse(1, 'usage')
        vault.ctl('check', '--accept-journal', 'files.db', '--reason', 'none').refuse(1, 'usage')
        answer = vault.ask('check', '--accept-journal', 'core.db', '--reason', 'to be sure')
        assert not answer['repaired'] and answer['frames_lost'] == 0, answer
        events = [row['event'] for row in vault.ask('audit', 'list')['entries']]
        assert 'journal.done' not in events, events
        assert vault.ask('case', 'list')['total'] == 1


main()
