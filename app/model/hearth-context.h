/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-clock.h"
#include "hearth-file-tidy.h"
#include "hearth-given-names.h"
#include "hearth-plan.h"
#include "hearth-registry-schema.h"
#include "hearth-sign-in.h"
#include "hearth-store.h"

G_BEGIN_DECLS

/**
 * HearthContext:
 *
 * What an unlocked session needs: vault, store, clock, packs and plan templates. Passed as a
 * construct property; there are no singletons. Made after unlocking, dropped when locking.
 */
#define HEARTH_TYPE_CONTEXT (hearth_context_get_type ())
G_DECLARE_FINAL_TYPE (HearthContext, hearth_context, HEARTH, CONTEXT, GObject)

/* @vault is unlocked. Blocks for one small write at the first login: the author record of the user,
 * and the card of a new vault. hearthctl calls it directly, the window through _async. */
HearthContext *hearth_context_new (HearthVault *vault,
                                   HearthClock *clock,
                                   HearthPackSet *packs,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_context_new_async (HearthVault *vault,
                               HearthClock *clock,
                               HearthPackSet *packs,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HearthContext *hearth_context_new_finish (GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

HearthSignIn *hearth_context_make_sign_in (HearthContext *self) G_GNUC_WARN_UNUSED_RESULT;
HearthVault *hearth_context_get_vault (HearthContext *self);
HearthStore *hearth_context_get_store (HearthContext *self);
void hearth_context_look_at_day (HearthContext *self);
HearthClock *hearth_context_get_clock (HearthContext *self);
HearthPackSet *hearth_context_get_packs (HearthContext *self);
HearthPlanTemplates *hearth_context_get_templates (HearthContext *self);
HearthGivenNames *hearth_context_get_given_names (HearthContext *self);
/* What this login found about files; NULL until it has looked. ::notify::file-tidy tells. */
const HearthFileTidy *hearth_context_get_file_tidy (HearthContext *self);
gboolean hearth_context_is_behind (HearthContext *self);

G_END_DECLS
