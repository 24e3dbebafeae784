#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows of the architecture point down: symbols, headers and libraries stay in their layers."""

import json
import re
import shlex
import subprocess
from pathlib import Path

from tap import BUILD, SOURCE, case, check, main, name, run

# Each layer with everything below it.
BELOW = {
    'base': [],
    'decode': ['base'],
    'crypto': ['base'],
    'rules': ['base'],
    'vault': ['crypto', 'base'],
    'model': ['vault', 'rules', 'crypto', 'decode', 'base'],
    'bundle': ['model', 'vault', 'rules', 'crypto', 'decode', 'base'],
    'report': ['model', 'vault', 'rules', 'crypto', 'decode', 'base'],
    'ui': ['bundle', 'report', 'decode', 'model', 'vault', 'rules', 'crypto', 'base'],
    'cli': ['bundle', 'report', 'decode', 'model', 'vault', 'rules', 'crypto', 'base'],
}
GUI = re.compile(r'^(gtk|adw|gdk|gsk)_')
SQLITE = re.compile(r'^sqlite3_')
SODIUM = re.compile(r'^(crypto_|sodium_|randombytes_)')
NETWORK = re.compile(
    r'^(socket|connect|bind|listen|accept4?|send(to|msg|mmsg)?|recv(from|msg|mmsg)?'
    r'|getaddrinfo|gethostby\w+|res_\w*query'
    r'|g_socket_\w+|g_network_\w+|g_resolver_\w+|g_tcp_\w+|g_inet_\w+|g_tls_\w+'
    r'|soup_\w+|curl_\w+|nghttp2_\w+|g_proxy_\w+)$')


def compile_commands():
    """All compiler calls for files of the program, by layer."""
    found = {layer: [] for layer in BELOW}
    for entry in json.loads((BUILD / 'compile_commands.json').read_text(encoding='utf-8')):
        path = Path(entry['directory'], entry['file']).resolve()
        if path.suffix == '.c' and path.is_relative_to(SOURCE.resolve() / 'app'):
            layer = path.relative_to(SOURCE.resolve() / 'app').parts[0]
            found.get(layer, []).append(entry)
    return found


COMMANDS = compile_commands()


def layer_objects(layer):
    """The object files of a layer, of its library and of its programs, not those left behind."""
    objects = (Path(entry['directory'], entry['output']) for entry in COMMANDS[layer])
    return [path for path in objects if path.exists()]


def symbols(layer, which):
    """which: --undefined-only or --defined-only. Returns {symbol: object file}."""
    found = {}
    objects = layer_objects(layer)
    if objects:
        for line in run('nm', '-A', which, *objects).splitlines():
            place, _, rest = line.partition(':')
            found[rest.split()[-1]] = Path(place).name
    return found


def undefined_matching(layers, pattern):
    return [f'{layer}: {symbol} in {place}' for layer in layers
            for symbol, place in symbols(layer, '--undefined-only').items()
            if pattern.match(symbol)]


@case
def every_folder_of_the_program_is_a_known_layer():
    folders = {path.name for path in (SOURCE / 'app').iterdir() if path.is_dir()}
    check(folders - set(BELOW), 'folders that are no layer of the architecture')


@case
def the_layers_were_built():
    check([layer for layer in BELOW if COMMANDS[layer] and not layer_objects(layer)],
          'layers with sources but without objects')
    assert layer_objects('base'), 'nothing was built'



@case
def nothing_below_the_window_knows_gtk():
    check(undefined_matching(set(BELOW) - {'ui'}, GUI), 'GTK symbols outside ui')


@case
def only_the_vault_knows_sqlite():
    check(undefined_matching(set(BELOW) - {'vault'}, SQLITE), 'SQLite symbols outside vault')


@case
def only_crypto_and_vault_know_libsodium():
    check(undefined_matching(set(BELOW) - {'crypto', 'vault'}, SODIUM),
          'libsodium symbols outside crypto and vault')


@case
def nothing_opens_a_network_connection():
    check(undefined_matching(BELOW, NETWORK), 'network symbols in our objects')


@case
def no_symbol_is_taken_from_a_higher_layer():
    defined = {layer: set(symbols(layer, '--defined-only')) for layer in BELOW}
    findings = []
    for layer, below in BELOW.items():
        reach = set().union(defined[layer], *(defined[lower] for lower in below))
        for symbol, place in symbols(layer, '--undefined-only').items():
            owners = [other for other in BELOW if symbol in defined[other]]
            if owners and symbol not in reach:
                findings.append(f'{layer}: {place} uses {symbol} of {owners[0]}')
    check(findings, 'symbols taken from above')


def compiles(entry, header):
    """Whether a file of that layer could include the header: preprocesses one line."""
    probe = f'#include "config.h"\n#include "{header}"\n'
    words = [word for word in shlex.split(entry['command'])[1:]
             if word.startswith(('-I', '-D', '-std', '-pthread', '-isystem'))]
    done = subprocess.run(['cc', '-E', '-x', 'c', *words, '-'], cwd=entry['directory'],
                          input=probe.encode(), stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def one_header(layer):
    headers = [path for path in sorted((SOURCE / 'app' / layer).rglob('*.h'))
               if '-private' not in path.name]
    return headers[0].name if headers else None


@case
def a_header_of_a_lower_layer_can_be_included():
    findings = []
    for layer, below in BELOW.items():
        for lower in below:
            header = one_header(lower)
            if COMMANDS[layer] and header and not compiles(COMMANDS[layer][0], header):
                findings.append(f'{layer} cannot include {header} of {lower}')
    check(findings, 'the build does not export what it should')


@case
def a_header_of_a_higher_layer_cannot_be_included():
    findings = []
    for layer, below in BELOW.items():
        for other in set(BELOW) - set(below) - {layer}:
            header = one_header(other)
            if COMMANDS[layer] and header and compiles(COMMANDS[layer][0], header):
                findings.append(f'{layer} can include {header} of {other}')
    check(findings, 'the build exports what it should not')


@case
def sqlite_and_libsodium_headers_stay_in_their_layers():
    allowed = {'sqlite3.h': {'vault'}, 'sodium.h': {'crypto', 'vault'},
               'gtk/gtk.h': {'ui'}, 'adwaita.h': {'ui'}}
    findings = []
    for path in sorted((SOURCE / 'app').rglob('*.[ch]')):
        layer = path.relative_to(SOURCE / 'app').parts[0]
        for header in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]',
                                 path.read_text(encoding='utf-8'), re.MULTILINE):
            if layer not in allowed.get(header, {layer}) and layer != 'main.c':
                findings.append(f'{name(path)} includes {header}')
    check(findings, 'system headers outside their layer')


main()
