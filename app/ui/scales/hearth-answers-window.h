/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAnswersWindow:
 *
 * A filled questionnaire: score, grade, parts, findings, what changed since the last time, what is owed, the
 * scores over time, and the answers as they were given.
 */
#define HEARTH_TYPE_ANSWERS_WINDOW (hearth_answers_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthAnswersWindow, hearth_answers_window, HEARTH, ANSWERS_WINDOW, AdwWindow)

/* @is_writable: the answers can be corrected. */
GtkWidget *hearth_answers_window_present (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthCase *kase,
                                          const HearthRecord *record,
                                          gboolean is_writable);

G_END_DECLS
