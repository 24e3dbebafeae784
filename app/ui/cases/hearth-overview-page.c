/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-overview-page.h"

#include "hearth-alarm-box.h"
#include "hearth-format.h"
#include "hearth-record-section.h"
#include "hearth-step-acts.h"
#include "hearth-step-dialog.h"
#include "hearth-step-group-box.h"
#include "hearth-text-row.h"
#include "hearth-timeline-box.h"

#include <glib/gi18n.h>

#define N_NEXT 5

struct _HearthOverviewPage
{
  HearthCasePage parent_instance;
  HearthAlarmBox *alarms;
  HearthStepGroupBox *next;
  HearthRecordSection *decisions;
  HearthRecordSection *notes;
  HearthTimelineBox *timeline;

  GtkWidget *all_done;
  AdwPreferencesGroup *stage_group;
  AdwActionRow *stage_row;
  GtkWidget *same_group;
  GtkListBox *same;
  GtkWidget *blockers_group;
  GtkListBox *blockers;
  GtkBox *next_box;
  GtkBox *stage_box;
  GtkBox *rest;
};

G_DEFINE_FINAL_TYPE (HearthOverviewPage, hearth_overview_page, HEARTH_TYPE_CASE_PAGE)

static HearthDesk *
desk_of (HearthOverviewPage *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  HearthStepItem *first = *(HearthStepItem *const *) a;
  HearthStepItem *second = *(HearthStepItem *const *) b;
  HearthDate first_due = hearth_step_item_get_due (first);
  HearthDate second_due = hearth_step_item_get_due (second);

  if (hearth_step_item_get_group (first) != hearth_step_item_get_group (second))
    return (gint) hearth_step_item_get_group (first) - (gint) hearth_step_item_get_group (second);
  if (first_due == HEARTH_DATE_NONE || second_due == HEARTH_DATE_NONE)
    return (first_due == HEARTH_DATE_NONE) - (second_due == HEARTH_DATE_NONE);
  return first_due < second_due ? -1 : first_due > second_due;
}

/* (element-type HearthStepItem): what can be done now, the most urgent first. */
static GPtrArray *
list_next (HearthOverviewPage *self, HearthCase *kase)
{
  HearthContext *context = hearth_desk_get_context (desk_of (self));
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; context != NULL && i < hearth_case_get_n_steps (kase); i++)
    {
      g_autoptr (HearthStepItem) item =
          hearth_step_item_new_for_case (context, kase, hearth_case_get_step (kase, i));

      if (hearth_step_item_get_group (item) <= HEARTH_STEP_GROUP_NEXT)
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_ptr_array_sort (items, compare_items);
  if (items->len > N_NEXT)
    g_ptr_array_set_size (items, N_NEXT);
  return items;
}

static void
show_next (HearthOverviewPage *self, HearthCase *kase)
{
  g_autoptr (GPtrArray) items = list_next (self, kase);

  hearth_step_group_box_set_items (self->next, items);
  gtk_widget_set_visible (self->all_done, items->len == 0);
}

static void
add_blocker (HearthOverviewPage *self, const HearthRecord *step)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk_of (self));
  const char *waiting_for = hearth_record_get_text (step, "waiting_for");
  GtkWidget *row;
  GtkWidget *icon = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  g_autoptr (GString) why = g_string_new (NULL);

  hearth_format_append_part (
      why, hearth_format_pack_title (packs, "blocker", hearth_record_get_text (step, "blocker")));
  if (waiting_for != NULL && *waiting_for != '\0')
    {
      g_autofree char *part = g_strdup_printf (_ ("waiting for %s"), waiting_for);

      hearth_format_append_part (why, part);
    }
  row = hearth_text_row_new (
      hearth_format_pack_title (packs, "step", hearth_record_get_text (step, "template")),
      why->str);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Held up"), -1);
  hearth_text_row_add_prefix (HEARTH_TEXT_ROW (row), icon);
  gtk_list_box_append (self->blockers, row);
}

static gboolean
is_held_up (const HearthRecord *step)
{
  const char *state = hearth_record_get_text (step, "state");
  HearthStepState known;

  return state != NULL && hearth_step_state_from_id (state, &known) &&
         hearth_step_state_is_open (known) &&
         (hearth_record_get_text (step, "blocker") != NULL ||
          hearth_record_get_text (step, "waiting_for") != NULL);
}

static void
show_blockers (HearthOverviewPage *self, HearthCase *kase)
{
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->blockers, 0)) != NULL)
    gtk_list_box_remove (self->blockers, GTK_WIDGET (row));
  for (guint i = 0; i < hearth_case_get_n_steps (kase); i++)
    {
      const HearthRecord *step = hearth_case_get_step (kase, i)->record;

      if (!is_held_up (step))
        continue;
      add_blocker (self, step);
      n++;
    }
  gtk_widget_set_visible (self->blockers_group, n > 0);
}

static GtkWidget *
make_same_row (const HearthCaseRow *other)
{
  g_autofree char *name = hearth_case_row_dup_name (other);
  /* Translators: the placeholder is the number of a case. */
  g_autofree char *number = g_strdup_printf (_ ("Case %s"), other->number);
  GtkWidget *row = hearth_text_row_new (name, number);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&other->case_id, hex);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", hex);
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show This Case"), -1);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), arrow);
  return row;
}

static void
show_same (HearthOverviewPage *self, HearthCase *kase)
{
  GPtrArray *same = hearth_case_get_same (kase);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->same, 0)) != NULL)
    gtk_list_box_remove (self->same, GTK_WIDGET (row));
  for (guint i = 0; i < same->len; i++)
    gtk_list_box_append (self->same, make_same_row (same->pdata[i]));
  gtk_widget_set_visible (self->same_group, same->len > 0);
}

/* The decision that began the present stage, if one did. */
static const HearthRecord *
find_beginning (HearthCase *kase, const char *stage)
{
  GPtrArray *decisions = hearth_case_get_records (kase, "decision");
  const HearthRecord *found = NULL;

  for (guint i = 0; i < decisions->len; i++)
    if (g_strcmp0 (hearth_record_get_text (decisions->pdata[i], "next"), stage) == 0)
      found = decisions->pdata[i];
  return found;
}

static void
append_since (HearthOverviewPage *self, GString *text, HearthCase *kase, const char *stage)
{
  const HearthRecord *beginning = find_beginning (kase, stage);
  HearthDate day =
      beginning != NULL ? hearth_record_get_date (beginning, "decided_on") : HEARTH_DATE_NONE;
  const HearthPackEntry *entry =
      hearth_pack_set_lookup (hearth_desk_get_packs (desk_of (self)), "stage", stage);
  int n_typical = entry != NULL ? hearth_pack_entry_get_int (entry, "TypicalDays", -1) : -1;

  if (day != HEARTH_DATE_NONE)
    {
      g_autofree char *since = hearth_format_date (day);
      gint64 n_days = hearth_case_get_today (kase) - day;
      g_autofree char *days = hearth_format_n_days (MAX (n_days, 0));
      /* Translators: a stage began on a date, so many days ago. */
      g_autofree char *part = g_strdup_printf (_ ("since %1$s, %2$s"), since, days);

      hearth_format_append_part (text, part);
    }
  if (n_typical > 0)
    {
      g_autofree char *days = hearth_format_n_days (n_typical);
      /* Translators: how long a stage takes as a rule; the placeholder is "14 days". */
      g_autofree char *part = g_strdup_printf (_ ("usually %s after the return"), days);

      hearth_format_append_part (text, part);
    }
}

static void
show_stage (HearthOverviewPage *self, HearthCase *kase)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk_of (self));
  const char *stage = hearth_record_get_text (hearth_case_get_person (kase), "stage");
  const HearthPackEntry *entry =
      stage != NULL ? hearth_pack_set_lookup (packs, "stage", stage) : NULL;
  const char *exit =
      entry != NULL ? hearth_pack_entry_get_text (entry, "Exit", hearth_format_language ()) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (stage != NULL)
    append_since (self, text, kase, stage);
  if (exit != NULL)
    {
      /* Translators: by what a stage of reintegration ends, for example "triage category". */
      g_autofree char *part = g_strdup_printf (_ ("ends with: %s"), exit);

      hearth_format_append_part (text, part);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stage_row),
                                 stage != NULL ? hearth_format_pack_title (packs, "stage", stage)
                                               : _ ("Not known"));
  adw_action_row_set_subtitle (self->stage_row, text->str);
}

static void
hearth_overview_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthOverviewPage *self = HEARTH_OVERVIEW_PAGE (page);

  show_same (self, kase);
  hearth_alarm_box_show_case (self->alarms, kase);
  show_next (self, kase);
  show_blockers (self, kase);
  show_stage (self, kase);
  hearth_record_section_show_case (self->decisions, kase);
  hearth_record_section_show_case (self->notes, kase);
  hearth_timeline_box_show_case (self->timeline, kase, is_other);
}

static gboolean
hearth_overview_page_show_draft (HearthCasePage *page)
{
  HearthOverviewPage *self = HEARTH_OVERVIEW_PAGE (page);

  return hearth_record_section_show_draft (self->decisions) ||
         hearth_record_section_show_draft (self->notes);
}

static void
on_toggle_cb (HearthOverviewPage *self, HearthStepItem *item)
{
  hearth_step_toggle (desk_of (self), item);
}

static void
on_open_cb (HearthOverviewPage *self, HearthStepItem *item)
{
  hearth_step_dialog_present (GTK_WIDGET (self), desk_of (self), item);
}

static void
hearth_overview_page_constructed (GObject *object)
{
  HearthOverviewPage *self = HEARTH_OVERVIEW_PAGE (object);

  G_OBJECT_CLASS (hearth_overview_page_parent_class)->constructed (object);
  self->decisions = HEARTH_RECORD_SECTION (hearth_record_section_new (desk_of (self), "decision"));
  self->notes = HEARTH_RECORD_SECTION (hearth_record_section_new (desk_of (self), "note"));
  self->timeline = HEARTH_TIMELINE_BOX (hearth_timeline_box_new (desk_of (self)));
  self->alarms = HEARTH_ALARM_BOX (hearth_alarm_box_new (desk_of (self)));
  gtk_box_prepend (self->next_box, GTK_WIDGET (self->alarms));
  gtk_box_append (self->stage_box, GTK_WIDGET (self->decisions));
  gtk_box_append (self->rest, GTK_WIDGET (self->notes));
  gtk_box_append (self->rest, GTK_WIDGET (self->timeline));
}

static void
hearth_overview_page_class_init (HearthOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hearth_overview_page_constructed;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_overview_page_show_case;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_overview_page_show_draft;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, all_done);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, stage_group);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, stage_row);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, same_group);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, same);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, blockers_group);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, blockers);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, next_box);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, stage_box);
  gtk_widget_class_bind_template_child (widget_class, HearthOverviewPage, rest);
}

static void
hearth_overview_page_init (HearthOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->next = HEARTH_STEP_GROUP_BOX (hearth_step_group_box_new (_ ("What Is Next"), FALSE, FALSE));
  gtk_box_prepend (self->next_box, GTK_WIDGET (self->next));
  g_signal_connect_object (self->next, "toggle", G_CALLBACK (on_toggle_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "open", G_CALLBACK (on_open_cb), self, G_CONNECT_SWAPPED);
}
