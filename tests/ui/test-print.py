#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is printed reaches the printer, or the file that a person asked for, and nothing else: neither the
temporary folder nor the home keeps a page, a name or a title (security 10, 15: G14)."""

import json
import os
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / 'lib'), str(TESTS / 'cli')]
from tap import case, check, main  # noqa: E402

try:
    from driver import pump, wait_for
    from small_vault import KEY, PASSPHRASE, VAULT, SmallVault, ctl, make_vault
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)
from markers import came_to, forms, found_in, found_under, secret_forms  # noqa: E402

STEM = 'Щґєфенканарка'
WANTED = forms(STEM) + secret_forms(PASSPHRASE)
HOME = Path(os.environ['HOME'])
TEMPORARY = Path(tempfile.gettempdir())
# How a page begins that was written down, whatever the folder.
PAGES = (b'%PDF-', b'%!PS-Adobe')

# Where GTK proposes to print to a file.
os.chdir(HOME)
make_vault()
event = json.loads(ctl('event', 'add', 'date=2025-06-09', 'number=66', 'stage=1'))['id']
ctl('case', 'add', f'surname={STEM}', f'event={event}')
BEFORE = set(os.listdir(TEMPORARY))
program = SmallVault(G_MESSAGES_DEBUG=None)  # as users start it
keys = program.keyboard


def all_files():
    """Every file that the program may have made, but for the vault, in which everything is sealed. What is
    somebody else's may go while it is looked at."""
    for place in [HOME] + came_to(TEMPORARY, BEFORE):
        inside = [Path(top) / name for top, _, names in os.walk(place) for name in names]
        for path in inside or [place]:
            if path.is_file() and VAULT not in path.parents and path != KEY:
                yield path


def pages():
    """Files that hold a page, by their beginning, and those that GTK names so."""
    found = []
    for path in all_files():
        try:
            with open(path, 'rb') as file:
                is_page = file.read(16).startswith(PAGES)
        except OSError:  # somebody else's, or gone
            continue
        if is_page or path.name.startswith(('gtkprint', 'preview')):
            found.append(path)
    return found


def is_whole(path):
    """Whether the page has been written to its end."""
    try:
        return b'%%EOF' in path.read_bytes()[-16:]
    except OSError:  # somebody else's, or gone
        return False


def findings():
    found = found_under(HOME, WANTED, apart=(KEY,))
    for path in came_to(TEMPORARY, BEFORE):
        try:
            found += found_under(path, WANTED) if path.is_dir() else found_in(path, WANTED)
        except OSError:  # somebody else's
            pass
    told = keys.properties()
    return found + [f'a window: {form!r}' for form in WANTED if form in told]


@case
def the_search_finds_a_page_that_was_left():
    for place in (HOME / 'cache' / 'x', TEMPORARY / f'gtkprint_{os.getpid()}'):
        place.write_bytes(b'%PDF-1.5\n')
        found = pages()
        place.unlink()
        assert found == [place], (place, found)
    check(pages() + findings(), 'before anything was done')


@case
def the_people_of_an_event_are_to_be_printed():
    program.unlock()
    program.point_at(program.find('list item', 'Arrivals'))
    program.point_at(program.find('list item', '66'))
    program.find(None, STEM)
    program.click('Print Labels and Sheets')
    wait_for(lambda: program.window('Print'), 'what is to be printed')
    keys.focus_newest_window()
    check(pages() + findings(), 'the window of the labels is open')


def look_for_button(name):
    return next((node for node in program.walk() if node.get_role_name() == 'push button' and
                 name in (node.get_name() or '') and '…' not in node.get_name()), None)


def press_in_dialog(name):
    """A button of GTK's own dialog, where the letter of the key is told with the name. The window behind
    has one that is called nearly so, with dots."""
    node = wait_for(lambda: look_for_button(name), f'the button {name}')
    node.get_action_iface().do_action(0)
    pump(1)


def open_dialog():
    keys.press('ctrl+p')
    program.find(None, 'Print to File')
    keys.focus_newest_window()
    program.point_at(program.find(None, 'Print to File'))
    # What is asked of a file alone.
    program.find(None, 'Output format')


@case
def a_preview_is_drawn_from_memory():
    open_dialog()
    press_in_dialog('Pre_view')
    wait_for(lambda: program.window('Preview'), 'the preview')
    pump(1)
    check(pages() + findings(), 'the preview is open')
    keys.focus_newest_window()
    keys.press('Escape')
    wait_for(lambda: not program.window('Preview'), 'the end of the preview')
    wait_for(lambda: not program.look(None, 'Print to File'), 'the end of the dialog')
    keys.focus_newest_window()
    check(pages() + findings(), 'the preview is closed')


@case
def what_is_printed_goes_to_the_file_that_was_asked_for_and_nowhere_else():
    open_dialog()
    check(pages() + findings(), 'a printer is chosen')
    press_in_dialog('_Print')
    wait_for(lambda: any(is_whole(path) for path in pages()), 'the file that was printed')
    wait_for(lambda: not program.look(None, 'Print to File'), 'the end of the dialog')
    made = pages()
    assert len(made) == 1 and made[0].parent == HOME and made[0].suffix == '.pdf', made
    made[0].unlink()
    check(pages() + findings(), 'it was printed')


@case
def a_lock_leaves_nothing_of_it():
    keys.focus_newest_window()
    program.lock()
    check(pages() + findings(), 'the vault is locked')


@case
def the_log_says_that_it_was_printed():
    program.stop()
    events = [row['event'] for row in json.loads(ctl('audit', 'list'))['entries']]
    assert 'print' in events, events
    log = program.read_log()
    assert 'WARNING' not in log and 'CRITICAL' not in log, log


try:
    main()
finally:
    if program.process.poll() is None:
        program.stop()
