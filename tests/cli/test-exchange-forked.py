#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A vault whose disk was copied, and one that came back from a backup, seen by those who get their bundles."""

import shutil
from contextlib import contextmanager

from exchange import add, export, friends, has_same
from tap import case, main


@contextmanager
def at(vault, path):
    """The same person and key at another computer, which never saw the vault before."""
    before = vault.path, vault.top
    vault.path, vault.top = path, path.parent
    try:
        yield
    finally:
        vault.path, vault.top = before


def change(vault, made, receiver, name, *fields):
    vault.ask('case', 'set', made['id'], *fields)
    return export(vault, receiver, made, name=name)


@case
def a_copied_vault_is_told_and_both_its_lines_are_kept():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        receiver.ask('bundle', 'import', export(sender, receiver, made))
        copy = sender.top / 'copy' / sender.path.name
        shutil.copytree(sender.path, copy)
        ours = change(sender, made, receiver, 'ours.age', 'birth=2001-04-03')
        with at(sender, copy):
            theirs = change(sender, made, receiver, 'theirs.age', 'birth=2001-04-04')
        assert receiver.ask('bundle', 'import', ours)['forked'] == 0
        assert receiver.ask('info')['forked'] == []
        told = receiver.ask('bundle', 'import', theirs)
        assert told['forked'] == 1 and told['conflicts'] == 1, told
        assert len(receiver.ask('info')['forked']) == 1
        conflicts = receiver.ask('conflict', 'list')['conflicts']
        assert [conflict['field'] for conflict in conflicts] == ['birth'], conflicts
        again = receiver.ask('bundle', 'import', theirs)
        assert again['already_imported'] is True and len(receiver.ask('info')['forked']) == 1, again


@case
def a_vault_from_a_backup_goes_on_without_a_fork_and_gets_back_what_it_had_sent():
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        receiver.ask('bundle', 'import', export(sender, receiver, made))
        backup = sender.top / 'b.tar'
        sender.ask('backup', 'create', '--out', backup)
        lost = change(sender, made, receiver, 'lost.age', 'note=Після копії')
        receiver.ask('bundle', 'import', lost)
        restored = sender.top / 'restored' / sender.path.name
        restored.parent.mkdir()
        with at(sender, restored):
            assert sender.ctl('backup', 'restore', backup).status == 0
            late = change(sender, made, receiver, 'late.age', 'ward=7')
            told = receiver.ask('bundle', 'import', late)
            assert told['forked'] == 0 and told['new_lines'] > 0, told
            assert receiver.ask('info')['forked'] == []
            back = export(receiver, sender, made, name='back.age')
            sender.ask('bundle', 'import', back)
            shown = sender.ask('case', 'show', made['id'])['person']
            assert shown['note'] == 'Після копії' and shown['ward'] == '7', shown
            assert has_same(sender, receiver, made)


main()
