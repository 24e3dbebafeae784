#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl bundle export lets nobody leave who did not agree."""

from exchange import add, friends
from tap import case, main

ASKING = '''[transfer]
Title=Transfer to another hospital
Title[uk]=Передання до іншого закладу
Needed=true
Source=Decision of the house
Source[uk]=Рішення закладу
Checked=2026-11-23
Certainty=uncertain
'''


def try_export(sender, cases, *words, name='b.age'):
    chosen = [word for made in cases for word in ('--case', made['id'])]
    return sender.ctl('bundle', 'export', *chosen, '--out', sender.top / name, *words)


def consent(vault, made, *fields):
    return vault.ask('record', 'add', 'consent', '--case', made['id'], *fields)


@case
def who_declined_stays_and_so_does_the_whole_bundle():
    with friends('Sender', 'Receiver') as (sender, receiver):
        willing, unwilling = add(sender), add(sender, 'patronymic=Нінівна')
        to = ('--to', 'Receiver', '--parts', 'core')
        assert try_export(sender, [willing, unwilling], *to, name='a.age').status == 0
        consent(sender, unwilling, 'purpose=transfer', 'state=declined', 'answered_on=2025-06-10')
        told = try_export(sender, [willing, unwilling], *to).refuse(4, 'denied')
        number = sender.ask('case', 'show', unwilling['id'])['number']
        assert told['where'] == number, told
        assert 'Вигаданко' not in str(told) and 'Нінівна' not in str(told), told
        assert not (sender.top / 'b.age').exists()
        assert len(sender.ask('bundle', 'list')['sent']) == 1
        assert try_export(sender, [willing], *to).status == 0
        # Another purpose is another question.
        assert try_export(sender, [unwilling], '--to', 'Receiver', '--profile', 'benefits', name='c.age').status == 0
        assert try_export(sender, [unwilling], *to, '--purpose', 'benefits', name='d.age').status == 0
        try_export(sender, [unwilling], '--to', 'Receiver', '--profile', 'transfer', name='e.age').refuse(4, 'denied')
        assert try_export(sender, [unwilling], *to, '--purpose', 'curiosity', name='e.age').status == 1


@case
def a_consent_that_was_withdrawn_is_none():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        given = consent(sender, made, 'purpose=transfer', 'state=given', 'answered_on=2025-06-10')
        assert try_export(sender, [made], '--to', 'Receiver', name='a.age').status == 0
        sender.ask('record', 'set', given['id'], 'state=withdrawn')
        try_export(sender, [made], '--to', 'Receiver').refuse(4, 'denied')
        # The receiver hears of it with the next bundle that may leave, and may not pass the case on.
        out = sender.top / 'c.age'
        sender.ask('bundle', 'export', '--case', made['id'], '--to', 'Receiver', '--purpose', 'headquarters',
                   '--out', out)
        receiver.ask('bundle', 'import', out)
        try_export(receiver, [made], '--to', 'Sender').refuse(4, 'denied')


@case
def a_house_that_asks_needs_an_answer():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        sender.ask('record', 'add', 'overlay', 'pack=consent-purpose', 'entry=transfer', 'reason=рішення закладу',
                   'since_on=2025-01-01', 'text=' + ASKING)
        try_export(sender, [made], '--to', 'Receiver').refuse(4, 'denied')
        consent(sender, made, 'purpose=transfer', 'state=given', 'answered_on=2025-06-10', 'scope=core')
        assert try_export(sender, [made], '--to', 'Receiver').status == 0
        try_export(sender, [made], '--to', 'Receiver', '--parts', 'core,medical', name='c.age').refuse(4, 'denied')


main()
