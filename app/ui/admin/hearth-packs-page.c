/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-packs-page.h"

#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-overlays.h"
#include "hearth-pack-editor.h"
#include "hearth-policy.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>
#include <string.h>

#define ENTRY_KEY "hearth-entry"
#define KIND_KEY "hearth-kind"

struct _HearthPacksPage
{
  HearthPlacePage parent_instance;
  HearthContext *watched; /* the session whose packs are shown; borrowed, only compared */
  GPtrArray *kinds;       /* of the packs, in the order of the choice */

  AdwPreferencesGroup *fault_group;
  GtkListBox *faults;
  AdwComboRow *pack_row;
  GtkSearchEntry *search;
  GtkListBox *entries;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (HearthPacksPage, hearth_packs_page, HEARTH_TYPE_PLACE_PAGE)

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static gboolean
may_write (HearthContext *context)
{
  return hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  hearth_registry_find_kind ("overlay"));
}

static const char *
get_kind (HearthPacksPage *self)
{
  guint selected = adw_combo_row_get_selected (self->pack_row);

  return selected < self->kinds->len ? self->kinds->pdata[selected] : NULL;
}

static const char *
certainty_title (const char *word)
{
  if (g_strcmp0 (word, "sourced") == 0)
    return _ ("from the source");
  if (g_strcmp0 (word, "general") == 0)
    return _ ("general knowledge");
  return _ ("uncertain");
}

static void
show_faults (HearthPacksPage *self, HearthContext *context)
{
  HearthOverlays *overlays = hearth_context_get_overlays (context);
  GPtrArray *faults = overlays != NULL ? hearth_overlays_get_faults (overlays) : NULL;

  clear_list (self->faults);
  gtk_widget_set_visible (GTK_WIDGET (self->fault_group), faults != NULL && faults->len > 0);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const HearthOverlayFault *fault = faults->pdata[i];
      const char *pack = hearth_record_get_text (fault->record, "pack");
      const char *entry = hearth_record_get_text (fault->record, "entry");
      g_autofree char *title =
          g_strdup_printf ("%s: %s", pack != NULL ? pack : "—", entry != NULL ? entry : "—");
      g_autofree char *problem = hearth_pack_problem_to_string (fault->problems->pdata[0]);

      gtk_list_box_append (self->faults, hearth_text_row_new (title, problem));
    }
}

static gboolean
matches (const HearthPackEntry *entry, const char *wanted)
{
  g_autofree char *folded =
      g_utf8_casefold (hearth_pack_entry_get_title (entry, hearth_format_language ()), -1);

  return *wanted == '\0' || strstr (folded, wanted) != NULL ||
         strstr (hearth_pack_entry_get_id (entry), wanted) != NULL;
}

static void
append_entry (HearthPacksPage *self, HearthContext *context, const HearthPackEntry *entry)
{
  const char *language = hearth_format_language ();
  const char *id = hearth_pack_entry_get_id (entry);
  const char *kind = hearth_pack_entry_get_kind (entry);
  HearthOverlays *overlays = hearth_context_get_overlays (context);
  HearthDate today = hearth_clock_today (hearth_context_get_clock (context));
  g_autoptr (GString) subtitle = g_string_new (id);
  GtkWidget *row;

  hearth_format_append_part (subtitle, hearth_pack_entry_get_text (entry, "Source", language));
  hearth_format_append_part (
      subtitle, certainty_title (hearth_pack_entry_get_text (entry, "Certainty", NULL)));
  row = hearth_text_row_new (hearth_pack_entry_get_title (entry, language), subtitle->str);
  if (overlays != NULL &&
      hearth_overlay_find (hearth_overlays_get_records (overlays), kind, id, today) != NULL)
    hearth_text_row_add_suffix (
        HEARTH_TEXT_ROW (row),
        hearth_chip_new (
            hearth_pack_set_lookup (hearth_context_get_shipped_packs (context), kind, id) != NULL
                ? _ ("changed here")
                : _ ("added here"),
            "accent"));
  g_object_set_data_full (G_OBJECT (row), ENTRY_KEY, g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), KIND_KEY, g_strdup (kind), g_free);
  gtk_list_box_append (self->entries, row);
}

static void
append_kind (HearthPacksPage *self, HearthContext *context, const char *kind, const char *wanted)
{
  HearthPackSet *packs = hearth_context_get_packs (context);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, kind); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, kind, i);

      if (matches (entry, wanted))
        append_entry (self, context, entry);
    }
}

/* Who searches need not know in which pack it stands. */
static void
show_entries (HearthPacksPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  clear_list (self->entries);
  if (context == NULL)
    return;
  if (*wanted == '\0' && get_kind (self) != NULL)
    append_kind (self, context, get_kind (self), wanted);
  for (guint i = 0; *wanted != '\0' && i < self->kinds->len; i++)
    append_kind (self, context, self->kinds->pdata[i], wanted);
}

static void
show_packs (HearthPacksPage *self, HearthContext *context)
{
  HearthPackSet *packs = hearth_context_get_shipped_packs (context);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->kinds, 0);
  for (guint i = 0; i < hearth_pack_set_get_n_packs (packs); i++)
    {
      HearthPack *pack = hearth_pack_set_get_pack (packs, i);
      g_autofree char *title =
          /* Translators: what a pack holds, and its version. */
          g_strdup_printf (_ ("%1$s, version %2$d"),
                           hearth_pack_get_title (pack, hearth_format_language ()),
                           hearth_pack_get_version (pack));

      g_ptr_array_add (self->kinds, g_strdup (hearth_pack_get_kind (pack)));
      gtk_string_list_append (titles, title);
    }
  adw_combo_row_set_model (self->pack_row, G_LIST_MODEL (titles));
}

static void
on_packs_changed_cb (HearthPacksPage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  if (context == NULL)
    return;
  show_faults (self, context);
  show_entries (self);
}

static void
open_editor (HearthPacksPage *self, const char *kind, const char *entry)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  if (context != NULL && kind != NULL)
    hearth_pack_editor_present (GTK_WIDGET (self),
                                hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), kind, entry);
}

static void
on_row_activated_cb (HearthPacksPage *self, GtkListBoxRow *row)
{
  open_editor (self, g_object_get_data (G_OBJECT (row), KIND_KEY),
               g_object_get_data (G_OBJECT (row), ENTRY_KEY));
}

static void
on_add_clicked_cb (HearthPacksPage *self)
{
  open_editor (self, get_kind (self), NULL);
}

static void
hearth_packs_page_enter (HearthPlacePage *page)
{
  HearthPacksPage *self = HEARTH_PACKS_PAGE (page);
  HearthContext *context = hearth_place_page_get_context (page);

  if (context == NULL)
    return;
  if (self->watched != context)
    {
      self->watched = context;
      g_signal_connect_object (context, "notify::packs", G_CALLBACK (on_packs_changed_cb), self,
                               G_CONNECT_SWAPPED);
      show_packs (self, context);
    }
  gtk_widget_set_visible (self->add_button, may_write (context));
  on_packs_changed_cb (self);
}

static void
hearth_packs_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_PACKS_PAGE);
  G_OBJECT_CLASS (hearth_packs_page_parent_class)->dispose (object);
}

static void
hearth_packs_page_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_PACKS_PAGE (object)->kinds);
  G_OBJECT_CLASS (hearth_packs_page_parent_class)->finalize (object);
}

static void
hearth_packs_page_class_init (HearthPacksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_packs_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_packs_page_finalize;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_packs_page_enter;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/admin/hearth-packs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, fault_group);
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, faults);
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, pack_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, search);
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, entries);
  gtk_widget_class_bind_template_child (widget_class, HearthPacksPage, add_button);
  gtk_widget_class_bind_template_callback (widget_class, show_entries);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
hearth_packs_page_init (HearthPacksPage *self)
{
  self->kinds = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
