/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-track.h"

#include "hearth-case-query.h"

#include <glib/gi18n.h>

static const HearthTrack tracks[] = {
  { "arrival", N_ ("Arrival"), "hearth-arrivals-symbolic", -1 },
  { "medical", N_ ("Medical"), "hearth-medical-symbolic", HEARTH_RING_MEDICAL },
  { "documents", N_ ("Documents"), "hearth-documents-symbolic", HEARTH_RING_DOCUMENTS },
  { "compensation", N_ ("Compensation"), "hearth-compensation-symbolic", HEARTH_RING_COMPENSATION },
  { "rehabilitation", N_ ("Rehabilitation"), "hearth-rehabilitation-symbolic",
    HEARTH_RING_REHABILITATION },
  { "debrief", N_ ("Debrief"), "hearth-debrief-symbolic", -1 },
  { "followup", N_ ("Follow-Up"), "hearth-followup-symbolic", -1 },
};

const HearthTrack *
hearth_track_get_all (guint *n_tracks)
{
  *n_tracks = G_N_ELEMENTS (tracks);
  return tracks;
}

const char *
hearth_track_get_title (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (tracks); i++)
    if (g_strcmp0 (tracks[i].id, id) == 0)
      return _ (tracks[i].title);
  return id;
}
