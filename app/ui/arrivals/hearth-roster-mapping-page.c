/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-mapping-page.h"

#include "hearth-roster-words.h"

#include <glib/gi18n.h>

#define N_SAMPLES 3

struct _HearthRosterMappingPage
{
  AdwBin parent_instance;
  HearthRoster *roster;
  HearthDate today;
  GPtrArray *rows;       /* of the columns; the group owns them */
  GPtrArray *drop_downs; /* by column */
  AdwPreferencesGroup *columns_group;
  GtkWidget *guess_button;
  GtkEditable *released_row;
  GtkEditable *facility_row;
  guint is_filling : 1;
};

G_DEFINE_FINAL_TYPE (HearthRosterMappingPage, hearth_roster_mapping_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_IS_VALID,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static char *
dup_samples (HearthRoster *roster, guint column)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_found = 0;

  for (guint row = 0; row < hearth_roster_get_n_rows (roster) && n_found < N_SAMPLES; row++)
    {
      const char *cell = hearth_roster_get_cell (roster, row, column);
      g_autofree char *line =
          cell != NULL ? g_strdelimit (g_strstrip (g_strdup (cell)), "\r\n", ' ') : NULL;

      if (line != NULL && *line != '\0')
        g_string_append_printf (text, "%s%s", n_found++ > 0 ? " · " : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Position of a field in the drop-downs: 0 is "not taken". */
static guint
position_of (const char *field)
{
  const char *const *fields = hearth_roster_get_fields ();

  for (guint i = 0; field != NULL && fields[i] != NULL; i++)
    if (g_str_equal (fields[i], field))
      return i + 1;
  return 0;
}

static void
show_mapping (HearthRosterMappingPage *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < self->drop_downs->len; i++)
    gtk_drop_down_set_selected (g_ptr_array_index (self->drop_downs, i),
                                position_of (hearth_roster_get_mapping (self->roster, i)));
  self->is_filling = FALSE;
}

/* A field comes from one column: whoever chooses it for another takes it away from the first. */
static void
on_field_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, HearthRosterMappingPage *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  const char *field = selected > 0 ? hearth_roster_get_fields ()[selected - 1] : NULL;
  guint column;

  if (self->is_filling || !g_ptr_array_find (self->drop_downs, drop_down, &column))
    return;
  for (guint i = 0; field != NULL && i < self->drop_downs->len; i++)
    if (i != column && g_strcmp0 (hearth_roster_get_mapping (self->roster, i), field) == 0)
      hearth_roster_set_mapping (self->roster, i, NULL);
  hearth_roster_set_mapping (self->roster, column, field);
  show_mapping (self);
}

static void
describe_origin (HearthRosterMappingPage *self, gboolean is_remembered)
{
  adw_preferences_group_set_description (
      self->columns_group,
      is_remembered ? _ ("As the last time that a list with these headings was imported.") : NULL);
  gtk_widget_set_visible (self->guess_button, is_remembered);
}

static void
on_guess_cb (HearthRosterMappingPage *self)
{
  hearth_roster_guess (self->roster);
  show_mapping (self);
  describe_origin (self, FALSE);
}

static GtkWidget *
make_drop_down (HearthRosterMappingPage *self, const char *heading)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (titles, hearth_roster_word_for_field (NULL));
  for (const char *const *field = hearth_roster_get_fields (); *field != NULL; field++)
    gtk_string_list_append (titles, hearth_roster_word_for_field (*field));
  drop_down = gtk_drop_down_new (
      G_LIST_MODEL (titles), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_field_selected_cb), self,
                           0);
  return drop_down;
}

static void
add_column (HearthRosterMappingPage *self, guint column)
{
  GtkWidget *row = adw_action_row_new ();
  const char *heading = hearth_roster_get_heading (self->roster, column);
  GtkWidget *drop_down = make_drop_down (self, heading);
  g_autofree char *samples = dup_samples (self->roster, column);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *heading != '\0' ? heading : _ ("No heading"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop_down);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), drop_down);
  adw_preferences_group_add (self->columns_group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->drop_downs, drop_down);
}

static void
on_changed_cb (HearthRosterMappingPage *self)
{
  const char *text = gtk_editable_get_text (self->released_row);
  gboolean is_valid = hearth_roster_mapping_page_get_is_valid (self);

  if (*text != '\0' && !is_valid)
    gtk_widget_add_css_class (GTK_WIDGET (self->released_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->released_row), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->released_row), GTK_ACCESSIBLE_STATE_INVALID,
      is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_VALID]);
}

static void
hearth_roster_mapping_page_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_VALID:
      g_value_set_boolean (
          value, hearth_roster_mapping_page_get_is_valid (HEARTH_ROSTER_MAPPING_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_roster_mapping_page_dispose (GObject *object)
{
  HearthRosterMappingPage *self = HEARTH_ROSTER_MAPPING_PAGE (object);

  g_clear_pointer (&self->roster, hearth_roster_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->drop_downs, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_roster_mapping_page_parent_class)->dispose (object);
}

static void
hearth_roster_mapping_page_class_init (HearthRosterMappingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_roster_mapping_page_get_property;
  object_class->dispose = hearth_roster_mapping_page_dispose;

  properties[PROP_IS_VALID] =
      g_param_spec_boolean ("is-valid", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-roster-mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRosterMappingPage, columns_group);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterMappingPage, released_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterMappingPage, facility_row);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterMappingPage, guess_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_guess_cb);
}

static void
hearth_roster_mapping_page_init (HearthRosterMappingPage *self)
{
  self->rows = g_ptr_array_new ();
  self->drop_downs = g_ptr_array_new ();
  self->today = HEARTH_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_roster_mapping_page_set_roster (HearthRosterMappingPage *self,
                                       HearthRoster *roster,
                                       gboolean is_remembered,
                                       HearthDate today)
{
  g_return_if_fail (HEARTH_IS_ROSTER_MAPPING_PAGE (self));
  g_return_if_fail (roster != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->columns_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->drop_downs, 0);
  g_clear_pointer (&self->roster, hearth_roster_unref);
  self->roster = hearth_roster_ref (roster);
  self->today = today;
  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    add_column (self, i);
  show_mapping (self);
  describe_origin (self, is_remembered);
}

static gboolean
read_released (HearthRosterMappingPage *self, HearthPartialDate *date)
{
  return hearth_partial_date_parse_typed (gtk_editable_get_text (self->released_row), date) &&
         date->day != 0 &&
         (self->today == HEARTH_DATE_NONE || hearth_partial_date_first (date) <= self->today);
}

gboolean
hearth_roster_mapping_page_get_is_valid (HearthRosterMappingPage *self)
{
  HearthPartialDate date;

  g_return_val_if_fail (HEARTH_IS_ROSTER_MAPPING_PAGE (self), FALSE);

  return *gtk_editable_get_text (self->released_row) == '\0' || read_released (self, &date);
}

json_t *
hearth_roster_mapping_page_get_defaults (HearthRosterMappingPage *self)
{
  json_t *defaults = json_object ();
  HearthPartialDate date;
  g_autofree char *facility = g_strstrip (g_strdup (gtk_editable_get_text (self->facility_row)));

  if (read_released (self, &date))
    {
      g_autofree char *iso = hearth_partial_date_to_string (&date);

      json_object_set_new (defaults, "released", json_string (iso));
    }
  if (*facility != '\0')
    json_object_set_new (defaults, "facility", json_string (facility));
  return defaults;
}
