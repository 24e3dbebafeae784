# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: a report as another office's program reads it: days are days, sums are sums, texts stay texts."""

import subprocess
from xml.etree import ElementTree

from hearthctl import Vault, need
from tap import case, main

TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
REPEATED = TABLE + 'number-columns-repeated'


def fill(vault):
    """A name that would be a formula, were it not a text."""
    made = vault.ask('case', 'add', 'surname=Тестенко', 'released=2025-05-06', 'unit==1+1',
                     'facility=Лікарня', 'owner=olena')
    vault.ask('record', 'add', 'payment', '--case', made['id'], 'benefit=RELEASE_50', 'entry=paid',
              'paid_on=2025-05-20', 'amount_kop=1234567')
    return made


def read_back(vault, name, *arguments):
    """The cells as LibreOffice has them after it opened the workbook: (type, value or text)."""
    need('soffice')
    book, home = vault.top / 'report.xlsx', vault.top / 'office'
    vault.ask('report', name, '--format', 'xlsx', '--out', book, *arguments)
    subprocess.run(['soffice', f'-env:UserInstallation=file://{home}', '--headless', '--norestore',
                    '--convert-to', 'fods', '--outdir', vault.top, book], check=True, timeout=240,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ElementTree.parse(vault.top / 'report.fods')


def cells(row):
    found = []
    for cell in row.findall(TABLE + 'table-cell'):
        kind = cell.get(OFFICE + 'value-type')
        value = cell.get(OFFICE + 'date-value') or cell.get(OFFICE + 'value')
        text = ''.join(cell.itertext()).strip()
        count = int(cell.get(REPEATED, '1'))
        found += [(kind, value if value is not None else text)] * min(count, 20)
        assert cell.get(TABLE + 'formula') is None, text
    return found


def rows_of(tree):
    found = [cells(row) for row in tree.iter(TABLE + 'table-row')]
    return [row for row in found if any(kind for kind, _ in row)]


@case
def days_sums_and_texts_come_back_with_their_types():
    with Vault() as vault:
        made = fill(vault)
        board = vault.ask('outstanding')
        rows = rows_of(read_back(vault, 'outstanding-by-person'))
        heading = [value for _, value in rows[0]]
        person = dict(zip(heading, rows[1]))
        assert person['Case'] == ('string', made['number']), person
        assert person['Unit'] == ('string', '=1+1'), person
        kind, since = person['Since']
        assert kind == 'date' and since.startswith('2025-05-06'), person
        kind, owed = person['Owed, UAH']
        assert kind in ('float', 'currency'), person
        assert round(float(owed) * 100) == board['owed_kop'], (person, board)


@case
def a_table_of_money_sums_up_there_too():
    with Vault() as vault:
        fill(vault)
        rows = rows_of(read_back(vault, 'money-by-month'))
        months = {row[0][1]: row[1] for row in rows}
        assert months['2025-05'][0] in ('float', 'currency') and \
            float(months['2025-05'][1]) == 12345.67, months
        assert float(months['Together'][1]) == 12345.67, months


main()
