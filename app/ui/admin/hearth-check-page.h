/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/** HearthCheckPage: reads the whole vault beside the work and says what is damaged, and whose it is. */
#define HEARTH_TYPE_CHECK_PAGE (hearth_check_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthCheckPage, hearth_check_page, HEARTH, CHECK_PAGE, HearthPlacePage)

G_END_DECLS
