/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a case is of and what is done in it: kept in core, and read by everybody who may open the case. */
#include "config.h"

#include "hearth-registry-private.h"

#include <glib/gi18n-lib.h>

/* The person of a case (domain 7.1). What a hospital states about identity is reviewed when two
 * hospitals differ; where somebody lies today is not worth a question. */
const HearthField _hearth_registry_person_fields[] = {
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

const HearthField _hearth_registry_captivity_fields[] = {
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
const HearthField _hearth_registry_contact_fields[] = {
  { "name", HEARTH_FIELD_TEXT, REVIEW, N_ ("Name"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "phone", HEARTH_FIELD_TEXT, AUTO, N_ ("Telephone"), .flags = OTHERS,
    .check = HEARTH_CHECK_PHONE },
  { "may_be_told", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("May be told of the return"),
    .flags = HEARTH_FIELD_RETIRED },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG | OTHERS },
  { "told", HEARTH_FIELD_LIST, REVIEW, N_ ("May be told"), .pack = "disclosure",
    .since = HEARTH_SCHEMA_CASE },
  { "first", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("First contact"), .flags = HEARTH_FIELD_ONE_OF,
    .since = HEARTH_SCHEMA_CASE },
  { "address", HEARTH_FIELD_TEXT, AUTO, N_ ("Address"), .flags = OTHERS,
    .since = HEARTH_SCHEMA_CASE },
  END,
};

/* Who may act for the person, and in what (product 4). */
const HearthField _hearth_registry_attorney_fields[] = {
  { "holder", HEARTH_FIELD_TEXT, REVIEW, N_ ("Who may act"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "scope", HEARTH_FIELD_TEXT, REVIEW, N_ ("What it covers"), .flags = LONG },
  { "given_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Given on") },
  { "valid_to", HEARTH_FIELD_DATE, REVIEW, N_ ("Valid until"), .flags = AHEAD },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "certified_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Certified by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG | OTHERS },
  { "scan", HEARTH_FIELD_ID, AUTO, N_ ("Scan"), .flags = HIDDEN, .since = HEARTH_SCHEMA_SCANS },
  END,
};

/* Every stage of reintegration ends with a decision and its reason (domain 1.4). */
const HearthField _hearth_registry_decision_fields[] = {
  { "stage", HEARTH_FIELD_ENUM, REVIEW, N_ ("Stage that ends"), .pack = "stage" },
  { "next", HEARTH_FIELD_ENUM, REVIEW, N_ ("Next stage"), .pack = "stage", .flags = NEEDED },
  { "decided_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Decided on"), .flags = NEEDED },
  { "decided_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Decided by") },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | NEEDED },
  { "evidence", HEARTH_FIELD_TEXT, REVIEW, N_ ("Evidence") },
  END,
};

/* The states are those of hearth-step-state; a new step is planned, ready is never stored. */
const HearthField _hearth_registry_step_fields[] = {
  { "template", HEARTH_FIELD_ENUM, REVIEW, N_ ("Step"), .pack = "step", .flags = HIDDEN },
  { "track", HEARTH_FIELD_TEXT, AUTO, N_ ("Track"), .flags = HIDDEN | INTERNAL },
  { "occurrence", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Occurrence"), .flags = HIDDEN | INTERNAL },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State"),
    .words = "planned ready in-progress waiting done refused not-applicable cancelled" },
  { "due", HEARTH_FIELD_DATE, AUTO, N_ ("Due"), .flags = AHEAD },
  { "due_by_hand", HEARTH_FIELD_BOOLEAN, AUTO, N_ ("Due date set by hand"), .flags = INTERNAL },
  { "done_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Done on") },
  { "owner", HEARTH_FIELD_TEXT, AUTO, N_ ("Responsible") },
  { "waiting_for", HEARTH_FIELD_TEXT, AUTO, N_ ("Waiting for") },
  { "remind_on", HEARTH_FIELD_DATE, AUTO, N_ ("Remind on"), .flags = AHEAD },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "reason", HEARTH_FIELD_TEXT, AUTO, N_ ("Reason") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "made_on", HEARTH_FIELD_DATE, AUTO, N_ ("Planned on"), .flags = HIDDEN | INTERNAL },
  { "snoozed_to", HEARTH_FIELD_DATE, AUTO, N_ ("Put off until"), .flags = AHEAD,
    .since = HEARTH_SCHEMA_CARE },
  { "snooze_reason", HEARTH_FIELD_TEXT, AUTO, N_ ("Reason for putting it off"),
    .since = HEARTH_SCHEMA_CARE },
  { "urgent", HEARTH_FIELD_BOOLEAN, AUTO, N_ ("Needed at once"), .flags = HIDDEN | INTERNAL,
    .since = HEARTH_SCHEMA_CARE },
  END,
};

const HearthField _hearth_registry_note_fields[] = {
  { "written_on", HEARTH_FIELD_DATE, AUTO, N_ ("Written on") },
  { "text", HEARTH_FIELD_TEXT, AUTO, N_ ("Text"), .flags = LONG | NEEDED },
  END,
};

const HearthField _hearth_registry_event_fields[] = {
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
const HearthField _hearth_registry_author_fields[] = {
  { "user", HEARTH_FIELD_TEXT, AUTO, N_ ("User name"), .flags = HIDDEN },
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name") },
  { "roles", HEARTH_FIELD_LIST, UNION, N_ ("Roles"), .flags = HIDDEN },
  END,
};

/* One document from lost to handed over (domain 3). */
const HearthField _hearth_registry_document_fields[] = {
  { "document", HEARTH_FIELD_TEXT, REVIEW, N_ ("Document"), .pack = "document", .flags = NEEDED },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the document"),
    .words = "lost held valid applied issued handed-over not-needed" },
  { "authority", HEARTH_FIELD_TEXT, AUTO, N_ ("Authority") },
  { "applied_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Applied on") },
  { "urgent", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Urgent") },
  { "reference", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reference of the application") },
  { "due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Expected by"), .flags = AHEAD },
  { "fee_waived", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Free of the fee") },
  { "fee_basis", HEARTH_FIELD_TEXT, AUTO, N_ ("Basis for no fee") },
  { "issued_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Issued on") },
  { "series", HEARTH_FIELD_TEXT, REVIEW, N_ ("Series") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "valid_to", HEARTH_FIELD_DATE, REVIEW, N_ ("Valid until"), .flags = AHEAD },
  { "handed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Handed over on") },
  { "handed_to", HEARTH_FIELD_TEXT, REVIEW, N_ ("Handed over to") },
  { "scan", HEARTH_FIELD_ID, AUTO, N_ ("Scan"), .flags = HIDDEN },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* What was written to whom; the text as it left. */
const HearthField _hearth_registry_letter_fields[] = {
  { "template", HEARTH_FIELD_TEXT, REVIEW, N_ ("Letter"), .pack = "letter" },
  { "addressee", HEARTH_FIELD_TEXT, REVIEW, N_ ("Addressed to"), .flags = NEEDED },
  { "written_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Written on") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Outgoing number") },
  { "about", HEARTH_FIELD_ID, AUTO, N_ ("About"), .flags = HIDDEN },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Text"), .flags = LONG },
  { "answered_on", HEARTH_FIELD_DATE, AUTO, N_ ("Answered on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* What a person asks of their own data (domain 8), until when it has to be answered and what was answered. */
const HearthField _hearth_registry_access_request_fields[] = {
  { "received_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Received on"), .flags = NEEDED },
  { "channel", HEARTH_FIELD_ENUM, AUTO, N_ ("How it came"),
    .words = "in-person in-writing by-email by-phone by-representative" },
  { "asked", HEARTH_FIELD_TEXT, REVIEW, N_ ("What is asked"), .flags = LONG },
  { "answer_due_on", HEARTH_FIELD_DATE, AUTO, N_ ("To be answered by"), .flags = AHEAD },
  { "answered_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Answered on") },
  { "answer", HEARTH_FIELD_ENUM, REVIEW, N_ ("Answer"),
    .words = "data-given data-partly-given data-refused" },
  { "ground", HEARTH_FIELD_TEXT, REVIEW, N_ ("Ground of the refusal"), .flags = LONG },
  { "answered_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Answered by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "step", HEARTH_FIELD_ID, AUTO, N_ ("Step"), .flags = HIDDEN },
  END,
};

/* What a person answered when asked whether what is kept about them may be told, for one purpose (domain 8). Purposes
 * are entries of the pack; those of the profiles of a bundle have their names. @recipient is that of
 * hearth_consent_derive_recipient(). Two hospitals that wrote down different answers have to ask again, so that all of
 * it is reviewed. */
const HearthField _hearth_registry_consent_fields[] = {
  { "purpose", HEARTH_FIELD_ENUM, REVIEW, N_ ("Purpose"), .pack = "consent-purpose",
    .flags = NEEDED },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("Answer"), .flags = NEEDED,
    .words = "given declined withdrawn" },
  { "answered_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Answered on"), .flags = NEEDED },
  { "withdrawn_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Withdrawn on") },
  { "recipient", HEARTH_FIELD_ID, REVIEW, N_ ("Recipient"), .flags = INTERNAL,
    .none = N_ ("Everybody") },
  { "recipient_name", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient by name") },
  { "scope", HEARTH_FIELD_LIST, REVIEW, N_ ("Parts"), .none = N_ ("All parts"),
    .words = "core medical restricted debrief benefits tracing" },
  { "form", HEARTH_FIELD_ENUM, REVIEW, N_ ("Form"), .words = "on-paper by-voice other-form" },
  { "language", HEARTH_FIELD_TEXT, REVIEW, N_ ("Language of the talk") },
  { "taken_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Written down by") },
  { "note", HEARTH_FIELD_TEXT, REVIEW, N_ ("Note"), .flags = LONG },
  { "scan", HEARTH_FIELD_ID, AUTO, N_ ("Scan"), .flags = HIDDEN, .since = HEARTH_SCHEMA_SCANS },
  END,
};
