# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program as a person at the keyboard does: what is on screen is read from the
accessibility bus, what is typed are key events of the X server."""

import ctypes
import os
import subprocess
import time
import warnings

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

patience = 120  # seconds
SHIFT, CONTROL = 0xffe1, 0xffe3
STRUCTURE_NOTIFY_MASK, UNMAP_NOTIFY = ctypes.c_long(1 << 17), 18
NAMED_KEYS = {'Return': 0xff0d, '\n': 0xff0d, 'Tab': 0xff09, '\t': 0xff09, 'Escape': 0xff1b,
              'space': 0x20, 'Left': 0xff51, 'Up': 0xff52, 'Right': 0xff53, 'Down': 0xff54, 'F8': 0xffc5,
              'F9': 0xffc6, 'F10': 0xffc7}


class DriveError(AssertionError):
    pass


def pump(seconds=0.05):
    """Lets the bus tell what has changed."""
    context, end = GLib.MainContext.default(), time.monotonic() + seconds
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.01)


def wait_for(question, what):
    """Asks until the answer is true, and gives it back."""
    global patience
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            answer = question()
        except GLib.Error:  # an object went away while it was asked
            answer = None
        if answer:
            return answer
        pump(0.1)
    patience = 2  # what comes after a failure fails soon
    raise DriveError(f'waited in vain for {what}')


class Keyboard:
    """Key events through XTEST. There is no window manager: the window that is to have the focus is
    given it."""

    def __init__(self):
        self.x = ctypes.CDLL('libX11.so.6')
        self.test = ctypes.CDLL('libXtst.so.6')
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XFree.argtypes = [ctypes.c_void_p]
        self.x.XInternAtom.restype = ctypes.c_ulong
        self.x.XGetSelectionOwner.restype = ctypes.c_ulong
        self.x.XListProperties.restype = ctypes.POINTER(ctypes.c_ulong)
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.x.XKeycodeToKeysym.restype = ctypes.c_ulong
        self.window = None  # the one that has the focus
        self.meet = lambda n_events: None  # waits until the program has met so many events
        self.display = ctypes.c_void_p(wait_for(lambda: self.x.XOpenDisplay(None), 'the display'))

    def children(self, window):
        """From the lowest to the one on top."""
        root, parent, n_children = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x.XQueryTree(self.display, ctypes.c_ulong(window), ctypes.byref(root),
                          ctypes.byref(parent), ctypes.byref(children), ctypes.byref(n_children))
        found = [children[index] for index in range(n_children.value)]
        if found:
            self.x.XFree(children)
        return found

    def focus_newest_window(self):
        """The window mapped last is on top of the stack, and dialogs are mapped last."""
        self.meet(0)
        for window in reversed(self.children(self.x.XDefaultRootWindow(self.display))):
            if self.is_large(window):
                self.x.XSetInputFocus(self.display, ctypes.c_ulong(window), 1, 0)
                self.window = window
                break
        self.x.XSync(self.display, 0)
        self.meet(1)
        pump(0.3)

    def properties(self, window=None):
        """The bytes of all properties of all windows: what every program of the display can read,
        titles too."""
        window = window or self.x.XDefaultRootWindow(self.display)
        n_atoms = ctypes.c_int()
        atoms = self.x.XListProperties(self.display, ctypes.c_ulong(window), ctypes.byref(n_atoms))
        told = b''
        for index in range(n_atoms.value):
            told += self.property(window, atoms[index]) + b'\n'
        if n_atoms.value:
            self.x.XFree(atoms)
        return told + b''.join(self.properties(child) for child in self.children(window))

    def property(self, window, atom):
        kind, width = ctypes.c_ulong(), ctypes.c_int()
        n_items, n_left = ctypes.c_ulong(), ctypes.c_ulong()
        data = ctypes.c_void_p()
        self.x.XGetWindowProperty(self.display, ctypes.c_ulong(window), ctypes.c_ulong(atom),
                                  ctypes.c_long(0), ctypes.c_long(1 << 16), 0, ctypes.c_ulong(0),
                                  ctypes.byref(kind), ctypes.byref(width), ctypes.byref(n_items),
                                  ctypes.byref(n_left), ctypes.byref(data))
        if not data:
            return b''
        # Numbers of 32 bits are handed over as long ones; texts are of bytes.
        told = ctypes.string_at(data, n_items.value) if width.value == 8 else b''
        self.x.XFree(data)
        return told

    def has_owner(self, selection):
        """Whether somebody offers something: CLIPBOARD, PRIMARY."""
        atom = self.x.XInternAtom(self.display, selection.encode(), 0)
        return self.x.XGetSelectionOwner(self.display, ctypes.c_ulong(atom)) != 0

    def geometry(self, window):
        """Left, top, width, height on the screen."""
        numbers = [ctypes.c_uint() for _ in range(4)]
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        self.x.XGetGeometry(self.display, ctypes.c_ulong(window), ctypes.byref(root),
                            ctypes.byref(x), ctypes.byref(y),
                            *[ctypes.byref(number) for number in numbers])
        return x.value, y.value, numbers[0].value, numbers[1].value

    def is_large(self, window):
        attributes = (ctypes.c_long * 40)()  # larger than XWindowAttributes
        self.x.XGetWindowAttributes(self.display, ctypes.c_ulong(window), attributes)
        map_state = ctypes.cast(ctypes.byref(attributes, 92), ctypes.POINTER(ctypes.c_int))[0]
        _, _, width, height = self.geometry(window)
        return map_state == 2 and width >= 200 and height >= 200

    def resize(self, width, height):
        """The window that has the focus, as a person at its edge does."""
        self.x.XResizeWindow(self.display, ctypes.c_ulong(self.window), width, height)
        self.x.XSync(self.display, 0)
        self.meet(1)
        pump(0.3)

    def point(self, x, y):
        """Clicks there, in pixels of the window that has the focus."""
        left, top, _, _ = self.geometry(self.window)
        self.test.XTestFakeMotionEvent(self.display, -1, left + x, top + y, ctypes.c_ulong(0))
        self.test.XTestFakeButtonEvent(self.display, 1, 1, ctypes.c_ulong(0))
        self.test.XTestFakeButtonEvent(self.display, 1, 0, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)
        self.meet(3)
        pump(0.3)

    def send(self, keysym, is_down):
        code = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(keysym))
        self.test.XTestFakeKeyEvent(self.display, ctypes.c_uint(code), is_down, ctypes.c_ulong(0))

    def strike(self, name):
        *modifiers, key = name.split('+')
        held = [{'ctrl': CONTROL, 'shift': SHIFT}[modifier] for modifier in modifiers]
        keysym = NAMED_KEYS.get(key) or ord(key)
        for modifier in held:
            self.send(modifier, 1)
        self.send(keysym, 1)
        self.send(keysym, 0)
        for modifier in reversed(held):
            self.send(modifier, 0)
        self.x.XSync(self.display, 0)

    def press(self, name):
        """press('ctrl+n'), press('Return')"""
        self.strike(name)
        self.meet(2 * len(name.split('+')))
        pump(0.3)

    def time_to_blank(self, name):
        """Seconds from the key until the window that has the focus is off the screen."""
        event = (ctypes.c_long * 24)()  # as large as any event
        self.x.XSelectInput(self.display, ctypes.c_ulong(self.window), STRUCTURE_NOTIFY_MASK)
        self.x.XSync(self.display, 1)
        begun = time.monotonic()
        self.strike(name)
        while not self.x.XCheckTypedWindowEvent(self.display, ctypes.c_ulong(self.window),
                                                UNMAP_NOTIFY, event):
            if time.monotonic() - begun > patience:
                raise DriveError(f'the window is still there after {name}')
            time.sleep(0.001)
        return time.monotonic() - begun

    def is_above_another(self, keysym):
        """Whether the character stands on its key in the place that shift reaches, as capitals and _ do."""
        keycode = self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(keysym))
        return self.x.XKeycodeToKeysym(self.display, ctypes.c_ubyte(keycode), 0) != keysym

    def type(self, text):
        for char in text:
            keysym = NAMED_KEYS.get(char) or ord(char)
            is_shifted = self.is_above_another(keysym)
            if is_shifted:
                self.send(SHIFT, 1)
            self.send(keysym, 1)
            self.send(keysym, 0)
            if is_shifted:
                self.send(SHIFT, 0)
            self.x.XSync(self.display, 0)
            time.sleep(0.02)
        self.meet(4 * len(text))
        pump(0.3)


class Program:
    """The program under test, in the home and on the display of this process."""

    SENSITIVE = Atspi.StateType.SENSITIVE

    def __init__(self, command, **variables):
        warnings.simplefilter('ignore', DeprecationWarning)
        # The bus asks about objects that the program is still registering, and warns.
        GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)
        Atspi.init()
        # What a slow machine answers late is an answer all the same.
        Atspi.set_timeout(patience * 1000, patience * 1000)
        self.focused = None
        self.listener = Atspi.EventListener.new(self.on_focus)
        self.listener.register('object:state-changed:focused')
        self.log_path = os.path.join(os.environ['HOME'], 'program.log')
        self.log = open(self.log_path, 'w', encoding='utf-8')
        # The texts of warnings are for tests; a program that is used writes its own ones only.
        environment = dict(os.environ, G_DEBUG='fatal-warnings', GTK_A11Y='atspi',
                           G_MESSAGES_DEBUG='none')
        environment.update(variables)
        environment = {name: value for name, value in environment.items() if value is not None}
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        self.keyboard = Keyboard()
        self.root = wait_for(self.find_self, 'the program on the accessibility bus')
        self.keyboard.meet = self.meet
        pump(0.5)
        self.keyboard.focus_newest_window()

    def meet(self, n_events):
        """The program answers the bus and takes an event of the display in turns of one loop: after as
        many answers as there were events, and some for what they set off, all of them were met."""
        try:
            for _ in range(n_events + 10):
                self.root.get_id()  # not kept on this side
        except GLib.Error:  # what was met has ended it
            pass

    def find_self(self):
        if self.process.poll() is not None:
            raise DriveError('the program ended:\n' + self.read_log())
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def read_log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read()

    def visible_children(self, node):
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
                yield child

    def walk(self, node=None):
        for child in self.visible_children(node or self.root):
            yield child
            yield from self.walk(child)

    def look(self, role, text):
        """The first visible thing of the role (None: any) whose name contains the text."""
        if self.process.poll() is not None:
            raise DriveError('the program ended:\n' + self.read_log())
        for node in self.walk():
            if (role is None or node.get_role_name() == role) and text in (node.get_name() or ''):
                return node
        return None

    def find(self, role, text):
        return wait_for(lambda: self.look(role, text), f'{role or "something"} named “{text}”')

    def shows(self, text):
        return self.look(None, text) is not None

    def click(self, text):
        node = wait_for(lambda: self.look_sensitive('push button', text), f'button “{text}”')
        node.get_action_iface().do_action(0)
        self.meet(0)
        pump(0.6)

    def place_of(self, node):
        """The middle of it, in pixels of the newest window. GTK 4.8 tells places inside of the window, and
        leaves out the shadow that is drawn around it."""
        top = node
        while top.get_parent() is not None and top.get_parent() != self.root:
            top = top.get_parent()
        inner = Atspi.Component.get_extents(top, Atspi.CoordType.WINDOW)
        place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        _, _, width, height = self.keyboard.geometry(self.keyboard.window)
        return ((width - inner.width) // 2 + place.x + place.width // 2,
                (height - inner.height) // 2 + place.y + place.height // 2)

    def point_at(self, node):
        """Clicks into the middle of what the newest window shows, once it no longer moves."""
        places = []

        def is_still():
            places.append(self.place_of(node))
            return places[-2:-1] == places[-1:]
        wait_for(is_still, 'what is pointed at to stand still')
        self.keyboard.point(*places[-1])

    def look_sensitive(self, role, text):
        node = self.look(role, text)
        return node if node and node.get_state_set().contains(Atspi.StateType.SENSITIVE) else None

    def on_focus(self, event):
        if event.detail1:
            self.focused = event.source

    def focused_names(self):
        """Names of what has the focus and of what it stands in: an entry is named by its row."""
        names, node = [], self.focused
        try:
            while node is not None and len(names) < 5:
                names.append(node.get_name() or '')
                node = node.get_parent()
        except GLib.Error:  # it went away with its page
            self.focused = None
        return names

    def reaches(self, text, key, n_presses):
        """Whether what is named so has the focus after at most so many presses of the key."""
        for _ in range(n_presses):
            if any(text in name for name in self.focused_names()):
                return True
            self.focused = None
            self.keyboard.press(key)
        return False

    def tab_to(self, text, key='Tab'):
        """Presses the key until what is named so has the focus: whatever is not reached, fails."""
        if not self.reaches(text, key, 80):
            raise DriveError(f'{key} does not reach “{text}”')

    def open_main_menu(self, text):
        """F10, and walks to the entry. While a page is new the window still gives the focus to something in
        it, and a menu that loses the focus closes or no longer has the keys: then a person opens it again."""
        for _ in range(5):
            self.keyboard.press('F10')
            end = time.monotonic() + patience / 6
            while time.monotonic() < end and not self.look('menu item', text):
                pump(0.1)
            if self.look('menu item', text) and self.reaches(text, 'Down', 20):
                return
            self.keyboard.press('Escape')
        raise DriveError(f'the main menu has no “{text}” to walk to')

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.log.close()
        return self.process.returncode
