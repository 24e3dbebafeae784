/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-journal-salvage.h"

#include "hearth-journal.h"
#include "hearth-registry-schema.h"
#include "hearth-salvage-private.h"

#include <string.h>

typedef struct
{
  HearthSalvageReport *report;
  HearthCheckProgressFunc progress;
  gpointer data;
} Job;

/** hearth_salvage_report_free: frees @self. */
void
hearth_salvage_report_free (HearthSalvageReport *self)
{
  g_array_unref (self->gaps);
  g_free (self);
}

/* --- Attachments --- */

typedef struct
{
  GPtrArray *blobs; /* HearthBlob */
} Blobs;

/* Columns: id, key, size, hash, made. */
static void
take_blob (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  Blobs *blobs = data;
  const guint8 *id = hearth_raw_row_get_blob (row, 0, HEARTH_ID_SIZE);
  const guint8 *key = hearth_raw_row_get_blob (row, 1, HEARTH_BLOB_KEY_SIZE);
  const guint8 *hash = hearth_raw_row_get_blob (row, 3, HEARTH_HASH_SIZE);
  gint64 size, made_ms;
  HearthBlob *blob;

  if (row->n_columns != 5 || id == NULL || key == NULL || hash == NULL ||
      !hearth_raw_row_get_int (row, 2, &size) || !hearth_raw_row_get_int (row, 4, &made_ms) ||
      size < 1 || (guint64) size > HEARTH_BLOB_MAX_SIZE)
    return;
  blob = g_new0 (HearthBlob, 1);
  memcpy (blob->id.bytes, id, HEARTH_ID_SIZE);
  blob->key = hearth_secret_new (key, HEARTH_BLOB_KEY_SIZE);
  blob->size = (guint64) size;
  memcpy (blob->hash, hash, HEARTH_HASH_SIZE);
  blob->made_ms = made_ms;
  g_ptr_array_add (blobs->blobs, blob);
}

static gboolean
insert_blob (HearthDb *db, HearthCompartment cmp, const HearthBlob *blob, GError **error)
{
  if (!hearth_db_begin (db, error))
    return FALSE;
  if (hearth_blob_table_insert (db, cmp, blob, error))
    return hearth_db_commit (db, error);
  hearth_db_rollback (db);
  return FALSE;
}

static gboolean
copy_blobs (HearthSalvage *salvage,
            HearthCompartment cmp,
            HearthSalvageReport *report,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_blob_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  Blobs blobs = { list };

  hearth_page_map_scan (hearth_salvage_get_map (salvage, cmp), "blob", take_blob, &blobs);
  for (guint i = 0; i < list->len; i++)
    {
      HearthBlob *blob = list->pdata[i];
      g_autoptr (GError) local_error = NULL;

      if (!g_hash_table_add (seen, &blob->id))
        continue;
      if (hearth_salvage_copy_blob (salvage, cmp, blob, cancellable, &local_error))
        {
          report->n_blobs++;
          if (!insert_blob (hearth_salvage_get_db (salvage), cmp, blob, error))
            return FALSE;
        }
      else if (local_error == NULL)
        report->n_blobs_lost++;
      else
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

/* --- Lines --- */

static void
drop_bad_lines (GPtrArray *lines,
                HearthCompartment cmp,
                const HearthId *own_dev,
                const GByteArray *keys,
                HearthSalvageReport *report)
{
  for (guint i = lines->len; i > 0; i--)
    if (!_hearth_salvage_is_good_line (lines->pdata[i - 1], cmp, own_dev, keys))
      {
        report->n_refused++;
        g_ptr_array_remove_index (lines, i - 1);
      }
  report->n_lines += lines->len;
}

static gboolean
fill_compartment (HearthSalvage *salvage,
                  HearthCompartment cmp,
                  HearthSalvageReport *report,
                  GCancellable *cancellable,
                  GError **error)
{
  HearthPageMap *map = hearth_salvage_get_map (salvage, cmp);
  HearthDb *db = hearth_salvage_get_db (salvage);
  const HearthId *own_dev = hearth_salvage_get_old_dev (salvage);
  g_autoptr (GByteArray) keys = g_byte_array_new ();
  g_autoptr (GPtrArray) lines = NULL;

  if (!_hearth_salvage_copy_keyring (map, db, cmp, keys, error))
    return FALSE;
  lines = _hearth_salvage_read_lines (map);
  drop_bad_lines (lines, cmp, own_dev, keys, report);
  _hearth_salvage_find_gaps (map, cmp, own_dev, lines, report->gaps);
  return _hearth_salvage_write_lines (db, cmp, lines, cancellable, error) &&
         copy_blobs (salvage, cmp, report, cancellable, error) &&
         _hearth_salvage_copy_tables (map, db, cmp, error) &&
         (lines->len == 0 || hearth_journal_rebuild_in_parts (db, cmp, error));
}

static gboolean
fill (HearthSalvage *salvage, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (hearth_salvage_get_map (salvage, cmp) != NULL &&
          hearth_db_has (hearth_salvage_get_db (salvage), cmp) &&
          !fill_compartment (salvage, cmp, job->report, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
pass_progress (guint64 done, guint64 total, gpointer data)
{
  const Job *job = data;

  if (job->progress != NULL)
    job->progress (done, total, job->data);
}

/**
 * hearth_journal_salvage:
 * @path: of a vault that nobody has open
 * @new_path: nothing may stand there
 *
 * Saves everything that can be read into a new vault, which opens with the same passphrases.
 *
 * Returns: (transfer full): what came over and what is missing; %NULL with the errors of
 *   hearth_salvage_run(). Thread: any that may wait.
 */
HearthSalvageReport *
hearth_journal_salvage (const char *path,
                        const char *new_path,
                        const HearthCredentials *credentials,
                        HearthCheckProgressFunc progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (HearthSalvageReport) report = g_new0 (HearthSalvageReport, 1);
  Job job = { report, progress, data };
  const HearthSalvageHooks hooks = { .fill = fill, .progress = pass_progress, .data = &job };

  report->gaps = g_array_new (FALSE, FALSE, sizeof (HearthJournalGap));
  if (!hearth_salvage_run (path, new_path, credentials, hearth_model_get_schema (), &hooks,
                           cancellable, error))
    return NULL;
  return g_steal_pointer (&report);
}
