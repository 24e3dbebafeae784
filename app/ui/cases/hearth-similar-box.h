/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-duplicates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthSimilarBox:
 *
 * Below a form in which somebody is typed in: who may already be here, and why it may be the same person.
 * Looks after a pause in the typing; hidden while there is nobody. Signals: ::answered (): the newest
 * question was answered; ::chosen (const HearthDuplicate *): it is that person.
 */
#define HEARTH_TYPE_SIMILAR_BOX (hearth_similar_box_get_type ())
G_DECLARE_FINAL_TYPE (HearthSimilarBox, hearth_similar_box, HEARTH, SIMILAR_BOX, AdwBin)

/* @hint: what choosing somebody means, on every row. */
void hearth_similar_box_set_up (HearthSimilarBox *self, HearthDesk *desk, const char *hint);
/* @person: (nullable): what is typed so far, fields by their ids; NULL: nobody yet. */
void hearth_similar_box_ask (HearthSimilarBox *self, json_t *person);
gboolean hearth_similar_box_is_looking (HearthSimilarBox *self);
const HearthDuplicate *hearth_similar_box_get_best (HearthSimilarBox *self); /* NULL: nobody */

G_END_DECLS
