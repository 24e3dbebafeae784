/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a bundle without applying it: steps 1 to 8 of bundles 13, and what importing it would
 * bring. Nothing is written but the spool, whose files have no names. */
#include "config.h"

#include "hearth-age-reader.h"
#include "hearth-bundle-archive.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-preview.h"
#include "hearth-bundle-reader.h"
#include "hearth-kdf.h"
#include "hearth-keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define COPY_SIZE (64 * 1024)

typedef struct
{
  HearthDb *db;
  GPtrArray *identities;
  GCancellable *cancellable;
  HearthBundleInfo *info;
  HearthBundlePreview *preview;
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
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static int
fail_errno (GError **error, const char *message)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), message);
  return -1;
}

static int
fail_bundle (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return -1;
}

static gboolean
has_room (int fd, guint64 size)
{
  struct statvfs status;

  return fstatvfs (fd, &status) != 0 || (guint64) status.f_bavail * status.f_frsize >= size;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n = TEMP_FAILURE_RETRY (write (fd, bytes, length));

      if (n < 0)
        {
          fail_errno (error, "the spool cannot be written");
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
copy (int from, int to, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  guint64 n_copied = 0;
  gssize n;

  while ((n = TEMP_FAILURE_RETRY (read (from, buffer, COPY_SIZE))) > 0)
    {
      n_copied += (guint64) n;
      if (n_copied > HEARTH_BUNDLE_MAX_FILE)
        {
          fail_bundle (error, HEARTH_BUNDLE_ERROR_LIMIT, "the file is too large");
          return FALSE;
        }
      if (!write_all (to, buffer, (gsize) n, error) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (n < 0)
    fail_errno (error, "the file cannot be read");
  return n == 0;
}

/* A stick may answer differently the second time: only the copy is worked on. */
static int
copy_to_spool (const char *path, const char *spool, GCancellable *cancellable, GError **error)
{
  int from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  struct stat status;
  int to = -1;

  if (from < 0)
    return fail_errno (error, "the file cannot be opened");
  if (fstat (from, &status) != 0)
    fail_errno (error, "the file cannot be read");
  else if (!S_ISREG (status.st_mode))
    fail_bundle (error, HEARTH_BUNDLE_ERROR_NOT_BUNDLE, "not a regular file");
  else if ((guint64) status.st_size > HEARTH_BUNDLE_MAX_FILE)
    fail_bundle (error, HEARTH_BUNDLE_ERROR_LIMIT, "the file is too large");
  else
    to = hearth_bundle_file_open_spool (spool, error);

  if (to >= 0 && !has_room (to, (guint64) status.st_size))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room for a copy");
      close (g_steal_fd (&to));
    }
  else if (to >= 0 && !copy (from, to, cancellable, error))
    close (g_steal_fd (&to));
  close (from);
  return to;
}

static gpointer
ref_secret (gconstpointer secret, gpointer unused)
{
  return hearth_secret_ref ((HearthSecret *) secret);
}

/* The recipient keys of every compartment that this login holds, also those that were replaced a
 * short while ago. */
static GPtrArray *
list_identities (HearthDb *db, GError **error)
{
  g_autoptr (GPtrArray) identities =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GPtrArray) keys = NULL;

      if (!hearth_db_has (db, cmp))
        continue;
      keys = hearth_keyring_list_recipient_keys (db, cmp, error);
      if (keys == NULL)
        return NULL;
      g_ptr_array_extend (identities, keys, ref_secret, NULL);
    }
  return g_steal_pointer (&identities);
}

/* Own lines come back in bundles of others, but only under our own card. */
static gboolean
check_own_writers (const HearthBundleCard *own, const HearthBundleArchive *archive, GError **error)
{
  for (guint i = 0; i < own->devs->len; i++)
    {
      const HearthBundleCard *card =
          g_hash_table_lookup (archive->writers, &g_array_index (own->devs, HearthId, i));

      if (card != NULL && !hearth_hash_equal (own->identity, card->identity))
        {
          fail_bundle (error, HEARTH_BUNDLE_ERROR_CARD, "another vault claims our writer");
          return FALSE;
        }
    }
  return TRUE;
}

/* Whom a person here has verified. Contacts come with the import; this vault knows itself. */
static gboolean
check_known (Job *job, const HearthBundleArchive *archive, GError **error)
{
  GError *local = NULL;
  g_autofree char *line = hearth_keyring_get_card (job->db, &local);
  g_autoptr (HearthBundleCard) own = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (line != NULL && *line != '\0')
    own = hearth_bundle_card_parse (line, strlen (line) - 1, NULL);
  if (own == NULL)
    return TRUE;
  job->info->is_from_known = hearth_hash_equal (own->identity, archive->sender->identity);
  return check_own_writers (own, archive, error);
}

static gboolean
look_at_line (const HearthCommit *commit, gpointer data, GError **error)
{
  Job *job = data;
  gboolean is_new;

  if (!hearth_bundle_preview_add (job->preview, commit, &is_new, error))
    return FALSE;
  job->n_new_lines[commit->cmp] += is_new ? 1 : 0;
  return TRUE;
}

/* NULL without error: no key here opens the part. */
static HearthBundleLines *
open_part (Job *job,
           const HearthBundleMemberData *member,
           HearthCompartment cmp,
           GHashTable *writers,
           GError **error)
{
  g_autoptr (GInputStream) source = hearth_bundle_file_read_spool (member->fd, error);
  g_autoptr (HearthBundleLines) lines = hearth_bundle_lines_new (cmp, writers, look_at_line, job);
  g_autoptr (HearthAgeReader) reader = NULL;
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  g_autoptr (GError) local = NULL;
  gssize n = -1;

  if (source == NULL)
    return NULL;
  reader = hearth_age_reader_new (source, job->identities, NULL, HEARTH_AGE_LOG_N, job->cancellable,
                                  &local);
  while (reader != NULL &&
         (n = hearth_age_reader_read (reader, buffer, COPY_SIZE, job->cancellable, &local)) > 0)
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

static gboolean
look_at_part (Job *job,
              const HearthBundleArchive *archive,
              const HearthBundleMemberData *member,
              GError **error)
{
  HearthBundlePartInfo *part = g_new0 (HearthBundlePartInfo, 1);
  g_autoptr (HearthBundleLines) opened = NULL;
  HearthBundleLines *lines = member->lines;
  g_autoptr (GError) local = NULL;
  HearthCompartment cmp;

  g_ptr_array_add (job->info->parts, part);
  part->compartment = g_strdup (member->entry->compartment);
  part->size_bytes = member->entry->size;
  part->is_sealed = TRUE;
  if (!hearth_compartment_from_name (part->compartment, &cmp))
    return TRUE;
  if (lines == NULL)
    lines = opened = open_part (job, member, cmp, archive->writers, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  part->is_sealed = lines == NULL;
  part->n_lines = lines != NULL ? hearth_bundle_lines_get_n (lines) : 0;
  part->n_new_lines = job->n_new_lines[cmp];
  return TRUE;
}

static gboolean
count (Job *job, GError **error)
{
  HearthBundleInfo *info = job->info;
  HearthBundlePreviewCounts counts;
  guint n_lines = 0, n_new = 0;

  if (!hearth_bundle_preview_finish (job->preview, &counts, error))
    return FALSE;
  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = info->parts->pdata[i];

      n_lines += part->n_lines;
      n_new += part->n_new_lines;
    }
  info->is_already_imported = n_lines > 0 && n_new == 0;
  info->n_new_cases = counts.n_new_cases;
  info->n_changed_cases = counts.n_changed_cases;
  info->n_conflicts = counts.n_conflicts;
  return TRUE;
}

static gboolean
fill (Job *job, const HearthBundleArchive *archive, GError **error)
{
  HearthBundleInfo *info = job->info;

  info->bundle = archive->manifest->bundle;
  info->created = g_strdup (archive->manifest->created);
  info->seq = archive->manifest->seq;
  info->n_entries = archive->manifest->entries->len;
  info->from_label = g_strdup (archive->sender->label);
  info->from_fingerprint = hearth_fingerprint_to_string (archive->sender->identity);
  if (!check_known (job, archive, error))
    return FALSE;
  for (guint i = 0; i < archive->parts->len; i++)
    if (!look_at_part (job, archive, &g_array_index (archive->parts, HearthBundleMemberData, i),
                       error))
      return FALSE;
  info->is_verified = TRUE;
  return count (job, error);
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
  g_autoptr (HearthSecret) normal = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (HearthBundleArchive) archive = NULL;
  g_autoptr (HearthBundleInfo) info = g_new0 (HearthBundleInfo, 1);
  g_autoptr (HearthBundlePreview) preview = NULL;
  Job job;
  int fd;

  g_return_val_if_fail (db != NULL && spool != NULL && path != NULL, NULL);

  info->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_info_free);
  if (passphrase != NULL)
    {
      normal = hearth_kdf_normalize_passphrase ((const char *) hearth_secret_get_bytes (passphrase),
                                                hearth_secret_get_size (passphrase), error);
      if (normal == NULL)
        return NULL;
    }
  identities = list_identities (db, error);
  fd = identities != NULL ? copy_to_spool (path, spool, cancellable, error) : -1;
  if (fd < 0)
    return NULL;
  preview = hearth_bundle_preview_new (db);
  job = (Job){ db, identities, cancellable, info, preview, { 0 } };
  source = hearth_bundle_file_read_spool (fd, error);
  if (source != NULL)
    archive = hearth_bundle_archive_read (source, identities, normal, spool, look_at_line, &job,
                                          cancellable, error);
  close (fd);
  if (archive == NULL)
    return NULL;
  return fill (&job, archive, error) ? g_steal_pointer (&info) : NULL;
}
