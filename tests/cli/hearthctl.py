# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real hearthctl. Every place that it may write to is inside one folder per vault."""

import fcntl
import json
import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

from tap import BUILD, SOURCE, Skip

PROGRAM = BUILD / 'app' / 'cli' / 'hearthctl'
ROSTERS = SOURCE / 'tests' / 'fixtures' / 'rosters'
PASSPHRASE = 'warm light by the door'
TODAY = '2025-06-20'


class Answer:
    """Exit status, the document on standard output and the error on standard error."""

    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def json(self):
        return json.loads(self.out.decode('utf-8'))

    @property
    def error(self):
        return json.loads(self.err.decode('utf-8').splitlines()[-1])

    def refuse(self, status, code):
        assert self.status == status, (self.status, self.out, self.err)
        assert self.error['error'] == code, self.error
        assert self.error['message'], self.error
        return self.error


def environment(top):
    """Nothing of the caller's home or temporary folders is seen or written."""
    env = {name: os.environ[name] for name in ('PATH', 'LD_LIBRARY_PATH', 'ASAN_OPTIONS',
                                                     'HEARTH_DECODER')
           if name in os.environ}
    env.update(LC_ALL='C.UTF-8', TZ='UTC', G_DEBUG='fatal-warnings',
               HEARTH_PACK_DIR=str(SOURCE / 'data' / 'packs'))
    for name, folder in (('HOME', 'home'), ('TMPDIR', 'tmp'), ('XDG_CONFIG_HOME', 'home/config'),
                         ('XDG_DATA_HOME', 'home/data'), ('XDG_CACHE_HOME', 'home/cache'),
                         ('XDG_RUNTIME_DIR', 'run')):
        (top / folder).mkdir(parents=True, exist_ok=True)
        env[name] = str(top / folder)
    return env


def ctl(*arguments, top=None, fds=None, **options):
    """Runs the program without a vault; fds: number of a descriptor -> its bytes."""
    with tempfile.TemporaryDirectory(prefix='hearth-test-') as temporary:
        return start(top or Path(temporary), arguments, fds or {}, options)


def start(top, arguments, fds, options):
    """The bytes of each descriptor fit into a pipe, so that they can be written before the start."""
    words = ['--json']
    passed = []
    for option, text in fds.items():
        reader, writer = os.pipe()
        os.write(writer, text)
        os.close(writer)
        passed.append(reader)
        words += [option, str(reader)] if option.startswith('--passphrase') else []
        arguments = [f'{option}={reader}' if word == option + '=FD' else word for word in arguments]
    words += [str(word) for word in arguments]
    try:
        options.setdefault('stdin', subprocess.DEVNULL)
        done = subprocess.run([str(PROGRAM)] + words, env=environment(top), pass_fds=passed,
                              stdout=options.pop('stdout', subprocess.PIPE), stderr=subprocess.PIPE,
                              check=False, timeout=120, **options)
    finally:
        for reader in passed:
            os.close(reader)
    return Answer(done)


class Vault:
    """A vault in a folder of its own, made for one case and removed after it."""

    def __init__(self, name='Test.hearth'):
        self.top = Path(tempfile.mkdtemp(prefix='hearth-test-'))
        self.path = self.top / name
        self.key = self.top / 'key'
        self.key.write_text(PASSPHRASE + '\n', encoding='utf-8')

    def __enter__(self):
        answer = self.ctl('init', '--kdf-memory', '64')
        assert answer.status == 0, answer.err
        self.made = answer.json
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top)

    def words(self, *arguments):
        return ['--vault', self.path, '--user', 'olena', '--passphrase-file', self.key, '--today',
                TODAY, *arguments]

    def ctl(self, *arguments, fds=None, **options):
        return start(self.top, self.words(*arguments), fds or {}, options)

    def ask(self, *arguments, **options):
        """The document of a command that must succeed."""
        answer = self.ctl(*arguments, **options)
        assert answer.status == 0, (arguments, answer.status, answer.err)
        return answer.json

    def popen(self, *arguments, **options):
        return subprocess.Popen([str(PROGRAM), '--json'] + [str(w) for w in self.words(*arguments)],
                                env=environment(self.top), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def need(program):
    if shutil.which(program) is None:
        raise Skip(f'{program} is not installed')


def wait_until_it_is_open(child, folder):
    """Asks who holds the lock of the vault, without taking it."""
    unlocked = struct.pack('hhqqi4x', fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    with open(folder / 'lock', 'r+b') as lock:
        while child.poll() is None:
            held = struct.unpack('hhqqi4x', fcntl.fcntl(lock, fcntl.F_GETLK, unlocked))
            if held[0] != fcntl.F_UNLCK:
                return True
    return False
