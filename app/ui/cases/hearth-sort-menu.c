/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-sort-menu.h"

#include "hearth-case-columns.h"

#include <glib/gi18n.h>

static void
add_sort (GMenu *menu, const HearthCaseColumn *column)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (column->title), NULL);

  g_menu_item_set_action_and_target (item, "cases.sort", "s", column->sort);
  g_menu_append_item (menu, item);
}

GMenuModel *
hearth_sort_menu_new (HearthDesk *desk)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) sorts = g_menu_new ();
  guint n_columns;
  const HearthCaseColumn *columns = hearth_case_columns_get_all (&n_columns);

  add_sort (sorts, hearth_case_columns_get_name ());
  for (guint i = 0; i < n_columns; i++)
    if (columns[i].sort != NULL && hearth_case_columns_is_offered (&columns[i], desk))
      add_sort (sorts, &columns[i]);
  g_menu_append (direction, _ ("_The Other Way Round"), "cases.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sorts));
  return G_MENU_MODEL (menu);
}
