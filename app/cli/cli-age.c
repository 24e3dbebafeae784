/* SPDX-License-Identifier: GPL-3.0-or-later */
/* age: the codec of bundles alone, with the options of the age program. No vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-age-armor-stream.h"
#include "hearth-age-key.h"
#include "hearth-age-reader.h"
#include "hearth-age-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE 65536
#define MAX_IDENTITY_FILE_BYTES (64 * 1024)

static const HearthCliOption age_options[] = {
  { "-e", CLI_FLAG },
  { "--encrypt", CLI_FLAG },
  { "-d", CLI_FLAG },
  { "--decrypt", CLI_FLAG },
  { "-p", CLI_FLAG },
  { "--passphrase", CLI_FLAG },
  { "-r", CLI_VALUES },
  { "--recipient", CLI_VALUES },
  { "-i", CLI_VALUES },
  { "--identity", CLI_VALUES },
  { "-o", CLI_VALUE },
  { "--output", CLI_VALUE },
  { NULL },
};
static const HearthCliOption keygen_options[] = { { "-o", CLI_VALUE },
                                                  { "--output", CLI_VALUE },
                                                  { NULL } };

static gboolean
has_either (const HearthCliArgs *args, const char *letter, const char *word)
{
  return hearth_cli_args_has (args, letter) || hearth_cli_args_has (args, word);
}

static const char *
get_either (const HearthCliArgs *args, const char *letter, const char *word)
{
  const char *value = hearth_cli_args_get (args, letter);

  return value != NULL ? value : hearth_cli_args_get (args, word);
}

static gboolean
set_usage (GError **error, const char *message)
{
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, message);
  return FALSE;
}

static GInputStream *
open_input (const char *path, GError **error)
{
  if (path == NULL || strcmp (path, "-") == 0)
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  return hearth_cli_open_input (path, error);
}

/* Where the output goes. A file takes its name only when it is complete: half a decrypted file must not
 * pass for a whole one. */
typedef struct
{
  GOutputStream *stream;
  char *path;      /* NULL: standard output */
  char *temporary; /* beside @path, so that it can be renamed */
} Output;

static void
output_clear (Output *self)
{
  g_clear_object (&self->stream);
  if (self->temporary != NULL)
    unlink (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
  g_clear_pointer (&self->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Output, output_clear)

static gboolean
set_errno (GError **error, const char *message)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), "%s: %s", message,
               g_strerror (saved));
  return FALSE;
}

static gboolean
output_open (Output *self, const char *path, GError **error)
{
  int fd;

  if (path == NULL || strcmp (path, "-") == 0)
    {
      self->stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return TRUE;
    }
  self->path = g_strdup (path);
  self->temporary = g_strconcat (path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_clear_pointer (&self->temporary, g_free);
      return set_errno (error, "the output cannot be made");
    }
  self->stream = g_unix_output_stream_new (fd, TRUE);
  return TRUE;
}

static gboolean
output_keep (Output *self, GError **error)
{
  if (!g_output_stream_close (self->stream, NULL, error))
    return FALSE;
  if (self->path != NULL && rename (self->temporary, self->path) != 0)
    return set_errno (error, "the output cannot take its name");
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

static HearthSecret *
read_identity_file (const char *path, GError **error)
{
  g_autoptr (HearthSecret) buffer = hearth_secret_new_zero (MAX_IDENTITY_FILE_BYTES);
  guint8 *bytes = hearth_secret_peek_writable (buffer);
  gsize length = 0;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = fd < 0 ? -1 : 1;

  while (n > 0 && length < MAX_IDENTITY_FILE_BYTES)
    {
      n = read (fd, bytes + length, MAX_IDENTITY_FILE_BYTES - length);
      length += n > 0 ? (gsize) n : 0;
    }
  if (n < 0)
    set_errno (error, "the identity file cannot be read");
  if (fd >= 0)
    close (fd);
  if (n < 0)
    return NULL;
  if (length == 0 || length == MAX_IDENTITY_FILE_BYTES)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                           "this is no identity file");
      return NULL;
    }
  return hearth_secret_new (bytes, length);
}

/* (element-type HearthSecret): the identities of all -i files. */
static GPtrArray *
read_identities (const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);
  const char *const names[] = { "-i", "--identity" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *paths = hearth_cli_args_get_all (args, names[i]);

      for (guint j = 0; paths != NULL && j < paths->len; j++)
        {
          g_autoptr (HearthSecret) text = read_identity_file (g_ptr_array_index (paths, j), error);
          g_autoptr (GPtrArray) some = NULL;

          if (text == NULL)
            return NULL;
          some = hearth_age_identities_parse ((const char *) hearth_secret_get_bytes (text),
                                              hearth_secret_get_size (text), error);
          if (some == NULL)
            return NULL;
          for (guint k = 0; k < some->len; k++)
            g_ptr_array_add (all, hearth_secret_ref (g_ptr_array_index (some, k)));
        }
    }
  return g_steal_pointer (&all);
}

static GArray *
read_recipients (const HearthCliArgs *args, GError **error)
{
  g_autoptr (GArray) recipients = g_array_new (FALSE, TRUE, sizeof (HearthAgeRecipient));
  const char *const names[] = { "-r", "--recipient" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *texts = hearth_cli_args_get_all (args, names[i]);

      for (guint j = 0; texts != NULL && j < texts->len; j++)
        {
          HearthAgeRecipient recipient;

          if (!hearth_age_recipient_parse (g_ptr_array_index (texts, j), &recipient))
            {
              set_usage (error, "this is no age1... recipient");
              return NULL;
            }
          g_array_append_val (recipients, recipient);
        }
    }
  return g_steal_pointer (&recipients);
}

static gboolean
encrypt_stream (HearthAgeWriter *writer, GInputStream *input, GCancellable *stop, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  gssize n;

  while ((n = g_input_stream_read (input, block, BLOCK_SIZE, stop, error)) > 0)
    if (!hearth_age_writer_write (writer, block, (gsize) n, stop, error))
      return FALSE;
  return n == 0 && hearth_age_writer_finish (writer, stop, error);
}

static gboolean
encrypt (HearthCli *cli,
         const HearthCliArgs *args,
         GInputStream *input,
         GOutputStream *output,
         GError **error)
{
  gboolean with_passphrase = has_either (args, "-p", "--passphrase");
  g_autoptr (GArray) recipients = read_recipients (args, error);
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthAgeWriter) writer = NULL;

  if (recipients == NULL)
    return FALSE;
  if (with_passphrase == (recipients->len > 0))
    return set_usage (error, "age -e takes -r RECIPIENT or -p");
  if (with_passphrase)
    {
      passphrase = hearth_cli_get_passphrase (cli, TRUE, error);
      if (passphrase == NULL)
        return FALSE;
      writer = hearth_age_writer_new_passphrase (output, passphrase, HEARTH_AGE_LOG_N,
                                                 cli->cancellable, error);
    }
  else
    writer =
        hearth_age_writer_new (output, (const HearthAgeRecipient *) (gpointer) recipients->data,
                               recipients->len, FALSE, cli->cancellable, error);
  return writer != NULL && encrypt_stream (writer, input, cli->cancellable, error);
}

static gboolean
decrypt_stream (HearthAgeReader *reader, GOutputStream *output, GCancellable *stop, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  gssize n;

  while ((n = hearth_age_reader_read (reader, block, BLOCK_SIZE, stop, error)) > 0)
    if (!g_output_stream_write_all (output, block, (gsize) n, NULL, stop, error))
      return FALSE;
  return n == 0;
}

static gboolean
decrypt (HearthCli *cli,
         const HearthCliArgs *args,
         GInputStream *input,
         GOutputStream *output,
         GError **error)
{
  gboolean with_passphrase = has_either (args, "-p", "--passphrase");
  g_autoptr (GPtrArray) identities = read_identities (args, error);
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (HearthAgeReader) reader = NULL;

  if (identities == NULL)
    return FALSE;
  if (with_passphrase == (identities->len > 0))
    return set_usage (error, "age -d takes -i IDENTITY_FILE or -p");
  if (with_passphrase)
    {
      passphrase = hearth_cli_get_passphrase (cli, FALSE, error);
      if (passphrase == NULL)
        return FALSE;
    }
  plain = hearth_age_open_any (input, cli->cancellable, error);
  if (plain == NULL)
    return FALSE;
  reader = hearth_age_reader_new (plain, identities, passphrase, HEARTH_AGE_MAX_LOG_N,
                                  cli->cancellable, error);
  return reader != NULL && decrypt_stream (reader, output, cli->cancellable, error);
}

static json_t *
run_age (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  gboolean decrypts = has_either (args, "-d", "--decrypt");
  g_autoptr (GInputStream) input = NULL;
  g_auto (Output) output = { NULL };

  if (decrypts && has_either (args, "-e", "--encrypt"))
    {
      set_usage (error, "age takes -e or -d, not both");
      return NULL;
    }
  input = open_input (hearth_cli_args_at (args, 0), error);
  if (input == NULL || !output_open (&output, get_either (args, "-o", "--output"), error))
    return NULL;
  if (decrypts ? decrypt (cli, args, input, output.stream, error)
               : encrypt (cli, args, input, output.stream, error))
    output_keep (&output, error);
  return NULL;
}

/* The lines of age-keygen; the secret one goes from locked memory straight to its file. */
static gboolean
write_key (GOutputStream *output, const HearthSecret *identity, GError **error)
{
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *recipient = NULL;
  g_autofree char *head = NULL;
  HearthAgeRecipient public_key;

  hearth_age_recipient_from_identity (identity, &public_key);
  recipient = hearth_age_recipient_to_string (&public_key);
  head = g_strdup_printf ("# created: %s\n# public key: %s\n", created, recipient);
  return g_output_stream_write_all (output, head, strlen (head), NULL, NULL, error) &&
         g_output_stream_write_all (output, hearth_secret_get_bytes (text),
                                    hearth_secret_get_size (text), NULL, NULL, error) &&
         g_output_stream_write_all (output, "\n", 1, NULL, NULL, error);
}

static json_t *
run_keygen (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *path = get_either (args, "-o", "--output");
  g_autoptr (HearthSecret) identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_auto (Output) output = { NULL };
  g_autofree char *recipient = NULL;
  HearthAgeRecipient public_key;

  if (cli->json && path == NULL)
    {
      set_usage (error, "age keygen --json needs -o FILE: a secret key is no answer to print");
      return NULL;
    }
  if (!output_open (&output, path, error) || !write_key (output.stream, identity, error) ||
      !output_keep (&output, error) || path == NULL)
    return NULL;
  hearth_age_recipient_from_identity (identity, &public_key);
  recipient = hearth_age_recipient_to_string (&public_key);
  return json_pack ("{s:s}", "recipient", recipient);
}

const HearthCliCommand hearth_cli_age_commands[] = {
  { "age keygen", "[-o FILE]", 0, 0, keygen_options, run_keygen },
  { "age", "-e (-r RECIPIENT ... | -p) | -d (-i IDENTITY_FILE | -p)  [-o OUT] [IN]", 0, 1,
    age_options, run_age },
  { NULL },
};
