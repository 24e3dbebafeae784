/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-change-set.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthToast:
 *
 * The one toast of the window, laid over its lower edge: what was just done, with Undo while that is
 * possible. A new text takes the place of the old one, so that Undo never means an act of a while ago.
 * Signal ::undo (HearthChangeSet *): NULL for an offer without one.
 *
 * Not an AdwToastOverlay: that of libadwaita 1.2 may free a toast under its own animation when one is
 * dismissed for another within a frame (it crashed under load).
 */
#define HEARTH_TYPE_TOAST (hearth_toast_get_type ())
G_DECLARE_FINAL_TYPE (HearthToast, hearth_toast, HEARTH, TOAST, AdwBin)

/* Plain text. @done: (nullable): what Undo takes back. */
void hearth_toast_show (HearthToast *self, const char *text, HearthChangeSet *done);
/* Undo of what is no act on records. */
void hearth_toast_offer_undo (HearthToast *self, const char *text);
void hearth_toast_hide (HearthToast *self);

G_END_DECLS
