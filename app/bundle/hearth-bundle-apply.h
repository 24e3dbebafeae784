/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines and attachments of a bundle on their way into the vault: staged while the rest is still read, then
 * taken in, one transaction for each compartment (bundles 13, steps 8 and 10). What was staged and never
 * taken in is gone when this is freed. */
#pragma once

#include "hearth-bundle-lines.h"
#include "hearth-receive.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthBundleApply HearthBundleApply;

HearthBundleApply *hearth_bundle_apply_new (const HearthWriter *writer,
                                            const HearthId *bundle) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_apply_free (HearthBundleApply *self);
void hearth_bundle_apply_set_bundle (HearthBundleApply *self, const HearthId *bundle);

/* A HearthBundleLineFunc of @data, which is a HearthBundleApply. */
gboolean hearth_bundle_apply_stage (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error);
gboolean hearth_bundle_apply_stage_end (HearthBundleApply *self, GError **error);
/* An attachment that a staged line names. @name: of the member; @is_sealed: out: no key opens it. */
gboolean hearth_bundle_apply_take_file (HearthBundleApply *self,
                                        const char *name,
                                        GInputStream *source,
                                        GPtrArray *identities,
                                        gboolean *is_sealed,
                                        GCancellable *cancellable,
                                        GError **error);
guint hearth_bundle_apply_get_n_files (const HearthBundleApply *self);
HearthChangeSet *hearth_bundle_apply_run (HearthBundleApply *self,
                                          const HearthAuthors *authors,
                                          HearthReceived *out,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundleApply, hearth_bundle_apply_free)

G_END_DECLS
