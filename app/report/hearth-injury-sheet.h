/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annex of injuries after the Istanbul Protocol: the drawings with their numbered marks, a table, what
 * was seen and told of each, and lines to sign on. Black and white. */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

/* @language: of the paper, "uk" or "en". @with_restricted: with the injuries of that compartment. */
HearthFlow *hearth_injury_sheet_new (HearthContext *context,
                                     HearthCase *kase,
                                     const char *language,
                                     gboolean with_restricted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
