# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl roster import: all or nobody, and no name in the clear anywhere, not even after a kill."""

import contextlib
import os
import signal

from hearthctl import ROSTERS, Vault, ctl, wait_until_it_is_open
from tap import case, main

LISTS = (('hq-list-2025-06-09.csv', 60), ('one-name-column.csv', 40), ('windows-1251.csv', 45),
         ('english.csv', 30))


def write_list(path, n):
    """A long list of plainly invented people, each with a name of their own."""
    letters = 'абвгдежзик'
    rows = ['Прізвище;Ім\'я;Дата народження;Військова частина;Дата полону']
    for i in range(n):
        word = ''.join(letters[int(digit)] for digit in f'{i:05}')
        rows.append(f'Вигаданко{word};Іван;{i % 28 + 1:02}.0{i % 9 + 1}.{1980 + i % 25};А{1000 + i % 9000}'
                    ';02.2023')
    path.write_text('\n'.join(rows) + '\n', encoding='utf-8')


def find_in_the_clear(top, words, besides):
    """Files under a folder that hold one of the words in UTF-8 or UTF-16, in either case."""
    needles = {form.encode(code) for word in words for form in (word, word.lower(), word.upper())
               for code in ('utf-8', 'utf-16-le', 'utf-16-be', 'windows-1251')
               if not (code == 'windows-1251' and '\u02bc' in form)}
    found = []
    for path in top.rglob('*'):
        if path.is_file() and path not in besides:
            content = path.read_bytes()
            found += [path for needle in needles if needle in content]
    return found


@case
def every_sample_list_comes_in_whole():
    with Vault() as vault:
        total = 0
        for name, n in LISTS:
            done = vault.ask('roster', 'import', ROSTERS / name)
            assert done['created'] == n and done['problems'] == [], (name, done)
            total += n
            assert vault.ask('case', 'list', '--limit', '0')['total'] == total
        shown = vault.ask('case', 'show', vault.ask('search', 'Їжакевич Артем')['hits'][0]['case'])
        assert shown['person']['surname'] == 'Їжакевич', 'not in capitals as in the list'
        assert shown['captivity'][0]['captured'] == '2024-04'
        assert len(shown['steps']) >= 40


@case
def what_a_list_says_counts_before_a_wrong_passphrase():
    with Vault() as vault:
        bad, good = vault.top / 'bad.csv', vault.top / 'good.csv'
        head = 'Прізвище;Дата народження\n'
        bad.write_text(head + 'Вигаданенко;32.13.2001\n', encoding='utf-8')
        good.write_text(head + 'Вигаданенко;12.10.2001\n', encoding='utf-8')
        wrong = {'--passphrase-fd': b'cold dark by the wall\n'}
        common = ('--vault', vault.path, '--user', 'olena', 'roster', 'import')
        assert 'row' in ctl(*common, bad, top=vault.top, fds=wrong).refuse(2, 'refused')['where']
        ctl(*common, good, top=vault.top, fds=wrong).refuse(3, 'locked')
        ctl(*common, bad, '--skip-bad', top=vault.top, fds=wrong).refuse(3, 'locked')
        assert vault.ask('case', 'list', '--limit', '0')['total'] == 0


@case
def columns_are_taken_as_the_last_time():
    with Vault() as vault:
        first, second = vault.top / 'first.csv', vault.top / 'second.csv'
        first.write_text('Хто;Від кого;Рік\nВигаданенко Остап;Азов;2001\n', encoding='utf-8')
        second.write_text('ХТО;Від кого;Рік\nУявний Тарас;Херсон;1999\n', encoding='utf-8')
        vault.ctl('roster', 'import', second).refuse(2, 'refused')
        done = vault.ask('roster', 'import', first, '--map', 'Хто=name', '--map', 'Від кого=unit',
                         '--map', 'Рік=birth')
        assert done['mapping'] == {'Хто': 'name', 'Від кого': 'unit', 'Рік': 'birth'}, done
        done = vault.ask('roster', 'import', second)
        assert (done['created'], done['mapping']['Від кого']) == (1, 'unit'), done
        # What is said now is stronger, and is what is remembered next.
        assert vault.ask('roster', 'import', second, '--duplicates', 'skip', '--map', 'Рік=')[
            'mapping']['Рік'] is None


@case
def who_is_here_already_gets_what_was_not_known():
    with Vault() as vault:
        case = vault.ask('case', 'add', 'surname=Знамʼянський', 'given=Лукʼян', 'birth=2000-06-09',
                         'rank=soldier')['id']
        path = vault.top / 'list.csv'
        path.write_text('Прізвище;Ім\'я;Дата народження;Звання;Телефон;Дата полону\n'
                        'ЗНАМ`ЯНСЬКИЙ;лукян;2000;сержант;+380671234567;16.05.2022\n'
                        'Вигаданенко;Остап;01.02.2001;;;\n', encoding='utf-8')
        vault.ctl('roster', 'import', path, '--duplicates', 'guess').refuse(1, 'usage')
        done = vault.ask('roster', 'import', path, '--duplicates', 'join')
        assert (done['created'], done['joined'], done['duplicates']) == (1, 1, 1), done
        shown = vault.ask('case', 'show', case)
        assert shown['person']['rank'] == 'soldier', 'what somebody entered stays'
        assert shown['person']['birth'] == '2000-06-09'
        assert shown['person']['surname'] == 'Знамʼянський'
        assert shown['person']['phone'] == '+380671234567'
        assert shown['captivity'][0]['captured'] == '2022-05-16'
        notes = [note['text'] for note in shown['notes']]
        assert len(notes) == 1 and 'Rank: ' in notes[0] and '2000' not in notes[0], notes
        assert vault.ask('case', 'list', '--limit', '0')['total'] == 2


@case
def people_who_stand_in_a_list_twice_are_told():
    with Vault() as vault:
        path = vault.top / 'list.csv'
        path.write_text('Прізвище;Ім\'я;Дата народження\nЗнам\'янський;Лук\'ян;09.06.2000\n'
                        'Знаменский;Лукьян;09.06.2000\n', encoding='utf-8')
        done = vault.ask('roster', 'import', path)
        assert done['created'] == 2
        assert [(row['row'], row['other_row']) for row in done['repeated_rows']] == [(3, 2)], done


@case
def the_same_list_again_makes_nobody_twice():
    with Vault() as vault:
        path = ROSTERS / 'english.csv'
        vault.ask('roster', 'import', path)
        done = vault.ask('roster', 'import', path)
        assert (done['created'], done['duplicates']) == (0, 30)
        assert done['duplicate_rows'][0]['row'] == 2
        assert vault.ask('case', 'list')['total'] == 30


@case
def a_bad_list_leaves_the_vault_as_it_was():
    with Vault() as vault:
        answer = vault.ctl('roster', 'import', ROSTERS / 'with-problems.csv')
        answer.refuse(2, 'refused')
        assert answer.json['created'] == 0 and len(answer.json['problems']) == 7
        assert vault.ask('case', 'list')['total'] == 0
        done = vault.ask('roster', 'import', ROSTERS / 'with-problems.csv', '--skip-bad')
        assert done['created'] == 18 and len(done['problems']) == 7
        assert vault.ask('case', 'list')['total'] == 18


@case
def what_is_wrong_whatever_the_vault_says_is_told_without_opening_it():
    with Vault() as vault:
        good = vault.key.read_bytes()
        vault.key.write_text('not the passphrase\n', encoding='utf-8')
        broken, fine = vault.top / 'broken.csv', ROSTERS / 'english.csv'
        broken.write_text('Surname;Given name\n"Вигаданенко;Остап\n', encoding='utf-8')
        assert vault.ctl('roster', 'import', broken).status == 2
        vault.ctl('roster', 'import', fine, '--map', 'No such column=surname').refuse(2, 'refused')
        vault.ctl('roster', 'import', fine, '--map', '1=no-such-field').refuse(1, 'usage')
        vault.ctl('roster', 'import', fine).refuse(3, 'locked')
        vault.key.write_bytes(good)
        assert vault.ask('case', 'list')['total'] == 0


@case
def people_of_an_event_came_home_on_its_day():
    with Vault() as vault:
        event = vault.ask('event', 'add', 'date=2025-06-09', 'facility=Лікарня 1')['id']
        vault.ask('roster', 'import', ROSTERS / 'english.csv', '--event', event[:10])
        rows = vault.ask('case', 'list', '--filter', f'event={event}')
        assert rows['total'] == 30
        assert {row['released'] for row in rows['cases']} == {'2025-06-09'}
        vault.ctl('roster', 'import', ROSTERS / 'english.csv', '--event', 'ffffffff').refuse(2, 'unknown')


@case
def no_name_stands_in_the_clear():
    with Vault() as vault:
        vault.ask('roster', 'import', ROSTERS / 'hq-list-2025-06-09.csv')
        vault.ask('search', 'Макетенко')
        words = {row['name'].split()[0] for row in vault.ask('case', 'list')['cases']}
        assert len(words) > 20
        assert find_in_the_clear(vault.top, words, []) == []
        (vault.top / 'tmp' / 'slip').write_text('Макетенко', encoding='utf-16-le')
        assert find_in_the_clear(vault.top, words, []) != [], 'the search itself must find'


def folder_size(folder):
    """Bytes in the files of the vault; some come and go while it is opened."""
    total = 0
    for name in os.listdir(folder):
        try:
            total += (folder / name).stat().st_size
        except FileNotFoundError:
            pass
    return total


def wait_until_it_writes(child, folder):
    """Watches the vault grow: the import is then in the middle of its commit."""
    start = folder_size(folder)
    while child.poll() is None:
        if folder_size(folder) > start + 300_000:
            return True
    return False


@contextlib.contextmanager
def importing(vault, path, wait):
    """An import that has come to a certain point, and that does not outlive the case."""
    child = vault.popen('roster', 'import', path)
    try:
        assert wait(child, vault.path), child.communicate()
        yield child
    finally:
        child.kill()
        child.communicate()


@case
def a_kill_leaves_no_name_and_a_whole_vault():
    for wait in (wait_until_it_is_open, wait_until_it_writes):
        with Vault() as vault:
            path = vault.top / 'list.csv'
            write_list(path, 400)
            vault.ask('case', 'add', 'surname=Першенко')
            with importing(vault, path, wait):
                pass
            assert find_in_the_clear(vault.top, ['Вигаданко', 'Першенко'], [path]) == []
            assert vault.ask('case', 'list', '--limit', '0')['total'] in (1, 401)
            assert vault.ask('rebuild', '--verify')['equal'] is True
            assert find_in_the_clear(vault.top, ['Вигаданко', 'Першенко'], [path]) == []


@case
def an_interrupt_stops_before_anything_is_written():
    with Vault() as vault:
        path = vault.top / 'list.csv'
        write_list(path, 400)
        with importing(vault, path, wait_until_it_is_open) as child:
            child.send_signal(signal.SIGINT)
            assert child.wait(timeout=300) == 130
        assert vault.ask('case', 'list', '--limit', '0')['total'] == 0


main()
