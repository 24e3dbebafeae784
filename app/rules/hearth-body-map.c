/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-map.h"

#include "hearth-pack-entry.h"
#include "hearth-pack-problem.h"

#include <math.h>
#include <string.h>

#define MAX_CURVE_POINTS 200
/* How far from a region a point still belongs to it: hands slip at the outline. */
#define NEAR 30.0

/* One polygon of one region in one drawing. */
typedef struct
{
  const char *region; /* of the pack */
  char *drawing;
  GArray *corners; /* (element-type HearthBodyPoint) */
  double size;
} Area;

struct _HearthBodyMap
{
  GPtrArray *drawings; /* HearthBodyDrawing */
  GPtrArray *areas;    /* Area */
};

static void
curve_free (HearthBodyCurve *self)
{
  g_array_unref (self->points);
  g_free (self);
}

static void
drawing_free (HearthBodyDrawing *self)
{
  g_ptr_array_unref (self->outline);
  g_ptr_array_unref (self->detail);
  g_free (self);
}

static void
area_free (Area *self)
{
  g_free (self->drawing);
  g_array_unref (self->corners);
  g_free (self);
}

static void
map_free (gpointer data)
{
  HearthBodyMap *self = data;

  g_ptr_array_unref (self->drawings);
  g_ptr_array_unref (self->areas);
  g_free (self);
}

/* "open" or "closed" and the points. */
static HearthBodyCurve *
read_curve (const char *text)
{
  gboolean is_closed = g_str_has_prefix (text, "closed ");
  HearthBodyCurve *curve;
  GArray *points;

  if (!is_closed && !g_str_has_prefix (text, "open "))
    return NULL;
  points = hearth_body_points_parse (strchr (text, ' ') + 1, ' ', MAX_CURVE_POINTS);
  if (points == NULL)
    return NULL;
  curve = g_new0 (HearthBodyCurve, 1);
  curve->is_closed = is_closed;
  curve->points = points;
  return curve;
}

static GPtrArray *
read_curves (const HearthPackEntry *entry, const char *key)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) curve_free);
  const char *const *texts = hearth_pack_entry_get_list (entry, key);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      HearthBodyCurve *curve = read_curve (texts[i]);

      if (curve != NULL)
        g_ptr_array_add (curves, curve);
    }
  return curves;
}

static HearthBodyDrawing *
read_drawing (const HearthPackEntry *entry)
{
  HearthBodyDrawing *self = g_new0 (HearthBodyDrawing, 1);

  self->id = hearth_pack_entry_get_id (entry);
  self->entry = entry;
  self->aspect = (double) hearth_pack_entry_get_int (entry, "Width", 1) /
                 hearth_pack_entry_get_int (entry, "Height", 1);
  self->outline = read_curves (entry, "Outline");
  self->detail = read_curves (entry, "Detail");
  return self;
}

static const HearthBodyPoint *
corner (GArray *corners, guint index)
{
  return &g_array_index (corners, HearthBodyPoint, index % corners->len);
}

static double
size_of (GArray *corners)
{
  double twice = 0;

  for (guint i = 0; i < corners->len; i++)
    {
      const HearthBodyPoint *a = corner (corners, i), *b = corner (corners, i + 1);

      twice += (double) a->x * b->y - (double) b->x * a->y;
    }
  return fabs (twice) / 2;
}

/* The drawing and the corners. */
static Area *
read_area (const char *region, const char *text)
{
  const char *space = strchr (text, ' ');
  GArray *corners =
      space != NULL ? hearth_body_points_parse (space + 1, ' ', MAX_CURVE_POINTS) : NULL;
  Area *area;

  if (corners == NULL || corners->len < 3)
    {
      g_clear_pointer (&corners, g_array_unref);
      return NULL;
    }
  area = g_new0 (Area, 1);
  area->region = region;
  area->drawing = g_strndup (text, (gsize) (space - text));
  area->corners = corners;
  area->size = size_of (corners);
  return area;
}

static void
read_region (HearthBodyMap *self, const HearthPackEntry *entry)
{
  const char *const *texts = hearth_pack_entry_get_list (entry, "Areas");

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      Area *area = read_area (hearth_pack_entry_get_id (entry), texts[i]);

      if (area != NULL)
        g_ptr_array_add (self->areas, area);
    }
}

static HearthBodyMap *
map_new (HearthPackSet *packs)
{
  HearthBodyMap *self = g_new0 (HearthBodyMap, 1);

  self->drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) drawing_free);
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) area_free);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-drawing"); i++)
    g_ptr_array_add (self->drawings,
                     read_drawing (hearth_pack_set_get_entry (packs, "body-drawing", i)));
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-region"); i++)
    read_region (self, hearth_pack_set_get_entry (packs, "body-region", i));
  return self;
}

/** hearth_body_map_get: Returns: (transfer none): the map of @packs, made once. */
const HearthBodyMap *
hearth_body_map_get (HearthPackSet *packs)
{
  GQuark what = g_quark_from_static_string ("hearth-body-map");
  HearthBodyMap *self;

  g_return_val_if_fail (packs != NULL, NULL);

  self = hearth_pack_set_get_derived (packs, what);
  return self != NULL ? self : hearth_pack_set_add_derived (packs, what, map_new (packs), map_free);
}

/** hearth_body_map_get_n_drawings: how many there are. */
guint
hearth_body_map_get_n_drawings (const HearthBodyMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->drawings->len;
}

/** hearth_body_map_get_drawing: Returns: (transfer none): in the order of the pack. */
const HearthBodyDrawing *
hearth_body_map_get_drawing (const HearthBodyMap *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->drawings->len, NULL);

  return g_ptr_array_index (self->drawings, index);
}

/** hearth_body_map_find_drawing: Returns: (transfer none) (nullable): the one of that id. */
const HearthBodyDrawing *
hearth_body_map_find_drawing (const HearthBodyMap *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->drawings->len; i++)
    {
      const HearthBodyDrawing *drawing = g_ptr_array_index (self->drawings, i);

      if (g_strcmp0 (drawing->id, id) == 0)
        return drawing;
    }
  return NULL;
}

/* By the edges that a ray to the right crosses. */
static gboolean
holds (const Area *area, HearthBodyPoint p)
{
  gboolean is_inside = FALSE;

  for (guint i = 0; i < area->corners->len; i++)
    {
      const HearthBodyPoint *a = corner (area->corners, i), *b = corner (area->corners, i + 1);

      if ((a->y > p.y) != (b->y > p.y) &&
          p.x < (double) (b->x - a->x) * (p.y - a->y) / (b->y - a->y) + a->x)
        is_inside = !is_inside;
    }
  return is_inside;
}

static double
distance_to_edge (const HearthBodyPoint *a, const HearthBodyPoint *b, HearthBodyPoint p)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((p.x - a->x) * dx + (p.y - a->y) * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  return hypot (a->x + t * dx - p.x, a->y + t * dy - p.y);
}

static double
distance_to (const Area *area, HearthBodyPoint p)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < area->corners->len; i++)
    least =
        MIN (least, distance_to_edge (corner (area->corners, i), corner (area->corners, i + 1), p));
  return least;
}

/**
 * hearth_body_map_find_region:
 *
 * Returns: (transfer none) (nullable): the region at @point: of those that hold it the smallest, else the
 *   nearest if it is near; %NULL beside the body.
 */
const char *
hearth_body_map_find_region (const HearthBodyMap *self, const char *drawing, HearthBodyPoint point)
{
  const Area *inside = NULL, *near = NULL;
  double least = NEAR;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = g_ptr_array_index (self->areas, i);

      if (g_strcmp0 (area->drawing, drawing) != 0)
        continue;
      if (holds (area, point))
        {
          if (inside == NULL || area->size < inside->size)
            inside = area;
        }
      else if (inside == NULL && distance_to (area, point) < least)
        {
          near = area;
          least = distance_to (area, point);
        }
    }
  if (inside != NULL)
    return inside->region;
  return near != NULL ? near->region : NULL;
}

static HearthBodyPoint
middle_of (const Area *area)
{
  HearthBodyPoint sum = { 0, 0 };
  int n = (int) area->corners->len;

  for (guint i = 0; i < area->corners->len; i++)
    {
      sum.x += corner (area->corners, i)->x;
      sum.y += corner (area->corners, i)->y;
    }
  return (HearthBodyPoint){ sum.x / n, sum.y / n };
}

/* The middle, or near it where a smaller region lies in the middle. */
static HearthBodyPoint
place_in (const HearthBodyMap *self, const Area *area)
{
  static const HearthBodyPoint ways[] = { { 0, 1 }, { 0, -1 }, { 1, 0 },  { -1, 0 },
                                          { 1, 1 }, { -1, 1 }, { 1, -1 }, { -1, -1 } };
  HearthBodyPoint middle = middle_of (area);

  for (int reach = 0; reach < HEARTH_BODY_MAX / 4; reach += 4)
    for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
      {
        HearthBodyPoint point = { middle.x + ways[i].x * reach, middle.y + ways[i].y * reach };

        if (holds (area, point) &&
            g_strcmp0 (hearth_body_map_find_region (self, area->drawing, point), area->region) == 0)
          return point;
      }
  return middle;
}

/* In the drawing that is looked at, else where the region is largest. */
static gboolean
is_better (const Area *area, const Area *found, const char *drawing)
{
  gboolean is_there = g_strcmp0 (area->drawing, drawing) == 0;
  gboolean was_there = g_strcmp0 (found->drawing, drawing) == 0;

  return is_there != was_there ? is_there : area->size > found->size;
}

/**
 * hearth_body_map_find_place:
 * @drawing: (nullable): where it is looked for first; else where it is largest
 * @place: (out): a point in the middle of the region
 *
 * Returns: (transfer none) (nullable): the drawing that shows @region, @drawing if that one does; %NULL if
 *   none does, and @place is not touched.
 */
const char *
hearth_body_map_find_place (const HearthBodyMap *self,
                            const char *region,
                            const char *drawing,
                            HearthBodyPoint *place)
{
  const Area *found = NULL;

  g_return_val_if_fail (self != NULL && place != NULL, NULL);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = g_ptr_array_index (self->areas, i);

      if (g_strcmp0 (area->region, region) != 0)
        continue;
      if (found == NULL || is_better (area, found, drawing))
        found = area;
    }
  if (found == NULL)
    return NULL;
  *place = place_in (self, found);
  return found->drawing;
}

/**
 * hearth_body_map_shows:
 * @near: (nullable): a point that must lie in the region or near it
 *
 * Returns: whether @drawing shows @region.
 */
gboolean
hearth_body_map_shows (const HearthBodyMap *self,
                       const char *region,
                       const char *drawing,
                       const HearthBodyPoint *near)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = g_ptr_array_index (self->areas, i);

      if (g_strcmp0 (area->region, region) == 0 && g_strcmp0 (area->drawing, drawing) == 0 &&
          (near == NULL || holds (area, *near) || distance_to (area, *near) < NEAR))
        return TRUE;
    }
  return FALSE;
}

/** hearth_body_map_list_regions: (transfer container) (element-type utf8): ids, in the order of the pack. */
GPtrArray *
hearth_body_map_list_regions (const HearthBodyMap *self, const char *drawing)
{
  GPtrArray *regions = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, regions);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = g_ptr_array_index (self->areas, i);

      if (g_strcmp0 (area->drawing, drawing) == 0 &&
          !g_ptr_array_find (regions, area->region, NULL))
        g_ptr_array_add (regions, (gpointer) area->region);
    }
  return regions;
}

static gboolean
is_restricted (HearthPackSet *packs, const char *kind, const char *id)
{
  const HearthPackEntry *entry = id != NULL ? hearth_pack_set_lookup (packs, kind, id) : NULL;

  return entry != NULL &&
         g_strcmp0 (hearth_pack_entry_get_text (entry, "Compartment", NULL), "restricted") == 0;
}

/**
 * hearth_injury_is_restricted:
 * @method: (nullable): of pack `injury-method`
 * @region: (nullable): of pack `body-region`
 *
 * Returns: whether an injury with these is for the compartment `restricted` (README, decision 4).
 */
gboolean
hearth_injury_is_restricted (HearthPackSet *packs, const char *method, const char *region)
{
  g_return_val_if_fail (packs != NULL, FALSE);

  return is_restricted (packs, "injury-method", method) ||
         is_restricted (packs, "body-region", region);
}

static void
add_problem (GPtrArray *problems,
             const HearthPackEntry *entry,
             const char *key,
             const char *message)
{
  hearth_pack_problems_add (problems, hearth_pack_entry_get_file (entry),
                            hearth_pack_entry_get_id (entry), key,
                            hearth_pack_entry_get_line (entry, key), "bad-value", "%s", message);
}

static void
check_curves (const HearthPackEntry *entry, const char *key, GPtrArray *problems)
{
  const char *const *texts = hearth_pack_entry_get_list (entry, key);

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      HearthBodyCurve *curve = read_curve (texts[i]);

      if (curve == NULL)
        add_problem (problems, entry, key,
                     "each curve must be open or closed, then points x:y from 0 to 1000");
      g_clear_pointer (&curve, curve_free);
    }
}

static void
check_areas (HearthPackSet *packs, const HearthPackEntry *entry, GPtrArray *problems)
{
  const char *const *texts = hearth_pack_entry_get_list (entry, "Areas");

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      Area *area = read_area (hearth_pack_entry_get_id (entry), texts[i]);

      if (area == NULL)
        add_problem (problems, entry, "Areas",
                     "each area must be a drawing, then at least three points x:y from 0 to 1000");
      else if (hearth_pack_set_lookup (packs, "body-drawing", area->drawing) == NULL)
        add_problem (problems, entry, "Areas", "there is no such body-drawing");
      g_clear_pointer (&area, area_free);
    }
}

/**
 * hearth_body_map_check_packs:
 * @packs: a set without problems
 * @problems: (element-type HearthPackProblem): what is wrong with drawings and areas is added here
 *
 * A set without drawings is in order if no region has an area. Thread: any.
 */
void
hearth_body_map_check_packs (HearthPackSet *packs, GPtrArray *problems)
{
  g_return_if_fail (packs != NULL && problems != NULL);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-drawing"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "body-drawing", i);

      check_curves (entry, "Outline", problems);
      check_curves (entry, "Detail", problems);
    }
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "body-region"); i++)
    check_areas (packs, hearth_pack_set_get_entry (packs, "body-region", i), problems);
}
