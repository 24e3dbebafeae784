/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers by a word, row by row, and their sums. */
#include "config.h"

#include "hearth-report-private.h"

#include "hearth-pack-entry.h"

#include <string.h>

struct _HearthReportSums
{
  guint n_numbers;
  GHashTable *rows; /* word -> its numbers */
};

HearthReportSums *
_hearth_report_sums_new (guint n_numbers)
{
  HearthReportSums *self = g_new0 (HearthReportSums, 1);

  self->n_numbers = n_numbers;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
_hearth_report_sums_free (HearthReportSums *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
_hearth_report_sums_add (HearthReportSums *self, const char *key, guint index, gint64 number)
{
  gint64 *numbers;

  if (key == NULL)
    key = "";
  numbers = g_hash_table_lookup (self->rows, key);
  if (numbers == NULL)
    {
      numbers = g_new0 (gint64, self->n_numbers);
      g_hash_table_insert (self->rows, g_strdup (key), numbers);
    }
  numbers[index] += number;
}

/* Of a step that is to be done again after so many months, one of them is its occurrence. */
static char *
dup_occurrence (HearthReportMaker *maker, const char *kind, const char *id, const char *occurrence)
{
  const HearthPackEntry *entry = hearth_pack_set_lookup (maker->question->packs, kind, id);
  const char *const *times = entry != NULL ? hearth_pack_entry_get_list (entry, "Repeat") : NULL;
  const char *unit = entry != NULL ? hearth_pack_entry_get_text (entry, "DueUnit", NULL) : NULL;
  const char *title = _hearth_report_get_title (maker, kind, id);

  while (*occurrence == '0')
    occurrence++;
  if (times == NULL || times[0] == NULL)
    return g_strdup (title);
  if (g_strcmp0 (unit, "months") == 0)
    return g_strdup_printf ("%s: %s %s", title, _hearth_report_say (maker, "month", "місяць"),
                            occurrence);
  return g_strdup_printf ("%s: %s", title, occurrence);
}

static char *
dup_word (HearthReportMaker *maker, const char *kind, const char *word)
{
  const char *mark = kind != NULL ? strstr (word, HEARTH_REPORT_OCCURRENCE) : NULL;
  g_autofree char *id = NULL;

  if (mark == NULL)
    return g_strdup (_hearth_report_get_title (maker, kind, word));
  id = g_strndup (word, (gsize) (mark - word));
  return dup_occurrence (maker, kind, id, mark + strlen (HEARTH_REPORT_OCCURRENCE));
}

void
_hearth_report_sums_tell (HearthReportSums *self, HearthReportMaker *maker, const char *kind)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->rows), (GCompareFunc) strcmp);
  g_autofree gint64 *totals = g_new0 (gint64, self->n_numbers);

  for (GList *link = keys; link != NULL; link = link->next)
    {
      const gint64 *numbers = g_hash_table_lookup (self->rows, link->data);
      g_autofree char *title = dup_word (maker, kind, link->data);

      hearth_table_add_text (maker->table, title);
      for (guint i = 0; i < self->n_numbers; i++)
        {
          hearth_table_add_number (maker->table, numbers[i]);
          totals[i] += numbers[i];
        }
    }
  hearth_table_begin_totals (maker->table);
  hearth_table_add_text (maker->table, _hearth_report_say (maker, "Together", "Разом"));
  for (guint i = 0; i < self->n_numbers; i++)
    hearth_table_add_number (maker->table, totals[i]);
}
