/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-backup-page.h"

#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

#define PROGRESS_MS 100
#define MAX_LISTED 30

/* The days behind the entries of every_row; 0: no plan. */
static const guint every_days[] = { 1, 2, 7, 0 };

struct _HearthBackupPage
{
  HearthPlacePage parent_instance;
  HearthBackupKeeper *keeper; /* NULL: locked */
  guint progress_id;
  gboolean is_showing; /* rows are being set from the plan */

  AdwActionRow *last_row;
  GtkWidget *progress_card;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkWidget *result_card;
  GtkLabel *result_title;
  GtkLabel *result_body;
  GtkWidget *buttons;
  AdwActionRow *folder_row;
  AdwComboRow *every_row;
  GtkWidget *list_group;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthBackupPage, hearth_backup_page, HEARTH_TYPE_PLACE_PAGE)

/* "60 cases · 6.0 MB" */
static char *
format_content (const HearthBackupEntry *entry)
{
  g_autofree char *size = g_format_size (entry->size_bytes);
  GString *text = g_string_new (NULL);

  if (entry->n_cases >= 0)
    {
      g_autofree char *cases = g_strdup_printf (
          ngettext ("%d case", "%d cases", (gulong) entry->n_cases), (int) entry->n_cases);

      hearth_format_append_part (text, cases);
    }
  hearth_format_append_part (text, size);
  return g_string_free (text, FALSE);
}

static const char *
describe_state (const HearthBackupEntry *entry)
{
  switch (entry->state)
    {
    case HEARTH_BACKUP_PROVEN:
      return (entry->carried & ~entry->proven) == 0 ? _ ("Proven") : _ ("Proven in part");
    case HEARTH_BACKUP_FAILED:
      return _ ("Damaged");
    case HEARTH_BACKUP_MADE:
    case HEARTH_BACKUP_REMOVED:
    default:
      return _ ("Not proven yet");
    }
}

static GtkWidget *
make_row (const HearthBackupEntry *entry)
{
  g_autofree char *moment = hearth_format_moment (entry->made_ms);
  g_autofree char *content = format_content (entry);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", content, entry->name);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", moment,
                                 "subtitle", subtitle, "subtitle-lines", 2, NULL);
  GtkWidget *state = gtk_label_new (describe_state (entry));

  gtk_widget_add_css_class (state, entry->state == HEARTH_BACKUP_FAILED ? "error" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  return row;
}

static void
show_list (HearthBackupPage *self, GPtrArray *entries)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (entries->len, MAX_LISTED); i++)
    gtk_list_box_append (self->list, make_row (entries->pdata[i]));
  gtk_widget_set_visible (self->list_group, entries->len > 0);
}

static void
show_last (HearthBackupPage *self, const HearthBackupEntry *last)
{
  g_autofree char *moment = last != NULL ? hearth_format_moment (last->made_ms) : NULL;
  g_autofree char *content = last != NULL ? format_content (last) : NULL;
  g_autofree char *text =
      last != NULL ? g_strdup_printf ("%s · %s", moment, content)
                   : g_strdup (_ ("There is none. If this disk fails, everything is lost."));

  adw_action_row_set_subtitle (self->last_row, text);
}

static void
show_plan (HearthBackupPage *self, const HearthBackupStatus *status)
{
  guint selected = G_N_ELEMENTS (every_days) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (every_days); i++)
    if (status->plan->folder != NULL && every_days[i] == status->plan->every_days)
      selected = i;
  self->is_showing = TRUE;
  adw_combo_row_set_selected (self->every_row, selected);
  self->is_showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->every_row), status->plan->folder != NULL);
  adw_action_row_set_subtitle (self->folder_row, status->plan->folder != NULL
                                                     ? status->plan->folder
                                                     : _ ("None: backups are made by hand"));
}

static gboolean
on_progress_cb (gpointer user_data)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (user_data);
  double fraction = 0;
  HearthBackupStage stage;

  if (self->keeper == NULL || !hearth_backup_keeper_is_busy (self->keeper))
    {
      self->progress_id = 0;
      return G_SOURCE_REMOVE;
    }
  stage = hearth_backup_keeper_get_progress (self->keeper, &fraction);
  gtk_label_set_text (self->progress_label, stage == HEARTH_BACKUP_STAGE_PROVING
                                                ? _ ("Opening the backup and reading all of it…")
                                                : _ ("Copying the vault. You can go on working…"));
  gtk_progress_bar_set_fraction (self->progress_bar, fraction);
  return G_SOURCE_CONTINUE;
}

static void
on_changed_cb (HearthBackupPage *self)
{
  const HearthBackupStatus *status = hearth_backup_keeper_get_status (self->keeper);
  gboolean is_busy = hearth_backup_keeper_is_busy (self->keeper);

  gtk_widget_set_visible (self->progress_card, is_busy);
  gtk_widget_set_sensitive (self->buttons, !is_busy);
  if (is_busy && self->progress_id == 0)
    {
      gtk_widget_set_visible (self->result_card, FALSE);
      self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
      on_progress_cb (self);
    }
  if (status == NULL)
    return;
  show_last (self, status->last);
  show_plan (self, status);
  show_list (self, status->entries);
}

static void
show_result (HearthBackupPage *self, const char *title, const char *body, gboolean is_error)
{
  gtk_label_set_text (self->result_title, title);
  gtk_label_set_text (self->result_body, body);
  if (is_error)
    gtk_widget_add_css_class (self->result_card, "notice-error");
  else
    gtk_widget_remove_css_class (self->result_card, "notice-error");
  gtk_widget_set_visible (self->result_card, TRUE);
}

static void
show_error (HearthBackupPage *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_result (self, sentence.title, sentence.body, TRUE);
}

static char *
describe_proof (const HearthBackupReport *report)
{
  g_autofree char *size = g_format_size (report->size_bytes);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%d case", "%d cases", (gulong) MAX (report->n_cases, 0)),
                       (int) MAX (report->n_cases, 0));

  if ((report->carried & ~report->proven) != 0)
    /* Translators: "60 cases", then a size. */
    return g_strdup_printf (
        _ ("%s, %s. Parts of the vault to which you have no key are in it too, but "
           "only those who have the key can prove them."),
        cases, size);
  /* Translators: "60 cases", then a size. */
  return g_strdup_printf (_ ("%s, %s. It was opened and every page of it was read."), cases, size);
}

static void
show_outcome (HearthBackupPage *self, const HearthBackupOutcome *outcome)
{
  g_autofree char *body = NULL;

  if (outcome->proof_error != NULL)
    {
      show_result (self, _ ("The backup was made, but it is not whole"),
                   _ ("Either its disk or the vault itself is damaged. Make another one on another "
                      "disk, and keep the older ones."),
                   TRUE);
      return;
    }
  body = describe_proof (outcome->report);
  show_result (self, _ ("The backup is proven"), body, FALSE);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBackupPage) self = HEARTH_BACKUP_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupOutcome) outcome =
      hearth_backup_keeper_finish (HEARTH_BACKUP_KEEPER (source), result, &error);

  if (self->keeper == NULL)
    return;
  if (outcome != NULL)
    show_outcome (self, outcome);
  else
    show_error (self, error);
}

static gboolean
is_ready (HearthBackupPage *self)
{
  return self->keeper != NULL && !hearth_backup_keeper_is_busy (self->keeper);
}

static void
on_destination_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && is_ready (self))
    hearth_backup_keeper_run_async (self->keeper, path, on_done_cb, g_object_ref (self));
}

/* The folder of the plan if it is there; else the person says where. */
static void
on_back_up_cb (HearthBackupPage *self)
{
  const HearthBackupStatus *status =
      self->keeper != NULL ? hearth_backup_keeper_get_status (self->keeper) : NULL;

  if (!is_ready (self))
    return;
  if (status != NULL && status->has_folder)
    hearth_backup_keeper_run_async (self->keeper, NULL, on_done_cb, g_object_ref (self));
  else
    hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_FOLDER,
                                  _ ("Folder for the Backup"), NULL, NULL, on_destination_chosen_cb,
                                  NULL);
}

static void
on_backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && is_ready (self))
    hearth_backup_keeper_prove_async (self->keeper, path, on_done_cb, g_object_ref (self));
}

static void
on_prove_cb (HearthBackupPage *self)
{
  if (is_ready (self))
    hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_OPEN, _ ("Prove a Backup"),
                                  NULL, NULL, on_backup_chosen_cb, NULL);
}

static void
on_cancel_cb (HearthBackupPage *self)
{
  if (self->keeper != NULL)
    hearth_backup_keeper_cancel (self->keeper);
}

static void
on_plan_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBackupPage) self = HEARTH_BACKUP_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_set = hearth_backup_set_plan_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->keeper == NULL)
    return;
  if (!is_set)
    show_error (self, error);
  hearth_backup_keeper_look (self->keeper, is_set);
}

static void
set_plan (HearthBackupPage *self, const char *folder, guint days)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  hearth_backup_set_plan_async (context, days > 0 ? folder : NULL, days, on_plan_set_cb,
                                g_object_ref (self));
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  guint days = every_days[adw_combo_row_get_selected (self->every_row)];

  if (path != NULL && self->keeper != NULL)
    set_plan (self, path, days > 0 ? days : HEARTH_BACKUP_EVERY_DAYS_DEFAULT);
}

static void
on_choose_folder_cb (HearthBackupPage *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_FOLDER,
                                _ ("Folder for Backups"), NULL, NULL, on_folder_chosen_cb, NULL);
}

static void
on_every_selected_cb (HearthBackupPage *self)
{
  const HearthBackupStatus *status;
  guint selected = adw_combo_row_get_selected (self->every_row);

  if (self->is_showing || self->keeper == NULL || selected >= G_N_ELEMENTS (every_days))
    return;
  status = hearth_backup_keeper_get_status (self->keeper);
  if (status != NULL && status->plan->folder != NULL)
    set_plan (self, status->plan->folder, every_days[selected]);
}

static void
hearth_backup_page_enter (HearthPlacePage *page)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (page);

  if (self->keeper != NULL)
    hearth_backup_keeper_look (self->keeper, FALSE);
}

static void
hearth_backup_page_constructed (GObject *object)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (object);
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));

  G_OBJECT_CLASS (hearth_backup_page_parent_class)->constructed (object);
  if (desk == NULL || hearth_desk_get_backups (desk) == NULL)
    return;
  self->keeper = g_object_ref (hearth_desk_get_backups (desk));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_changed_cb (self);
}

static void
hearth_backup_page_dispose (GObject *object)
{
  HearthBackupPage *self = HEARTH_BACKUP_PAGE (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_BACKUP_PAGE);
  G_OBJECT_CLASS (hearth_backup_page_parent_class)->dispose (object);
}

static void
hearth_backup_page_class_init (HearthBackupPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_backup_page_constructed;
  object_class->dispose = hearth_backup_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_backup_page_enter;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/admin/hearth-backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, progress_card);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, result_card);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, result_title);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, result_body);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, every_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, list_group);
  gtk_widget_class_bind_template_child (widget_class, HearthBackupPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_back_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_prove_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_every_selected_cb);
}

static void
hearth_backup_page_init (HearthBackupPage *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = FALSE;
}
