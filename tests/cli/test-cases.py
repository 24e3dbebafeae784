# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: cases, steps, records, history, lists, what is outstanding, and what leaves in a bundle."""

import re
import subprocess

from hearthctl import PROGRAM, Vault, environment, need
from tap import case, main

PERSON = ['surname=Тестенко', 'given=Іван', 'patronymic=Петрович', 'birth=2001-04', 'rank=солдат',
          'branch=Navy', 'category=тяжкопоранений', 'captured=2022', 'captured_at=Маріуполь',
          'released=2025-06-09']


def add(vault, *fields):
    return vault.ask('case', 'add', *(fields or PERSON))


@case
def a_case_opens_with_its_plan():
    with Vault() as vault:
        made = add(vault)
        assert re.fullmatch(r'[0-9a-f]{32}', made['id']) and made['revision'] >= 1
        shown = vault.ask('case', 'show', made['id'])
        person = shown['person']
        assert person['name'] == 'Тестенко Іван Петрович'
        assert person['name_latin'].startswith('Testenko Ivan')
        assert (person['rank'], person['branch'], person['category']) == \
            ('soldier', 'navy', 'severely-wounded')
        assert person['birth'] == '2001-04'
        period, = shown['captivity']
        assert (period['captured'], period['released'], period['place']) == \
            ('2022', '2025-06-09', 'Маріуполь')
        assert len(shown['steps']) >= 40
        for step in shown['steps']:
            assert {'id', 'case', 'kind', 'track', 'title', 'state', 'due', 'due_why',
                    'ready'} <= set(step), step
        assert {'arrival', 'medical', 'documents', 'compensation', 'rehabilitation',
                'followup'} <= {step['track'] for step in shown['steps']}
        assert shown['documents'] == [s for s in shown['steps'] if s['track'] == 'documents']
        assert [shown[key] for key in ('contacts', 'notes', 'checks', 'payments')] == [[]] * 4


@case
def ids_may_be_short_or_a_number():
    with Vault() as vault:
        made = add(vault)
        for text in (made['id'], made['id'][:6], made['number']):
            assert vault.ask('case', 'show', text)['id'] == made['id']
        for text in (made['id'][:5], 'ffffff' if made['id'][:6] != 'ffffff' else 'eeeeee', '99-9999'):
            vault.ctl('case', 'show', text).refuse(2, 'unknown')


@case
def bad_fields_are_refused_and_nothing_is_written():
    with Vault() as vault:
        for field, code in (('shoe_size=45', 'unknown'), ('rank=козак', 'invalid'),
                            ('birth=31.02.1999', 'invalid'), ('number=25-0001-1', 'unknown'),
                            ('surname=Те\u202eст', 'invalid'), ('surname=' + 'т' * 600, None)):
            answer = vault.ctl('case', 'add', 'given=Іван', field)
            assert answer.status == 2, (field, answer.status, answer.err)
            assert code is None or answer.error['error'] == code, (field, answer.error)
            assert answer.error['where'] == field.split('=')[0], answer.error
        vault.ctl('case', 'add', 'surname').refuse(1, 'usage')
        vault.ctl('case', 'add', 'surname=а', 'surname=б').refuse(1, 'usage')
        assert vault.ask('case', 'list')['total'] == 0


@case
def a_change_is_in_the_history():
    with Vault() as vault:
        made = add(vault)
        changed = vault.ask('case', 'set', made['id'], 'phone=+380 44 000 00 00', 'surname=Тестюк')
        assert changed['revision'] > made['revision']
        vault.ask('case', 'set', made['id'], 'phone=')
        assert 'phone' not in vault.ask('case', 'show', made['id'])['person']
        change, first = vault.ask('case', 'history', made['id'], '--field', 'surname')['changes']
        assert (change['old'], change['new'], first['old']) == ('Тестенко', 'Тестюк', None)
        assert change['who'] == 'olena' and change['bundle'] is None
        assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', change['at'])
        assert re.fullmatch(r'[0-9a-f]{32}', change['device'])
        assert len(vault.ask('case', 'history', made['id'])['changes']) > 50


@case
def nothing_changed_is_no_change():
    with Vault() as vault:
        made = add(vault)
        before = vault.ask('case', 'history', made['id'])
        vault.ask('case', 'set', made['id'], 'surname=Тестенко')
        assert vault.ask('case', 'history', made['id']) == before


@case
def steps_are_listed_and_set():
    with Vault() as vault:
        made = add(vault)
        steps = vault.ask('step', 'list', '--case', made['id'])['steps']
        assert steps == sorted(steps, key=lambda s: s['due'] or '9999')
        overdue = vault.ask('step', 'list', '--overdue')['steps']
        assert overdue and all(step['due'] < '2025-06-20' for step in overdue)
        before = vault.ask('step', 'list', '--due-before', '2025-06-10')['steps']
        assert before and all(step['due'] < '2025-06-10' for step in before)
        medical = vault.ask('step', 'list', '--track', 'medical')['steps']
        assert medical and {step['track'] for step in medical} == {'medical'}

        ready = next(step for step in steps if step['ready'])
        assert 'release' in ready['due_why'] or '2025' in ready['due_why'], ready
        vault.ask('step', 'set', ready['id'], 'state=done', 'done_on=2025-06-10')
        shown = {s['id']: s for s in vault.ask('case', 'show', made['id'])['steps']}[ready['id']]
        assert (shown['state'], shown['done_on']) == ('done', '2025-06-10')
        assert ready['id'] not in [s['id'] for s in vault.ask('step', 'list', '--overdue')['steps']]

        other = next(step for step in steps if step['id'] != ready['id'])
        vault.ask('step', 'set', other['id'], 'state=done')
        shown = {s['id']: s for s in vault.ask('case', 'show', made['id'])['steps']}[other['id']]
        assert shown['done_on'] == '2025-06-20', 'today is the day that was said'


@case
def leaving_a_step_out_needs_a_reason():
    with Vault() as vault:
        add(vault)
        step = vault.ask('step', 'list')['steps'][0]['id']
        for state in ('refused', 'not-applicable', 'cancelled'):
            vault.ctl('step', 'set', step, f'state={state}').refuse(2, 'invalid')
        vault.ctl('step', 'set', step, 'state=forgotten').refuse(2, 'invalid')
        vault.ask('step', 'set', step, 'state=cancelled', 'reason=двічі')
        vault.ctl('step', 'set', 'ffffffffffff', 'state=done').refuse(2, 'unknown')


@case
def a_changed_fact_changes_the_plan():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-06-09')
        dues = {s['kind']: s['due'] for s in vault.ask('case', 'show', made['id'])['steps']}
        vault.ask('case', 'set', made['id'], 'released=2025-06-12')
        moved = {s['kind']: s['due'] for s in vault.ask('case', 'show', made['id'])['steps']}
        assert any(moved[kind] != due for kind, due in dues.items())
        assert vault.ask('plan', 'refresh') == {'added': 0, 'retired': 0, 'redated': 0}
        assert vault.ask('plan', 'refresh', '--case', made['id'])['added'] == 0


@case
def the_list_filters_sorts_and_pages():
    with Vault() as vault:
        for name, branch in (('Ґудзиченко', 'navy'), ('Гіпотезюк', 'navy'), ('Єдинак', 'air-force'),
                             ('Ескізний', 'navy'), ('Їжакевич', 'navy'), ('Імовірний', 'navy')):
            add(vault, f'surname={name}', f'branch={branch}', 'released=2025-06-09')
        found = vault.ask('case', 'list')
        names = [row['name'] for row in found['cases']]
        assert names == ['Гіпотезюк', 'Ґудзиченко', 'Ескізний', 'Єдинак', 'Імовірний', 'Їжакевич']
        assert found['total'] == 6
        assert {'id', 'number', 'name', 'name_latin', 'birth', 'branch', 'category', 'released', 'stage',
                'owed_kop', 'overdue'} <= set(found['cases'][0])
        assert isinstance(found['cases'][0]['owed_kop'], int), found['cases'][0]
        down = vault.ask('case', 'list', '--sort', 'surname', '--desc')['cases']
        assert [row['name'] for row in down] == names[::-1]
        page = vault.ask('case', 'list', '--limit', '2', '--offset', '4')
        assert page['total'] == 6 and [row['name'] for row in page['cases']] == names[4:]
        assert vault.ask('case', 'list', '--offset', '7')['cases'] == []
        for text in ('air-force', 'Повітряні Сили', 'Air Force'):
            rows = vault.ask('case', 'list', '--filter', f'branch={text}')
            assert [row['name'] for row in rows['cases']] == ['Єдинак'], text
        assert vault.ask('case', 'list', '--filter', 'released=2025-06')['total'] == 6
        assert vault.ask('case', 'list', '--filter', 'released=2024')['total'] == 0
        vault.ctl('case', 'list', '--filter', 'shoe_size=45').refuse(2, 'unknown')
        vault.ctl('case', 'list', '--sort', 'shoe_size').refuse(2, 'unknown')
        vault.ctl('case', 'list', '--limit', 'many').refuse(1, 'usage')


@case
def people_are_found_by_what_is_typed():
    with Vault() as vault:
        made = add(vault, "surname=Знам'янський", 'given=Лук\u02bcян', 'unit=А1234')
        add(vault, 'surname=Прикладний')
        for text in ('знамянс', 'ЗНАМ\u2019ЯНСЬКИЙ', 'лукян знам', 'Znamian', 'A1234', '1234',
                     'Лукьян Знамянский', 'Lukyan Znamjansky', 'Znamiansky Lukian'):
            hits = vault.ask('search', text)['hits']
            assert [hit['case'] for hit in hits] == [made['id']], text
            assert {'case', 'number', 'name', 'matched', 'score'} <= set(hits[0])
            assert 0 < hits[0]['score'] <= 1
        hit = vault.ask('search', 'лук')['hits'][0]
        assert (hit['matched'], hit['variant']) == ('given', 'Лук\u02bcян')
        assert vault.ask('search', 'Знаменський')['hits'][0]['score'] < 0.5, 'only similar'
        assert vault.ask('search', 'нікого')['hits'] == []
        assert vault.ask('search', '"*" OR 1')['hits'] == []


@case
def events_and_other_records():
    with Vault() as vault:
        event = vault.ask('event', 'add', 'date=2025-06-09', 'number=66', 'stage=1',
                          'category=under-25')['id']
        assert vault.ask('event', 'list')['events'] == [
            {'id': event, 'date': '2025-06-09', 'number': 66, 'stage': 1, 'category': 'under-25'}]
        made = vault.ask('case', 'add', 'surname=Тестенко', f'event={event[:8]}')
        assert vault.ask('case', 'list', '--filter', f'event={event}')['total'] == 1
        payment = vault.ask('record', 'add', 'payment', '--case', made['number'],
                            'benefit=ONE_OFF_RELEASE', 'amount_kop=10000000', 'paid_on=2025-06-18')
        assert payment['amount_kop'] == 10000000 and payment['case'] == made['id']
        assert vault.ask('record', 'show', payment['id'][:8])['benefit'] == 'ONE_OFF_RELEASE'
        assert len(vault.ask('case', 'show', made['id'])['payments']) == 1
        contact = vault.ask('record', 'add', 'contact', '--case', made['id'], 'name=Мати',
                            'may_be_told=true')
        vault.ask('record', 'set', contact['id'], 'relation=mother', 'may_be_told=false')
        shown = vault.ask('record', 'show', contact['id'])
        assert (shown['relation'], shown['may_be_told']) == ('mother', False)
        vault.ctl('record', 'add', 'payment', 'amount_kop=1').refuse(1, 'usage')
        vault.ctl('record', 'add', 'horse', '--case', made['id'], 'name=а').refuse(2, 'unknown')
        vault.ctl('record', 'add', 'payment', '--case', made['id'], 'amount_kop=1.5').refuse(2, 'invalid')


@case
def outstanding_has_rows_and_groups():
    with Vault() as vault:
        for name, unit in (('Тестенко', 'А1000'), ('Умовний', 'А2000')):
            add(vault, f'surname={name}', f'unit={unit}', 'released=2025-06-09')
        found = vault.ask('outstanding')
        assert found['people'] == 2
        assert found['owed_kop'] == sum(row['owed_kop'] for row in found['rows'])
        assert {'case', 'name', 'benefit', 'owed_kop', 'since', 'age_days', 'blocker', 'waiting_for',
                'owner'} <= set(found['rows'][0])
        assert found['rows'][0]['since'] == '2025-06-09' and found['rows'][0]['age_days'] == 11
        later = vault.ask('outstanding', '--as-of', '2025-07-09')
        assert later['rows'][0]['age_days'] == 30
        for by in ('benefit', 'blocker', 'event', 'facility', 'unit', 'owner'):
            groups = vault.ask('outstanding', '--group-by', by)['groups']
            assert sum(group['rows'] for group in groups) == len(found['rows']), by
        assert {group['key'] for group in vault.ask('outstanding', '--group-by', 'unit')['groups']} \
            == {'А1000', 'А2000'}
        vault.ctl('outstanding', '--group-by', 'colour').refuse(1, 'usage')


@case
def people_of_an_event_under_embargo_are_in_no_figure_of_what_is_outstanding():
    with Vault() as vault:
        open_event = vault.ask('event', 'add', 'date=2025-05-06', 'number=64')['id']
        event = vault.ask('event', 'add', 'date=2025-06-09', 'number=66', 'embargo=true')['id']
        add(vault, 'surname=Тестенко', 'released=2025-05-06', 'event=' + open_event, 'unit=А1000')
        add(vault, 'surname=Умовний', 'released=2025-06-09', 'event=' + event, 'unit=А2000',
            'facility=Лікарня')
        add(vault)
        whole = vault.ask('outstanding')
        assert whole['withheld'] is True and whole['people'] == 2
        assert 'Умовний' not in {row['name'] for row in whole['rows']}
        for by in ('benefit', 'blocker', 'event', 'facility', 'unit', 'owner'):
            told = vault.ask('outstanding', '--group-by', by)
            # It cannot be had as what one answer has more than another either.
            figures = [told[key] for key in ('people', 'overdue', 'blocked', 'withheld')]
            assert figures == [whole[key] for key in ('people', 'overdue', 'blocked', 'withheld')], by
            assert sum(group['rows'] for group in told['groups']) == len(whole['rows']), by
            assert not {group['key'] for group in told['groups']} & {event, 'А2000', 'Лікарня'}, by
        vault.ask('record', 'set', event, 'embargo=false')
        told = vault.ask('outstanding', '--group-by', 'event')
        assert told['withheld'] is False and told['people'] == 3
        assert event in {group['key'] for group in told['groups']}
        assert vault.ask('outstanding')['people'] == 3


@case
def the_projection_equals_the_journal():
    with Vault() as vault:
        made = add(vault)
        vault.ask('case', 'set', made['id'], 'ward=3')
        assert vault.ask('rebuild', '--verify')['equal'] is True


@case
def people_get_text():
    with Vault() as vault:
        made = add(vault)
        vault.ask('case', 'set', made['id'], 'note=перший рядок\n\tдругий')
        words = [word for word in vault.words('case', 'show', made['id']) if word != '--json']
        text = subprocess.run([str(PROGRAM)] + [str(w) for w in words],
                              env=environment(vault.top),
                              stdout=subprocess.PIPE, check=True).stdout.decode()
        assert 'name: Тестенко Іван Петрович\n' in text and '{' not in text
        assert 'note: перший рядок  другий\n' in text
        assert all(line == line.rstrip() for line in text.splitlines() if not line.endswith(': '))


@case
def a_bundle_opens_with_stock_programs():
    need('age')
    need('age-keygen')
    with Vault() as vault:
        made = add(vault)
        add(vault, 'surname=Прикладний')
        key, out = vault.top / 'id.txt', vault.top / 'b.age'
        subprocess.run(['age-keygen', '-o', key], check=True, stderr=subprocess.DEVNULL)
        recipient = re.search('age1[0-9a-z]+', key.read_text(encoding='utf-8')).group()
        sent = vault.ask('bundle', 'export', '--case', made['id'], '--to', recipient, '--out', out)
        assert sent['cases'] == 1 and sent['parts'] == ['core']
        assert sent['bytes'] == out.stat().st_size
        inner = subprocess.run(['age', '-d', '-i', key, out], stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(['tar', 'x', '-C', vault.top], input=inner, check=True)
        lines = subprocess.run(['age', '-d', '-i', key, vault.top / 'p' / 'core.jsonl.age'],
                               stdout=subprocess.PIPE, check=True).stdout.decode()
        assert 'Тестенко' in lines and 'Прикладний' not in lines
        vault.ctl('bundle', 'inspect', out).refuse(2, 'E_NO_KEY')
        vault.ctl('bundle', 'inspect', vault.key).refuse(2, 'E_NOT_BUNDLE')


@case
def a_bundle_for_a_passphrase_is_inspected():
    with Vault() as vault:
        add(vault)
        out = vault.top / 'b.age'
        secret = b'quiet river stone\n'
        vault.ask('bundle', 'export', '--filter', 'rank=soldier', '--to-passphrase-fd=FD', '--out', out,
                  fds={'--to-passphrase-fd': secret})
        found = vault.ask('bundle', 'inspect', out, '--from-passphrase-fd=FD',
                          fds={'--from-passphrase-fd': secret})
        assert found['verified'] is True and found['sealed'] == []
        assert found['already_imported'] is True
        vault.ctl('bundle', 'inspect', out, '--from-passphrase-fd=FD',
                  fds={'--from-passphrase-fd': b'wrong\n'}).refuse(2, 'E_NO_KEY')
        whole = out.read_bytes()
        out.write_bytes(whole[:-1])
        vault.ctl('bundle', 'inspect', out, '--from-passphrase-fd=FD',
                  fds={'--from-passphrase-fd': secret}).refuse(2, 'E_PAYLOAD')


@case
def a_bundle_needs_cases_and_somebody_to_go_to():
    with Vault() as vault:
        made = add(vault)
        out = vault.top / 'b.age'
        for words in (['--case', made['id']], ['--case', made['id'], '--out', out],
                      ['--to', 'age1x', '--out', out],
                      ['--case', made['id'], '--to', 'age1x', '--out', out, '--parts', 'gossip']):
            vault.ctl('bundle', 'export', *words).refuse(1, 'usage')
        vault.ctl('bundle', 'export', '--case', made['id'], '--to', 'nobody', '--out',
                  out).refuse(2, 'unknown')
        assert not out.exists()


@case
def the_card_is_one_signed_line():
    with Vault() as vault:
        card = vault.ask('card')
        assert card['fingerprint'] == vault.made['fingerprint']
        signature, _, text = card['card'].partition(' ')
        assert len(signature) == 86 and text.startswith('{') and '\n' not in text


main()
