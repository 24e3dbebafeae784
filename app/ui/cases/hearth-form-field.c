/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-field.h"

#include "hearth-format.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

/* Up to ten choices a combo row shows them all; beyond that a searchable list is quicker. */
#define N_CHOICES_AT_A_GLANCE 10
#define N_BUTTON_CHARACTERS 24

struct _HearthFormField
{
  GObject parent_instance;
  char *id;
  const HearthField *field;
  HearthPackSet *packs;
  GtkWidget *row; /* the value */
  GtkWidget
      *control; /* what is edited in it: AdwEntryRow, AdwComboRow, GtkDropDown or GtkTextView */
  GtkWidget *issue_row;
  GtkWidget *issue_icon;
  GtkWidget *issue_label;
  GPtrArray *choices; /* ids in the order of the list; the first is "" */
  char *text;         /* what is shown, as the draft has it */
  guint is_filling : 1;
};

G_DEFINE_FINAL_TYPE (HearthFormField, hearth_form_field, G_TYPE_OBJECT)

enum
{
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
emit_edited (HearthFormField *self, const char *text)
{
  if (self->is_filling || g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_signal_emit (self, signals[EDITED], 0, text);
}

static void
on_entry_changed_cb (GtkEditable *editable, HearthFormField *self)
{
  emit_edited (self, gtk_editable_get_text (editable));
}

static void
on_selected_cb (GObject *control, GParamSpec *pspec, HearthFormField *self)
{
  guint selected;

  g_object_get (control, "selected", &selected, NULL);
  if (selected < self->choices->len)
    emit_edited (self, g_ptr_array_index (self->choices, selected));
}

static void
on_buffer_changed_cb (GtkTextBuffer *buffer, HearthFormField *self)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  emit_edited (self, text);
}

static void
make_entry (HearthFormField *self)
{
  self->row = self->control = adw_entry_row_new ();
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self->row),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->field->label));
  if (self->field->type == HEARTH_FIELD_PARTIAL_DATE)
    gtk_widget_set_tooltip_text (self->row,
                                 _ ("Day, month and year; or month and year; or only the year"));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
}

static void
add_choice (HearthFormField *self, GtkStringList *titles, const char *id, const char *title)
{
  g_ptr_array_add (self->choices, g_strdup (id));
  gtk_string_list_append (titles, title);
}

static GtkStringList *
list_choices (HearthFormField *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  g_auto (GStrv) words =
      self->field->words != NULL ? g_strsplit (self->field->words, " ", -1) : NULL;
  guint n_entries = self->field->pack != NULL
                        ? hearth_pack_set_get_n_entries (self->packs, self->field->pack)
                        : 0;

  self->choices = g_ptr_array_new_with_free_func (g_free);
  add_choice (self, titles, "", _ ("Not known"));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    add_choice (self, titles, words[i], hearth_word_get_title (words[i]));
  for (guint i = 0; i < n_entries; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (self->packs, self->field->pack, i);

      add_choice (self, titles, hearth_pack_entry_get_id (entry),
                  hearth_pack_entry_get_title (entry, hearth_format_language ()));
    }
  return titles;
}

static void
on_choice_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_button)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (is_button != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), N_BUTTON_CHARACTERS);
    }
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *title = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (title));
}

static GtkListItemFactory *
make_choice_factory (gboolean is_button)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup_cb), GINT_TO_POINTER (is_button));
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind_cb), NULL);
  return factory;
}

static void
make_searchable_choice (HearthFormField *self, GtkStringList *titles)
{
  g_autoptr (GtkExpression) title =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  /* The button would be as wide as the longest title, and the window could not be narrow. */
  g_autoptr (GtkListItemFactory) button_factory = make_choice_factory (TRUE);
  g_autoptr (GtkListItemFactory) list_factory = make_choice_factory (FALSE);

  self->row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  self->control = gtk_drop_down_new (G_LIST_MODEL (titles), g_steal_pointer (&title));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->control), TRUE);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->control), button_factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->control), list_factory);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->control, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->field->label), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
}

static void
make_choice (HearthFormField *self)
{
  GtkStringList *titles = list_choices (self);

  if (self->choices->len > N_CHOICES_AT_A_GLANCE)
    make_searchable_choice (self, titles);
  else
    {
      self->row = self->control = adw_combo_row_new ();
      adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (titles));
      g_object_unref (titles);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->field->label));
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (on_selected_cb), self, 0);
}

static void
make_long_text (HearthFormField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ (self->field->label));

  self->control = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->control), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->control), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self->control),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_widget_set_size_request (self->control, -1, 96);
  gtk_widget_add_css_class (self->control, "note-view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->field->label), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->control);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  self->row = adw_preferences_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (self->field->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), "changed",
                           G_CALLBACK (on_buffer_changed_cb), self, 0);
}

static void
make_issue_row (HearthFormField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->issue_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->issue_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->issue_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->issue_label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->issue_icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attention"), -1);
  gtk_box_append (GTK_BOX (box), self->issue_icon);
  gtk_box_append (GTK_BOX (box), self->issue_label);
  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom", 6,
                NULL);
  self->issue_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->issue_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->issue_row), FALSE);
  gtk_widget_set_focusable (self->issue_row, FALSE);
  gtk_widget_set_visible (self->issue_row, FALSE);
}

/* Dates are shown in the form in which people here write them; both forms can be typed. */
static char *
to_entry_text (HearthFormField *self, const char *text)
{
  HearthPartialDate date;

  if (self->field->type == HEARTH_FIELD_PARTIAL_DATE &&
      g_str_equal (hearth_format_language (), "uk") && hearth_partial_date_parse (text, &date))
    return hearth_format_partial_date (&date);
  return g_strdup (text);
}

/* An id that no list here knows (from a newer pack) is kept and shown as it is. */
static guint
find_choice (HearthFormField *self, const char *id)
{
  GtkStringList *titles;

  for (guint i = 0; i < self->choices->len; i++)
    if (g_str_equal (g_ptr_array_index (self->choices, i), id))
      return i;
  titles = GTK_STRING_LIST (ADW_IS_COMBO_ROW (self->control)
                                ? adw_combo_row_get_model (ADW_COMBO_ROW (self->control))
                                : gtk_drop_down_get_model (GTK_DROP_DOWN (self->control)));
  add_choice (self, titles, id, id);
  return self->choices->len - 1;
}

static void
show_text (HearthFormField *self, const char *text)
{
  g_autofree char *shown = NULL;

  if (GTK_IS_TEXT_VIEW (self->control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), text, -1);
  else if (self->choices != NULL)
    g_object_set (self->control, "selected", find_choice (self, text), NULL);
  else
    {
      shown = to_entry_text (self, text);
      gtk_editable_set_text (GTK_EDITABLE (self->control), shown);
    }
}

static void
hearth_form_field_finalize (GObject *object)
{
  HearthFormField *self = HEARTH_FORM_FIELD (object);

  g_clear_object (&self->row);
  g_clear_object (&self->issue_row);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_free (self->id);
  g_free (self->text);
  G_OBJECT_CLASS (hearth_form_field_parent_class)->finalize (object);
}

static void
hearth_form_field_class_init (HearthFormFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_field_finalize;

  signals[EDITED] = g_signal_new ("edited", HEARTH_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hearth_form_field_init (HearthFormField *self)
{
  self->text = g_strdup ("");
}

HearthFormField *
hearth_form_field_new (const char *id, const HearthField *field, HearthPackSet *packs)
{
  HearthFormField *self = g_object_new (HEARTH_TYPE_FORM_FIELD, NULL);

  self->id = g_strdup (id);
  self->field = field;
  self->packs = hearth_pack_set_ref (packs);
  if (field->type == HEARTH_FIELD_ENUM)
    make_choice (self);
  else if ((field->flags & HEARTH_FIELD_LONG) != 0)
    make_long_text (self);
  else
    make_entry (self);
  make_issue_row (self);
  g_object_ref_sink (self->row);
  g_object_ref_sink (self->issue_row);
  return self;
}

void
hearth_form_field_add_to (HearthFormField *self, AdwPreferencesGroup *group)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->issue_row);
}

const char *
hearth_form_field_get_id (HearthFormField *self)
{
  g_return_val_if_fail (HEARTH_IS_FORM_FIELD (self), NULL);

  return self->id;
}

void
hearth_form_field_set_text (HearthFormField *self, const char *text)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  self->is_filling = TRUE;
  show_text (self, text);
  self->is_filling = FALSE;
}

void
hearth_form_field_set_issue (HearthFormField *self, const char *message, gboolean is_error)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  gtk_widget_set_visible (self->issue_row, message != NULL);
  gtk_label_set_text (GTK_LABEL (self->issue_label), message != NULL ? message : "");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *widget = i == 0 ? self->issue_icon : self->issue_label;

      gtk_widget_remove_css_class (widget, is_error ? "warning" : "error");
      gtk_widget_add_css_class (widget, is_error ? "error" : "warning");
    }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL && is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
hearth_form_field_grab_focus (HearthFormField *self)
{
  g_return_if_fail (HEARTH_IS_FORM_FIELD (self));

  gtk_widget_grab_focus (self->control);
}
