/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-preview-page.h"

#include "hearth-format.h"
#include "hearth-roster-duplicate-row.h"
#include "hearth-roster-item.h"
#include "hearth-roster-words.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthRosterPreviewPage
{
  AdwBin parent_instance;
  HearthRosterPlan *plan; /* NULL: nobody could be read */
  HearthPackSet *packs;
  GPtrArray *shown_problems; /* (element-type HearthRosterProblem), borrowed from the next */
  GPtrArray *all_problems;
  guint n_bad_rows;
  gboolean is_hopeless; /* something concerns the table, and no row can be left out for it */
  AdwViewStack *stack;
  AdwViewStackPage *problems_page;
  AdwViewStackPage *duplicates_page;
  AdwViewStackPage *people_page;
  GtkLabel *problems_label;
  GtkLabel *duplicates_label;
  GtkLabel *people_label;
  GtkWidget *ways_box;
  GtkCheckButton *leave_out_button;
  GtkListView *duplicates_view;
  GtkSingleSelection *duplicates_selection;
  GListStore *problems;
  GListStore *questions;
  GListStore *people;
};

G_DEFINE_FINAL_TYPE (HearthRosterPreviewPage, hearth_roster_preview_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CAN_IMPORT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
notify_change (HearthRosterPreviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_IMPORT]);
}

/* --- Lines of two lists: a title, and what belongs to it --- */

typedef struct
{
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
} Line;

static GtkLabel *
make_label (GtkBox *box, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
on_line_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "roster-row");
  line->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->icon));
  gtk_box_append (GTK_BOX (box), texts);
  line->title = make_label (GTK_BOX (texts), NULL);
  line->subtitle = make_label (GTK_BOX (texts), "dim-label");
  g_object_set_data_full (G_OBJECT (box), "line", line, g_free);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static guint
get_index (GtkListItem *list_item)
{
  return hearth_roster_item_get_index (gtk_list_item_get_item (list_item));
}

/* GTK 4.8 gives rows no name of their own. */
static void
show_line (GtkListItem *list_item, const char *title, const char *subtitle)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  Line *line = g_object_get_data (G_OBJECT (box), "line");
  g_autofree char *name = g_strconcat (title, ", ", subtitle, NULL);

  gtk_label_set_text (line->title, title);
  gtk_label_set_text (line->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (line->subtitle), *subtitle != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_problem_bind_cb (GtkListItemFactory *factory,
                    GtkListItem *list_item,
                    HearthRosterPreviewPage *self)
{
  const HearthRosterProblem *problem =
      g_ptr_array_index (self->shown_problems, get_index (list_item));
  Line *line = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "line");
  g_autofree char *sentence = hearth_roster_dup_sentence (problem);
  g_autofree char *place = hearth_roster_dup_place (problem);

  gtk_image_set_from_icon_name (line->icon, problem->is_warning ? "dialog-information-symbolic"
                                                                : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (line->icon), "error");
  if (!problem->is_warning)
    gtk_widget_add_css_class (GTK_WIDGET (line->icon), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  problem->is_warning ? _ ("Note") : _ ("Problem"), -1);
  show_line (list_item, place, sentence);
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

static void
on_person_bind_cb (GtkListItemFactory *factory,
                   GtkListItem *list_item,
                   HearthRosterPreviewPage *self)
{
  const HearthRosterPerson *person =
      hearth_roster_plan_get_person (self->plan, get_index (list_item));
  Line *line = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "line");
  g_autofree char *title = hearth_roster_dup_person_title (person);
  g_autoptr (GString) facts = g_string_new (NULL);

  gtk_image_set_from_icon_name (line->icon, "avatar-default-symbolic");
  append_date (facts, person->fields, "birth");
  append_field (facts, person->fields, "rank", "rank", self->packs);
  append_field (facts, person->fields, "unit", NULL, self->packs);
  append_field (facts, person->fields, "branch", "branch", self->packs);
  append_field (facts, person->fields, "category", "category", self->packs);
  append_field (facts, person->fields, "condition", "condition", self->packs);
  show_line (list_item, title, facts->str);
}

/* --- Who looks like somebody --- */

static void
answer (HearthRosterPreviewPage *self, guint question, guint choice)
{
  g_autoptr (HearthRosterItem) item =
      g_list_model_get_item (G_LIST_MODEL (self->questions), question);

  hearth_roster_plan_set_choice (self->plan, question, choice);
  hearth_roster_item_set_choice (item, choice);
}

static void
on_chosen_cb (HearthRosterDuplicateRow *row, guint choice, GtkListItem *list_item)
{
  HearthRosterPreviewPage *self = HEARTH_ROSTER_PREVIEW_PAGE (
      gtk_widget_get_ancestor (GTK_WIDGET (row), HEARTH_TYPE_ROSTER_PREVIEW_PAGE));

  gtk_single_selection_set_selected (self->duplicates_selection,
                                     gtk_list_item_get_position (list_item));
  answer (self, get_index (list_item), choice);
  notify_change (self);
}

static void
on_duplicate_setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = hearth_roster_duplicate_row_new ();

  g_signal_connect_object (row, "chosen", G_CALLBACK (on_chosen_cb), list_item, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
on_duplicate_bind_cb (GtkListItemFactory *factory,
                      GtkListItem *list_item,
                      HearthRosterPreviewPage *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  const HearthRosterDuplicate *duplicate =
      hearth_roster_plan_get_question (self->plan, get_index (list_item));
  g_autofree char *title =
      hearth_roster_dup_person_title (hearth_roster_plan_get_person (self->plan, duplicate->index));

  hearth_roster_duplicate_row_show (HEARTH_ROSTER_DUPLICATE_ROW (row),
                                    gtk_list_item_get_item (list_item), self->plan, self->packs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
on_duplicate_unbind_cb (GtkListItemFactory *factory,
                        GtkListItem *list_item,
                        HearthRosterPreviewPage *self)
{
  hearth_roster_duplicate_row_show (
      HEARTH_ROSTER_DUPLICATE_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, NULL);
}

/* By a key: the next question follows. */
static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRosterPreviewPage *self = HEARTH_ROSTER_PREVIEW_PAGE (widget);
  guint selected = gtk_single_selection_get_selected (self->duplicates_selection);
  guint n_questions = g_list_model_get_n_items (G_LIST_MODEL (self->questions));

  if (self->plan == NULL || selected >= n_questions)
    return;
  answer (self, selected, g_variant_get_uint32 (parameter));
  if (selected + 1 < n_questions)
    {
      gtk_single_selection_set_selected (self->duplicates_selection, selected + 1);
      gtk_widget_activate_action (GTK_WIDGET (self->duplicates_view), "list.scroll-to-item", "u",
                                  selected + 1);
    }
  notify_change (self);
}

static void
answer_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRosterPreviewPage *self = HEARTH_ROSTER_PREVIEW_PAGE (widget);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->questions)); i++)
    answer (self, i, g_variant_get_uint32 (parameter));
  notify_change (self);
}

/* --- The page --- */

static void
fill_store (GListStore *store, guint n, HearthRosterPlan *plan)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, hearth_roster_item_new (
                                i, plan != NULL ? hearth_roster_plan_get_choice (plan, i) : 0));
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, n);
}

/* A row that repeats another is a question and not a problem. What stands in no row cannot be left out. */
static void
sort_problems (HearthRosterPreviewPage *self)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  g_ptr_array_set_size (self->shown_problems, 0);
  self->is_hopeless = self->plan == NULL;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->all_problems->len; i++)
      {
        HearthRosterProblem *problem = g_ptr_array_index (self->all_problems, i);

        if (g_str_equal (problem->code, "duplicate-row") || problem->is_warning != (pass == 1))
          continue;
        g_ptr_array_add (self->shown_problems, problem);
        if (!problem->is_warning)
          g_hash_table_add (rows, GUINT_TO_POINTER (problem->row));
      }
  self->n_bad_rows = g_hash_table_size (rows);
}

static void
describe_problems (HearthRosterPreviewPage *self)
{
  g_autofree char *leave_out = g_strdup_printf (
      ngettext ("_Leave This %u Row Out", "_Leave These %u Rows Out", self->n_bad_rows),
      self->n_bad_rows);
  const char *text = _ ("No problem was found.");

  if (self->is_hopeless)
    text = _ ("Nothing can be imported from this list as its columns are taken now.");
  else if (self->n_bad_rows > 0)
    text = _ ("Correct these cells in the list and choose the file again, take the columns "
              "otherwise, or leave these rows out. Nothing was imported yet.");
  else if (self->shown_problems->len > 0)
    text = _ ("The list can be imported as it is.");
  gtk_label_set_text (self->problems_label, text);
  gtk_widget_set_visible (self->ways_box, self->is_hopeless || self->n_bad_rows > 0);
  gtk_check_button_set_use_underline (self->leave_out_button, TRUE);
  gtk_check_button_set_label (self->leave_out_button, leave_out);
  gtk_check_button_set_active (self->leave_out_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_out_button), !self->is_hopeless);
  adw_view_stack_page_set_badge_number (self->problems_page, self->shown_problems->len);
  adw_view_stack_page_set_needs_attention (self->problems_page,
                                           self->is_hopeless || self->n_bad_rows > 0);
}

static void
describe_people (HearthRosterPreviewPage *self)
{
  guint n_people = self->plan != NULL ? hearth_roster_plan_get_n_people (self->plan) : 0;
  guint n_questions = self->plan != NULL ? hearth_roster_plan_get_n_questions (self->plan) : 0;
  g_autofree char *people = g_strdup_printf (
      ngettext ("%u person can be imported. Each gets a case and a plan.",
                "%u people can be imported. Each of them gets a case and a plan.", n_people),
      n_people);

  gtk_label_set_text (self->people_label, people);
  gtk_label_set_text (self->duplicates_label,
                      n_questions > 0
                          ? _ ("These people look like somebody. The same person: what the case "
                               "does not know yet is filled from the list, and what differs "
                               "becomes a note in it. Keys 1, 2 and 3 answer.")
                          : _ ("Nobody in this list looks like somebody who is here already."));
  adw_view_stack_page_set_badge_number (self->duplicates_page, n_questions);
  fill_store (self->people, n_people, NULL);
  fill_store (self->questions, n_questions, self->plan);
}

static void
on_leave_out_cb (HearthRosterPreviewPage *self)
{
  notify_change (self);
}

static void
hearth_roster_preview_page_get_property (GObject *object,
                                         guint prop_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CAN_IMPORT:
      g_value_set_boolean (
          value, hearth_roster_preview_page_get_can_import (HEARTH_ROSTER_PREVIEW_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_roster_preview_page_dispose (GObject *object)
{
  HearthRosterPreviewPage *self = HEARTH_ROSTER_PREVIEW_PAGE (object);

  /* Rows that are still bound look into the plan. */
  if (self->questions != NULL)
    g_list_store_remove_all (self->questions);
  if (self->people != NULL)
    g_list_store_remove_all (self->people);
  if (self->problems != NULL)
    g_list_store_remove_all (self->problems);
  g_clear_pointer (&self->plan, hearth_roster_plan_free);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->shown_problems, g_ptr_array_unref);
  g_clear_pointer (&self->all_problems, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_roster_preview_page_parent_class)->dispose (object);
}

static void
hearth_roster_preview_page_class_init (HearthRosterPreviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_roster_preview_page_get_property;
  object_class->dispose = hearth_roster_preview_page_dispose;

  properties[PROP_CAN_IMPORT] =
      g_param_spec_boolean ("can-import", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_ROSTER_ITEM);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-roster-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, problems_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, duplicates_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, people_page);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, problems_label);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, duplicates_label);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, people_label);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, ways_box);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, leave_out_button);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, duplicates_view);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage,
                                        duplicates_selection);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, problems);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, questions);
  gtk_widget_class_bind_template_child (widget_class, HearthRosterPreviewPage, people);
  gtk_widget_class_bind_template_callback (widget_class, on_line_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_problem_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_person_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_duplicate_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_duplicate_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_duplicate_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_out_cb);
  gtk_widget_class_install_action (widget_class, "roster.answer", "u", answer_action);
  gtk_widget_class_install_action (widget_class, "roster.answer-all", "u", answer_all_action);
}

static void
hearth_roster_preview_page_init (HearthRosterPreviewPage *self)
{
  self->shown_problems = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_roster_preview_page_show (HearthRosterPreviewPage *self,
                                 GPtrArray *problems,
                                 HearthRosterPlan *plan,
                                 HearthPackSet *packs)
{
  const char *first = "people";

  g_return_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self));
  g_return_if_fail (problems != NULL && packs != NULL);

  g_list_store_remove_all (self->questions);
  g_list_store_remove_all (self->people);
  g_list_store_remove_all (self->problems);
  g_clear_pointer (&self->plan, hearth_roster_plan_free);
  self->plan = plan;
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  self->packs = hearth_pack_set_ref (packs);
  g_clear_pointer (&self->all_problems, g_ptr_array_unref);
  self->all_problems = g_ptr_array_ref (problems);
  sort_problems (self);
  describe_problems (self);
  describe_people (self);
  fill_store (self->problems, self->shown_problems->len, NULL);
  if (self->is_hopeless || self->n_bad_rows > 0)
    first = "problems";
  else if (plan != NULL && hearth_roster_plan_get_n_questions (plan) > 0)
    first = "duplicates";
  adw_view_stack_set_visible_child_name (self->stack, first);
  notify_change (self);
}

gboolean
hearth_roster_preview_page_get_can_import (HearthRosterPreviewPage *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self), FALSE);

  return !self->is_hopeless && hearth_roster_preview_page_get_n_chosen (self) > 0 &&
         (self->n_bad_rows == 0 || gtk_check_button_get_active (self->leave_out_button));
}

guint
hearth_roster_preview_page_get_n_chosen (HearthRosterPreviewPage *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self), 0);

  return self->plan != NULL ? hearth_roster_plan_count (self->plan) : 0;
}

GPtrArray *
hearth_roster_preview_page_list_entries (HearthRosterPreviewPage *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_PREVIEW_PAGE (self), NULL);
  g_return_val_if_fail (self->plan != NULL, NULL);

  return hearth_roster_plan_list_entries (self->plan, self->packs, hearth_format_language ());
}
