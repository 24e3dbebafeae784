/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-consent-acts-private.h"

#include "hearth-consent.h"
#include "hearth-contact-store.h"
#include "hearth-json.h"

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_in_state (const HearthRecord *consent, const char *state)
{
  return g_strcmp0 (hearth_record_get_text (consent, "state"), state) == 0;
}

/* Who gives the day of a withdrawal means one, and one that has no day is of today. */
static void
complete_withdrawal (const HearthRecordAct *act)
{
  g_autoptr (HearthRecord) next = _hearth_record_act_overlay (act, act->set);

  if (json_is_string (json_object_get (act->set, "withdrawn_on")) && is_in_state (next, "given"))
    json_object_set_new (act->set, "state", json_string ("withdrawn"));
  else if (is_in_state (next, "withdrawn") && hearth_record_get_text (next, "withdrawn_on") == NULL)
    json_object_set_new (act->set, "withdrawn_on", hearth_json_new_date (act->env->today));
}

/* (nullable): what the contact is called here. */
static char *
find_name (GPtrArray *rows, const char *recipient)
{
  HearthId id;

  if (recipient == NULL || !hearth_id_parse (recipient, &id))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthContactRow *row = rows->pdata[i];
      const HearthId theirs = hearth_consent_derive_recipient (row->key);

      if (hearth_id_equal (&id, &theirs))
        return g_strdup (row->name);
    }
  return NULL;
}

/* The name goes along: another vault may not have the contact. What a person typed stays. */
static gboolean
complete_name (const HearthRecordAct *act, const HearthRecord *before, GError **error)
{
  g_autoptr (HearthRecord) next = _hearth_record_act_overlay (act, act->set);
  const char *name = hearth_record_get_text (next, "recipient_name");
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *was = NULL;
  g_autofree char *now = NULL;

  if (json_object_get (act->set, "recipient") == NULL)
    return TRUE;
  rows = hearth_contact_store_list (act->db, error);
  if (rows == NULL)
    return FALSE;
  was = find_name (rows, hearth_record_get_text (before, "recipient"));
  now = find_name (rows, hearth_record_get_text (next, "recipient"));
  if (name == NULL || g_strcmp0 (name, was) == 0)
    json_object_set_new (act->set, "recipient_name",
                         now != NULL ? json_string (now) : json_null ());
  return TRUE;
}

static gboolean
check (const HearthRecord *next, GError **error)
{
  const HearthDate answered = hearth_record_get_date (next, "answered_on");
  const HearthDate withdrawn = hearth_record_get_date (next, "withdrawn_on");

  if (withdrawn != HEARTH_DATE_NONE && !is_in_state (next, "withdrawn"))
    return refuse ("\"withdrawn_on\" is of a consent that was withdrawn", error);
  return withdrawn == HEARTH_DATE_NONE || answered == HEARTH_DATE_NONE || answered <= withdrawn ||
         refuse ("\"withdrawn_on\" is before \"answered_on\"", error);
}

gboolean
_hearth_consent_follow (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) before = _hearth_record_act_overlay (act, NULL);
  g_autoptr (HearthRecord) next = NULL;

  if (json_is_true (json_object_get (act->set, "gone")))
    return TRUE;
  complete_withdrawal (act);
  if (!complete_name (act, before, error))
    return FALSE;
  if (act->present == NULL && json_object_get (act->set, "taken_by") == NULL && act->user != NULL)
    json_object_set_new (act->set, "taken_by", json_string (act->user));
  next = _hearth_record_act_overlay (act, act->set);
  return check (next, error);
}
