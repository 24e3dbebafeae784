# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: what a case has a right to, what was paid of it, and who may see that."""

from hearthctl import Vault
from tap import case, main

PERSON = ['surname=Тестенко', 'given=Іван', 'birth=1990-04-01', 'category=severely-wounded',
          'captured=2022-05-16', 'released=2025-06-09']

COUNTING = '''[benefits]
Title=Years of the annual aid
Title[uk]=Роки щорічної допомоги
AnnualRule=calendar_year_touched
CountCaptureDay=true
CountReleaseDay=false
Source=Decision of the house
Source[uk]=Рішення закладу
Checked=2026-11-22
Certainty=uncertain
'''


def add(vault, kind, made, *fields):
    return vault.ask('record', 'add', kind, '--case', made['id'], *fields)


def totals(vault, made):
    return vault.ask('benefit', 'show', made['id'])['totals']


def pay(vault, made, benefit, kopiykas, *fields):
    return add(vault, 'payment', made, f'benefit={benefit}', f'amount_kop={kopiykas}', *fields)


@case
def what_is_owed_follows_the_records():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        found = totals(vault, made)
        assert found['ADD_REWARD_100K']['owed_kop'] == 368161290, found
        assert found['ADD_REWARD_100K']['by_recipient'] == {'person': 368161290, 'relatives': 0}
        assert 'PAY_RETAINED' not in found
        add(vault, 'contact', made, 'name=Тестенко Марія', 'relation=wife')
        add(vault, 'pay', made, 'from_on=2022-01-01', 'base_kop=2500000')
        add(vault, 'disability', made, 'group=II', 'set_on=2025-06-10')
        found = totals(vault, made)
        assert found['ADD_REWARD_100K']['by_recipient'] == {'person': 21500000,
                                                            'relatives': 346661290}
        assert found['PAY_RETAINED']['entitled_kop'] == 92040323
        assert found['DISAB_ONEOFF']['entitled_kop'] == 90840000
        add(vault, 'share', made, 'from_on=2025-03-01', 'recipient=Тестенко Марія', 'percent=20',
            'to_whom=relatives')
        add(vault, 'share', made, 'from_on=2025-03-01', 'recipient=на депозит', 'percent=80',
            'to_whom=deposit')
        person = totals(vault, made)['ADD_REWARD_100K']['by_recipient']['person']
        assert person == 5000000 + 8000000 * 3 + 2400000, person


@case
def the_ledger_takes_what_was_paid_and_waived_off():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        first = pay(vault, made, 'ONE_OFF_RELEASE', 10000000, 'paid_on=2025-06-10')
        pay(vault, made, 'ANNUAL_CAPTIVITY', 10000000, 'entry=claimed')
        pay(vault, made, 'ANNUAL_CAPTIVITY', 12000000, 'entry=paid')
        pay(vault, made, 'ANNUAL_CAPTIVITY', 2000000, 'entry=returned')
        pay(vault, made, 'ANNUAL_CAPTIVITY', 5000000, 'entry=waived')
        pay(vault, made, 'ANNUAL_CAPTIVITY', 10000000, 'entry=paid', 'to_whom=relatives', 'year=2023')
        pay(vault, made, 'ADD_REWARD_100K', 400000000)
        pay(vault, made, 'Подарунок', 100)
        found = totals(vault, made)
        assert found['ONE_OFF_RELEASE']['owed_kop'] == 0
        annual = found['ANNUAL_CAPTIVITY']
        assert (annual['entitled_kop'], annual['paid_kop'], annual['waived_kop'], annual['owed_kop']) \
            == (20000000, 10000000, 5000000, 5000000), annual
        assert found['ADD_REWARD_100K']['owed_kop'] == 368161290 - 400000000
        assert (found['Подарунок']['entitled_kop'], found['Подарунок']['owed_kop']) == (0, -100)
        vault.ask('record', 'set', first['id'], 'void_reason=помилка')
        assert totals(vault, made)['ONE_OFF_RELEASE']['owed_kop'] == 10000000


@case
def a_wrong_entry_is_corrected_by_a_new_one_and_never_changed():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        wrong = pay(vault, made, 'one-off-release', 1000000, 'paid_on=2025-06-10')
        assert wrong['benefit'] == 'ONE_OFF_RELEASE' and wrong['entry'] == 'paid', wrong
        vault.ctl('record', 'set', wrong['id'], 'amount_kop=10000000').refuse(2, 'invalid')
        right = pay(vault, made, 'ONE_OFF_RELEASE', 10000000, 'paid_on=2025-06-10',
                    'corrects=' + wrong['id'], 'note=нуль загублено')
        assert vault.ask('record', 'show', wrong['id'])['void_reason'] == 'нуль загублено'
        one_off = totals(vault, made)['ONE_OFF_RELEASE']
        assert (one_off['paid_kop'], one_off['owed_kop']) == (10000000, 0), one_off
        add_too_late = ['record', 'add', 'payment', '--case', made['id'], 'benefit=ONE_OFF_RELEASE',
                        'amount_kop=1']
        vault.ctl(*add_too_late, 'corrects=' + wrong['id']).refuse(2, 'invalid')
        vault.ctl(*add_too_late, 'corrects=' + 'f' * 32).refuse(2, 'unknown')
        vault.ctl('record', 'set', wrong['id'], 'void_reason=').refuse(2, 'invalid')
        vault.ctl('record', 'set', right['id'], 'gone=true').refuse(2, 'invalid')
        vault.ctl('record', 'add', 'payment', '--case', made['id'], 'benefit=ONE_OFF_RELEASE',
                  'amount_kop=-5').refuse(2, 'invalid')
        vault.ask('record', 'set', right['id'], 'void_reason=не та людина')
        assert totals(vault, made)['ONE_OFF_RELEASE']['owed_kop'] == 10000000


def steps_of(vault, made):
    return {step['kind']: step for step in vault.ask('step', 'list', '--case', made['id'])['steps']}


@case
def a_claim_moves_its_steps_and_keeps_its_terms():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        claim = add(vault, 'claim', made, 'benefit=ADD_REWARD_100K', 'blocker=unit-silent')
        assert (claim['benefit'], claim['state']) == ('add-reward-100k', 'collecting'), claim
        assert steps_of(vault, made)['reward-report']['state'] == 'in-progress'
        sent = vault.ask('record', 'set', claim['id'], 'submitted_on=2025-07-01',
                         'addressee=Вигадана частина', 'blocker=')
        assert (sent['state'], sent['answer_due_on']) == ('submitted', '2025-07-31'), sent
        steps = steps_of(vault, made)
        assert steps['reward-report']['state'] == 'done', steps['reward-report']
        assert steps['reward-paid']['state'] == 'waiting', steps['reward-paid']
        assert steps['reward-paid']['due'] == '2025-07-31', steps['reward-paid']
        said = vault.ctl('record', 'set', claim['id'], 'refused_on=2025-07-20').refuse(2, 'invalid')
        assert '"refusal"' in said['message'], said
        refused = vault.ask('record', 'set', claim['id'], 'refused_on=2025-07-20', 'blocker=unit-silent',
                            'refusal=немає наказу')
        assert (refused['state'], refused['appeal_due_on']) == ('rejected', '2025-08-20'), refused
        rows = vault.ask('outstanding', '--as-of', '2025-08-21')['rows']
        row = [row for row in rows if row['step'] == 'reward-paid']
        assert row and row[0]['blocker'] == 'unit-silent', rows
        vault.ctl('record', 'set', claim['id'], 'appealed_on=2025-07-01').refuse(2, 'invalid')
        appealed = vault.ask('record', 'set', claim['id'], 'appealed_on=2025-08-01', 'court=Вигаданий суд')
        assert appealed['state'] == 'appealed', appealed
        vault.ask('record', 'set', claim['id'], 'state=paid')
        assert steps_of(vault, made)['reward-paid']['state'] == 'done'


@case
def another_sum_needs_a_reason_and_stays_beside_what_was_counted():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        claim = add(vault, 'claim', made, 'benefit=ANNUAL_CAPTIVITY')
        vault.ctl('record', 'set', claim['id'], 'override_kop=40000000').refuse(2, 'invalid')
        vault.ask('record', 'set', claim['id'], 'override_kop=40000000',
                  'override_reason=рішення комісії')
        annual = totals(vault, made)['ANNUAL_CAPTIVITY']
        assert (annual['entitled_kop'], annual['counted_kop'], annual['owed_kop']) \
            == (40000000, 30000000, 40000000), annual
        vault.ask('record', 'set', claim['id'], 'gone=true')
        assert totals(vault, made)['ANNUAL_CAPTIVITY']['owed_kop'] == 30000000


@case
def money_counts_from_its_day_on():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        pay(vault, made, 'ONE_OFF_RELEASE', 10000000, 'paid_on=2025-06-20')

        def owed_on(day):
            groups = vault.ask('outstanding', '--as-of', day, '--group-by', 'benefit')['groups']
            return {group['key']: group['owed_kop'] for group in groups}.get('ONE_OFF_RELEASE', 0)

        assert owed_on('2025-06-19') == 10000000
        assert owed_on('2025-06-20') == 0
        shown = vault.ask('--today', '2025-06-19', 'benefit', 'show', made['id'])['totals']['ONE_OFF_RELEASE']
        assert (shown['paid_kop'], shown['owed_kop']) == (0, 10000000), shown


@case
def what_is_returned_beyond_what_was_paid_is_not_owed():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        add(vault, 'payment', made, 'benefit=ONE_OFF_RELEASE', 'entry=returned', 'amount_kop=500', 'paid_on=2025-06-20')
        shown = totals(vault, made)['ONE_OFF_RELEASE']
        assert (shown['paid_kop'], shown['owed_kop']) == (-500, 10000000), shown


@case
def a_year_outside_captivity_takes_none_away():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        for year in (2020, 2023, 2023):
            pay(vault, made, 'ANNUAL_CAPTIVITY', 10000000, 'to_whom=relatives', f'year={year}')
        assert totals(vault, made)['ANNUAL_CAPTIVITY']['entitled_kop'] == 20000000


@case
def what_is_no_right_is_not_owed():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        claim = add(vault, 'claim', made, 'benefit=ANNUAL_CAPTIVITY', 'state=not-eligible')
        annual = totals(vault, made)['ANNUAL_CAPTIVITY']
        assert (annual['entitled_kop'], annual['counted_kop'], annual['owed_kop']) \
            == (0, 30000000, 0), annual
        vault.ask('record', 'set', claim['id'], 'state=appealed')
        assert totals(vault, made)['ANNUAL_CAPTIVITY']['owed_kop'] == 30000000


@case
def a_step_tells_of_a_court_and_not_of_which():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        add(vault, 'claim', made, 'benefit=ADD_REWARD_100K', 'submitted_on=2025-07-01', 'state=in-court',
            'court=Вигаданий суд, справа 1/25')
        assert steps_of(vault, made)['reward-paid']['state'] == 'waiting'
        rows = vault.ask('outstanding')['rows']
        told = [row['waiting_for'] for row in rows if row['step'] == 'reward-paid']
        assert told == ['суд'], told


@case
def money_that_cannot_be_is_refused_with_its_key():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)

        def refuse(kind, key, *fields):
            error = vault.ctl('record', 'add', kind, '--case', made['id'], *fields).refuse(2, 'invalid')
            assert key in error['message'], error

        refuse('payment', 'amount_kop', 'benefit=ONE_OFF_RELEASE')
        refuse('payment', 'amount_kop', 'benefit=ONE_OFF_RELEASE', 'entry=waived', 'amount_kop=0')
        refuse('payment', 'account', 'benefit=ONE_OFF_RELEASE', 'amount_kop=1', 'account=UA213223130000026007233566001')
        refuse('payment', 'account', 'benefit=ONE_OFF_RELEASE', 'amount_kop=1', 'account=12a4')
        refuse('payment', 'until_on', 'benefit=ONE_OFF_RELEASE', 'amount_kop=1', 'from_on=2025-03-01',
               'until_on=2025-02-28')
        refuse('claim', 'benefit', 'benefit=Вигадана виплата')
        refuse('claim', 'approved_on', 'benefit=ONE_OFF_RELEASE', 'submitted_on=2025-07-01',
               'approved_on=2025-06-30')
        refuse('claim', 'papers', 'benefit=ONE_OFF_RELEASE', 'papers=zzz')
        refuse('claim', 'refusal', 'benefit=ONE_OFF_RELEASE', 'state=rejected')
        refuse('claim', 'scans', 'benefit=ONE_OFF_RELEASE', 'scans=not-an-id')
        claim = add(vault, 'claim', made, 'benefit=ONE_OFF_RELEASE', 'scans=' + 'a' * 32)
        assert claim['scans'] == ['a' * 32], claim
        refuse('pay', 'until_on', 'from_on=2022-02-01', 'until_on=2022-01-01', 'base_kop=2500000')
        refuse('stay', 'until_on', 'from_on=2025-06-10', 'until_on=2025-06-09')
        for percent in (-1, 101):
            refuse('share', 'percent', 'from_on=2025-03-01', 'recipient=Вигадана особа', f'percent={percent}')
        refuse('payment', 'year', 'benefit=ANNUAL_CAPTIVITY', 'amount_kop=1', 'to_whom=relatives', 'year=23')
        add(vault, 'payment', made, 'benefit=ONE_OFF_RELEASE', 'entry=claimed')
        pay(vault, made, 'ONE_OFF_RELEASE', 1, 'account=1234', 'from_on=2025-03-01', 'until_on=2025-03-01')


@case
def the_house_chooses_how_to_count():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        vault.ask('record', 'add', 'overlay', 'pack=counting', 'entry=benefits', 'reason=рішення комісії',
                  'since_on=2025-01-01', 'text=' + COUNTING)
        found = totals(vault, made)
        assert found['ANNUAL_CAPTIVITY']['entitled_kop'] == 40000000, found['ANNUAL_CAPTIVITY']
        assert found['ADD_REWARD_100K']['entitled_kop'] == 367827957, found['ADD_REWARD_100K']


def owed_by_group(vault, by):
    answer = vault.ask('outstanding', '--group-by', by)
    groups = {group['key']: group['owed_kop'] for group in answer['groups']}
    assert sum(groups.values()) == answer['owed_kop'], answer
    return groups, answer['owed_kop']


@case
def lists_and_groups_tell_the_same_sums_as_the_case():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON, 'facility=Лікарня «Приклад»')
        other = vault.ask('case', 'add', 'surname=Вигаданий', 'given=Петро', 'released=2025-06-09',
                          'captured=2025-05-10', 'category=severely-wounded')
        pay(vault, made, 'ADD_REWARD_100K', 300000000)
        pay(vault, made, 'Подарунок', 700)

        def check():
            # What one got too much of takes nothing off what is owed of another thing.
            sums = {case['id']: sum(max(total['owed_kop'], 0) for total in totals(vault, case).values())
                    for case in (made, other)}
            over = {case['id']: sum(total['overpaid_kop'] for total in totals(vault, case).values())
                    for case in (made, other)}
            assert over[made['id']] == 700, over
            listed = {case['id']: case['owed_kop'] for case in vault.ask('case', 'list')['cases']}
            assert listed == sums, (listed, sums)
            answer = vault.ask('outstanding')
            assert answer['overpaid_kop'] == sum(over.values()), answer['overpaid_kop']
            for case in (made, other):
                rows = [row for row in answer['rows'] if row['case'] == case['id']]
                assert sum(row['owed_kop'] for row in rows) == sums[case['id']]
                assert sum(row['overpaid_kop'] for row in rows) == over[case['id']]
            groups, total = owed_by_group(vault, 'benefit')
            assert total == sum(sums.values()), (total, sums)
            reward = sum(totals(vault, case)['ADD_REWARD_100K']['owed_kop'] for case in (made, other))
            assert groups['ADD_REWARD_100K'] == reward, groups
            assert owed_by_group(vault, 'facility')[0]['Лікарня «Приклад»'] == sums[made['id']]
            return sums

        first = check()
        entry = pay(vault, made, 'ONE_OFF_RELEASE', 10000000)
        assert check()[made['id']] == first[made['id']] - 10000000
        vault.ask('record', 'set', entry['id'], 'void_reason=не та людина')
        assert check() == first
        vault.ask('case', 'set', other['id'], 'captured=2025-06-01')
        assert check()[other['id']] < first[other['id']]
        vault.ask('record', 'add', 'overlay', 'pack=counting', 'entry=benefits', 'reason=рішення комісії',
                  'since_on=2025-01-01', 'text=' + COUNTING)
        assert check()[made['id']] == first[made['id']] + 10000000 - 333333


@case
def money_alone_keeps_a_person_among_those_who_wait():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        for step in vault.ask('step', 'list', '--case', made['id'])['steps']:
            vault.ask('step', 'set', step['id'], 'state=done', 'done_on=2025-06-10')
        answer = vault.ask('outstanding')
        assert answer['people'] == 1, answer
        assert answer['owed_kop'] == sum(total['owed_kop'] for total in totals(vault, made).values()) > 0
        assert {row['number'] for row in answer['rows']} == {made['number']}, answer
        assert {row['since'] for row in answer['rows']} == {'2025-06-09'}, answer


@case
def between_least_and_most_nobody_is_overpaid():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Вигаданко', 'category=severely-wounded',
                         'captured=2022-05', 'released=2025-06-09')
        reward = totals(vault, made)['ADD_REWARD_100K']
        least, most = reward['min_kop'], reward['max_kop']
        assert least < most
        for paid, owed, owed_max, over in ((least - 100, 100, most - least + 100, 0),
                                           (least + 100, 0, most - least - 100, 0),
                                           (most, 0, 0, 0), (most + 100, -100, 0, 100)):
            entry = pay(vault, made, 'ADD_REWARD_100K', paid)
            found = totals(vault, made)['ADD_REWARD_100K']
            assert (found['owed_kop'], found['owed_max_kop'], found['overpaid_kop']) == \
                (owed, owed_max, over), (paid, found)
            vault.ask('record', 'set', entry['id'], 'void_reason=наступна спроба')


@case
def cases_are_sorted_by_what_is_owed():
    with Vault() as vault:
        made = [vault.ask('case', 'add', 'surname=' + name, 'category=severely-wounded', *more)
                for name, more in (('Арка', ('captured=2022-05-16', 'released=2025-06-09')),
                                   ('Брама', ('captured=2025-05-16', 'released=2025-06-09')),
                                   ('Вежа', ()))]
        pay(vault, made[0], 'ONE_OFF_RELEASE', 9999999)

        def listed(*options):
            cases = vault.ask('case', 'list', '--sort', 'owed_kop', *options)['cases']
            sums = [case['owed_kop'] for case in cases]
            assert sums == sorted(sums, reverse='--desc' in options), sums
            return [case['name'].split()[0] for case in cases]

        assert listed('--desc') == ['Арка', 'Брама', 'Вежа']
        assert listed() == ['Вежа', 'Брама', 'Арка']
        for benefit in ('ADD_REWARD_100K', 'ANNUAL_CAPTIVITY'):
            pay(vault, made[0], benefit, 900000000)
        assert listed('--desc') == ['Брама', 'Арка', 'Вежа']


@case
def without_the_grant_nothing_is_told():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        vault.ask('user', 'add', 'ivan', '--role', 'clinician', '--permanent', '--reason', 'test',
                  '--new-passphrase-fd=FD', fds={'--new-passphrase-fd': b'a passphrase for ivan\n'})
        vault.ctl('--user', 'ivan', '--passphrase-fd=FD', 'benefit', 'show', made['id'],
                  fds={'--passphrase-fd': b'a passphrase for ivan\n'}).refuse(4, 'denied')
        answer = vault.ctl('--user', 'ivan', '--passphrase-fd=FD', 'case', 'list',
                           fds={'--passphrase-fd': b'a passphrase for ivan\n'})
        assert answer.json['cases'][0]['owed_kop'] is None
        vault.ctl('--user', 'ivan', '--passphrase-fd=FD', 'case', 'list', '--sort', 'owed_kop',
                  fds={'--passphrase-fd': b'a passphrase for ivan\n'}).refuse(4, 'denied')
        vault.ctl('benefit', 'show', 'f' * 32).refuse(2, 'unknown')


main()
