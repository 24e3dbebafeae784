/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-file.h"
#include "hearth-id.h"
#include "hearth-random.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANDOM_NAME_SIZE 8

struct _HearthBundleFile
{
  int folder;
  int fd;
  char *part_name; /* NULL once it has its own name */
  char *name;
  char *path;
  GOutputStream *stream;
};

static gpointer
fail (GError **error, const char *message)
{
  int code = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), message);
  return NULL;
}

static char *
random_name (void)
{
  guint8 bytes[RANDOM_NAME_SIZE];

  hearth_random_bytes (bytes, sizeof bytes);
  return hearth_hex_encode (bytes, sizeof bytes);
}

/* A folder as destination gives a random name: what is in a bundle should not be told by what it is
 * called (bundles 12). */
static void
split_path (HearthBundleFile *self, const char *path, char **folder)
{
  g_autofree char *random = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      *folder = g_path_get_dirname (path);
      self->name = g_path_get_basename (path);
      return;
    }
  random = random_name ();
  *folder = g_strdup (path);
  self->name = g_strconcat (random, ".age", NULL);
}

/**
 * hearth_bundle_file_new:
 * @path: of the file, or of an existing folder, in which it gets a random name
 *
 * Returns: (transfer full) (nullable): %NULL with an error of %G_IO_ERROR. Thread: any but main.
 */
HearthBundleFile *
hearth_bundle_file_new (const char *path, GError **error)
{
  g_autoptr (HearthBundleFile) self = g_new0 (HearthBundleFile, 1);
  g_autofree char *random = random_name ();
  g_autofree char *folder = NULL;

  self->fd = self->folder = -1;
  split_path (self, path, &folder);
  self->path = g_build_filename (folder, self->name, NULL);
  self->folder = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    return fail (error, "the folder of the destination cannot be opened");
  self->part_name = g_strconcat (".", random, ".part", NULL);
  self->fd = openat (self->folder, self->part_name,
                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_clear_pointer (&self->part_name, g_free);
      return fail (error, "no file can be made beside the destination");
    }
  self->stream = g_unix_output_stream_new (self->fd, FALSE);
  return g_steal_pointer (&self);
}

/** hearth_bundle_file_free: a file that was not committed is removed. */
void
hearth_bundle_file_free (HearthBundleFile *self)
{
  g_clear_object (&self->stream);
  if (self->fd >= 0)
    close (self->fd);
  if (self->part_name != NULL)
    unlinkat (self->folder, self->part_name, 0);
  if (self->folder >= 0)
    close (self->folder);
  g_free (self->part_name);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/** hearth_bundle_file_get_stream: Returns: (transfer none): to write to. */
GOutputStream *
hearth_bundle_file_get_stream (HearthBundleFile *self)
{
  return self->stream;
}

/** hearth_bundle_file_get_path: Returns: (transfer none): where it will be. */
const char *
hearth_bundle_file_get_path (HearthBundleFile *self)
{
  return self->path;
}

/**
 * hearth_bundle_file_commit:
 * @size_bytes: (out): of the whole file
 *
 * Syncs, gives the file its name and syncs the folder. A file of that name is replaced.
 */
gboolean
hearth_bundle_file_commit (HearthBundleFile *self, guint64 *size_bytes, GError **error)
{
  struct stat status;

  if (fsync (self->fd) != 0 || fstat (self->fd, &status) != 0)
    return fail (error, "the file cannot be written out") != NULL;
  if (renameat (self->folder, self->part_name, self->folder, self->name) != 0)
    return fail (error, "the file cannot get its name") != NULL;
  g_clear_pointer (&self->part_name, g_free);
  *size_bytes = (guint64) status.st_size;
  /* Where a file system knows no such thing (FAT through FUSE) it answers EINVAL. */
  if (fsync (self->folder) != 0 && errno != EINVAL)
    return fail (error, "the folder cannot be written out") != NULL;
  return TRUE;
}

/**
 * hearth_bundle_file_open_spool:
 *
 * Returns: a descriptor to read and write, closed by the caller; -1 with an error of %G_IO_ERROR.
 */
int
hearth_bundle_file_open_spool (const char *folder, GError **error)
{
  int fd = open (folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);

  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
    {
      g_autofree char *path = g_build_filename (folder, "XXXXXX.part", NULL);

      fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        g_unlink (path);
    }
  if (fd < 0)
    fail (error, "no file can be made in the spool");
  return fd;
}

/** hearth_bundle_file_read_spool: Returns: (transfer full) (nullable): %NULL with an error. */
GInputStream *
hearth_bundle_file_read_spool (int fd, GError **error)
{
  if (lseek (fd, 0, SEEK_SET) != 0)
    return fail (error, "a file of the spool cannot be read");
  return g_unix_input_stream_new (fd, FALSE);
}
