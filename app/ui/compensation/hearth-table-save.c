/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-table-save.h"

#include "hearth-audit.h"
#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-out-csv.h"
#include "hearth-sentence.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

/* From the question to the written file. */
typedef struct
{
  GtkWidget *parent;
  HearthDesk *desk;
  HearthTable *table;
  GFile *file;
  HearthId case_id;
  HearthCompartment cmp;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->desk);
  hearth_table_unref (self->table);
  g_clear_object (&self->file);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
note (Saving *self, HearthAuditPhase phase, GAsyncReadyCallback callback)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_EXPORT,
                                   .phase = phase,
                                   .case_id = self->case_id,
                                   .cmp = self->cmp,
                                   .n = hearth_table_get_n_rows (self->table) };

  hearth_context_audit_async (hearth_desk_get_context (self->desk), &entry, NULL, callback, self);
}

static void
say_issue (Saving *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);
  g_autofree char *text = g_strdup_printf ("%s. %s", sentence.title, sentence.body);

  hearth_desk_say (self->desk, text);
}

/* That it left is already written down. */
static void
on_outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;

  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean is_done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (!hearth_desk_is_unlocked (self->desk))
    return;
  if (is_done)
    hearth_desk_say (self->desk, _ ("The table is written. It is not encrypted."));
  else
    say_issue (self, error);
  note (self, is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED, on_outcome_noted_cb);
  g_steal_pointer (&self);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error))
    {
      if (hearth_desk_is_unlocked (self->desk))
        say_issue (self, error);
      return;
    }
  bytes = hearth_out_csv (self->table);
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                       NULL, on_written_cb, self);
  g_steal_pointer (&self);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;

  self->file = hearth_file_picker_run_finish (result);
  if (self->file == NULL || !hearth_desk_is_unlocked (self->desk) ||
      !hearth_target_is_accepted (self->desk, self->file))
    return;
  note (self, HEARTH_AUDIT_BEGIN, on_noted_cb);
  g_steal_pointer (&self);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) self = user_data;

  if (!hearth_confirm_finish (result) || !hearth_desk_is_unlocked (self->desk))
    return;
  /* Translators: the name that is proposed for a file; the name of nobody. */
  hearth_file_picker_run_async (self->parent, HEARTH_FILE_PICKER_SAVE, _ ("Save as CSV"),
                                _ ("working.csv"), NULL, on_place_chosen_cb, self);
  g_steal_pointer (&self);
}

void
hearth_table_save (GtkWidget *parent,
                   HearthDesk *desk,
                   HearthTable *table,
                   const HearthId *case_id,
                   HearthCompartment cmp)
{
  Saving *self;

  g_return_if_fail (GTK_IS_WIDGET (parent) && HEARTH_IS_DESK (desk));
  g_return_if_fail (table != NULL && case_id != NULL);

  self = g_new0 (Saving, 1);
  self->parent = g_object_ref (parent);
  self->desk = g_object_ref (desk);
  self->table = hearth_table_ref (table);
  self->case_id = *case_id;
  self->cmp = cmp;
  hearth_confirm_async (parent, _ ("Save the Table Without Encryption?"),
                        _ ("Sums, days and acts of one person leave the vault. Whoever gets the "
                           "file can read it. That it was saved is entered into the audit log."),
                        _ ("_Save"), FALSE, on_confirmed_cb, self);
}
