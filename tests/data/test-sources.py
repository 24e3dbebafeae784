#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that a grep can check. Comments and strings are left out where calls are meant."""

import re

from tap import SOURCE, case, check, files, main, name

C_FILES = files('app/**/*.c', 'app/**/*.h')
TEST_FILES = files('tests/**/*.c', 'tests/**/*.h')
UI_FILES = files('app/**/*.ui')
SCRIPTS = files('dev', '.ci/run', 'tests/**/*.py', 'tests/**/*.sh')

COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|("(?:\\.|[^"\\\n])*")', re.DOTALL)

# memcmp stops at the first difference. Where it may stay: how often per file, and what it compares there.
MEMCMP = {
    'app/base/hearth-charset.c': (2, 'marks of the byte order'),
    'app/base/hearth-id.c': (3, 'names of records and users, which are no secrets and prove nothing'),
    'app/base/hearth-log.c': (1, 'the beginning of our own log domains'),
    'app/base/hearth-json.c': (1, 'a text with its own canonical form'),
    'app/base/hearth-ustar-reader.c': (2, 'headers and padding of a public format'),
    'app/crypto/hearth-age-armor-stream.c': (1, 'fixed words of a public format'),
    'app/crypto/hearth-age-header.c': (5, 'fixed words of a public format'),
    'app/crypto/hearth-age-reader.c': (1, 'fixed words of a public format'),
    'app/crypto/hearth-bech32.c': (1, 'fixed words of a public format'),
    'app/crypto/hearth-minisign.c': (2, 'the two letters that name the algorithm'),
    'app/crypto/hearth-passphrase.c': (1, 'a phrase with itself, while its strength is judged'),
    'app/decode/hearth-decode-kind.c': (1, 'magic bytes'),
    'app/decode/hearth-decode-wire.c': (2, 'magic bytes'),
    'app/decode/hearth-png.c': (1, 'magic bytes'),
    'app/decode/hearth-strip.c': (5, 'names of parts of a picture'),
    'app/model/hearth-audit-segment-store.c': (1, 'the place inside a box whose tag was good'),
    'app/model/hearth-check-cases.c': (1, 'the name of a blob'),
    'app/model/hearth-file-kinds.c': (1, 'magic bytes'),
    'app/model/hearth-heads.c': (1, 'an order'),
    'app/model/hearth-id-diff.c': (1, 'row numbers of a list'),
    'app/model/hearth-search.c': (2, 'typed words with indexed ones'),
    'app/vault/hearth-header-file.c': (1, 'the name of a vault, which is no secret and proves nothing'),
    'app/vault/hearth-backup-archive.c': (1, 'headers of a public format'),
    'app/vault/hearth-backup-list.c': (1, 'fixed words of a public format'),
    'app/vault/hearth-header.c': (1, 'magic bytes'),
    'app/vault/hearth-seen.c': (1, 'the name of a blob that is looked for'),
    'app/vault/hearth-vfs-audit.c': (3, 'the salts of the journal, which lie there in the clear'),
    'app/vault/hearth-vfs-freshness.c': (1, 'the prefix of a table, before its tag is judged'),
    'app/vault/hearth-vfs-open.c': (1, 'a path'),
    'app/vault/hearth-vfs-page.c': (2, 'the clear head of a database, before its tag is judged'),
}


def text(path):
    return path.read_text(encoding='utf-8')


def blank(match):
    return re.sub(r'[^\n]', ' ', match.group(0))


def code(path):
    """The text without comments and strings; lines keep their numbers."""
    return COMMENT_OR_STRING.sub(blank, text(path))


def without_comments(path):
    return COMMENT.sub(lambda match: match.group(1) or blank(match), text(path))


def find(pattern, paths, view=code, allowed=lambda path: False):
    pattern = re.compile(pattern, re.MULTILINE)
    findings = []
    for path in paths:
        if allowed(name(path)):
            continue
        content = view(path)
        for match in pattern.finditer(content):
            line = content.count('\n', 0, match.start()) + 1
            findings.append(f'{name(path)}:{line}: {match.group(0).strip()}')
    return findings


@case
def every_source_names_its_licence():
    check([name(path) for path in C_FILES + TEST_FILES + SCRIPTS
           if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(
               text(path).splitlines()[:3])], 'no SPDX line at the top')


@case
def the_licence_is_the_gpl_3():
    licence = text(SOURCE / 'LICENSE')
    assert 'GNU GENERAL PUBLIC LICENSE' in licence and 'Version 3, 29 June 2007' in licence


@case
def every_header_is_guarded_by_pragma_once():
    check([name(path) for path in C_FILES + TEST_FILES
           if path.suffix == '.h' and '#pragma once' not in text(path)], 'no #pragma once')


@case
def every_source_includes_config_first():
    findings = []
    for path in C_FILES:
        includes = re.findall(r'^#include [<"]([^>"]+)', text(path), re.MULTILINE)
        if path.suffix == '.c' and includes[:1] != ['config.h']:
            findings.append(name(path))
    check(findings, '"config.h" is not the first include')


@case
def nothing_prints_outside_the_command_line():
    check(find(r'\b(g_print(err)?|f?printf|v?f?printf|f?puts|putchar|perror)\s*\(', C_FILES,
               allowed=lambda path: path.startswith('app/cli/')), 'prints outside cli')


@case
def no_unbounded_or_naked_c_string_and_memory_calls():
    # What jansson prints and what realpath finds is malloc'ed: only who asks them may free. SQLite's
    # wiping heap has to report that memory is short, where GLib's functions end the program.
    check(find(r'\b(strcpy|strcat|strncpy|strncat|v?sprintf|gets|alloca|g_alloca|g_newa|realloc'
               r'|calloc)\s*\(', C_FILES)
          + find(r'\b(malloc|free)\s*\(', C_FILES,
                 allowed=lambda path: path == 'app/vault/hearth-process.c'
                 or re.search('json_dumps|realpath', text(SOURCE / path))),
          'calls that the house does not use')


@case
def what_authenticates_is_compared_in_constant_time():
    found = {}
    for path in C_FILES:
        n = len(re.findall(r'\b(?:memcmp|bcmp|timingsafe_bcmp)\s*\(', code(path)))
        if n > 0:
            found[name(path)] = n
    check([f'{path}: {found.get(path, 0)} instead of {MEMCMP.get(path, (0, ""))[0]}'
           for path in found.keys() | MEMCMP.keys()
           if found.get(path, 0) != MEMCMP.get(path, (0, ''))[0]],
          'memcmp: is it sodium_memcmp or hearth_hash_equal () that is meant?')


@case
def child_programs_are_never_forked_by_hand():
    check(find(r'\b(v?fork|system|popen)\s*\(', C_FILES), 'plain fork, system or popen')


@case
def tests_assert_with_values():
    check(find(r'\bg_assert\s*\(', TEST_FILES), 'g_assert () in tests says nothing about values')


@case
def no_work_is_left_in_comments():
    check(find(r'\b(TODO|FIXME|XXX|HACK)\b', C_FILES + TEST_FILES + UI_FILES, view=text),
          'left undone')


@case
def widgets_without_a_future_are_not_used():
    old = ('Dialog|MessageDialog|Assistant|InfoBar|TreeView|TreeStore|ListStore|ComboBox'
           '|ComboBoxText|EntryCompletion|Statusbar|CellRenderer\\w*')
    snake = ('dialog|message_dialog|assistant|info_bar|tree_view|tree_store|list_store|combo_box'
             '|combo_box_text|entry_completion|statusbar|cell_renderer_\\w+')
    check(find(rf'\bGtk({old})\b|\bgtk_({snake})_(new|get|set|add|append)\w*', C_FILES)
          + find(rf'class="Gtk({old})"', UI_FILES, view=text), 'widgets that are never used')


@case
def soon_deprecated_widgets_stay_in_compat():
    names = ('adw_leaflet|adw_flap|adw_squeezer|adw_view_switcher_title|adw_message_dialog'
             '|adw_about_window|adw_preferences_window|gtk_file_chooser\\w*|gtk_shortcuts_window'
             '|gtk_style_context')
    check(find(rf'\b({names})_\w+\s*\(|\bGTK_CHECK_VERSION\b|\bADW_CHECK_VERSION\b', C_FILES,
               allowed=lambda path: path.startswith('app/ui/compat/')),
          'to be hidden behind ui/compat')


@case
def sql_text_stays_in_the_vault_and_the_query_files():
    check(find(r'"\s*(SELECT|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|INDEX'
               r'|VIRTUAL|TRIGGER|UNIQUE)|DROP TABLE|PRAGMA)\b', C_FILES, view=without_comments,
               allowed=lambda path: path.startswith('app/vault/')
               or re.search(r'app/model/.*(query|store|schema)(-private)?\.[ch]$', path)),
          'SQL outside its files')


@case
def the_child_of_a_bin_is_not_disposed_of_twice():
    # gtk_widget_dispose_template () unparents a bound child of the widget itself, which the bin then does again.
    findings = []
    for path in UI_FILES:
        first = re.search(r'<template class="\w+" parent="(?:AdwBin|HearthPlacePage)">\s*'
                          r'(?:<property [^>]*>[^<]*</property>\s*)*'
                          r'<(?:child|property name="child")>\s*<object class="\w+" id="(\w+)"', text(path))
        source = path.with_suffix('.c')
        if first and source.exists() and 'gtk_widget_dispose_template' in text(source) and re.search(
                rf'bind_template_child \(\w+, \w+,\s+{first.group(1)}\)', text(source)):
            findings.append(f'{name(source)}: {first.group(1)}')
    check(findings, 'unparented twice')


@case
def the_tree_speaks_of_itself_alone():
    check(find(r'/work/|/tmp/\w', C_FILES + TEST_FILES + UI_FILES + files('README.md', 'NEWS', 'data/**/*.in'),
               view=text), 'paths of somebody else\'s machine')


main()
