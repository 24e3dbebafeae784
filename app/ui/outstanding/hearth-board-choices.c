/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-choices.h"

#include <glib/gi18n.h>

GtkWidget *
hearth_board_choices_add_filter (HearthWrapBox *box, const char *filter)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (filter);

  gtk_widget_add_css_class (button, "filter");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "board.filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", filter);
  hearth_wrap_box_append (box, button);
  return button;
}

static void
add_reverse (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  /* Translators: a check in the menu of sorts. */
  g_menu_append (section, _ ("The Other Way Round"), "board.reversed");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

void
hearth_board_choices_add_sorts (GtkMenuButton *button)
{
  static const struct
  {
    const char *name;
    const char *title;
  } sorts[] = {
    { "age", NC_ ("sort by", "Days") },          { "person", NC_ ("sort by", "Person") },
    { "benefit", NC_ ("sort by", "Benefit") },   { "owed", NC_ ("sort by", "Owed") },
    { "blocker", NC_ ("sort by", "Reason") },    { "waiting", NC_ ("sort by", "Waiting For") },
    { "owner", NC_ ("sort by", "Responsible") }, { "remind", NC_ ("sort by", "Remind On") },
    { "due", NC_ ("sort by", "Deadline") },
  };
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (g_dpgettext2 (NULL, "sort by", sorts[i].title), NULL);

      g_menu_item_set_action_and_target (item, "board.sort", "s", sorts[i].name);
      g_menu_append_item (menu, item);
    }
  add_reverse (menu);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
hearth_board_choices_add_groupings (HearthWrapBox *box)
{
  static const struct
  {
    const char *name;
    const char *title;
  } groupings[] = {
    { "none", NC_ ("group by", "Nothing") },      { "benefit", NC_ ("group by", "Benefit") },
    { "blocker", NC_ ("group by", "Reason") },    { "event", NC_ ("group by", "Exchange") },
    { "facility", NC_ ("group by", "Hospital") }, { "unit", NC_ ("group by", "Unit") },
    { "owner", NC_ ("group by", "Responsible") },
  };
  GtkWidget *label = gtk_label_new (_ ("Group by:"));

  gtk_widget_add_css_class (label, "dim-label");
  hearth_wrap_box_append (box, label);
  for (guint i = 0; i < G_N_ELEMENTS (groupings); i++)
    {
      GtkWidget *button =
          gtk_toggle_button_new_with_label (g_dpgettext2 (NULL, "group by", groupings[i].title));

      gtk_widget_add_css_class (button, "filter");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "board.grouping");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", groupings[i].name);
      hearth_wrap_box_append (box, button);
    }
}
