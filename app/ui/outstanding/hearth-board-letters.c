/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-letters.h"

#include "hearth-format.h"
#include "hearth-letter-batch.h"
#include "hearth-letter-many.h"
#include "hearth-letter-places.h"
#include "hearth-letter-sheet.h"
#include "hearth-letter.h"
#include "hearth-record-draft.h"

#include <glib/gi18n.h>

/* In the order of the choice: authorities read Ukrainian. */
static const char *const languages[] = { "uk", "en" };

#define N_ROWS_SEEN 3 /* the others are scrolled to: the letter has the room */

struct _HearthBoardLetters
{
  HearthOutWindow parent_instance;
  HearthPackSet *packs;
  GPtrArray *batch;      /* HearthBatchLetter, one for each row of the list */
  GPtrArray *templates;  /* borrowed HearthPackEntry, in the order of the choice */
  GPtrArray *saved;      /* HearthRecord; NULL: not yet */
  HearthBatchLetter *at; /* that is looked at; NULL: none */
  GCancellable *cancellable;
  guint n_left_out;
  guint next; /* the first that is to be read, then to be filled in */
  guint filling_id;
  gboolean is_showing;
  gboolean is_saving;
  gboolean is_closed;

  GtkStack *stack;
  GtkWidget *save_button;
  GtkLabel *reading_label;
  AdwComboRow *template_row;
  AdwComboRow *language_row;
  AdwEntryRow *number_row;
  GtkLabel *left_out_label;
  GtkScrolledWindow *list_window;
  GtkListBox *list;
  AdwEntryRow *addressee_row;
  GtkTextView *text_view;
  GtkWidget *letter_box;
  GtkLabel *places_label;
  GtkLabel *sum_label;
  AdwStatusPage *done_page;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthBoardLetters, hearth_board_letters, HEARTH_TYPE_OUT_WINDOW)

static HearthDesk *
get_desk (HearthBoardLetters *self)
{
  return hearth_out_window_get_desk (HEARTH_OUT_WINDOW (self));
}

/* NULL: locked. */
static HearthContext *
get_context (HearthBoardLetters *self)
{
  HearthDesk *desk = get_desk (self);

  return desk != NULL ? hearth_desk_get_context (desk) : NULL;
}

static const HearthPackEntry *
get_template (HearthBoardLetters *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);

  return selected < self->templates->len ? self->templates->pdata[selected] : NULL;
}

static gboolean
is_good (const HearthBatchLetter *letter)
{
  return hearth_batch_letter_count_places (letter) == 0 && *letter->addressee != '\0' &&
         *letter->text != '\0' &&
         g_utf8_strlen (letter->text, -1) <= HEARTH_RECORD_DRAFT_MAX_LONG_LENGTH;
}

/* --- The list --- */

static char *
describe (const HearthBatchLetter *letter)
{
  guint n_places = hearth_batch_letter_count_places (letter);

  if (letter->is_off)
    return g_strdup (_ ("Gets no letter"));
  if (n_places > 0)
    return g_strdup_printf (
        ngettext ("%u place to be looked at", "%u places to be looked at", n_places), n_places);
  return g_strdup (is_good (letter) ? _ ("Ready") : _ ("Addressee or text is missing"));
}

static void
show_sum (HearthBoardLetters *self)
{
  guint n_wanted = 0, n_open = 0;
  g_autofree char *wanted = NULL;
  g_autofree char *open = NULL;

  for (guint i = 0; i < self->batch->len; i++)
    {
      const HearthBatchLetter *letter = self->batch->pdata[i];

      n_wanted += hearth_batch_letter_is_wanted (letter);
      n_open += hearth_batch_letter_is_wanted (letter) && !is_good (letter);
    }
  wanted = g_strdup_printf (ngettext ("%u letter", "%u letters", n_wanted), n_wanted);
  if (n_open > 0)
    open = g_strdup_printf (ngettext ("%s, %u of them to be looked at or switched off",
                                      "%s, %u of them to be looked at or switched off", n_open),
                            wanted, n_open);
  gtk_label_set_text (self->sum_label, open != NULL ? open : wanted);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letters.save",
                                 !self->is_saving && self->saved == NULL && n_wanted > 0 &&
                                     n_open == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letters.next", n_open > 0);
}

static void
show_row (HearthBoardLetters *self, guint i)
{
  const HearthBatchLetter *letter = self->batch->pdata[i];
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
  g_autofree char *text = letter->fits ? describe (letter) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (row), letter->fits);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
}

/* What was chosen and gets no letter is not passed over in silence. */
static void
show_left_out (HearthBoardLetters *self)
{
  guint n_others = 0;
  g_autofree char *others = NULL;
  g_autofree char *beyond = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->batch->len; i++)
    n_others += !((const HearthBatchLetter *) self->batch->pdata[i])->fits;
  others = g_strdup_printf (
      ngettext ("%u more was chosen that this letter is not about, and is left out.",
                "%u more were chosen that this letter is not about, and are left out.", n_others),
      n_others);
  beyond = g_strdup_printf (ngettext ("%u is left for another time: 200 are looked at at once.",
                                      "%u are left for another time: 200 are looked at at once.",
                                      self->n_left_out),
                            self->n_left_out);
  if (n_others > 0)
    g_string_append (text, others);
  if (self->n_left_out > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", beyond);
  gtk_label_set_text (self->left_out_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), text->len > 0);
}

/* Inside of what scrolls itself a list is given no more than it demands. */
static void
fit_list (HearthBoardLetters *self)
{
  int height, all = 0;
  guint n_rows = 0;

  for (guint i = 0; i < self->batch->len; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i));

      if (!gtk_widget_get_visible (row) || ++n_rows > N_ROWS_SEEN)
        continue;
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      all += height;
    }
  /* A scrollbar that comes and goes while it is laid out is drawn by GTK before it has a place, with a warning. */
  gtk_scrolled_window_set_policy (self->list_window, GTK_POLICY_NEVER,
                                  n_rows > N_ROWS_SEEN ? GTK_POLICY_ALWAYS : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_height (self->list_window, all);
}

static guint
find_index (HearthBoardLetters *self)
{
  guint index = 0;

  return g_ptr_array_find (self->batch, self->at, &index) ? index : 0;
}

static void
show_places (HearthBoardLetters *self)
{
  guint n_places = self->at != NULL ? hearth_batch_letter_count_places (self->at) : 0;
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u place is marked: look at it, then press F8",
                                 "%u places are marked: look at each, then press F8", n_places),
                       n_places);

  gtk_label_set_text (self->places_label, n_places > 0 ? text : _ ("Nothing is marked"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letters.accept", n_places > 0);
}

static void
on_changed_cb (HearthBoardLetters *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  hearth_letter_places_show (buffer);
  if (self->is_showing || self->is_closed || self->at == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->at->text);
  self->at->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_free (self->at->addressee);
  self->at->addressee = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->addressee_row)));
  show_row (self, find_index (self));
  show_places (self);
  show_sum (self);
}

static void
show_letter (HearthBoardLetters *self, HearthBatchLetter *letter)
{
  gboolean has_text = letter != NULL && letter->fits;

  self->is_showing = TRUE;
  self->at = has_text ? letter : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->addressee_row), has_text ? letter->addressee : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view),
                            has_text ? letter->text : "", -1);
  gtk_widget_set_sensitive (self->letter_box, has_text);
  self->is_showing = FALSE;
  on_changed_cb (self);
  hearth_letter_places_go_to_first (self->text_view);
  show_places (self);
}

static void
on_row_selected_cb (HearthBoardLetters *self, GtkListBoxRow *row)
{
  /* A list that is taken apart with the window chooses another row. */
  if (self->is_closed)
    return;
  show_letter (self, row != NULL ? self->batch->pdata[gtk_list_box_row_get_index (row)] : NULL);
}

static void
on_switched_cb (GtkSwitch *button, GParamSpec *pspec, GtkListBoxRow *row)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (gtk_widget_get_root (GTK_WIDGET (row)));
  HearthBatchLetter *letter = self->batch->pdata[gtk_list_box_row_get_index (row)];

  letter->is_off = !gtk_switch_get_active (button);
  show_row (self, (guint) gtk_list_box_row_get_index (row));
  show_sum (self);
}

static void
add_row (HearthBoardLetters *self, const HearthBatchLetter *letter)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), letter->title);
  gtk_switch_set_active (GTK_SWITCH (button), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  letter->title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "switch", button);
  gtk_list_box_append (self->list, row);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (on_switched_cb), row, 0);
}

/* --- Reading and filling in, one after the other: the window answers meanwhile --- */

static void read_next (HearthBoardLetters *self);

static void
end_filling (HearthBoardLetters *self)
{
  gtk_stack_set_visible_child_name (self->stack, "letters");
  gtk_widget_set_visible (self->save_button, TRUE);
  show_left_out (self);
  fit_list (self);
  gtk_list_box_unselect_all (self->list);
  show_letter (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "letters.next", NULL);
  for (guint i = 0; i < self->batch->len && self->at == NULL; i++)
    if (hearth_batch_letter_is_wanted (self->batch->pdata[i]))
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
  show_sum (self);
}

static gboolean
fill_next (gpointer data)
{
  HearthBoardLetters *self = data;
  HearthContext *context = get_context (self);
  const HearthPackEntry *template = get_template (self);

  if (context == NULL || template == NULL || self->next >= self->batch->len)
    {
      self->filling_id = 0;
      if (context != NULL && template != NULL)
        end_filling (self);
      return G_SOURCE_REMOVE;
    }
  hearth_letter_batch_fill (self->batch, self->next, self->packs,
                            (HearthPlanTemplates *) hearth_context_get_templates (context),
                            template, languages[adw_combo_row_get_selected (self->language_row)]);
  show_row (self, self->next++);
  return G_SOURCE_CONTINUE;
}

static void
begin_filling (HearthBoardLetters *self)
{
  if (self->is_showing)
    return;
  self->next = 0;
  show_letter (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letters.save", FALSE);
  if (self->filling_id == 0)
    self->filling_id = g_idle_add (fill_next, self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBoardLetters) self = HEARTH_BOARD_LETTERS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load_finish (result, &error);

  if (get_context (self) == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (kase == NULL)
    {
      hearth_desk_report_error (get_desk (self), error);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  /* One person may be there for several payments. */
  for (guint i = self->next; i < self->batch->len; i++)
    {
      HearthBatchLetter *letter = self->batch->pdata[i];

      if (hearth_id_equal (&letter->case_id, hearth_case_get_id (kase)))
        g_set_object (&letter->kase, kase);
    }
  read_next (self);
}

static void
read_next (HearthBoardLetters *self)
{
  g_autofree char *text = NULL;

  while (self->next < self->batch->len &&
         ((HearthBatchLetter *) self->batch->pdata[self->next])->kase != NULL)
    self->next++;
  if (self->next >= self->batch->len)
    {
      begin_filling (self);
      return;
    }
  /* Translators: how many cases were read of how many. */
  text = g_strdup_printf (_ ("%u of %u"), self->next + 1, self->batch->len);
  gtk_label_set_text (self->reading_label, text);
  hearth_case_load_async (get_context (self),
                          &((HearthBatchLetter *) self->batch->pdata[self->next])->case_id,
                          self->cancellable, on_read_cb, g_object_ref (self));
}

/* --- Saving --- */

static void
show_done (HearthBoardLetters *self)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u Letter Saved", "%u Letters Saved", self->saved->len), self->saved->len);

  adw_status_page_set_title (self->done_page, title);
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "done");
  hearth_out_window_set_can_go (HEARTH_OUT_WINDOW (self), TRUE);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBoardLetters) self = HEARTH_BOARD_LETTERS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done =
      hearth_store_execute_finish (HEARTH_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  self->is_saving = FALSE;
  if (get_context (self) == NULL)
    return;
  if (done == NULL)
    hearth_desk_report_error (get_desk (self), error);
  else
    {
      sentence = g_strdup_printf (
          ngettext ("%u letter saved", "%u letters saved", self->saved->len), self->saved->len);
      hearth_desk_report (get_desk (self), sentence, done);
    }
  if (done != NULL && hearth_change_set_get_result (done) == HEARTH_RESULT_DONE)
    show_done (self);
  else
    {
      g_clear_pointer (&self->saved, g_ptr_array_unref);
      show_sum (self);
    }
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (widget);
  HearthContext *context = get_context (self);
  const HearthPackEntry *template = get_template (self);
  g_autoptr (HearthCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  HearthDate today;

  if (context == NULL || template == NULL || self->is_saving || self->saved != NULL)
    return;
  today = hearth_clock_today (hearth_desk_get_clock (get_desk (self)));
  self->saved = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  for (guint i = 0; i < self->batch->len; i++)
    if (hearth_batch_letter_is_wanted (self->batch->pdata[i]))
      g_ptr_array_add (self->saved, hearth_batch_letter_make (
                                        self->batch->pdata[i], template, today,
                                        gtk_editable_get_text (GTK_EDITABLE (self->number_row))));
  command = hearth_letter_many_new (self->saved, self->packs, &error);
  if (command == NULL)
    {
      g_clear_pointer (&self->saved, g_ptr_array_unref);
      hearth_desk_report_error (get_desk (self), error);
      return;
    }
  self->is_saving = TRUE;
  gtk_widget_action_set_enabled (widget, "letters.save", FALSE);
  hearth_store_execute_async (hearth_context_get_store (context), command, NULL, on_saved_cb,
                              g_object_ref (self));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (widget);
  const char *addressee = gtk_editable_get_text (GTK_EDITABLE (self->addressee_row));

  if (hearth_letter_count_marks (addressee) > 0)
    {
      g_autofree char *clean = hearth_letter_drop_marks (addressee);

      gtk_editable_set_text (GTK_EDITABLE (self->addressee_row), clean);
      gtk_widget_grab_focus (GTK_WIDGET (self->addressee_row));
    }
  else
    hearth_letter_places_accept (self->text_view);
}

/* The next letter, after the one that is looked at, in which something is to be looked at. */
static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (widget);
  guint start = self->at != NULL ? find_index (self) + 1 : 0;

  for (guint i = 0; i < self->batch->len; i++)
    {
      guint index = (start + i) % self->batch->len;
      const HearthBatchLetter *letter = self->batch->pdata[index];

      if (!hearth_batch_letter_is_wanted (letter) || is_good (letter))
        continue;
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) index));
      gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
      return;
    }
}

/* --- Paper --- */

static HearthPages *
make_pages (HearthOutWindow *window)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (window);

  if (get_context (self) == NULL || self->saved == NULL)
    return NULL;
  return hearth_pages_new_flow (hearth_letter_sheet_new_many (self->saved));
}

/* Letters about payments hold sums. */
static void
describe_paper (HearthOutWindow *window, const HearthPages *pages, HearthAuditEntry *entry)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (window);

  entry->cmp = hearth_record_get_kind (self->saved->pdata[0])->cmp;
  entry->n = self->saved->len;
}

static const char *
get_file_name (HearthOutWindow *window)
{
  return HEARTH_BOARD_LETTERS (window)->saved != NULL ? "letters.pdf" : NULL;
}

static void
update (HearthOutWindow *window)
{
  hearth_out_window_set_can_go (window, HEARTH_BOARD_LETTERS (window)->saved != NULL &&
                                            !HEARTH_BOARD_LETTERS (window)->is_saving);
}

/* --- The widget --- */

static void
hearth_board_letters_dispose (GObject *object)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (object);

  self->is_closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->filling_id, g_source_remove);
  G_OBJECT_CLASS (hearth_board_letters_parent_class)->dispose (object);
}

static void
hearth_board_letters_finalize (GObject *object)
{
  HearthBoardLetters *self = HEARTH_BOARD_LETTERS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  G_OBJECT_CLASS (hearth_board_letters_parent_class)->finalize (object);
}

static void
hearth_board_letters_class_init (HearthBoardLettersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HearthOutWindowClass *out_class = HEARTH_OUT_WINDOW_CLASS (klass);

  out_class->make_pages = make_pages;
  out_class->describe = describe_paper;
  out_class->get_file_name = get_file_name;
  out_class->update = update;
  G_OBJECT_CLASS (klass)->dispose = hearth_board_letters_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_board_letters_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/outstanding/hearth-board-letters.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, save_button);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, reading_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, template_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, language_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, number_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, list_window);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, list);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, addressee_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, text_view);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, letter_box);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, places_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, sum_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, done_page);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardLetters, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_install_action (widget_class, "letters.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "letters.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "letters.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "letters.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "letters.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "letters.save",
                                       NULL);
}

static void
hearth_board_letters_init (HearthBoardLetters *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (HearthBoardLetters *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->templates->len; i++)
    gtk_string_list_append (
        titles, hearth_pack_entry_get_title (self->templates->pdata[i], hearth_format_language ()));
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (titles));
}

static void
watch (HearthBoardLetters *self)
{
  g_signal_connect_object (self->template_row, "notify::selected", G_CALLBACK (begin_filling), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (begin_filling), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->addressee_row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hearth_board_letters_present (GtkWidget *parent, HearthDesk *desk, GPtrArray *rows)
{
  HearthBoardLetters *self =
      g_object_new (HEARTH_TYPE_BOARD_LETTERS, "transient-for", gtk_widget_get_root (parent), NULL);
  HearthContext *context = hearth_desk_get_context (desk);

  hearth_out_window_begin (HEARTH_OUT_WINDOW (self), desk, self->issue_label);
  hearth_out_window_set_can_go (HEARTH_OUT_WINDOW (self), FALSE);
  self->packs = hearth_pack_set_ref (hearth_desk_get_packs (desk));
  self->batch = hearth_letter_batch_new (rows, self->packs, &self->n_left_out);
  self->templates = hearth_letter_batch_list_templates (
      self->batch, self->packs, (HearthPlanTemplates *) hearth_context_get_templates (context));
  for (guint i = 0; i < self->batch->len; i++)
    add_row (self, self->batch->pdata[i]);
  fill_choices (self);
  gtk_window_present (GTK_WINDOW (self));
  if (self->templates->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return GTK_WIDGET (self);
    }
  watch (self);
  read_next (self);
  return GTK_WIDGET (self);
}
