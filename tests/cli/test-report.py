# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: reports as files, read back by other programs, and what never stands in them."""

import csv
import io
import subprocess
import zipfile
from xml.etree import ElementTree

from hearthctl import Vault, ctl, need, start
from tap import case, main

NAMES = ['outstanding-by-person', 'outstanding-by-benefit', 'ageing', 'blockers', 'money-by-month',
         'release-to-payment', 'deadlines', 'overdue-clocks', 'waiting', 'workload', 'steps-by-state', 'arrivals',
         'documents', 'checks', 'follow-up', 'summary']
NAMED = ['outstanding-by-person', 'deadlines', 'overdue-clocks', 'waiting']
FORMATS = ['csv', 'xlsx', 'pdf']
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def fill(vault):
    told = vault.ask('event', 'add', 'date=2025-05-06', 'number=64')['id']
    held = vault.ask('event', 'add', 'date=2025-06-09', 'number=66', 'embargo=true')['id']
    for number in range(5):
        vault.ask('case', 'add', f'surname=Тестенко{number}', 'captured=2022-05-16',
                  'released=2025-05-06', 'event=' + told, 'unit==А1000', 'facility=@Лікарня',
                  'category=severely-wounded', 'owner=olena')
    vault.ask('case', 'add', 'surname=Другий', 'released=2025-05-06', 'event=' + told,
              'facility=Шпиталь', 'category=under-25')
    made = vault.ask('case', 'add', 'surname=Таємний', 'released=2025-06-09', 'event=' + held,
                     'facility=Прихована', 'unit=А2000', 'category=under-25')
    return made


def make(vault, name, form='csv', *arguments):
    out = vault.top / f'report.{form}'
    answer = vault.ask('report', name, '--format', form, '--out', out, *arguments)
    assert answer['name'] == name and answer['bytes'] == out.stat().st_size, answer
    return out


def rows(vault, name, *arguments):
    text = make(vault, name, 'csv', *arguments).read_bytes().decode('utf-8-sig')
    found = list(csv.reader(io.StringIO(text, newline='')))
    assert len({len(row) for row in found}) == 1, found
    return found


@case
def the_list_needs_no_vault():
    told = ctl('report', 'list')
    assert told.status == 0, told.err
    assert [report['name'] for report in told.json['reports']] == NAMES
    assert all(report['title'] for report in told.json['reports'])


@case
def the_board_is_cut_as_its_figures_say():
    with Vault() as vault:
        fill(vault)
        every = vault.ask('outstanding')['rows']
        ages = [vault.ask('outstanding', '--only', f'age-{i}')['rows'] for i in range(4)]
        assert sum(map(len, ages)) == len(every) > 0, [len(rows) for rows in ages]
        assert all(row['blocker'] for row in vault.ask('outstanding', '--only', 'blocked')['rows'])
        overdue = vault.ask('outstanding', '--only', 'overdue')
        assert len(overdue['rows']) == overdue['overdue'] == vault.ask('outstanding')['overdue']
        vault.ctl('outstanding', '--only', 'colour').refuse(1, 'usage')


@case
def the_board_is_measured_in_a_vault_that_is_gone_afterwards():
    with Vault() as vault:
        told = ctl('bench', 'board', '--cases', '30', '--steps', '20', '--rounds', '1', '--in', vault.top)
        assert told.status == 0, told.err
        figures = {(one['what'], one['name']): one for one in told.json['figures']}
        assert figures['baseline', 'steps']['ratio'] == 1, figures
        assert {name for what, name in figures if what == 'report'} == set(NAMES)
        assert figures['board', 'open']['cpu_ms'] > 0 and told.json['rows'] > 30
        assert not list(vault.top.glob('hearth-bench-*'))


@case
def every_report_is_made_and_noted():
    """Each in one format: how a table is written does not depend on the report."""
    with Vault() as vault:
        fill(vault)
        for number, name in enumerate(NAMES):
            form = FORMATS[number % len(FORMATS)]
            content = make(vault, name, form).read_bytes()
            assert content.startswith({'csv': b'\xef\xbb\xbf', 'xlsx': b'PK', 'pdf': b'%PDF'}[form])
        noted = [entry for entry in vault.ask('audit', 'list', '--limit', '500')['entries']
                 if entry['event'].startswith('export')]
        assert len(noted) == 2 * len(NAMES), len(noted)
        assert {entry['why'] for entry in noted} == set(NAMES)


@case
def nobody_of_an_event_under_embargo_is_counted_or_named():
    with Vault() as vault:
        made = fill(vault)
        for name in NAMES:
            extra = ['--names'] if name in NAMED else []
            extra += ['--days', '400'] if name == 'deadlines' else []
            text = make(vault, name, 'csv', *extra).read_bytes().decode('utf-8')
            for word in ('Таємн', 'Прихована', 'А2000', made['number'], '2025-06-09,66'):
                assert word not in text, (name, word)
        answer = vault.ask('report', 'workload', '--format', 'csv', '--out', vault.top / 'x.csv')
        assert answer['notes'], answer
        found = rows(vault, 'workload')
        assert int(found[-1][1]) == 6, found
        assert sum(int(row[3]) for row in rows(vault, 'arrivals')[1:-1]) == 6


@case
def names_stand_in_it_only_when_asked_for():
    with Vault() as vault:
        fill(vault)
        for name in ('outstanding-by-person', 'deadlines'):
            days = ['--days', '400'] if name == 'deadlines' else []
            without = make(vault, name, 'csv', *days).read_bytes().decode('utf-8')
            named = make(vault, name, 'csv', '--names', *days).read_bytes().decode('utf-8')
            assert 'Test' not in without and 'Тест' not in without, name
            assert 'Testenko' in named, (name, named)


@case
def terms_of_an_act_that_have_passed_are_listed_and_no_others():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06')
        assert len(rows(vault, 'overdue-clocks')) == 1
        late = {step['kind']: step for step in vault.ask('step', 'list', '--case', made['id'])['steps']}
        vault.ask('step', 'set', late['captivity-certificate-application']['id'], 'state=done',
                  'done_on=2025-05-08')
        vault.ask('plan', 'refresh')
        found = rows(vault, 'overdue-clocks', '--names')
        assert len(found) == 2 and found[1][:4] == ['2025-06-07', '13', made['number'],
                                                    'Testenko'], found


def letter(vault, of, *fields):
    vault.ask('record', 'add', 'letter', '--case', of['id'], 'template=captivity-certificate', *fields)


@case
def what_waits_for_others_is_told_with_the_letters_and_their_answers():
    with Vault() as vault:
        held = fill(vault)
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06')
        letter(vault, made, 'addressee=Перший', 'written_on=2025-05-10')
        letter(vault, made, 'addressee=Другий', 'written_on=2025-05-20', 'answered_on=2025-05-30')
        letter(vault, made, 'addressee=Третій', 'written_on=2025-06-15')
        letter(vault, held, 'addressee=Прихована')
        kinds = {row['step'] for row in vault.ask('outstanding')['rows'] if row['case'] == made['id']}
        step = next(step for step in vault.ask('step', 'list', '--case', made['id'])['steps']
                    if step['kind'] in kinds)
        vault.ask('step', 'set', step['id'], 'waiting_for==Архів', 'remind_on=2025-07-01')
        heading, *lines = rows(vault, 'waiting')
        day, due, late = [heading.index(title) for title in ('Days', 'Answer due', 'Days late')]
        told = {line[heading.index('Waiting for')]: line for line in lines}
        assert set(told) == {"'=Архів", 'Перший', 'Другий', 'Третій'}, lines
        assert told['Перший'][day:due + 1] == ['41', '', '2025-06-09'], told
        assert told['Перший'][late] == '11' and told['Третій'][late] == '', told
        assert told['Другий'][day] == '10' and told['Другий'][due + 1] == '2025-05-30', told
        assert told["'=Архів"][day + 1] == '2025-07-01', told
        only = rows(vault, 'waiting', '--from', '2025-06-01', '--to', '2025-06-30')
        assert [line[heading.index('Waiting for')] for line in only[1:]] == ['Третій'], only


@case
def sums_are_those_of_the_board_and_cells_are_no_formulas():
    with Vault() as vault:
        fill(vault)
        board = vault.ask('outstanding')
        found = rows(vault, 'outstanding-by-person')
        heading, total = found[0], found[-1]
        owed = heading.index('Owed, UAH')
        assert total[owed] == f"{board['owed_kop'] // 100}.{board['owed_kop'] % 100:02}", total
        assert round(sum(float(row[owed]) for row in found[1:-1]) * 100) == board['owed_kop']
        assert found[1][heading.index('Facility')] in ("'@Лікарня", 'Шпиталь'), found[1]
        assert {row[heading.index('Unit')] for row in found[1:-1]} <= {"'=А1000", ''}, found
        assert rows(vault, 'outstanding-by-benefit')[-1][-1] == total[owed]


@case
def a_workbook_has_numbers_days_and_texts():
    with Vault() as vault:
        fill(vault)
        with zipfile.ZipFile(make(vault, 'outstanding-by-person', 'xlsx')) as book:
            sheet = ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml'))
            strings = book.read('xl/sharedStrings.xml').decode('utf-8')
        assert sheet.find(f'.//{SHEET}pane').get('state') == 'frozen'
        assert not sheet.findall(f'.//{SHEET}f')
        assert '=А1000' in strings
        cells = {cell.get('r'): cell for cell in sheet.iter(f'{SHEET}c')}
        assert cells['A2'].get('t') == 's' and cells['E2'].get('t') is None, cells['E2'].attrib
        assert float(cells['G2'].find(f'{SHEET}v').text) > 0
        assert float(cells['H2'].find(f'{SHEET}v').text) == 45783


@case
def a_paper_can_be_read():
    need('pdftotext')
    with Vault() as vault:
        fill(vault)
        path = make(vault, 'outstanding-by-person', 'pdf', '--names')
        text = subprocess.run(['pdftotext', '-enc', 'UTF-8', path, '-'], stdout=subprocess.PIPE,
                              check=True).stdout.decode('utf-8')
        assert 'Outstanding, by person' in text and 'Testenko' in text and 'embargo' in text, text


@case
def small_numbers_are_not_told_outside():
    with Vault() as vault:
        fill(vault)
        found = rows(vault, 'summary')
        numbers = [cell for row in found[1:] for cell in row[1:]]
        assert all(cell == '*' or int(cell) >= 5 for cell in numbers), found
        assert '*' in numbers and '6' in numbers, found
        # Of 6 people 5 are here: were that told, it would be told that one is there.
        assert '5' not in numbers, found


@case
def what_is_asked_wrongly_is_refused():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Тестенко')
        out = vault.top / 'x.csv'
        tell = ['--format', 'csv', '--out', out]
        vault.ctl('report', 'nothing', *tell).refuse(2, 'unknown')
        vault.ctl('report', 'workload', '--out', out).refuse(1, 'usage')
        vault.ctl('report', 'workload', '--format', 'doc', '--out', out).refuse(1, 'usage')
        vault.ctl('report', 'workload', '--format', 'csv').refuse(1, 'usage')
        vault.ctl('report', 'summary', *tell, '--to', '2025-01-01').refuse(1, 'usage')
        vault.ctl('report', 'workload', *tell, '--names').refuse(1, 'usage')
        vault.ctl('report', 'workload', *tell, '--from', '2025-02-02', '--to',
                  '2025-01-01').refuse(1, 'usage')
        vault.ctl('report', 'workload', '--format', 'csv', '--out',
                  vault.top / 'no' / 'x.csv').refuse(7, 'io')
        vault.ctl('report', 'workload', '--format', 'csv', '--out',
                  vault.path / 'x.csv').refuse(2, 'refused')
        assert not out.exists()


@case
def ages_and_reasons_are_parts_of_the_board():
    with Vault() as vault:
        fill(vault)
        board = vault.ask('outstanding')
        for name in ('ageing', 'blockers'):
            found = rows(vault, name)
            for column in (1, 4):
                parts = [float(row[column] or 0) for row in found[1:-1]]
                assert abs(sum(parts) - float(found[-1][column])) < 0.005, (name, found)
            assert float(found[-1][4]) * 100 == board['owed_kop'], (name, found)
        assert [row[0] for row in rows(vault, 'ageing')[1:]] == [
            '0–30 days', '31–90 days', '91–180 days', '> 180 days', 'Together']


def pay(vault, made, day, kop, *more):
    return vault.ask('record', 'add', 'payment', '--case', made['id'], 'benefit=RELEASE_50',
                     'entry=paid', f'paid_on={day}', f'amount_kop={kop}', *more)


@case
def the_money_of_a_month_is_what_the_ledger_counts():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06')
        wrong = pay(vault, made, '2025-05-20', 9000000)
        pay(vault, made, '2025-05-21', 1000000, 'corrects=' + wrong['id'])
        pay(vault, made, '2025-06-02', 200050)
        found = {row[0]: row[1] for row in rows(vault, 'money-by-month')[1:]}
        assert found['2025-05'] == '10000.00' and found['2025-06'] == '2000.50', found
        assert found['Together'] == '12000.50', found


@case
def days_to_a_payment_are_told_by_quarters():
    """Of 3, 7, 20 and 31 days: a quarter within 3, half within 7, three quarters within 20."""
    with Vault() as vault:
        for day in ('2025-05-09', '2025-05-13', '2025-05-26', '2025-06-06'):
            made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06')
            pay(vault, made, day, 1000000)
            pay(vault, made, '2025-06-08', 1000000)
        found = rows(vault, 'release-to-payment')
        assert len(found) == 2 and found[1][1:] == ['4', '3', '3', '7', '20', '31'], found


@case
def steps_are_counted_by_state_where_people_are():
    with Vault() as vault:
        made = fill(vault)
        told = [vault.ask('case', 'show', case['id']) for case in vault.ask('case', 'list')['cases']
                if case['id'] != made['id']]
        found = rows(vault, 'steps-by-state')
        assert sum(map(int, found[-1][1:])) == sum(len(case['steps']) for case in told), found
        step = next(step for step in told[0]['steps'] if step['state'] == 'ready')
        vault.ask('step', 'set', step['id'], 'state=waiting')
        assert int(rows(vault, 'steps-by-state')[-1][3]) == 1


@case
def visits_of_the_first_year_are_told_by_their_month():
    with Vault() as vault:
        vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06')
        titles = [row[0] for row in rows(vault, 'follow-up')[1:]]
        assert [title for title in titles if 'month' in title] == [
            f'Follow-up visit: month {month}' for month in (1, 3, 6, 12)], titles


@case
def what_is_measured_and_asked_counts_as_a_check():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-06-09')
        for words in (('vitals', 'measured_on=2025-06-10', 'pulse=70', 'weight_g=61000'),
                      ('injury', 'number=1', 'examined_on=2025-06-10'),
                      ('injury', 'number=2', 'examined_on=2025-06-10'),
                      ('answers', 'questionnaire=isi', 'filled_on=2025-06-10',
                       'answers=1,1,1,1,1,0,0')):
            vault.ask('record', 'add', words[0], '--case', made['id'], *words[1:])
        found = {row[0]: row[1] for row in rows(vault, 'checks')[1:]}
        assert found['Together'] == '4' and set(found.values()) == {'1', '4'}, found
        assert not any(title.islower() for title in found), found


@case
def checks_are_counted_for_those_alone_who_hold_them():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-06-09')
        vault.ask('record', 'add', 'check', '--case', made['id'], 'check=infection-check',
                  'done_on=2025-06-10', 'next_on=2025-06-15')
        assert rows(vault, 'checks')[-1][1:] == ['1', '0', '0', '1'], rows(vault, 'checks')
        vault.ask('user', 'add', 'registrar', '--role', 'registrar', '--new-passphrase-fd=FD',
                  fds={'--new-passphrase-fd': b'first words\n'})
        answer = start(vault.top, ['--vault', vault.path, '--user', 'registrar', 'report', 'checks',
                                   '--format', 'csv', '--out', vault.top / 'r.csv'],
                       {'--passphrase-fd': b'first words\n'}, {})
        answer.refuse(4, 'denied')
        assert not (vault.top / 'r.csv').exists()


main()
