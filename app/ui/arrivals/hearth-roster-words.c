/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-words.h"

#include "hearth-error.h"
#include "hearth-match-words.h"
#include "hearth-roster-compare.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *sentence;
} sentences[] = {
  { "bad-name", N_ ("This is not a name: it holds characters that no name has") },
  { "captured-before-birth", N_ ("The capture is dated before the birth") },
  { "category-age", N_ ("The category does not fit the date of birth") },
  { "column-not-taken", N_ ("This column is not known and will not be taken") },
  { "control-character", N_ ("There is an invisible control character in this cell") },
  { "date-implausible", N_ ("This date is too long ago") },
  { "date-in-future", N_ ("This date is still to come") },
  { "date-invalid", N_ ("This is not a date, or there is no such day") },
  { "direction-character",
    N_ ("There is an invisible character in this cell that turns the writing round") },
  { "formula-text", N_ ("This is a spreadsheet formula, not text") },
  { "missing-column", N_ ("No column is taken as the surname or the whole name") },
  { "missing-surname", N_ ("The surname is missing") },
  { "no-rows", N_ ("There is nobody in this list") },
  { "released-before-captured", N_ ("The release is dated before the capture") },
  { "too-few-cells", N_ ("This row has fewer cells than the heading") },
  { "too-long", N_ ("This text is too long") },
  { "too-many-cells", N_ ("This row has more cells than the heading") },
  { "unknown-value", N_ ("This value is not known here") },
};

const char *
hearth_roster_word_for_field (const char *field)
{
  return field == NULL ? _ ("Not taken") : hearth_roster_get_field_title (field);
}

char *
hearth_roster_dup_sentence (const HearthRosterProblem *problem)
{
  if (g_str_equal (problem->code, "duplicate-row"))
    /* Translators: %u is the number of a row of a table. */
    return g_strdup_printf (_ ("The same person stands in row %u already"), problem->other_row);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].code, problem->code))
      return g_strdup (_ (sentences[i].sentence));
  return g_strdup (problem->code);
}

char *
hearth_roster_dup_place (const HearthRosterProblem *problem)
{
  if (problem->row == 0)
    return *problem->column != '\0' ? g_strdup_printf (_ ("Column “%s”"), problem->column)
                                    : g_strdup (_ ("The whole list"));
  if (*problem->column == '\0')
    return g_strdup_printf (_ ("Row %u"), problem->row);
  return g_strdup_printf (_ ("Row %u, column “%s”"), problem->row, problem->column);
}

static char *
dup_full_name (const json_t *fields)
{
  static const char *const parts[] = { "surname", "given", "patronymic" };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = json_string_value (json_object_get (fields, parts[i]));

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  return g_string_free (name, FALSE);
}

char *
hearth_roster_dup_person_title (const HearthRosterPerson *person)
{
  g_autofree char *name = dup_full_name (person->fields);

  /* Translators: a row of a table, and the name of the person in it. */
  return g_strdup_printf (_ ("Row %u · %s"), person->row, name);
}

char *
hearth_roster_dup_likeness (HearthRosterPlan *plan, const HearthRosterDuplicate *duplicate)
{
  g_autofree char *reasons = hearth_match_dup_reasons (&duplicate->match);
  const HearthRosterPerson *other;

  if (!duplicate->is_in_list)
    /* Translators: the number of a case, and the reasons: "same surname, same date of birth". */
    return g_strdup_printf (_ ("Looks like case %s: %s"), duplicate->case_number, reasons);
  other = hearth_roster_plan_get_person (plan, duplicate->other_index);
  if (*reasons == '\0')
    return g_strdup_printf (_ ("The same person stands in row %u already"), other->row);
  /* Translators: the number of a row, and the reasons: "same surname, same date of birth". */
  return g_strdup_printf (_ ("Looks like row %u: %s"), other->row, reasons);
}

static const char *
name_delimiter (gunichar delimiter)
{
  switch (delimiter)
    {
    case ';':
      return _ ("semicolons");
    case '\t':
      return _ ("tabs");
    default:
      return _ ("commas");
    }
}

char *
hearth_roster_dup_summary (HearthRoster *roster)
{
  guint n_rows = hearth_roster_get_n_rows (roster);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n_rows), n_rows);

  return g_strdup_printf ("%s · %s · %s", people, hearth_roster_get_charset (roster),
                          name_delimiter (hearth_roster_get_delimiter (roster)));
}

char *
hearth_roster_dup_refusal (const GError *error, const HearthCsvPosition *position)
{
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return g_strdup (_ ("The file cannot be read. Check the stick or disk and choose it again."));
  if (g_error_matches (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT))
    return g_strdup (_ ("The file is too large for a list of people. Nothing was imported."));
  if (g_error_matches (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_ENCODING))
    return g_strdup (_ ("This is not a text file. Save the list as CSV in the spreadsheet program "
                        "and choose it again."));
  if (position->row > 0)
    return g_strdup_printf (_ ("The table breaks off in row %u, cell %u. Nothing was imported."),
                            position->row, position->column);
  return g_strdup (_ ("This file is not a table. Save the list as CSV in the spreadsheet program "
                      "and choose it again."));
}
