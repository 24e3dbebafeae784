/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawings of the body and where they show each region, from the packs `body-drawing` and
 * `body-region`. Pure; any thread. */
#pragma once

#include "hearth-body-mark.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/** HearthBodyCurve: runs smoothly through its points. */
typedef struct
{
  gboolean is_closed;
  GArray *points; /* (element-type HearthBodyPoint) */
} HearthBodyCurve;

/**
 * HearthBodyDrawing:
 * @id: `front`, `back`, `face`, `left-hand`, `right-hand`, `feet`
 * @aspect: width by height
 * @outline: (element-type HearthBodyCurve): drawn strong
 * @detail: (element-type HearthBodyCurve): drawn fine
 */
typedef struct
{
  const char *id;
  const HearthPackEntry *entry;
  double aspect;
  GPtrArray *outline;
  GPtrArray *detail;
} HearthBodyDrawing;

/** HearthBodyMap: lives as long as the packs it was made of. */
typedef struct _HearthBodyMap HearthBodyMap;

const HearthBodyMap *hearth_body_map_get (HearthPackSet *packs);
guint hearth_body_map_get_n_drawings (const HearthBodyMap *self);
const HearthBodyDrawing *hearth_body_map_get_drawing (const HearthBodyMap *self, guint index);
const HearthBodyDrawing *hearth_body_map_find_drawing (const HearthBodyMap *self, const char *id);

const char *hearth_body_map_find_region (const HearthBodyMap *self,
                                         const char *drawing,
                                         HearthBodyPoint point);
const char *hearth_body_map_find_place (const HearthBodyMap *self,
                                        const char *region,
                                        const char *drawing,
                                        HearthBodyPoint *place);
gboolean hearth_body_map_shows (const HearthBodyMap *self,
                                const char *region,
                                const char *drawing,
                                const HearthBodyPoint *near);
GPtrArray *hearth_body_map_list_regions (const HearthBodyMap *self,
                                         const char *drawing) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_injury_is_restricted (HearthPackSet *packs, const char *method, const char *region);
void hearth_body_map_check_packs (HearthPackSet *packs, GPtrArray *problems);

G_END_DECLS
