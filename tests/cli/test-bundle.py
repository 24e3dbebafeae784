#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle read by somebody who has none of our code: Python's standard library, age and minisign.
What it lists is compared with what the program says of the same case."""

import hashlib
import io
import json
import re
import subprocess
import tarfile

from hearthctl import Vault, need
from tap import case, main

NAMES = re.compile(r'manifest\.json(\.minisig)?|pad|k/[0-9a-f]{64}|p/[a-z]{3,16}\.jsonl(\.age)?'
                   r'|b/[a-z]{3,16}/[0-9a-f]{32}(\.age)?|l/[0-9a-f]{32}\.line')


def blake(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def age(key, data):
    return subprocess.run(['age', '-d', '-i', key], input=data, stdout=subprocess.PIPE, check=True).stdout


def canonical(text):
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(',', ':'), sort_keys=True) == text


def members(inner):
    """Names and bytes, in the order of the archive."""
    with tarfile.open(fileobj=io.BytesIO(inner), mode='r:') as archive:
        entries = archive.getmembers()
        assert all(entry.isreg() and entry.mtime == 0 and entry.uid == 0 and entry.mode == 0o600
                   for entry in entries)
        return {entry.name: archive.extractfile(entry).read() for entry in entries}


def add(vault, *fields):
    return vault.ask('case', 'add', 'surname=Незалежна', 'given=Віра', 'rank=soldier', 'category=under-25',
                     'captured=2022-05', 'released=2025-06-09', *fields)


def export(vault, made, parts):
    key, out = vault.top / 'id.txt', vault.top / 'b.age'
    if not key.exists():
        subprocess.run(['age-keygen', '-o', key], check=True, stderr=subprocess.DEVNULL)
    recipient = re.search('age1[0-9a-z]+', key.read_text(encoding='utf-8')).group()
    vault.ask('bundle', 'export', '--case', made['id'], '--parts', parts, '--to', recipient, '--out', out)
    return key, recipient, out.read_bytes()


@case
def an_independent_reader_verifies_every_layer():
    need('age')
    need('age-keygen')
    need('minisign')
    with Vault() as vault:
        made = add(vault)
        key, recipient, outer = export(vault, made, 'core,benefits')
        found = members(age(key, outer))
        manifest = json.loads(found['manifest.json'])
        assert canonical(found['manifest.json'].decode())
        assert list(found) == ['manifest.json', 'manifest.json.minisig',
                               *(entry['name'] for entry in manifest['entries']), 'pad']
        assert all(NAMES.fullmatch(name) for name in found)
        for entry in manifest['entries']:
            assert entry['hash'] == blake(found[entry['name']])
            assert entry['size'] == len(found[entry['name']])
            assert entry.get('to', [recipient]) == [recipient]
        assert not any(found['pad'])
        assert int(manifest['total']) == len(age(key, outer)) and len(manifest['total']) == 13
        assert manifest['to'] == [recipient] and manifest['seq'] == 1 and manifest['prev'] == ''

        card_name = 'k/' + manifest['from']['card']
        card_line = found[card_name].decode()
        card = json.loads(card_line[87:])
        assert blake(found[card_name][:-1]) == manifest['from']['card']
        assert manifest['from']['dev'] in card['dev']
        assert json.loads(vault.ask('card')['card'][87:]) == card
        for name in ('manifest.json', 'manifest.json.minisig'):
            (vault.top / name).write_bytes(found[name])
        subprocess.run(['minisign', '-Vm', vault.top / 'manifest.json', '-P', card['cmp']['admin']['sig']],
                       check=True, stdout=subprocess.DEVNULL)


@case
def an_independent_reader_lists_what_the_program_lists():
    need('age')
    need('age-keygen')
    with Vault() as vault:
        made = add(vault)
        vault.ask('case', 'set', made['id'], 'ward=3', 'phone=+380000000000')
        vault.ask('case', 'set', made['id'], 'ward=4')
        key, _, outer = export(vault, made, 'core')
        lines = age(key, members(age(key, outer))['p/core.jsonl.age']).decode().splitlines()
        chain, listed = {}, []
        for line in lines:
            commit = json.loads(line[87:])
            assert canonical(line[87:]) and commit['cmp'] == 'core' and commit['v'] == 1
            chain.setdefault(commit['dev'], []).append((commit['seq'], commit['prev'], blake(line.encode())))
            if commit['case'] != made['id']:
                continue
            for operation in commit['ops']:
                listed += [(field, json.dumps(value)) for field, value in operation['set'].items()]
        for commits in chain.values():
            assert [seq for seq, _, _ in commits] == sorted(seq for seq, _, _ in commits)
            for (seq, _, last), (following, prev, _) in zip(commits, commits[1:]):
                assert following != seq + 1 or prev == last
        told = [(change['field'], json.dumps(change['new']))
                for change in vault.ask('case', 'history', made['id'])['changes']]
        assert sorted(listed) == sorted(told), (set(listed) ^ set(told))


@case
def the_second_bundle_names_the_first():
    need('age')
    need('age-keygen')
    with Vault() as vault:
        made = add(vault)
        key, _, first = export(vault, made, 'core')
        _, _, second = export(vault, made, 'core')
        before = members(age(key, first))['manifest.json']
        after = json.loads(members(age(key, second))['manifest.json'])
        assert after['seq'] == 2 and after['prev'] == blake(before)
        assert after['bundle'] != json.loads(before)['bundle']


@case
def a_bundle_between_two_vaults_is_inspected():
    with Vault('Sender.hearth') as sender, Vault('Receiver.hearth') as receiver:
        made = add(sender)
        card = json.loads(receiver.ask('card')['card'][87:])
        out = sender.top / 'b.age'
        sender.ask('bundle', 'export', '--case', made['id'], '--to', card['cmp']['admin']['to'],
                   '--out', out)
        found = receiver.ask('bundle', 'inspect', out)
        assert found['verified'] is True and found['from']['known'] is False
        assert found['from']['fingerprint'] == sender.made['fingerprint']
        assert (found['new'], found['changed'], found['conflicts']) == (1, 0, 0)
        assert found['sealed'] == [] and found['already_imported'] is False
        assert receiver.ask('case', 'list')['total'] == 0


main()
