/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-plan-page.h"

#include "hearth-step-acts.h"
#include "hearth-step-dialog.h"
#include "hearth-step-group-box.h"
#include "hearth-track.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthPlanPage
{
  HearthCasePage parent_instance;
  char *track;
  HearthStepGroupBox *boxes[HEARTH_N_STEP_GROUPS];

  HearthWrapBox *filters;
  GtkBox *groups;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (HearthPlanPage, hearth_plan_page, HEARTH_TYPE_CASE_PAGE)

enum
{
  PROP_0,
  PROP_TRACK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static const char *const group_titles[HEARTH_N_STEP_GROUPS] = {
  [HEARTH_STEP_GROUP_OVERDUE] = NC_ ("steps", "Overdue"),
  [HEARTH_STEP_GROUP_TODAY] = NC_ ("steps", "Today"),
  [HEARTH_STEP_GROUP_NEXT] = NC_ ("steps", "Next"),
  [HEARTH_STEP_GROUP_LATER] = NC_ ("steps", "Later"),
  [HEARTH_STEP_GROUP_CLOSED] = NC_ ("steps", "Done"),
};

static gint
compare_due (gconstpointer a, gconstpointer b)
{
  HearthDate first = hearth_step_item_get_due (*(HearthStepItem *const *) a);
  HearthDate second = hearth_step_item_get_due (*(HearthStepItem *const *) b);

  /* Steps without a due date come last. */
  if (first == HEARTH_DATE_NONE || second == HEARTH_DATE_NONE)
    return (first == HEARTH_DATE_NONE) - (second == HEARTH_DATE_NONE);
  return first < second ? -1 : first > second;
}

static gboolean
is_shown (HearthPlanPage *self, HearthStepItem *item)
{
  return *self->track == '\0' || g_str_equal (self->track, hearth_step_item_get_track (item));
}

static void
collect_items (HearthPlanPage *self, HearthCase *kase, GPtrArray **groups)
{
  HearthContext *context =
      hearth_desk_get_context (hearth_case_page_get_desk (HEARTH_CASE_PAGE (self)));

  for (guint i = 0; context != NULL && i < hearth_case_get_n_steps (kase); i++)
    {
      g_autoptr (HearthStepItem) item =
          hearth_step_item_new_for_case (context, kase, hearth_case_get_step (kase, i));

      if (is_shown (self, item))
        {
          GPtrArray *group = groups[hearth_step_item_get_group (item)];

          g_ptr_array_add (group, g_steal_pointer (&item));
        }
    }
}

/* After a step has left its group, the next one in its place is what the person goes on with. */
static void
restore_focus (HearthPlanPage *self, int group, int index)
{
  for (int i = group; i >= 0 && i < HEARTH_N_STEP_GROUPS; i++)
    if (hearth_step_group_box_focus_row (self->boxes[i], i == group ? index : 0))
      return;
}

static void
show_steps (HearthPlanPage *self, HearthCase *kase)
{
  GPtrArray *groups[HEARTH_N_STEP_GROUPS];
  int focused_group = -1, focused_row = -1;
  guint n_shown = 0;

  for (int i = 0; i < HEARTH_N_STEP_GROUPS; i++)
    {
      int row = hearth_step_group_box_get_focused (self->boxes[i]);

      groups[i] = g_ptr_array_new_with_free_func (g_object_unref);
      if (row >= 0)
        {
          focused_group = i;
          focused_row = row;
        }
    }
  collect_items (self, kase, groups);
  for (guint i = 0; i < HEARTH_N_STEP_GROUPS; i++)
    {
      g_ptr_array_sort (groups[i], compare_due);
      hearth_step_group_box_set_items (self->boxes[i], groups[i]);
      n_shown += groups[i]->len;
      g_ptr_array_unref (groups[i]);
    }
  gtk_widget_set_visible (self->empty, n_shown == 0);
  if (focused_group >= 0 && hearth_step_group_box_get_focused (self->boxes[focused_group]) < 0)
    restore_focus (self, focused_group, focused_row);
}

static void
hearth_plan_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  show_steps (HEARTH_PLAN_PAGE (page), kase);
}

static void
on_toggle_cb (HearthPlanPage *self, HearthStepItem *item)
{
  hearth_step_toggle (hearth_case_page_get_desk (HEARTH_CASE_PAGE (self)), item);
}

static void
on_open_cb (HearthPlanPage *self, HearthStepItem *item)
{
  hearth_step_dialog_present (GTK_WIDGET (self),
                              hearth_case_page_get_desk (HEARTH_CASE_PAGE (self)), item);
}

static void
set_track (HearthPlanPage *self, const char *track)
{
  HearthCase *kase = hearth_case_page_get_case (HEARTH_CASE_PAGE (self));

  if (g_strcmp0 (self->track, track) == 0)
    return;
  g_free (self->track);
  self->track = g_strdup (track != NULL ? track : "");
  if (kase != NULL)
    show_steps (self, kase);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACK]);
}

static void
add_filter (HearthPlanPage *self, const char *id, const char *title)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (title);

  gtk_widget_add_css_class (button, "filter");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "plan.track");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  hearth_wrap_box_append (self->filters, button);
}

static void
hearth_plan_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TRACK:
      g_value_set_string (value, HEARTH_PLAN_PAGE (object)->track);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_plan_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TRACK:
      set_track (HEARTH_PLAN_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_plan_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_PLAN_PAGE);
  G_OBJECT_CLASS (hearth_plan_page_parent_class)->dispose (object);
}

static void
hearth_plan_page_finalize (GObject *object)
{
  g_free (HEARTH_PLAN_PAGE (object)->track);
  G_OBJECT_CLASS (hearth_plan_page_parent_class)->finalize (object);
}

static void
hearth_plan_page_class_init (HearthPlanPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_plan_page_get_property;
  object_class->set_property = hearth_plan_page_set_property;
  object_class->dispose = hearth_plan_page_dispose;
  object_class->finalize = hearth_plan_page_finalize;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_plan_page_show_case;

  properties[PROP_TRACK] =
      g_param_spec_string ("track", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "plan.track", "track");

  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/plan/hearth-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPlanPage, filters);
  gtk_widget_class_bind_template_child (widget_class, HearthPlanPage, groups);
  gtk_widget_class_bind_template_child (widget_class, HearthPlanPage, empty);
}

static void
hearth_plan_page_init (HearthPlanPage *self)
{
  guint n_tracks;
  const HearthTrack *tracks = hearth_track_get_all (&n_tracks);

  self->track = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_filter (self, "", C_ ("tracks", "All"));
  for (guint i = 0; i < n_tracks; i++)
    add_filter (self, tracks[i].id, _ (tracks[i].title));
  for (guint i = 0; i < HEARTH_N_STEP_GROUPS; i++)
    {
      self->boxes[i] = HEARTH_STEP_GROUP_BOX (hearth_step_group_box_new (
          g_dpgettext2 (NULL, "steps", group_titles[i]), i == HEARTH_STEP_GROUP_OVERDUE,
          i == HEARTH_STEP_GROUP_CLOSED));
      gtk_box_append (self->groups, GTK_WIDGET (self->boxes[i]));
      g_signal_connect_object (self->boxes[i], "toggle", G_CALLBACK (on_toggle_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->boxes[i], "open", G_CALLBACK (on_open_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

void
hearth_plan_page_show_step (HearthPlanPage *self, const HearthId *step_id)
{
  g_return_if_fail (HEARTH_IS_PLAN_PAGE (self));

  set_track (self, "");
  for (guint i = 0; i < HEARTH_STEP_GROUP_CLOSED; i++)
    if (hearth_step_group_box_focus_step (self->boxes[i], step_id))
      return;
}
