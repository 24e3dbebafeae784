/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-figures.h"

#include "hearth-benefit-working.h"
#include "hearth-board-choices.h"
#include "hearth-card-grid.h"
#include "hearth-figure-card.h"
#include "hearth-format.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

#define MILLION 1000000

enum
{
  FIGURE_PEOPLE,
  FIGURE_OWED,
  FIGURE_STEPS,
  FIGURE_OVERDUE,
  FIGURE_BLOCKED,
  N_FIGURES
};

struct _HearthBoardFigures
{
  AdwBin parent_instance;
  HearthFigureCard *cards[N_FIGURES];
  GtkWidget *ages[HEARTH_OUTSTANDING_N_AGES];
  GtkWidget *waiting, *remind;

  HearthCardGrid *grid;
  HearthWrapBox *age_box;
  GtkWidget *left_out;
};

G_DEFINE_FINAL_TYPE (HearthBoardFigures, hearth_board_figures, ADW_TYPE_BIN)

static const char *const age_titles[HEARTH_OUTSTANDING_N_AGES] = { "0–30", "31–90", "91–180",
                                                                   "> 180" };

static char *
format_round (gint64 kop)
{
  g_autofree char *millions = hearth_kopiykas_to_text (kop / MILLION, hearth_format_language ());

  /* Translators: millions of hryvnias, as in 2.50 m. */
  return g_strdup_printf (_ ("%s m ₴"), millions);
}

/* What is not known is not told as nothing. */
static void
show_owed (HearthBoardFigures *self, const HearthOutstandingFigures *total)
{
  HearthFigureCard *card = self->cards[FIGURE_OWED];
  g_autofree char *exact = hearth_format_money (total->owed_kop);
  g_autofree char *round =
      ABS (total->owed_kop) < 100 * MILLION ? g_strdup (exact) : format_round (total->owed_kop);

  gtk_widget_set_visible (GTK_WIDGET (card), total->is_owed_known);
  gtk_widget_set_tooltip_text (GTK_WIDGET (card), exact);
  hearth_figure_card_set_text (card, round, _ ("is owed"));
}

static void
show_follow_up (HearthBoardFigures *self, const HearthOutstandingFigures *total)
{
  /* Translators: how many steps wait for somebody else. */
  g_autofree char *waiting = g_strdup_printf (_ ("Waiting for others: %u"), total->n_waiting);
  /* Translators: how many steps somebody wanted to be reminded of by now. */
  g_autofree char *remind = g_strdup_printf (_ ("To be remembered: %u"), total->n_remind);

  gtk_button_set_label (GTK_BUTTON (self->waiting), waiting);
  gtk_button_set_label (GTK_BUTTON (self->remind), remind);
}

static void
show_cards (HearthBoardFigures *self, const HearthOutstandingFigures *total)
{
  hearth_figure_card_set (
      self->cards[FIGURE_PEOPLE], total->n_people,
      ngettext ("person is owed something", "people are owed something", total->n_people));
  show_owed (self, total);
  hearth_figure_card_set (
      self->cards[FIGURE_STEPS], total->n_rows,
      ngettext ("open claim or paper", "open claims and papers", total->n_rows));
  hearth_figure_card_set (self->cards[FIGURE_OVERDUE], total->n_overdue,
                          ngettext ("deadline is past", "deadlines are past", total->n_overdue));
  hearth_figure_card_set (self->cards[FIGURE_BLOCKED], total->n_blocked,
                          ngettext ("is held up", "are held up", total->n_blocked));
}

static void
show_ages (HearthBoardFigures *self, const HearthOutstandingFigures *total)
{
  for (guint i = 0; i < HEARTH_OUTSTANDING_N_AGES; i++)
    {
      /* Translators: how many people wait since so many days. */
      g_autofree char *label =
          g_strdup_printf (_ ("%s days: %u"), age_titles[i], total->n_people_aged[i]);

      gtk_button_set_label (GTK_BUTTON (self->ages[i]), label);
    }
}

static void
add_figures (HearthBoardFigures *self)
{
  static const struct
  {
    const char *look;
    const char *filter;
  } figures[N_FIGURES] = {
    { NULL, "people" },      { NULL, "owed" },         { NULL, "all" },
    { "urgent", "overdue" }, { "warning", "blocked" },
  };

  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *card = hearth_figure_card_new (figures[i].look);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (card), "board.filter");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (card), "s", figures[i].filter);
      hearth_card_grid_append (self->grid, card);
      self->cards[i] = HEARTH_FIGURE_CARD (card);
    }
}

static void
add_ages (HearthBoardFigures *self)
{
  GtkWidget *label = gtk_label_new (_ ("People waiting:"));

  gtk_widget_add_css_class (label, "dim-label");
  hearth_wrap_box_append (self->age_box, label);
  for (guint i = 0; i < HEARTH_OUTSTANDING_N_AGES; i++)
    {
      g_autofree char *filter = g_strdup_printf ("age-%u", i);

      self->ages[i] = hearth_board_choices_add_filter (self->age_box, filter);
    }
  self->waiting = hearth_board_choices_add_filter (self->age_box, "waiting");
  self->remind = hearth_board_choices_add_filter (self->age_box, "remind");
}

static void
hearth_board_figures_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_BOARD_FIGURES);
  G_OBJECT_CLASS (hearth_board_figures_parent_class)->dispose (object);
}

static void
hearth_board_figures_class_init (HearthBoardFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_board_figures_dispose;
  g_type_ensure (HEARTH_TYPE_CARD_GRID);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/outstanding/hearth-board-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBoardFigures, grid);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardFigures, age_box);
  gtk_widget_class_bind_template_child (widget_class, HearthBoardFigures, left_out);
}

static void
hearth_board_figures_init (HearthBoardFigures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_figures (self);
  add_ages (self);
}

void
hearth_board_figures_show (HearthBoardFigures *self, const HearthBoard *board)
{
  g_return_if_fail (HEARTH_IS_BOARD_FIGURES (self) && board != NULL);

  show_cards (self, hearth_board_get_total (board));
  show_follow_up (self, hearth_board_get_total (board));
  show_ages (self, hearth_board_get_total (board));
  gtk_widget_set_visible (self->left_out, hearth_board_has_left_out (board));
}
