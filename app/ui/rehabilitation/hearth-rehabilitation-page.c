/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-rehabilitation-page.h"

#include "hearth-attainment-box.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-measures-box.h"
#include "hearth-record-words.h"
#include "hearth-rehabilitation-words.h"
#include "hearth-score-dialog.h"
#include "hearth-step-acts.h"
#include "hearth-step-dialog.h"
#include "hearth-step-group-box.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

#define GOAL_KEY "hearth-goal"
/* So long before its end a prosthesis is asked for anew. */
#define RENEWAL_DAYS 180
#define FOLLOW_UP "follow-up-visit"

struct _HearthRehabilitationPage
{
  HearthRecordsPage parent_instance;
  HearthCase *kase;
  HearthAttainmentBox
      *attainment; /* NULL, and so the next: the login does not hold what they show */
  HearthMeasuresBox *measures;
  HearthStepGroupBox *follow_up;
  GtkLabel *attendance;
};

G_DEFINE_FINAL_TYPE (HearthRehabilitationPage, hearth_rehabilitation_page, HEARTH_TYPE_RECORDS_PAGE)

static HearthDesk *
desk_of (HearthRehabilitationPage *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

static void
add_chip (HearthTextRow *row, const char *text, const char *look)
{
  hearth_text_row_add_suffix (row, hearth_chip_new (text, look));
}

/* --- Goals --- */

static void
on_score_clicked_cb (HearthRehabilitationPage *self, GtkWidget *button)
{
  const HearthRecord *goal = g_object_get_data (G_OBJECT (button), GOAL_KEY);

  if (self->kase != NULL && hearth_desk_get_context (desk_of (self)) != NULL)
    hearth_score_dialog_present (GTK_WIDGET (self), desk_of (self), self->kase, goal);
}

static void
add_score_button (HearthRehabilitationPage *self, HearthTextRow *row, const HearthRecord *goal)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Score…"));
  /* Translators: the placeholder is a goal. */
  g_autofree char *name = g_strdup_printf (_ ("Score: %s"), hearth_text_row_get_title (row));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), GOAL_KEY, hearth_record_ref ((HearthRecord *) goal),
                          (GDestroyNotify) hearth_record_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_score_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (row, button);
}

static void
decorate_goal (HearthTextRow *row,
               const HearthRecord *goal,
               gboolean is_writable,
               gpointer user_data)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (user_data);
  HearthDate today = hearth_case_get_today (self->kase);
  HearthDate target = hearth_record_get_date (goal, "target_on");
  gboolean is_closed = hearth_record_get_date (goal, "closed_on") != HEARTH_DATE_NONE;
  int level;

  if (hearth_goal_get_level (goal, hearth_case_get_records (self->kase, "goal_score"), today,
                             &level, NULL))
    add_chip (row, hearth_level_get_sign (level), level >= 0 ? "accent" : NULL);
  if (is_closed)
    add_chip (row, _ ("closed"), NULL);
  else if (target != HEARTH_DATE_NONE && target < today)
    add_chip (row, _ ("term passed"), "warning");
  if (is_writable)
    add_score_button (self, row, goal);
}

/* --- Other rows --- */

static void
decorate_plan (HearthTextRow *row,
               const HearthRecord *plan,
               gboolean is_writable,
               gpointer user_data)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (user_data);
  HearthDate review = hearth_record_get_date (plan, "review_on");
  gboolean is_closed = hearth_record_get_date (plan, "closed_on") != HEARTH_DATE_NONE;

  if (is_closed)
    add_chip (row, _ ("closed"), NULL);
  else if (review != HEARTH_DATE_NONE && review < hearth_case_get_today (self->kase))
    add_chip (row, _ ("review is overdue"), "urgent");
}

static void
decorate_prosthesis (HearthTextRow *row,
                     const HearthRecord *prosthesis,
                     gboolean is_writable,
                     gpointer user_data)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (user_data);
  HearthDate end = hearth_record_get_date (prosthesis, "serves_to");
  HearthDate today = hearth_case_get_today (self->kase);

  add_chip (row, hearth_prosthesis_get_stage (prosthesis), NULL);
  if (end == HEARTH_DATE_NONE)
    return;
  if (end < today)
    add_chip (row, _ ("its time is over"), "urgent");
  else if (end - today <= RENEWAL_DAYS)
    {
      g_autofree char *days = hearth_format_n_days (end - today);
      /* Translators: how long a prosthesis still serves; the placeholder is "20 days". */
      g_autofree char *text = g_strdup_printf (_ ("%s left"), days);

      add_chip (row, text, "warning");
    }
}

static void
decorate_session (HearthTextRow *row,
                  const HearthRecord *session,
                  gboolean is_writable,
                  gpointer user_data)
{
  const char *attended = hearth_record_get_text (session, "attended");

  if (attended != NULL)
    add_chip (row, hearth_word_get_title (attended),
              g_str_equal (attended, "attended") ? "accent" : NULL);
}

/* --- Beside the records --- */

static void
show_follow_up (HearthRehabilitationPage *self, HearthCase *kase)
{
  HearthContext *context = hearth_desk_get_context (desk_of (self));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; context != NULL && i < hearth_case_get_n_steps (kase); i++)
    {
      const HearthCaseStep *step = hearth_case_get_step (kase, i);

      if (g_str_equal (step->item->template_id, FOLLOW_UP))
        g_ptr_array_add (items, hearth_step_item_new_for_case (context, kase, step));
    }
  hearth_step_group_box_set_items (self->follow_up, items);
}

static void
show_attendance (HearthRehabilitationPage *self, HearthCase *kase)
{
  GPtrArray *sessions = hearth_case_get_records (kase, "session");
  guint n_attended = 0, n_minutes = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < sessions->len; i++)
    if (g_strcmp0 (hearth_record_get_text (sessions->pdata[i], "attended"), "attended") == 0)
      {
        gint64 minutes = 0;

        hearth_record_get_int (sessions->pdata[i], "minutes", &minutes);
        n_attended++;
        n_minutes += (guint) minutes;
      }
  text = g_strdup_printf (
      /* Translators: sessions that were attended, all that were planned, and the hours they took. */
      ngettext ("%1$u of %2$u session attended, %3$u h %4$u min",
                "%1$u of %2$u sessions attended, %3$u h %4$u min", sessions->len),
      n_attended, sessions->len, n_minutes / 60, n_minutes % 60);
  gtk_label_set_text (self->attendance, text);
  gtk_widget_set_visible (GTK_WIDGET (self->attendance), sessions->len > 0);
}

static void
hearth_rehabilitation_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (page);

  /* Before the rows are made, which ask it. */
  g_set_object (&self->kase, kase);
  HEARTH_CASE_PAGE_CLASS (hearth_rehabilitation_page_parent_class)
      ->show_case (page, kase, is_other);
  show_follow_up (self, kase);
  if (self->attainment == NULL)
    return;
  hearth_attainment_box_show_case (self->attainment, kase);
  hearth_measures_box_show_case (self->measures, kase);
  show_attendance (self, kase);
}

static const HearthRecord *
find_goal (HearthCase *kase, const HearthId *id)
{
  GPtrArray *goals = hearth_case_get_records (kase, "goal");

  for (guint i = 0; i < goals->len; i++)
    if (hearth_id_equal (hearth_record_get_id (goals->pdata[i]), id))
      return goals->pdata[i];
  return NULL;
}

/* A level of a goal, or one of the records of the page. */
static gboolean
hearth_rehabilitation_page_show_draft (HearthCasePage *page)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (page);
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (desk_of (self));
  g_autoptr (GPtrArray) kept =
      drafts != NULL && self->kase != NULL
          ? hearth_draft_keeper_list_of_case (drafts, HEARTH_SCORE_DIALOG_DRAFT,
                                              hearth_case_get_id (self->kase))
          : g_ptr_array_new ();
  const HearthRecord *goal =
      kept->len > 0 ? find_goal (self->kase, &((HearthDraft *) kept->pdata[0])->rec) : NULL;

  if (goal == NULL)
    return HEARTH_CASE_PAGE_CLASS (hearth_rehabilitation_page_parent_class)->show_draft (page);
  hearth_score_dialog_present (GTK_WIDGET (self), desk_of (self), self->kase, goal);
  return TRUE;
}

static void
on_toggle_cb (HearthRehabilitationPage *self, HearthStepItem *item)
{
  hearth_step_toggle (desk_of (self), item);
}

static void
on_open_cb (HearthRehabilitationPage *self, HearthStepItem *item)
{
  hearth_step_dialog_present (GTK_WIDGET (self), desk_of (self), item);
}

static void
decorate_section (HearthRehabilitationPage *self,
                  const char *kind,
                  HearthRecordSectionDecorate decorate)
{
  hearth_record_section_set_decorate (
      hearth_records_page_get_section (HEARTH_RECORDS_PAGE (self), kind), decorate, self);
}

/* All of it is medical: a login holds the whole page or the follow-up alone, which is of the plan. */
static void
add_medical (HearthRehabilitationPage *self)
{
  HearthRecordsPage *page = HEARTH_RECORDS_PAGE (self);

  self->attainment = HEARTH_ATTAINMENT_BOX (hearth_attainment_box_new ());
  self->measures = HEARTH_MEASURES_BOX (hearth_measures_box_new (desk_of (self)));
  self->attendance = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->attendance, 0);
  gtk_label_set_wrap (self->attendance, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->attendance), "dim-label");
  hearth_records_page_add (page, GTK_WIDGET (self->attainment), "session");
  hearth_records_page_add (page, GTK_WIDGET (self->attendance), "measure");
  hearth_records_page_add (page, GTK_WIDGET (self->measures), "prosthesis");
  decorate_section (self, "rehabilitation", decorate_plan);
  decorate_section (self, "goal", decorate_goal);
  decorate_section (self, "session", decorate_session);
  decorate_section (self, "prosthesis", decorate_prosthesis);
}

static void
hearth_rehabilitation_page_constructed (GObject *object)
{
  HearthRehabilitationPage *self = HEARTH_REHABILITATION_PAGE (object);
  GtkWidget *box;

  G_OBJECT_CLASS (hearth_rehabilitation_page_parent_class)->constructed (object);
  self->follow_up = HEARTH_STEP_GROUP_BOX (
      hearth_step_group_box_new (_ ("Follow-up at Months 1, 3, 6 and 12"), FALSE, FALSE));
  g_signal_connect_object (self->follow_up, "toggle", G_CALLBACK (on_toggle_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follow_up, "open", G_CALLBACK (on_open_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_records_page_add (HEARTH_RECORDS_PAGE (self), GTK_WIDGET (self->follow_up), NULL);
  /* What comes last in time stands last. */
  box = gtk_widget_get_parent (GTK_WIDGET (self->follow_up));
  gtk_box_reorder_child_after (GTK_BOX (box), GTK_WIDGET (self->follow_up),
                               gtk_widget_get_last_child (box));
  if (hearth_records_page_get_section (HEARTH_RECORDS_PAGE (self), "goal") != NULL)
    add_medical (self);
}

static void
hearth_rehabilitation_page_dispose (GObject *object)
{
  g_clear_object (&HEARTH_REHABILITATION_PAGE (object)->kase);
  G_OBJECT_CLASS (hearth_rehabilitation_page_parent_class)->dispose (object);
}

static void
hearth_rehabilitation_page_class_init (HearthRehabilitationPageClass *klass)
{
  static const char *const kinds[] = { "rehabilitation", "goal",       "session",
                                       "measure",        "prosthesis", NULL };

  G_OBJECT_CLASS (klass)->constructed = hearth_rehabilitation_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = hearth_rehabilitation_page_dispose;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_rehabilitation_page_show_case;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_rehabilitation_page_show_draft;
  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
}

static void
hearth_rehabilitation_page_init (HearthRehabilitationPage *self)
{
}
