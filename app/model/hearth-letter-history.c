/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-history.h"

struct _HearthLetterHistory
{
  GPtrArray *letters;
  GHashTable
      *by_case; /* HearthId -> GPtrArray of lent HearthLetterRow, in the order of their days */
  HearthPackSet *packs;
};

/** hearth_letter_history_new: Returns: (transfer full). Thread: any. */
HearthLetterHistory *
hearth_letter_history_new (GPtrArray *letters, HearthPackSet *packs)
{
  HearthLetterHistory *self = g_new0 (HearthLetterHistory, 1);

  self->letters = letters;
  self->packs = hearth_pack_set_ref (packs);
  self->by_case = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < letters->len; i++)
    {
      HearthLetterRow *letter = letters->pdata[i];
      GPtrArray *list = g_hash_table_lookup (self->by_case, &letter->case_id);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (self->by_case, &letter->case_id, list);
        }
      g_ptr_array_add (list, letter);
    }
  return self;
}

/** hearth_letter_history_free: @self: (transfer full) (nullable) */
void
hearth_letter_history_free (HearthLetterHistory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_case);
  g_ptr_array_unref (self->letters);
  hearth_pack_set_unref (self->packs);
  g_free (self);
}

static gboolean
applies_for (const HearthLetterHistory *self,
             const HearthLetterRow *letter,
             const HearthPlanTemplate *step)
{
  const HearthPackEntry *entry =
      letter->template_id != NULL
          ? hearth_pack_set_lookup (self->packs, "letter", letter->template_id)
          : NULL;
  const char *document =
      entry != NULL ? hearth_pack_entry_get_text (entry, "Document", NULL) : NULL;

  return document != NULL && step != NULL &&
         (g_strcmp0 (document, step->document) == 0 ||
          g_strcmp0 (document, step->applies_for) == 0);
}

static gboolean
is_of (const HearthLetterHistory *self,
       const HearthLetterRow *letter,
       const HearthStepRow *row,
       const HearthPlanTemplate *step)
{
  if (!hearth_id_is_zero (&row->step_id) && hearth_id_equal (&letter->about, &row->step_id))
    return TRUE;
  if (letter->benefit != NULL)
    return g_strcmp0 (letter->benefit, row->benefit) == 0;
  return applies_for (self, letter, step);
}

/** hearth_letter_history_find: Returns: what went out about @row; lent by @self. Thread: any. */
HearthLettersOf
hearth_letter_history_find (const HearthLetterHistory *self,
                            const HearthStepRow *row,
                            HearthPlanTemplates *templates)
{
  const GPtrArray *list = g_hash_table_lookup (self->by_case, &row->case_id);
  HearthLettersOf found = { 0 };
  const HearthPlanTemplate *step;

  if (list == NULL)
    return found;
  step =
      row->template_id != NULL ? hearth_plan_templates_lookup (templates, row->template_id) : NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const HearthLetterRow *letter = list->pdata[i];

      if (!is_of (self, letter, row, step))
        continue;
      found.n_letters++;
      found.n_waiting += letter->answered_on == HEARTH_DATE_NONE;
      /* Those without a day stand last, and are not newer for it. */
      if (found.last == NULL || letter->written_on != HEARTH_DATE_NONE)
        found.last = letter;
    }
  return found;
}
