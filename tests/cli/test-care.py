# SPDX-License-Identifier: GPL-3.0-or-later
"""hearthctl: filled questionnaires with their score and alarm, who takes it up, and steps that are put off."""

from hearthctl import Vault
from tap import case, main

CALM = ['questionnaire=phq-9', 'filled_on=2025-06-20', 'answers=1,1,1,1,1,0,0,0,0']
ALARMING = ['questionnaire=phq-9', 'filled_on=2025-06-20', 'answers=1,1,1,1,1,0,0,0,1']


def open_case(vault):
    return vault.ask('case', 'add', 'surname=Вигаданко', 'released=2025-06-09')['id']


def fill_in(vault, of_case, *fields):
    return vault.ask('record', 'add', 'answers', '--case', of_case, *fields)


def show(vault, made):
    return vault.ask('record', 'show', made['id'])


def steps(vault, of_case):
    return vault.ask('case', 'show', of_case)['steps']


@case
def answers_come_to_a_score_and_a_grade():
    with Vault() as vault:
        shown = show(vault, fill_in(vault, open_case(vault), *CALM))
        assert (shown['score'], shown['band']) == (5, 'mild'), shown
        assert not shown.get('alarm'), shown
        # Whoever asks for the common kind gets the one that this questionnaire belongs to.
        assert shown['kind'] == 'restricted_answers', shown


@case
def what_does_not_fit_the_form_is_refused_by_its_question():
    with Vault() as vault:
        of_case = open_case(vault)
        add = ('record', 'add', 'answers', '--case', of_case)
        found = vault.ctl(*add, CALM[0], CALM[1], 'answers=1,1,1,1,1,0,0,0,7').refuse(2, 'invalid')
        assert 'question 9' in found['message'], found
        found = vault.ctl(*add, CALM[0], CALM[1], 'answers=1,-,1,1,1,0,0,0,0').refuse(2, 'invalid')
        assert 'question 2' in found['message'], found
        vault.ctl(*add, *CALM, 'score=27').refuse(2, 'invalid')


@case
def an_alarm_is_taken_up_by_a_name():
    with Vault() as vault:
        of_case = open_case(vault)
        made = fill_in(vault, of_case, *ALARMING)
        assert show(vault, made)['alarm'] == 'phq-9-item-9'
        found = [step for step in steps(vault, of_case) if step['kind'] == 'consultation-now']
        assert len(found) == 1 and found[0]['due'] == '2025-06-20', found
        vault.ctl('record', 'set', made['id'], 'gone=true').refuse(2, 'invalid')
        vault.ask('record', 'set', made['id'], 'acknowledged_by=Вигадана Олена')
        shown = show(vault, made)
        assert shown['acknowledged_on'] == '2025-06-20', shown
        found = [step for step in steps(vault, of_case) if step['kind'] == 'consultation-now']
        assert found[0]['state'] == 'in-progress', found


@case
def a_step_is_put_off_with_a_reason_only():
    with Vault() as vault:
        of_case = open_case(vault)
        step = next(step for step in steps(vault, of_case) if step['kind'] == 'call-home')
        vault.ctl('step', 'set', step['id'], 'snoozed_to=2025-06-27').refuse(2, 'invalid')
        vault.ask('step', 'set', step['id'], 'snoozed_to=2025-06-27', 'snooze_reason=немає зв’язку')
        assert show(vault, step)['snoozed_to'] == '2025-06-27'
        vault.ask('step', 'set', step['id'], 'state=done')
        assert not show(vault, step).get('snoozed_to'), 'what is done is not put off'


main()
