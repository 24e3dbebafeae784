/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overlays of a vault, read and applied. */
#pragma once

#include "hearth-context.h"
#include "hearth-overlay.h"

G_BEGIN_DECLS

/**
 * HearthOverlays:
 *
 * All overlays that the vault has, the packs they make, and those that are not applied. Immutable and counted;
 * any thread.
 */
typedef struct _HearthOverlays HearthOverlays;

/* For hearth_store_read(): @data is a question, the answer a HearthOverlays. */
gpointer hearth_overlays_ask (HearthPackSet *shipped, HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
void hearth_overlays_question_free (gpointer question);
gpointer hearth_overlays_read (HearthDb *db, gpointer question, GError **error);

HearthOverlays *hearth_overlays_ref (HearthOverlays *self);
void hearth_overlays_unref (HearthOverlays *self);
HearthPackSet *hearth_overlays_get_packs (HearthOverlays *self);
/* (element-type HearthRecord), in order of arrival */
GPtrArray *hearth_overlays_get_records (HearthOverlays *self);
/* (element-type HearthOverlayFault) */
GPtrArray *hearth_overlays_get_faults (HearthOverlays *self);

/* hearth-context.c */
HearthOverlays *hearth_context_get_overlays (HearthContext *self);
HearthPackSet *hearth_context_get_shipped_packs (HearthContext *self);

/* Makes or changes an overlay, or takes it back ("gone"). @rec: (inout): zero: a new one. One that does not fit
 * the packs is %HEARTH_MODEL_ERROR_INVALID, which names file, group and key. Blocks. */
HearthChangeSet *hearth_overlay_save (HearthContext *context,
                                      HearthId *rec,
                                      const json_t *fields,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_overlay_save_async (HearthContext *context,
                                const HearthId *rec,
                                const json_t *fields,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HearthChangeSet *hearth_overlay_save_finish (GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOverlays, hearth_overlays_unref)

G_END_DECLS
