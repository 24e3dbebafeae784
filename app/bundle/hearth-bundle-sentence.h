/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are told when a bundle is refused (bundles 13): what happened, that nothing was changed, what to
 * do. */
#pragma once

#include "hearth-sentence.h"

G_BEGIN_DECLS

/* Translated; valid for ever. Errors of other layers as hearth_sentence_for_error(). */
HearthSentence hearth_bundle_sentence_for_error (const GError *error);

G_END_DECLS
