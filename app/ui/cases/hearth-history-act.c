/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the history page, apart from its widgets. */
#include "config.h"

#include "hearth-history-act.h"

#include "hearth-format.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

void
hearth_history_act_free (HearthHistoryAct *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static const HearthChange *
first_change (const HearthHistoryAct *self)
{
  return g_ptr_array_index (self->changes, 0);
}

/* Commits of one act follow each other within the journal of a compartment, but an act over several
 * compartments comes back in pieces that were written moments apart. */
static gboolean
belongs_to (const HearthHistoryAct *act, const HearthChange *change)
{
  const HearthChange *first = first_change (act);

  return hearth_id_is_zero (&change->act) ? first->at_ms == change->at_ms
                                          : hearth_id_equal (&first->act, &change->act);
}

GPtrArray *
hearth_history_act_group (GPtrArray *changes)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_history_act_free);
  HearthHistoryAct *act = NULL;

  g_return_val_if_fail (changes != NULL, acts);

  for (guint i = 0; i < changes->len; i++)
    {
      HearthChange *change = g_ptr_array_index (changes, i);

      if (act == NULL || !belongs_to (act, change))
        {
          act = g_new0 (HearthHistoryAct, 1);
          act->changes = g_ptr_array_new ();
          g_ptr_array_add (acts, act);
        }
      g_ptr_array_add (act->changes, change);
    }
  return acts;
}

static const HearthField *
find_field (const HearthChange *change)
{
  const HearthKind *kind = hearth_registry_find_kind (change->kind);

  return kind != NULL ? hearth_kind_find_field (kind, change->field) : NULL;
}

static const char *
field_label (const HearthChange *change)
{
  const HearthField *field = find_field (change);

  return field != NULL ? _ (field->label) : change->field;
}

static const char *
kind_label (const HearthChange *change)
{
  const HearthKind *kind = hearth_registry_find_kind (change->kind);

  return kind != NULL ? _ (kind->label) : change->kind;
}

char *
hearth_history_change_get_title (const HearthChange *change, HearthPackSet *packs)
{
  if (change->template_id != NULL)
    /* Translators: a field of a step of the plan, for example "Dental check: State". */
    return g_strdup_printf (_ ("%1$s: %2$s"),
                            hearth_format_pack_title (packs, "step", change->template_id),
                            field_label (change));
  if (g_str_equal (change->kind, "person"))
    return g_strdup (field_label (change));
  return g_strdup_printf (_ ("%1$s: %2$s"), kind_label (change), field_label (change));
}

char *
hearth_history_change_get_values (const HearthChange *change, HearthPackSet *packs)
{
  const HearthField *field = find_field (change);
  g_autofree char *old_value = hearth_field_format_value (field, change->old_value, packs);
  g_autofree char *new_value = hearth_field_format_value (field, change->new_value, packs);

  return change->old_value != NULL ? g_strdup_printf ("%s → %s", old_value, new_value)
                                   : g_strdup (new_value);
}

static guint
count_changes (const HearthHistoryAct *self, const char *kind, const char *field)
{
  guint n = 0;

  for (guint i = 0; i < self->changes->len; i++)
    {
      const HearthChange *change = g_ptr_array_index (self->changes, i);

      n += g_str_equal (change->kind, kind) && g_str_equal (change->field, field) ? 1 : 0;
    }
  return n;
}

static const HearthChange *
find_change (const HearthHistoryAct *self, const char *kind, const char *field)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const HearthChange *change = g_ptr_array_index (self->changes, i);

      if (g_str_equal (change->kind, kind) && g_str_equal (change->field, field))
        return change;
    }
  return NULL;
}

/* Steps were set: the new state and the first step say it best; with it may come others, and
 * re-dated ones, which are in the details. */
static char *
describe_steps (const HearthChange *state, guint n_states, HearthPackSet *packs)
{
  const char *step = hearth_format_pack_title (packs, "step", state->template_id);
  g_autofree char *word = hearth_field_format_value (find_field (state), state->new_value, packs);

  if (step == NULL)
    step = "";
  if (n_states == 1)
    /* Translators: a step got a new state, for example "Done: Dental check". */
    return g_strdup_printf (C_ ("history", "%1$s: %2$s"), word, step);
  /* Translators: several steps got a new state, for example "Done: Dental check and 3 more". */
  return g_strdup_printf (
      ngettext ("%1$s: %2$s and %3$u more", "%1$s: %2$s and %3$u more", n_states - 1), word, step,
      n_states - 1);
}

static char *
describe_fields (const HearthHistoryAct *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0;

  for (guint i = 0; i < self->changes->len && n_named < 4; i++, n_named++)
    g_string_append_printf (names, "%s%s", n_named > 0 ? ", " : "",
                            field_label (g_ptr_array_index (self->changes, i)));
  if (self->changes->len > n_named)
    g_string_append (names, ", …");
  /* Translators: names of fields, for example "Changed: Surname, Rank". */
  return g_strdup_printf (_ ("Changed: %s"), names->str);
}

char *
hearth_history_act_get_title (const HearthHistoryAct *self, HearthPackSet *packs)
{
  guint n_steps = count_changes (self, "step", "template");
  const HearthChange *state = find_change (self, "step", "state");
  const HearthChange *surname = find_change (self, "person", "number");

  if (surname != NULL && surname->old_value == NULL)
    return g_strdup_printf (ngettext ("Case opened, plan of %u step made",
                                      "Case opened, plan of %u steps made", n_steps),
                            n_steps);
  if (n_steps > 0)
    return g_strdup_printf (
        ngettext ("%u step added to the plan", "%u steps added to the plan", n_steps), n_steps);
  if (state != NULL)
    return describe_steps (state, count_changes (self, "step", "state"), packs);
  return describe_fields (self);
}

char *
hearth_history_act_get_subtitle (const HearthHistoryAct *self)
{
  const HearthChange *change = first_change (self);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (change->at_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = NULL;

  if (local != NULL)
    {
      day = hearth_format_date (hearth_date_new (g_date_time_get_year (local),
                                                 g_date_time_get_month (local),
                                                 g_date_time_get_day_of_month (local)));
      g_string_append_printf (text, "%s, %02d:%02d", day, g_date_time_get_hour (local),
                              g_date_time_get_minute (local));
    }
  hearth_format_append_part (text, change->who);
  if (change->bundle != NULL)
    hearth_format_append_part (text, _ ("came with a bundle"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
