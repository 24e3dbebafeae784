/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented people and their story, as they stand in data/demo. Built in, so that the demo needs no
 * installed file. */
#pragma once

#include "hearth-date.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthDemoData HearthDemoData;

HearthDemoData *hearth_demo_data_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_demo_data_free (HearthDemoData *self);

guint hearth_demo_data_get_n_people (const HearthDemoData *self);
/* "" if the cell is empty or there is no such column. */
const char *hearth_demo_data_get (const HearthDemoData *self, guint person, const char *column);
gint64 hearth_demo_data_get_int (const HearthDemoData *self, guint person, const char *column);

/* Of the story: NULL, 0 or an empty list if the key is not there. */
char *hearth_demo_data_dup_text (const HearthDemoData *self,
                                 const char *group,
                                 const char *key) G_GNUC_WARN_UNUSED_RESULT;
int hearth_demo_data_get_number (const HearthDemoData *self, const char *group, const char *key);
char **hearth_demo_data_dup_list (const HearthDemoData *self,
                                  const char *group,
                                  const char *key) G_GNUC_WARN_UNUSED_RESULT;

/* The same number for the same words, on every machine: 0 to @n - 1. */
guint hearth_demo_dice (const char *first, const char *second, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDemoData, hearth_demo_data_free)

G_END_DECLS
