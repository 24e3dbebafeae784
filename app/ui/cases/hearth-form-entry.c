/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-entry.h"

#include "hearth-date.h"
#include "hearth-field-number.h"
#include "hearth-format.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

#define LIST_HEIGHT 320

struct _HearthFormEntry
{
  HearthFormControl parent_instance;
  GtkWidget *row;
  GtkWidget *menu_button; /* NULL: nothing is proposed */
  GtkListBox *list;
  GPtrArray *options; /* HearthFormOption */
};

G_DEFINE_FINAL_TYPE (HearthFormEntry, hearth_form_entry, HEARTH_TYPE_FORM_CONTROL)

static gboolean
is_date (const HearthField *field)
{
  return field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE;
}

static gboolean
is_number (const HearthField *field)
{
  return field->type == HEARTH_FIELD_INTEGER || field->type == HEARTH_FIELD_MONEY;
}

/* What is typed becomes the id of an entry if it is the name of one. */
static const char *
find_value (HearthFormEntry *self, const char *text)
{
  HearthFormControl *control = HEARTH_FORM_CONTROL (self);
  const HearthField *field = hearth_form_control_get_field (control);
  const char *id = field->pack != NULL && *text != '\0'
                       ? hearth_pack_set_find_by_text (hearth_form_control_get_packs (control),
                                                       field->pack, text)
                       : NULL;

  return id != NULL ? id : text;
}

/* People write sums with their thousands apart. */
static char *
dup_without_spaces (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  return g_string_free (clean, FALSE);
}

/* What is typed in the unit of the field becomes the whole number that is stored; what is no number is told
 * as it stands, for the form to say so. */
static char *
dup_value (HearthFormEntry *self, const char *text)
{
  const HearthField *field = hearth_form_control_get_field (HEARTH_FORM_CONTROL (self));
  gint64 number;

  g_autofree char *digits =
      field->type == HEARTH_FIELD_MONEY ? dup_without_spaces (text) : g_strdup (text);

  if (is_number (field) && hearth_field_number_from_text (field, digits, &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return g_strdup (find_value (self, text));
}

static void
on_changed_cb (GtkEditable *editable, HearthFormEntry *self)
{
  g_autofree char *value = dup_value (self, gtk_editable_get_text (editable));

  hearth_form_control_tell (HEARTH_FORM_CONTROL (self), value);
}

static void
on_option_activated_cb (HearthFormEntry *self, GtkListBoxRow *row)
{
  const HearthFormOption *option =
      g_ptr_array_index (self->options, (guint) gtk_list_box_row_get_index (row));
  const HearthField *field = hearth_form_control_get_field (HEARTH_FORM_CONTROL (self));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->menu_button));
  gtk_editable_set_text (GTK_EDITABLE (self->row),
                         field->pack != NULL ? option->title : option->value);
  gtk_widget_grab_focus (self->row);
}

static GtkWidget *
make_option_row (const HearthFormOption *option)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (option->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  option->title, -1);
  return row;
}

static void
add_menu (HearthFormEntry *self)
{
  const char *label = _ (hearth_form_control_get_field (HEARTH_FORM_CONTROL (self))->label);
  /* Translators: the placeholder is the name of a field, for example "Facility". */
  g_autofree char *name = g_strdup_printf (_ ("Choose: %s"), label);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_option_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "pan-down-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->menu_button), popover);
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_add_css_class (self->menu_button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->menu_button);
}

static void
fill_menu (HearthFormEntry *self)
{
  GtkListBoxRow *row;

  if (self->menu_button == NULL && self->options->len == 0)
    return;
  if (self->menu_button == NULL)
    add_menu (self);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->options->len; i++)
    gtk_list_box_append (self->list, make_option_row (self->options->pdata[i]));
  gtk_widget_set_visible (self->menu_button, self->options->len > 0);
}

static void
hearth_form_entry_build (HearthFormControl *control)
{
  HearthFormEntry *self = HEARTH_FORM_ENTRY (control);
  const HearthField *field = hearth_form_control_get_field (control);
  g_autofree char *title = hearth_field_dup_title (field);

  self->row = adw_entry_row_new ();
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self->row),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  if (field->type == HEARTH_FIELD_PARTIAL_DATE)
    gtk_widget_set_tooltip_text (self->row,
                                 _ ("Day, month and year; or month and year; or only the year"));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_changed_cb), self, 0);
  hearth_form_control_set_widgets (control, self->row, self->row);
  self->options = hearth_form_control_list_options (control);
  fill_menu (self);
}

/* Dates are shown in the form in which people here write them; both forms can be typed. */
static char *
to_entry_text (HearthFormControl *control, const char *text)
{
  const HearthField *field = hearth_form_control_get_field (control);
  HearthPartialDate date;
  gint64 number;

  if (is_date (field) && g_str_equal (hearth_format_language (), "uk") &&
      hearth_partial_date_parse (text, &date))
    return hearth_format_partial_date (&date);
  if (is_number (field) &&
      g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return hearth_field_format_number (field, number);
  if (field->pack != NULL)
    return g_strdup (
        hearth_format_pack_title (hearth_form_control_get_packs (control), field->pack, text));
  return g_strdup (text);
}

static void
hearth_form_entry_show_text (HearthFormControl *control, const char *text)
{
  HearthFormEntry *self = HEARTH_FORM_ENTRY (control);
  g_autofree char *shown = to_entry_text (control, text);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->row), shown != NULL ? shown : "");
}

static void
hearth_form_entry_set_options (HearthFormControl *control, GPtrArray *options)
{
  HearthFormEntry *self = HEARTH_FORM_ENTRY (control);

  g_ptr_array_unref (self->options);
  self->options = g_ptr_array_ref (options);
  fill_menu (self);
}

static void
hearth_form_entry_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_FORM_ENTRY (object)->options, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_form_entry_parent_class)->finalize (object);
}

static void
hearth_form_entry_class_init (HearthFormEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_entry_finalize;
  HEARTH_FORM_CONTROL_CLASS (klass)->build = hearth_form_entry_build;
  HEARTH_FORM_CONTROL_CLASS (klass)->show_text = hearth_form_entry_show_text;
  HEARTH_FORM_CONTROL_CLASS (klass)->set_options = hearth_form_entry_set_options;
}

static void
hearth_form_entry_init (HearthFormEntry *self)
{
}
