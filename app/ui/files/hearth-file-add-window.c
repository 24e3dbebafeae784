/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-add-window.h"

#include "hearth-confidential.h"
#include "hearth-date-row.h"
#include "hearth-decode-clean.h"
#include "hearth-file-acts.h"
#include "hearth-file-words.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

struct _HearthFileAddWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthId case_id;
  GPtrArray *sources; /* (element-type GFile or GInputStream) */
  guint next;         /* the source that is on its way, or the next one */
  char *name;         /* of the one on its way */
  GArray *parts;      /* guint: indexes of the parts that are offered */
  GCancellable *cancellable;
  gboolean is_adding;

  AdwWindowTitle *title;
  AdwEntryRow *title_row;
  AdwComboRow *part_row;
  HearthDateRow *taken_row;
  GtkLabel *issue_label;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HearthFileAddWindow, hearth_file_add_window, ADW_TYPE_WINDOW)

static void clean_next (HearthFileAddWindow *self);

static const HearthFilePart *
get_part (HearthFileAddWindow *self)
{
  guint n_parts, chosen = adw_combo_row_get_selected (self->part_row);
  const HearthFilePart *parts = hearth_file_get_parts (&n_parts);

  return chosen < self->parts->len ? &parts[g_array_index (self->parts, guint, chosen)] : NULL;
}

static void
update_state (HearthFileAddWindow *self)
{
  const HearthFilePart *part = get_part (self);
  HearthPartialDate date;

  hearth_confidential_set (GTK_WIDGET (self->title_row), part != NULL && part->is_sensitive);
  if (part != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->part_row), _ (part->subtitle));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add.run",
                                 !self->is_adding && part != NULL &&
                                     hearth_date_row_get_date (self->taken_row, &date));
  gtk_widget_set_sensitive (GTK_WIDGET (self->title_row), !self->is_adding);
  gtk_widget_set_sensitive (GTK_WIDGET (self->part_row), !self->is_adding);
  gtk_widget_set_sensitive (GTK_WIDGET (self->taken_row), !self->is_adding);
  gtk_spinner_set_spinning (self->spinner, self->is_adding);
}

static void
show_issue (HearthFileAddWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);
  g_autofree char *text = g_strdup_printf ("%s. %s", sentence.title, sentence.body);

  gtk_label_set_text (self->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), TRUE);
  self->is_adding = FALSE;
  update_state (self);
}

static json_t *
collect_fields (HearthFileAddWindow *self)
{
  g_autofree char *title =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row))));
  json_t *fields = json_object ();
  HearthPartialDate date;

  if (self->sources->len == 1 && *title != '\0')
    json_object_set_new (fields, "title", json_string (title));
  if (hearth_date_row_get_date (self->taken_row, &date) && hearth_partial_date_is_known (&date))
    {
      g_autofree char *text = hearth_partial_date_to_string (&date);

      json_object_set_new (fields, "taken_on", json_string (text));
    }
  return fields;
}

/* The one that is on its way has come to its end; TRUE: there is another one. */
static gboolean
go_on (HearthFileAddWindow *self)
{
  g_clear_pointer (&self->name, g_free);
  self->next++;
  return self->next < self->sources->len;
}

static void
on_attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileAddWindow) self = HEARTH_FILE_ADD_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_file_attach_finish (result, NULL, &error);

  if (self->desk == NULL)
    return;
  if (done == NULL)
    {
      show_issue (self, error);
      return;
    }
  hearth_desk_report (self->desk, _ ("File added"), done);
  if (go_on (self))
    clean_next (self);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
attach (HearthFileAddWindow *self, GBytes *content)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  json_auto_t *fields = collect_fields (self);
  HearthFileRequest request = {
    .case_id = self->case_id, .cmp = get_part (self)->cmp, .name = self->name, .fields = fields
  };

  if (context != NULL)
    hearth_file_attach_async (context, &request, stream, self->cancellable, on_attached_cb,
                              g_object_ref (self));
}

static void
on_cleaned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileAddWindow) self = HEARTH_FILE_ADD_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = hearth_decode_clean_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (content != NULL)
    attach (self, content);
  else
    show_issue (self, error);
}

static void
on_file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileAddWindow) self = HEARTH_FILE_ADD_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (stream != NULL)
    hearth_decode_clean_async (G_INPUT_STREAM (stream), self->cancellable, on_cleaned_cb,
                               g_object_ref (self));
  else
    show_issue (self, error);
}

static void
clean_next (HearthFileAddWindow *self)
{
  GObject *source = self->sources->pdata[self->next];

  if (G_IS_FILE (source))
    {
      g_free (self->name);
      self->name = g_file_get_basename (G_FILE (source));
      g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, self->cancellable, on_file_opened_cb,
                         g_object_ref (self));
    }
  else
    hearth_decode_clean_async (G_INPUT_STREAM (source), self->cancellable, on_cleaned_cb,
                               g_object_ref (self));
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileAddWindow *self = HEARTH_FILE_ADD_WINDOW (widget);

  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), FALSE);
  self->is_adding = TRUE;
  update_state (self);
  clean_next (self);
}

static void
on_activated_cb (HearthFileAddWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "add.run", NULL);
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthFileAddWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_file_add_window_dispose (GObject *object)
{
  HearthFileAddWindow *self = HEARTH_FILE_ADD_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (hearth_file_add_window_parent_class)->dispose (object);
}

static void
hearth_file_add_window_class_init (HearthFileAddWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_file_add_window_dispose;

  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/files/hearth-file-add-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, title_row);
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, part_row);
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, taken_row);
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, issue_label);
  gtk_widget_class_bind_template_child (widget_class, HearthFileAddWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, update_state);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "add.run", NULL, run_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_file_add_window_init (HearthFileAddWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  self->parts = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
offer_parts (HearthFileAddWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  HearthContext *context = hearth_desk_get_context (self->desk);
  guint n_parts;
  const HearthFilePart *parts = hearth_file_get_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (hearth_file_may_attach (context, parts[i].cmp))
      {
        g_array_append_val (self->parts, i);
        gtk_string_list_append (titles, _ (parts[i].title));
      }
  adw_combo_row_set_model (self->part_row, G_LIST_MODEL (titles));
}

/* The file's name without its end is a first title. */
static void
propose_title (HearthFileAddWindow *self)
{
  GObject *source = self->sources->pdata[0];
  g_autofree char *name = NULL;
  char *dot;

  if (self->sources->len > 1)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->title_row), FALSE);
      return;
    }
  if (!G_IS_FILE (source))
    return;
  name = g_filename_display_basename (
      g_file_peek_path (G_FILE (source)) != NULL ? g_file_peek_path (G_FILE (source)) : "");
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), name);
}

HearthFileAddWindow *
hearth_file_add_window_new (GtkWindow *parent,
                            HearthDesk *desk,
                            const HearthId *case_id,
                            GPtrArray *sources)
{
  HearthFileAddWindow *self =
      g_object_new (HEARTH_TYPE_FILE_ADD_WINDOW, "transient-for", parent, NULL);

  g_return_val_if_fail (sources->len > 0, self);

  self->desk = g_object_ref (desk);
  self->case_id = *case_id;
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (self->sources, g_object_ref (sources->pdata[i]));
  if (sources->len > 1)
    {
      g_autofree char *subtitle =
          g_strdup_printf (ngettext ("%u file", "%u files", sources->len), sources->len);

      adw_window_title_set_subtitle (self->title, subtitle);
    }
  offer_parts (self);
  propose_title (self);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  update_state (self);
  return self;
}
