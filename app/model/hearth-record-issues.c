/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with what stands in a form. People arrive with incomplete facts: a warning does not keep
 * anybody from saving. */
#include "config.h"

#include "hearth-field-number.h"
#include "hearth-record-draft-private.h"

#include <string.h>

/* Dates of one record that must follow each other. */
static const struct
{
  const char *kind, *first, *second;
} orders[] = {
  { "captivity", "captured", "released" },
  { "attorney", "given_on", "valid_to" },
  { "medicine", "from_on", "until_on" },
  { "referral", "sent_on", "answered_on" },
  { "document", "applied_on", "issued_on" },
  { "document", "issued_on", "valid_to" },
  { "document", "issued_on", "handed_on" },
  { "goal", "set_on", "target_on" },
  { "goal", "set_on", "closed_on" },
  { "rehabilitation", "opened_on", "closed_on" },
  { "prosthesis", "ordered_on", "handed_on" },
  { "access_request", "received_on", "answered_on" },
  { "consent", "answered_on", "withdrawn_on" },
};

/* What may not stay empty once something else was said. */
static const struct
{
  const char *kind, *field;
  const char *when; /* another field of the record */
  const char *is;   /* one of these words; NULL: anything */
} demands[] = {
  { "access_request", "answer", "answered_on", NULL },
  { "access_request", "ground", "answer", "data-partly-given data-refused" },
};

/* The dates that must follow each other through a case, with those of this draft in their places. */
static HearthCaseDates
read_dates (HearthRecordDraft *self, const HearthDraftRules *rules)
{
  const HearthPartialDate none = HEARTH_PARTIAL_DATE_INIT;
  HearthCaseDates dates = rules->around;
  const HearthKind *kind = hearth_record_draft_get_kind (self);

  if (strcmp (kind->id, "person") == 0)
    {
      dates.birth = none;
      _hearth_record_draft_read_date (self, "birth", &dates.birth);
    }
  else if (strcmp (kind->id, "captivity") == 0)
    {
      dates.captured = dates.released = none;
      _hearth_record_draft_read_date (self, "captured", &dates.captured);
      _hearth_record_draft_read_date (self, "released", &dates.released);
    }
  return dates;
}

static HearthDateIssue
validate_of_case (HearthRecordDraft *self, const char *field, const HearthDraftRules *rules)
{
  HearthCaseDates dates = read_dates (self, rules);
  HearthDateIssue issue;

  if (strcmp (field, "captured") == 0)
    return hearth_validate_captured (&dates, rules->today);
  if (strcmp (field, "released") == 0)
    return hearth_validate_released (&dates, rules->today);
  if (strcmp (field, "birth") != 0)
    return HEARTH_DATE_ISSUE_NONE;
  issue = hearth_validate_birth (&dates, rules->today);
  if (issue == HEARTH_DATE_ISSUE_NONE &&
      hearth_validate_captured (&dates, rules->today) == HEARTH_DATE_ISSUE_ORDER)
    issue = HEARTH_DATE_ISSUE_ORDER;
  return issue;
}

static gboolean
breaks_order (HearthRecordDraft *self, const char *field, const HearthPartialDate *date)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      HearthPartialDate first;

      if (strcmp (orders[i].kind, hearth_record_draft_get_kind (self)->id) == 0 &&
          strcmp (orders[i].second, field) == 0 &&
          _hearth_record_draft_read_date (self, orders[i].first, &first) &&
          hearth_partial_date_first (&first) > hearth_partial_date_last (date))
        return TRUE;
    }
  return FALSE;
}

static HearthIssue
check_date (HearthRecordDraft *self, const HearthField *field, const HearthDraftRules *rules)
{
  HearthPartialDate date;

  if (!_hearth_record_draft_read_date (self, field->id, &date))
    return HEARTH_ISSUE_DATE_INVALID;
  if (field->type == HEARTH_FIELD_DATE && date.day == 0)
    return HEARTH_ISSUE_DATE_NOT_A_DAY;
  if ((field->flags & HEARTH_FIELD_AHEAD) == 0 && hearth_partial_date_first (&date) > rules->today)
    return HEARTH_ISSUE_DATE_IN_FUTURE;
  if (breaks_order (self, field->id, &date) ||
      validate_of_case (self, field->id, rules) == HEARTH_DATE_ISSUE_ORDER)
    return HEARTH_ISSUE_DATE_ORDER;
  return HEARTH_ISSUE_NONE;
}

static gboolean
has_control_character (const char *text, gboolean is_long)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) && !(is_long && (c == '\n' || c == '\t')))
        return TRUE;
    }
  return FALSE;
}

static HearthIssue
check_tax_number (HearthRecordDraft *self, const char *text, const HearthDraftRules *rules)
{
  HearthCaseDates dates = read_dates (self, rules);

  switch (
      hearth_validate_tax_number (text, &dates.birth, hearth_record_draft_get_text (self, "sex")))
    {
    case HEARTH_NUMBER_ISSUE_FORM:
      return HEARTH_ISSUE_TAX_FORM;
    case HEARTH_NUMBER_ISSUE_CHECK:
      return HEARTH_ISSUE_TAX_CHECK;
    case HEARTH_NUMBER_ISSUE_BIRTH:
      return HEARTH_ISSUE_TAX_BIRTH;
    case HEARTH_NUMBER_ISSUE_SEX:
      return HEARTH_ISSUE_TAX_SEX;
    case HEARTH_NUMBER_ISSUE_NONE:
    default:
      return HEARTH_ISSUE_NONE;
    }
}

static HearthIssue
check_integer (const HearthField *field, const char *text)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return HEARTH_ISSUE_NOT_A_NUMBER;
  return hearth_field_number_is_likely (field, number) ? HEARTH_ISSUE_NONE : HEARTH_ISSUE_UNLIKELY;
}

static HearthIssue
check_number (HearthRecordDraft *self,
              const HearthField *field,
              const char *text,
              const HearthDraftRules *rules)
{
  switch (field->check)
    {
    case HEARTH_CHECK_PHONE:
      return hearth_validate_phone (text) == HEARTH_NUMBER_ISSUE_NONE ? HEARTH_ISSUE_NONE
                                                                      : HEARTH_ISSUE_PHONE;
    case HEARTH_CHECK_TAX_NUMBER:
      return check_tax_number (self, text, rules);
    case HEARTH_CHECK_NONE:
    default:
      return HEARTH_ISSUE_NONE;
    }
}

static HearthIssue
check_text (HearthRecordDraft *self,
            const HearthField *field,
            const char *text,
            const HearthDraftRules *rules)
{
  gboolean is_long = (field->flags & HEARTH_FIELD_LONG) != 0 || field->type == HEARTH_FIELD_LIST;

  if (g_utf8_strlen (text, -1) >
      (is_long ? HEARTH_RECORD_DRAFT_MAX_LONG_LENGTH : HEARTH_RECORD_DRAFT_MAX_LENGTH))
    return HEARTH_ISSUE_TOO_LONG;
  if (has_control_character (text, is_long))
    return HEARTH_ISSUE_CONTROL_CHARACTER;
  if (field->type == HEARTH_FIELD_INTEGER)
    return check_integer (field, text);
  return check_number (self, field, text, rules);
}

static gboolean
is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

static gboolean
is_demanded (HearthRecordDraft *self, const HearthField *field, const HearthKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      g_auto (GStrv) words = demands[i].is != NULL ? g_strsplit (demands[i].is, " ", -1) : NULL;
      const char *said;

      if (strcmp (demands[i].kind, kind->id) != 0 || strcmp (demands[i].field, field->id) != 0)
        continue;
      said = hearth_record_draft_get_text (self, demands[i].when);
      if (words != NULL ? g_strv_contains ((const char *const *) words, said) : !is_blank (said))
        return TRUE;
    }
  return FALSE;
}

static HearthIssue
check_nothing (HearthRecordDraft *self, const HearthField *field, const HearthKind *kind)
{
  if ((field->flags & HEARTH_FIELD_NEEDED) != 0 || is_demanded (self, field, kind))
    return HEARTH_ISSUE_MISSING;
  return strcmp (kind->id, "person") == 0 && strcmp (field->id, "surname") == 0
             ? HEARTH_ISSUE_NO_SURNAME
             : HEARTH_ISSUE_NONE;
}

/**
 * hearth_record_draft_check_field:
 * @field: of the kind
 *
 * Returns: what is wrong with the text of @field, the gravest first. Thread: any.
 */
HearthIssue
hearth_record_draft_check_field (HearthRecordDraft *self,
                                 const char *field,
                                 const HearthDraftRules *rules)
{
  const HearthKind *kind = hearth_record_draft_get_kind (self);
  const HearthField *row = hearth_kind_find_field (kind, field);
  const char *text = hearth_record_draft_get_text (self, field);
  HearthCaseDates dates;
  HearthIssue issue;

  g_return_val_if_fail (row != NULL && rules != NULL, HEARTH_ISSUE_NONE);

  if (is_blank (text))
    return check_nothing (self, row, kind);
  issue = _hearth_record_draft_is_date (row) ? check_date (self, row, rules)
                                             : check_text (self, row, text, rules);
  dates = read_dates (self, rules);
  if (issue == HEARTH_ISSUE_NONE && strcmp (field, "category") == 0 &&
      strcmp (text, "under-25") == 0 && hearth_validate_is_surely_25 (&dates))
    return HEARTH_ISSUE_NOT_UNDER_25;
  return issue;
}

/** hearth_issue_stops: whether a form with this issue cannot be saved; the others are warnings. */
gboolean
hearth_issue_stops (HearthIssue issue)
{
  return issue >= HEARTH_ISSUE_MISSING;
}

/** hearth_record_draft_find_stop: Returns: (nullable): the first field that keeps it from being saved. */
const char *
hearth_record_draft_find_stop (HearthRecordDraft *self, const HearthDraftRules *rules)
{
  for (const HearthField *field = hearth_record_draft_get_kind (self)->fields; field->id != NULL;
       field++)
    if (hearth_record_draft_has_field (field) &&
        hearth_issue_stops (hearth_record_draft_check_field (self, field->id, rules)))
      return field->id;
  return NULL;
}

/** hearth_record_draft_can_save: something is changed, nothing contradicts itself or is undecided. */
gboolean
hearth_record_draft_can_save (HearthRecordDraft *self, const HearthDraftRules *rules)
{
  return hearth_record_draft_is_changed (self) && hearth_record_draft_get_n_newer (self) == 0 &&
         hearth_record_draft_find_stop (self, rules) == NULL;
}
