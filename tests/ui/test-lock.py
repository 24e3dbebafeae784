#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What locks the real program: its keys, the desktop, another user, the sleep of the computer, the end.
Logind and the screen saver are played on buses of this test."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'lib'))
from tap import BUILD, case, main  # noqa: E402

try:
    from gi.repository import Gio, GLib
    from driver import Program, pump, wait_for
except (ImportError, ValueError) as missing:
    print(f'1..0 # SKIP cannot drive a program here: {missing}')
    sys.exit(0)

HEARTH = [str(BUILD / 'app' / 'ui' / 'hearth'), '--demo']
LOGIND = 'org.freedesktop.login1'
INTERFACES = """<node><interface name='org.freedesktop.login1.Manager'>
 <method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>
 <method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>
  <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/></method>
 <signal name='PrepareForSleep'><arg type='b'/></signal></interface></node>"""
SESSION = '/org/freedesktop/login1/session/c1'


class Bus:
    """A bus of its own; the program takes it for the system's."""

    def __init__(self):
        self.daemon = subprocess.Popen(['dbus-daemon', '--session', '--print-address', '--nofork'],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.address = self.daemon.stdout.readline().decode().strip()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)

    def stop(self):
        self.daemon.kill()
        self.daemon.wait()


class Logind:
    def __init__(self, bus):
        self.bus = bus.connection
        self.inhibited = []  # what was asked for, and the end that tells when it is given back
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        self.bus.register_object('/org/freedesktop/login1', info.interfaces[0], self.on_call, None,
                                 None)
        Gio.bus_own_name_on_connection(self.bus, LOGIND, Gio.BusNameOwnerFlags.NONE, None, None)

    def on_call(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        if method == 'GetSession':
            invocation.return_value(GLib.Variant('(o)', (SESSION,)))
            return
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        self.inhibited.append((arguments.unpack(), reader))
        fds = Gio.UnixFDList.new_from_array([writer])
        invocation.return_value_with_unix_fd_list(GLib.Variant('(h)', (0,)), fds)

    def is_released(self):
        try:
            return os.read(self.inhibited[-1][1], 1) == b''
        except BlockingIOError:
            return False

    def emit(self, path, interface, name, arguments):
        self.bus.emit_signal(None, path, interface, name, arguments)
        self.bus.flush_sync(None)

    def sleep(self, is_beginning):
        self.emit('/org/freedesktop/login1', LOGIND + '.Manager', 'PrepareForSleep',
                  GLib.Variant('(b)', (is_beginning,)))

    def change(self, name, value):
        self.emit(SESSION, 'org.freedesktop.DBus.Properties', 'PropertiesChanged',
                  GLib.Variant('(sa{sv}as)', (LOGIND + '.Session',
                                              {name: GLib.Variant('b', value)}, [])))


subprocess.run([str(BUILD / 'app' / 'cli' / 'hearthctl'), '--vault',
                str(Path(os.environ['XDG_DATA_HOME']) / 'hearth' / 'Demo.hearth'), 'demo'],
               check=True, stdout=subprocess.DEVNULL)
system = Bus()
logind = Logind(system)
os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = system.address
program = Program(HEARTH)
keys = program.keyboard


def state():
    """Which page the window shows; the first that is met, for an open vault has thousands of things."""
    for node in program.walk():
        if node.get_name() in ('Unlock a Vault', 'Places'):
            return node.get_name()
    return None


def is_locked():
    return state() == 'Unlock a Vault'


def is_open():
    return state() == 'Places'


def unlock():
    keys.focus_newest_window()
    program.click('Open Demo')
    wait_for(is_open, 'the vault to be open')
    keys.focus_newest_window()


@case
def sleep_is_held_back_while_the_program_runs():
    wait_for(is_open, 'the vault to be open')
    wait_for(lambda: logind.inhibited, 'the program to ask for a delay')
    what, who, why, mode = logind.inhibited[-1][0]
    assert (what, who, mode) == ('sleep', 'Hearth', 'delay') and why, logind.inhibited
    assert not logind.is_released()


@case
def sleep_locks_and_is_then_let_go():
    logind.sleep(True)
    wait_for(is_locked, 'the sleep to lock')
    wait_for(logind.is_released, 'the sleep to be let go')
    logind.sleep(False)
    wait_for(lambda: len(logind.inhibited) == 2, 'the next sleep to be held back')
    unlock()


@case
def a_locked_session_locks():
    logind.emit(SESSION, LOGIND + '.Session', 'Lock', None)
    wait_for(is_locked, 'the lock of the session')
    unlock()


@case
def another_user_locks():
    logind.change('Active', True)
    pump(0.3)
    assert is_open(), 'an active session locked'
    logind.change('Active', False)
    wait_for(is_locked, 'the switch of the user to lock')
    unlock()


@case
def screen_savers_lock():
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    for name in ('org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'):
        path = '/' + name.replace('.', '/')
        session.emit_signal(None, path, name, 'ActiveChanged', GLib.Variant('(b)', (False,)))
        session.flush_sync(None)
        pump(0.3)
        assert is_open(), 'a screen saver that ends locked'
        session.emit_signal(None, path, name, 'ActiveChanged', GLib.Variant('(b)', (True,)))
        session.flush_sync(None)
        wait_for(is_locked, name)
        unlock()


@case
def keys_lock_in_a_dialog_too_and_one_of_them_at_once():
    keys.press('ctrl+n')
    program.find('text', 'Surname')
    keys.focus_newest_window()
    seconds = keys.time_to_blank('ctrl+l')
    print(f'# the dialog is off the screen {seconds * 1000:.0f} ms after Ctrl+L')
    wait_for(is_locked, 'Ctrl+L in a dialog')
    assert not program.shows('Surname'), 'the dialog is still there'
    unlock()
    for name in ('ctrl+l', 'ctrl+shift+l'):
        seconds = keys.time_to_blank(name)
        print(f'# the window is off the screen {seconds * 1000:.0f} ms after {name}')
        wait_for(is_locked, name)
        unlock()


@case
def the_end_may_come_while_the_vault_is_being_opened():
    program.stop()
    for hundredths in range(0, 160, 13):
        child = subprocess.Popen(HEARTH, env=dict(os.environ, G_DEBUG='fatal-criticals'),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
        time.sleep(0.35 + hundredths / 100)
        child.terminate()
        _, err = child.communicate(timeout=30)
        assert child.returncode in (0, -signal.SIGTERM), (child.returncode, err)
        assert b'CRITICAL' not in err, err


try:
    main()
finally:
    program.stop()
    system.stop()
