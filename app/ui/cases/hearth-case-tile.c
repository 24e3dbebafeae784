/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-tile.h"

#include "hearth-bars.h"
#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthCaseTile
{
  AdwBin parent_instance;
  HearthPackSet *packs;
  HearthCaseItem *item;
  gulong loaded_id;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *overdue;
  GtkLabel *subtitle;
  HearthBars *bars;
};

G_DEFINE_FINAL_TYPE (HearthCaseTile, hearth_case_tile, ADW_TYPE_BIN)

static void
hearth_case_tile_dispose (GObject *object)
{
  HearthCaseTile *self = HEARTH_CASE_TILE (object);

  g_clear_signal_handler (&self->loaded_id, self->item);
  g_clear_object (&self->item);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_CASE_TILE);
  G_OBJECT_CLASS (hearth_case_tile_parent_class)->dispose (object);
}

static void
hearth_case_tile_class_init (HearthCaseTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_case_tile_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/cases/hearth-case-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCaseTile, avatar);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseTile, name);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseTile, overdue);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseTile, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseTile, bars);
}

static void
hearth_case_tile_init (HearthCaseTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_case_tile_new (HearthPackSet *packs)
{
  HearthCaseTile *self = g_object_new (HEARTH_TYPE_CASE_TILE, NULL);

  self->packs = packs != NULL ? hearth_pack_set_ref (packs) : NULL;
  return GTK_WIDGET (self);
}

/* What a search found is shown, unless it stands in the tile anyway. */
static gboolean
is_in_tile (const char *field)
{
  static const char *const shown[] = { "surname", "given", "unit", NULL };

  return g_strv_contains (shown, field);
}

/* NULL if nobody searches, or if it can be seen. */
static char *
dup_found (const HearthCaseRow *row)
{
  const HearthField *field;
  const char *label;

  if (row->matched == NULL)
    return NULL;
  if (is_in_tile (row->matched))
    return row->how == HEARTH_SEARCH_HOW_SIMILAR ? g_strdup (_ ("Similar, not the same")) : NULL;
  field = hearth_kind_find_field (hearth_registry_find_kind ("person"), row->matched);
  label = field != NULL ? _ (field->label) : row->matched;
  if (row->how == HEARTH_SEARCH_HOW_SIMILAR)
    /* Translators: what was found in place of what was searched: the name of a field and what it holds. */
    return g_strdup_printf (_ ("Similar, %s: %s"), label, row->variant);
  /* Translators: where a search found somebody: the name of a field and what it holds. */
  return g_strdup_printf (C_ ("found", "%s: %s"), label, row->variant);
}

static char *
dup_subtitle (HearthCaseTile *self, const HearthCaseRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *found = dup_found (row);

  /* Alone: in a narrow list nothing may push it out of sight. */
  if (found != NULL)
    return g_steal_pointer (&found);
  hearth_format_append_part (text, hearth_format_pack_title (self->packs, "rank", row->rank));
  hearth_format_append_part (text, row->unit);
  hearth_format_append_part (text,
                             hearth_format_pack_title (self->packs, "category", row->category));
  return g_strdup (text->str);
}

/* GTK 4.8 gives rows no name: it is set on the widget that the list has put around the tile. */
static void
name_row (HearthCaseTile *self, const char *name, const char *subtitle, const char *overdue)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GString) spoken = g_string_new (name);

  if (row == NULL)
    return;
  hearth_format_append_part (spoken, subtitle);
  hearth_format_append_part (spoken, overdue);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
}

static void
show_row (HearthCaseTile *self)
{
  const HearthCaseRow *row = self->item != NULL ? hearth_case_item_get_row (self->item) : NULL;
  g_autofree char *name =
      row != NULL ? hearth_format_short_name (row->surname, row->given) : g_strdup ("");
  g_autofree char *subtitle = row != NULL ? dup_subtitle (self, row) : g_strdup ("");
  g_autofree char *overdue = NULL;
  static const guint nothing[HEARTH_N_ACCENTS];

  if (row != NULL && row->n_overdue > 0)
    /* Translators: how many steps are overdue. */
    overdue =
        g_strdup_printf (ngettext ("%u overdue", "%u overdue", row->n_overdue), row->n_overdue);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_label_set_text (self->overdue, overdue != NULL ? overdue : "");
  gtk_widget_set_visible (GTK_WIDGET (self->overdue), overdue != NULL);
  hearth_bars_set_values (self->bars, row != NULL ? row->ring_done : nothing,
                          row != NULL ? row->ring_total : nothing);
  name_row (self, name, subtitle, overdue);
}

void
hearth_case_tile_set_item (HearthCaseTile *self, HearthCaseItem *item)
{
  g_return_if_fail (HEARTH_IS_CASE_TILE (self));

  if (self->item == item)
    return;
  g_clear_signal_handler (&self->loaded_id, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->loaded_id = g_signal_connect_swapped (item, "notify::loaded", G_CALLBACK (show_row), self);
  show_row (self);
}
