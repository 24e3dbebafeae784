/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-window.h"

#include "hearth-file-picker.h"
#include "hearth-roster-acts.h"
#include "hearth-roster-mapping-page.h"
#include "hearth-roster-preview-page.h"
#include "hearth-roster-words.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

typedef enum
{
  STEP_FILE,
  STEP_MAPPING,
  STEP_PREVIEW,
  STEP_WORKING,
} Step;

struct _HearthRosterWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GCancellable *cancellable;
  HearthRoster *roster;
  Step step;
  guint is_busy : 1; /* reading or checking: short, but not on the main thread */
  AdwWindowTitle *title;
  AdwStatusPage *file_page;
  AdwStatusPage *working_page;
  GtkStack *stack;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkWidget *choose_button;
  GtkButton *next_button;
  GtkProgressBar *progress;
  HearthRosterMappingPage *mapping_page;
  HearthRosterPreviewPage *preview_page;
};

G_DEFINE_FINAL_TYPE (HearthRosterWindow, hearth_roster_window, ADW_TYPE_WINDOW)

static const char *const step_names[] = { "file", "mapping", "preview", "working" };

static gboolean
can_go_on (HearthRosterWindow *self)
{
  switch (self->step)
    {
    case STEP_MAPPING:
      return !self->is_busy && hearth_roster_mapping_page_get_is_valid (self->mapping_page);
    case STEP_PREVIEW:
      return hearth_roster_preview_page_get_can_import (self->preview_page);
    case STEP_FILE:
    case STEP_WORKING:
    default:
      return FALSE;
    }
}

static void
apply_next_button (HearthRosterWindow *self)
{
  guint n = hearth_roster_preview_page_get_n_chosen (self->preview_page);
  g_autofree char *import_label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->next_button),
                          self->step == STEP_MAPPING || self->step == STEP_PREVIEW);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.next", can_go_on (self));
  if (self->step != STEP_PREVIEW || !can_go_on (self))
    {
      gtk_button_set_label (self->next_button,
                            self->step == STEP_PREVIEW ? _ ("_Import") : _ ("_Next"));
      return;
    }
  import_label = g_strdup_printf (ngettext ("_Import %u Person", "_Import %u People", n), n);
  gtk_button_set_label (self->next_button, import_label);
}

static void
apply_state (HearthRosterWindow *self)
{
  g_autofree char *summary = self->roster != NULL && self->step != STEP_FILE
                                 ? hearth_roster_dup_summary (self->roster)
                                 : NULL;

  gtk_stack_set_visible_child_name (self->stack, step_names[self->step]);
  adw_window_title_set_subtitle (self->title, summary != NULL ? summary : "");
  gtk_widget_set_visible (self->back_button,
                          self->step == STEP_MAPPING || self->step == STEP_PREVIEW);
  gtk_widget_set_visible (self->cancel_button,
                          self->step == STEP_FILE || self->step == STEP_WORKING);
  gtk_widget_set_sensitive (self->choose_button, !self->is_busy);
  apply_next_button (self);
}

static void
go_to (HearthRosterWindow *self, Step step)
{
  self->step = step;
  apply_state (self);
}

static void
on_page_changed_cb (HearthRosterWindow *self)
{
  if (self->next_button != NULL && self->preview_page != NULL)
    apply_next_button (self);
}

static void
describe_file_page (HearthRosterWindow *self, const char *trouble)
{
  g_autofree char *markup = NULL;

  markup =
      g_markup_escape_text (trouble != NULL ? trouble
                                            : _ ("A CSV file in any usual encoding, with its own "
                                                 "headings and dates. Nothing is written before "
                                                 "you have seen the result."),
                            -1);
  adw_status_page_set_title (self->file_page, trouble != NULL ? _ ("This List Cannot Be Read")
                                                              : _ ("Choose a List"));
  adw_status_page_set_icon_name (self->file_page, trouble != NULL
                                                      ? "dialog-warning-symbolic"
                                                      : "x-office-spreadsheet-symbolic");
  adw_status_page_set_description (self->file_page, markup);
}

/* --- Reading the file, on a pool thread ------------------------------------------------------- */

typedef struct
{
  GFile *file;
  HearthPackSet *packs;
  HearthCsvPosition position;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  hearth_pack_set_unref (reading->packs);
  g_free (reading);
}

/* The size is asked first, and the file is read no further than the limit: a stick may lie. */
static GBytes *
read_bounded (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, sizeof buffer, cancellable,
                                   error)) > 0)
    {
      if (bytes->len + (gsize) n > HEARTH_CSV_MAX_BYTES)
        {
          g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT,
                               "the file is too large");
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_bounded (reading->file, cancellable, &error);
  HearthRoster *roster =
      bytes != NULL ? hearth_roster_read (bytes, reading->packs, &reading->position, &error) : NULL;

  if (roster != NULL)
    g_task_return_pointer (task, roster, (GDestroyNotify) hearth_roster_unref);
  else
    g_task_return_error (task, error);
}

static void
on_recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRosterWindow) self = HEARTH_ROSTER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *mapping = hearth_roster_recall_mapping_finish (result, &error);
  gboolean is_remembered;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk == NULL)
    return;
  self->is_busy = FALSE;
  /* Without what was remembered there is still the guess. */
  is_remembered = mapping != NULL && hearth_roster_take_mapping (self->roster, mapping);
  hearth_roster_mapping_page_set_roster (self->mapping_page, self->roster, is_remembered,
                                         hearth_clock_today (hearth_desk_get_clock (self->desk)));
  go_to (self, STEP_MAPPING);
}

/* As the columns were taken the last time that a list with these headings was imported. */
static void
recall_mapping (HearthRosterWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  g_autofree char *headings = hearth_roster_dup_key (self->roster);

  if (context == NULL)
    return;
  self->is_busy = TRUE;
  hearth_roster_recall_mapping_async (context, headings, self->cancellable, on_recalled_cb,
                                      g_object_ref (self));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthRoster) roster = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *trouble = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk == NULL)
    return;
  self->is_busy = FALSE;
  if (roster == NULL)
    {
      trouble = hearth_roster_dup_refusal (error, &reading->position);
      describe_file_page (self, trouble);
      go_to (self, STEP_FILE);
      return;
    }
  g_clear_pointer (&self->roster, hearth_roster_unref);
  self->roster = g_steal_pointer (&roster);
  recall_mapping (self);
}

/* --- Checking, on a pool thread; looking for duplicates, on the reader ------------------------ */

typedef struct
{
  HearthRoster *roster;
  HearthGivenNames *names;
  json_t *defaults;
  HearthDate today;
  GPtrArray *problems; /* (element-type HearthRosterProblem) */
  GPtrArray *people;   /* (element-type HearthRosterPerson) */
  GPtrArray *fields;   /* (element-type json_t) of each of them */
  GPtrArray *repeated; /* (element-type HearthRosterDuplicate) */
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  hearth_roster_unref (checking->roster);
  hearth_given_names_unref (checking->names);
  json_decref (checking->defaults);
  g_clear_pointer (&checking->problems, g_ptr_array_unref);
  g_clear_pointer (&checking->people, g_ptr_array_unref);
  g_clear_pointer (&checking->fields, g_ptr_array_unref);
  g_clear_pointer (&checking->repeated, g_ptr_array_unref);
  g_free (checking);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Checking *checking = task_data;

  checking->people = hearth_roster_list_people (checking->roster, checking->today,
                                                checking->defaults, &checking->problems);
  checking->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  for (guint i = 0; i < checking->people->len; i++)
    {
      const HearthRosterPerson *person = g_ptr_array_index (checking->people, i);

      g_ptr_array_add (checking->fields, json_incref (person->fields));
    }
  checking->repeated = hearth_roster_find_repeated (checking->names, checking->fields);
  g_task_return_boolean (task, TRUE);
}

/* What the reader looks for, and what it is shown with. */
typedef struct
{
  HearthRosterWindow *window;
  GTask *checked; /* keeps the rest of the answer */
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->window);
  g_object_unref (looking->checked);
  g_free (looking);
}

static gpointer
find_duplicates (HearthDb *db, gpointer data, GError **error)
{
  const Checking *checking = g_task_get_task_data (data);

  return hearth_roster_find_duplicates (db, checking->names, checking->fields, error);
}

static void
unref_array (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
show_preview (HearthRosterWindow *self, const Checking *checking, GPtrArray *duplicates)
{
  HearthRosterPlan *plan = NULL;

  if (checking->people->len > 0)
    plan = hearth_roster_plan_new (checking->people, duplicates, checking->repeated);
  self->is_busy = FALSE;
  hearth_roster_preview_page_show (self->preview_page, checking->problems, plan,
                                   hearth_desk_get_packs (self->desk));
  go_to (self, STEP_PREVIEW);
}

static void
on_duplicates_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Looking *looking = user_data;
  HearthRosterWindow *self = looking->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duplicates =
      hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->desk != NULL)
    {
      if (duplicates != NULL)
        show_preview (self, g_task_get_task_data (looking->checked), duplicates);
      else
        {
          self->is_busy = FALSE;
          hearth_desk_report_error (self->desk, error);
          apply_state (self);
        }
    }
  looking_free (looking);
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (source);
  Checking *checking = g_task_get_task_data (G_TASK (result));
  HearthStore *store = self->desk != NULL ? hearth_desk_get_store (self->desk) : NULL;
  Looking *looking;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || store == NULL)
    return;
  if (checking->people->len == 0)
    {
      show_preview (self, checking, NULL);
      return;
    }
  looking = g_new0 (Looking, 1);
  looking->window = g_object_ref (self);
  looking->checked = g_object_ref (G_TASK (result));
  hearth_store_read_async (store, find_duplicates, g_object_ref (G_TASK (result)), g_object_unref,
                           unref_array, self->cancellable, on_duplicates_found_cb, looking);
}

static void
start_checking (HearthRosterWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_checked_cb, NULL);
  Checking *checking = g_new0 (Checking, 1);

  checking->roster = hearth_roster_ref (self->roster);
  checking->names = hearth_given_names_ref (
      hearth_context_get_given_names (hearth_desk_get_context (self->desk)));
  checking->defaults = hearth_roster_mapping_page_get_defaults (self->mapping_page);
  checking->today = hearth_clock_today (hearth_desk_get_clock (self->desk));
  g_task_set_source_tag (task, start_checking);
  g_task_set_task_data (task, checking, checking_free);
  self->is_busy = TRUE;
  apply_state (self);
  g_task_run_in_thread (task, check_in_thread);
}

/* --- Importing, on the writer ----------------------------------------------------------------- */

static void
on_progress_cb (guint done, guint total, gpointer data)
{
  HearthRosterWindow *self = data;
  g_autofree char *text = NULL;

  if (total == 0 || self->progress == NULL)
    return;
  /* Translators: how many people of how many are written. */
  text = g_strdup_printf (_ ("%u of %u"), done, total);
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
on_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRosterWindow) self = HEARTH_ROSTER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_roster_import_finish (result, &error);
  g_autofree char *title = NULL;
  guint n;

  if (self->desk == NULL)
    return;
  if (done == NULL)
    {
      hearth_desk_report_error (self->desk, error);
      go_to (self, STEP_PREVIEW);
      return;
    }
  n = hearth_change_set_get_n_cases (done);
  title = g_strdup_printf (ngettext ("%u person imported", "%u people imported", n), n);
  hearth_desk_report (self->desk, title, done);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
start_import (HearthRosterWindow *self)
{
  g_autoptr (GPtrArray) entries = hearth_roster_preview_page_list_entries (self->preview_page);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Importing %u Person", "Importing %u People", entries->len), entries->len);
  g_autofree char *headings = hearth_roster_dup_key (self->roster);
  g_autofree char *fields = hearth_roster_dup_mapping (self->roster);
  const HearthRosterMapping mapping = { headings, fields };

  adw_status_page_set_title (self->working_page, title);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, NULL);
  go_to (self, STEP_WORKING);
  hearth_roster_import_async (hearth_desk_get_context (self->desk), entries, &mapping,
                              on_progress_cb, self, self->cancellable, on_imported_cb,
                              g_object_ref (self));
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRosterWindow) self = HEARTH_ROSTER_WINDOW (user_data);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file != NULL && self->desk != NULL)
    hearth_roster_window_open (self, file);
}

static GtkFileFilter *
make_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Lists (CSV, text)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  return filter;
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileFilter) filter = make_filter ();

  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_OPEN, _ ("Choose a List"), NULL, filter,
                                on_file_chosen_cb, g_object_ref (widget));
}

static gboolean
on_drop_cb (
    GtkDropTarget *target, const GValue *value, double x, double y, HearthRosterWindow *self)
{
  if (self->step == STEP_WORKING || self->is_busy || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  hearth_roster_window_open (self, g_value_get_object (value));
  return TRUE;
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (widget);

  if (!can_go_on (self) || hearth_desk_get_context (self->desk) == NULL)
    return;
  if (self->step == STEP_MAPPING)
    start_checking (self);
  else
    start_import (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (widget);

  if (self->step == STEP_PREVIEW)
    go_to (self, STEP_MAPPING);
  else if (self->step == STEP_MAPPING)
    {
      describe_file_page (self, NULL);
      go_to (self, STEP_FILE);
    }
}

/* While people are being written, Cancel stops that and leaves nobody half registered; else it closes. */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (widget);

  if (self->step != STEP_WORKING)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthRosterWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
hearth_roster_window_close_request (GtkWindow *window)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (window);

  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (hearth_roster_window_parent_class)->close_request (window);
}

static void
hearth_roster_window_dispose (GObject *object)
{
  HearthRosterWindow *self = HEARTH_ROSTER_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->roster, hearth_roster_unref);
  self->progress = NULL;
  G_OBJECT_CLASS (hearth_roster_window_parent_class)->dispose (object);
}

static void
hearth_roster_window_class_init (HearthRosterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_roster_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_roster_window_close_request;

  g_type_ensure (HEARTH_TYPE_ROSTER_MAPPING_PAGE);
  g_type_ensure (HEARTH_TYPE_ROSTER_PREVIEW_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-roster-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, file_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, working_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, mapping_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterWindow, preview_page);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
  gtk_widget_class_install_action (widget_class, "roster.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "roster.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "roster.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "roster.cancel", NULL, cancel_action);
}

static void
hearth_roster_window_init (HearthRosterWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  describe_file_page (self, NULL);
  apply_state (self);
}

HearthRosterWindow *
hearth_roster_window_new (GtkWindow *parent, HearthDesk *desk)
{
  HearthRosterWindow *self =
      g_object_new (HEARTH_TYPE_ROSTER_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  return self;
}

void
hearth_roster_window_open (HearthRosterWindow *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (HEARTH_IS_ROSTER_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->packs = hearth_pack_set_ref (hearth_desk_get_packs (self->desk));
  task = g_task_new (self, self->cancellable, on_read_cb, NULL);
  g_task_set_source_tag (task, hearth_roster_window_open);
  g_task_set_task_data (task, reading, reading_free);
  self->is_busy = TRUE;
  apply_state (self);
  g_task_run_in_thread (task, read_in_thread);
}
