/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-facts.h"
#include "hearth-field-number.h"
#include "hearth-own-copy-private.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"
#include "hearth-questionnaire.h"
#include "hearth-word.h"

#include <glib/gi18n-lib.h>

char *
_hearth_own_copy_dup_label (const HearthOwnCopy *self, const HearthField *field)
{
  return g_strdup (hearth_catalogue_get (self->catalogue, field->label));
}

static char *
dup_word (const HearthOwnCopy *self, const char *word)
{
  const char *title = hearth_word_find_title (word);

  return g_strdup (title != NULL ? hearth_catalogue_get (self->catalogue, title) : word);
}

/* The ledger names benefits by their codes. */
static const char *
find_title (const HearthOwnCopy *self, const char *pack, const char *id)
{
  const HearthPackEntry *entry =
      g_str_equal (pack, "benefit") ? hearth_benefit_find (self->packs, id) : NULL;

  return entry != NULL ? hearth_pack_entry_get_title (entry, self->words->language)
                       : hearth_pack_set_get_title (self->packs, pack, id, self->words->language);
}

static char *
dup_item (const HearthOwnCopy *self, const HearthField *field, const char *text)
{
  if (*text == '\0')
    return NULL;
  if (field->pack != NULL)
    return g_strdup (find_title (self, field->pack, text));
  if (field->words != NULL)
    return dup_word (self, text);
  return g_strdup (text);
}

static char *
dup_number (const HearthOwnCopy *self, const HearthField *field, gint64 number)
{
  g_autofree char *text = hearth_field_number_to_text (field, number);

  if (g_str_equal (self->words->language, "uk"))
    g_strdelimit (text, ".", ',');
  return field->unit != NULL ? g_strdup_printf ("%s\u00a0%s", text,
                                                hearth_catalogue_get (self->catalogue, field->unit))
                             : g_steal_pointer (&text);
}

static void
append_part (GString *text, const char *part, const char *join)
{
  if (text->len > 0)
    g_string_append (text, join);
  g_string_append (text, part);
}

/* What was chosen, in the words of the scale; the points of what has none. */
static const char *
find_answer (const HearthPackEntry *scale, const char *answer, const char *language)
{
  const char *const *values = scale != NULL ? hearth_pack_entry_get_list (scale, "Values") : NULL;
  const char *label = NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], answer))
      label = hearth_pack_entry_get_label (scale, "Labels", i, language);
  return label != NULL ? label : answer;
}

/* Answers are a list of points; the person was asked questions. */
static char *
dup_answers (const HearthOwnCopy *self, const HearthRecord *record, const json_t *list)
{
  const char *id = hearth_record_get_text (record, "questionnaire");
  const HearthQuestionnaire *form =
      id != NULL ? hearth_questionnaire_lookup (self->packs, id, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *answer = json_string_value (json_array_get (list, i));
      const gboolean is_known = form != NULL && i < hearth_questionnaire_get_n_questions (form);
      g_autofree char *line = NULL;

      if (answer == NULL)
        continue;
      line = g_strdup_printf (
          "%" G_GSIZE_FORMAT ". %s: %s", i + 1,
          is_known ? hearth_pack_entry_get_title (
                         hearth_questionnaire_get_question (form, (guint) i), self->words->language)
                   : "",
          find_answer (is_known ? hearth_questionnaire_get_scale (form, (guint) i) : NULL, answer,
                       self->words->language));
      append_part (text, line, "\n");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_list (const HearthOwnCopy *self, const HearthField *field, const json_t *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *id = json_string_value (json_array_get (list, i));
      g_autofree char *item = id != NULL ? dup_item (self, field, id) : NULL;

      if (item != NULL)
        append_part (text, item, ", ");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
is_date (const HearthField *field)
{
  return field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE;
}

char *
_hearth_own_copy_dup_value (const HearthOwnCopy *self,
                            const HearthRecord *record,
                            const HearthField *field)
{
  const json_t *value = json_object_get (hearth_record_get_values (record), field->id);

  if (field->type == HEARTH_FIELD_ID || value == NULL)
    return NULL;
  if (is_date (field))
    return _hearth_paper_dup_partial (record, field->id, self->words->language);
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? self->words->yes : self->words->no);
  if (json_is_integer (value))
    return dup_number (self, field, (gint64) json_integer_value (value));
  if (json_is_array (value))
    return (field->flags & HEARTH_FIELD_PLACES) != 0 ? dup_answers (self, record, value)
                                                     : dup_list (self, field, value);
  return json_is_string (value) ? dup_item (self, field, json_string_value (value)) : NULL;
}
