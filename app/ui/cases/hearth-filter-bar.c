/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-filter-bar.h"

#include "hearth-case-columns.h"
#include "hearth-filter-menu.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthFilterBar
{
  AdwBin parent_instance;
  HearthViewKeeper *keeper;
  char *text;
  HearthWrapBox *box;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (HearthFilterBar, hearth_filter_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
on_chip_clicked_cb (HearthFilterBar *self, GtkWidget *chip)
{
  g_autofree char *field = g_strdup (g_object_get_data (G_OBJECT (chip), "field"));
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (chip), "value"));

  /* The chip that has the focus goes away with its filter. */
  gtk_widget_grab_focus (self->add_button);
  hearth_view_keeper_remove_filter (self->keeper, field, value);
}

/* Delete and Backspace on a chip take it away as a click does. */
static gboolean
remove_chip_cb (GtkWidget *chip, GVariant *arguments, gpointer user_data)
{
  on_chip_clicked_cb (HEARTH_FILTER_BAR (gtk_widget_get_ancestor (chip, HEARTH_TYPE_FILTER_BAR)),
                      chip);
  return TRUE;
}

static void
add_keys (GtkWidget *chip)
{
  static const guint keys[] = { GDK_KEY_Delete, GDK_KEY_BackSpace, GDK_KEY_KP_Delete };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0),
                          gtk_callback_action_new (remove_chip_cb, NULL, NULL)));
  gtk_widget_add_controller (chip, controller);
}

static char *
dup_chip_text (HearthFilterBar *self, const HearthViewFilter *filter)
{
  const HearthCaseFilterField *field = hearth_case_filter_fields_find (filter->field);
  g_autofree char *value =
      field != NULL ? hearth_case_filter_fields_dup_value (field, filter->value, self->keeper)
                    : NULL;

  if (field == NULL)
    return NULL;
  /* Translators: a filter: the name of a field and the value that is asked for. */
  return field->yes != NULL ? g_strdup (value)
                            : g_strdup_printf (_ ("%s: %s"), _ (field->title), value);
}

static void
add_chip (HearthFilterBar *self, const HearthViewFilter *filter)
{
  g_autofree char *text = dup_chip_text (self, filter);
  g_autofree char *spoken = NULL;
  GtkWidget *chip, *content, *label;

  if (text == NULL)
    return;
  /* Translators: takes a filter away; the placeholder names it. */
  spoken = g_strdup_printf (_ ("Remove filter “%s”"), text);
  chip = gtk_button_new ();
  content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "filter");
  gtk_widget_add_css_class (chip, "chosen");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (chip), "field", g_strdup (filter->field), g_free);
  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (filter->value), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  add_keys (chip);
  hearth_wrap_box_append (self->box, chip);
}

static void
on_clear_cb (HearthFilterBar *self)
{
  gtk_widget_grab_focus (self->add_button);
  hearth_view_keeper_clear_filters (self->keeper);
}

static void
add_clear_button (HearthFilterBar *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Clear"));

  gtk_widget_add_css_class (button, "filter");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Clear Filters"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clear_cb), self, G_CONNECT_SWAPPED);
  hearth_wrap_box_append (self->box, button);
}

static void
remove_chips (HearthFilterBar *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_next_sibling (self->add_button)) != NULL)
    gtk_widget_unparent (chip);
}

static void
show_filters (HearthFilterBar *self)
{
  const HearthSavedView *view = hearth_view_keeper_get_current (self->keeper);

  remove_chips (self);
  for (guint i = 0; i < view->filters->len; i++)
    add_chip (self, view->filters->pdata[i]);
  if (view->filters->len > 1)
    add_clear_button (self);
}

static void
hearth_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, HEARTH_FILTER_BAR (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hearth_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HearthFilterBar *self = HEARTH_FILTER_BAR (object);

  if (id != PROP_TEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->text);
  self->text = g_value_dup_string (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
hearth_filter_bar_dispose (GObject *object)
{
  HearthFilterBar *self = HEARTH_FILTER_BAR (object);

  g_clear_object (&self->keeper);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (hearth_filter_bar_parent_class)->dispose (object);
}

static void
hearth_filter_bar_class_init (HearthFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hearth_filter_bar_get_property;
  object_class->set_property = hearth_filter_bar_set_property;
  object_class->dispose = hearth_filter_bar_dispose;
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_filter_bar_init (HearthFilterBar *self)
{
  self->box = HEARTH_WRAP_BOX (hearth_wrap_box_new ());
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add_button), _ ("_Filter"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->add_button), TRUE);
  gtk_widget_add_css_class (self->add_button, "filter");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add Filter"), -1);
  hearth_wrap_box_append (self->box, self->add_button);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
hearth_filter_bar_set_keeper (HearthFilterBar *self, HearthViewKeeper *keeper)
{
  GtkWidget *menu;

  g_return_if_fail (HEARTH_IS_FILTER_BAR (self) && self->keeper == NULL);

  self->keeper = g_object_ref (keeper);
  menu = hearth_filter_menu_new (keeper);
  g_object_bind_property (self, "text", menu, "text", G_BINDING_SYNC_CREATE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), menu);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (show_filters), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "views-changed", G_CALLBACK (show_filters), self,
                           G_CONNECT_SWAPPED);
  show_filters (self);
}
