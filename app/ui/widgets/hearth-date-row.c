/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-date-row.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthDateRow
{
  AdwEntryRow parent_instance;
  GtkWidget *issue;
};

G_DEFINE_FINAL_TYPE (HearthDateRow, hearth_date_row, ADW_TYPE_ENTRY_ROW)

/* Never colour alone: the row also says it, to the eye and to assistive technology. */
static void
on_changed_cb (HearthDateRow *self)
{
  HearthPartialDate date;
  gboolean is_valid = hearth_date_row_get_date (self, &date);

  gtk_widget_set_visible (self->issue, !is_valid);
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
      is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
hearth_date_row_class_init (HearthDateRowClass *klass)
{
}

static void
hearth_date_row_init (HearthDateRow *self)
{
  self->issue = gtk_label_new (_ ("not a date"));
  gtk_widget_add_css_class (self->issue, "caption");
  gtk_widget_add_css_class (self->issue, "error");
  gtk_widget_set_visible (self->issue, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->issue);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self),
                                 GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_PRIVATE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("For example 09.06.2000, or only the year"));
  g_signal_connect_object (self, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
hearth_date_row_get_date (HearthDateRow *self, HearthPartialDate *out)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HEARTH_IS_DATE_ROW (self), FALSE);

  *out = (HearthPartialDate) HEARTH_PARTIAL_DATE_INIT;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  return *text == '\0' || hearth_partial_date_parse_typed (text, out);
}

/* Numbers in either language, so that what is shown can be typed. */
void
hearth_date_row_set_date (HearthDateRow *self, const HearthPartialDate *date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEARTH_IS_DATE_ROW (self));

  if (!hearth_partial_date_is_known (date))
    text = g_strdup ("");
  else if (date->month == 0)
    text = g_strdup_printf ("%d", date->year);
  else if (date->day == 0)
    text = g_strdup_printf ("%02d.%04d", date->month, date->year);
  else
    text = g_strdup_printf ("%02d.%02d.%04d", date->day, date->month, date->year);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}
