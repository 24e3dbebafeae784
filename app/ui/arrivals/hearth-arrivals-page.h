/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/** HearthArrivalsPage: exchange events, and behind each its reception board. */
#define HEARTH_TYPE_ARRIVALS_PAGE (hearth_arrivals_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthArrivalsPage, hearth_arrivals_page, HEARTH, ARRIVALS_PAGE, HearthPlacePage)

G_END_DECLS
