/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key files: 32 random bytes on a stick, without which a passphrase opens nothing (vault 3.1). */
#include "config.h"

#include "cli-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <unistd.h>

#define KEY_FILE_BYTES 32

static HearthSecret *
fail (const char *what, int number, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number), "%s: %s", what,
               g_strerror (number));
  return NULL;
}

/* All of @fd, which has to be a key and nothing more. */
static HearthSecret *
read_key (int fd, GError **error)
{
  g_autoptr (HearthSecret) buffer = hearth_secret_new_zero (KEY_FILE_BYTES + 1);
  gsize length = 0;

  while (length <= KEY_FILE_BYTES)
    {
      gssize n =
          read (fd, hearth_secret_peek_writable (buffer) + length, KEY_FILE_BYTES + 1 - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail ("the key file cannot be read", errno, error);
      if (n == 0)
        break;
      length += (gsize) n;
    }
  if (length == KEY_FILE_BYTES)
    return hearth_secret_new (hearth_secret_get_bytes (buffer), KEY_FILE_BYTES);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                       "a key file has 32 bytes");
  return NULL;
}

/** Returns: (transfer full) (nullable): the 32 bytes of an existing key file. */
HearthSecret *
hearth_cli_read_key_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  HearthSecret *key;

  if (fd < 0)
    return fail ("the key file cannot be opened", errno, error);
  key = read_key (fd, error);
  close (fd);
  return key;
}

/** The key file at @path, which is made and safely on its medium if there was none. */
HearthSecret *
hearth_cli_make_key_file (const char *path, GError **error)
{
  g_autoptr (HearthSecret) key = NULL;
  gboolean is_written;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    return hearth_cli_read_key_file (path, error);
  if (fd < 0)
    return fail ("the key file cannot be made", errno, error);
  key = hearth_secret_new_random (KEY_FILE_BYTES);
  is_written = write (fd, hearth_secret_get_bytes (key), KEY_FILE_BYTES) == KEY_FILE_BYTES &&
               fsync (fd) == 0;
  if (close (fd) != 0 || !is_written)
    {
      int number = errno;

      unlink (path);
      return fail ("the key file cannot be written", number, error);
    }
  return g_steal_pointer (&key);
}
