/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Entries of the pack of flags by which those who hold no medical records are warned. They name no finding
 * (security 4). HEARTH_FEEDING_FLAG is the third. */
#define HEARTH_WARNING_ALLERGY "allergy"
#define HEARTH_WARNING_INFECTION "infection"

gboolean hearth_warning_is_flag (const char *flag);

G_END_DECLS
