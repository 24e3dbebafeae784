#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The benefits of domain 4, counted a second time and in another way: day by day and with fractions.

Writes the table of cases that tests/rules/test-benefit.c compares with. Run it after a rule has changed, and
look at the difference before it is committed:

    tests/rules/reference/benefits.py > tests/rules/benefit-cases.json
"""
import json
import random
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
SHARES_CHANGED = date(2025, 2, 1)
FIRST = {'spouse', 'child', 'disabled-child', 'parent', 'mother', 'wife'}
SECOND = {'adult-child', 'sibling', 'brother'}
MINIMUM = {2022: 248100, 2023: 268400, 2024: 302800, 2025: 302800, 2026: 332800}
TIMES = {('I', 'duty'): 400, ('II', 'duty'): 300, ('III', 'duty'): 250,
         ('I', 'service'): 120, ('II', 'service'): 90, ('III', 'service'): 70}


def day(text):
    return date.fromisoformat(text)


def half_up(value):
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def earliest(text):
    parts = [int(part) for part in text.split('-')]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest(text):
    parts = [int(part) for part in text.split('-')]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, monthrange(parts[0], month)[1])


def days_between(first, last):
    while first <= last:
        yield first
        first += DAY


def captive_days(facts, most):
    """The set of days that count, and the day of the release."""
    options = facts.get('options', {})
    low, high = (earliest, latest) if most else (latest, earliest)
    periods = []
    for period in facts.get('captivity', []):
        end = period.get('to') or facts.get('released')
        periods.append((low(period['from']),
                        high(end) if end else day(facts['as_of']), bool(end)))
    every = set()
    for first, last, _ in periods:
        every.update(days_between(first, last))
    counted = set(every)
    closed = {last for _, last, is_closed in periods if is_closed}
    for one in every:
        if not options.get('count_capture_day', True) and one - DAY not in every:
            counted.discard(one)
        if not options.get('count_release_day', True) and one + DAY not in every and one in closed:
            counted.discard(one)
    if 'as_of' in facts:
        counted = {one for one in counted if one <= day(facts['as_of'])}
    release = None
    if facts.get('released'):
        release = (earliest if most else latest)(facts['released'])
    elif periods and all(period.get('to') for period in facts['captivity']):
        release = max((earliest if most else latest)(period['to']) for period in facts['captivity'])
    if release and 'as_of' in facts and release > day(facts['as_of']):
        release = None
    return counted, release


def runs(days):
    found = []
    for one in sorted(days):
        if found and found[-1][1] + DAY == one:
            found[-1][1] = one
        else:
            found.append([one, one])
    return found


def is_there(relative, one):
    return (not relative.get('from') or day(relative['from']) <= one) and \
        (not relative.get('to') or day(relative['to']) >= one)


def line_of(relative, one):
    relation = relative['relation']
    if relation == 'child' and relative.get('birth'):
        born = day(relative['birth'])
        age = one.year - born.year - ((one.month, one.day) < (born.month, born.day))
        if age >= 18:
            relation = 'adult-child'
    return 1 if relation in FIRST else 2


def share(facts, one):
    if one >= SHARES_CHANGED:
        orders = [order for order in facts.get('personal_order', []) if day(order['from']) <= one]
        if orders:
            return sum(part['percent'] for part in orders[-1]['shares'] if part['to'] != 'self')
    lines = {line_of(relative, one) for relative in facts.get('family', []) if is_there(relative, one)}
    if 1 in lines:
        return 50 if one >= SHARES_CHANGED else 100
    if 2 in lines:
        return 20 if one >= SHARES_CHANGED else 100
    return 0


def monthly(days, rate_on, share_on):
    """(person, relatives) of sums by the month, each rounded for its month and rate."""
    months = {}
    for one in days:
        rate = rate_on(one)
        if rate is not None:
            months.setdefault((one.year, one.month, rate), []).append(one)
    person = relatives = 0
    for (year, month, (rate, _)), counted in months.items():
        length = monthrange(year, month)[1]
        whole = half_up(Fraction(rate * len(counted), length))
        part = half_up(Fraction(rate * sum(share_on(one) for one in counted), 100 * length))
        person += whole - part
        relatives += part
    return person, relatives


def full_years(first, last):
    n = 0
    while True:
        year = first.year + n + 1
        try:
            turn = first.replace(year=year)
        except ValueError:
            turn = date(year, 2, 28)
        if turn > last + DAY:
            return n
        n += 1


def count_years(facts, days):
    rule = facts.get('options', {}).get('annual_rule', 'full_12_month')
    if rule == 'calendar_year_touched':
        n = len({one.year for one in days})
    elif rule == 'calendar_year_full':
        n = sum(all(one in days for one in days_between(date(year, 1, 1), date(year, 12, 31)))
                for year in {one.year for one in days})
    else:
        n = sum(full_years(first, last) for first, last in runs(days))
    return max(n - len(set(facts.get('annual_drawn_by_family', []))), 0)


def pay_on(facts):
    def rate(one):
        for index in range(len(facts.get('pay', [])) - 1, -1, -1):
            entry = facts['pay'][index]
            if day(entry['from']) <= one:
                if entry.get('to') and day(entry['to']) < one:
                    return None
                return entry['base_kop'], index
        return None
    return rate


def stays(facts, is_wound, release):
    days = set()
    for stay in facts.get('inpatient', []):
        if bool(stay.get('wound')) != is_wound:
            continue
        last = stay.get('to') or facts.get('as_of')
        days.update(days_between(day(stay['from']), day(last)))
    if 'as_of' in facts:
        days = {one for one in days if one <= day(facts['as_of'])}
    return {one for one in days if release is None or one >= release}


def amounts(facts, most):
    days, release = captive_days(facts, most)
    is_military = facts.get('category') not in (None, 'civilian')
    found = {}
    if release and release >= date(2018, 1, 31):
        found['ONE_OFF_RELEASE'] = (10000000, 0)
    told = release or (max(days) if days else None)
    if days and told >= date(2022, 11, 19):
        found['ANNUAL_CAPTIVITY'] = (10000000 * count_years(facts, days), 0)
    if facts.get('category') == 'civilian' and release and release >= date(2025, 12, 26):
        found['CIVIL_50K'] = (5000000, 0)
    if is_military:
        def of(one):
            return share(facts, one)
        found['ADD_REWARD_100K'] = monthly(
            days, lambda one: (10000000, 0) if one >= date(2022, 2, 24) else None, of)
        found['PAY_RETAINED'] = monthly(days, pay_on(facts), of)
        paid = set()
        for first, last in runs(stays(facts, False, release)):
            if (last - first).days + 1 > 30:
                paid.update(days_between(first, last))
        found['TREAT_50K'] = monthly(
            paid, lambda one: (5000000, 0) if one >= date(2025, 11, 15) else None, lambda one: 0)
        found['TREAT_100K_WOUND'] = monthly(
            stays(facts, True, release), lambda one: (10000000, 0) if one >= date(2022, 4, 1) else None,
            lambda one: 0)
        if facts.get('disability'):
            first = min(facts['disability'], key=lambda one: one['set_on'])
            if 'as_of' not in facts or first['set_on'] <= facts['as_of']:
                found['DISAB_ONEOFF'] = (MINIMUM[day(first['set_on']).year] *
                                         TIMES[first['group'], first.get('link', 'duty')], 0)
    return found


def totals(facts):
    least, most = amounts(facts, False), amounts(facts, True)
    table = {}
    for code in {*least, *most}:
        person, relatives = least.get(code, (0, 0))
        top = max(sum(most.get(code, (0, 0))), person + relatives)
        if top:
            table[code] = [person, relatives, top]
    return table


CASES = []


def case(name, **facts):
    facts.setdefault('category', 'military')
    CASES.append({'name': name, 'facts': facts, 'totals': totals(facts)})


def held(first, last):
    return [{'from': first, 'to': last}]


def by_hand():
    spouse = [{'relation': 'spouse'}]
    case('example 1', captivity=held('2022-05-16', '2025-06-09'))
    case('example 1a', captivity=held('2022-05-16', '2025-06-09'), family=spouse,
         pay=[{'from': '2022-05-01', 'base_kop': 2500000}])
    for rule in ('full_12_month', 'calendar_year_touched', 'calendar_year_full'):
        for first, last in (('2022-05-16', '2025-06-09'), ('2023-05-09', '2025-05-06'),
                            ('2024-09-14', '2025-06-09'), ('2022-01-01', '2024-12-31'),
                            ('2024-02-29', '2025-02-27'), ('2024-02-29', '2025-02-28'),
                            ('2023-03-01', '2024-02-29'), ('2023-12-31', '2025-01-01')):
            case(f'annual {rule} {first} {last}', captivity=held(first, last),
                 options={'annual_rule': rule})
        for drawn in ([2023], [2023, 2024], [2022, 2023, 2024, 2025, 2026]):
            case(f'annual {rule} without {drawn}', captivity=held('2022-05-16', '2025-06-09'),
                 annual_drawn_by_family=drawn, options={'annual_rule': rule})
    case('example 2', captivity=held('2023-05-09', '2025-05-06'), family=spouse)
    case('example 3', captivity=held('2022-05-16', '2025-10-02'),
         inpatient=[{'from': '2025-11-20', 'to': '2026-01-15'}])
    case('example 4', captivity=held('2024-09-14', '2025-06-09'), family=spouse)
    for group in ('I', 'II', 'III'):
        for link in ('duty', 'service'):
            for year in (2022, 2023, 2024, 2025, 2026):
                case(f'disability {group} {link} {year}', captivity=held('2022-05-16', '2022-09-21'),
                     disability=[{'group': group, 'link': link, 'set_on': f'{year}-07-01'}])
    for first, last in (('2023-01-31', '2023-02-28'), ('2023-01-31', '2023-01-31'),
                        ('2024-02-29', '2024-02-29'), ('2024-02-01', '2024-02-29'),
                        ('2023-02-01', '2023-02-28'), ('2022-02-20', '2022-02-24'),
                        ('2022-02-20', '2022-03-01'), ('2022-12-31', '2023-01-01'),
                        ('2023-05-16', '2024-05-16'), ('2023-05-16', '2024-05-15'),
                        ('2025-01-31', '2025-02-01'), ('2025-01-15', '2025-02-15'),
                        ('2019-06-01', '2019-12-10'), ('2019-06-01', '2019-12-11'),
                        ('2017-06-01', '2018-01-30'), ('2017-06-01', '2018-01-31'),
                        ('2021-06-01', '2022-11-18'), ('2021-06-01', '2022-11-19')):
        for capture in (True, False):
            for release in (True, False):
                case(f'ends {first} {last} {capture} {release}', captivity=held(first, last),
                     family=spouse, pay=[{'from': '2017-01-01', 'base_kop': 1733333}],
                     options={'count_capture_day': capture, 'count_release_day': release})
    for stay in ([('2025-11-20', '2025-12-19')], [('2025-11-20', '2025-12-20')],
                 [('2025-11-01', '2025-12-01')], [('2025-10-01', '2025-11-14')],
                 [('2025-12-01', '2025-12-20'), ('2025-12-20', '2026-01-10')],
                 [('2025-12-01', '2025-12-20'), ('2025-12-21', '2026-01-10')],
                 [('2025-12-01', '2025-12-20'), ('2025-12-22', '2026-01-10')]):
        case(f'stays {stay}', captivity=held('2022-05-16', '2025-09-01'),
             inpatient=[{'from': first, 'to': last} for first, last in stay])
    case('wound', captivity=held('2022-05-16', '2025-09-01'),
         inpatient=[{'from': '2025-09-01', 'to': '2025-10-10', 'wound': True}])
    case('still in hospital', captivity=held('2022-05-16', '2025-09-01'), as_of='2026-01-31',
         inpatient=[{'from': '2025-12-01'}])
    case('still away', captivity=[{'from': '2023-05-09'}], as_of='2025-03-31', family=spouse)
    case('still away, release day not counted', captivity=[{'from': '2023-05-09'}], as_of='2025-03-31',
         options={'count_release_day': False})
    case('release tells the end', captivity=[{'from': '2023-05-09'}], released='2025-03-31')
    case('two captivities', captivity=held('2022-05-16', '2022-09-21') + held('2023-07-01', '2025-06-09'))
    case('captivities that overlap', captivity=held('2022-05-16', '2023-09-21') +
         held('2023-07-01', '2025-06-09'))
    case('captivities that touch', captivity=held('2022-05-16', '2023-06-30') +
         held('2023-07-01', '2025-06-09'),
         options={'count_capture_day': False, 'count_release_day': False})
    for first, last in (('2022-05', '2025-06-09'), ('2022', '2025-06-09'), ('2022-05-16', '2025-06'),
                        ('2022-05', '2025-06'), ('2022', '2025'), ('2024-02', '2024-02')):
        for rule in ('full_12_month', 'calendar_year_touched', 'calendar_year_full'):
            case(f'partial {first} {last} {rule}', captivity=held(first, last),
                 options={'annual_rule': rule})
    case('second line', captivity=held('2024-09-14', '2025-06-09'), family=[{'relation': 'sibling'}])
    case('both lines', captivity=held('2024-09-14', '2025-06-09'),
         family=[{'relation': 'sibling'}, {'relation': 'mother'}])
    case('a wedding', captivity=held('2024-09-14', '2025-06-09'),
         family=[{'relation': 'wife', 'from': '2025-03-10'}])
    case('a divorce', captivity=held('2024-09-14', '2025-06-09'),
         family=[{'relation': 'spouse', 'to': '2025-03-09'}, {'relation': 'brother'}])
    case('a child grows up', captivity=held('2024-09-14', '2025-06-09'),
         family=[{'relation': 'child', 'birth': '2007-03-10'}])
    case('order', captivity=held('2024-09-14', '2025-06-09'), family=spouse,
         personal_order=[{'from': '2025-03-10', 'shares': [{'to': 'spouse', 'percent': 30}]}])
    case('order of before', captivity=held('2024-09-14', '2025-06-09'), family=spouse,
         personal_order=[{'from': '2024-10-01', 'shares': [{'to': 'mother', 'percent': 33},
                                                           {'to': 'self', 'percent': 67}]}])
    case('two orders', captivity=held('2024-09-14', '2025-06-09'),
         personal_order=[{'from': '2025-02-20', 'shares': [{'to': 'mother', 'percent': 33}]},
                         {'from': '2025-05-05', 'shares': [{'to': 'mother', 'percent': 1},
                                                           {'to': 'sibling', 'percent': 98}]}])
    case('pay changes', captivity=held('2024-09-14', '2025-06-09'), family=spouse,
         pay=[{'from': '2024-01-01', 'base_kop': 2013377}, {'from': '2025-02-11', 'base_kop': 2313371},
              {'from': '2025-05-01', 'to': '2025-05-20', 'base_kop': 1}])
    for released in ('2025-12-25', '2025-12-26'):
        case(f'civilian {released}', category='civilian', captivity=held('2022-05-16', released),
             pay=[{'from': '2022-01-01', 'base_kop': 1000000}])


def at_random():
    chance = random.Random(20260312)
    for n in range(120):
        first = date(2022, 2, 24) + timedelta(days=chance.randrange(1200))
        last = first + timedelta(days=chance.randrange(1, 1100))
        facts = {'captivity': held(str(first), str(last))}
        if chance.random() < .4:
            again = last + timedelta(days=chance.randrange(1, 200))
            facts['captivity'] += held(str(again), str(again + timedelta(days=chance.randrange(300))))
        if chance.random() < .7:
            facts['family'] = [{'relation': chance.choice(('spouse', 'parent', 'sibling', 'child')),
                                **({'from': str(first + timedelta(days=chance.randrange(300)))}
                                   if chance.random() < .5 else {})}
                               for _ in range(chance.randrange(1, 4))]
        if chance.random() < .5:
            facts['pay'] = [{'from': str(first + timedelta(days=200 * index - 30)),
                             'base_kop': chance.randrange(800000, 4000000)} for index in range(3)]
        if chance.random() < .4:
            facts['personal_order'] = [
                {'from': str(date(2025, 1, 1) + timedelta(days=70 * index + chance.randrange(60))),
                 'shares': [{'to': 'mother', 'percent': chance.randrange(60)},
                            {'to': 'spouse', 'percent': chance.randrange(40)}]} for index in range(2)]
        facts['options'] = {'annual_rule': chance.choice(('full_12_month', 'calendar_year_touched',
                                                          'calendar_year_full')),
                            'count_capture_day': chance.random() < .5,
                            'count_release_day': chance.random() < .5}
        case(f'random {n}', **facts)


by_hand()
at_random()
print('[')
print(',\n'.join(json.dumps(one, ensure_ascii=False) for one in CASES))
print(']')
