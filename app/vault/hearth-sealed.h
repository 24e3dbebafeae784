/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder "sealed" of an unlocked vault (vault 2): parts of bundles for which no key was at hand, as they
 * came. What a file is, a row of admin says; a file without a row belongs to nobody. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

/* Gives the next bytes, up to @length; 0 at the end, negative with an error. */
typedef gssize (*HearthSealedReadFunc) (gpointer data,
                                        gpointer buffer,
                                        gsize length,
                                        GError **error);
/* Takes @length bytes. */
typedef gboolean (*HearthSealedWriteFunc) (gpointer data,
                                           gconstpointer bytes,
                                           gsize length,
                                           GError **error);

gboolean hearth_sealed_put (HearthVault *vault,
                            const HearthId *file,
                            HearthSealedReadFunc read,
                            gpointer data,
                            GError **error);
gboolean hearth_sealed_get (HearthVault *vault,
                            const HearthId *file,
                            HearthSealedWriteFunc write,
                            gpointer data,
                            GError **error);
void hearth_sealed_remove (HearthVault *vault, const HearthId *file);
/* Removes the files that are not in @wanted (element-type HearthId). */
gboolean hearth_sealed_tidy (HearthVault *vault, GArray *wanted, GError **error);

G_END_DECLS
