/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-intake.h"

#include "hearth-bundle-error.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-progress.h"
#include "hearth-keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define COPY_SIZE (64 * 1024)

/* Every byte of a bundle is moved three times: into the spool, out of the envelope, out of its part. */
#define N_PASSES 3

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
      hearth_bundle_progress_add (cancellable, (guint64) n);
    }
  if (n < 0)
    fail_errno (error, "the file cannot be read");
  return n == 0;
}

/**
 * hearth_bundle_intake_copy:
 * @spool: folder for ciphertext
 *
 * A stick may answer differently the second time: only the copy is worked on.
 *
 * Returns: a descriptor, closed by the caller; -1 with %HEARTH_BUNDLE_ERROR_NOT_BUNDLE,
 *   %HEARTH_BUNDLE_ERROR_LIMIT or an error of %G_IO_ERROR. Thread: any but main. Source: bundles 13, 1.
 */
int
hearth_bundle_intake_copy (const char *path,
                           const char *spool,
                           GCancellable *cancellable,
                           GError **error)
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
  else if (to >= 0)
    {
      hearth_bundle_progress_plan (cancellable, N_PASSES * (guint64) status.st_size);
      if (!copy (from, to, cancellable, error))
        close (g_steal_fd (&to));
    }
  close (from);
  return to;
}

static gpointer
ref_secret (gconstpointer secret, gpointer unused)
{
  return hearth_secret_ref ((HearthSecret *) secret);
}

/**
 * hearth_bundle_intake_list_identities:
 *
 * The recipient keys of every compartment that this login holds, also those that were replaced a short
 * while ago.
 *
 * Returns: (transfer full): %NULL with an error of the vault. Thread: the connection's.
 */
GPtrArray *
hearth_bundle_intake_list_identities (HearthDb *db, GError **error)
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
