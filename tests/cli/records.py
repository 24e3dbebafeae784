# SPDX-License-Identifier: GPL-3.0-or-later
"""What records cannot be without, for tests that write something into all of their texts."""

NEEDED = {
    'vitals': ['measured_on=2025-06-15', 'weight_g=48000', 'height_mm=1800', 'pulse=88'],
    'feeding': ['assessed_on=2025-06-15', 'days_of_little=12', 'low_electrolytes=true'],
    'check': ['check=tuberculosis', 'done_on=2025-06-15', 'outcome=abnormal', 'precautions=true'],
    'restricted_check': ['check=hiv', 'done_on=2025-06-15', 'outcome=abnormal'],
    'referral': ['sent_on=2025-06-15', 'expected_on=2025-06-25'],
    'answers': ['questionnaire=phq-9', 'filled_on=2025-06-15', 'answers=2,2,2,2,2,2,2,2,1'],
    'restricted_answers': ['questionnaire=phq-9', 'filled_on=2025-06-15', 'answers=2,2,2,2,2,2,2,2,1'],
    'injury': ['kind=scar'],
    'restricted_injury': ['kind=scar'],
    'goal_score': ['scored_on=2025-06-15', 'score=0'],
    'session': ['held_on=2025-06-15'],
    'measure': ['measured_on=2025-06-15', 'value_hundredths=5'],
    'prosthesis': ['limb=left-leg'],
    'document': ['document=id-card', 'state=lost'],
    'payment': ['amount_kop=1'],
    'pay': ['from_on=2025-01-01', 'base_kop=1'],
    'share': ['from_on=2025-01-01', 'percent=1'],
    'stay': ['from_on=2025-06-10'],
    'disability': ['group=I', 'set_on=2025-06-10'],
}
