# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl without a vault: usage, lists, names, packs, age."""

import json
import subprocess
import tempfile
from pathlib import Path

from hearthctl import PROGRAM, ROSTERS, ctl, need
from tap import SOURCE, case, main


@case
def wrong_usage_is_one():
    for words in ([], ['no-such-command'], ['case'], ['name', 'latin'], ['name', 'latin', 'а', 'б'],
                  ['name', 'latin', '--no-such-option', 'а'], ['--today', '2025-02-30', 'info'],
                  ['--passphrase-fd', 'x', 'info'], ['info'], ['roster', 'check'],
                  ['--vault'], ['init', '--kdf-memory', '63', '--user', 'olena']):
        ctl(*words).refuse(1, 'usage')


@case
def an_error_is_json_wherever_that_was_asked_for():
    for words in (['no-such-command', '--json'], ['--no-such-option', '--json'],
                  ['--json', '--today', b'\xff', 'info']):
        done = subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 1, done
        assert json.loads(done.stderr)['error'] == 'usage', done.stderr


@case
def help_lists_what_there_is():
    text = subprocess.run([PROGRAM, '--help'], stdout=subprocess.PIPE, check=True).stdout.decode()
    for words in ('init', 'roster import', 'case list', 'step set', 'bundle export', 'age keygen'):
        assert f'  {words} ' in text, words


def fine(*words):
    answer = ctl(*words)
    assert answer.status == 0, answer.err
    return answer.json


@case
def scales_are_scored_without_a_vault():
    answer = fine('scale', 'score', 'phq-9', '3,3,2,2,1,1,0,0,1')
    assert (answer['score'], answer['band'], answer['positive']) == (13, 'moderate', True), answer
    assert answer['alarms'] == ['phq-9-item-9'] and answer['subscales'] == {}, answer
    answer = fine('scale', 'score', 'pcl-5', '2,0,0,0,0,2,0,2,2,0,0,0,0,0,2,2,0,0,0,0')
    assert answer['subscales'] == {'b': 2, 'c': 2, 'd': 4, 'e': 4}, answer
    assert answer['findings'] == ['pcl-5-provisional'] and not answer['positive'], answer
    for words, score, band in ((('gad-7', '1,1,1,1,0,0,0'), 4, 'minimal'),
                               (('audit', '0,,,,,,,,0,0'), 0, 'low'),
                               (('c-ssrs', '0,0,,,,2'), 0, 'high'),
                               (('whodas-12', '1,1,1,1,1,1,1,1,1,1,1,1'), 25, 'moderate'),
                               (('isi', '4,4,4,4,2,2,2'), 22, 'severe'), (('moca', '26'), 26, 'normal')):
        answer = fine('scale', 'score', *words)
        assert (answer['score'], answer['band']) == (score, band), answer


@case
def missing_answers_are_refused_by_question():
    answer = ctl('scale', 'score', 'phq-9', '1,,1,0,,0,0,0,2')
    answer.refuse(2, 'refused')
    assert answer.json == {'questions': [2, 5], 'alarms': ['phq-9-item-9']}, answer.json
    assert '2, 5' in answer.error['message'], answer.err
    for words in (('phq-9', '1,1'), ('phq-9', '1,1,1,1,1,1,1,1,4'), ('phq-9', '1,1,1,1,1,1,1,1,x'),
                  ('phq-9', '1,-1,1,1,1,1,1,1,1'), ('phq-9', ''), ('moca', '31')):
        ctl('scale', 'score', *words).refuse(2, 'refused')
    ctl('scale', 'score', 'phq-2', '1,1').refuse(2, 'unknown')


@case
def goals_have_a_t_score():
    assert fine('scale', 'goals', '1:0') == {'goals': 1, 't_tenths': 500}
    assert fine('scale', 'goals', '3:1,2:1,1:-1')['t_tenths'] == 588
    for words in ('', '1', '0:1', '1:3', '1:1,x:1', ','.join(['1:0'] * 101)):
        ctl('scale', 'goals', words).refuse(2, 'refused')


@case
def the_feeding_risk_names_its_reasons_and_what_is_missing():
    answer = fine('feeding', 'assess', 'weight_g=52000', 'height_mm=1780',
                  'earlier_weight_g=78500', 'history=0')
    assert (answer['level'], answer['open'], answer['kcal_per_kg']) == ('high', False, 10), answer
    assert answer['criteria'] == ['loss-15', 'bmi-18', 'loss-10'], answer
    assert answer['missing'] == ['intake', 'electrolytes'] and answer['banner'], answer
    assert (answer['bmi_hundredths'], answer['loss_tenths']) == (1641, 338), answer
    answer = fine('feeding', 'assess', 'weight_g=80000', 'height_mm=1800')
    assert (answer['level'], answer['open'], answer['banner']) == ('none', True, None), answer
    ctl('feeding', 'assess', 'weight_g=heavy').refuse(2, 'refused')
    ctl('feeding', 'assess', 'shoe=43').refuse(2, 'refused')


FACTS = {'category': 'military', 'birth': '2001-04-02', 'released': '2025-06-09', 'as_of': '2025-12-31',
         'captivity': [{'from': '2022-05-16', 'to': '2025-06-09'}],
         'pay': [{'from': '2022-05-01', 'base_kop': 2500000}],
         'family': [{'relation': 'spouse', 'from': '2022-05-16'}],
         'personal_order': [{'from': '2025-03-01', 'shares': [{'to': 'spouse', 'percent': 30}]}],
         'inpatient': [{'from': '2025-06-09', 'to': '2025-08-20'}], 'annual_drawn_by_family': [2023],
         'options': {'annual_rule': 'full_12_month', 'count_capture_day': True, 'count_release_day': True}}


def compute(top, facts, *options):
    path = Path(top) / 'facts.json'
    path.write_text(json.dumps(facts))
    return ctl(*options, 'benefit', 'compute', '--facts', path)


@case
def benefits_are_computed_with_their_working():
    with tempfile.TemporaryDirectory() as top:
        found = compute(top, FACTS).json
        totals = found['totals']
        assert totals['ONE_OFF_RELEASE']['entitled_kop'] == 10000000, totals
        assert totals['ANNUAL_CAPTIVITY']['entitled_kop'] == 20000000, totals
        assert totals['ADD_REWARD_100K'] == {
            'entitled_kop': 368161290, 'min_kop': 368161290, 'max_kop': 368161290, 'open': [],
            'by_recipient': {'person': 5000000 + 7000000 * 3 + 2100000, 'relatives': 340061290}}, totals
        assert 'TREAT_50K' not in totals, totals
        for code, total in totals.items():
            lines = [line for line in found['lines'] if line['benefit'] == code]
            assert sum(line['amount_kop'] for line in lines) == total['entitled_kop'], code
            for who, sum_kop in total['by_recipient'].items():
                assert sum(line['amount_kop'] for line in lines if line['to_whom'] == who) == sum_kop
        assert all(line['source'] for line in found['lines'])
        assert '3\xa0681\xa0612.90' in found['working']
        vague = compute(top, {**FACTS, 'captivity': [{'from': '2022-05', 'to': '2025-06-09'}]}).json
        vague = vague['totals']['ADD_REWARD_100K']
        assert vague['min_kop'] < 368161290 < vague['max_kop'] and vague['open'] == ['dates'], vague


@case
def wrong_facts_are_refused_by_their_key():
    with tempfile.TemporaryDirectory() as top:
        for key, value, where in (('family', [{'relation': 'nobody'}], 'family[0].relation'),
                                  ('options', {'annual_rule': 'x'}, 'options.annual_rule'),
                                  ('pay', [{'from': '2022-05-01', 'base_kop': 0.5}], 'pay[0].base_kop'),
                                  ('pay', [{'from': '2022-05-01', 'base_kop': 2**60}], 'pay[0].base_kop'),
                                  ('shoe', 43, 'shoe')):
            answer = compute(top, {**FACTS, key: value})
            answer.refuse(2, 'invalid')
            assert answer.error['where'] == where, answer.err
        nothing = Path(top) / 'nothing.json'
        nothing.write_text('')
        ctl('benefit', 'compute', '--facts', nothing).refuse(2, 'invalid')
        ctl('benefit', 'compute').refuse(1, 'usage')


@case
def good_lists_are_read():
    for name, charset, delimiter, rows in (
            ('hq-list-2025-06-09.csv', 'UTF-8', ';', 60), ('english.csv', 'UTF-8', ',', 30),
            ('one-name-column.csv', 'UTF-16LE', '\t', 40),
            ('windows-1251.csv', 'windows-1251', ';', 45)):
        answer = ctl('roster', 'check', ROSTERS / name)
        assert answer.status == 0, answer.err
        found = answer.json
        assert (found['charset'], found['delimiter'], found['rows']) == (charset, delimiter, rows)
        assert found['problems'] == [], found['problems']
        assert 'surname' in found['mapping'].values() or 'name' in found['mapping'].values()


@case
def a_bad_list_is_refused_with_every_problem():
    answer = ctl('roster', 'check', ROSTERS / 'with-problems.csv')
    answer.refuse(2, 'refused')
    found = [(p['row'], p['column'], p['code']) for p in answer.json['problems']]
    assert found == [(4, 'Дата народження', 'date-invalid'), (6, 'Прізвище', 'missing-surname'),
                     (8, 'Дата полону', 'date-invalid'), (10, 'Дата народження', 'date-in-future'),
                     (12, '', 'too-few-cells'), (15, '', 'duplicate-row'),
                     (19, 'Прізвище', 'formula-text')], found
    assert answer.json['problems'][5]['other_row'] == 14
    assert all('HYPERLINK' not in p['message'] for p in answer.json['problems'])


@case
def an_unreadable_list_says_where():
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / 'list.csv'
        path.write_bytes('Прізвище;Ім\'я\nУмовний;"Іван\n'.encode())
        error = ctl('roster', 'check', path).refuse(2, 'invalid')
        assert error['where'] == 'row 2, column 2', error
        path.write_bytes(b'\xff\xfe\x00')
        ctl('roster', 'check', path).refuse(2, 'encoding')
    ctl('roster', 'check', '/no/such/file').refuse(7, 'io')


@case
def a_mapping_can_be_said():
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / 'list.csv'
        path.write_text('Хто;Звідки;Ім\'я\nУМОВНИЙ Іван;Бахмут;х\n', encoding='utf-8')
        ctl('roster', 'check', path).refuse(2, 'refused')
        answer = ctl('roster', 'check', path, '--map', 'Хто=name', '--map', '2=captured_at',
                     '--map', 'Ім\'я=')
        assert answer.status == 0, answer.err
        assert answer.json['mapping'] == {'Хто': 'name', 'Звідки': 'captured_at', 'Ім\'я': None}
        ctl('roster', 'check', path, '--map', 'Хто=shoe_size').refuse(1, 'usage')
        ctl('roster', 'check', path, '--map', 'Немає=name').refuse(2, 'refused')


@case
def today_is_what_is_said():
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / 'list.csv'
        path.write_text('Прізвище;Полон з\nУмовний;2024\n', encoding='utf-8')
        assert ctl('--today', '2024-01-01', 'roster', 'check', path).status == 0
        assert ctl('--today', '2023-12-31', 'roster', 'check', path).status == 2


@case
def names_are_written_in_latin():
    assert ctl('name', 'latin', 'Згурський Юрій').json == {'latin': 'Zghurskyi Yurii'}
    assert ctl('name', 'latin', '--', '-').json == {'latin': '-'}
    ctl('name', 'latin', 'а\nб').refuse(2, 'refused')


@case
def spellings_of_one_name_have_the_same_keys():
    keys = ctl('name', 'keys', 'Макетенко Олександр Миколайович').json['keys']
    assert len(keys) == 3
    for other in ('Макетенко Александр Николаевич', 'Oleksandr Mykolaiovych Maketenko',
                  'МАКЕТЕНКО Сашко Миколайович'):
        found = ctl('name', 'keys', other).json['keys']
        assert set(keys) <= set(found), (other, found)
    assert ctl('name', 'keys', '12').json == {'keys': []}
    ctl('name', 'keys', 'а\nб').refuse(2, 'refused')


@case
def names_are_matched_and_the_score_is_explained():
    answer = ctl('name', 'match', 'Макетенко Олександр', 'Alexander Maketenko').json
    assert answer['score'] == 1.0 and answer['reasons'] == ['surname-spelling', 'given-form']
    assert set(answer['points']) == set(answer['reasons'])
    assert ctl('name', 'match', 'Макетенко Іван', 'Зразковий Степан').json['score'] < 0.5
    ctl('name', 'match', 'Макетенко').refuse(1, 'usage')


@case
def packs_are_checked_and_shown():
    packs = sorted((SOURCE / 'data' / 'packs').glob('*.pack'))
    answer = ctl('pack', 'check', *packs)
    assert answer.status == 0 and answer.json['problems'] == [], answer.out
    shown = ctl('pack', 'show', 'rank', 'soldier').json
    assert shown['id'] == 'soldier' and shown['title']['uk'] == 'солдат', shown
    ctl('pack', 'show', 'rank', 'cossack').refuse(2, 'unknown')
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / 'ranks.pack'
        path.write_text('[pack]\nKind=rank\nVersion=1\nTitle=Ranks\nTitle[uk]=Звання\n\n'
                        '[cossack]\nTitle=Cossack\nColour=red\n', encoding='utf-8')
        answer = ctl('pack', 'check', path)
        answer.refuse(2, 'refused')
        assert ('cossack', 'Colour') in [(p.get('group'), p.get('key'))
                                         for p in answer.json['problems']]


@case
def a_folder_of_packs_stands_by_itself():
    shipped = SOURCE / 'data' / 'packs'
    count = len(list(shipped.glob('*.pack')))
    for words in ((shipped,), ()):
        answer = fine('pack', 'check', *words)
        assert answer == {'packs': count, 'problems': []}, answer
    with tempfile.TemporaryDirectory() as top:
        ctl('pack', 'check', top).refuse(2, 'refused')
        for path in shipped.glob('*.pack'):
            (Path(top) / path.name).write_bytes(path.read_bytes())
        fine('pack', 'check', top)
        documents = Path(top) / 'documents.pack'
        text = documents.read_text(encoding='utf-8')
        documents.write_text(text.replace('[sim-card]\n', '[sim-card]\nAfter=diia-signature\n'),
                             encoding='utf-8')
        answer = ctl('pack', 'check', top)
        answer.refuse(2, 'refused')
        problem, = answer.json['problems']
        assert (problem['file'], problem['code'], problem['key']) == ('documents.pack', 'cycle',
                                                                      'After'), problem
        assert 'sim-card → ' in problem['message'], problem
        documents.write_text(text, encoding='utf-8')
        (Path(top) / 'roles.pack').unlink()
        answer = ctl('pack', 'check', top)
        answer.refuse(2, 'refused')
        assert {p['code'] for p in answer.json['problems']} == {'unknown-reference'}
        assert 'there is no role' in answer.json['problems'][0]['message']


@case
def record_kinds_need_no_vault():
    kinds = {kind['kind']: kind for kind in ctl('record', 'kinds').json['kinds']}
    assert kinds['payment']['compartment'] == 'benefits'
    assert 'surname' in [field['field'] for field in kinds['person']['fields']]


@case
def age_meets_the_stock_program():
    need('age')
    with tempfile.TemporaryDirectory() as top:
        top = Path(top)
        key, plain, sealed = top / 'key', top / 'plain', top / 'sealed'
        recipient = ctl('age', 'keygen', '-o', key).json['recipient']
        assert key.stat().st_mode & 0o777 == 0o600
        plain.write_bytes(bytes(range(256)) * 1000)
        assert ctl('age', '-e', '-r', recipient, '-o', sealed, plain).status == 0
        assert subprocess.run(['age', '-d', '-i', key, sealed], stdout=subprocess.PIPE,
                              check=True).stdout == plain.read_bytes()
        for armor in ([], ['-a']):
            subprocess.run(['age', *armor, '-r', recipient, '-o', sealed, plain], check=True)
            assert ctl('age', '-d', '-i', key, sealed).out == plain.read_bytes()


@case
def age_refuses_and_leaves_nothing():
    with tempfile.TemporaryDirectory() as top:
        top = Path(top)
        plain, sealed, out = top / 'plain', top / 'sealed', top / 'out'
        plain.write_bytes(b'x' * 100000)
        assert ctl('age', '-e', '-p', '-o', sealed, plain,
                   fds={'--passphrase-fd': b'one\n'}).status == 0
        assert ctl('age', '-d', '-p', sealed,
                   fds={'--passphrase-fd': b'one\n'}).out == plain.read_bytes()
        ctl('age', '-d', '-p', '-o', out, sealed,
            fds={'--passphrase-fd': b'two\n'}).refuse(2, 'E_NO_KEY')
        whole = sealed.read_bytes()
        sealed.write_bytes(whole[:-1])
        ctl('age', '-d', '-p', '-o', out, sealed,
            fds={'--passphrase-fd': b'one\n'}).refuse(2, 'E_PAYLOAD')
        ctl('age', '-d', '-p', '-o', out, plain,
            fds={'--passphrase-fd': b'one\n'}).refuse(2, 'E_NOT_BUNDLE')
        ctl('age', '-d', sealed).refuse(1, 'usage')
        ctl('age', '-e', '-r', 'age1nonsense', plain).refuse(1, 'usage')
        assert sorted(path.name for path in top.iterdir()) == ['plain', 'sealed']


main()
