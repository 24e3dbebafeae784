/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-options.h"
#include "hearth-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthExportReceiver:
 *
 * For whom a bundle is: a contact and perhaps a second one, a key whose end was read aloud, or a passphrase.
 * Signal ::changed.
 */
#define HEARTH_TYPE_EXPORT_RECEIVER (hearth_export_receiver_get_type ())
G_DECLARE_FINAL_TYPE (HearthExportReceiver, hearth_export_receiver, HEARTH, EXPORT_RECEIVER, AdwBin)

/* Reads the contacts; until they are there a key or a passphrase can be chosen. */
void hearth_export_receiver_load (HearthExportReceiver *self, HearthStore *store);
/* What is missing before a bundle can be made, in words; NULL: nothing. */
const char *hearth_export_receiver_find_obstacle (HearthExportReceiver *self);
/* 1 << HearthCompartment of what may go to everybody who was chosen. */
guint hearth_export_receiver_get_allowed (HearthExportReceiver *self);
gboolean hearth_export_receiver_is_by_passphrase (HearthExportReceiver *self);
void hearth_export_receiver_add_to (HearthExportReceiver *self, HearthBundleOptions *options);
/* As a sentence goes on after "for". */
char *hearth_export_receiver_dup_whom (HearthExportReceiver *self) G_GNUC_WARN_UNUSED_RESULT;
/* They have gone where they are needed. */
void hearth_export_receiver_forget_words (HearthExportReceiver *self);

G_END_DECLS
