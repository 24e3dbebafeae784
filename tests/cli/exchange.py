# SPDX-License-Identifier: GPL-3.0-or-later
"""Vaults that know each other, and what goes between them."""

from contextlib import contextmanager

from hearthctl import Vault


def write_card(vault, other):
    """The card of vault as a file where other can read it."""
    path = other.top / f'{vault.path.stem}.card'
    path.write_text(vault.ask('card')['card'] + '\n', encoding='utf-8')
    return path


def meet(ours, theirs):
    """Ours compares the fingerprint of theirs."""
    ours.ask('contact', 'add', write_card(theirs, ours))
    ours.ask('contact', 'verify', theirs.path.stem, theirs.made['fingerprint'])


@contextmanager
def friends(*names):
    """Vaults that have all verified each other."""
    vaults = [Vault(name + '.hearth') for name in names]
    entered = []
    try:
        for vault in vaults:
            entered.append(vault.__enter__())
        for ours in vaults:
            for theirs in vaults:
                if ours is not theirs:
                    meet(ours, theirs)
        yield vaults
    finally:
        for vault in entered:
            vault.__exit__(None, None, None)


def add(vault, *fields):
    return vault.ask('case', 'add', 'surname=Вигаданко', 'given=Віра', 'rank=soldier', 'category=under-25',
                     'captured=2022-05', 'released=2025-06-09', *fields)


def export(sender, receiver, made, parts='core', name='b.age', options=()):
    out = receiver.top / name
    sender.ask('bundle', 'export', '--case', made['id'], '--parts', parts, '--to', receiver.path.stem,
               '--out', out, *options)
    return out


def digests(vault, made):
    return vault.ask('case', 'digest', made['id'])['compartments']


def has_same(first, second, made):
    ours, theirs = digests(first, made), digests(second, made)
    assert ours == theirs, (ours, theirs)
    return True
