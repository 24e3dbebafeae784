/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money: what is claimed, paid and counted with, of benefits. */
#include "config.h"

#include "hearth-registry-private.h"

#include <glib/gi18n-lib.h>

/* An entry of the ledger: the period that it is for, the end of the account and the proof are of domain 4.3. */
const HearthField _hearth_registry_payment_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit", .flags = NEEDED },
  { "amount_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Amount"), .flags = NEEDED, .unit = N_ ("₴"),
    .decimals = 2 },
  { "paid_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Day of the entry") },
  { "recipient", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient") },
  { "payer", HEARTH_FIELD_TEXT, REVIEW, N_ ("Payer") },
  { "corrects", HEARTH_FIELD_ID, REVIEW, N_ ("Corrects the entry") },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding") },
  { "entry", HEARTH_FIELD_ENUM, REVIEW, N_ ("Sort of entry"),
    .words = "paid claimed approved awaiting-funding returned waived disputed",
    .since = HEARTH_SCHEMA_CARE },
  { "to_whom", HEARTH_FIELD_ENUM, REVIEW, N_ ("To whom"), .words = "person relatives deposit",
    .since = HEARTH_SCHEMA_CARE },
  { "year", HEARTH_FIELD_INTEGER, REVIEW, N_ ("For the year"), .since = HEARTH_SCHEMA_CARE,
    .low = 2014, .high = 2199 },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG, .since = HEARTH_SCHEMA_CARE },
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("For the time from"), .since = HEARTH_SCHEMA_WAITS },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("For the time until"),
    .since = HEARTH_SCHEMA_WAITS },
  { "account", HEARTH_FIELD_TEXT, REVIEW, N_ ("Last four digits of the account"),
    .since = HEARTH_SCHEMA_WAITS },
  { "proof", HEARTH_FIELD_TEXT, REVIEW, N_ ("Proof"), .since = HEARTH_SCHEMA_WAITS },
  END,
};

/* A claim for one benefit on its way (product 6, domain 4.2). Money that came of it stands in the ledger. */
const HearthField _hearth_registry_claim_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit", .flags = NEEDED },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the claim"),
    .words = "collecting submitted under-review sent-back rejected appealed in-court approved "
             "awaiting-funding partly-paid paid disputed not-eligible" },
  { "since_on", HEARTH_FIELD_DATE, AUTO, N_ ("In this state since") },
  { "papers", HEARTH_FIELD_LIST, UNION, N_ ("Papers that are there") },
  { "scans", HEARTH_FIELD_LIST, UNION, N_ ("Scans of the papers"), .since = HEARTH_SCHEMA_OWED },
  { "addressee", HEARTH_FIELD_TEXT, AUTO, N_ ("Submitted to") },
  { "submitted_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Submitted on") },
  { "reference", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reference of the claim") },
  { "answer_due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Answer expected by"), .flags = AHEAD },
  { "approved_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Approved on") },
  { "refused_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Refused on") },
  { "refusal", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason of the refusal"), .flags = LONG },
  { "appeal_due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Appeal until"), .flags = AHEAD },
  { "appealed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Appealed on") },
  { "court", HEARTH_FIELD_TEXT, REVIEW, N_ ("Court and number of the case") },
  { "next_act", HEARTH_FIELD_TEXT, AUTO, N_ ("Next act") },
  { "next_on", HEARTH_FIELD_DATE, AUTO, N_ ("Next act on"), .flags = AHEAD },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "blocked_since", HEARTH_FIELD_DATE, AUTO, N_ ("Blocked since") },
  { "override_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Entitled by decision of a person"),
    .unit = N_ ("₴"), .decimals = 2 },
  { "override_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for that sum"), .flags = LONG },
  { "override_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Sum decided by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* As a letter, but about a payment: with its sums it is kept with the benefits. */
const HearthField _hearth_registry_benefit_letter_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit" },
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

/* What the person was paid a month, without the rewards: the base of what is retained. */
const HearthField _hearth_registry_pay_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until") },
  { "base_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Pay of a month"), .flags = NEEDED,
    .unit = N_ ("₴"), .decimals = 2 },
  { "source", HEARTH_FIELD_TEXT, REVIEW, N_ ("Source") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* One share of a personal order; those of one day are one order. */
const HearthField _hearth_registry_share_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "recipient", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient"), .flags = NEEDED },
  { "percent", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Share"), .flags = NEEDED, .unit = N_ ("%"),
    .low = 0, .high = 100 },
  { "to_whom", HEARTH_FIELD_ENUM, REVIEW, N_ ("To whom"), .words = "relatives deposit" },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Days in hospital without a break are counted together; why somebody lay there stands in medical. */
const HearthField _hearth_registry_stay_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until") },
  { "facility", HEARTH_FIELD_TEXT, REVIEW, N_ ("Facility") },
  { "wound", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("For a wound from the defence") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_disability_fields[] = {
  { "group", HEARTH_FIELD_ENUM, REVIEW, N_ ("Group of the disability"), .words = "I II III",
    .flags = NEEDED },
  { "link", HEARTH_FIELD_ENUM, REVIEW, N_ ("Cause"), .words = "duty service" },
  { "set_on", HEARTH_FIELD_DATE, REVIEW, N_ ("First set on"), .flags = NEEDED },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};
