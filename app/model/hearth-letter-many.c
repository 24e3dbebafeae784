/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-many.h"

#include "hearth-case-acts-private.h"
#include "hearth-letter.h"
#include "hearth-record-draft.h"

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

/* What nobody looked at does not leave. */
static gboolean
check (const HearthRecord *letter, GError **error)
{
  const char *addressee = hearth_record_get_text (letter, "addressee");
  const char *text = hearth_record_get_text (letter, "text");

  if (addressee == NULL || *addressee == '\0')
    return refuse ("a letter is addressed to nobody", error);
  if (text == NULL || *text == '\0')
    return refuse ("a letter says nothing", error);
  if (hearth_letter_count_marks (addressee) > 0 || hearth_letter_count_marks (text) > 0)
    return refuse ("a letter has places that nobody looked at", error);
  return g_utf8_strlen (text, -1) <= HEARTH_RECORD_DRAFT_MAX_LONG_LENGTH ||
         refuse ("a letter is too long", error);
}

/* What a letter is about only the program sets: it is passed by where a person's fields are converted. */
static json_t *
convert (const HearthRecord *letter, HearthPackSet *packs, GError **error)
{
  json_auto_t *fields = json_deep_copy (hearth_record_get_values (letter));
  json_auto_t *about = json_incref (json_object_get (fields, "about"));
  json_t *values;

  json_object_del (fields, "about");
  values = _hearth_fields_convert (hearth_record_get_kind (letter), fields, packs, error);
  if (values != NULL && about != NULL)
    json_object_set (values, "about", about);
  return values;
}

/**
 * hearth_letter_many_new:
 *
 * Returns: (transfer full) (nullable): the act, to be executed by the store; %NULL with
 *   %HEARTH_MODEL_ERROR_INVALID. Thread: any.
 */
HearthCommand *
hearth_letter_many_new (const GPtrArray *letters, HearthPackSet *packs, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("record-add");

  g_return_val_if_fail (letters != NULL && letters->len > 0, NULL);

  if (letters->len > HEARTH_LETTERS_MAX)
    {
      refuse ("too many letters at once", error);
      return NULL;
    }
  for (guint i = 0; i < letters->len; i++)
    {
      const HearthRecord *letter = letters->pdata[i];
      json_t *values = NULL;

      if (check (letter, error))
        values = convert (letter, packs, error);
      if (values == NULL)
        return NULL;
      hearth_command_set (command, hearth_record_get_kind (letter), hearth_record_get_case (letter),
                          hearth_record_get_id (letter), HEARTH_REVISION_NEW, values);
    }
  return g_steal_pointer (&command);
}
