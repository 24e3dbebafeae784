# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: scans and photos of a case."""

import hashlib
import struct
import zlib

from hearthctl import Vault, start
from tap import case, main

SECRET = 'words of the other person'
MARKER = b'PLAINTEXT-MARKER-OF-A-SCAN'


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(side=64, **texts):
    """A picture with what it says of its origin."""
    rows = b''.join(b'\0' + bytes((x * y) & 255 for x in range(side)) for y in range(side))
    said = b''.join(chunk(b'tEXt', key.encode() + b'\0' + text) for key, text in texts.items())
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 0, 0, 0, 0))
            + said + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def pdf(size=100000):
    return b'%PDF-1.4\n' + MARKER + bytes(i * 7 & 255 for i in range(size)) + b'\n%%EOF\n'


def add(vault, name, content, *options, made=None):
    path = vault.top / name
    path.write_bytes(content)
    made = made or vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-06-09')
    return made, vault.ask('file', 'add', '--case', made['id'], path, *options)


def files_of(vault):
    return [path for path in (vault.path / 'files').rglob('*') if path.is_file()]


@case
def a_file_is_added_listed_saved_and_removed():
    with Vault() as vault:
        content = pdf()
        made, added = add(vault, 'Довідка 5.pdf', content, '--taken-on', '2025-06', '--note', 'копія',
                          '--compartment', 'medical')
        assert (added['title'], added['name']) == ('Довідка 5', 'Довідка 5.pdf')
        assert (added['media_type'], added['size']) == ('application/pdf', len(content))
        assert added['hash'] == hashlib.blake2b(content, digest_size=32).hexdigest()
        assert (added['compartment'], added['case'], added['here']) == ('medical', made['id'], True)
        assert (added['taken_on'], added['note']) == ('2025-06', 'копія')
        listed = vault.ask('file', 'list', '--case', made['number'])['files']
        assert listed == [added], listed
        assert vault.ask('case', 'show', made['id'])['files'] == [added]

        out = vault.top / 'copy.pdf'
        saved = vault.ask('file', 'save', added['id'][:8], '--out', out, '--reason', 'для ВЛК')
        assert out.read_bytes() == content
        assert (saved['id'], saved['bytes']) == (added['id'], len(content))
        assert out.stat().st_mode & 0o777 == 0o600

        assert vault.ask('file', 'remove', added['id'])['removed'] is True
        assert vault.ask('file', 'list', '--case', made['id'])['files'] == []
        vault.ctl('file', 'save', added['id'], '--out', out, '--reason', 'x').refuse(2, 'unknown')
        vault.ctl('file', 'restore', added['id'][:8]).refuse(2, 'unknown')
        assert vault.ask('file', 'restore', added['id'])['removed'] is False
        vault.ctl('file', 'restore', added['id']).refuse(2, 'unknown')
        assert vault.ask('file', 'list', '--case', made['id'])['files'] == listed
        vault.ask('file', 'save', added['id'], '--out', out, '--reason', 'для ВЛК')
        assert out.read_bytes() == content


@case
def nothing_of_the_content_is_on_the_disk():
    with Vault() as vault:
        path = vault.top / 'scan.pdf'
        add(vault, 'scan.pdf', pdf())
        path.unlink()
        assert len(files_of(vault)) == 1
        for found in vault.top.rglob('*'):
            if found.is_file():
                assert MARKER not in found.read_bytes(), found


@case
def pictures_lose_what_they_say_of_their_origin():
    with Vault() as vault:
        picture = png(Location=MARKER)
        made, stripped = add(vault, 'photo.png', picture)
        _, kept = add(vault, 'photo.png', picture, '--keep-metadata', made=made)
        out = vault.top / 'out.png'
        vault.ask('file', 'save', stripped['id'], '--out', out, '--reason', 'перевірка')
        assert MARKER not in out.read_bytes() and out.read_bytes().startswith(picture[:33])
        assert stripped['size'] == len(out.read_bytes()) < len(picture)
        vault.ask('file', 'save', kept['id'], '--out', out, '--reason', 'перевірка')
        assert out.read_bytes() == picture


@case
def what_is_refused_leaves_nothing():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко')
        path = vault.top / 'scan.png'
        for content, code in ((b'', 'media'), (b'GIF89a..........', 'media'), (b'PK\3\4', 'media'),
                              (png()[:60], 'invalid')):
            path.write_bytes(content)
            vault.ctl('file', 'add', '--case', made['id'], path).refuse(2, code)
        path.write_bytes(pdf(3 << 20))
        vault.ctl('file', 'add', '--case', made['id'], path, '--max-size', '2').refuse(2, 'limit')
        vault.ctl('file', 'add', '--case', '99-9999', path).refuse(2, 'unknown')
        vault.ctl('file', 'add', '--case', made['id'], path, '--compartment', 'admin').refuse(1, 'usage')
        vault.ctl('file', 'add', '--case', made['id'], vault.top / 'none').refuse(7, 'io')
        vault.ctl('file', 'add', '--case', made['id'], path, '--taken-on', 'колись').refuse(2, 'invalid')
        vault.ctl('file', 'add', path).refuse(1, 'usage')
        assert files_of(vault) == []
        assert vault.ask('file', 'list', '--case', made['id'])['files'] == []


@case
def how_large_a_file_may_be_is_a_setting_of_the_vault():
    with Vault() as vault:
        made = vault.ask('case', 'add', 'surname=Тестенко')
        path = vault.top / 'scan.pdf'
        path.write_bytes(pdf(3 << 20))
        assert vault.ask('file', 'limit') == {'max_size': 256 << 20}
        assert vault.ask('file', 'limit', '--max-size', '2') == {'max_size': 2 << 20}
        for more in ([], ['--max-size', '4']):
            vault.ctl('file', 'add', '--case', made['id'], path, *more).refuse(2, 'limit')
        assert files_of(vault) == []
        assert vault.ask('file', 'limit', '--max-size', '4')['max_size'] == 4 << 20
        assert vault.ask('file', 'add', '--case', made['id'], path)['size'] > 3 << 20
        assert vault.ask('file', 'limit', '--max-size', '2048')['max_size'] == (2 << 30) - 1
        vault.ctl('file', 'limit', '--max-size', '0').refuse(2, 'invalid')
        vault.ctl('file', 'limit', '--max-size', '2049').refuse(1, 'usage')
        other = vault.top / 'other'
        other.write_bytes(b'another light by the door')
        vault.ask('user', 'add', 'ivan', '--role', 'clinician', '--permanent',
                  '--new-passphrase-fd=FD', fds={'--new-passphrase-fd': other.read_bytes()})
        words = ['--vault', vault.path, '--user', 'ivan', '--passphrase-file', other, 'file', 'limit']
        assert start(vault.top, words, {}, {}).json['max_size'] == (2 << 30) - 1
        start(vault.top, words + ['--max-size', '2'], {}, {}).refuse(4, 'denied')


@case
def a_copy_needs_a_reason_which_stands_in_the_log():
    with Vault() as vault:
        _, added = add(vault, 'scan.pdf', pdf(100))
        out = vault.top / 'copy.pdf'
        vault.ctl('file', 'save', added['id'], '--out', out).refuse(1, 'usage')
        vault.ctl('file', 'save', added['id'], '--out', out, '--reason', ' ').refuse(2, 'invalid')
        assert not out.exists()
        vault.ask('file', 'save', added['id'], '--out', out, '--reason', 'для суду')
        events = [(entry['event'], entry['why']) for entry in vault.ask('audit', 'list')['entries']
                  if entry['event'].startswith('copy')]
        assert sorted(events) == [('copy', 'для суду'), ('copy.done', 'для суду')], events


@case
def damage_is_told_and_no_copy_is_left():
    with Vault() as vault:
        made, added = add(vault, 'scan.pdf', pdf())
        sealed, = files_of(vault)
        content = bytearray(sealed.read_bytes())
        content[70000] ^= 1
        sealed.write_bytes(content)
        out = vault.top / 'copy.pdf'
        vault.ctl('file', 'save', added['id'], '--out', out, '--reason', 'x').refuse(5, 'damaged')
        assert not out.exists() and [p for p in vault.top.iterdir() if p.suffix == '.part'] == []
        sealed.unlink()
        vault.ctl('file', 'save', added['id'], '--out', out, '--reason', 'x').refuse(5, 'damaged')
        assert vault.ask('case', 'show', made['id'])['files'][0]['id'] == added['id']


def as_medic(vault, *words):
    return start(vault.top, ['--vault', vault.path, '--user', 'vira', *words],
                 {'--passphrase-fd': SECRET.encode() + b'\n'}, {})


@case
def the_photo_of_an_injury_that_moves_is_out_of_reach_of_a_medic():
    with Vault() as vault:
        vault.ask('user', 'add', 'vira', '--role', 'clinician', '--new-passphrase-fd=FD',
                  fds={'--new-passphrase-fd': SECRET.encode() + b'\n'})
        made, added = add(vault, 'Канарка.png', png(), '--compartment', 'medical')
        injury = vault.ask('record', 'add', 'injury', '--case', made['id'], 'kind=scar',
                           f'photo={added["id"]}')
        before = files_of(vault)
        listed = as_medic(vault, 'file', 'list', '--case', made['id'])
        assert 'Канарка' in listed.out.decode(), 'nor before: this looks at nothing'

        vault.ask('record', 'set', injury['id'], 'method=sexual-violence')
        mine = vault.ask('file', 'list', '--case', made['id'])['files']
        assert [(row['name'], row['compartment']) for row in mine] == [('Канарка.png', 'restricted')]
        assert not set(before) & set(files_of(vault)), 'the old content is still on the disk'
        for words in (['file', 'list', '--case', made['id']], ['case', 'show', made['id']],
                      ['search', 'Канарка']):
            answer = as_medic(vault, *words)
            assert answer.status == 0, answer.err
            assert 'Канарка' not in answer.out.decode(), words
        out = vault.top / 'copy.png'
        for file in (added['id'], mine[0]['id']):
            as_medic(vault, 'file', 'save', file, '--out', out, '--reason', 'x').refuse(2, 'unknown')
            as_medic(vault, 'file', 'restore', file).refuse(2, 'unknown')
        assert not out.exists()
        vault.ctl('file', 'restore', added['id']).refuse(2, 'unknown')
        vault.ask('file', 'save', mine[0]['id'], '--out', out, '--reason', 'x')
        assert out.read_bytes().startswith(b'\x89PNG')


main()
