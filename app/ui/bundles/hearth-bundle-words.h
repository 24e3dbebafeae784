/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a bundle, in words. */
#pragma once

#include "hearth-bundle-reader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @compartment: by name; may be one that this version does not know. */
const char *hearth_bundle_part_title (const char *compartment);
/* "2, 4": titles of 1 << HearthCompartment, joined. */
char *hearth_bundle_dup_parts (guint parts) G_GNUC_WARN_UNUSED_RESULT;
/* Surname, given name and patronymic as far as they are known. */
char *hearth_bundle_dup_name (const json_t *person) G_GNUC_WARN_UNUSED_RESULT;
/* The day on which it was made; (nullable): it cannot be read. */
char *hearth_bundle_dup_day (const char *created) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): what is unusual about the order in which the sender's bundles come. */
char *hearth_bundle_dup_order (const HearthBundleInfo *info) G_GNUC_WARN_UNUSED_RESULT;
/* @progress: HearthBundleProgress of the job; before it knows how much there is, and after the last byte, it only moves. */
void hearth_bundle_show_progress (GtkProgressBar *bar, GCancellable *progress);
GtkFileFilter *hearth_bundle_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
