/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-waiting.h"

#include "hearth-audit.h"
#include "hearth-bundle-apply.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-intake.h"
#include "hearth-bundle-reading.h"
#include "hearth-incoming-store.h"
#include "hearth-journal-state.h"
#include "hearth-sealed.h"
#include "hearth-spool-stream.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

typedef struct
{
  const HearthWriter *writer;
  const char *spool;
  HearthContacts *contacts;
  GHashTable *writers; /* HearthId -> HearthBundleCard */
  GPtrArray *identities;
  GPtrArray *parts;         /* (element-type HearthWaitingPart): all that wait */
  HearthChangeSet *changes; /* of the last part that brought something */
} Job;

static gboolean
write_out (gpointer data, gconstpointer bytes, gsize length, GError **error)
{
  return g_output_stream_write_all (data, bytes, length, NULL, NULL, error);
}

/* A copy in the spool, so that the same reader serves. -1 with an error. */
static int
open_part (Job *job, const HearthWaitingPart *part, GError **error)
{
  int fd = hearth_bundle_file_open_spool (job->spool, error);
  g_autoptr (GOutputStream) sink = fd >= 0 ? g_unix_output_stream_new (fd, FALSE) : NULL;

  if (fd >= 0 && !hearth_sealed_get (job->writer->vault, &part->file, write_out, sink, error))
    close (g_steal_fd (&fd));
  return fd;
}

static void
add_writers (Job *job, HearthBundleCard *card)
{
  for (guint i = 0; card != NULL && i < card->devs->len; i++)
    g_hash_table_insert (job->writers, &g_array_index (card->devs, HearthId, i),
                         (gpointer) hearth_contacts_find_card (
                             job->contacts, &g_array_index (card->devs, HearthId, i), NULL));
}

/* Those of the contacts, and they know the cards that came with the bundle. */
static gboolean
load (Job *job, GError **error)
{
  job->contacts = hearth_contacts_load (job->writer->db, error);
  if (job->contacts == NULL)
    return FALSE;
  job->writers = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  add_writers (job, job->contacts->own);
  for (guint i = 0; i < job->contacts->list->len; i++)
    add_writers (job, ((HearthContact *) job->contacts->list->pdata[i])->card);
  job->identities = hearth_bundle_intake_list_identities (job->writer->db, error);
  return job->identities != NULL;
}

static gboolean
forget (Job *job, GPtrArray *parts, GError **error)
{
  HearthDb *db = job->writer->db;

  if (!hearth_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!hearth_waiting_remove (db, &((HearthWaitingPart *) parts->pdata[i])->file, error))
      {
        hearth_db_rollback (db);
        return FALSE;
      }
  if (!hearth_db_commit (db, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    hearth_sealed_remove (job->writer->vault, &((HearthWaitingPart *) parts->pdata[i])->file);
  return TRUE;
}

static gboolean
read_lines (Job *job,
            HearthBundleApply *apply,
            const HearthWaitingPart *part,
            HearthCompartment cmp,
            gboolean *is_sealed,
            GError **error)
{
  int fd = open_part (job, part, error);
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (HearthBundleLines) lines = NULL;
  GError *local = NULL;

  if (fd < 0)
    return FALSE;
  source = hearth_spool_stream_new (fd, 0, part->size);
  lines = hearth_bundle_reading_open_part (source, cmp, job->writers, job->identities,
                                           hearth_bundle_apply_stage, apply, NULL, &local);
  close (fd);
  *is_sealed = lines == NULL && local == NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL && hearth_bundle_apply_stage_end (apply, error);
}

static gboolean
read_file (Job *job, HearthBundleApply *apply, const HearthWaitingPart *part, GError **error)
{
  int fd = open_part (job, part, error);
  g_autoptr (GInputStream) source = NULL;
  gboolean is_sealed, done;

  if (fd < 0)
    return FALSE;
  source = hearth_spool_stream_new (fd, 0, part->size);
  done = hearth_bundle_apply_take_file (apply, part->name, source, job->identities, &is_sealed,
                                        NULL, error);
  close (fd);
  return done;
}

/* One compartment of one bundle: its lines, then its attachments. */
static gboolean
take_in (Job *job, GPtrArray *parts, HearthCompartment cmp, gboolean *is_sealed, GError **error)
{
  const HearthAuthors authors = hearth_contacts_get_authors (job->contacts);
  const HearthWaitingPart *first = parts->pdata[0];
  g_autoptr (HearthBundleApply) apply = hearth_bundle_apply_new (job->writer, &first->bundle);
  g_auto (HearthReceived) received = { 0 };
  HearthChangeSet *changes;

  for (guint i = 0; i < parts->len; i++)
    {
      const HearthWaitingPart *part = parts->pdata[i];

      if (g_str_has_prefix (part->name, "p/") &&
          (!read_lines (job, apply, part, cmp, is_sealed, error) || *is_sealed))
        return *is_sealed;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const HearthWaitingPart *part = parts->pdata[i];

      if (g_str_has_prefix (part->name, "b/") && !read_file (job, apply, part, error))
        return FALSE;
    }
  changes = hearth_bundle_apply_run (apply, &authors, &received, error);
  if (changes == NULL)
    return FALSE;
  g_clear_pointer (&job->changes, hearth_change_set_unref);
  job->changes = changes;
  return TRUE;
}

/* What fails now would fail for ever: that part alone is refused, and the log says why. */
static gboolean
refuse (Job *job, GPtrArray *parts, GError *refusal, GError **error)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_BUNDLE_REFUSED };

  if (refusal->domain != HEARTH_BUNDLE_ERROR)
    {
      g_propagate_error (error, refusal);
      return FALSE;
    }
  entry.why = hearth_bundle_error_get_code (refusal);
  hearth_audit_append (job->writer, &entry, NULL);
  g_error_free (refusal);
  return forget (job, parts, error);
}

static gboolean
is_withdrawn (Job *job, const HearthId *bundle, gboolean *withdrawn, GError **error)
{
  *withdrawn = FALSE;
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST && !*withdrawn; cmp++)
    if (hearth_db_has (job->writer->db, (HearthCompartment) cmp) &&
        !hearth_journal_is_withdrawn (job->writer->db, (HearthCompartment) cmp, bundle, withdrawn,
                                      error))
      return FALSE;
  return TRUE;
}

static gboolean
try_group (Job *job, GPtrArray *parts, GError **error)
{
  const HearthWaitingPart *first = parts->pdata[0];
  GError *local = NULL;
  gboolean is_sealed = FALSE;
  gboolean withdrawn;
  HearthCompartment cmp;

  if (!hearth_compartment_from_name (first->compartment, &cmp) ||
      !hearth_db_has (job->writer->db, cmp))
    return TRUE;
  if (!is_withdrawn (job, &first->bundle, &withdrawn, error))
    return FALSE;
  if (withdrawn)
    return TRUE;
  if (job->contacts == NULL && !load (job, error))
    return FALSE;
  if (!take_in (job, parts, cmp, &is_sealed, &local))
    {
      hearth_bundle_error_translate (&local);
      return refuse (job, parts, local, error);
    }
  return is_sealed || forget (job, parts, error);
}

/* The list is in order: what belongs together follows each other. */
static gboolean
try_parts (Job *job, GError **error)
{
  guint i = 0;

  while (i < job->parts->len)
    {
      const HearthWaitingPart *first = job->parts->pdata[i];
      g_autoptr (GPtrArray) group = g_ptr_array_new ();

      for (; i < job->parts->len; i++)
        {
          HearthWaitingPart *part = job->parts->pdata[i];

          if (!hearth_id_equal (&part->bundle, &first->bundle) ||
              !g_str_equal (part->compartment, first->compartment))
            break;
          g_ptr_array_add (group, part);
        }
      if (!try_group (job, group, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tidy (Job *job, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (HearthId));

  for (guint i = 0; i < job->parts->len; i++)
    g_array_append_val (wanted, ((HearthWaitingPart *) job->parts->pdata[i])->file);
  return hearth_sealed_tidy (job->writer->vault, wanted, error);
}

/* Lines that waited for a card that was verified elsewhere, or for the clock. */
static HearthChangeSet *
reconsider (Job *job, GError **error)
{
  HearthAuthors authors;

  if (job->contacts == NULL && !load (job, error))
    return NULL;
  authors = hearth_contacts_get_authors (job->contacts);
  return hearth_receive_reconsider_all (job->writer, &authors, error);
}

static HearthChangeSet *
run (Job *job, GError **error)
{
  g_autoptr (HearthChangeSet) changes = NULL;

  if (!hearth_incoming_clear_all (job->writer->db, error))
    return NULL;
  job->parts = hearth_waiting_list (job->writer->db, error);
  if (job->parts == NULL || !tidy (job, error) || !try_parts (job, error))
    return NULL;
  changes = reconsider (job, error);
  if (changes == NULL)
    return NULL;
  return job->changes != NULL ? g_steal_pointer (&job->changes) : g_steal_pointer (&changes);
}

/**
 * hearth_bundle_catch_up_on_writer:
 * @spool: folder for ciphertext
 *
 * Returns: (transfer full): %HEARTH_RESULT_NOTHING if nothing came of it; %NULL with an error of the vault.
 *   Thread: writer, outside of a transaction.
 */
HearthChangeSet *
hearth_bundle_catch_up_on_writer (const HearthWriter *writer, const char *spool, GError **error)
{
  Job job = { .writer = writer, .spool = spool };
  HearthChangeSet *changes;

  if (writer->vault == NULL || hearth_vault_is_read_only (writer->vault))
    return hearth_writer_nothing ();
  changes = run (&job, error);
  g_clear_pointer (&job.parts, g_ptr_array_unref);
  g_clear_pointer (&job.writers, g_hash_table_unref);
  g_clear_pointer (&job.identities, g_ptr_array_unref);
  g_clear_pointer (&job.contacts, hearth_contacts_free);
  g_clear_pointer (&job.changes, hearth_change_set_unref);
  return changes;
}

static HearthChangeSet *
catch_up_func (const HearthWriter *writer,
               gpointer spool,
               GCancellable *cancellable,
               GError **error)
{
  return hearth_bundle_catch_up_on_writer (writer, spool, error);
}

/** hearth_bundle_catch_up: Returns: %FALSE with an error of the vault. Thread: main. */
gboolean
hearth_bundle_catch_up (HearthContext *context, GError **error)
{
  g_autofree char *spool = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  spool = hearth_vault_dup_spool_path (hearth_context_get_vault (context));
  changes =
      hearth_store_write (hearth_context_get_store (context), catch_up_func, spool, NULL, error);
  return changes != NULL;
}

/** hearth_bundle_catch_up_async: as hearth_bundle_catch_up(). The source of the result is the store of @context.
 * Thread: main. */
void
hearth_bundle_catch_up_async (HearthContext *context,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  hearth_store_write_async (hearth_context_get_store (context), catch_up_func,
                            hearth_vault_dup_spool_path (hearth_context_get_vault (context)),
                            g_free, NULL, callback, user_data);
}

/** hearth_bundle_catch_up_finish: Returns: as hearth_bundle_catch_up(). */
gboolean
hearth_bundle_catch_up_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write_finish (hearth_context_get_store (context), result, error);

  return changes != NULL;
}
