#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks typed, attached, looked at, searched and copied in the real window: none is on the disk, in the
log or in the title of a window (security 15, G14)."""

import os
import struct
import sys
import tempfile
import zlib
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, check, main  # noqa: E402

try:
    from driver import pump, wait_for
    from small_vault import KEY, PASSPHRASE, SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)
from markers import came_to, forms, found_in, found_under, secret_forms  # noqa: E402

# The first one can be typed on the keyboard of the display.
STEMS = ('Zqwfenkanarka', 'Щґєфенканарка')
WANTED = forms(*STEMS) + secret_forms(PASSPHRASE)
HOME = Path(os.environ['HOME'])
TEMPORARY = Path(tempfile.gettempdir())

# Settings are kept in a file: the one that the program's users have is written by a service.
os.environ['GSETTINGS_BACKEND'] = 'keyfile'
make_vault(STEMS[1])
elsewhere = tempfile.TemporaryDirectory(prefix='hearth_test-plain-')
plain = Path(elsewhere.name)  # the folder of the person who has the file; the program only reads there
BEFORE = set(os.listdir(TEMPORARY))
program = SmallVault(G_MESSAGES_DEBUG=None)  # as users start it
keys = program.keyboard


def findings():
    found = found_under(HOME, WANTED, apart=(KEY,))
    for path in came_to(TEMPORARY, BEFORE):
        try:
            found += found_in(path, WANTED) if not path.is_dir() else found_under(path, WANTED)
        except OSError:  # somebody else's
            pass
    told = keys.properties()
    return found + [f'a window: {form!r}' for form in WANTED if form in told]


def picture():
    """A PNG whose pixels and whose comment are the mark."""
    row = (STEMS[1].encode() * 40)[:300]
    rows = b''.join(b'\0' + row for _ in range(100))

    def chunk(kind, data):
        body = kind + data
        return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 100, 100, 8, 2, 0, 0, 0))
            + chunk(b'tEXt', b'Comment\0' + STEMS[0].encode())
            + chunk(b'IDAT', zlib.compress(rows, 0)) + chunk(b'IEND', b''))


def tab(name):
    program.find('page tab', name).get_action_iface().do_action(0)
    pump(0.5)


@case
def the_search_finds_what_a_program_leaves():
    for place in (HOME / 'data' / 'recently-used.xbel', Path(os.environ['XDG_RUNTIME_DIR']) / 'x',
                  HOME / 'config' / 'settings'):
        place.write_bytes(b'<a href="file:///' + STEMS[1].encode('utf-16-le') + b'"/>')
        found = findings()
        place.unlink()
        assert found, place
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / STEMS[0]).touch()
        assert findings(), folder
    check(findings(), 'before anything was done')


@case
def what_is_typed_is_shown_and_nowhere_else():
    program.unlock()
    program.find('list item', STEMS[1])
    keys.press('shift+ctrl+n')
    wait_for(lambda: program.window('New Arrival'), 'the form of an arrival')
    keys.focus_newest_window()
    keys.type(STEMS[0])
    check(findings(), 'while a name is typed')
    keys.press('ctrl+s')
    wait_for(lambda: not program.window('New Arrival'), 'the form to be saved')
    keys.focus_newest_window()
    program.point_at(program.find('list item', STEMS[0]))
    program.find('heading', STEMS[0])
    check(findings(), 'a case is shown')


@case
def what_is_changed_and_what_is_kept_as_a_draft_is_sealed():
    tab('Details')
    program.fill('Hearth', 'Given name', STEMS[0])
    keys.press('ctrl+s')
    program.find('heading', f'{STEMS[0]} {STEMS[0]}')
    program.fill('Hearth', 'Patronymic', STEMS[0])
    program.wait_for_drafts()
    check(findings(), 'a draft was written')


@case
def what_is_copied_is_marked_and_goes_with_the_lock():
    keys.press('ctrl+a')
    keys.press('ctrl+c')
    wait_for(lambda: keys.has_owner('CLIPBOARD'), 'something to be copied')
    check(findings(), 'something is copied')
    program.lock()
    wait_for(lambda: not keys.has_owner('CLIPBOARD') and not keys.has_owner('PRIMARY'),
             'the clipboards to be empty')
    check(findings(), 'the vault is locked')
    program.unlock()


@case
def what_is_searched_is_not_remembered():
    keys.press('ctrl+f')
    keys.type(STEMS[0])
    program.find('list item', STEMS[0])
    check(findings(), 'something is searched')
    keys.press('Escape')


def typed_places():
    """What stands in entries that hold a place on the disk."""
    return [text for text in (program.text_at(node) for node in program.walk() if node.get_role_name() == 'text')
            if text.startswith('/')]


def type_place(path):
    """The choice of a file takes keys a while after it is seen: its first one opens an entry, the others follow."""
    for _ in range(20):
        if typed_places():
            break
        keys.type('/')
        pump(0.5)
    keys.press('ctrl+a')
    keys.type(path)
    wait_for(lambda: path in typed_places(), 'the place to be typed')


@case
def what_is_attached_and_looked_at_leaves_no_trace():
    path = plain / f'{STEMS[0]}.png'
    path.write_bytes(picture())
    tab('Files')
    program.click('Add File')
    program.find('push button', 'Open')
    keys.focus_newest_window()
    type_place(str(path))
    keys.press('Return')
    wait_for(lambda: program.window('Add File'), 'what is to be said of the file')
    keys.focus_newest_window()
    keys.press('ctrl+a')
    keys.type(STEMS[0])
    check(findings(), 'a file is chosen')
    program.press_button('Add File', 'Add')
    wait_for(lambda: not program.window('Add File'), 'the file to be added')
    keys.focus_newest_window()
    row = program.find('list item', STEMS[0])
    program.point_at(row)
    pump(2)
    check(findings(), 'a file is looked at')


@case
def what_was_chosen_is_not_among_the_recent_files():
    recent = HOME / 'data' / 'recently-used.xbel'
    # The chooser writes it some time after it was closed.
    pump(2)
    text = recent.read_text(encoding='utf-8') if recent.exists() else ''
    assert plain.name not in text, text


@case
def a_kill_leaves_nothing_in_the_clear():
    keys.press('Escape')
    keys.focus_newest_window()
    tab('Details')
    program.fill('Hearth', 'Patronymic', STEMS[0])
    program.wait_for_drafts()
    program.kill()
    check(findings(), 'after the kill')
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


@case
def all_of_it_was_there():
    shown = ctl('search', STEMS[0])
    assert shown.count(STEMS[0].encode()) > 0, shown


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
    elsewhere.cleanup()
