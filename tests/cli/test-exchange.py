#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bundles between vaults that know each other: imported, merged, decided, sent back, withdrawn."""

from exchange import add, digests, export, friends, has_same, meet, write_card
from hearthctl import Vault, start
from tap import case, main


def imported(vault, out, **wanted):
    told = vault.ask('bundle', 'import', out)
    for key, value in wanted.items():
        assert told[key] == value, (key, told)
    return told


@case
def a_case_comes_over_and_nothing_changes_the_second_time():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        out = export(sender, receiver, made, 'core,benefits')
        dry = receiver.ask('bundle', 'import', out, '--dry-run')
        assert (dry['verified'], dry['new'], dry['already_imported']) == (True, 1, False)
        assert dry['from'] == {'label': 'Sender', 'fingerprint': sender.made['fingerprint'], 'known': True}
        assert receiver.ask('case', 'list')['total'] == 0
        imported(receiver, out, verified=True, new=1, changed=0, conflicts=0, sealed=[],
                 already_imported=False, order='first', set_aside={})
        assert receiver.ask('case', 'list')['cases'][0]['name'] == sender.ask('case', 'list')['cases'][0]['name']
        assert has_same(sender, receiver, made)
        before = digests(receiver, made)
        told = imported(receiver, out, new=0, changed=0, already_imported=True, new_lines=0, order='again')
        assert told['released'] == 0 and digests(receiver, made) == before
        assert receiver.ask('rebuild', '--verify')['equal'] is True
        events = [entry['event'] for entry in receiver.ask('audit', 'list')['entries']]
        assert events.count('import') == 2 and events.count('import.done') == 2, events


@case
def a_conflict_is_decided_and_the_decision_goes_back():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender, 'birth=2001-04-02')
        imported(receiver, export(sender, receiver, made))
        sender.ask('case', 'set', made['id'], 'birth=2001-04-03', 'phone=+380000000001')
        receiver.ask('case', 'set', made['id'], 'birth=2001-04-04', 'note=Палата')
        again = export(sender, receiver, made, name='again.age')
        assert receiver.ask('bundle', 'import', again, '--dry-run')['conflicts'] == 1
        imported(receiver, again, changed=1, conflicts=1, order='next')
        conflicts = receiver.ask('conflict', 'list')['conflicts']
        assert len(conflicts) == 1 and conflicts[0]['field'] == 'birth', conflicts
        receiver.ask('conflict', 'resolve', conflicts[0]['id'], '--take', 'theirs')
        assert receiver.ask('conflict', 'list')['conflicts'] == []
        imported(sender, export(receiver, sender, made, name='back.age'), changed=1)
        assert sender.ask('conflict', 'list')['conflicts'] == []
        assert has_same(sender, receiver, made)
        shown = sender.ask('case', 'show', made['id'])['person']
        assert shown['birth'] == '2001-04-03' and shown['note'] == 'Палата', shown


@case
def a_withdrawn_import_is_as_if_it_had_not_come_and_comes_back():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        out = export(sender, receiver, made, 'core,benefits')
        bundle = imported(receiver, out)['bundle']
        full = digests(receiver, made)
        assert receiver.ask('bundle', 'withdraw', bundle)['changed'] is True
        assert receiver.ask('case', 'list')['total'] == 0
        assert receiver.ask('bundle', 'withdraw', bundle)['changed'] is False
        assert receiver.ask('bundle', 'bring-back', bundle)['changed'] is True
        assert digests(receiver, made) == full
        receiver.ask('bundle', 'withdraw', bundle)
        assert imported(receiver, out, already_imported=False)['released'] > 0
        assert digests(receiver, made) == full


@case
def an_unknown_sender_is_refused_and_its_card_can_be_compared():
    with Vault('Sender.hearth') as sender, Vault('Receiver.hearth') as receiver:
        made = add(sender)
        meet(sender, receiver)
        out = export(sender, receiver, made)
        receiver.ctl('bundle', 'import', out).refuse(2, 'E_UNKNOWN_SENDER')
        receiver.ctl('bundle', 'import', out, '--dry-run').refuse(2, 'E_UNKNOWN_SENDER')
        assert receiver.ask('bundle', 'inspect', out)['from']['known'] is False
        assert receiver.ask('contact', 'list')['contacts'] == []
        receiver.ask('contact', 'add', write_card(sender, receiver))
        receiver.ctl('bundle', 'import', out).refuse(2, 'E_UNKNOWN_SENDER')
        receiver.ask('contact', 'verify', 'Sender', sender.made['fingerprint'])
        imported(receiver, out, new=1)
        receiver.ask('contact', 'revoke', 'Sender')
        receiver.ctl('bundle', 'import', out).refuse(2, 'E_REVOKED')
        assert has_same(sender, receiver, made)
        refused = [entry for entry in receiver.ask('audit', 'list')['entries']
                   if entry['event'] == 'bundle.refused']
        assert {entry['why'] for entry in refused} == {'E_UNKNOWN_SENDER', 'E_REVOKED'}


@case
def nothing_goes_to_who_was_not_compared_nor_what_they_may_not_get():
    with Vault('Sender.hearth') as sender, Vault('Receiver.hearth') as receiver:
        made = add(sender)
        sender.ask('contact', 'add', write_card(receiver, sender))
        words = ['bundle', 'export', '--case', made['id'], '--to', 'Receiver', '--out', sender.top / 'o.age']
        sender.ctl(*words).refuse(4, 'denied')
        sender.ask('contact', 'verify', 'Receiver', receiver.made['fingerprint'])
        sender.ctl(*words, '--parts', 'core,restricted').refuse(4, 'denied')
        sender.ask('contact', 'set', 'Receiver', '--send', 'core')
        sender.ctl(*words, '--parts', 'core,benefits').refuse(4, 'denied')
        assert sender.ask(*words, '--profile', 'transfer')['parts'] == ['core']
        sender.ctl(*words, '--profile', 'somebody').refuse(1, 'usage')
        small = sender.ask(*words)['bytes']
        assert small < 70000 < sender.ask(*words, '--hide-numbers')['bytes']


@case
def what_somebody_else_wrote_waits_for_their_card():
    """Carrier passes on what Author wrote; Receiver knows Carrier alone."""
    with Vault('Author.hearth') as author, Vault('Carrier.hearth') as carrier, \
            Vault('Receiver.hearth') as receiver:
        for ours, theirs in ((author, carrier), (carrier, author), (carrier, receiver), (receiver, carrier)):
            meet(ours, theirs)
        made = add(author)
        imported(carrier, export(author, carrier, made))
        carrier.ask('case', 'set', made['id'], 'ward=3')
        told = imported(receiver, export(carrier, receiver, made))
        assert told['set_aside']['author-unknown'] > 0 and told['new_lines'] > 1, told
        offered = {contact['name']: contact['state'] for contact in receiver.ask('contact', 'list')['contacts']}
        assert offered == {'Carrier': 'verified', 'Author': 'not-verified'}
        assert digests(receiver, made) != digests(carrier, made)
        receiver.ask('contact', 'verify', 'Author', author.made['fingerprint'])
        assert has_same(carrier, receiver, made)
        assert receiver.ask('case', 'list')['total'] == 1
        assert receiver.ask('rebuild', '--verify')['equal'] is True


@case
def what_a_contact_may_not_say_is_set_aside():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        receiver.ask('contact', 'set', 'Sender', '--accept', 'core')
        sender.ask('record', 'add', 'payment', '--case', made['id'], 'benefit=ONE_OFF_RELEASE',
                   'amount_kop=100', 'paid_on=2025-06-15')
        told = imported(receiver, export(sender, receiver, made, 'core,benefits'))
        assert told['set_aside'] == {'not-allowed': 1}, told


@case
def a_gap_and_an_older_bundle_are_told():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        first = export(sender, receiver, made, name='1.age')
        export(sender, receiver, made, name='2.age')
        third = export(sender, receiver, made, name='3.age')
        told = imported(receiver, third, order='first')
        assert told['seq'] == 3
        imported(receiver, first, order='older', already_imported=True)
        fifth = [export(sender, receiver, made, name=f'{n}.age') for n in (4, 5)][1]
        assert imported(receiver, fifth, order='gap')['missing'] == 1


@case
def a_part_waits_for_a_login_that_holds_it():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        sender.ask('record', 'add', 'check', '--case', made['id'], 'result=Усе добре')
        out = export(sender, receiver, made, 'core,medical')
        receiver.ask('user', 'add', 'registrar', '--role', 'registrar', '--new-passphrase-fd=FD',
                     fds={'--new-passphrase-fd': b'first words\n'})
        answer = start(receiver.top, ['--vault', receiver.path, '--user', 'registrar', 'bundle', 'import', out],
                       {'--passphrase-fd': b'first words\n'}, {})
        assert answer.status == 0, answer.err
        told = answer.json
        assert told['sealed'] == ['medical'] and told['waiting'] == 1, told
        assert len(list((receiver.path / 'sealed').iterdir())) == 1
        assert has_same(sender, receiver, made)
        assert list((receiver.path / 'sealed').iterdir()) == []
        assert digests(receiver, made)['medical']['lines'] == 1


@case
def both_sides_name_a_bundle_by_the_same_hash():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        imported(receiver, export(sender, receiver, made, 'core,benefits'))
        sent, came = sender.ask('bundle', 'list')['sent'], receiver.ask('bundle', 'list')['received']
        assert len(sent) == len(came) == 1
        assert sent[0]['manifest'] == came[0]['manifest'] and sent[0]['bundle'] == came[0]['bundle']
        assert sent[0]['to'] == [{'name': 'Receiver', 'fingerprint': receiver.made['fingerprint']}]
        assert came[0]['from'] == {'name': 'Sender', 'fingerprint': sender.made['fingerprint']}
        assert sent[0]['made'] is True and sent[0]['parts'] == ['core', 'benefits']


@case
def attachments_come_along():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        path = sender.top / 'scan.pdf'
        path.write_bytes(b'%PDF-1.4\n' + bytes(range(256)) * 800 + b'\n%%EOF\n')
        added = sender.ask('file', 'add', '--case', made['id'], path)
        out = export(sender, receiver, made)
        assert receiver.ask('bundle', 'inspect', out)['files'] == 1
        imported(receiver, out, new_files=1, waiting=0)
        saved = receiver.top / 'saved.pdf'
        receiver.ask('file', 'save', added['id'], '--out', saved, '--reason', 'порівняння')
        assert saved.read_bytes() == path.read_bytes()
        imported(receiver, out, new_files=0, already_imported=True)
        bare = export(sender, receiver, made, name='bare.age', options=['--without-files'])
        assert receiver.ask('bundle', 'inspect', bare)['files'] == 0
        assert receiver.ask('check', '--deep')['ok'] is True


@case
def a_partial_bundle_leaves_other_parts_alone():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        sender.ask('record', 'add', 'check', '--case', made['id'], 'result=Перший')
        imported(receiver, export(sender, receiver, made, 'core,medical,benefits'))
        before = digests(receiver, made)
        sender.ask('case', 'set', made['id'], 'ward=9')
        imported(receiver, export(sender, receiver, made, 'core', name='part.age'), changed=1)
        after = digests(receiver, made)
        assert after['core'] != before['core']
        assert all(after[part] == before[part] for part in before if part != 'core')


main()
