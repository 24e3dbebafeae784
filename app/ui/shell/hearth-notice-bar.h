/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-notices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthNoticeBar:
 *
 * The first of the notices along the lower edge of the window, with its button and one that puts it
 * away, whereupon the next is shown.
 */
#define HEARTH_TYPE_NOTICE_BAR (hearth_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (HearthNoticeBar, hearth_notice_bar, HEARTH, NOTICE_BAR, AdwBin)

void hearth_notice_bar_set_notices (HearthNoticeBar *self, HearthNotices *notices);

G_END_DECLS
