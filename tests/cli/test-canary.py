# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks typed into every text of the vault: none is on the disk, whatever was done and however it ended
(security 15, G14)."""

import base64
import random
import re
import signal
import subprocess
import time
from pathlib import Path

from hearthctl import PASSPHRASE, Vault, ctl
from markers import forms, found_under, secret_forms
from records import NEEDED
from tap import case, main

# In both scripts.
STEMS = ('Zqvxjkanarka', 'Щґєжканарка')
# Texts that are computed, or that hold what a form lets in: a number, a role, a hash.
NOT_TYPED = {'number', 'name_source', 'hash', 'blob', 'media_type', 'user', 'roles', 'track',
             'personal_number', 'tax_number', 'benefit', 'check', 'document', 'acknowledged_by',
             'acknowledged_note', 'account'}


FORMS = forms(*STEMS)
WANTED = FORMS + secret_forms(PASSPHRASE)


class Typist:
    """Makes marks, each with a number of its own, so that a finding says which text it was."""

    def __init__(self):
        self.n = 0

    def __call__(self):
        self.n += 1
        return f'{STEMS[0]} {STEMS[1]} {self.n}'


def content(mark):
    return b'%PDF-1.4\n' + (mark + '\n').encode() * 3000 + b'\n%%EOF\n'


def check_disk(vault, when):
    """Everything that the program may write to: the vault, the home and its XDG folders, the temporary and
    the runtime folder, what it was told to write. Only the key file of the test is not its own."""
    findings = found_under(vault.top, WANTED, apart=(vault.key,))
    assert not findings, (when, findings)
    cores = [path for path in vault.top.rglob('*')
             if path.is_file() and re.fullmatch(r'(vg)?core(\.\d+)?', path.name)]
    assert not cores, (when, cores)


def add_file(vault, plain, made, mark):
    """The file lies in @plain, the folder of the person who has it; the program only reads there."""
    path = Path(plain) / f'{mark}.pdf'
    path.write_bytes(content(mark))
    try:
        return vault.ask('file', 'add', '--case', made['id'], path, '--note', mark, '--title', mark)
    finally:
        path.unlink()


def typed_fields(kind):
    return [field['field'] for field in kind['fields']
            if field['type'] == 'text' and field['field'] not in NOT_TYPED]


def type_everywhere(vault, plain):
    """A mark in every text of every kind of record, in a file, a search and a reason. How many."""
    typist = Typist()
    goal = None
    kinds = {kind['kind']: kind for kind in ctl('record', 'kinds').json['kinds']}
    made = vault.ask('case', 'add', 'released=2025-06-09',
                     *[f'{field}={typist()}' for field in typed_fields(kinds['person'])])
    steps = vault.ask('step', 'list', '--case', made['id'])['steps']
    vault.ask('step', 'set', steps[0]['id'],
              *[f'{field}={typist()}' for field in typed_fields(kinds['step'])])
    for kind in kinds.values():
        fields = typed_fields(kind)
        if kind['kind'] in ('person', 'step', 'author', 'photo', 'erasure', 'approval', 'overlay') or 'file' in kind['kind'] or not fields:
            continue
        of_case = ['--case', made['id']] if kind['of_case'] else []
        needed = NEEDED.get(kind['kind'], [])
        if kind['kind'] == 'goal_score':
            needed = [*needed, f'goal={goal}']
        added = vault.ask('record', 'add', kind['kind'], *of_case, *needed,
                          *[f'{field}={typist()}' for field in fields])
        goal = added['id'] if kind['kind'] == 'goal' else goal
    vault.ask('record', 'add', 'overlay', 'pack=flag', 'entry=marked', f'reason={typist()}',
              f'text=[marked]\nTitle={typist()}\nTitle[uk]={typist()}\nSource={typist()}\n'
              f'Source[uk]={typist()}\nChecked=2026-03-12\nCertainty=general\n')
    added = add_file(vault, plain, made, typist())
    out = Path(plain) / 'copy.pdf'
    vault.ask('file', 'save', added['id'], '--out', out, '--reason', typist())
    assert STEMS[0].encode() in out.read_bytes()
    out.unlink()
    assert vault.ask('search', STEMS[0])['hits'] != []
    assert vault.ask('search', STEMS[1])['hits'] != []
    vault.ask('user', 'add', f'other {STEMS[0]}', '--role', 'clinician', '--reason', typist(),
              '--new-passphrase-fd=FD', fds={'--new-passphrase-fd': PASSPHRASE.encode() + b'\n'})
    return made, typist.n


@case
def the_search_finds_what_is_there():
    with Vault() as vault:
        place = vault.top / 'home' / 'data' / 'deep'
        place.mkdir()
        for form in FORMS:
            (place / 'file').write_bytes(b'x' * 5000 + form + b'y')
            assert found_under(vault.top, WANTED, apart=(vault.key,)), form
        for before in range(3):
            (place / 'file').write_bytes(base64.b64encode(b'abc'[:before] + STEMS[1].encode() + b'12'))
            assert found_under(vault.top, WANTED, apart=(vault.key,)), before
        (place / 'file').rename(place / STEMS[0])
        (place / STEMS[0]).write_bytes(b'')
        assert found_under(vault.top, WANTED, apart=(vault.key,))


@case
def what_is_typed_is_nowhere_in_the_clear():
    with Vault() as vault, Vault('Plain.hearth') as elsewhere:
        plain = elsewhere.top
        made, n = type_everywhere(vault, plain)
        assert n >= 40, n
        shown = vault.ctl('case', 'show', made['id']).out.decode()
        assert shown.count(STEMS[0]) >= 20, shown.count(STEMS[0])
        check_disk(vault, 'after use')

        out = vault.top / 'out'
        out.mkdir()
        vault.ask('bundle', 'export', '--case', made['id'], '--to-passphrase-fd=FD', '--out',
                  out / 'case.hearth-bundle', fds={'--to-passphrase-fd': PASSPHRASE.encode() + b'\n'})
        vault.ask('backup', 'create', '--out', out / 'vault.hearth-backup')
        vault.ask('backup', 'verify', out / 'vault.hearth-backup')
        vault.ask('header', 'save', '--out', out / 'header')
        vault.ask('rebuild', '--verify')
        vault.ask('check', '--deep')
        assert len(list(out.iterdir())) == 3
        check_disk(vault, 'after export, backup, rebuild and check')


def seconds_of(act):
    begun = time.monotonic()
    assert act() is not None
    return time.monotonic() - begun


def kill_within(vault, words, seconds):
    """Whether it was still at work when it was killed."""
    child = vault.popen(*words)
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    child.communicate()
    return child.returncode == -signal.SIGKILL


@case
def what_a_killed_program_leaves_is_sealed_too():
    with Vault() as vault, Vault('Plain.hearth') as elsewhere:
        typist = Typist()
        made = vault.ask('case', 'add', f'surname={typist()}')
        path = elsewhere.top / f'{typist()}.pdf'
        path.write_bytes(content(typist()) * 10)
        chance = random.Random(19)
        acts = (lambda: ['case', 'set', made['id'], f'note={typist()}', f'phone={typist()}'],
                lambda: ['file', 'add', '--case', made['id'], path, '--note', typist()],
                lambda: ['backup', 'create', '--out', vault.top / 'home' / 'a.hearth-backup'])
        n_killed = 0
        for act in acts:
            whole = seconds_of(lambda: vault.ask(*act()))
            (vault.top / 'home' / 'a.hearth-backup').unlink(missing_ok=True)
            for _ in range(5):
                # Most of the time goes into the passphrase; what is written is written at the end.
                n_killed += kill_within(vault, act(), whole * chance.uniform(0.3, 1.0))
                check_disk(vault, 'after a kill')
                (vault.top / 'home' / 'a.hearth-backup').unlink(missing_ok=True)
        assert n_killed > 0
        assert vault.ask('check', '--deep')['ok'] is True
        check_disk(vault, 'after the journals were taken in')


main()
