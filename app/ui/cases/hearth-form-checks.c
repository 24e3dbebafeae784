/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-checks.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthFormChecks
{
  HearthFormControl parent_instance;
  AdwExpanderRow *row;
  GPtrArray *options; /* HearthFormOption */
  GPtrArray *checks;  /* GtkCheckButton, one for each; lent from the row */
  GPtrArray *others;  /* ids that no list here knows (from a newer pack): kept */
};

G_DEFINE_FINAL_TYPE (HearthFormChecks, hearth_form_checks, HEARTH_TYPE_FORM_CONTROL)

/* What stands in the record, in the order of the pack, so that the same choice is the same value. */
static char *
dup_chosen (HearthFormChecks *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                              ((HearthFormOption *) self->options->pdata[i])->value);
  for (guint i = 0; i < self->others->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                            (const char *) self->others->pdata[i]);
  return g_strdup (text->str);
}

static void
update_subtitle (HearthFormChecks *self)
{
  const char *none = hearth_form_control_get_field (HEARTH_FORM_CONTROL (self))->none;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              ((HearthFormOption *) self->options->pdata[i])->title);
  for (guint i = 0; i < self->others->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                            (const char *) self->others->pdata[i]);
  adw_expander_row_set_subtitle (self->row, text->len > 0  ? text->str
                                            : none != NULL ? _ (none)
                                                           : _ ("Not known"));
}

static void
on_toggled_cb (HearthFormChecks *self)
{
  g_autofree char *text = dup_chosen (self);

  update_subtitle (self);
  hearth_form_control_tell (HEARTH_FORM_CONTROL (self), text);
}

static void
add_check (HearthFormChecks *self, const HearthFormOption *option)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), option->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  option->title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->row, row);
  g_ptr_array_add (self->checks, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
hearth_form_checks_build (HearthFormControl *control)
{
  HearthFormChecks *self = HEARTH_FORM_CHECKS (control);

  self->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _ (hearth_form_control_get_field (control)->label));
  self->options = hearth_form_control_list_options (control);
  for (guint i = 0; i < self->options->len; i++)
    add_check (self, self->options->pdata[i]);
  update_subtitle (self);
  hearth_form_control_set_widgets (control, GTK_WIDGET (self->row), GTK_WIDGET (self->row));
}

static int
find_option (HearthFormChecks *self, const char *id)
{
  for (guint i = 0; i < self->options->len; i++)
    if (g_str_equal (((HearthFormOption *) self->options->pdata[i])->value, id))
      return (int) i;
  return -1;
}

static void
hearth_form_checks_show_text (HearthFormControl *control, const char *text)
{
  HearthFormChecks *self = HEARTH_FORM_CHECKS (control);
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);

  g_ptr_array_set_size (self->others, 0);
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0' && find_option (self, ids[i]) < 0)
      g_ptr_array_add (self->others, g_strdup (ids[i]));
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (
        self->checks->pdata[i],
        g_strv_contains ((const char *const *) ids,
                         ((HearthFormOption *) self->options->pdata[i])->value));
  update_subtitle (self);
}

/* What was chosen stays chosen, in a list or beside it. */
static void
hearth_form_checks_set_options (HearthFormControl *control, GPtrArray *options)
{
  HearthFormChecks *self = HEARTH_FORM_CHECKS (control);
  g_autofree char *chosen = dup_chosen (self);

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *check = self->checks->pdata[i];

      g_signal_handlers_disconnect_by_func (check, on_toggled_cb, self);
      adw_expander_row_remove (self->row, gtk_widget_get_ancestor (check, ADW_TYPE_ACTION_ROW));
    }
  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_unref (self->options);
  self->options = g_ptr_array_ref (options);
  for (guint i = 0; i < self->options->len; i++)
    add_check (self, self->options->pdata[i]);
  hearth_form_checks_show_text (control, chosen);
}

static void
hearth_form_checks_finalize (GObject *object)
{
  HearthFormChecks *self = HEARTH_FORM_CHECKS (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->others);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_form_checks_parent_class)->finalize (object);
}

static void
hearth_form_checks_class_init (HearthFormChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_checks_finalize;
  HEARTH_FORM_CONTROL_CLASS (klass)->build = hearth_form_checks_build;
  HEARTH_FORM_CONTROL_CLASS (klass)->set_options = hearth_form_checks_set_options;
  HEARTH_FORM_CONTROL_CLASS (klass)->show_text = hearth_form_checks_show_text;
}

static void
hearth_form_checks_init (HearthFormChecks *self)
{
  self->checks = g_ptr_array_new ();
  self->others = g_ptr_array_new_with_free_func (g_free);
}
