/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-notices.h"

G_BEGIN_DECLS

/* Puts a notice up when the login finds that contents of files are missing. */
void hearth_file_notice_watch (HearthNotices *notices, HearthContext *context);

G_END_DECLS
