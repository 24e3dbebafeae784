/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-bundle-card.h"
#include "hearth-commit.h"

G_BEGIN_DECLS

/** HearthBundleLineFunc: hears of each line that was checked; what it learns counts only when the
 * whole bundle was read. */
typedef gboolean (*HearthBundleLineFunc) (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error);

/**
 * HearthBundleLines:
 *
 * The check of the lines of one part: shape, limits, canonical form, compartment, signature (bundles
 * 13, step 8). One bad line refuses the bundle.
 */
typedef struct _HearthBundleLines HearthBundleLines;

HearthBundleLines *hearth_bundle_lines_new (HearthCompartment cmp,
                                            GHashTable *writers,
                                            HearthBundleLineFunc func,
                                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_lines_free (HearthBundleLines *self);
gboolean hearth_bundle_lines_add (HearthBundleLines *self,
                                  const char *text,
                                  gsize length,
                                  GError **error);
gboolean hearth_bundle_lines_finish (HearthBundleLines *self, GError **error);
guint hearth_bundle_lines_get_n (HearthBundleLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleLines, hearth_bundle_lines_free)

G_END_DECLS
