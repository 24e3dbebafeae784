#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The due date of every step of the pack, counted a second time from the file itself.

Writes tests/rules/cases/steps-due.cases. Run it after a step has changed, and look at the difference before it
is committed:

    tests/rules/reference/steps.py > tests/rules/cases/steps-due.cases
"""
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

PACKS = Path(__file__).resolve().parents[3] / 'data' / 'packs'
DAY = timedelta(days=1)


def read(name):
    entries, here = {}, None
    for line in (PACKS / name).read_text().splitlines():
        if line.startswith('['):
            here = entries.setdefault(line[1:-1], {})
        elif '=' in line and not line.startswith('#'):
            key, value = line.split('=', 1)
            here[key] = value
    entries.pop('pack')
    return entries


STEPS = read('steps.pack')
CALENDAR = read('calendar.pack')


def within(entry, day):
    return entry.get('ValidFrom', '0000') <= str(day) <= entry.get('ValidTo', '9999')


def holidays(year):
    """Days off of a year, with those that a weekend gives to the next working day."""
    found = set()
    for entry in CALENDAR.values():
        if entry['Rule'] == 'yearly':
            days = [date(year, int(entry['Month']), int(entry['Day']))]
        elif entry['Rule'] == 'date':
            days = [date.fromisoformat(entry['Date'])]
        else:
            continue
        for day in days:
            if day.year == year and within(entry, day):
                found.add((day, entry.get('Shift') == 'true'))
    off = {day for day, _ in found}
    for day, is_shifted in sorted(found):
        if is_shifted and day.weekday() >= 5:
            moved = day
            while moved.weekday() >= 5 or moved in off:
                moved += DAY
            off.add(moved)
    return {day for day in off
            if not any(entry['Rule'] == 'suspend' and within(entry, day) for entry in CALENDAR.values())}


def is_working(day):
    return day.weekday() < 5 and day not in holidays(day.year) | holidays(day.year - 1)


def add(day, n, unit):
    if unit == 'months':
        month = day.month - 1 + n
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit == 'working-days':
        while n > 0:
            day += DAY
            n -= is_working(day)
        return day
    return day + n * DAY


def facts_for(step):
    """Facts by which every condition holds: the first of the values that do."""
    words = []
    for condition in filter(None, step.get('When', '').split(';')):
        fact, values = condition.split(':', 1)
        words.append(f'{fact}={values.split("|")[0]}')
    return words


def write(name, step, released, arrived):
    anchor = step.get('DueFrom')
    words = [f'released={released}', f'arrived={arrived}', *facts_for(step)]
    lines = []
    if anchor is None:
        day = None
    elif anchor in ('release', 'arrival'):
        day = released if anchor == 'release' else arrived
    elif anchor.startswith('document:'):
        day = arrived + 3 * DAY
        words.append(f'received:{anchor.split(":")[1]}={day}')
    else:
        day = arrived + 3 * DAY
        lines.append(f'step {anchor.split(":")[1]} done={day}')
    unit = step.get('DueUnit', 'days')
    less = DAY if step.get('DueInclusive') == 'true' else timedelta()
    occurrences = [int(n) for n in step.get('Repeat', '').split(';') if n] or [None]
    print(f'\ncase {name}-after-{released}')
    print('facts', *words)
    for line in lines:
        print(line)
    for occurrence in occurrences:
        offset = occurrence if occurrence is not None else int(step.get('DueOffset', 0))
        due = add(day, offset, unit) - less if day else 'none'
        start = ''
        if day and 'DueStart' in step:
            start = f' start={add(day, int(step["DueStart"]), unit)}'
        place = name if occurrence is None else f'{name}/{occurrence}'
        print(f'expect {place} due={due}{start}')


print('# From reference/steps.py: every step that the plan makes by itself, with the date on which it is due.')
for name, step in STEPS.items():
    if step.get('OnRequest') == 'true' or step.get('Clock') == 'none':
        continue
    for released in (date(2025, 6, 9), date(2024, 2, 28), date(2020, 12, 29)):
        if within(step, released):
            write(name, step, released, released + DAY)
