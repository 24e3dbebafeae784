/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaires of a pack set: parsed once, kept with the set. */
#include "config.h"

#include "hearth-questionnaire-private.h"

static void
free_questionnaire (gpointer data)
{
  _hearth_questionnaire_free (data);
}

static void
free_table (gpointer data)
{
  g_hash_table_unref (data);
}

static GHashTable *
parse_all (HearthPackSet *packs, GPtrArray *problems)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_questionnaire);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "questionnaire"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "questionnaire", i);

      g_hash_table_insert (table, (gpointer) hearth_pack_entry_get_id (entry),
                           _hearth_questionnaire_parse (packs, entry, problems));
    }
  return table;
}

/**
 * hearth_questionnaire_check_packs:
 * @packs: a set without problems
 * @problems: (element-type HearthPackProblem): what is wrong with questionnaires is added here
 *
 * Thread: any.
 */
void
hearth_questionnaire_check_packs (HearthPackSet *packs, GPtrArray *problems)
{
  g_return_if_fail (packs != NULL && problems != NULL);

  g_hash_table_unref (parse_all (packs, problems));
}

/**
 * hearth_questionnaire_lookup:
 * @packs: a set without problems
 * @id: `phq-9`, `pcl-5`, …
 *
 * The questionnaires are parsed when the first one is asked for, and kept as long as @packs live.
 *
 * Returns: (transfer none) (nullable): %NULL without an error if there is no such questionnaire, with a
 *   #HearthBaseError if the packs' questionnaires contradict themselves. Thread: any.
 */
const HearthQuestionnaire *
hearth_questionnaire_lookup (HearthPackSet *packs, const char *id, GError **error)
{
  GQuark what = g_quark_from_static_string ("hearth-questionnaires");
  GHashTable *table;

  g_return_val_if_fail (packs != NULL && id != NULL, NULL);

  table = hearth_pack_set_get_derived (packs, what);
  if (table == NULL)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

      table = parse_all (packs, problems);
      if (problems->len > 0)
        {
          g_hash_table_unref (table);
          hearth_pack_problems_to_error (problems, error);
          return NULL;
        }
      table = hearth_pack_set_add_derived (packs, what, table, free_table);
    }
  return g_hash_table_lookup (table, id);
}

/** hearth_questionnaire_get_entry: Returns: (transfer none): titles, source, rights, compartment. */
const HearthPackEntry *
hearth_questionnaire_get_entry (const HearthQuestionnaire *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entry;
}

/** hearth_questionnaire_get_n_questions: Returns: 0 if only a total is entered. */
guint
hearth_questionnaire_get_n_questions (const HearthQuestionnaire *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->questions->len;
}

/** hearth_questionnaire_get_question: Returns: (transfer none): question @index, from 0, in order. */
const HearthPackEntry *
hearth_questionnaire_get_question (const HearthQuestionnaire *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->questions->len, NULL);

  return ((HearthQuestion *) self->questions->pdata[index])->entry;
}

/** hearth_questionnaire_get_scale: Returns: (transfer none): the answers that question @index takes. */
const HearthPackEntry *
hearth_questionnaire_get_scale (const HearthQuestionnaire *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->questions->len, NULL);

  return ((HearthQuestion *) self->questions->pdata[index])->scale;
}

/** hearth_questionnaire_get_max: Returns: the highest score there is. */
int
hearth_questionnaire_get_max (const HearthQuestionnaire *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max;
}

/**
 * hearth_questionnaire_is_early:
 * @released: day of the release, or %HEARTH_DATE_NONE
 * @filled: day on which the form was filled, or %HEARTH_DATE_NONE
 *
 * Returns: whether a result of that day is not to be read as a disorder yet (domain 2.2: no scale of PTSD as
 *   a diagnosis in the first month). An unknown day is not early. Thread: any.
 */
gboolean
hearth_questionnaire_is_early (const HearthQuestionnaire *self,
                               HearthDate released,
                               HearthDate filled)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (released == HEARTH_DATE_NONE || filled == HEARTH_DATE_NONE)
    return FALSE;
  return filled - released < hearth_pack_entry_get_int (self->entry, "NotBefore", 0);
}
