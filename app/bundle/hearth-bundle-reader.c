/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a bundle without applying it: steps 1 to 9 of bundles 13. Nothing is written but the spool,
 * whose files have no names. */
#include "config.h"

#include "hearth-age-reader.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-intake.h"
#include "hearth-bundle-reading.h"
#include "hearth-kdf.h"
#include "hearth-keyring.h"
#include "hearth-received-store.h"

#include <string.h>
#include <unistd.h>

#define COPY_SIZE (64 * 1024)

typedef struct
{
  HearthDb *db;
  HearthBundleReading *reading;
  HearthBundlePreview *preview;
  gboolean must_know;
  HearthBundleLineFunc also; /* nullable */
  gpointer also_data;
  GCancellable *cancellable;
  guint n_new_lines[HEARTH_N_COMPARTMENTS];
} Job;

static void
part_info_free (HearthBundlePartInfo *part)
{
  g_free (part->compartment);
  g_free (part);
}

/** hearth_bundle_info_free: frees @self. */
void
hearth_bundle_info_free (HearthBundleInfo *self)
{
  g_free (self->created);
  g_free (self->from_label);
  g_free (self->from_fingerprint);
  g_free (self->from_card);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->people);
  g_free (self);
}

/** hearth_bundle_reading_free: frees @self. */
void
hearth_bundle_reading_free (HearthBundleReading *self)
{
  g_clear_pointer (&self->info, hearth_bundle_info_free);
  g_clear_pointer (&self->archive, hearth_bundle_archive_free);
  g_clear_pointer (&self->contacts, hearth_contacts_free);
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sealed);
  g_free (self);
}

static gboolean
fail_bundle (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

/** hearth_bundle_info_check_sender: see the header. */
gboolean
hearth_bundle_info_check_sender (const HearthBundleInfo *self, GError **error)
{
  if (self->sender == HEARTH_BUNDLE_SENDER_REVOKED)
    return fail_bundle (error, HEARTH_BUNDLE_ERROR_REVOKED, "the sender was revoked here");
  return self->sender != HEARTH_BUNDLE_SENDER_UNKNOWN ||
         fail_bundle (error, HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER, "nobody verified the sender");
}

static HearthBundleSender
find_sender (const HearthContacts *contacts, const HearthBundleCard *card)
{
  const HearthContact *contact;

  if (contacts->own != NULL && hearth_hash_equal (contacts->own->identity, card->identity))
    return HEARTH_BUNDLE_SENDER_OWN;
  contact = hearth_contacts_find_key (contacts, card->identity);
  if (contact == NULL)
    return HEARTH_BUNDLE_SENDER_UNKNOWN;
  if (contact->row->state == HEARTH_CONTACT_REVOKED)
    return HEARTH_BUNDLE_SENDER_REVOKED;
  return contact->row->state == HEARTH_CONTACT_VERIFIED ? HEARTH_BUNDLE_SENDER_VERIFIED
                                                        : HEARTH_BUNDLE_SENDER_UNKNOWN;
}

/* Cards that are new or newer count from here on, in memory. */
static gboolean
take_card (HearthBundleReading *reading,
           const HearthBundleCard *card,
           const char *line,
           GError **error)
{
  g_autoptr (HearthContactRow) row = NULL;
  HearthContactCard what;

  if (!hearth_contacts_check_card (reading->contacts, card, error))
    return FALSE;
  if (reading->contacts->own != NULL &&
      hearth_hash_equal (reading->contacts->own->identity, card->identity))
    return TRUE;
  what = hearth_contacts_compare (reading->contacts, card);
  if (what != HEARTH_CONTACT_CARD_NEW && what != HEARTH_CONTACT_CARD_NEWER)
    return TRUE;
  row = hearth_contacts_make_row (reading->contacts, card, line, g_get_real_time () / 1000);
  if (!hearth_contacts_replace (reading->contacts, row, error))
    return FALSE;
  g_ptr_array_add (reading->rows, g_steal_pointer (&row));
  return TRUE;
}

static void
fill_sender (HearthBundleInfo *info, const HearthBundleArchive *archive)
{
  const HearthBundleCard *sender = archive->sender;

  info->bundle = archive->manifest->bundle;
  info->created = g_strdup (archive->manifest->created);
  info->seq = archive->manifest->seq;
  info->n_entries = archive->manifest->entries->len;
  memcpy (info->manifest_hash, archive->manifest_hash, sizeof info->manifest_hash);
  memcpy (info->from_key, sender->identity, sizeof info->from_key);
  info->from_label = g_strdup (sender->label);
  info->from_fingerprint = hearth_fingerprint_to_string (sender->identity);
  for (guint i = 0; i < archive->cards->len; i++)
    if (archive->cards->pdata[i] == sender)
      info->from_card = g_strdup (archive->card_lines->pdata[i]);
}

static gboolean
look_at_cards (const HearthBundleArchive *archive, gpointer data, GError **error)
{
  Job *job = data;
  HearthBundleInfo *info = job->reading->info;

  fill_sender (info, archive);
  info->sender = find_sender (job->reading->contacts, archive->sender);
  info->is_from_known =
      info->sender == HEARTH_BUNDLE_SENDER_VERIFIED || info->sender == HEARTH_BUNDLE_SENDER_OWN;
  if (job->must_know && !hearth_bundle_info_check_sender (info, error))
    return FALSE;
  for (guint i = 0; i < archive->cards->len; i++)
    if (!take_card (job->reading, archive->cards->pdata[i], archive->card_lines->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* A line that does not count is not in the preview, unless nothing of the bundle counts yet: then it shows
 * what a yes to its sender would bring. */
static gboolean
judge (Job *job,
       const HearthCommit *commit,
       const char *line,
       gsize length,
       gboolean *counts,
       GError **error)
{
  const HearthAuthors authors = hearth_contacts_get_authors (job->reading->contacts);
  HearthAuthorVerdict verdict = authors.judge (commit, line, length, authors.data);

  if (verdict == HEARTH_AUTHOR_FORGED)
    return fail_bundle (error, HEARTH_BUNDLE_ERROR_COMMIT, "a line is not of the vault it names");
  *counts = verdict == HEARTH_AUTHOR_GOOD || !job->reading->info->is_from_known;
  return TRUE;
}

static gboolean
look_at_line (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error)
{
  Job *job = data;
  gboolean counts, is_new;

  if (!judge (job, commit, line, length, &counts, error) ||
      !hearth_bundle_preview_add (job->preview, commit, counts, &is_new, error))
    return FALSE;
  job->n_new_lines[commit->cmp] += is_new ? 1 : 0;
  job->reading->info->n_aside += is_new && !counts ? 1 : 0;
  return job->also == NULL || job->also (commit, line, length, job->also_data, error);
}

/** hearth_bundle_reading_open_part: Returns: (transfer full) (nullable): see the header. */
HearthBundleLines *
hearth_bundle_reading_open_part (GInputStream *source,
                                 HearthCompartment cmp,
                                 GHashTable *writers,
                                 GPtrArray *identities,
                                 HearthBundleLineFunc func,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (HearthBundleLines) lines = hearth_bundle_lines_new (cmp, writers, func, data);
  g_autoptr (HearthAgeReader) reader = NULL;
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  g_autoptr (GError) local = NULL;
  gssize n = -1;

  reader = hearth_age_reader_new (source, identities, NULL, HEARTH_AGE_LOG_N, cancellable, &local);
  while (reader != NULL &&
         (n = hearth_age_reader_read (reader, buffer, COPY_SIZE, cancellable, &local)) > 0)
    if (!hearth_bundle_lines_add (lines, buffer, (gsize) n, &local))
      break;
  if (n == 0 && hearth_bundle_lines_finish (lines, &local))
    return g_steal_pointer (&lines);

  hearth_bundle_error_translate (&local);
  if (reader == NULL && g_error_matches (local, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_NO_KEY))
    return NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static HearthBundleLines *
open_part (Job *job,
           const HearthBundleArchive *archive,
           const HearthBundleMemberData *member,
           HearthCompartment cmp,
           GError **error)
{
  g_autoptr (GInputStream) source = hearth_bundle_archive_open (archive, member);

  return hearth_bundle_reading_open_part (source, cmp, archive->writers, job->reading->identities,
                                          look_at_line, job, job->cancellable, error);
}

static gboolean
look_at_part (Job *job,
              const HearthBundleArchive *archive,
              HearthBundleMemberData *member,
              GError **error)
{
  HearthBundlePartInfo *part = g_new0 (HearthBundlePartInfo, 1);
  g_autoptr (HearthBundleLines) opened = NULL;
  HearthBundleLines *lines = member->lines;
  g_autoptr (GError) local = NULL;
  HearthCompartment cmp;
  gboolean is_known;

  g_ptr_array_add (job->reading->info->parts, part);
  part->compartment = g_strdup (member->entry->compartment);
  part->size_bytes = member->entry->size;
  is_known = hearth_compartment_from_name (part->compartment, &cmp);
  /* What this login does not hold waits for one that does, even if a key would open it. */
  if (lines == NULL && is_known && hearth_db_has (job->db, cmp))
    lines = opened = open_part (job, archive, member, cmp, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  part->is_sealed = lines == NULL;
  part->n_lines = lines != NULL ? hearth_bundle_lines_get_n (lines) : 0;
  part->n_new_lines = is_known ? job->n_new_lines[cmp] : 0;
  if (part->is_sealed && member->is_spooled)
    g_ptr_array_add (job->reading->sealed, member);
  return TRUE;
}

static gboolean
find_order (Job *job, gboolean *is_here, GError **error)
{
  HearthBundleInfo *info = job->reading->info;
  gint64 last;

  if (!hearth_received_find (job->db, &info->bundle, info->from_key, is_here, &last, error))
    return FALSE;
  if (*is_here)
    info->order = HEARTH_BUNDLE_ORDER_AGAIN;
  else if (last == 0)
    info->order = HEARTH_BUNDLE_ORDER_FIRST;
  else if (info->seq <= last)
    info->order = HEARTH_BUNDLE_ORDER_OLDER;
  else
    info->order = info->seq == last + 1 ? HEARTH_BUNDLE_ORDER_NEXT : HEARTH_BUNDLE_ORDER_GAP;
  info->n_missing = info->order == HEARTH_BUNDLE_ORDER_GAP ? info->seq - last - 1 : 0;
  return TRUE;
}

static gboolean
count (Job *job, GError **error)
{
  HearthBundleInfo *info = job->reading->info;
  HearthBundlePreviewCounts counts;
  gboolean is_here;

  if (!hearth_bundle_preview_finish (job->preview, &counts, info->people, error) ||
      !find_order (job, &is_here, error))
    return FALSE;
  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = info->parts->pdata[i];

      info->n_lines += part->n_lines;
      info->n_new_lines += part->n_new_lines;
    }
  info->is_already_imported = info->n_new_lines == 0 && (info->n_lines > 0 || is_here);
  info->n_files = job->reading->archive->blobs->len;
  info->n_new_cases = counts.n_new_cases;
  info->n_changed_cases = counts.n_changed_cases;
  info->n_conflicts = counts.n_conflicts;
  return TRUE;
}

static gboolean
read_all (
    Job *job, const char *spool, const char *path, const HearthSecret *passphrase, GError **error)
{
  HearthBundleReading *reading = job->reading;
  int fd = hearth_bundle_intake_copy (path, spool, job->cancellable, error);
  g_autoptr (GInputStream) source = fd >= 0 ? hearth_bundle_file_read_spool (fd, error) : NULL;
  GArray *parts;

  if (source != NULL)
    reading->archive = hearth_bundle_archive_read_known (source, reading->identities, passphrase,
                                                         spool, look_at_cards, look_at_line, job,
                                                         job->cancellable, error);
  if (fd >= 0)
    close (fd);
  if (reading->archive == NULL)
    return FALSE;
  parts = reading->archive->parts;
  for (guint i = 0; i < parts->len; i++)
    if (!look_at_part (job, reading->archive, &g_array_index (parts, HearthBundleMemberData, i),
                       error))
      return FALSE;
  reading->info->is_verified = TRUE;
  return count (job, error);
}

static HearthBundleReading *
reading_new (void)
{
  HearthBundleReading *self = g_new0 (HearthBundleReading, 1);

  self->info = g_new0 (HearthBundleInfo, 1);
  self->info->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_info_free);
  self->info->people = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_bundle_person_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_contact_row_free);
  self->sealed = g_ptr_array_new ();
  return self;
}

/**
 * hearth_bundle_reading_new:
 *
 * Steps 1 to 8 of bundles 13.
 *
 * Returns: (transfer full) (nullable): as hearth_bundle_read().
 */
HearthBundleReading *
hearth_bundle_reading_new (HearthDb *db,
                           const char *spool,
                           const char *path,
                           const HearthSecret *passphrase,
                           gboolean must_know,
                           HearthBundleLineFunc also,
                           gpointer also_data,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (HearthBundleReading) reading = reading_new ();
  g_autoptr (HearthSecret) normal = NULL;
  g_autoptr (HearthBundlePreview) preview = NULL;
  Job job = { db, reading, NULL, must_know, also, also_data, cancellable, { 0 } };

  if (passphrase != NULL)
    {
      normal = hearth_kdf_normalize_passphrase ((const char *) hearth_secret_get_bytes (passphrase),
                                                hearth_secret_get_size (passphrase), error);
      if (normal == NULL)
        return NULL;
    }
  reading->contacts = hearth_contacts_load (db, error);
  if (reading->contacts == NULL)
    return NULL;
  reading->identities = hearth_bundle_intake_list_identities (db, error);
  if (reading->identities == NULL)
    return NULL;
  job.preview = preview = hearth_bundle_preview_new (db);
  return read_all (&job, spool, path, normal, error) ? g_steal_pointer (&reading) : NULL;
}

/**
 * hearth_bundle_read:
 * @db: any connection; nothing is written
 * @spool: folder for ciphertext, in files without names
 * @path: the file; it is copied before it is looked at
 * @passphrase: (nullable): tried beside the keys of this login
 *
 * Returns: (transfer full) (nullable): %NULL with an error of %HEARTH_BUNDLE_ERROR, %G_IO_ERROR,
 *   %HEARTH_CRYPTO_ERROR_NO_MEMORY or of the vault. Thread: the connection's.
 */
HearthBundleInfo *
hearth_bundle_read (HearthDb *db,
                    const char *spool,
                    const char *path,
                    const HearthSecret *passphrase,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (HearthBundleReading) reading = NULL;

  g_return_val_if_fail (db != NULL && spool != NULL && path != NULL, NULL);

  reading = hearth_bundle_reading_new (db, spool, path, passphrase, FALSE, NULL, NULL, cancellable,
                                       error);
  return reading != NULL ? g_steal_pointer (&reading->info) : NULL;
}
