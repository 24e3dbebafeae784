#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts: a card comes, people compare its digits, and only then is its vault believed."""

import re

from hearthctl import Vault
from second import add_user, second
from tap import case, main


def write_card(vault, other):
    """The card of vault as a file where other can read it."""
    path = other.top / 'other.card'
    path.write_text(vault.ask('card')['card'] + '\n', encoding='utf-8')
    return path


def only(vault):
    contacts = vault.ask('contact', 'list')['contacts']
    assert len(contacts) == 1, contacts
    return contacts[0]


@case
def the_own_card_tells_six_groups_of_five_digits():
    with Vault('Ours.hearth') as vault:
        card = vault.ask('card')
        assert re.fullmatch(r'\d{5}( \d{5}){5}', card['fingerprint'])
        assert card['fingerprint'] == vault.made['fingerprint']
        assert card['serial'] == 1 and card['label'] == 'Ours'


@case
def a_card_is_believed_once_its_digits_are_typed():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        path = write_card(theirs, ours)
        added = ours.ask('contact', 'add', path)
        assert (added['state'], added['card'], added['key_changed']) == ('not-verified', 'new', False)
        assert added['send'] == [] and added['accept'] == []
        digits = theirs.ask('card')['fingerprint']
        wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        ours.ctl('contact', 'verify', 'Theirs', wrong).refuse(2, 'refused')
        assert only(ours)['verified'] is False
        assert ours.ask('contact', 'verify', 'Theirs', *digits.split())['verified'] is True
        contact = only(ours)
        assert contact['fingerprint'] == digits and 'medical' in contact['send']
        assert 'restricted' not in contact['send'] and 'restricted' in contact['accept']
        assert ours.ask('contact', 'add', path)['card'] == 'same'
        assert only(ours)['verified'] is True
        events = [entry['event'] for entry in ours.ask('audit', 'list')['entries']]
        assert events.count('contact') == 3, events


@case
def what_is_taken_and_sent_is_a_persons_to_say():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        ours.ask('contact', 'add', write_card(theirs, ours))
        ours.ctl('contact', 'set', 'Theirs', '--send', 'core').refuse(2, 'refused')
        ours.ask('contact', 'verify', 'Theirs', theirs.made['fingerprint'])
        changed = ours.ask('contact', 'set', 'Theirs', '--send', 'core,medical', '--accept', 'core')
        assert changed['send'] == ['core', 'medical'] and changed['accept'] == ['core']
        assert ours.ask('contact', 'set', 'Theirs', '--send', '')['send'] == []
        ours.ctl('contact', 'set', 'Theirs', '--send', 'admin').refuse(1, 'usage')


@case
def more_goes_to_a_contact_only_with_a_second_persons_yes():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        def send(parts, *words, fds=None):
            return ours.ctl('contact', 'set', 'Theirs', '--send', parts, *words, fds=fds)

        def proofs():
            entries = ours.ask('audit', 'list')['entries']
            return [entry['why'] for entry in entries if entry['event'] == 'second.person']

        ours.ask('contact', 'add', write_card(theirs, ours))
        ours.ask('contact', 'verify', 'Theirs', theirs.made['fingerprint'])
        assert send('core,restricted', '--alone', 'only owner').status == 0
        assert proofs() == ['only owner']
        add_user(ours, 'second', 'manager')
        # Less needs nobody; to give it back does, and an excuse is none any more.
        assert send('core').status == 0
        send('core,restricted').refuse(4, 'denied')
        send('core,restricted', '--alone', 'in a hurry').refuse(4, 'denied')
        words, fds = second('second', b'not these\n')
        send('core,restricted', *words, fds=fds).refuse(3, 'locked')
        assert only(ours)['send'] == ['core'] and len(proofs()) == 1
        words, fds = second('second')
        assert send('core,restricted', *words, fds=fds).status == 0
        assert only(ours)['send'] == ['core', 'restricted']
        user, of, key, signature = proofs()[0].split()
        assert (len(user), len(of), len(key), len(signature)) == (32, 64, 43, 86), proofs()
        # What is taken from it is not what may go to it.
        assert ours.ask('contact', 'set', 'Theirs', '--accept', 'core')['accept'] == ['core']


@case
def a_removed_contact_has_to_be_compared_again_and_a_revoked_one_never_comes_back():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        path = write_card(theirs, ours)
        ours.ask('contact', 'add', path)
        ours.ask('contact', 'verify', 'Theirs', theirs.made['fingerprint'])
        ours.ask('contact', 'remove', 'Theirs')
        assert ours.ask('contact', 'list')['contacts'] == []
        ours.ctl('contact', 'remove', 'Theirs').refuse(2, 'unknown')
        assert ours.ask('contact', 'add', path)['state'] == 'not-verified'
        assert ours.ask('contact', 'revoke', 'Theirs')['state'] == 'revoked'
        ours.ctl('contact', 'add', path).refuse(2, 'refused')
        ours.ctl('contact', 'verify', 'Theirs', theirs.made['fingerprint']).refuse(2, 'refused')
        ours.ctl('contact', 'remove', 'Theirs').refuse(2, 'refused')


@case
def another_key_under_a_known_name_warns():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as first, Vault('Theirs.hearth') as second:
        ours.ask('contact', 'add', write_card(first, ours))
        ours.ask('contact', 'verify', 'Theirs', first.made['fingerprint'])
        added = ours.ask('contact', 'add', write_card(second, ours))
        assert added['key_changed'] is True and added['state'] == 'not-verified'
        ours.ctl('contact', 'remove', 'Theirs').refuse(2, 'unknown')
        ours.ask('contact', 'verify', 'Theirs', second.made['fingerprint'])
        ours.ask('contact', 'remove', first.made['fingerprint'])
        assert only(ours)['fingerprint'] == second.made['fingerprint']


@case
def a_bare_recipient_is_a_contact_too():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        recipient = re.search('age1[0-9a-z]+', theirs.ask('card')['card']).group()
        path = ours.top / 'bare.txt'
        path.write_text(recipient + '\n', encoding='utf-8')
        added = ours.ask('contact', 'add', path, '--name', 'Прокуратура')
        assert added['name'] == 'Прокуратура' and added['serial'] == 0
        # Who has no Hearth reads out the key itself.
        ours.ctl('contact', 'verify', 'Прокуратура', recipient[:-1] + 'q').refuse(2, 'refused')
        spoken = ' '.join(recipient[i:i + 4] for i in range(0, len(recipient), 4)).upper()
        assert ours.ask('contact', 'verify', 'Прокуратура', spoken)['accept'] == []
        assert ours.ask('contact', 'verify', 'Прокуратура', added['fingerprint'])['verified'] is True


@case
def what_is_no_card_is_refused():
    with Vault('Ours.hearth') as ours, Vault('Theirs.hearth') as theirs:
        path = write_card(theirs, ours)
        line = path.read_text(encoding='utf-8')
        path.write_text(line.replace('"Theirs"', '"Their5"'), encoding='utf-8')
        ours.ctl('contact', 'add', path).refuse(2, 'E_CARD')
        path.write_text('', encoding='utf-8')
        ours.ctl('contact', 'add', path).refuse(2, 'E_CARD')
        path.write_text('x' * 70000, encoding='utf-8')
        assert ours.ctl('contact', 'add', path).status == 2
        path.write_text('age1qqq', encoding='utf-8')
        ours.ctl('contact', 'add', path).refuse(2, 'invalid')
        path.write_text(ours.ask('card')['card'], encoding='utf-8')
        ours.ctl('contact', 'add', path).refuse(2, 'refused')
        assert ours.ask('contact', 'list')['contacts'] == []


main()
