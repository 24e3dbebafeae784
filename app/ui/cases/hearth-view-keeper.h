/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-saved-view.h"

G_BEGIN_DECLS

/**
 * HearthViewKeeper:
 *
 * How the user of this login looks at the list of cases: what is shown now, which is remembered in the vault
 * until the next login, and the views that were saved under a name. Also the titles of exchanges, which
 * columns and filters show. Lives as long as its page. Signals:
 * ::changed: what is shown now is another look.
 * ::views-changed: the saved views are others, or the titles of exchanges.
 */
#define HEARTH_TYPE_VIEW_KEEPER (hearth_view_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HearthViewKeeper, hearth_view_keeper, HEARTH, VIEW_KEEPER, GObject)

HearthViewKeeper *hearth_view_keeper_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
/* The same of another list, whose looks are kept apart. @sort: by which it begins. */
HearthViewKeeper *hearth_view_keeper_new_for (HearthDesk *desk,
                                              const char *place,
                                              const char *sort) G_GNUC_WARN_UNUSED_RESULT;
HearthDesk *hearth_view_keeper_get_desk (HearthViewKeeper *self);
/* Whether the remembered look has come; ::changed tells. A list that is asked for before is asked for
 * twice. */
gboolean hearth_view_keeper_is_ready (HearthViewKeeper *self);

const HearthSavedView *hearth_view_keeper_get_current (HearthViewKeeper *self);
void hearth_view_keeper_set_sort (HearthViewKeeper *self, const char *sort, gboolean is_descending);
void hearth_view_keeper_add_filter (HearthViewKeeper *self, const char *field, const char *value);
void hearth_view_keeper_remove_filter (HearthViewKeeper *self,
                                       const char *field,
                                       const char *value);
void hearth_view_keeper_clear_filters (HearthViewKeeper *self);
void hearth_view_keeper_set_columns (HearthViewKeeper *self, const char *const *columns);
void hearth_view_keeper_set_is_table (HearthViewKeeper *self, gboolean is_table);

/* (element-type HearthSavedView): those with a name, by name. */
GPtrArray *hearth_view_keeper_get_views (HearthViewKeeper *self);
/* The saved view that is shown now; NULL if the look is none of them. */
const HearthSavedView *hearth_view_keeper_find_shown (HearthViewKeeper *self);
void hearth_view_keeper_show (HearthViewKeeper *self, const HearthId *id);
/* What is shown now, under @name; a view that has the name already is replaced. */
void hearth_view_keeper_save (HearthViewKeeper *self, const char *name);
void hearth_view_keeper_rename (HearthViewKeeper *self, const HearthId *id, const char *name);
void hearth_view_keeper_remove (HearthViewKeeper *self, const HearthId *id);
/* Brings the one back that was removed last. */
void hearth_view_keeper_restore (HearthViewKeeper *self);

/* @event: hex digits. NULL: not known. */
const char *hearth_view_keeper_get_event_title (HearthViewKeeper *self, const char *event);

G_END_DECLS
