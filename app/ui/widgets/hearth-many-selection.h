/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HearthManySelection:
 *
 * A selection of any number of rows of a long list. A GtkMultiSelection makes and keeps an item for each row that is
 * chosen, of a list that makes them when asked: a hundred thousand at Ctrl+A. This keeps positions only. Rows that are
 * new in the list are not chosen.
 */
#define HEARTH_TYPE_MANY_SELECTION (hearth_many_selection_get_type ())
G_DECLARE_FINAL_TYPE (HearthManySelection, hearth_many_selection, HEARTH, MANY_SELECTION, GObject)

GtkSelectionModel *hearth_many_selection_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
