#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is installed beside the programs, checked by the tools of its own standard."""

import json
import re
import shutil
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tap import BUILD, SOURCE, Skip, case, check, files, main, name, output, run

APP = 'org.hearthcase.Hearth'

# What the sandbox may do. An addition here is a decision for a commit of its own.
SANDBOX = ['--device=dri', '--share=ipc', '--socket=fallback-x11', '--socket=wayland']


def built(path):
    path = BUILD / 'data' / path
    if not path.exists():
        raise Skip('the window is not built')
    return path


def text(path):
    return path.read_text(encoding='utf-8')


@case
def the_desktop_entry_is_valid():
    run('desktop-file-validate', built(APP + '.desktop'))


@case
def the_desktop_entry_speaks_ukrainian():
    entry = text(built(APP + '.desktop'))
    check([key for key in ('GenericName', 'Comment', 'Keywords')
           if not re.search(rf'^{key}\[uk\]=.*[а-яіїєґ]', entry, re.MULTILINE)],
          'keys without a Ukrainian text')


@case
def the_desktop_entry_and_the_service_start_the_program_we_install():
    assert re.search(r'^Exec=hearth %f$', text(built(APP + '.desktop')), re.MULTILINE)
    service = text(built(APP + '.service'))
    assert f'Name={APP}\n' in service and re.search(r'^Exec=/.*/hearth --gapplication-service$',
                                                    service, re.MULTILINE), service


@case
def the_metainfo_is_valid():
    # Newer validators warn that there is no home page. There is none: Hearth has no site to name.
    report = output('appstreamcli', 'validate', '--no-net', '--no-color',
                    built(APP + '.metainfo.xml'))
    assert APP in report or 'successful' in report, report
    check([line for line in report.splitlines()
           if re.match(r'[EW]: ', line) and 'url-homepage-missing' not in line],
          'errors and warnings')


@case
def the_metainfo_says_what_software_centres_ask_for():
    root = ElementTree.parse(built(APP + '.metainfo.xml')).getroot()
    summary = root.find('summary').text
    assert root.find('id').text == APP
    assert len(root.find('name').text) < 15
    assert 10 <= len(summary) <= 40 and not summary.endswith('.'), summary
    assert root.find('project_license').text == 'GPL-3.0-or-later'
    assert root.find('content_rating').get('type').startswith('oars-')
    language = '{http://www.w3.org/XML/1998/namespace}lang'
    assert any(node.get(language) == 'uk' for node in root.findall('summary'))
    release = root.find('releases')[0]
    version = re.search(r"version: '([^']+)'", text(SOURCE / 'meson.build')).group(1)
    assert release.get('version') == version, 'the newest release is not the version we build'
    assert release.find('description') is not None


@case
def the_news_begin_with_the_version_we_build():
    version = re.search(r"version: '([^']+)'", text(SOURCE / 'meson.build')).group(1)
    assert version in text(SOURCE / 'NEWS').splitlines()[0]


@case
def the_settings_are_valid():
    with tempfile.TemporaryDirectory() as scratch:
        run('glib-compile-schemas', '--strict', f'--targetdir={scratch}', SOURCE / 'data')


@case
def the_settings_hold_no_text_that_could_tell_something():
    # They lie in the clear: sizes, switches and choices only, no strings, no lists, no paths. A key
    # combination tells nothing.
    harmless = {'panic-key'}
    root = ElementTree.parse(SOURCE / 'data' / f'{APP}.gschema.xml').getroot()
    check([key.get('name') for key in root.iter('key')
           if key.get('enum') is None and key.get('type') not in ('i', 'u', 'b')
           and key.get('name') not in harmless],
          'settings that can hold text')


@case
def every_xml_file_is_well_formed():
    paths = files('app/**/*.ui', 'data/**/*.xml', 'data/**/*.xml.in', 'data/**/*.svg',
                  'data/**/*.page', 'app/**/*.svg', 'app/**/*.xml')
    assert paths
    run('xmllint', '--noout', '--nonet', *paths)


@case
def every_template_names_the_platform_it_needs():
    findings = []
    for path in files('app/**/*.ui'):
        needs = {node.get('lib'): node.get('version')
                 for node in ElementTree.parse(path).getroot().iter('requires')}
        if needs.get('gtk', '4.0') != '4.0' and needs['gtk'] > '4.8' or needs.get(
                'libadwaita', '1.0') > '1.2':
            findings.append(f'{name(path)}: {needs}')
    check(findings, 'templates that ask for more than the platform has')


@case
def every_resource_exists():
    findings = []
    for path in files('data/**/*.gresource.xml', 'app/**/*.gresource.xml'):
        for node in ElementTree.parse(path).getroot().iter('file'):
            places = [path.parent, SOURCE / 'app' / 'ui', SOURCE / 'data' / 'icons']
            if not any((place / node.text).exists() for place in places):
                findings.append(f'{name(path)}: {node.text}')
    check(findings, 'resources that are not there')


@case
def every_template_is_a_resource():
    listed = ''.join(text(path) for path in files('data/**/*.gresource.xml',
                                                  'app/**/*.gresource.xml'))
    check([name(path) for path in files('app/ui/**/*.ui')
           if not re.search(rf'[>/]{re.escape(path.name)}<', listed)], 'templates in no resource')


@case
def every_icon_has_the_size_of_its_folder():
    findings = []
    for path in files('data/icons/**/*.svg'):
        root = ElementTree.parse(path).getroot()
        size = '16' if path.stem.endswith('-symbolic') else '128'
        if root.get('width') != size or root.get('viewBox') != f'0 0 {size} {size}':
            findings.append(name(path))
        if 'hicolor' in path.parts and ('symbolic' in path.parts) != path.stem.endswith('-symbolic'):
            findings.append(f'{name(path)} lies in the wrong folder')
        if re.search(r'<(image|text|script)\b|href="[^#]', text(path)):
            findings.append(f'{name(path)} is not plain shapes')
    check(findings, 'icons')


@case
def the_application_icon_can_be_drawn():
    with tempfile.TemporaryDirectory() as scratch:
        for path in files('data/icons/**/*.svg'):
            picture = Path(scratch, path.stem + '.png')
            run('gdk-pixbuf-thumbnailer', '-s', '128', path, picture)
            assert picture.stat().st_size > 300, name(path)


@case
def the_file_types_are_known_to_the_desktop():
    with tempfile.TemporaryDirectory() as scratch:
        packages = Path(scratch, 'packages')
        packages.mkdir()
        shutil.copy(SOURCE / 'data' / 'mime' / f'{APP}.xml', packages)
        run('update-mime-database', scratch)
        globs = text(Path(scratch, 'globs2'))
    assert 'application/x-age-encryption:*.age' in globs, globs
    assert 'application/x-hearth-card:*.card' in globs, globs


@case
def the_sandbox_is_exactly_as_decided():
    manifest = json.loads(text(SOURCE / 'flatpak' / f'{APP}.json'))
    assert manifest['id'] == APP and manifest['command'] == 'hearth'
    assert sorted(manifest['finish-args']) == SANDBOX, manifest['finish-args']
    for module in manifest['modules']:
        for source in module['sources']:
            assert source['type'] == 'dir' or re.fullmatch(r'[0-9a-f]{64}', source['sha256'])


@case
def the_manual_pages_are_clean():
    pages = files('data/man/*.1')
    assert pages
    for path in pages:
        if shutil.which('man'):
            run('man', '--warnings', '--local-file', '--encoding=utf8', path)
        lines = text(path).splitlines()
        assert any(line.startswith('.TH ') for line in lines), name(path)
        assert '.SH NAME' in lines and '.SH SYNOPSIS' in lines, name(path)


@case
def the_manual_page_names_every_command():
    programs = [path for path in (BUILD / 'app').rglob('hearthctl') if path.is_file()]
    if not programs:
        raise Skip('hearthctl is not built')
    program = programs[0]
    commands = re.findall(r'^  ([a-z]+(?: [a-z]+)?)(?= |$)', output(program, '--help'), re.MULTILINE)
    assert 'roster import' in commands, commands
    page = text(SOURCE / 'data' / 'man' / 'hearthctl.1')
    check([command for command in commands
           if not re.search(rf'^\.B {command}\b', page, re.MULTILINE)], 'not in hearthctl(1)')
    known = {command.split()[0] for command in commands}
    check([match for match in re.findall(r'^\.B ([a-z]+) ?', page, re.MULTILINE)
           if match not in known | {'hearthctl'}], 'in hearthctl(1), but no command')


@case
def the_guide_has_every_page_in_both_languages():
    english = {path.name for path in files('data/help/C/*.page')}
    ukrainian = {path.name for path in files('data/help/uk/*.page')}
    assert 'index.page' in english
    check(english ^ ukrainian, 'pages in one language only')


@case
def the_guide_links_only_to_its_own_pages():
    findings = []
    for path in files('data/help/*/*.page'):
        root = ElementTree.parse(path).getroot()
        if root.get('id') != path.stem:
            findings.append(f'{name(path)}: id {root.get("id")}')
        for link in root.iter('{http://projectmallard.org/1.0/}link'):
            target = link.get('xref')
            if target and not (path.parent / f'{target.split("#")[0]}.page').exists():
                findings.append(f'{name(path)}: {target}')
            if link.get('href'):
                findings.append(f'{name(path)} leads outside: {link.get("href")}')
    check(findings, 'links of the guide')


main()
