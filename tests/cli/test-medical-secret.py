# SPDX-License-Identifier: GPL-3.0-or-later
"""A login without the medical grant sees that steps are done and never what was found: not in an answer, not in
the memory of its program, not in a bundle that it sends (security 4)."""

import atexit
import fcntl
import functools
import io
import json
import os
import select
import subprocess
import tarfile
import time
from pathlib import Path

from hearthctl import PROGRAM, TODAY, Vault, ctl, environment, need, start
from markers import forms
from records import NEEDED
from tap import Skip, case, main

STEMS = ('Wkzqfindingmark', 'Їґщєзнахідка')
FORMS = forms(*STEMS)
SECRET = 'words of the other person'
CLOSED = ('medical', 'restricted')
# Computed, held against a list, or set by the program; who took an alarm up is told to everybody.
NOT_TYPED = {'acknowledged_by', 'check', 'goal', 'name', 'media_type', 'hash', 'blob', 'scan', 'photo'}
def fields_of(kind, typist):
    """What a record is made with, and what is set afterwards: an alarm is taken up once it is there."""
    typed = [field['field'] for field in kind['fields']
             if field['type'] == 'text' and field['field'] not in NOT_TYPED]
    fields = [f'{field}={STEMS[0]} {STEMS[1]} {next(typist)}' for field in typed]
    later = [field for field in fields if field.startswith('acknowledged_')]
    later += ['acknowledged_by=Чергова'] if later else []
    own = [f'goal={STEMS[0]}'] if kind['kind'] == 'goal' else []
    return [field for field in fields if field not in later] + own + NEEDED.get(kind['kind'], []), later


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def fill(vault):
    """A mark in every text of every kind of record that is closed to others. Which kinds, and the case."""
    typist = numbers()
    goal = None
    made = vault.ask('case', 'add', 'surname=Умовний', 'released=2025-06-09', 'arrived=2025-06-09')
    kinds = [kind for kind in ctl('record', 'kinds').json['kinds']
             if kind['compartment'] in CLOSED and 'file' not in kind['kind']]
    for kind in kinds:
        first, later = fields_of(kind, typist)
        if kind['kind'] == 'goal_score':
            first.append(f'goal={goal}')
        added = vault.ask('record', 'add', kind['kind'], '--case', made['id'], *first)
        goal = added['id'] if kind['kind'] == 'goal' else goal
        if later:
            vault.ask('record', 'set', added['id'], *later)
    assert next(typist) > 60
    return made, [kind['kind'] for kind in kinds]


@functools.cache
def filled():
    """One vault for all cases: it is only read."""
    vault = Vault().__enter__()
    atexit.register(vault.__exit__)
    made, kinds = fill(vault)
    add_reader(vault)
    return vault, made, kinds


def add_reader(vault):
    vault.ask('user', 'add', 'ihor', '--role', 'caseworker', '--new-passphrase-fd=FD',
              fds={'--new-passphrase-fd': SECRET.encode() + b'\n'})


def as_reader(vault, *words):
    return start(vault.top, ['--vault', vault.path, '--user', 'ihor', '--today', TODAY, *words],
                 {'--passphrase-fd': SECRET.encode() + b'\n'}, {})


def marks_in(data):
    return [form for form in FORMS if form in data]


# --- The memory of the program ---

def held_up(vault, user, passphrase, words):
    """The program while it waits for somebody to read its answer, which is longer than the pipe holds."""
    reader, writer = os.pipe()
    key, key_writer = os.pipe()
    os.write(key_writer, passphrase.encode() + b'\n')
    os.close(key_writer)
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    child = subprocess.Popen(
        [str(PROGRAM), '--json', '--vault', str(vault.path), '--user', user, '--today', TODAY,
         '--passphrase-fd', str(key), *words], env=environment(vault.top), pass_fds=[key],
        stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.DEVNULL)
    os.close(writer)
    os.close(key)
    return child, reader


def wait_until_it_writes(child, reader):
    readable, _, _ = select.select([reader], [], [], 100)
    assert readable, 'no answer in time'
    while True:
        state = Path(f'/proc/{child.pid}/stat').read_text(encoding='ascii').rsplit(')', 1)[1].split()[0]
        if state in 'SD':
            return
        assert state == 'R', state
        time.sleep(0.05)


def memory_of(pid):
    """All that the process could read itself, in pieces."""
    with open(f'/proc/{pid}/maps', encoding='utf-8') as maps, open(f'/proc/{pid}/mem', 'rb', 0) as mem:
        for line in maps:
            span, rights = line.split()[:2]
            if 'r' not in rights or line.rstrip().endswith(('[vvar]', '[vsyscall]')):
                continue
            first, last = (int(word, 16) for word in span.split('-'))
            mem.seek(first)
            try:
                yield mem.read(last - first)
            except OSError:  # a guard page
                pass


def marks_in_memory(vault, user, passphrase, words):
    child, reader = held_up(vault, user, passphrase, words)
    try:
        wait_until_it_writes(child, reader)
        found, is_there = set(), False
        try:
            for piece in memory_of(child.pid):
                found |= set(marks_in(piece))
                is_there |= 'Умовний'.encode() in piece
        except PermissionError as refusal:
            raise Skip('the memory of another process may not be read here') from refusal
        assert is_there, 'the name of the case is not in the memory: this looks at nothing'
        return found
    finally:
        os.close(reader)
        child.kill()
        child.wait()


@case
def no_answer_tells_what_was_found():
    vault, made, _ = filled()
    mine = vault.ctl('case', 'show', made['id']).out
    assert marks_in(mine), 'an owner does not see the marks either: this looks at nothing'
    assert as_reader(vault, 'info').json['compartments'] == ['core', 'benefits', 'admin'] or \
        not set(CLOSED) & set(as_reader(vault, 'info').json['compartments'])
    for words in (['case', 'show', made['id']], ['case', 'list'], ['case', 'history', made['id']],
                  ['step', 'list', '--case', made['id']], ['search', STEMS[0]],
                  ['search', STEMS[1]], ['audit', 'list'], ['check', '--deep'],
                  ['rebuild', '--verify']):
        answer = as_reader(vault, *words)
        assert not marks_in(answer.out) and not marks_in(answer.err), words


@case
def core_gets_states_and_warnings():
    vault, made, _ = filled()
    shown = as_reader(vault, 'case', 'show', made['id']).json
    assert {'feeding-limits', 'allergy', 'infection'} <= set(shown['person']['flags']), shown['person']
    steps = as_reader(vault, 'step', 'list', '--case', made['id']).json['steps']
    states = {step['kind']: step['state'] for step in steps}
    assert states['chest-xray'] == 'done' and states['feeding-check'] == 'done', states
    assert [step for step in steps if step['kind'] == 'referral-answer'
            and step['due'] == '2025-06-25'], steps
    # The states say that something was done. No word of what, how much or how bad.
    text = json.dumps([shown, steps], ensure_ascii=False)
    for word in ('abnormal', 'phq-9', 'hiv', 'tuberculosis', '48000', 'extreme', 'moderately'):
        assert word not in text, word


@case
def no_memory_holds_what_was_found():
    vault, made, _ = filled()
    words = ['case', 'show', made['id']]
    own = Path(vault.key).read_text(encoding='utf-8').strip()
    assert marks_in_memory(vault, 'olena', own, words), 'nor the owner: this looks at nothing'
    assert not marks_in_memory(vault, 'ihor', SECRET, words)
    assert not marks_in_memory(vault, 'ihor', SECRET, ['case', 'history', made['id']])


@case
def no_bundle_of_others_carries_what_was_found():
    need('age')
    need('age-keygen')
    vault, made, kinds = filled()
    key = vault.top / 'id.txt'
    subprocess.run(['age-keygen', '-o', key], check=True, stderr=subprocess.DEVNULL)
    to = subprocess.run(['age-keygen', '-y', key], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    whole, core = vault.top / 'whole.bundle', vault.top / 'core.bundle'
    answer = as_reader(vault, 'bundle', 'export', '--case', made['id'], '--to', to, '--out', core)
    assert answer.status == 0, answer.err
    vault.ask('bundle', 'export', '--case', made['id'], '--to', to, '--out', whole,
                  '--parts', 'core,medical,restricted')
    assert marks_in(opened(key, whole)), 'nor the whole one: this looks at nothing'
    inside = opened(key, core)
    assert 'Умовний'.encode() in inside
    assert not marks_in(inside)
    for kind in kinds:
        assert f'"kind":"{kind}"'.encode() not in inside, kind


def opened(key, path):
    """Everything in a bundle that the key opens, one layer below the other."""
    def age(data):
        return subprocess.run(['age', '-d', '-i', key], input=data, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=False).stdout

    inner = age(path.read_bytes())
    assert inner, 'the bundle does not open'
    found = []
    with tarfile.open(fileobj=io.BytesIO(inner), mode='r:') as archive:
        for member in archive:
            data = archive.extractfile(member).read()
            found += [data, age(data) if member.name.endswith('.age') else b'']
    return b'\n'.join(found)


main()
