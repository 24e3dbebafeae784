/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-records-page.h"

G_BEGIN_DECLS

/**
 * HearthRehabilitationPage:
 *
 * The individual rehabilitation plan: goals, sessions, measures, prostheses and how it ended.
 */
#define HEARTH_TYPE_REHABILITATION_PAGE (hearth_rehabilitation_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthRehabilitationPage,
                      hearth_rehabilitation_page,
                      HEARTH,
                      REHABILITATION_PAGE,
                      HearthRecordsPage)

G_END_DECLS
