/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-acts.h"

#include "hearth-body-map.h"
#include "hearth-injury-acts-private.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-random.h"

#include <string.h>

#define OPEN_KIND "injury"
#define RESTRICTED_KIND "restricted_injury"

/** hearth_injury_is_kind: whether records of @kind are injuries. Thread: any. */
gboolean
hearth_injury_is_kind (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return strcmp (kind->id, OPEN_KIND) == 0 || strcmp (kind->id, RESTRICTED_KIND) == 0;
}

/* The id that a script may have written as a title. */
static const char *
find_id (const json_t *fields, const char *field, const char *kind, HearthPackSet *packs)
{
  const char *text = hearth_json_get_string (fields, field);

  if (text == NULL || hearth_pack_set_lookup (packs, kind, text) != NULL)
    return text;
  return hearth_pack_set_find_by_text (packs, kind, text);
}

/**
 * hearth_injury_choose_kind:
 * @kind: as it was asked for
 * @fields: of the new record
 *
 * What tells of sexual violence belongs to the restricted compartment (README, decision 4), whoever writes
 * it down and wherever they began. Nothing is ever moved the other way by itself.
 *
 * Returns: (transfer none): @kind itself for whatever is no injury. Thread: any.
 */
const HearthKind *
hearth_injury_choose_kind (const HearthKind *kind, const json_t *fields, HearthPackSet *packs)
{
  g_return_val_if_fail (kind != NULL && packs != NULL, NULL);

  if (strcmp (kind->id, OPEN_KIND) == 0 &&
      hearth_injury_is_restricted (packs, find_id (fields, "method", "injury-method", packs),
                                   find_id (fields, "region", "body-region", packs)))
    return hearth_registry_find_kind (RESTRICTED_KIND);
  return kind;
}

/** hearth_injury_dup_label: (transfer full) (nullable): see the header. Thread: any. */
char *
hearth_injury_dup_label (const HearthRecord *injury)
{
  gint64 number;

  g_return_val_if_fail (injury != NULL, NULL);

  if (!hearth_record_get_int (injury, "number", &number))
    return NULL;
  return g_strdup_printf (
      "%s%" G_GINT64_FORMAT,
      hearth_record_get_kind (injury)->cmp == HEARTH_COMPARTMENT_RESTRICTED ? "R" : "", number);
}

static GArray *
parse_list (const json_t *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *item = json_string_value (json_array_get (list, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", item != NULL ? item : "");
    }
  return hearth_body_mark_parse (text->str);
}

/** hearth_injury_dup_mark: (transfer full) (nullable): see the header. Thread: any. */
GArray *
hearth_injury_dup_mark (const HearthRecord *injury, HearthPackSet *packs, const char **drawing)
{
  const HearthBodyMap *map = hearth_body_map_get (packs);
  const char *region = hearth_record_get_text (injury, "region");
  const char *view = hearth_record_get_text (injury, "view");
  const json_t *list = json_object_get (hearth_record_get_values (injury), "mark");
  const char *found;
  HearthBodyPoint place;
  GArray *points;

  g_return_val_if_fail (drawing != NULL, NULL);

  *drawing = NULL;
  /* Another vault may have drawings that this one does not know. */
  if (view != NULL && hearth_body_map_find_drawing (map, view) == NULL)
    view = NULL;
  points = view != NULL ? parse_list (list) : NULL;
  if (points != NULL)
    {
      *drawing = view;
      return points;
    }
  found = region != NULL ? hearth_body_map_find_place (map, region, view, &place) : NULL;
  if (found == NULL)
    return NULL;
  *drawing = found;
  points = g_array_new (FALSE, FALSE, sizeof (HearthBodyPoint));
  g_array_append_val (points, place);
  return points;
}

static gboolean
check_mark (const json_t *set, GError **error)
{
  const json_t *list = json_object_get (set, "mark");
  g_autoptr (GArray) points = NULL;

  if (list == NULL || json_is_null (list))
    return TRUE;
  points = parse_list (list);
  if (points == NULL)
    g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                 "\"mark\" takes 1 to %d points x:y from 0 to %d", HEARTH_BODY_MARK_POINTS,
                 HEARTH_BODY_MAX);
  return points != NULL;
}

/* Numbers are never given twice, so that a paper that left still names the right one. */
static gboolean
add_number (const HearthInjuryEdit *edit, const HearthKind *kind, json_t *set, GError **error)
{
  gint64 last;

  if (json_is_integer (json_object_get (hearth_record_get_values (edit->after), "number")))
    return TRUE;
  if (!_hearth_injury_query_last_number (edit->db, kind, hearth_record_get_case (edit->after),
                                         &last, error))
    return FALSE;
  json_object_set_new (set, "number", json_integer (last + 1));
  return TRUE;
}

/* The photo goes along, and the number is of the other count. */
static gboolean
move (HearthCommand *command, const HearthInjuryEdit *edit, json_t *set, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind (RESTRICTED_KIND);
  const HearthId *case_id = hearth_record_get_case (edit->after);
  json_auto_t *values = json_deep_copy (hearth_record_get_values (edit->after));
  HearthId rec = hearth_random_id ();
  gint64 last;

  if (!_hearth_injury_query_last_number (edit->db, kind, case_id, &last, error))
    return FALSE;
  if (!_hearth_injury_photo_plan (edit->photo, edit->db, case_id, values, error))
    return FALSE;
  json_object_del (values, "gone");
  json_object_set_new (values, "number", json_integer (last + 1));
  hearth_command_set (command, kind, case_id, &rec, HEARTH_REVISION_NEW, json_incref (values));
  /* What was typed now never stands in the compartment that many read. */
  json_object_clear (set);
  json_object_set_new (set, "gone", json_true ());
  return TRUE;
}

gboolean
_hearth_injury_follow (HearthCommand *command,
                       const HearthInjuryEdit *edit,
                       json_t *set,
                       GError **error)
{
  const HearthKind *kind = hearth_record_get_kind (edit->after);

  if (!check_mark (set, error))
    return FALSE;
  if (json_is_true (json_object_get (set, "gone")))
    return TRUE;
  if (strcmp (kind->id, OPEN_KIND) == 0 &&
      hearth_injury_is_restricted (edit->packs, hearth_record_get_text (edit->after, "method"),
                                   hearth_record_get_text (edit->after, "region")))
    {
      if (edit->present != NULL)
        return move (command, edit, set, error);
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "this belongs to the restricted compartment");
      return FALSE;
    }
  /* Chosen from what lies in the medical compartment: then it moves as well. */
  if (strcmp (kind->id, RESTRICTED_KIND) == 0 &&
      !_hearth_injury_photo_plan (edit->photo, edit->db, hearth_record_get_case (edit->after), set,
                                  error))
    return FALSE;
  return add_number (edit, kind, set, error);
}
