/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pack-row.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthPackRow
{
  AdwActionRow parent_instance;
  GPtrArray *ids; /* beside the drop-down's strings; the first is NULL */
  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (HearthPackRow, hearth_pack_row, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_selected_cb (HearthPackRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_title_changed_cb (HearthPackRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
hearth_pack_row_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_PACK_ROW (object)->ids);
  G_OBJECT_CLASS (hearth_pack_row_parent_class)->finalize (object);
}

static void
hearth_pack_row_class_init (HearthPackRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_pack_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_PACK_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_pack_row_init (HearthPackRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->drop_down), "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->drop_down));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->drop_down));
  g_signal_connect_object (self, "notify::title", G_CALLBACK (on_title_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hearth_pack_row_load (HearthPackRow *self, HearthPackSet *packs, const char *kind)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n_entries = packs != NULL ? hearth_pack_set_get_n_entries (packs, kind) : 0;
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  g_return_if_fail (HEARTH_IS_PACK_ROW (self));

  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_add (self->ids, NULL);
  gtk_string_list_append (titles, _ ("Not known"));
  for (guint i = 0; i < n_entries; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, kind, i);

      g_ptr_array_add (self->ids, g_strdup (hearth_pack_entry_get_id (entry)));
      gtk_string_list_append (titles,
                              hearth_pack_entry_get_title (entry, hearth_format_language ()));
    }
  gtk_drop_down_set_expression (self->drop_down, expression);
  gtk_drop_down_set_enable_search (self->drop_down, n_entries > 10);
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (titles));
}

const char *
hearth_pack_row_get_id (HearthPackRow *self)
{
  guint selected;

  g_return_val_if_fail (HEARTH_IS_PACK_ROW (self), NULL);

  selected = gtk_drop_down_get_selected (self->drop_down);
  return selected < self->ids->len ? self->ids->pdata[selected] : NULL;
}

void
hearth_pack_row_set_id (HearthPackRow *self, const char *id)
{
  guint position = 0;

  g_return_if_fail (HEARTH_IS_PACK_ROW (self));

  for (guint i = 1; i < self->ids->len; i++)
    if (g_strcmp0 (self->ids->pdata[i], id) == 0)
      position = i;
  gtk_drop_down_set_selected (self->drop_down, position);
}
