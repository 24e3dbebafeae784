/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-format.h"

#include "hearth-benefit-facts.h"
#include "hearth-benefit-working.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const month_names[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

const char *
hearth_format_language (void)
{
  /* Translators: the code of your language, for example: uk */
  return C_ ("language code", "en");
}

/* English writes the month out, since 09.06. is two different days on two shores; the others write
 * days as their forms do. */
static char *
format_parts (int year, int month, int day)
{
  gboolean is_english = g_str_equal (hearth_format_language (), "en");

  if (month == 0)
    return g_strdup_printf ("%d", year);
  if (day == 0)
    return is_english ? g_strdup_printf ("%s %d", month_names[month - 1], year)
                      : g_strdup_printf ("%02d.%04d", month, year);
  return is_english ? g_strdup_printf ("%d %s %d", day, month_names[month - 1], year)
                    : g_strdup_printf ("%02d.%02d.%04d", day, month, year);
}

char *
hearth_format_date (HearthDate date)
{
  int year, month, day;

  if (date == HEARTH_DATE_NONE)
    return NULL;
  hearth_date_split (date, &year, &month, &day);
  return format_parts (year, month, day);
}

char *
hearth_format_moment (gint64 at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (at == NULL)
    return g_strdup ("");
  date = hearth_format_date (hearth_date_new (g_date_time_get_year (at), g_date_time_get_month (at),
                                              g_date_time_get_day_of_month (at)));
  time = g_date_time_format (at, "%H:%M");
  /* Translators: a date, then a time of day. */
  return g_strdup_printf (C_ ("date and time", "%s, %s"), date != NULL ? date : "", time);
}

char *
hearth_format_partial_date (const HearthPartialDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  if (!hearth_partial_date_is_known (date))
    return NULL;
  return format_parts (date->year, date->month, date->day);
}

char *
hearth_format_age (const HearthPartialDate *birth, HearthDate today)
{
  int n_years;

  g_return_val_if_fail (birth != NULL, NULL);

  if (!hearth_partial_date_is_known (birth) || today == HEARTH_DATE_NONE)
    return NULL;
  n_years = hearth_date_full_years (hearth_partial_date_first (birth), today);
  if (n_years < 0 || n_years > 150)
    return NULL;
  /* Translators: the age of a person. */
  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) n_years), n_years);
}

char *
hearth_format_money (gint64 kop)
{
  g_autofree char *number = hearth_kopiykas_to_text (kop, hearth_format_language ());

  /* A no-break space, as before every unit. */
  return g_strconcat (number, "\u00a0₴", NULL);
}

char *
hearth_format_n_days (gint64 n_days)
{
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) ABS (n_days)), (int) n_days);
}

const char *
hearth_format_pack_title (HearthPackSet *packs, const char *kind, const char *id)
{
  const HearthPackEntry *entry;

  if (id == NULL || *id == '\0')
    return NULL;
  entry = packs != NULL ? hearth_pack_set_lookup (packs, kind, id) : NULL;
  /* The ledger names benefits by their codes. */
  if (entry == NULL && packs != NULL && strcmp (kind, "benefit") == 0)
    entry = hearth_benefit_find (packs, id);
  return entry != NULL ? hearth_pack_entry_get_title (entry, hearth_format_language ()) : id;
}

void
hearth_format_append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

char *
hearth_format_heading (const char *text)
{
  const char *rest = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

char *
hearth_format_short_name (const char *surname, const char *given)
{
  GString *name = g_string_new (surname);

  if (given != NULL && *given != '\0')
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", given);
  return g_string_free (name, FALSE);
}
