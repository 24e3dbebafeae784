#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bundles with scans, beside stock age over the same bytes in the same run; memory while they stream; and a
bundle of many cases taken in. Usage: bench-bundle.py [--cases N] [--mib N] [--many N]"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time

from exchange import friends
from hearthctl import PROGRAM, environment

LEAST_SCANS = 16
LARGEST_SCAN_MIB = 64  # one above 1 GiB would be refused by --max-size
LETTERS = 'абвгдежзиклмнопрстух'
SAMPLE_SECONDS = 0.005
SECONDS_TO_SETTLE = 4


def held(pid):
    """KiB of memory that is nobody else's."""
    try:
        with open(f'/proc/{pid}/status', encoding='utf-8') as status:
            return next((int(line.split()[1]) for line in status if line.startswith('RssAnon')), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def measure(vault, *words):
    """Seconds, and the memory held after the passphrase was stretched: samples of the later half."""
    samples = []
    begin = time.monotonic()
    child = vault.popen(*words)
    output = []
    reader = threading.Thread(target=lambda: output.extend(child.communicate()))
    reader.start()
    while child.poll() is None:
        samples.append(held(child.pid))
        time.sleep(SAMPLE_SECONDS)
    seconds = time.monotonic() - begin
    reader.join()
    assert child.returncode == 0, output
    later = samples[len(samples) // 2:]
    return seconds, max(later, default=0), json.loads(output[0])


def idle(vault, case):
    """What an unlocked vault holds while nothing happens: an export waits for a passphrase that never comes."""
    reader, writer = os.pipe()
    child = vault.popen('bundle', 'export', '--case', case, '--to-passphrase-fd', reader,
                        '--out', vault.top / 'never.age', pass_fds=[reader])
    os.close(reader)
    time.sleep(SECONDS_TO_SETTLE)
    assert child.poll() is None, 'it did not wait'
    kib = held(child.pid)
    os.close(writer)
    child.communicate()
    return kib


def invent(number):
    """A surname for each number, of letters alone."""
    text = ''
    for _ in range(5):
        text += LETTERS[number % len(LETTERS)]
        number //= len(LETTERS)
    return f'Вигад{text}ко'


def roster(vault, count):
    path = vault.top / 'list.csv'
    rows = [f'{invent(n)};Віра;{1970 + n % 30}-03-04;soldier;2022-05;2025-06-09'
            for n in range(count)]
    path.write_text('surname;given;birth;rank;captured;released\n' + '\n'.join(rows) + '\n', encoding='utf-8')
    answer = subprocess.run([str(PROGRAM), '--json'] + [str(word) for word in vault.words(
        'roster', 'import', path, '--duplicates', 'new', '--skip-bad')], env=environment(vault.top), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert answer.returncode == 0, answer.stderr
    made = json.loads(answer.stdout)
    assert made['created'] == count, made
    cases, step = [], 500
    for offset in range(0, count, step):
        cases += [case['id'] for case in vault.ask('case', 'list', '--limit', step, '--offset', offset)['cases']]
    assert len(cases) == count
    return cases


def bench_scans(count, mib):
    with friends('Sender', 'Receiver') as (sender, receiver):
        cases = roster(sender, count)
        plain = sender.top / 'plain'
        n_scans = max(LEAST_SCANS, -(-mib // LARGEST_SCAN_MIB))
        with open(plain, 'wb') as whole:
            for n in range(n_scans):
                scan = sender.top / 'scan.pdf'
                content = b'%PDF-1.4\n' + os.urandom(mib * 1024 * 1024 // n_scans) + b'\n%%EOF\n'
                scan.write_bytes(content)
                whole.write(content)
                sender.ask('file', 'add', '--case', cases[n % count], '--max-size', 1024, '--keep-metadata', scan)
                scan.unlink()
        words = [word for case in cases for word in ('--case', case)]
        out = receiver.top / 'b.age'
        key = subprocess.run(['age-keygen'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        recipient = key.stderr.decode().split()[-1]
        os.sync()
        begin = time.monotonic()
        with open(sender.top / 'plain.age', 'wb') as sealed:
            subprocess.run(['age', '-r', recipient, str(plain)], stdout=sealed, check=True)
            os.fsync(sealed.fileno())
        stock = time.monotonic() - begin
        idle_kib = idle(sender, cases[0])
        ours, export_kib, _ = measure(sender, 'bundle', 'export', *words, '--to', 'Receiver', '--out', out)
        look, look_kib, _ = measure(receiver, 'bundle', 'inspect', out)
        taken, import_kib, told = measure(receiver, 'bundle', 'import', out)
        assert told['new'] == count and told['new_files'] == n_scans, told
        return {'cases': count, 'mib': mib, 'age_s': round(stock, 2), 'export_s': round(ours, 2),
                'speed_of_age': round(stock / ours, 2), 'inspect_s': round(look, 2), 'import_s': round(taken, 2),
                'idle_mib': idle_kib // 1024, 'export_mib': export_kib // 1024, 'inspect_mib': look_kib // 1024,
                'import_mib': import_kib // 1024}


def bench_many(count):
    with friends('Sender', 'Receiver') as (sender, receiver):
        roster(sender, count)
        out = receiver.top / 'b.age'
        made, _, _ = measure(sender, 'bundle', 'export', '--filter', 'rank=soldier', '--to', 'Receiver', '--out', out)
        seconds, kib, told = measure(receiver, 'bundle', 'import', out)
        assert told['new'] == count, told
        return {'cases': count, 'export_s': round(made, 2), 'import_s': round(seconds, 2), 'import_mib': kib // 1024}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--cases', type=int, default=300)
    parser.add_argument('--mib', type=int, default=1024)
    parser.add_argument('--many', type=int, default=10000)
    chosen = parser.parse_args()
    for bench, words in ((bench_scans, (chosen.cases, chosen.mib)), (bench_many, (chosen.many,))):
        if words[0] > 0:
            print(json.dumps(bench(*words)), flush=True)


sys.exit(main())
