/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-acts.h"

#include "hearth-case-acts.h"

#include <glib/gi18n.h>

typedef struct
{
  HearthDesk *desk;
  char *title;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->desk);
  g_free (saving->title);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_case_act_finish (result, &error);

  if (done != NULL)
    hearth_desk_report (saving->desk, saving->title, done);
  else
    hearth_desk_report_error (saving->desk, error);
}

void
hearth_step_save (HearthDesk *desk, HearthStepItem *item, json_t *fields, const char *title)
{
  HearthContext *context = hearth_desk_get_context (desk);
  json_auto_t *owned = fields;
  Saving *saving;

  if (context == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->desk = g_object_ref (desk);
  saving->title = g_strdup (title);
  hearth_step_set_async (context, hearth_step_item_get_step_id (item),
                         hearth_step_item_get_revision (item), owned, NULL, on_saved_cb, saving);
}

void
hearth_step_toggle (HearthDesk *desk, HearthStepItem *item)
{
  gboolean is_open = hearth_step_state_is_open (hearth_step_item_get_state (item));
  json_t *fields = json_object ();

  json_object_set_new (fields, "state", json_string (is_open ? "done" : "planned"));
  if (!is_open)
    {
      json_object_set_new (fields, "done_on", json_null ());
      json_object_set_new (fields, "reason", json_null ());
    }
  hearth_step_save (desk, item, fields, is_open ? _ ("Step done") : _ ("Step opened again"));
}
