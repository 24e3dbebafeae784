/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthSecret:
 *
 * Bytes that must not be seen: keys, seeds, passphrases. They stand between guard pages in memory
 * that is locked against swapping where the system allows it, is left out of core dumps and of
 * forked children, and is wiped with the last reference.
 */
typedef struct _HearthSecret HearthSecret;

#define HEARTH_TYPE_SECRET (hearth_secret_get_type ())
GType hearth_secret_get_type (void);

HearthSecret *hearth_secret_new (const guint8 *bytes, gsize size) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_secret_new_zero (gsize size) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_secret_new_random (gsize size) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_secret_ref (HearthSecret *self);
void hearth_secret_unref (HearthSecret *self);

const guint8 *hearth_secret_get_bytes (const HearthSecret *self);
guint8 *hearth_secret_peek_writable (HearthSecret *self);
gsize hearth_secret_get_size (const HearthSecret *self);
gboolean hearth_secret_equal (const HearthSecret *a, const HearthSecret *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSecret, hearth_secret_unref)

G_END_DECLS
