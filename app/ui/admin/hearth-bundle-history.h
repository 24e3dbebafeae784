/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-contacts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBundleHistory:
 *
 * Which bundles went to whom and which came from whom, the newest first, some dozens at a time.
 */
#define HEARTH_TYPE_BUNDLE_HISTORY (hearth_bundle_history_get_type ())
G_DECLARE_FINAL_TYPE (HearthBundleHistory, hearth_bundle_history, HEARTH, BUNDLE_HISTORY, AdwBin)

/* @contacts: stays as long as the widget; (element-type HearthBundleSent), (element-type HearthReceivedBundle) */
GtkWidget *hearth_bundle_history_new (const HearthContacts *contacts,
                                      GPtrArray *sent,
                                      GPtrArray *received);

G_END_DECLS
