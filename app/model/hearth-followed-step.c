/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-followed-step-private.h"

int
_hearth_followed_step_find (GPtrArray *steps, const HearthRecord *record)
{
  const char *hex = hearth_record_get_text (record, "step");
  HearthId rec;

  if (hex == NULL || !hearth_id_parse (hex, &rec))
    return -1;
  for (guint i = 0; i < steps->len; i++)
    if (hearth_id_equal (hearth_record_get_id (steps->pdata[i]), &rec))
      return (int) i;
  return -1;
}

HearthStepState
_hearth_followed_step_get_state (const HearthRecord *step)
{
  HearthStepState state;

  return hearth_step_state_from_id (hearth_record_get_text (step, "state"), &state)
             ? state
             : HEARTH_STEP_PLANNED;
}

void
_hearth_followed_step_put (json_t *set, const HearthRecord *step, const char *field, json_t *value)
{
  json_t *present = json_object_get (hearth_record_get_values (step), field);

  if (present == NULL ? json_is_null (value) : json_equal (present, value))
    json_decref (value);
  else
    json_object_set_new (set, field, value);
}

json_t *
_hearth_followed_step_text (const char *text)
{
  return text != NULL && *text != '\0' ? json_string (text) : json_null ();
}
