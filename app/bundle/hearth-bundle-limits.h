/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All bounds of hostile input in one place (bundles 14). Those of lines, headers and JSON stand with
 * their readers: hearth-line.h, hearth-age-header.h, hearth-json.h, hearth-commit.h. */
#pragma once

#include <glib.h>

#define HEARTH_BUNDLE_MAX_FILE (G_GUINT64_CONSTANT (8) << 30)
#define HEARTH_BUNDLE_MAX_MANIFEST (4 * 1024 * 1024)
#define HEARTH_BUNDLE_MAX_ENTRIES 100000
#define HEARTH_BUNDLE_MAX_CARD (64 * 1024)
#define HEARTH_BUNDLE_MAX_CARDS 1000 /* they stay in memory while lines are checked */
#define HEARTH_BUNDLE_MAX_MEMBER (G_GUINT64_CONSTANT (2) << 30)
#define HEARTH_BUNDLE_MAX_LINES 2000000

/* More leave only with a second person's yes (security 5). */
#define HEARTH_BUNDLE_MAX_CASES_ALONE 20

/* The smallest size of an inner stream, and the one that hides numbers during an exchange. */
#define HEARTH_BUNDLE_PAD_FLOOR (64 * 1024)
#define HEARTH_BUNDLE_PAD_FLOOR_HIDING (1024 * 1024)

#define HEARTH_BUNDLE_VERSION 1 /* the first form */
