/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of records, and the fields of those that belong to no case or to none of the larger families. */
#include "config.h"

#include "hearth-registry.h"

#include "hearth-registry-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What stands here instead of an entry of a shipped pack, from a day on. The text is a group as in the pack's
 * file. */
static const HearthField overlay_fields[] = {
  { "pack", HEARTH_FIELD_TEXT, REVIEW, N_ ("Pack"), .flags = NEEDED },
  { "entry", HEARTH_FIELD_TEXT, REVIEW, N_ ("Entry"), .flags = NEEDED },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Text"), .flags = LONG },
  { "since_on", HEARTH_FIELD_DATE, REVIEW, N_ ("In force from"), .flags = AHEAD },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | NEEDED },
  END,
};

static const HearthField statement_fields[] = {
  { "taken_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Taken on") },
  { "session", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Session") },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Statement"), .flags = LONG },
  { "sighting", HEARTH_FIELD_ID, REVIEW, N_ ("Sighting") },
  { "corrects", HEARTH_FIELD_ID, REVIEW, N_ ("Corrects the statement") },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding") },
  END,
};

/* The sighting record of domain 6.3. It names no case: who saw it is known in debrief only. */
static const HearthField sighting_fields[] = {
  { "told_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Date of the interview") },
  { "subject", HEARTH_FIELD_TEXT, REVIEW, N_ ("Name as heard") },
  { "call_sign", HEARTH_FIELD_TEXT, REVIEW, N_ ("Call sign") },
  { "features", HEARTH_FIELD_TEXT, REVIEW, N_ ("Age and features"), .flags = LONG },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit") },
  { "home", HEARTH_FIELD_TEXT, REVIEW, N_ ("Home town") },
  { "kind", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of sighting"),
    .words = "seen shared-cell roll-call told picture death" },
  { "seen_from", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Seen from") },
  { "seen_to", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Seen until") },
  { "facility", HEARTH_FIELD_TEXT, REVIEW, N_ ("Facility") },
  { "region", HEARTH_FIELD_TEXT, REVIEW, N_ ("Region") },
  { "cell", HEARTH_FIELD_TEXT, REVIEW, N_ ("Cell or block") },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the person"),
    .words = "well ill wounded tortured dead unknown" },
  { "words", HEARTH_FIELD_TEXT, REVIEW, N_ ("In their own words"), .flags = LONG },
  { "quality", HEARTH_FIELD_TEXT, REVIEW, N_ ("Quality of the observation") },
  { "reliability", HEARTH_FIELD_ENUM, REVIEW, N_ ("Reliability of the source"),
    .words = "A B C D E F" },
  { "credibility", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Credibility of the item") },
  { "share_family", HEARTH_FIELD_ENUM, REVIEW, N_ ("May be shared with the family"),
    .words = "yes no anonymous" },
  { "share_authorities", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("May be shared with authorities") },
  { "status", HEARTH_FIELD_ENUM, REVIEW, N_ ("Status"), .words = "new matched passed refuted" },
  END,
};

/* A scan or a photo (bundles 2). What the bytes are follows from them; only what people say of them can
 * be changed. A kind belongs to one compartment, so there is one for each that has files. */
static const HearthField file_fields[] = {
  { "title", HEARTH_FIELD_TEXT, REVIEW, N_ ("Title") },
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name of the file"), .flags = HIDDEN | INTERNAL },
  { "media_type", HEARTH_FIELD_ENUM, REVIEW, N_ ("Type of the file"),
    .words = "image/png image/jpeg application/pdf", .flags = HIDDEN | INTERNAL },
  { "size", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Size"), .flags = HIDDEN | INTERNAL },
  { "hash", HEARTH_FIELD_TEXT, REVIEW, N_ ("Checksum"), .flags = HIDDEN | INTERNAL },
  { "blob", HEARTH_FIELD_ID, REVIEW, N_ ("Content"), .flags = HIDDEN },
  { "taken_on", HEARTH_FIELD_PARTIAL_DATE, AUTO, N_ ("Taken on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Which file of the case shows its face. A record beside the person, whose table older vaults have. */
static const HearthField photo_fields[] = {
  { "file", HEARTH_FIELD_ID, AUTO, N_ ("Photo"), .flags = HIDDEN },
  END,
};

/* The order that something be erased (bundles 7). It names what, never what was in it: it stays when the
 * rest is gone, so it is shared and carries no case of its own. */
static const HearthField erasure_fields[] = {
  { "case", HEARTH_FIELD_ID, REVIEW, N_ ("Case"), .flags = HIDDEN },
  { "compartment", HEARTH_FIELD_TEXT, REVIEW, N_ ("Compartment"), .flags = HIDDEN },
  { "record", HEARTH_FIELD_ID, REVIEW, N_ ("Record"), .flags = HIDDEN },
  { "ordered_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Order"), .flags = HIDDEN },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | HIDDEN },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding"), .flags = HIDDEN },
  END,
};

/* The yes of a second person to a commit (security 5), or the reason why there was none. */
static const HearthField approval_fields[] = {
  { "commit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Commit"), .flags = HIDDEN },
  { "approver", HEARTH_FIELD_ID, REVIEW, N_ ("Second person"), .flags = HIDDEN },
  { "signature", HEARTH_FIELD_TEXT, REVIEW, N_ ("Signature"), .flags = HIDDEN },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | HIDDEN },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding"), .flags = HIDDEN },
  END,
};

static const HearthKind kinds[] = {
  { "person", HEARTH_COMPARTMENT_CORE, N_ ("Person"), HEARTH_KIND_SINGLE,
    _hearth_registry_person_fields, .when = "arrived", .give = HEARTH_GIVE_WHOLE },
  { "captivity", HEARTH_COMPARTMENT_CORE, N_ ("Captivity"), 0, _hearth_registry_captivity_fields,
    .when = "captured released", .give = HEARTH_GIVE_WHOLE },
  { "contact", HEARTH_COMPARTMENT_CORE, N_ ("Relative"), 0, _hearth_registry_contact_fields,
    .when = "", .give = HEARTH_GIVE_WHOLE },
  { "step", HEARTH_COMPARTMENT_CORE, N_ ("Step"), HEARTH_KIND_PLANNED, _hearth_registry_step_fields,
    .when = "done_on", .give = HEARTH_GIVE_WHOLE },
  { "note", HEARTH_COMPARTMENT_CORE, N_ ("Note"), 0, _hearth_registry_note_fields,
    .when = "written_on", .give = HEARTH_GIVE_WHOLE },
  { "event", HEARTH_COMPARTMENT_CORE, N_ ("Exchange event"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    _hearth_registry_event_fields, .give = HEARTH_GIVE_NOT_ABOUT },
  { "author", HEARTH_COMPARTMENT_CORE, N_ ("Author"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    _hearth_registry_author_fields, .give = HEARTH_GIVE_NOT_ABOUT },
  { "file", HEARTH_COMPARTMENT_CORE, N_ ("File"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on", .give = HEARTH_GIVE_WHOLE },
  { "photo", HEARTH_COMPARTMENT_CORE, N_ ("Photo"), 0, photo_fields, HEARTH_SCHEMA_PHOTO,
    .give = HEARTH_GIVE_WHOLE },
  { "erasure", HEARTH_COMPARTMENT_CORE, N_ ("Order to erase"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, erasure_fields, HEARTH_SCHEMA_MERGE,
    .give = HEARTH_GIVE_NOT_ABOUT },
  { "approval", HEARTH_COMPARTMENT_CORE, N_ ("Approval"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, approval_fields,
    HEARTH_SCHEMA_MERGE, .give = HEARTH_GIVE_NOT_ABOUT },
  { "attorney", HEARTH_COMPARTMENT_CORE, N_ ("Power of attorney"), 0,
    _hearth_registry_attorney_fields, HEARTH_SCHEMA_CASE, "given_on", .give = HEARTH_GIVE_WHOLE },
  { "decision", HEARTH_COMPARTMENT_CORE, N_ ("Decision"), 0, _hearth_registry_decision_fields,
    HEARTH_SCHEMA_CASE, "decided_on", .give = HEARTH_GIVE_WHOLE },
  { "document", HEARTH_COMPARTMENT_CORE, N_ ("Document"), 0, _hearth_registry_document_fields,
    HEARTH_SCHEMA_CARE, "applied_on issued_on handed_on", .give = HEARTH_GIVE_WHOLE },
  { "letter", HEARTH_COMPARTMENT_CORE, N_ ("Letter"), 0, _hearth_registry_letter_fields,
    HEARTH_SCHEMA_CARE, "written_on answered_on", .give = HEARTH_GIVE_WHOLE },
  { "access_request", HEARTH_COMPARTMENT_CORE, N_ ("Request for own data"), 0,
    _hearth_registry_access_request_fields, HEARTH_SCHEMA_ACCESS, "received_on answered_on",
    .give = HEARTH_GIVE_WHOLE },
  { "consent", HEARTH_COMPARTMENT_CORE, N_ ("Consent"), 0, _hearth_registry_consent_fields,
    HEARTH_SCHEMA_CONSENT, "answered_on withdrawn_on", .give = HEARTH_GIVE_WHOLE },
  { "overlay", HEARTH_COMPARTMENT_CORE, N_ ("Overlay of a pack"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE, overlay_fields, HEARTH_SCHEMA_CARE,
    .give = HEARTH_GIVE_NOT_ABOUT },
  { "check", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical check"), 0, _hearth_registry_check_fields,
    .when = "done_on", .give = HEARTH_GIVE_WHOLE },
  { "vitals", HEARTH_COMPARTMENT_MEDICAL, N_ ("Vital signs"), 0, _hearth_registry_vitals_fields,
    HEARTH_SCHEMA_CARE, "measured_on", .give = HEARTH_GIVE_WHOLE },
  { "feeding", HEARTH_COMPARTMENT_MEDICAL, N_ ("Assessment of feeding"), 0,
    _hearth_registry_feeding_fields, HEARTH_SCHEMA_CARE, "assessed_on", .give = HEARTH_GIVE_WHOLE },
  { "allergy", HEARTH_COMPARTMENT_MEDICAL, N_ ("Allergy"), 0, _hearth_registry_allergy_fields,
    HEARTH_SCHEMA_CARE, "", .give = HEARTH_GIVE_WHOLE },
  { "medicine", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medicine"), 0, _hearth_registry_medicine_fields,
    HEARTH_SCHEMA_CARE, "from_on", .give = HEARTH_GIVE_WHOLE },
  { "referral", HEARTH_COMPARTMENT_MEDICAL, N_ ("Referral"), 0, _hearth_registry_referral_fields,
    HEARTH_SCHEMA_CARE, "sent_on answered_on", .give = HEARTH_GIVE_WHOLE },
  { "answers", HEARTH_COMPARTMENT_MEDICAL, N_ ("Questionnaire"), 0, _hearth_registry_answers_fields,
    HEARTH_SCHEMA_CARE, "filled_on", .give = HEARTH_GIVE_WHOLE },
  { "injury", HEARTH_COMPARTMENT_MEDICAL, N_ ("Injury"), 0, _hearth_registry_injury_fields,
    HEARTH_SCHEMA_CARE, "examined_on", .give = HEARTH_GIVE_WHOLE },
  { "rehabilitation", HEARTH_COMPARTMENT_MEDICAL, N_ ("Rehabilitation"), 0,
    _hearth_registry_rehabilitation_fields, HEARTH_SCHEMA_CARE, "opened_on closed_on",
    .give = HEARTH_GIVE_WHOLE },
  { "goal", HEARTH_COMPARTMENT_MEDICAL, N_ ("Goal"), 0, _hearth_registry_goal_fields,
    HEARTH_SCHEMA_CARE, "set_on closed_on", .give = HEARTH_GIVE_WHOLE },
  { "goal_score", HEARTH_COMPARTMENT_MEDICAL, N_ ("Level of a goal"), 0,
    _hearth_registry_goal_score_fields, HEARTH_SCHEMA_CARE, "scored_on",
    .give = HEARTH_GIVE_WHOLE },
  { "session", HEARTH_COMPARTMENT_MEDICAL, N_ ("Session"), 0, _hearth_registry_session_fields,
    HEARTH_SCHEMA_CARE, "held_on", .give = HEARTH_GIVE_WHOLE },
  { "measure", HEARTH_COMPARTMENT_MEDICAL, N_ ("Measure"), 0, _hearth_registry_measure_fields,
    HEARTH_SCHEMA_CARE, "measured_on", .give = HEARTH_GIVE_WHOLE },
  { "prosthesis", HEARTH_COMPARTMENT_MEDICAL, N_ ("Prosthesis"), 0,
    _hearth_registry_prosthesis_fields, HEARTH_SCHEMA_CARE, "concluded_on handed_on",
    .give = HEARTH_GIVE_WHOLE },
  { "medical_file", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical file"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on", .give = HEARTH_GIVE_WHOLE },
  { "restricted_file", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted file"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on", .give = HEARTH_GIVE_RESTRICTED },
  { "restricted_check", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted check"), 0,
    _hearth_registry_check_fields, HEARTH_SCHEMA_CARE, "done_on", .give = HEARTH_GIVE_RESTRICTED },
  { "restricted_answers", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted questionnaire"), 0,
    _hearth_registry_answers_fields, HEARTH_SCHEMA_CARE, "filled_on",
    .give = HEARTH_GIVE_RESTRICTED },
  { "restricted_injury", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted injury"), 0,
    _hearth_registry_injury_fields, HEARTH_SCHEMA_CARE, "examined_on",
    .give = HEARTH_GIVE_RESTRICTED },
  { "statement", HEARTH_COMPARTMENT_DEBRIEF, N_ ("Statement"),
    HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, statement_fields, .when = "taken_on",
    .give = HEARTH_GIVE_DEBRIEF },
  { "debrief_file", HEARTH_COMPARTMENT_DEBRIEF, N_ ("File of the debrief"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on", .give = HEARTH_GIVE_DEBRIEF },
  { "sighting", HEARTH_COMPARTMENT_TRACING, N_ ("Sighting"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    sighting_fields, .give = HEARTH_GIVE_THIRD_PERSONS },
  { "payment", HEARTH_COMPARTMENT_BENEFITS, N_ ("Payment"), HEARTH_KIND_ALONE | HEARTH_KIND_FIXED,
    _hearth_registry_payment_fields, .when = "paid_on", .give = HEARTH_GIVE_WHOLE },
  { "claim", HEARTH_COMPARTMENT_BENEFITS, N_ ("Claim"), 0, _hearth_registry_claim_fields,
    HEARTH_SCHEMA_WAITS, "submitted_on refused_on appealed_on approved_on",
    .give = HEARTH_GIVE_WHOLE },
  { "pay", HEARTH_COMPARTMENT_BENEFITS, N_ ("Pay"), 0, _hearth_registry_pay_fields,
    HEARTH_SCHEMA_CARE, .give = HEARTH_GIVE_WHOLE },
  { "share", HEARTH_COMPARTMENT_BENEFITS, N_ ("Share of a relative"), 0,
    _hearth_registry_share_fields, HEARTH_SCHEMA_CARE, .give = HEARTH_GIVE_WHOLE },
  { "stay", HEARTH_COMPARTMENT_BENEFITS, N_ ("Stay in hospital"), 0, _hearth_registry_stay_fields,
    HEARTH_SCHEMA_CARE, "from_on until_on", .give = HEARTH_GIVE_WHOLE },
  { "disability", HEARTH_COMPARTMENT_BENEFITS, N_ ("Disability"), 0,
    _hearth_registry_disability_fields, HEARTH_SCHEMA_CARE, "set_on", .give = HEARTH_GIVE_WHOLE },
  { "benefit_letter", HEARTH_COMPARTMENT_BENEFITS, N_ ("Letter about a payment"), 0,
    _hearth_registry_benefit_letter_fields, HEARTH_SCHEMA_WAITS, "written_on answered_on",
    .give = HEARTH_GIVE_WHOLE },
  { "benefits_file", HEARTH_COMPARTMENT_BENEFITS, N_ ("File of a benefit"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on", .give = HEARTH_GIVE_WHOLE },
};

/* "gone" is in every kind and stands in no row. */
static const HearthField gone_field = { "gone", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Deleted") };

/**
 * hearth_registry_get_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (transfer none): the table, in order of the compartments. Thread: any.
 */
const HearthKind *
hearth_registry_get_kinds (guint *n_kinds)
{
  g_return_val_if_fail (n_kinds != NULL, NULL);

  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/** hearth_registry_find_kind: (nullable): %NULL if this version does not know the kind. */
const HearthKind *
hearth_registry_find_kind (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * hearth_kind_find_field:
 *
 * Returns: (transfer none) (nullable): the field, also the "gone" that every kind has; %NULL if this
 *   version does not know it. Thread: any.
 */
const HearthField *
hearth_kind_find_field (const HearthKind *kind, const char *id)
{
  g_return_val_if_fail (kind != NULL && id != NULL, NULL);

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (strcmp (field->id, id) == 0)
      return field;
  return strcmp (id, gone_field.id) == 0 ? &gone_field : NULL;
}
