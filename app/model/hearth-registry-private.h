/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words in which the rows of the registry are written, and the fields that stand in files of their own.
 * Ids stand in signed lines and never change; a retired row stays with its flag. Compartment and merge policy
 * are written out in every row: a default would one day put a diagnosis where everybody reads. */
#pragma once

#include "hearth-registry.h"

G_BEGIN_DECLS

#define END                                                                                        \
  {                                                                                                \
    NULL                                                                                           \
  }
#define AUTO HEARTH_MERGE_AUTO
#define REVIEW HEARTH_MERGE_REVIEW
#define UNION HEARTH_MERGE_UNION
#define SORTED HEARTH_FIELD_SORTED
#define INDEXED HEARTH_FIELD_INDEXED
#define LONG HEARTH_FIELD_LONG
#define HIDDEN HEARTH_FIELD_HIDDEN
#define NAME (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_NAME)
#define CODE (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_CODE)
#define AHEAD HEARTH_FIELD_AHEAD
#define NEEDED HEARTH_FIELD_NEEDED
#define EMBARGOED HEARTH_FIELD_EMBARGOED
#define PLACES HEARTH_FIELD_PLACES
#define OTHERS HEARTH_FIELD_OF_OTHERS
#define INTERNAL HEARTH_FIELD_INTERNAL

/* hearth-registry-case.c */
extern const HearthField _hearth_registry_person_fields[];
extern const HearthField _hearth_registry_captivity_fields[];
extern const HearthField _hearth_registry_contact_fields[];
extern const HearthField _hearth_registry_attorney_fields[];
extern const HearthField _hearth_registry_decision_fields[];
extern const HearthField _hearth_registry_step_fields[];
extern const HearthField _hearth_registry_note_fields[];
extern const HearthField _hearth_registry_event_fields[];
extern const HearthField _hearth_registry_author_fields[];
extern const HearthField _hearth_registry_document_fields[];
extern const HearthField _hearth_registry_letter_fields[];
extern const HearthField _hearth_registry_access_request_fields[];
extern const HearthField _hearth_registry_consent_fields[];

/* hearth-registry-care.c */
extern const HearthField _hearth_registry_check_fields[];
extern const HearthField _hearth_registry_vitals_fields[];
extern const HearthField _hearth_registry_feeding_fields[];
extern const HearthField _hearth_registry_allergy_fields[];
extern const HearthField _hearth_registry_medicine_fields[];
extern const HearthField _hearth_registry_referral_fields[];
extern const HearthField _hearth_registry_answers_fields[];
extern const HearthField _hearth_registry_injury_fields[];
extern const HearthField _hearth_registry_rehabilitation_fields[];
extern const HearthField _hearth_registry_goal_fields[];
extern const HearthField _hearth_registry_goal_score_fields[];
extern const HearthField _hearth_registry_session_fields[];
extern const HearthField _hearth_registry_measure_fields[];
extern const HearthField _hearth_registry_prosthesis_fields[];

/* hearth-registry-benefits.c */
extern const HearthField _hearth_registry_payment_fields[];
extern const HearthField _hearth_registry_claim_fields[];
extern const HearthField _hearth_registry_benefit_letter_fields[];
extern const HearthField _hearth_registry_pay_fields[];
extern const HearthField _hearth_registry_share_fields[];
extern const HearthField _hearth_registry_stay_fields[];
extern const HearthField _hearth_registry_disability_fields[];

G_END_DECLS
