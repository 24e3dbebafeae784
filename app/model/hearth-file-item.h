/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-record.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthFileItem: one file of a case as a list shows it. Never changes: a changed record is another
 * item. Properties: title, media-type, size, is-here, compartment. Main thread.
 */
#define HEARTH_TYPE_FILE_ITEM (hearth_file_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthFileItem, hearth_file_item, HEARTH, FILE_ITEM, GObject)

HearthFileItem *hearth_file_item_new (HearthRecord *record,
                                      gint64 made_ms) G_GNUC_WARN_UNUSED_RESULT;
/* For hearth_file_read_async() and the other acts. */
const HearthRecord *hearth_file_item_get_record (HearthFileItem *self);
const char *hearth_file_item_get_title (HearthFileItem *self);      /* or its name; never NULL */
const char *hearth_file_item_get_media_type (HearthFileItem *self); /* never NULL */
guint64 hearth_file_item_get_size (HearthFileItem *self);           /* bytes */
HearthPartialDate hearth_file_item_get_taken_on (HearthFileItem *self);
const char *hearth_file_item_get_note (HearthFileItem *self); /* NULL: none */
HearthCompartment hearth_file_item_get_compartment (HearthFileItem *self);
/* FALSE: the content has not come to this vault, or was removed for good. */
gboolean hearth_file_item_is_here (HearthFileItem *self);
gint64 hearth_file_item_get_made_ms (HearthFileItem *self); /* when it came here; 0: it has not */

G_END_DECLS
