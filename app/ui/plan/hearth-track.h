/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tracks of a plan as people see them, in the order of a case. */
typedef struct
{
  const char *id;
  const char *title; /* N_ () */
  const char *icon_name;
  int ring; /* HearthRing, or -1 */
} HearthTrack;

const HearthTrack *hearth_track_get_all (guint *n_tracks);
/* Translated; @id itself if it is not known here. */
const char *hearth_track_get_title (const char *id);

G_END_DECLS
