/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/**
 * HearthBackupPage:
 *
 * A section of Administration: when a backup was last proven, where backups go and how often; make
 * one now; prove one.
 */
#define HEARTH_TYPE_BACKUP_PAGE (hearth_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthBackupPage, hearth_backup_page, HEARTH, BACKUP_PAGE, HearthPlacePage)

G_END_DECLS
