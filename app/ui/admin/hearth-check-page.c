/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-check-page.h"

#include "hearth-audit-words.h"
#include "hearth-audit.h"
#include "hearth-damage-notice.h"
#include "hearth-format.h"
#include "hearth-journal-check.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

#define PROGRESS_MS 100
#define MAX_LISTED 200

/* Told by the thread of the check, looked at by main. */
typedef struct
{
  gint per_mille; /* atomic */
} Progress;

struct _HearthCheckPage
{
  HearthPlacePage parent_instance;
  GCancellable *running; /* NULL: no check runs */
  Progress *progress;    /* of the running check, which owns it */
  guint progress_id;
  gboolean is_disposed;

  AdwActionRow *last_row;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;
  GtkRevealer *result_revealer;
  GtkWidget *result_card;
  GtkLabel *result_label;
  GtkWidget *run_button;
  GtkWidget *list_group;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthCheckPage, hearth_check_page, HEARTH_TYPE_PLACE_PAGE)

static void
on_pages_read (guint64 done, guint64 total, gpointer data)
{
  Progress *progress = data;

  g_atomic_int_set (&progress->per_mille, total > 0 ? (gint) (done * 1000 / total) : 0);
}

static gboolean
on_progress_cb (gpointer user_data)
{
  HearthCheckPage *self = HEARTH_CHECK_PAGE (user_data);

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 g_atomic_int_get (&self->progress->per_mille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
show_running (HearthCheckPage *self)
{
  gboolean is_running = self->running != NULL;

  gtk_revealer_set_reveal_child (self->progress_revealer, is_running);
  gtk_widget_set_sensitive (self->run_button, !is_running);
  if (!is_running)
    g_clear_handle_id (&self->progress_id, g_source_remove);
  else if (self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
}

static void
show_result (HearthCheckPage *self, const char *text, gboolean is_error)
{
  gtk_label_set_text (self->result_label, text);
  if (is_error)
    gtk_widget_add_css_class (self->result_card, "notice-error");
  else
    gtk_widget_remove_css_class (self->result_card, "notice-error");
  gtk_revealer_set_reveal_child (self->result_revealer, TRUE);
}

static void
show_damage (HearthCheckPage *self, const HearthCheckReport *report)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (report->damaged->len, MAX_LISTED); i++)
    {
      g_autofree char *notice = hearth_damage_notice (report->damaged->pdata[i]);

      gtk_list_box_append (self->list, g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE,
                                                     "title", notice, "title-lines", 0, NULL));
    }
  gtk_widget_set_visible (self->list_group, report->damaged->len > 0);
}

/* --- When it was checked last: the audit log knows --- */

static gpointer
find_last_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_audit_find_last (db, HEARTH_AUDIT_CHECK, error);
}

static void
on_last_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCheckPage) self = HEARTH_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthAuditRow) row = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (error != NULL || self->is_disposed ||
      hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL)
    return;
  if (row != NULL)
    moment = hearth_format_moment (row->at_ms);
  if (moment == NULL)
    {
      adw_action_row_set_subtitle (self->last_row, _ ("This vault was not checked yet."));
      return;
    }
  if (g_str_has_suffix (row->event, ".done"))
    text = g_strdup_printf (_ ("%s: everything was whole"), moment);
  else
    text = g_strdup_printf (_ ("%s: damage was found"), moment);
  adw_action_row_set_subtitle (self->last_row, text);
}

static void
look_for_last (HearthCheckPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  if (context != NULL)
    hearth_store_read_async (hearth_context_get_store (context), find_last_on_reader, NULL, NULL,
                             (GDestroyNotify) hearth_audit_row_free, NULL, on_last_found_cb,
                             g_object_ref (self));
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCheckPage) self = HEARTH_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error))
    look_for_last (self);
}

static void
note_result (HearthCheckPage *self, const HearthCheckReport *report)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CHECK,
                                   .phase = report->damaged->len == 0 ? HEARTH_AUDIT_DONE
                                                                      : HEARTH_AUDIT_FAILED,
                                   .n = report->damaged->len,
                                   .why = HEARTH_AUDIT_WHY_DEEP };

  hearth_context_audit_async (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)), &entry,
                              NULL, on_noted_cb, g_object_ref (self));
}

/* --- Running --- */

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCheckPage) self = HEARTH_CHECK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCheckReport) report =
      hearth_vault_check_finish (HEARTH_VAULT (source), result, &error);
  g_autofree char *notice = NULL;

  if (self->is_disposed)
    return;
  g_clear_object (&self->running);
  show_running (self);
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL)
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      show_result (self, sentence.title, TRUE);
      return;
    }
  notice = hearth_check_notice (report);
  show_result (self, notice, report->damaged->len > 0);
  show_damage (self, report);
  note_result (self, report);
}

static void
on_run_cb (HearthCheckPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  HearthCheckHooks hooks;

  if (context == NULL || self->running != NULL)
    return;
  self->running = g_cancellable_new ();
  self->progress = g_new0 (Progress, 1);
  hooks = hearth_journal_check_hooks (on_pages_read, self->progress);
  gtk_revealer_set_reveal_child (self->result_revealer, FALSE);
  gtk_widget_set_visible (self->list_group, FALSE);
  show_running (self);
  hearth_vault_check_async (hearth_context_get_vault (context), TRUE, &hooks, g_free, self->running,
                            on_checked_cb, g_object_ref (self));
}

static void
on_cancel_cb (HearthCheckPage *self)
{
  g_cancellable_cancel (self->running);
}

static void
hearth_check_page_enter (HearthPlacePage *page)
{
  look_for_last (HEARTH_CHECK_PAGE (page));
}

static void
hearth_check_page_dispose (GObject *object)
{
  HearthCheckPage *self = HEARTH_CHECK_PAGE (object);

  self->is_disposed = TRUE;
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_CHECK_PAGE);
  G_OBJECT_CLASS (hearth_check_page_parent_class)->dispose (object);
}

static void
hearth_check_page_class_init (HearthCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_check_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_check_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/admin/hearth-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, result_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, result_card);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, result_label);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, HearthCheckPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_run_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
hearth_check_page_init (HearthCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
