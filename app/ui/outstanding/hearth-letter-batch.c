/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-batch.h"

#include "hearth-benefit-facts.h"
#include "hearth-case-letter.h"
#include "hearth-format.h"
#include "hearth-letter-many.h"
#include "hearth-plan-templates.h"
#include "hearth-random.h"

static void
batch_letter_free (HearthBatchLetter *self)
{
  g_clear_object (&self->kase);
  g_free (self->step_id);
  g_free (self->title);
  g_free (self->addressee);
  g_free (self->text);
  g_free (self);
}

static char *
dup_title (const HearthStepRow *row)
{
  g_autofree char *name = hearth_format_short_name (row->surname, row->given);

  return row->case_number != NULL ? g_strdup_printf ("%s · %s", name, row->case_number)
                                  : g_steal_pointer (&name);
}

static HearthBatchLetter *
batch_letter_new (const HearthStepRow *row, HearthPackSet *packs)
{
  HearthBatchLetter *self = g_new0 (HearthBatchLetter, 1);

  self->case_id = row->case_id;
  self->step = row->step_id;
  self->rec = hearth_random_id ();
  self->benefit = row->benefit != NULL ? hearth_benefit_find (packs, row->benefit) : NULL;
  self->step_id = g_strdup (row->template_id);
  self->title = dup_title (row);
  return self;
}

/* Two steps to one payment want one letter. */
static char *
dup_subject (const HearthStepRow *row)
{
  g_autofree char *person = hearth_id_to_string (&row->case_id);

  return g_strconcat (person, " ", row->benefit != NULL ? "b " : "s ",
                      row->benefit != NULL ? row->benefit : row->template_id, NULL);
}

GPtrArray *
hearth_letter_batch_new (GPtrArray *rows, HearthPackSet *packs, guint *n_left_out)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) batch_letter_free);
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *n_left_out = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthStepRow *row = rows->pdata[i];

      if (!g_hash_table_add (subjects, dup_subject (row)))
        continue;
      if (batch->len < HEARTH_LETTERS_MAX)
        g_ptr_array_add (batch, batch_letter_new (row, packs));
      else
        (*n_left_out)++;
    }
  return batch;
}

static gboolean
is_about (const HearthBatchLetter *self, const HearthPackEntry *letter, HearthPlanTemplates *plan)
{
  const char *document = hearth_pack_entry_get_text (letter, "Document", NULL);
  const HearthPlanTemplate *step;

  if (self->benefit != NULL)
    return hearth_letter_is_for_benefit (letter, self->benefit);
  if (hearth_letter_is_about_payments (letter))
    return FALSE;
  step = self->step_id != NULL ? hearth_plan_templates_lookup (plan, self->step_id) : NULL;
  return document == NULL || (step != NULL && (g_strcmp0 (document, step->document) == 0 ||
                                               g_strcmp0 (document, step->applies_for) == 0));
}

GPtrArray *
hearth_letter_batch_list_templates (const GPtrArray *batch,
                                    HearthPackSet *packs,
                                    HearthPlanTemplates *plan)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "letter"); i++)
    {
      const HearthPackEntry *letter = hearth_pack_set_get_entry (packs, "letter", i);
      gboolean is_wanted = FALSE;

      for (guint j = 0; j < batch->len && !is_wanted; j++)
        is_wanted = is_about (batch->pdata[j], letter, plan);
      if (is_wanted)
        g_ptr_array_add (list, (gpointer) letter);
    }
  return list;
}

static gboolean
has_letter (GPtrArray *batch, guint index)
{
  const HearthBatchLetter *self = batch->pdata[index];

  for (guint i = 0; i < index; i++)
    {
      const HearthBatchLetter *other = batch->pdata[i];

      if (other->fits && other->benefit == self->benefit &&
          hearth_id_equal (&other->case_id, &self->case_id))
        return TRUE;
    }
  return FALSE;
}

void
hearth_letter_batch_fill (GPtrArray *batch,
                          guint index,
                          HearthPackSet *packs,
                          HearthPlanTemplates *plan,
                          const HearthPackEntry *template,
                          const char *language)
{
  HearthBatchLetter *self = batch->pdata[index];
  g_autoptr (HearthCaseLetter) letter = NULL;

  g_clear_pointer (&self->addressee, g_free);
  g_clear_pointer (&self->text, g_free);
  self->fits = self->kase != NULL && is_about (self, template, plan) && !has_letter (batch, index);
  if (!self->fits)
    return;
  letter = hearth_case_letter_new (self->kase, packs, template, self->benefit, language);
  self->addressee = g_steal_pointer (&letter->addressee);
  self->text = g_steal_pointer (&letter->text);
}

guint
hearth_batch_letter_count_places (const HearthBatchLetter *self)
{
  return self->fits
             ? hearth_letter_count_marks (self->addressee) + hearth_letter_count_marks (self->text)
             : 0;
}

gboolean
hearth_batch_letter_is_wanted (const HearthBatchLetter *self)
{
  return self->fits && !self->is_off;
}

static void
set_text (json_t *values, const char *field, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (values, field, json_string (text));
}

HearthRecord *
hearth_batch_letter_make (const HearthBatchLetter *self,
                          const HearthPackEntry *template,
                          HearthDate day,
                          const char *number)
{
  const HearthKind *kind =
      hearth_registry_find_kind (self->benefit != NULL ? "benefit_letter" : "letter");
  g_autofree char *today = hearth_date_to_string (day);
  json_t *values = json_object ();

  set_text (values, "template", hearth_pack_entry_get_id (template));
  set_text (values, "addressee", self->addressee);
  set_text (values, "written_on", today);
  set_text (values, "number", number);
  set_text (values, "text", self->text);
  if (self->benefit != NULL)
    set_text (values, "benefit", hearth_pack_entry_get_text (self->benefit, "Code", NULL));
  if (!hearth_id_is_zero (&self->step))
    {
      g_autofree char *step = hearth_id_to_string (&self->step);

      set_text (values, "about", step);
    }
  return hearth_record_new (kind, &self->rec, &self->case_id, 0, values);
}
