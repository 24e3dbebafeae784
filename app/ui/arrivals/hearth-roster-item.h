/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthRosterItem:
 *
 * A place in a list of the preview: of a problem, a person or a question. Property "choice" (uint): the answer to
 * a question, a HearthRosterChoice.
 */
#define HEARTH_TYPE_ROSTER_ITEM (hearth_roster_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthRosterItem, hearth_roster_item, HEARTH, ROSTER_ITEM, GObject)

HearthRosterItem *hearth_roster_item_new (guint index, guint choice) G_GNUC_WARN_UNUSED_RESULT;
guint hearth_roster_item_get_index (HearthRosterItem *self);
guint hearth_roster_item_get_choice (HearthRosterItem *self);
void hearth_roster_item_set_choice (HearthRosterItem *self, guint choice);

G_END_DECLS
