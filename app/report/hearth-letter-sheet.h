/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter as it leaves: its text was edited by a person and is printed as it stands. */
#pragma once

#include "hearth-flow.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* @letter: a record of kind `letter`. */
HearthFlow *hearth_letter_sheet_new (const HearthRecord *letter) G_GNUC_WARN_UNUSED_RESULT;
/* @letters: (element-type HearthRecord), at least one: each begins a page */
HearthFlow *hearth_letter_sheet_new_many (const GPtrArray *letters) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
