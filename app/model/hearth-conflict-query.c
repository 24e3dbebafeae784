/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-query.h"

#include "hearth-cmp-sql.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

/* The order of the page: what hurts most when it is wrong comes first. */
static const HearthCompartment by_sensitivity[] = {
  HEARTH_COMPARTMENT_DEBRIEF, HEARTH_COMPARTMENT_RESTRICTED, HEARTH_COMPARTMENT_MEDICAL,
  HEARTH_COMPARTMENT_TRACING, HEARTH_COMPARTMENT_BENEFITS,   HEARTH_COMPARTMENT_CORE,
};

#define MIN_PREFIX 6

/** A line that touches the record, read again. */
typedef struct
{
  gint64 n;
  HearthStamp stamp;
  HearthId who;
  gboolean has_bundle;
  HearthId bundle;
  HearthId case_id;
  json_t *json;
  json_t *operation; /* of json */
} Line;

static void
line_free (Line *self)
{
  json_decref (self->json);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static void
side_clear (HearthConflictSide *self)
{
  json_decref (self->value);
  g_free (self->commit);
  g_free (self->who);
  g_free (self->role);
  g_free (self->bundle);
}

/** hearth_conflict_item_free: frees @self. */
void
hearth_conflict_item_free (HearthConflictItem *self)
{
  side_clear (&self->ours);
  side_clear (&self->theirs);
  json_decref (self->before);
  g_free (self->field);
  g_free (self);
}

/** hearth_conflict_derive_id: Thread: any. Source: bundles 3. */
HearthId
hearth_conflict_derive_id (const HearthId *rec, const char *field)
{
  guint8 digest[HEARTH_HASH_SIZE];
  HearthHash hash;
  HearthId id;

  hearth_hash_init (&hash);
  hearth_hash_update (&hash, rec, sizeof *rec);
  hearth_hash_update (&hash, field, strlen (field));
  hearth_hash_final (&hash, digest);
  memcpy (&id, digest, sizeof id);
  return id;
}

static json_t *
find_operation (json_t *json, const HearthId *rec)
{
  json_t *ops = hearth_json_get_array (json, "ops");
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (rec, hex);
  for (gsize i = 0; i < json_array_size (ops); i++)
    if (g_strcmp0 (hearth_json_get_string (json_array_get (ops, i), "rec"), hex) == 0)
      return json_array_get (ops, i);
  return NULL;
}

static Line *
read_line (HearthStmt *stmt, const HearthId *rec, GError **error)
{
  g_autoptr (Line) self = NULL;
  const char *bytes;
  gsize length;

  self = g_new0 (Line, 1);
  self->n = hearth_stmt_get_int (stmt, 0);
  memcpy (self->stamp.id, hearth_stmt_get_blob (stmt, 1, &length), sizeof self->stamp.id);
  hearth_stmt_get_id (stmt, 2, &self->stamp.dev);
  self->stamp.seq = hearth_stmt_get_int (stmt, 3);
  self->stamp.hlc = hearth_stmt_get_int (stmt, 4);
  hearth_stmt_get_id (stmt, 5, &self->case_id);
  hearth_stmt_get_id (stmt, 6, &self->who);
  self->has_bundle = hearth_stmt_get_id (stmt, 7, &self->bundle);
  bytes = hearth_stmt_get_blob (stmt, 8, &length);
  self->json = hearth_line_parse (bytes, length, error);
  self->operation = self->json == NULL ? NULL : find_operation (self->json, rec);
  return self->operation == NULL ? NULL : g_steal_pointer (&self);
}

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  return hearth_stamp_compare (&(*(const Line *const *) a)->stamp,
                               &(*(const Line *const *) b)->stamp);
}

/* (element-type Line) in force about @rec, least stamp first. */
static GPtrArray *
list_lines (HearthDb *db, HearthCompartment cmp, const HearthId *rec, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp,
      "SELECT j.n, j.id, j.dev, j.seq, j.hlc, j.case_id, j.who, j.bundle, j.line"
      " FROM @.touch t JOIN @.journal j ON j.n = t.n WHERE t.rec = ?1 AND j.state = 0",
      error);
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, rec);
  for (;;)
    {
      Line *line;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      line = read_line (stmt, rec, error);
      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines_cb);
  return g_steal_pointer (&lines);
}

/* (element-type Line) those that @heads names, borrowed, least stamp first. */
static GPtrArray *
pick_heads (GPtrArray *lines, const json_t *heads)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];
      g_autofree char *hex = hearth_hex_encode (line->stamp.id, sizeof line->stamp.id);

      for (gsize j = 0; j < json_array_size (heads); j++)
        if (g_strcmp0 (json_string_value (json_array_get (heads, j)), hex) == 0)
          g_ptr_array_add (picked, line);
    }
  return picked;
}

/* What a line says of the field; an edit that a deletion did not know says "not deleted". */
static json_t *
value_of (const Line *line, const char *field)
{
  json_t *value = json_object_get (hearth_json_get_object (line->operation, "set"), field);

  if (strcmp (field, "gone") == 0)
    return json_boolean (json_is_true (value));
  return value == NULL || json_is_null (value) ? NULL : value;
}

static gboolean
is_same (const Line *a, const Line *b, const char *field)
{
  const json_t *left = value_of (a, field);
  const json_t *right = value_of (b, field);

  return left == NULL || right == NULL ? left == right : json_equal (left, right);
}

static const Line *
find_ours (GPtrArray *heads)
{
  const Line *first = heads->pdata[0];

  for (guint i = heads->len; i > 0; i--)
    if (!((const Line *) heads->pdata[i - 1])->has_bundle)
      return heads->pdata[i - 1];
  for (guint i = 1; i < heads->len; i++)
    if (((const Line *) heads->pdata[i])->n < first->n)
      first = heads->pdata[i];
  return first;
}

static const Line *
find_theirs (GPtrArray *heads, const Line *ours, const char *field)
{
  for (guint i = heads->len; i > 0; i--)
    if (heads->pdata[i - 1] != ours && !is_same (heads->pdata[i - 1], ours, field))
      return heads->pdata[i - 1];
  return heads->pdata[0] == ours ? heads->pdata[heads->len - 1] : heads->pdata[0];
}

static gboolean
names (const Line *by, const Line *line)
{
  g_autofree char *hex = hearth_hex_encode (line->stamp.id, sizeof line->stamp.id);
  const json_t *over = hearth_json_get_array (by->operation, "over");

  for (gsize i = 0; i < json_array_size (over); i++)
    if (g_strcmp0 (json_string_value (json_array_get (over, i)), hex) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
sets (const Line *line, const char *field)
{
  return json_object_get (hearth_json_get_object (line->operation, "set"), field) != NULL;
}

/* The newest value that all heads replaced. */
static json_t *
find_before (GPtrArray *lines, GPtrArray *heads, const char *field)
{
  for (guint i = lines->len; i > 0; i--)
    {
      const Line *line = lines->pdata[i - 1];
      gboolean is_common = sets (line, field);

      for (guint j = 0; is_common && j < heads->len; j++)
        is_common = names (heads->pdata[j], line);
      if (is_common)
        return json_incref (value_of (line, field));
    }
  return NULL;
}

static const char *
act_of (const Line *line)
{
  return hearth_json_get_string (line->json, "act");
}

/* Whether @decision, which @line replaced, knew of another head that @line does not know of: who decides and
 * later deletes again knows all that the decision knew. */
static gboolean
knows_more (const Line *decision, const Line *line, GPtrArray *heads)
{
  for (guint i = 0; i < heads->len; i++)
    if (heads->pdata[i] != line && names (decision, heads->pdata[i]) &&
        !names (line, heads->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
shares_act (const Line *line, GPtrArray *heads)
{
  for (guint i = 0; i < heads->len; i++)
    if (heads->pdata[i] != line && act_of (line) != NULL &&
        g_strcmp0 (act_of (heads->pdata[i]), act_of (line)) == 0)
      return TRUE;
  return FALSE;
}

/* A decision that was taken back left lines that say once more what each side said. Two of them have one
 * act; a deletion does not know of the edit that the decision knew. NULL: @line speaks for itself. */
static const Line *
find_origin (const Line *line, GPtrArray *lines, GPtrArray *heads, const char *field)
{
  const Line *origin = NULL;
  gboolean is_of_pair = shares_act (line, heads);

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *decision = lines->pdata[i];

      if (decision == line || !names (line, decision) || !sets (decision, field) ||
          !(is_of_pair || (strcmp (field, "gone") == 0 && knows_more (decision, line, heads))))
        continue;
      for (guint j = 0; j < lines->len; j++)
        {
          const Line *said = lines->pdata[j];

          if (said != line && sets (said, field) && names (decision, said) &&
              is_same (said, line, field) &&
              (origin == NULL || hearth_stamp_compare (&said->stamp, &origin->stamp) > 0))
            origin = said;
        }
    }
  return origin;
}

/* (element-type Line) who said it first in the place of who opened the question again. */
static GPtrArray *
find_origins (GPtrArray *heads, GPtrArray *lines, const char *field)
{
  GPtrArray *origins = g_ptr_array_new ();

  for (guint i = 0; i < heads->len; i++)
    {
      const Line *line = heads->pdata[i];
      /* Taken back twice: each time one step further. */
      const Line *origin = find_origin (line, lines, heads, field);

      for (guint round = 0; origin != NULL && round < lines->len; round++)
        {
          g_autoptr (GPtrArray) siblings = g_ptr_array_new ();

          for (guint j = 0; j < lines->len; j++)
            if (sets (lines->pdata[j], field))
              g_ptr_array_add (siblings, lines->pdata[j]);
          line = origin;
          origin = find_origin (line, lines, siblings, field);
        }
      g_ptr_array_add (origins, (gpointer) line);
    }
  g_ptr_array_sort (origins, compare_lines_cb);
  return origins;
}

static gboolean
lacks_earlier (const Line *line, GPtrArray *lines)
{
  const json_t *over = hearth_json_get_array (line->operation, "over");
  gsize n_found = 0;

  for (guint i = 0; i < lines->len; i++)
    n_found += names (line, lines->pdata[i]);
  return n_found < json_array_size (over);
}

static char *
find_name (HearthDb *db, const HearthId *who, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT coalesce (name, user) FROM core.author WHERE rec = ?1", error);
  gboolean has_row;
  char *name = NULL;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, who);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  if (has_row)
    name = hearth_stmt_dup_text (stmt, 0);
  return name != NULL ? name : hearth_id_to_string (who);
}

static gboolean
fill_side (HearthConflictSide *self,
           HearthDb *db,
           const Line *line,
           const char *field,
           GPtrArray *lines,
           GError **error)
{
  self->value = json_incref (value_of (line, field));
  self->commit = hearth_hex_encode (line->stamp.id, sizeof line->stamp.id);
  self->role = g_strdup (hearth_json_get_string (line->json, "role"));
  self->bundle =
      line->has_bundle ? hearth_hex_encode (line->bundle.bytes, sizeof line->bundle.bytes) : NULL;
  self->dev = line->stamp.dev;
  self->at_ms = line->stamp.hlc >> HEARTH_HLC_COUNTER_BITS;
  self->lacks_earlier = lacks_earlier (line, lines);
  self->who = find_name (db, &line->who, error);
  return self->who != NULL;
}

static HearthConflictItem *
describe (HearthDb *db,
          HearthCompartment cmp,
          const HearthId *rec,
          const char *field,
          const json_t *heads,
          GError **error)
{
  g_autoptr (HearthConflictItem) item = g_new0 (HearthConflictItem, 1);
  g_autoptr (GPtrArray) lines = list_lines (db, cmp, rec, error);
  g_autoptr (GPtrArray) present = lines == NULL ? NULL : pick_heads (lines, heads);
  g_autoptr (GPtrArray) picked = present == NULL ? NULL : find_origins (present, lines, field);
  const Line *ours, *theirs;

  if (picked == NULL)
    return NULL;
  if (picked->len < 2)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "a conflict of lines that are not there");
      return NULL;
    }
  ours = find_ours (picked);
  theirs = find_theirs (picked, ours, field);
  item->id = hearth_conflict_derive_id (rec, field);
  item->rec = *rec;
  item->case_id = ours->case_id;
  item->kind = hearth_registry_find_kind (hearth_json_get_string (ours->operation, "kind"));
  item->field = g_strdup (field);
  item->n_heads = picked->len;
  item->before = find_before (lines, picked, field);
  for (guint i = 0; i < lines->len; i++)
    item->revision = MAX (item->revision, ((const Line *) lines->pdata[i])->n);
  if (!fill_side (&item->ours, db, ours, field, lines, error) ||
      !fill_side (&item->theirs, db, theirs, field, lines, error))
    return NULL;
  return g_steal_pointer (&item);
}

static gboolean
add_compartment (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, GPtrArray *items, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (
      db, cmp, "SELECT rec, field, heads, since FROM @.conflict ORDER BY since, rec, field", error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      HearthConflictItem *item;
      json_auto_t *heads = NULL;
      const char *text;
      HearthId rec;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      text = hearth_stmt_get_text (stmt, 2);
      heads = hearth_json_parse (text, strlen (text), error);
      if (heads == NULL || !hearth_stmt_get_id (stmt, 0, &rec))
        return FALSE;
      item = describe (db, cmp, &rec, hearth_stmt_get_text (stmt, 1), heads, error);
      if (item == NULL)
        return FALSE;
      item->since_ms = hearth_stmt_get_int (stmt, 3);
      if (case_id == NULL || hearth_id_equal (case_id, &item->case_id))
        g_ptr_array_add (items, item);
      else
        hearth_conflict_item_free (item);
    }
}

/**
 * hearth_conflict_query_list:
 * @case_id: (nullable)
 *
 * Returns: (transfer full) (element-type HearthConflictItem): %NULL with an error. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_conflict_query_list (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_conflict_item_free);

  g_return_val_if_fail (db != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (by_sensitivity); i++)
    if (hearth_db_has (db, by_sensitivity[i]) &&
        !add_compartment (db, by_sensitivity[i], case_id, items, error))
      return NULL;
  return g_steal_pointer (&items);
}

/* Every line that touched a record names its case; there are few conflicts. */
#define COUNT_OF_CASE                                                                              \
  "SELECT count(*) FROM @.conflict f WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM @.touch t"          \
  " CROSS JOIN @.journal j ON j.n = t.n WHERE t.rec = f.rec AND j.case_id = ?1)"

/**
 * hearth_conflict_query_count:
 * @case_id: (nullable): zero: the shared records
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_conflict_query_count (HearthDb *db,
                             const HearthId *case_id,
                             guint *n_conflicts,
                             GError **error)
{
  g_return_val_if_fail (db != NULL && n_conflicts != NULL, FALSE);

  *n_conflicts = 0;
  for (guint i = 0; i < G_N_ELEMENTS (by_sensitivity); i++)
    {
      g_autoptr (HearthStmt) stmt = NULL;
      gboolean has_row;

      if (!hearth_db_has (db, by_sensitivity[i]))
        continue;
      stmt = hearth_cmp_sql_prepare (db, by_sensitivity[i], COUNT_OF_CASE, error);
      if (stmt == NULL)
        return FALSE;
      hearth_stmt_bind_id (stmt, 1, case_id);
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      *n_conflicts += (guint) hearth_stmt_get_int (stmt, 0);
    }
  return TRUE;
}

/**
 * hearth_conflict_query_find:
 * @text: at least 6 hex digits
 *
 * Returns: (transfer full) (nullable): %NULL with an error, or without one if there is none or more than
 *   one. Thread: the connection's.
 */
HearthConflictItem *
hearth_conflict_query_find (HearthDb *db, const char *text, GError **error)
{
  g_autoptr (GPtrArray) items = hearth_conflict_query_list (db, NULL, error);
  guint found = G_MAXUINT;

  if (items == NULL || strlen (text) < MIN_PREFIX)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      char hex[HEARTH_ID_HEX_SIZE];

      hearth_id_format (&((HearthConflictItem *) items->pdata[i])->id, hex);
      if (!g_str_has_prefix (hex, text))
        continue;
      if (found != G_MAXUINT)
        return NULL;
      found = i;
    }
  return found == G_MAXUINT ? NULL : g_ptr_array_steal_index (items, found);
}
