/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-preview-page.h"

#include "hearth-format.h"
#include "hearth-roster-words.h"

#include <glib/gi18n.h>

/* Rows of boxed lists are widgets: of a long list the beginning is shown, and how many more there are. */
#define N_SHOWN 100

struct _HearthRosterPreviewPage
{
  AdwBin parent_instance;
  GPtrArray *people;
  GHashTable *skipped; /* indexes of people who look like somebody who is here */
  GtkBox *box;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (HearthRosterPreviewPage, hearth_roster_preview_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_N_CHOSEN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static AdwPreferencesGroup *
add_group (HearthRosterPreviewPage *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  gtk_box_append (self->box, GTK_WIDGET (group));
  return group;
}

static void
add_rest (AdwPreferencesGroup *group, guint n_rest)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n_rest), n_rest);
  GtkWidget *row = make_row (text, NULL);

  gtk_widget_add_css_class (row, "dim-label");
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_problem_row (const HearthRosterProblem *problem)
{
  g_autofree char *sentence = hearth_roster_dup_sentence (problem);
  g_autofree char *place = hearth_roster_dup_place (problem);
  GtkWidget *row = make_row (sentence, place);
  GtkWidget *icon = gtk_image_new_from_icon_name (
      problem->is_warning ? "dialog-information-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, problem->is_warning ? "dim-label" : "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem->is_warning ? _ ("Note") : _ ("Problem"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
add_problems (HearthRosterPreviewPage *self, GPtrArray *problems, gboolean is_warning)
{
  AdwPreferencesGroup *group = NULL;
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const HearthRosterProblem *problem = g_ptr_array_index (problems, i);

      if (problem->is_warning != is_warning || n++ >= N_SHOWN)
        continue;
      if (group == NULL)
        group = add_group (
            self, is_warning ? _ ("Worth a Look") : _ ("What Has to Be Corrected"),
            is_warning
                ? _ ("The list can be imported as it is.")
                : _ ("Nothing was imported. Correct these cells in the list and choose the file "
                     "again."));
      adw_preferences_group_add (group, make_problem_row (problem));
    }
  if (n > N_SHOWN)
    add_rest (group, n - N_SHOWN);
}

static void
append_field (
    GString *text, const json_t *fields, const char *field, const char *pack, HearthPackSet *packs)
{
  const char *value = json_string_value (json_object_get (fields, field));

  if (value != NULL)
    hearth_format_append_part (text, pack != NULL ? hearth_format_pack_title (packs, pack, value)
                                                  : value);
}

static void
append_date (GString *text, const json_t *fields, const char *field)
{
  HearthPartialDate date;
  g_autofree char *shown = NULL;

  if (hearth_partial_date_parse (json_string_value (json_object_get (fields, field)), &date))
    hearth_format_append_part (text, shown = hearth_format_partial_date (&date));
}

static char *
dup_name (const json_t *fields)
{
  static const char *const parts[] = { "surname", "given", "patronymic" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = json_string_value (json_object_get (fields, parts[i]));

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static GtkWidget *
make_person_row (const json_t *fields, HearthPackSet *packs)
{
  g_autofree char *name = dup_name (fields);
  g_autoptr (GString) facts = g_string_new (NULL);

  append_date (facts, fields, "birth");
  append_field (facts, fields, "rank", "rank", packs);
  append_field (facts, fields, "unit", NULL, packs);
  append_field (facts, fields, "branch", "branch", packs);
  append_field (facts, fields, "category", "category", packs);
  append_field (facts, fields, "condition", "condition", packs);
  return make_row (name, facts->str);
}

static void
add_people (HearthRosterPreviewPage *self, HearthPackSet *packs)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u Person in the List", "%u People in the List", self->people->len),
      self->people->len);
  AdwPreferencesGroup *group = add_group (self, title, _ ("Each of them gets a case and a plan."));

  for (guint i = 0; i < MIN (self->people->len, N_SHOWN); i++)
    adw_preferences_group_add (group, make_person_row (g_ptr_array_index (self->people, i), packs));
  if (self->people->len > N_SHOWN)
    add_rest (group, self->people->len - N_SHOWN);
}

static void
on_duplicate_toggled_cb (GtkSwitch *toggle, GParamSpec *pspec, HearthRosterPreviewPage *self)
{
  gpointer index = g_object_get_data (G_OBJECT (toggle), "index");

  if (gtk_switch_get_active (toggle))
    g_hash_table_remove (self->skipped, index);
  else
    g_hash_table_add (self->skipped, index);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}

static void
add_duplicate (HearthRosterPreviewPage *self,
               AdwPreferencesGroup *group,
               const HearthRosterDuplicate *duplicate)
{
  g_autofree char *name = dup_name (g_ptr_array_index (self->people, duplicate->index));
  /* Translators: %s is the number of a case. */
  g_autofree char *place = g_strdup_printf (_ ("Looks like case %s"), duplicate->case_number);
  GtkWidget *row = make_row (name, place);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Import as somebody else"), -1);
  g_object_set_data (G_OBJECT (toggle), "index", GUINT_TO_POINTER (duplicate->index));
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_duplicate_toggled_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  if (hearth_match_is_likely (&duplicate->match))
    g_hash_table_add (self->skipped, GUINT_TO_POINTER (duplicate->index));
  else
    gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
}

/* All of them: each needs a decision. */
static void
add_duplicates (HearthRosterPreviewPage *self, GPtrArray *duplicates)
{
  AdwPreferencesGroup *group;

  if (duplicates == NULL || duplicates->len == 0)
    return;
  group = add_group (self, _ ("Already Here?"),
                     _ ("These people look like somebody who has a case. Switched on, they are "
                        "imported as somebody else."));
  for (guint i = 0; i < duplicates->len; i++)
    {
      const HearthRosterDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      const HearthRosterDuplicate *last = i > 0 ? g_ptr_array_index (duplicates, i - 1) : NULL;

      /* The best of each person comes first. */
      if (last == NULL || last->index != duplicate->index)
        add_duplicate (self, group, duplicate);
    }
}

static void
hearth_roster_preview_page_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_CHOSEN:
      g_value_set_uint (
          value, hearth_roster_preview_page_get_n_chosen (HEARTH_ROSTER_PREVIEW_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_roster_preview_page_dispose (GObject *object)
{
  HearthRosterPreviewPage *self = HEARTH_ROSTER_PREVIEW_PAGE (object);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->skipped, g_hash_table_unref);
  G_OBJECT_CLASS (hearth_roster_preview_page_parent_class)->dispose (object);
}

static void
hearth_roster_preview_page_class_init (HearthRosterPreviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_roster_preview_page_get_property;
  object_class->dispose = hearth_roster_preview_page_dispose;

  properties[PROP_N_CHOSEN] =
      g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-roster-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, scroller);
}

static void
hearth_roster_preview_page_init (HearthRosterPreviewPage *self)
{
  self->people = g_ptr_array_new ();
  self->skipped = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_roster_preview_page_show (HearthRosterPreviewPage *self,
                                 GPtrArray *problems,
                                 GPtrArray *people,
                                 GPtrArray *duplicates,
                                 HearthPackSet *packs)
{
  GtkWidget *child;

  g_return_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_hash_table_remove_all (self->skipped);
  g_ptr_array_ref (people);
  g_ptr_array_unref (self->people);
  self->people = people;

  add_problems (self, problems, FALSE);
  add_duplicates (self, duplicates);
  add_problems (self, problems, TRUE);
  if (!hearth_roster_problems_refuse (problems))
    add_people (self, packs);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}

GPtrArray *
hearth_roster_preview_page_get_chosen (HearthRosterPreviewPage *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  g_return_val_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self), chosen);

  for (guint i = 0; i < self->people->len; i++)
    if (!g_hash_table_contains (self->skipped, GUINT_TO_POINTER (i)))
      g_ptr_array_add (chosen, json_incref (g_ptr_array_index (self->people, i)));
  return chosen;
}

guint
hearth_roster_preview_page_get_n_chosen (HearthRosterPreviewPage *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self), 0);

  return self->people->len - g_hash_table_size (self->skipped);
}
