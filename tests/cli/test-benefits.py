# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: what a case has a right to, what was paid of it, and who may see that."""

from hearthctl import Vault
from tap import case, main

PERSON = ['surname=Тестенко', 'given=Іван', 'birth=1990-04-01', 'category=severely-wounded',
          'captured=2022-05-16', 'released=2025-06-09']


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
def without_the_grant_nothing_is_told():
    with Vault() as vault:
        made = vault.ask('case', 'add', *PERSON)
        vault.ask('user', 'add', 'ivan', '--role', 'clinician', '--permanent', '--reason', 'test',
                  '--new-passphrase-fd=FD', fds={'--new-passphrase-fd': b'a passphrase for ivan\n'})
        vault.ctl('--user', 'ivan', '--passphrase-fd=FD', 'benefit', 'show', made['id'],
                  fds={'--passphrase-fd': b'a passphrase for ivan\n'}).refuse(4, 'denied')
        vault.ctl('benefit', 'show', 'f' * 32).refuse(2, 'unknown')


main()
