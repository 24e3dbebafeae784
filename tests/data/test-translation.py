#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string that people see can be translated, and the Ukrainian translation is complete."""

import re
import tempfile
from pathlib import Path

from tap import BUILD, SOURCE, case, check, files, main, name, run

PO = SOURCE / 'po' / 'uk.po'

# The calls of meson's preset "glib".
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
            '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
            '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
            '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
            '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
            '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format']


def text(path):
    return path.read_text(encoding='utf-8')


def listed():
    lines = text(SOURCE / 'po' / 'POTFILES.in').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def has_strings(path):
    content = text(path)
    if path.suffix in ('.ui', '.xml'):
        return 'translatable="yes"' in content
    content = re.sub(r'/\*.*?\*/', '', content, flags=re.DOTALL)
    return bool(re.search(r'\b(N?_|N?C_|ngettext|d?gettext|g_dp?n?gettext2?)\s*\(\s*"', content))


def parse(*arguments):
    """Entries of a po file after msgattrib with these arguments: their blocks of lines."""
    blocks = run('msgattrib', '--no-wrap', *arguments).split('\n\n')
    return [block for block in blocks if 'msgid "' in block and 'msgid ""\nmsgstr' not in block]


@case
def every_file_with_strings_is_listed():
    found = {name(path) for path in files('app/**/*.c', 'app/**/*.h', 'app/**/*.ui')
             if has_strings(path)}
    check(found - set(listed()), 'missing in po/POTFILES.in')


@case
def the_list_is_sorted_and_names_only_files_that_exist():
    check([line for line in listed() if not (SOURCE / line).is_file()], 'no such file')
    check([line for line in listed() if listed().count(line) > 1], 'listed twice')


@case
def the_ukrainian_file_is_well_made():
    header = text(PO).split('\n\n')[0]
    assert '"Language: uk\\n"' in header and 'charset=UTF-8' in header, header
    assert 'nplurals=3' in header, header
    assert 'uk' in text(SOURCE / 'po' / 'LINGUAS').split()
    run('msgfmt', '--check', '--check-accelerators=_', '-o', '/dev/null', PO)


@case
def every_string_of_the_tree_has_its_ukrainian_translation():
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch, 'hearth.pot')
        merged = Path(scratch, 'uk.po')
        run(*XGETTEXT, '--output', template, *listed(), cwd=SOURCE)
        run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', merged, PO, template)
        check(parse('--untranslated', merged), 'without a translation')
        check(parse('--only-fuzzy', merged), 'only guessed')


@case
def translations_keep_the_ends_of_their_sentences():
    # A lost ellipsis or colon is a lost meaning: more input follows, or a value does.
    findings = []
    for block in parse('--translated', '--no-obsolete', PO):
        source = re.search(r'^msgid "(.*)"$', block, re.MULTILINE)
        target = re.search(r'^msgstr(?:\[0\])? "(.*)"$', block, re.MULTILINE)
        for end in ('…', ':'):
            if source and target and source.group(1) and (
                    source.group(1).endswith(end) != target.group(1).endswith(end)):
                findings.append(source.group(1))
    check(findings, 'ends differently')


@case
def the_catalogue_that_is_installed_holds_the_translation():
    catalogue = BUILD / 'po' / 'uk' / 'LC_MESSAGES' / 'hearth.mo'
    assert catalogue.exists(), 'the catalogue is not built'
    blocks = run('msgunfmt', '--no-wrap', catalogue).split('\n\n')
    assert 'msgid "Cases of Returnees"\nmsgstr "Справи звільнених"' in blocks
    # As many entries as the source has: nothing is lost on the way.
    assert len(blocks) >= len(parse('--translated', '--no-obsolete', PO)), len(blocks)


@case
def the_guide_names_what_the_window_shows():
    entries = parse('--translated', '--no-obsolete', PO)
    findings = []
    for folder, key in (('C', 'msgid'), ('uk', 'msgstr')):
        shown = {match.replace('_', '') for entry in entries
                 for match in re.findall(rf'^{key} "(.*)"$', entry, re.MULTILINE)}
        for path in files(f'data/help/{folder}/*.page'):
            findings += [f'{name(path)}: {label}'
                         for label in re.findall(r'<gui>([^<]+)</gui>', text(path))
                         if label not in shown]
    check(findings, 'the guide speaks of what is not in the window')


main()
