/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines out of pages. A line proves itself: by its hash, by its signature, by what its row repeats. */
#include "config.h"

#include "hearth-salvage-private.h"

#include "hearth-commit.h"

#include <string.h>

/* Columns of the journal (bundles 3). */
enum
{
  LINE_N,
  LINE_ID,
  LINE_DEV,
  LINE_SEQ,
  LINE_HLC,
  LINE_CASE,
  LINE_WHO,
  LINE_LINE,
  LINE_BUNDLE,
  LINE_STATE,
  LINE_REASON,
  N_LINE_COLUMNS,
};

#define STATE_ERASED 2

static void
line_free (gpointer data)
{
  HearthSavedLine *self = data;

  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->bundle, g_bytes_unref);
  g_free (self->reason);
  g_free (self);
}

static gboolean
read_id (const HearthRawRow *row, guint column, HearthId *out)
{
  const guint8 *bytes = hearth_raw_row_get_blob (row, column, HEARTH_ID_SIZE);

  if (bytes != NULL)
    memcpy (out->bytes, bytes, HEARTH_ID_SIZE);
  return bytes != NULL;
}

static GBytes *
dup_blob (const HearthRawRow *row, guint column)
{
  const HearthRawValue *value = &row->columns[column];

  return value->type == HEARTH_RAW_BLOB ? g_bytes_new (value->bytes, value->length) : NULL;
}

/* Rows of other tables in pages that could not be placed do not have this form. */
static void
take_line (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  GHashTable *lines = data;
  HearthSavedLine *line = g_new0 (HearthSavedLine, 1);
  const guint8 *id;
  GBytes *key;

  id = hearth_raw_row_get_blob (row, LINE_ID, sizeof line->id);
  if (row->n_columns != N_LINE_COLUMNS || rowid <= 0 || id == NULL ||
      !read_id (row, LINE_DEV, &line->dev) || !hearth_raw_row_get_int (row, LINE_SEQ, &line->seq) ||
      !hearth_raw_row_get_int (row, LINE_HLC, &line->hlc) ||
      !read_id (row, LINE_CASE, &line->case_id) || !read_id (row, LINE_WHO, &line->who) ||
      !hearth_raw_row_get_int (row, LINE_STATE, &line->state))
    {
      line_free (line);
      return;
    }
  line->n = rowid;
  memcpy (line->id, id, sizeof line->id);
  line->line = dup_blob (row, LINE_LINE);
  line->bundle = dup_blob (row, LINE_BUNDLE);
  line->reason = hearth_raw_row_dup_text (row, LINE_REASON);
  key = g_bytes_new (line->id, sizeof line->id);
  /* A page in its place knows better than one that could not be placed. */
  if (table != NULL || !g_hash_table_contains (lines, key))
    g_hash_table_replace (lines, key, line);
  else
    {
      g_bytes_unref (key);
      line_free (line);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const HearthSavedLine *one = *(HearthSavedLine *const *) a;
  const HearthSavedLine *other = *(HearthSavedLine *const *) b;

  return one->n < other->n ? -1 : one->n > other->n;
}

GPtrArray *
_hearth_salvage_read_lines (HearthPageMap *map)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                        (GDestroyNotify) g_bytes_unref, line_free);
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  GHashTableIter iter;
  gpointer line;

  hearth_page_map_scan (map, "journal", take_line, found);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    {
      g_ptr_array_add (lines, line);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static gboolean
is_signed (const char *line, gsize length, const GByteArray *keys)
{
  for (guint at = 0; at < keys->len; at += HEARTH_KEY_SIZE)
    if (hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, keys->data + at))
      return TRUE;
  return FALSE;
}

gboolean
_hearth_salvage_is_good_line (const HearthSavedLine *line,
                              HearthCompartment cmp,
                              const HearthId *own_dev,
                              const GByteArray *keys)
{
  g_auto (HearthCommit) commit = { NULL };
  const char *bytes;
  gsize length;

  if (line->line == NULL)
    return line->state == STATE_ERASED;
  bytes = g_bytes_get_data (line->line, &length);
  if (!hearth_commit_parse (&commit, bytes, length, NULL))
    return FALSE;
  /* With the keys lost too, the hash is all that is left to tell. */
  if (keys->len > 0 && hearth_id_equal (&commit.stamp.dev, own_dev) &&
      !is_signed (bytes, length, keys))
    return FALSE;
  return hearth_hash_equal (commit.stamp.id, line->id) &&
         hearth_id_equal (&commit.stamp.dev, &line->dev) && commit.stamp.seq == line->seq &&
         commit.stamp.hlc == line->hlc && hearth_id_equal (&commit.case_id, &line->case_id) &&
         hearth_id_equal (&commit.who, &line->who) && commit.cmp == cmp;
}

/* --- What is missing --- */

/* A line that there was, by writer and number. */
typedef struct
{
  HearthId dev;
  gint64 seq;
} Place;

static guint
place_hash (gconstpointer data)
{
  const Place *self = data;

  return hearth_id_hash (&self->dev) ^ g_int64_hash (&self->seq);
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  return one->seq == other->seq && hearth_id_equal (&one->dev, &other->dev);
}

static int
place_compare (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;
  int order = hearth_id_compare (&one->dev, &other->dev);

  return order != 0 ? order : one->seq < other->seq ? -1 : one->seq > other->seq;
}

static void
add_place (GHashTable *places, const HearthId *dev, gint64 seq)
{
  const Place place = { *dev, seq };

  g_hash_table_add (places, g_memdup2 (&place, sizeof place));
}

/* An entry of the index: writer, number, place in the file. */
static void
take_place (const char *index, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  HearthId dev;
  gint64 seq;

  if (index != NULL && row->n_columns == 3 && read_id (row, 0, &dev) &&
      hearth_raw_row_get_int (row, 1, &seq) && seq > 0)
    add_place (data, &dev, seq);
}

static void
add_gap (GArray *gaps, HearthCompartment cmp, const Place *place)
{
  HearthJournalGap gap = { cmp, place->dev, place->seq, place->seq };
  HearthJournalGap *last =
      gaps->len > 0 ? &g_array_index (gaps, HearthJournalGap, gaps->len - 1) : NULL;

  if (last != NULL && last->cmp == cmp && hearth_id_equal (&last->dev, &place->dev) &&
      last->last + 1 == place->seq)
    last->last = place->seq;
  else
    g_array_append_val (gaps, gap);
}

void
_hearth_salvage_find_gaps (HearthPageMap *map,
                           HearthCompartment cmp,
                           const HearthId *own_dev,
                           GPtrArray *lines,
                           GArray *gaps)
{
  g_autoptr (GHashTable) had = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  g_autoptr (GHashTable) have = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Place));
  GHashTableIter iter;
  gpointer place;
  gint64 newest = 0;

  hearth_page_map_scan (map, "journal_dev", take_place, had);
  for (guint i = 0; i < lines->len; i++)
    {
      const HearthSavedLine *line = lines->pdata[i];

      add_place (have, &line->dev, line->seq);
      if (hearth_id_equal (&line->dev, own_dev))
        newest = MAX (newest, line->seq);
    }
  /* The own lines are numbered without gaps. */
  for (gint64 seq = 1; seq < newest; seq++)
    add_place (had, own_dev, seq);
  g_hash_table_iter_init (&iter, had);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!g_hash_table_contains (have, place))
      g_array_append_vals (sorted, place, 1);
  g_array_sort (sorted, place_compare);
  for (guint i = 0; i < sorted->len; i++)
    add_gap (gaps, cmp, &g_array_index (sorted, Place, i));
}
