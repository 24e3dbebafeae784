/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-choice.h"

#include <glib/gi18n.h>

/* Up to ten choices a combo row shows them all; beyond that a searchable list is quicker. */
#define N_CHOICES_AT_A_GLANCE 10
#define N_BUTTON_CHARACTERS 24

struct _HearthFormChoice
{
  HearthFormControl parent_instance;
  GtkWidget *control; /* AdwComboRow or GtkDropDown */
  GPtrArray *values;  /* in the order of the list; the first is "" */
};

G_DEFINE_FINAL_TYPE (HearthFormChoice, hearth_form_choice, HEARTH_TYPE_FORM_CONTROL)

static void
on_selected_cb (HearthFormChoice *self)
{
  guint selected;

  g_object_get (self->control, "selected", &selected, NULL);
  if (selected < self->values->len)
    hearth_form_control_tell (HEARTH_FORM_CONTROL (self),
                              g_ptr_array_index (self->values, selected));
}

static void
add_choice (HearthFormChoice *self, GtkStringList *titles, const char *value, const char *title)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (titles, title);
}

static void
add_options (HearthFormChoice *self, GtkStringList *titles, GPtrArray *options)
{
  const char *none = hearth_form_control_get_field (HEARTH_FORM_CONTROL (self))->none;

  add_choice (self, titles, "", none != NULL ? _ (none) : _ ("Not known"));
  for (guint i = 0; i < options->len; i++)
    {
      const HearthFormOption *option = options->pdata[i];

      add_choice (self, titles, option->value, option->title);
    }
}

static GPtrArray *
list_options (HearthFormControl *control)
{
  GPtrArray *options = hearth_form_control_list_options (control);

  if (hearth_form_control_get_field (control)->type == HEARTH_FIELD_BOOLEAN)
    {
      g_ptr_array_add (options, hearth_form_option_new ("true", _ ("Yes")));
      g_ptr_array_add (options, hearth_form_option_new ("false", _ ("No")));
    }
  return options;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_button)
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
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *title = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (title));
}

static GtkListItemFactory *
make_factory (gboolean is_button)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (is_button));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
}

/* The button would be as wide as the longest title, and the window could not be narrow. */
static GtkWidget *
make_searchable (HearthFormChoice *self, const char *label, GtkStringList *titles)
{
  GtkExpression *title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GtkListItemFactory) button_factory = make_factory (TRUE);
  g_autoptr (GtkListItemFactory) list_factory = make_factory (FALSE);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  self->control = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (titles)), title);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->control), TRUE);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->control), button_factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->control), list_factory);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->control, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->control);
  return row;
}

/* A list that comes later may be long. */
static gboolean
is_long (const HearthField *field, GPtrArray *options)
{
  return field->type == HEARTH_FIELD_ID || options->len + 1 > N_CHOICES_AT_A_GLANCE;
}

static void
hearth_form_choice_build (HearthFormControl *control)
{
  HearthFormChoice *self = HEARTH_FORM_CHOICE (control);
  const HearthField *field = hearth_form_control_get_field (control);
  g_autoptr (GPtrArray) options = list_options (control);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *row;

  add_options (self, titles, options);
  if (is_long (field, options))
    row = make_searchable (self, _ (field->label), titles);
  else
    {
      row = self->control = adw_combo_row_new ();
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->label));
  g_signal_connect_object (self->control, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_form_control_set_widgets (control, row, self->control);
}

static GtkStringList *
get_titles (HearthFormChoice *self)
{
  return GTK_STRING_LIST (ADW_IS_COMBO_ROW (self->control)
                              ? adw_combo_row_get_model (ADW_COMBO_ROW (self->control))
                              : gtk_drop_down_get_model (GTK_DROP_DOWN (self->control)));
}

/* A value that no list here knows (from a newer pack) is kept and shown as it is. */
static void
hearth_form_choice_show_text (HearthFormControl *control, const char *text)
{
  HearthFormChoice *self = HEARTH_FORM_CHOICE (control);
  guint position = 0;

  while (position < self->values->len && !g_str_equal (self->values->pdata[position], text))
    position++;
  if (position == self->values->len)
    add_choice (self, get_titles (self), text, text);
  g_object_set (self->control, "selected", position, NULL);
}

static void
hearth_form_choice_set_options (HearthFormControl *control, GPtrArray *options)
{
  HearthFormChoice *self = HEARTH_FORM_CHOICE (control);
  GtkStringList *titles = get_titles (self);

  g_ptr_array_set_size (self->values, 0);
  gtk_string_list_splice (titles, 0, g_list_model_get_n_items (G_LIST_MODEL (titles)), NULL);
  add_options (self, titles, options);
}

static void
hearth_form_choice_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_FORM_CHOICE (object)->values);
  G_OBJECT_CLASS (hearth_form_choice_parent_class)->finalize (object);
}

static void
hearth_form_choice_class_init (HearthFormChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_choice_finalize;
  HEARTH_FORM_CONTROL_CLASS (klass)->build = hearth_form_choice_build;
  HEARTH_FORM_CONTROL_CLASS (klass)->show_text = hearth_form_choice_show_text;
  HEARTH_FORM_CONTROL_CLASS (klass)->set_options = hearth_form_choice_set_options;
}

static void
hearth_form_choice_init (HearthFormChoice *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
}
