#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hospitals: what one sends is opened by a double click at the other, looked at, taken in, taken back, and three
questions are decided by keys."""

import json
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'cli'))
from tap import case, main  # noqa: E402

try:
    from driver import wait_for
    from small_vault import SmallVault, ctl, make_vault
    import hearthctl
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

HOME = Path(os.environ['HOME'])
ALTERED, FIRST, SECOND = HOME / 'altered.age', HOME / 'first.age', HOME / 'second.age'
OUT, ALLOWED = HOME / 'out', HOME / 'allowed'


class Hospital(hearthctl.Vault):
    """The other one. Both have one clock."""

    def words(self, *arguments):
        return ['--vault', self.path, '--user', 'olena', '--passphrase-file', self.key, *arguments]


def ours(*words):
    return json.loads(ctl(*words))


def meet(there):
    """Both compare fingerprints."""
    card = HOME / 'there.card'
    card.write_text(there.ask('card')['card'] + '\n', encoding='utf-8')
    ours('contact', 'add', card)
    ours('contact', 'verify', 'There', there.made['fingerprint'])
    own = ours('card')
    card = there.top / 'small.card'
    card.write_text(own['card'] + '\n', encoding='utf-8')
    there.ask('contact', 'add', card)
    there.ask('contact', 'verify', 'Small', own['fingerprint'])


def send(there, made, out, *others):
    cases = [word for one in (made, *others) for word in ('--case', one['id'])]
    there.ask('bundle', 'export', *cases, '--parts', 'core', '--to', 'Small', '--out', out)


def alter(source, target):
    content = bytearray(source.read_bytes())
    content[-1000] ^= 1
    target.write_bytes(content)


make_vault()
here = ours('case', 'add', 'surname=Busenko', 'given=Ivan', 'birth=2000-06-09', 'rank=soldier')
ours('case', 'add', 'surname=Gadenko', 'given=Olha', 'birth=1980-03-04')
there_made = Hospital('There.hearth')
there = there_made.__enter__()
meet(there)
elsewhere_made = Hospital('Elsewhere.hearth')
elsewhere = elsewhere_made.__enter__()
CARD = HOME / 'elsewhere.card'
CARD.write_text(elsewhere.ask('card')['card'] + '\n', encoding='utf-8')
sent = there.top / 'sent.age'
ours('bundle', 'export', '--case', here['id'], '--parts', 'core', '--to', 'There', '--out', sent)
there.ask('bundle', 'import', sent)
other = there.ask('case', 'add', 'surname=Wagonenko', 'given=Petro', 'birth=1990-02-01')
double = there.ask('case', 'add', 'surname=Gadenko', 'given=Olha', 'birth=1980-03-04')
send(there, other, FIRST, double)
alter(FIRST, ALTERED)
there.ask('case', 'set', here['id'], 'birth=2000-06-10', 'surname=Busko', 'given=Ivanko')
ours('case', 'set', here['id'], 'birth=2000-06-11', 'surname=Buska', 'given=Ivas')
send(there, here, SECOND)
ours('record', 'add', 'consent', '--case', here['id'], 'purpose=transfer', 'state=declined')
program = SmallVault(ALTERED)
keys = program.keyboard


def open_bundle(path):
    """By the main menu."""
    keys.focus_newest_window()
    program.open_main_menu('Open a Bundle')
    keys.press('Return')
    choose(path)


def choose(path):
    program.find('push button', 'Choose File…')
    keys.focus_newest_window()
    program.click('Choose File…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    keys.type(str(path))
    keys.press('Return')


def can_take_in():
    """Whether the window offers it."""
    return any(node.get_role_name() == 'push button' and 'Import' in (node.get_name() or '') and
               node.get_state_set().contains(program.SENSITIVE)
               for node in program.walk(program.window('Open a Bundle')))


def is_compared(name, how='Fingerprint compared'):
    row = program.look('list item', name)
    return row is not None and how in row.get_name()


def take_in():
    wait_for(can_take_in, 'the bundle to be looked at')
    program.press_button('Open a Bundle', 'Import')


@case
def what_was_altered_is_refused_in_plain_words():
    """It was opened by a double click and waits until the vault is open."""
    program.unlock()
    program.find(None, 'This file is cut short or altered')
    assert not can_take_in(), 'what is altered would be taken in'


@case
def a_bundle_is_shown_before_anything_is_written():
    choose(FIRST)
    program.find(None, 'A contact whose fingerprint was compared')
    program.find(None, 'Wagonenko Petro')
    program.find(None, 'Possibly here already: Gadenko Olha')
    program.find('list item', 'Identity and plan')


@case
def the_import_is_one_act_that_can_be_taken_back():
    take_in()
    wait_for(lambda: program.window('Open a Bundle') is None, 'the window to close')
    program.find('list item', 'Wagonenko')
    keys.focus_newest_window()
    keys.press('ctrl+z')
    wait_for(lambda: program.look('list item', 'Wagonenko') is None, 'the people to go')
    keys.press('shift+ctrl+z')
    program.find('list item', 'Wagonenko')


@case
def the_same_bundle_again_brings_nothing():
    open_bundle(FIRST)
    program.find(None, 'Everything in it is here already')
    assert not can_take_in(), 'what is here would be taken in'
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: program.window('Open a Bundle') is None, 'Escape')


@case
def a_case_goes_to_a_contact():
    keys.focus_newest_window()
    program.point_at(program.find('list item', 'Gadenko'))
    program.point_at(program.find(None, 'Case Menu'))
    program.find('menu item', 'Export Case…')
    program.tab_to('Export Case…', 'Down')
    keys.press('Return')
    program.find(None, 'The card of a contact')
    OUT.mkdir()
    program.press_button('Export', 'Continue')
    program.find(None, 'What Stays')
    program.find('list item', 'Gadenko')
    program.press_button('Export', 'Export…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    keys.type(str(OUT))
    keys.press('Return')
    wait_for(lambda: list(OUT.glob('*.age')), 'the bundle')
    program.find(None, 'Bundle Saved')
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: program.window('Export') is None, 'the window to close')
    told = there.ask('bundle', 'inspect', next(OUT.glob('*.age')))
    assert told['new'] == 1 and told['from']['known'] is True, told


@case
def chosen_people_go_together():
    keys.focus_newest_window()
    program.point_at(program.find('list item', 'Buska'))
    keys.press('shift+Down')
    program.find(None, '2 people chosen')
    program.point_at(program.find('push button', 'Export in One Bundle'))
    wait_for(lambda: program.window('Export'), 'the window of the export')
    program.find(None, '2 cases')
    program.find(None, 'The card of a contact')


@case
def who_declined_stays_and_the_others_leave():
    program.press_button('Export', 'Continue')
    program.find(None, 'Without Consent')
    program.find(None, 'Declined that it is told for this purpose')
    program.press_button('Export', 'Export…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    ALLOWED.mkdir()
    keys.type(str(ALLOWED))
    keys.press('Return')
    wait_for(lambda: list(ALLOWED.glob('*.age')), 'the bundle')
    program.find(None, 'Bundle Saved')
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: program.window('Export') is None, 'the window to close')
    told = there.ask('bundle', 'inspect', next(ALLOWED.glob('*.age')))
    assert (told['new'], told['changed']) == (1, 0), told


def show_contacts():
    keys.focus_newest_window()
    keys.press('ctrl+6')
    program.point_at(program.find('list item', 'Contacts'))
    program.find(None, 'Card of This Vault')


def unlock_contacts():
    program.unlock()
    show_contacts()


@case
def a_contact_is_of_use_after_its_digits_were_typed():
    show_contacts()
    program.find('list item', 'There')
    program.click('Add a Card…')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    keys.type(str(CARD))
    keys.press('Return')
    wait_for(lambda: program.window('Compare Fingerprints'), 'the comparison')
    keys.focus_newest_window()
    program.fill('Compare Fingerprints', 'Digits That They Read', '11111')
    program.find(None, 'Group 1 is different')
    program.fill('Compare Fingerprints', 'Digits That They Read', elsewhere.made['fingerprint'])
    program.find(None, '6 of 6 groups are the same')
    program.press_button('Compare Fingerprints', 'It Is the Same')
    wait_for(lambda: program.window('Compare Fingerprints') is None, 'the comparison to end')
    wait_for(lambda: is_compared('Elsewhere'), 'the new contact')


def contact(name):
    return next(one for one in ours('contact', 'list')['contacts'] if one['name'] == name)


def open_contact(name):
    keys.focus_newest_window()
    program.point_at(program.find('list item', name + ', '))
    wait_for(lambda: program.window('Contact'), 'the contact')
    keys.focus_newest_window()


@case
def an_owner_says_what_goes_to_a_contact():
    """Less needs nobody; more needs a second person, or a reason where there is none."""
    program.lock()
    before = contact('Elsewhere')
    assert 'medical' in before['send'] and 'restricted' not in before['send'], before
    unlock_contacts()
    open_contact('Elsewhere')
    program.point_at(program.find(None, 'May Go There: Medical'))
    program.point_at(program.find(None, 'May Go There: Restricted medical'))
    program.press_button('Contact', 'Save')
    wait_for(lambda: program.window('Second Person'), 'the question for a second person')
    program.find(None, 'More than before may go to this contact.')
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: program.window('Second Person') is None, 'the question to go')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'May Go There: Restricted medical'))
    program.press_button('Contact', 'Save')
    wait_for(lambda: program.window('Contact') is None, 'the window to close')
    program.lock()
    after = contact('Elsewhere')
    assert set(before['send']) - set(after['send']) == {'medical'}, after
    assert after['accept'] == before['accept'], after


@case
def a_bare_key_gets_a_name_and_is_compared():
    unlock_contacts()
    program.click('Add a Key…')
    wait_for(lambda: program.window('Add a Key'), 'the window of a key')
    keys.focus_newest_window()
    key = re.search('age1[0-9a-z]+', CARD.read_text(encoding='utf-8')).group()
    program.fill('Add a Key', 'What to Call It', 'Prosecutor')
    program.fill('Add a Key', 'Key, which Begins with age1', key[:-1])
    program.find(None, 'That is no such key')
    program.fill('Add a Key', 'Key, which Begins with age1', key)
    program.press_button('Add a Key', 'Add')
    wait_for(lambda: program.window('Compare Fingerprints'), 'the comparison')
    keys.focus_newest_window()
    program.fill('Compare Fingerprints', 'Key That They Read', key[:20] + 'bb' + key[22:])
    program.find(None, 'Group 5 is different')
    program.fill('Compare Fingerprints', 'Key That They Read', key.upper())
    program.press_button('Compare Fingerprints', 'It Is the Same')
    wait_for(lambda: is_compared('Prosecutor', 'Key compared'), 'the new contact')
    open_contact('Prosecutor')
    program.press_button('Contact', 'Remove…')
    program.find(None, 'Remove Prosecutor?')
    keys.focus_newest_window()
    program.press_button('Remove Prosecutor?', 'Remove')
    wait_for(lambda: program.look('list item', 'Prosecutor, ') is None, 'the contact to go')


@case
def a_lost_laptop_is_revoked():
    open_contact('Elsewhere')
    program.press_button('Contact', 'Revoke…')
    program.find(None, 'Bundles from it are refused from now on')
    keys.focus_newest_window()
    program.press_button('Revoke Elsewhere?', 'Revoke')
    wait_for(lambda: is_compared('Elsewhere', 'Revoked'), 'the contact to be revoked')


@case
def the_own_card_is_saved_for_the_other_side():
    own = HOME / 'own.card'
    keys.focus_newest_window()
    program.click('Save Card…')
    program.find(None, 'Save the Card')
    keys.focus_newest_window()
    keys.press('ctrl+a')
    keys.type(str(own))
    keys.press('Return')
    program.find(None, 'The card is saved. It holds no secret.')
    added = there.ask('contact', 'add', own)
    assert added['fingerprint'] == there.ask('contact', 'list')['contacts'][0]['fingerprint'], added
    keys.focus_newest_window()


@case
def what_went_and_came_is_told():
    program.find('list item', 'There, ')
    program.find(None, '1 case · Identity and plan')
    program.find(None, 'new entries')
    keys.focus_newest_window()


@case
def three_questions_are_decided_by_keys():
    open_bundle(SECOND)
    program.find(None, 'Questions to Decide')
    take_in()
    program.click('Decide Questions…')
    # Which hospital says so, by the name that it has here.
    program.find('label', 'There · bundle')
    for which, key in (('1 of 3', '2'), ('2 of 3', '1'), ('3 of 3', '2')):
        program.find(None, which)
        keys.focus_newest_window()
        keys.press(key)
    wait_for(lambda: program.look(None, '3 of 3') is None, 'the last decision')
    keys.press('Escape')
    program.lock()
    program.stop()
    assert ours('conflict', 'list')['conflicts'] == []


try:
    main()
finally:
    program.stop()
    there_made.__exit__(None, None, None)
    elsewhere_made.__exit__(None, None, None)
