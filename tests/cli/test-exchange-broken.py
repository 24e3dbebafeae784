#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An import that is killed, whenever that is, leaves whole compartments, and doing it again does the rest."""

import random
import time

from exchange import add, digests, export, friends
from tap import case, main

KILLS = 12


def has_whole_parts(ours, full):
    """Each compartment as it was before the bundle, or as after it; nothing between."""
    return all(part['lines'] in (0, full[name]['lines']) for name, part in ours.items())


@case
def a_killed_import_leaves_whole_compartments():
    chance = random.Random(7)
    with friends('Sender', 'Receiver') as (sender, receiver):
        made = add(sender)
        path = sender.top / 'scan.pdf'
        path.write_bytes(b'%PDF-1.4\n' + bytes(range(256)) * 4000 + b'\n%%EOF\n')
        sender.ask('file', 'add', '--case', made['id'], path)
        sender.ask('record', 'add', 'check', '--case', made['id'], 'result=Усе добре')
        full = digests(sender, made)
        out = export(sender, receiver, made, 'core,medical,benefits')
        began = time.monotonic()
        receiver.ask('bundle', 'import', out, '--dry-run')
        whole = time.monotonic() - began
        n_killed = 0
        for _ in range(KILLS):
            child = receiver.popen('bundle', 'import', out)
            try:
                child.wait(timeout=whole * chance.uniform(0.3, 1.3))
            except Exception:
                child.kill()
                n_killed += 1
            child.communicate()
            if receiver.ask('case', 'list')['total'] == 1:
                assert has_whole_parts(digests(receiver, made), full)
            assert list((receiver.path / 'spool').iterdir()) == []
        assert n_killed > 0
        receiver.ask('bundle', 'import', out)
        assert digests(receiver, made) == full
        assert receiver.ask('check', '--deep')['ok'] is True
        assert receiver.ask('rebuild', '--verify')['equal'] is True


main()
