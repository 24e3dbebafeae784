/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the registry. Ids stand in signed lines and never change; a retired row stays with its
 * flag. Compartment and merge policy are written out in every row: a default would one day put a
 * diagnosis where everybody reads. */
#include "config.h"

#include "hearth-registry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* The person of a case (domain 7.1). What a hospital states about identity is reviewed when two
 * hospitals differ; where somebody lies today is not worth a question. */
static const HearthField person_fields[] = {
  { "number", HEARTH_FIELD_TEXT, AUTO, N_ ("Case number"), .flags = CODE | INDEXED | HIDDEN },
  { "surname", HEARTH_FIELD_TEXT, REVIEW, N_ ("Surname"), .flags = NAME | SORTED },
  { "given", HEARTH_FIELD_TEXT, REVIEW, N_ ("Given name"), .flags = NAME | SORTED },
  { "patronymic", HEARTH_FIELD_TEXT, REVIEW, N_ ("Patronymic"), .flags = NAME | SORTED },
  { "name_latin", HEARTH_FIELD_TEXT, AUTO, N_ ("Name in Latin letters"), .flags = NAME },
  { "name_source", HEARTH_FIELD_TEXT, AUTO, N_ ("Name as in the source"), .flags = NAME },
  { "call_sign", HEARTH_FIELD_TEXT, AUTO, N_ ("Call sign"), .flags = NAME },
  { "sex", HEARTH_FIELD_ENUM, REVIEW, N_ ("Sex"), .words = "female male" },
  { "birth", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Date of birth"), .flags = INDEXED },
  { "rank", HEARTH_FIELD_ENUM, REVIEW, N_ ("Rank"), .pack = "rank", .flags = INDEXED },
  { "branch", HEARTH_FIELD_ENUM, REVIEW, N_ ("Branch"), .pack = "branch", .flags = INDEXED },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit"), .flags = CODE | SORTED | INDEXED },
  { "category", HEARTH_FIELD_ENUM, REVIEW, N_ ("Category"), .pack = "category", .flags = INDEXED },
  { "condition", HEARTH_FIELD_ENUM, AUTO, N_ ("Condition"), .pack = "condition", .flags = INDEXED },
  { "wristband", HEARTH_FIELD_TEXT, AUTO, N_ ("Wristband"), .flags = CODE },
  { "event", HEARTH_FIELD_ID, REVIEW, N_ ("Exchange event"), .flags = INDEXED },
  { "facility", HEARTH_FIELD_TEXT, AUTO, N_ ("Facility"), .flags = SORTED | INDEXED },
  { "ward", HEARTH_FIELD_TEXT, AUTO, N_ ("Ward") },
  { "owner", HEARTH_FIELD_TEXT, AUTO, N_ ("Caseworker"), .flags = INDEXED },
  { "stage", HEARTH_FIELD_ENUM, REVIEW, N_ ("Stage"), .pack = "stage", .flags = INDEXED },
  { "arrived", HEARTH_FIELD_DATE, AUTO, N_ ("Arrived"), .flags = INDEXED },
  { "personal_number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Personal number") },
  { "tax_number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Tax number"), .check = HEARTH_CHECK_TAX_NUMBER },
  { "phone", HEARTH_FIELD_TEXT, AUTO, N_ ("Telephone"), .flags = CODE,
    .check = HEARTH_CHECK_PHONE },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "flags", HEARTH_FIELD_LIST, UNION, N_ ("Flags"), .pack = "flag" },
  { "birth_place", HEARTH_FIELD_TEXT, REVIEW, N_ ("Place of birth"), .since = HEARTH_SCHEMA_CASE },
  { "citizenship", HEARTH_FIELD_TEXT, REVIEW, N_ ("Citizenship"), .since = HEARTH_SCHEMA_CASE },
  { "passport", HEARTH_FIELD_TEXT, REVIEW, N_ ("Passport"), .since = HEARTH_SCHEMA_CASE },
  { "language", HEARTH_FIELD_TEXT, AUTO, N_ ("Language"), .since = HEARTH_SCHEMA_CASE },
  { "service", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of service"),
    .words = "mobilised contract conscript career volunteer civilian",
    .since = HEARTH_SCHEMA_CASE },
  { "position", HEARTH_FIELD_TEXT, REVIEW, N_ ("Position"), .since = HEARTH_SCHEMA_CASE },
  END,
};

static const HearthField captivity_fields[] = {
  { "captured", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Captured") },
  { "released", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Released"), .flags = INDEXED },
  { "place", HEARTH_FIELD_TEXT, REVIEW, N_ ("Place of capture") },
  { "prior", HEARTH_FIELD_ENUM, REVIEW, N_ ("Status before the release"),
    .words = "confirmed-icrc confirmed missing declared-dead unknown",
    .since = HEARTH_SCHEMA_CASE },
  { "held", HEARTH_FIELD_TEXT, REVIEW, N_ ("Places of detention"), .flags = LONG,
    .since = HEARTH_SCHEMA_CASE },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG, .since = HEARTH_SCHEMA_CASE },
  END,
};

/* What a relative may be told is the person's wish and more than a yes (domain 6.4): the yes of the first
 * version is shown where nothing else was written down. */
static const HearthField contact_fields[] = {
  { "name", HEARTH_FIELD_TEXT, REVIEW, N_ ("Name"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "phone", HEARTH_FIELD_TEXT, AUTO, N_ ("Telephone"), .check = HEARTH_CHECK_PHONE },
  { "may_be_told", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("May be told of the return"),
    .flags = HEARTH_FIELD_RETIRED },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "told", HEARTH_FIELD_LIST, REVIEW, N_ ("May be told"), .pack = "disclosure",
    .since = HEARTH_SCHEMA_CASE },
  { "first", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("First contact"), .flags = HEARTH_FIELD_ONE_OF,
    .since = HEARTH_SCHEMA_CASE },
  { "address", HEARTH_FIELD_TEXT, AUTO, N_ ("Address"), .since = HEARTH_SCHEMA_CASE },
  END,
};

/* Who may act for the person, and in what (product 4). */
static const HearthField attorney_fields[] = {
  { "holder", HEARTH_FIELD_TEXT, REVIEW, N_ ("Who may act"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "scope", HEARTH_FIELD_TEXT, REVIEW, N_ ("What it covers"), .flags = LONG },
  { "given_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Given on") },
  { "valid_to", HEARTH_FIELD_DATE, REVIEW, N_ ("Valid until"), .flags = AHEAD },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "certified_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Certified by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Every stage of reintegration ends with a decision and its reason (domain 1.4). */
static const HearthField decision_fields[] = {
  { "stage", HEARTH_FIELD_ENUM, REVIEW, N_ ("Stage that ends"), .pack = "stage" },
  { "next", HEARTH_FIELD_ENUM, REVIEW, N_ ("Next stage"), .pack = "stage", .flags = NEEDED },
  { "decided_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Decided on"), .flags = NEEDED },
  { "decided_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Decided by") },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | NEEDED },
  { "evidence", HEARTH_FIELD_TEXT, REVIEW, N_ ("Evidence") },
  END,
};

/* The states are those of hearth-step-state; a new step is planned, ready is never stored. */
static const HearthField step_fields[] = {
  { "template", HEARTH_FIELD_ENUM, REVIEW, N_ ("Step"), .pack = "step", .flags = HIDDEN },
  { "track", HEARTH_FIELD_TEXT, AUTO, N_ ("Track"), .flags = HIDDEN },
  { "occurrence", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Occurrence"), .flags = HIDDEN },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State"),
    .words = "planned ready in-progress waiting done refused not-applicable cancelled" },
  { "due", HEARTH_FIELD_DATE, AUTO, N_ ("Due"), .flags = AHEAD },
  { "due_by_hand", HEARTH_FIELD_BOOLEAN, AUTO, N_ ("Due date set by hand") },
  { "done_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Done on") },
  { "owner", HEARTH_FIELD_TEXT, AUTO, N_ ("Responsible") },
  { "waiting_for", HEARTH_FIELD_TEXT, AUTO, N_ ("Waiting for") },
  { "remind_on", HEARTH_FIELD_DATE, AUTO, N_ ("Remind on"), .flags = AHEAD },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "reason", HEARTH_FIELD_TEXT, AUTO, N_ ("Reason") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "made_on", HEARTH_FIELD_DATE, AUTO, N_ ("Planned on"), .flags = HIDDEN },
  END,
};

static const HearthField note_fields[] = {
  { "written_on", HEARTH_FIELD_DATE, AUTO, N_ ("Written on") },
  { "text", HEARTH_FIELD_TEXT, AUTO, N_ ("Text"), .flags = LONG | NEEDED },
  END,
};

static const HearthField event_fields[] = {
  { "date", HEARTH_FIELD_DATE, REVIEW, N_ ("Date"), .flags = INDEXED },
  { "number", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Number of the exchange") },
  { "stage", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Stage of the exchange") },
  { "category", HEARTH_FIELD_ENUM, REVIEW, N_ ("Category"), .pack = "category" },
  { "facility", HEARTH_FIELD_TEXT, AUTO, N_ ("Facility") },
  { "agreement", HEARTH_FIELD_TEXT, AUTO, N_ ("Agreement") },
  { "embargo", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Numbers are withheld") },
  { "returned_military", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Returned military"),
    .flags = EMBARGOED },
  { "returned_civilian", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Returned civilians"),
    .flags = EMBARGOED },
  { "source", HEARTH_FIELD_TEXT, AUTO, N_ ("Source") },
  END,
};

/* Says who the "who" of a line is. The record id is the user id. */
static const HearthField author_fields[] = {
  { "user", HEARTH_FIELD_TEXT, AUTO, N_ ("User name"), .flags = HIDDEN },
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name") },
  { "roles", HEARTH_FIELD_LIST, UNION, N_ ("Roles"), .flags = HIDDEN },
  END,
};

static const HearthField check_fields[] = {
  { "check", HEARTH_FIELD_TEXT, REVIEW, N_ ("Check"), .pack = "step" },
  { "done_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Done on") },
  { "result", HEARTH_FIELD_TEXT, REVIEW, N_ ("Result"), .flags = LONG },
  { "next_on", HEARTH_FIELD_DATE, AUTO, N_ ("Next on"), .flags = AHEAD },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Performed by") },
  { "place", HEARTH_FIELD_TEXT, AUTO, N_ ("Place") },
  END,
};

static const HearthField payment_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit") },
  { "amount_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Amount") },
  { "paid_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Paid on") },
  { "recipient", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient") },
  { "payer", HEARTH_FIELD_TEXT, REVIEW, N_ ("Payer") },
  { "corrects", HEARTH_FIELD_ID, REVIEW, N_ ("Corrects the payment") },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding") },
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
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name of the file"), .flags = HIDDEN },
  { "media_type", HEARTH_FIELD_ENUM, REVIEW, N_ ("Type of the file"),
    .words = "image/png image/jpeg application/pdf", .flags = HIDDEN },
  { "size", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Size"), .flags = HIDDEN },
  { "hash", HEARTH_FIELD_TEXT, REVIEW, N_ ("Checksum"), .flags = HIDDEN },
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
  { "person", HEARTH_COMPARTMENT_CORE, N_ ("Person"), HEARTH_KIND_SINGLE, person_fields,
    .when = "arrived" },
  { "captivity", HEARTH_COMPARTMENT_CORE, N_ ("Captivity"), 0, captivity_fields,
    .when = "captured released" },
  { "contact", HEARTH_COMPARTMENT_CORE, N_ ("Relative"), 0, contact_fields, .when = "" },
  { "step", HEARTH_COMPARTMENT_CORE, N_ ("Step"), HEARTH_KIND_PLANNED, step_fields,
    .when = "done_on" },
  { "note", HEARTH_COMPARTMENT_CORE, N_ ("Note"), 0, note_fields, .when = "written_on" },
  { "event", HEARTH_COMPARTMENT_CORE, N_ ("Exchange event"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    event_fields },
  { "author", HEARTH_COMPARTMENT_CORE, N_ ("Author"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    author_fields },
  { "file", HEARTH_COMPARTMENT_CORE, N_ ("File"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "photo", HEARTH_COMPARTMENT_CORE, N_ ("Photo"), 0, photo_fields, HEARTH_SCHEMA_PHOTO },
  { "erasure", HEARTH_COMPARTMENT_CORE, N_ ("Order to erase"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, erasure_fields,
    HEARTH_SCHEMA_MERGE },
  { "approval", HEARTH_COMPARTMENT_CORE, N_ ("Approval"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, approval_fields,
    HEARTH_SCHEMA_MERGE },
  { "attorney", HEARTH_COMPARTMENT_CORE, N_ ("Power of attorney"), 0, attorney_fields,
    HEARTH_SCHEMA_CASE, "given_on" },
  { "decision", HEARTH_COMPARTMENT_CORE, N_ ("Decision"), 0, decision_fields, HEARTH_SCHEMA_CASE,
    "decided_on" },
  { "check", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical check"), 0, check_fields, .when = "done_on" },
  { "medical_file", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical file"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "restricted_file", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted file"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "statement", HEARTH_COMPARTMENT_DEBRIEF, N_ ("Statement"),
    HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, statement_fields, .when = "taken_on" },
  { "debrief_file", HEARTH_COMPARTMENT_DEBRIEF, N_ ("File of the debrief"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "sighting", HEARTH_COMPARTMENT_TRACING, N_ ("Sighting"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    sighting_fields },
  { "payment", HEARTH_COMPARTMENT_BENEFITS, N_ ("Payment"), HEARTH_KIND_ALONE | HEARTH_KIND_FIXED,
    payment_fields, .when = "paid_on" },
  { "benefits_file", HEARTH_COMPARTMENT_BENEFITS, N_ ("File of a benefit"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
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
