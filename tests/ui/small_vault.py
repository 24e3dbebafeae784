# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window over a small vault of its own: what is on screen is soon read, and its passphrase is
cheap."""

import os
import subprocess
from pathlib import Path

from driver import Atspi, DriveError, Program, pump, wait_for
from tap import BUILD

HEARTH = [str(BUILD / 'app' / 'ui' / 'hearth')]
USER = 'registrar'
PASSPHRASE = 'quite plain words of nobody for tests'
VAULT = Path(os.environ['XDG_DATA_HOME']) / 'hearth' / 'Small.hearth'
KEY = Path(os.environ['HOME']) / 'passphrase'
SECONDS_BETWEEN_DRAFTS = 5


def ctl(*words):
    """What hearthctl says of the vault while no window has it open."""
    command = [BUILD / 'app' / 'cli' / 'hearthctl', '--vault', VAULT, '--user', USER,
               '--passphrase-file', KEY, '--json', *words]
    return subprocess.check_output([str(word) for word in command])


def make_vault(*people):
    VAULT.parent.mkdir(parents=True, exist_ok=True)
    KEY.write_text(PASSPHRASE + '\n', encoding='utf-8')
    ctl('init', '--kdf-memory', '64')
    for surname in people:
        ctl('case', 'add', f'surname={surname}', 'released=2025-06-09')


def files_of_vault():
    found = []
    for name in sorted(os.listdir(VAULT)):
        try:
            status = (VAULT / name).stat()
        except FileNotFoundError:  # journals come and go
            continue
        found.append((name, status.st_size, status.st_mtime_ns))
    return found


class SmallVault(Program):
    """The window, and its one user at the keyboard."""

    def __init__(self, *files, **variables):
        super().__init__(HEARTH + [str(file) for file in files], **variables)

    def window(self, title):
        """One of the program's windows; looked through, it is quicker than all of them."""
        for index in range(self.root.get_child_count()):
            child = self.root.get_child_at_index(index)
            if child is not None and title in (child.get_name() or ''):
                return child
        return None

    def state(self):
        """Which page the window shows. Its own parts come before what is deep inside of them."""
        level = [self.root]
        while level:
            inner = []
            for node in level:
                if node.get_name() in ('Unlock a Vault', 'Places'):
                    return node.get_name()
                inner += self.visible_children(node)
            level = inner
        return None

    def is_locked(self):
        return self.state() == 'Unlock a Vault'

    def is_open(self):
        return self.state() == 'Places'

    def unlock(self):
        wait_for(self.is_locked, 'the page that unlocks')
        self.keyboard.focus_newest_window()
        self.keyboard.type(USER)
        self.keyboard.press('Return')
        self.keyboard.type(PASSPHRASE)
        self.keyboard.press('Return')
        wait_for(self.is_open, 'the vault to be open')
        self.keyboard.focus_newest_window()

    def lock(self):
        self.keyboard.press('ctrl+l')
        wait_for(self.is_locked, 'Ctrl+L')

    def wait_for_drafts(self):
        """Until what was typed is in the vault. Nothing on the screen tells of it: the time of a form
        comes, the program takes note of it, and then its files come to rest."""
        pump(SECONDS_BETWEEN_DRAFTS + 1)  # a timer of whole seconds may be one late
        self.meet(0)

        def is_at_rest():
            before = files_of_vault()
            pump(1)
            return files_of_vault() == before
        wait_for(is_at_rest, 'the files of the vault to come to rest')

    def kill(self):
        self.process.kill()
        self.process.wait(10)
        self.log.close()

    def entry(self, top, name):
        """The editable text of that name; labels of a form have the role of a label."""
        for node in self.walk(top):
            if node.get_role_name() == 'text' and name in (node.get_name() or ''):
                return node
        return None

    def press_button(self, title, name):
        """One of a window whose button another window has too."""
        for node in self.walk(self.window(title)):
            if node.get_role_name() == 'push button' and name in (node.get_name() or ''):
                node.get_action_iface().do_action(0)
                self.meet(0)
                pump(0.6)
                return
        raise DriveError(f'no button “{name}” in “{title}”')

    def fill(self, title, name, text):
        top = wait_for(lambda: self.window(title), f'the window “{title}”')
        self.point_at(wait_for(lambda: self.entry(top, name), f'the entry “{name}”'))
        self.keyboard.press('ctrl+a')
        self.keyboard.type(text)

    def stops(self, title):
        """What Tab comes to in a window, in its order, with the roles that take part in it."""
        wanted = (Atspi.StateType.FOCUSABLE, Atspi.StateType.SENSITIVE)
        return [node for node in self.walk(self.window(title))
                if node.get_role_name() in ('text', 'push button', 'toggle button', 'label')
                and all(node.get_state_set().contains(state) for state in wanted)]

    def stop_named(self, title, name):
        names = [node.get_name() or '' for node in self.stops(title)]
        return names.index(name) if name in names else None

    def write(self, title, start, name, text):
        """Goes by Tab from one named stop to an entry, and types. The bus does not tell when an entry row takes
        the focus, so that the way is counted; what stands there at the end proves it."""
        here, there = [wait_for(lambda: (self.stop_named(title, each) or 0) + 1, each) - 1
                       for each in (start, name)]
        for _ in range(abs(there - here)):
            self.keyboard.press('Tab' if there > here else 'shift+Tab')
        self.keyboard.press('ctrl+a')
        self.keyboard.type(text)
        self.check_text(title, name, text)

    def text_of(self, title, name):
        """What stands in an entry of the window; None: there is none."""
        return self.text_in(self.window(title), name)

    def text_in(self, top, name):
        """The same below a node."""
        node = self.entry(top, name) if top is not None else None
        return self.text_at(node) if node is not None else None

    def text_at(self, entry):
        # GTK 4.8 does not know that -1 is the end.
        return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))

    def check_text(self, title, name, text):
        try:
            wait_for(lambda: self.text_of(title, name) == text, f'“{text}” in {name}')
        except DriveError as error:
            raise DriveError(f'{error}; there stands “{self.text_of(title, name)}”') from None
