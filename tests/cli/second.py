# SPDX-License-Identifier: GPL-3.0-or-later
"""A second person beside the owner of a vault, and how they say yes."""

PASSPHRASE = b'quite some other words\n'


def add_user(vault, name, role):
    answer = vault.ctl('user', 'add', name, '--role', role, '--permanent', '--new-passphrase-fd=FD',
                       fds={'--new-passphrase-fd': PASSPHRASE})
    assert answer.status == 0, answer.err


def second(name, passphrase=PASSPHRASE):
    return ('--second', name, '--second-passphrase-fd=FD'), {'--second-passphrase-fd': passphrase}
