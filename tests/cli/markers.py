# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks that stand together in no language: what is found on a disk was typed by a test."""

import base64
import os
from pathlib import Path

from hearthctl import ctl


def forms(*stems):
    """What a mark looks like on a disk: as typed, folded, in Latin, in every width, in base64. A Cyrillic
    one has a Latin form, which the search keys hold too."""
    words = set()
    for stem in stems + tuple(ctl('name', 'latin', stem).json['latin'] for stem in stems
                              if not stem.isascii()):
        words |= {stem, stem.upper(), stem.lower(), stem.title()}
    found = set()
    for word in words:
        utf8 = word.encode('utf-8')
        found |= {utf8, word.encode('utf-16-le'), word.encode('utf-16-be'), word.encode('utf-32-le'),
                  utf8.hex().encode(), utf8.hex().upper().encode()}
        for before in range(3):
            # The characters at the ends depend on what stands beside the word.
            found.add(base64.b64encode(b'\0' * before + utf8)[4:len(utf8) * 4 // 3 - 3])
    return sorted(found)


def secret_forms(passphrase):
    return [passphrase.encode(), passphrase.encode('utf-16-le')]


def found_in(path, wanted):
    """In the name of a file or folder, and in its bytes."""
    data = os.fsencode(path.name) + b'\n'
    if path.is_symlink():
        data += os.fsencode(os.readlink(path))
    elif path.is_file():
        data += path.read_bytes()
    return [f'{path}: {form!r}' for form in wanted if form in data]


def found_under(top, wanted, apart=()):
    """Where one of the wanted stands: in a name or in the bytes of any file."""
    findings = []
    for folder, folders, files in os.walk(top):
        for name in folders + files:
            path = Path(folder) / name
            try:
                findings += found_in(path, wanted) if path not in apart else []
            except FileNotFoundError:  # it went away meanwhile
                pass
    return findings


def came_to(folder, before):
    """What is in the temporary folder and was not before, but for the folders of other tests."""
    return [folder / name for name in sorted(set(os.listdir(folder)) - before)
            if not name.startswith(('hearth-test-', 'test_', 'tmp.'))]
