/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of pack kinds and their keys. Constant, any thread. */
#include "config.h"

#include "hearth-pack-schema.h"

#include <string.h>

static const HearthPackKey head_keys[] = {
  { "Kind", HEARTH_PACK_TEXT, .is_required = TRUE },
  { "Version", HEARTH_PACK_NUMBER, .min = 1, .max = 1000000, .is_required = TRUE },
  { "Title", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Note", HEARTH_PACK_LOCAL },
  { NULL },
};

/* What every entry of every kind has: nothing is shown without both titles and where it is from. */
static const HearthPackKey common_keys[] = {
  { "Title", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Source", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Checked", HEARTH_PACK_DATE, .is_required = TRUE },
  { "Certainty", HEARTH_PACK_CHOICE, "sourced general uncertain", .is_required = TRUE },
  { "ValidFrom", HEARTH_PACK_DATE },
  { "ValidTo", HEARTH_PACK_DATE },
  { "Aliases", HEARTH_PACK_LIST },
  { "Note", HEARTH_PACK_LOCAL },
  { NULL },
};

static const HearthPackKey rank_keys[] = {
  { "Group", HEARTH_PACK_CHOICE, "enlisted nco officer", .is_required = TRUE },
  { "Service", HEARTH_PACK_CHOICE, "army navy", .is_required = TRUE },
  { "Order", HEARTH_PACK_NUMBER, .min = 1, .max = 999, .is_required = TRUE },
  { "Nato", HEARTH_PACK_TEXT },
  { "Implies", HEARTH_PACK_CONDITIONS, .is_required = TRUE },
  { "Short", HEARTH_PACK_LOCAL },
  { "Genitive", HEARTH_PACK_TEXT }, /* of the Ukrainian title, for letters */
  { "Dative", HEARTH_PACK_TEXT },
  { "Accusative", HEARTH_PACK_TEXT },
  { NULL },
};

static const HearthPackKey branch_keys[] = {
  { "Implies", HEARTH_PACK_CONDITIONS, .is_required = TRUE },
  { "Short", HEARTH_PACK_LOCAL },
  { NULL },
};

static const HearthPackKey category_keys[] = {
  { "Feminine", HEARTH_PACK_LOCAL },
  { "Plural", HEARTH_PACK_LOCAL },
  { "UnderAge", HEARTH_PACK_NUMBER, .min = 1, .max = 120 },
  { "Implies", HEARTH_PACK_CONDITIONS },
  { "Urgency", HEARTH_PACK_NUMBER, .min = 0, .max = 3 },
  { NULL },
};

static const HearthPackKey condition_keys[] = {
  { "Feminine", HEARTH_PACK_LOCAL },
  { "Implies", HEARTH_PACK_CONDITIONS },
  { "Urgency", HEARTH_PACK_NUMBER, .min = 0, .max = 3 },
  { NULL },
};

static const HearthPackKey stage_keys[] = {
  { "Order", HEARTH_PACK_NUMBER, .min = 0, .max = 99, .is_required = TRUE },
  { "TypicalDays", HEARTH_PACK_NUMBER, .min = 0, .max = 999 },
  { "Exit", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey role_keys[] = {
  { "ActsAs", HEARTH_PACK_REF, "role" },
  { "IsLogin", HEARTH_PACK_BOOL, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey document_keys[] = {
  { "Number", HEARTH_PACK_NUMBER, .min = 1, .max = 999, .is_required = TRUE },
  { "Authority", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Term", HEARTH_PACK_NUMBER, .min = 0, .max = 999 },
  { "TermUrgent", HEARTH_PACK_NUMBER, .min = 0, .max = 999 },
  { "TermUnit", HEARTH_PACK_CHOICE, "days working-days months" },
  { "After", HEARTH_PACK_REFS, "document" },
  { "FeeWaived", HEARTH_PACK_BOOL },
  { "FeeClock", HEARTH_PACK_REF, "clock" }, /* until when it is free of the fee */
  { "Papers", HEARTH_PACK_LABELS },         /* what to bring with the application */
  { "ValidMonths", HEARTH_PACK_NUMBER, .min = 1, .max = 1200 },
  { "Obstacle", HEARTH_PACK_LOCAL },
  { "Of", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey calendar_keys[] = {
  { "Rule", HEARTH_PACK_CHOICE, "weekend yearly date suspend", .is_required = TRUE },
  { "Weekdays", HEARTH_PACK_CHOICES, "monday tuesday wednesday thursday friday saturday sunday" },
  { "Month", HEARTH_PACK_NUMBER, .min = 1, .max = 12 },
  { "Day", HEARTH_PACK_NUMBER, .min = 1, .max = 31 },
  { "Date", HEARTH_PACK_DATE },
  { "Shift", HEARTH_PACK_BOOL },
  { NULL },
};

static const HearthPackKey step_keys[] = {
  { "Track", HEARTH_PACK_CHOICE,
    "arrival medical documents compensation rehabilitation debrief followup", .is_required = TRUE },
  { "Stage", HEARTH_PACK_REF, "stage" },
  { "Role", HEARTH_PACK_REF, "role", .is_required = TRUE },
  { "When", HEARTH_PACK_CONDITIONS },
  { "After", HEARTH_PACK_REFS, "step" },
  { "DueFrom", HEARTH_PACK_ANCHOR },
  { "DueOffset", HEARTH_PACK_NUMBER, .min = 0, .max = 3650 },
  { "DueStart", HEARTH_PACK_NUMBER, .min = 0, .max = 3650 },
  { "DueUnit", HEARTH_PACK_CHOICE, "days working-days months" },
  { "DueInclusive", HEARTH_PACK_BOOL },
  { "Repeat", HEARTH_PACK_NUMBERS, .min = 1, .max = 3650 },
  { "OnRequest", HEARTH_PACK_BOOL },
  { "Clock", HEARTH_PACK_CHOICE, "legal protocol own", .is_required = TRUE },
  { "Needs", HEARTH_PACK_CHOICE, "nothing result document-number file decision",
    .is_required = TRUE },
  { "Yields", HEARTH_PACK_REF, "document" },
  { "Applies", HEARTH_PACK_REF, "document" }, /* the application for it */
  { "Benefit", HEARTH_PACK_TEXT },
  { "Of", HEARTH_PACK_LOCAL },
  { "Dated", HEARTH_PACK_CHOICE, "event document" },
  { "Why", HEARTH_PACK_LOCAL },
  { "Board", HEARTH_PACK_NUMBER, .min = 1, .max = 99 }, /* its place on the reception board */
  { "Food", HEARTH_PACK_BOOL },                         /* held back by the feeding rule */
  { NULL },
};

/* Millimetres: what a sheet of labels is cut into, from its top left corner on. */
static const HearthPackKey label_sheet_keys[] = {
  { "Width", HEARTH_PACK_NUMBER, .min = 40, .max = 500, .is_required = TRUE },
  { "Height", HEARTH_PACK_NUMBER, .min = 15, .max = 500, .is_required = TRUE },
  { "Rows", HEARTH_PACK_NUMBER, .min = 1, .max = 40, .is_required = TRUE },
  { "Columns", HEARTH_PACK_NUMBER, .min = 1, .max = 20, .is_required = TRUE },
  { "Top", HEARTH_PACK_NUMBER, .min = 0, .max = 100, .is_required = TRUE },
  { "Left", HEARTH_PACK_NUMBER, .min = 0, .max = 100, .is_required = TRUE },
  { "GapX", HEARTH_PACK_NUMBER, .min = 0, .max = 50, .is_required = TRUE },
  { "GapY", HEARTH_PACK_NUMBER, .min = 0, .max = 50, .is_required = TRUE },
  { "LabelWidth", HEARTH_PACK_NUMBER, .min = 25, .max = 500, .is_required = TRUE },
  { "LabelHeight", HEARTH_PACK_NUMBER, .min = 12, .max = 500, .is_required = TRUE },
  { NULL },
};

/* Not found by title: a short form may belong to several names. */
static const HearthPackKey given_name_keys[] = {
  { "Sex", HEARTH_PACK_CHOICE, "female male", .is_required = TRUE },
  { "Diminutives", HEARTH_PACK_LIST },
  { "Patronymics", HEARTH_PACK_LIST },
  { NULL },
};

/* How long something lasts or may take, for terms that no single step carries. */
static const HearthPackKey clock_keys[] = {
  { "From", HEARTH_PACK_CHOICE, "release arrival document application request start event",
    .is_required = TRUE },
  { "Length", HEARTH_PACK_NUMBER, .min = 1, .max = 36500, .is_required = TRUE },
  { "Unit", HEARTH_PACK_CHOICE, "days working-days months", .is_required = TRUE },
  { "Inclusive", HEARTH_PACK_BOOL }, /* the first day is the anchor's own */
  { "Legal", HEARTH_PACK_BOOL, .is_required = TRUE },
  { NULL },
};

/* Placeholders stand in braces: hearth-letter.c has the table of them. */
static const HearthPackKey letter_keys[] = {
  { "Document", HEARTH_PACK_REF, "document" }, /* what it applies for */
  /* Of letters about payments, which hold sums: what it is for; Benefits: for which, all if there are none. */
  { "Use", HEARTH_PACK_CHOICE, "application demand appeal funding" },
  { "Benefits", HEARTH_PACK_REFS, "benefit" },
  { "Addressee", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Text", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Papers", HEARTH_PACK_LABELS },
  { NULL },
};

static const HearthPackKey facility_keys[] = {
  { "Level", HEARTH_PACK_CHOICE, "reception level-1 reintegration rehabilitation psychosocial",
    .is_required = TRUE },
  { "Region", HEARTH_PACK_LOCAL },
  { "Beds", HEARTH_PACK_NUMBER, .min = 1, .max = 9999 },
  { NULL },
};

/* Counts that were withheld are left out: nobody guesses them. */
static const HearthPackKey exchange_keys[] = {
  { "Date", HEARTH_PACK_DATE, .is_required = TRUE },
  { "Number", HEARTH_PACK_NUMBER, .min = 1, .max = 999 },
  { "Part", HEARTH_PACK_NUMBER, .min = 1, .max = 99 },
  { "Agreement", HEARTH_PACK_LOCAL },
  { "Returned", HEARTH_PACK_NUMBER, .min = 1, .max = 9999 },
  { "Military", HEARTH_PACK_NUMBER, .min = 1, .max = 9999 },
  { "Civilian", HEARTH_PACK_NUMBER, .min = 1, .max = 9999 },
  { "Category", HEARTH_PACK_REF, "category" },
  { NULL },
};

/* Needed: nothing leaves for it unless the person agreed; else unless they declined. */
static const HearthPackKey consent_purpose_keys[] = {
  { "Needed", HEARTH_PACK_BOOL, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey no_keys[] = { { NULL } };

static const HearthPackKind kinds[] = {
  { "blocker", no_keys, .is_named = TRUE },
  { "branch", branch_keys, .is_named = TRUE },
  { "calendar", calendar_keys },
  { "category", category_keys, .is_named = TRUE },
  { "clock", clock_keys },
  { "condition", condition_keys, .is_named = TRUE },
  { "consent-purpose", consent_purpose_keys, .is_named = TRUE },
  { "document", document_keys, .is_named = TRUE },
  { "disclosure", no_keys, .is_named = TRUE },
  { "exchange", exchange_keys },
  { "facility", facility_keys, .is_named = TRUE },
  { "flag", no_keys, .is_named = TRUE },
  { "given-name", given_name_keys },
  { "label-sheet", label_sheet_keys, .is_named = TRUE },
  { "letter", letter_keys, .is_named = TRUE },
  { "rank", rank_keys, .is_named = TRUE },
  { "relation", no_keys, .is_named = TRUE },
  { "role", role_keys, .is_named = TRUE },
  { "roster-heading", no_keys, .is_named = TRUE },
  { "stage", stage_keys, .is_named = TRUE },
  { "step", step_keys, .is_named = TRUE },
};

static const HearthPackFact facts[] = {
  { "age", NULL, "under-25" },
  { "branch", "branch", NULL },
  { "category", "category", NULL },
  { "condition", "condition", NULL },
  { "flag", "flag", NULL },
  { "rank-group", NULL, "enlisted nco officer" },
  { "service", NULL, "military law-enforcement civilian" },
  { "sex", NULL, "female male" },
  { "stage", "stage", NULL },
};

/** hearth_pack_kind_lookup: Returns: (nullable): the kind of that id. */
const HearthPackKind *
hearth_pack_kind_lookup (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return &kinds[i];
  for (gsize i = 0; i < _hearth_pack_n_care_kinds; i++)
    if (g_strcmp0 (_hearth_pack_care_kinds[i].id, id) == 0)
      return &_hearth_pack_care_kinds[i];
  for (gsize i = 0; i < _hearth_pack_n_benefit_kinds; i++)
    if (g_strcmp0 (_hearth_pack_benefit_kinds[i].id, id) == 0)
      return &_hearth_pack_benefit_kinds[i];
  return NULL;
}

static const HearthPackKey *
find_key (const HearthPackKey *keys, const char *name)
{
  for (; keys->name != NULL; keys++)
    if (g_str_equal (keys->name, name))
      return keys;
  return NULL;
}

/**
 * hearth_pack_kind_get_key:
 * @name: a key without its language
 *
 * Returns: (nullable): what entries of @kind may hold under @name, common keys included.
 */
const HearthPackKey *
hearth_pack_kind_get_key (const HearthPackKind *kind, const char *name)
{
  const HearthPackKey *key = find_key (common_keys, name);

  return key != NULL ? key : find_key (kind->keys, name);
}

/** hearth_pack_head_get_key: Returns: (nullable): what the group `pack` may hold under @name. */
const HearthPackKey *
hearth_pack_head_get_key (const char *name)
{
  return find_key (head_keys, name);
}

/**
 * hearth_pack_kind_get_tables:
 * @kind: (nullable): %NULL for the group `pack`
 * @tables: (out caller-allocates): two tables, each ended by a row without a name
 */
void
hearth_pack_kind_get_tables (const HearthPackKind *kind, const HearthPackKey *tables[2])
{
  tables[0] = kind != NULL ? common_keys : head_keys;
  tables[1] = kind != NULL ? kind->keys : no_keys;
}

/** hearth_pack_fact_lookup: Returns: (nullable): the fact of that id. */
const HearthPackFact *
hearth_pack_fact_lookup (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].id, id))
      return &facts[i];
  return NULL;
}

/** hearth_pack_words_contain: whether @word stands in the blank-separated @words. */
gboolean
hearth_pack_words_contain (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = words; length > 0 && (p = strstr (p, word)) != NULL; p += length)
    if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}
