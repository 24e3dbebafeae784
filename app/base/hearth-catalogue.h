/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthCatalogue:
 *
 * The translations of one language, whatever language the program itself speaks: a paper is in the language of who
 * reads it. Immutable, any thread.
 */
typedef struct _HearthCatalogue HearthCatalogue;

/* @folder: as for bindtextdomain(). Reads a file. Without one everything stays in English. */
HearthCatalogue *hearth_catalogue_new (const char *folder,
                                       const char *language) G_GNUC_WARN_UNUSED_RESULT;
HearthCatalogue *hearth_catalogue_new_from_bytes (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void hearth_catalogue_free (HearthCatalogue *self);

/* (transfer none): @text itself if there is no translation. Both live as long as the shorter of the two. */
const char *hearth_catalogue_get (const HearthCatalogue *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCatalogue, hearth_catalogue_free)

G_END_DECLS
