/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a case, replayed from its signed lines: nothing of it is stored twice (bundles 7).
 * Reader thread. */
#include "config.h"

#include "hearth-history-query.h"

#include "hearth-json.h"
#include "hearth-line.h"
#include "hearth-stmt.h"

#define LINES                                                                                      \
  "SELECT hlc, dev, seq, who, bundle, line FROM %s.journal INDEXED BY journal_case "               \
  "WHERE case_id = ?1 AND state = 0"

/* The record id of an author is the user id. */
#define AUTHOR "SELECT name, user FROM core.author WHERE rec = ?1"

/* The clock of a line: milliseconds and a counter of 16 bits (bundles 4). */
#define HLC_COUNTER_BITS 16

/** One signed line in force. */
typedef struct
{
  gint64 hlc, seq;
  HearthId dev, who;
  char *bundle;
  json_t *json;
  GPtrArray *changes; /* HearthChange, in the order of the line */
} Line;

typedef struct
{
  GPtrArray *lines;    /* Line */
  GHashTable *values;  /* "record/field" -> json_t, as of the line being replayed */
  GHashTable *authors; /* HearthId -> name */
  const char *field;   /* NULL: all */
} Replay;

static void
line_free (Line *self)
{
  g_free (self->bundle);
  json_decref (self->json);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

static void
replay_clear (Replay *self)
{
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->authors);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replay, replay_clear)

/** hearth_change_free: Thread: any. */
void
hearth_change_free (HearthChange *self)
{
  if (self == NULL)
    return;
  g_free (self->who);
  g_free (self->role);
  g_free (self->kind);
  g_free (self->field);
  g_free (self->template_id);
  json_decref (self->old_value);
  json_decref (self->new_value);
  g_free (self->bundle);
  g_free (self);
}

/* NULL with an error if the line is damaged. */
static Line *
read_line (HearthStmt *stmt, GError **error)
{
  gsize length = 0, bundle_length = 0;
  const char *text = hearth_stmt_get_blob (stmt, 5, &length);
  const guint8 *bundle;
  json_auto_t *json = NULL;
  Line *line;

  if (text != NULL && length > 0 && text[length - 1] == '\n')
    length--;
  json = text != NULL ? hearth_line_parse (text, length, error) : NULL;
  if (json == NULL)
    return NULL;
  line = g_new0 (Line, 1);
  line->json = g_steal_pointer (&json);
  line->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_change_free);
  line->hlc = hearth_stmt_get_int (stmt, 0);
  hearth_stmt_get_id (stmt, 1, &line->dev);
  line->seq = hearth_stmt_get_int (stmt, 2);
  hearth_stmt_get_id (stmt, 3, &line->who);
  bundle = hearth_stmt_get_blob (stmt, 4, &bundle_length);
  if (bundle != NULL && bundle_length > 0)
    line->bundle = hearth_hex_encode (bundle, bundle_length);
  return line;
}

static gboolean
read_compartment (
    Replay *replay, HearthDb *db, HearthCompartment cmp, const HearthId *case_id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (LINES, hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  for (;;)
    {
      Line *line;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      line = read_line (stmt, error);
      if (line == NULL)
        return FALSE;
      g_ptr_array_add (replay->lines, line);
    }
}

/* The stamp of bundles 3: the greatest one is what is shown. */
static int
compare_stamp (gconstpointer a, gconstpointer b)
{
  const Line *left = *(Line *const *) a, *right = *(Line *const *) b;
  int order;

  if (left->hlc != right->hlc)
    return left->hlc < right->hlc ? -1 : 1;
  order = hearth_id_compare (&left->dev, &right->dev);
  if (order != 0)
    return order;
  return (left->seq > right->seq) - (left->seq < right->seq);
}

/* The name of a user, or the id of one whose record has not come. */
static const char *
find_author (Replay *replay, HearthDb *db, const HearthId *who, GError **error)
{
  const char *known = g_hash_table_lookup (replay->authors, who);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;
  char *name = NULL;

  if (known != NULL)
    return known;
  stmt = hearth_db_prepare (db, AUTHOR, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (stmt, 1, who);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  for (int column = 0; has_row && name == NULL && column < 2; column++)
    name = hearth_stmt_dup_text (stmt, column);
  if (name == NULL)
    name = hearth_id_to_string (who);
  g_hash_table_insert (replay->authors, hearth_id_copy (who), name);
  return name;
}

static char *
value_key (const char *rec, const char *field)
{
  return g_strconcat (rec, "/", field, NULL);
}

/* "null" clears: the value is then unknown, as before the first line. */
static json_t *
ref_known (json_t *value)
{
  return value == NULL || json_is_null (value) ? NULL : json_incref (value);
}

static void
replay_field (Replay *replay,
              Line *line,
              const char *author,
              const json_t *op,
              const char *field,
              json_t *value)
{
  const char *rec = hearth_json_get_string (op, "rec");
  const char *act = hearth_json_get_string (line->json, "act");
  g_autofree char *key = value_key (rec, field);
  HearthChange *change;

  if (replay->field == NULL || g_str_equal (replay->field, field))
    {
      change = g_new0 (HearthChange, 1);
      change->at_ms = line->hlc >> HLC_COUNTER_BITS;
      if (act != NULL)
        hearth_id_parse (act, &change->act);
      hearth_id_parse (rec, &change->rec);
      change->dev = line->dev;
      change->who = g_strdup (author);
      change->role = g_strdup (hearth_json_get_string (line->json, "role"));
      change->kind = g_strdup (hearth_json_get_string (op, "kind"));
      change->field = g_strdup (field);
      change->old_value = ref_known (g_hash_table_lookup (replay->values, key));
      change->new_value = ref_known (value);
      change->bundle = g_strdup (line->bundle);
      g_ptr_array_add (line->changes, change);
    }
  g_hash_table_insert (replay->values, g_steal_pointer (&key), json_incref (value));
}

/* Names the step of each change that @op made, which may be the very line that says its template. */
static void
name_step (Replay *replay, Line *line, guint first_change, const char *rec)
{
  g_autofree char *key = value_key (rec, "template");
  const char *template_id = json_string_value (g_hash_table_lookup (replay->values, key));

  for (guint i = first_change; template_id != NULL && i < line->changes->len; i++)
    ((HearthChange *) g_ptr_array_index (line->changes, i))->template_id = g_strdup (template_id);
}

static void
replay_operation (Replay *replay, Line *line, const char *author, const json_t *op)
{
  const char *rec = hearth_json_get_string (op, "rec");
  json_t *set = hearth_json_get_object (op, "set");
  const guint first_change = line->changes->len;
  const char *field;
  json_t *value;

  if (rec == NULL || set == NULL)
    return;
  json_object_foreach (set, field, value) replay_field (replay, line, author, op, field, value);
  name_step (replay, line, first_change, rec);
}

static gboolean
replay_line (Replay *replay, HearthDb *db, Line *line, GError **error)
{
  const char *author = find_author (replay, db, &line->who, error);
  json_t *ops = hearth_json_get_array (line->json, "ops");

  if (author == NULL)
    return FALSE;
  for (gsize i = 0; i < json_array_size (ops); i++)
    replay_operation (replay, line, author, json_array_get (ops, i));
  return TRUE;
}

static GPtrArray *
take_newest_first (GPtrArray *lines)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_change_free);

  for (guint i = lines->len; i > 0; i--)
    {
      Line *line = g_ptr_array_index (lines, i - 1);

      g_ptr_array_extend_and_steal (changes, g_steal_pointer (&line->changes));
      line->changes = g_ptr_array_new ();
    }
  return changes;
}

/**
 * hearth_history_query_run:
 * @case_id: the case
 * @field: (nullable): a field id, whatever the kind; %NULL: all
 *
 * The lines in force of every attached compartment are replayed in the order of their stamps, which is
 * the order in which values were shown.
 *
 * Returns: (transfer full) (element-type HearthChange): newest first; the fields of one commit in the
 *   order of its line. %NULL with an error, of the line if one is damaged. Thread: the connection's.
 */
GPtrArray *
hearth_history_query_run (HearthDb *db, const HearthId *case_id, const char *field, GError **error)
{
  g_auto (Replay) replay = {
    g_ptr_array_new_with_free_func ((GDestroyNotify) line_free),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_decref),
    g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, g_free),
    field,
  };

  g_return_val_if_fail (db != NULL && case_id != NULL, NULL);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      if (hearth_db_has (db, (HearthCompartment) cmp) &&
          !read_compartment (&replay, db, (HearthCompartment) cmp, case_id, error))
        return NULL;
    }
  g_ptr_array_sort (replay.lines, compare_stamp);
  for (guint i = 0; i < replay.lines->len; i++)
    {
      if (!replay_line (&replay, db, g_ptr_array_index (replay.lines, i), error))
        return NULL;
    }
  return take_newest_first (replay.lines);
}
