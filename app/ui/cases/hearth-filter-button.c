/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-filter-button.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthFilterButton
{
  AdwBin parent_instance;
  char *title;
  char *id; /* "": all */
  HearthPackSet *packs;
  char *kind;
  GtkMenuButton *button;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (HearthFilterButton, hearth_filter_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_CHOSEN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_choice (HearthFilterButton *self)
{
  const char *chosen = hearth_format_pack_title (self->packs, self->kind, self->id);

  gtk_label_set_text (self->label, chosen != NULL ? chosen : self->title);
  if (chosen != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "chosen");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  chosen != NULL ? chosen : _ ("All"), -1);
}

static void
set_id (HearthFilterButton *self, const char *id)
{
  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id != NULL ? id : "");
  show_choice (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hearth_filter_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthFilterButton *self = HEARTH_FILTER_BUTTON (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CHOSEN:
      g_value_set_string (value, self->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_filter_button_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  HearthFilterButton *self = HEARTH_FILTER_BUTTON (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      show_choice (self);
      break;
    case PROP_CHOSEN:
      set_id (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_filter_button_finalize (GObject *object)
{
  HearthFilterButton *self = HEARTH_FILTER_BUTTON (object);

  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_free (self->title);
  g_free (self->id);
  g_free (self->kind);
  G_OBJECT_CLASS (hearth_filter_button_parent_class)->finalize (object);
}

static void
hearth_filter_button_class_init (HearthFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_filter_button_get_property;
  object_class->set_property = hearth_filter_button_set_property;
  object_class->finalize = hearth_filter_button_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_CHOSEN] = g_param_spec_string ("chosen", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (GTK_WIDGET_CLASS (klass), "filter.choose", "chosen");

  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_filter_button_init (HearthFilterButton *self)
{
  self->title = g_strdup ("");
  self->id = g_strdup ("");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, 18);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "filter");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
hearth_filter_button_load (HearthFilterButton *self, HearthPackSet *packs, const char *kind)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) entries = g_menu_new ();
  guint n_entries = packs != NULL ? hearth_pack_set_get_n_entries (packs, kind) : 0;

  g_return_if_fail (HEARTH_IS_FILTER_BUTTON (self));

  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  self->packs = packs != NULL ? hearth_pack_set_ref (packs) : NULL;
  g_free (self->kind);
  self->kind = g_strdup (kind);
  g_menu_append (all, _ ("All"), "filter.choose::");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  for (guint i = 0; i < n_entries; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, kind, i);
      g_autoptr (GMenuItem) item =
          g_menu_item_new (hearth_pack_entry_get_title (entry, hearth_format_language ()), NULL);

      g_menu_item_set_action_and_target (item, "filter.choose", "s",
                                         hearth_pack_entry_get_id (entry));
      g_menu_append_item (entries, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (entries));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
}

const char *
hearth_filter_button_get_id (HearthFilterButton *self)
{
  g_return_val_if_fail (HEARTH_IS_FILTER_BUTTON (self), NULL);

  return *self->id != '\0' ? self->id : NULL;
}

void
hearth_filter_button_clear (HearthFilterButton *self)
{
  g_return_if_fail (HEARTH_IS_FILTER_BUTTON (self));

  set_id (self, "");
}
