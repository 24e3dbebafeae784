/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-commit.h"
#include "hearth-db.h"

G_BEGIN_DECLS

/**
 * HearthBundlePreview:
 *
 * What importing lines would bring, told without writing anything. It is shown them one by one.
 */
typedef struct _HearthBundlePreview HearthBundlePreview;

/** HearthBundlePreviewCounts: what the import would bring. */
typedef struct
{
  guint n_new_cases;
  guint n_changed_cases;
  guint n_conflicts; /* fields for a person to decide that are not open today */
} HearthBundlePreviewCounts;

/* Names of more people than that are not kept. */
#define HEARTH_BUNDLE_MAX_PEOPLE 2000

/**
 * HearthBundlePerson: whose case an import would bring or change.
 * @fields: of the kind "person": what the bundle says of somebody new, what stands here of somebody known
 */
typedef struct
{
  HearthId case_id;
  gboolean is_new;
  json_t *fields;
} HearthBundlePerson;
void hearth_bundle_person_free (HearthBundlePerson *self);

HearthBundlePreview *hearth_bundle_preview_new (HearthDb *db) G_GNUC_WARN_UNUSED_RESULT;
void hearth_bundle_preview_free (HearthBundlePreview *self);
gboolean hearth_bundle_preview_add (HearthBundlePreview *self,
                                    const HearthCommit *commit,
                                    gboolean counts,
                                    gboolean *is_new,
                                    GError **error);
gboolean hearth_bundle_preview_finish (HearthBundlePreview *self,
                                       HearthBundlePreviewCounts *counts,
                                       GPtrArray *people,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBundlePreview, hearth_bundle_preview_free)

G_END_DECLS
