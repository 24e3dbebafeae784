/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one run: options, packs, the unlocked vault. */
#include "config.h"

#include "cli.h"

#include "cli-output.h"
#include "cli-secret.h"

#include "hearth-bundle-waiting.h"
#include "hearth-clock.h"
#include "hearth-error.h"
#include "hearth-notice.h"
#include "hearth-sentence.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Pack titles have English and Ukrainian; the locale chooses. */
static const char *
get_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "uk") ? "uk" : "en";
}

void
hearth_cli_init (HearthCli *self)
{
  *self = (HearthCli){
    .vault_path = g_strdup (g_getenv ("HEARTH_VAULT")),
    .passphrase_fd = -1,
    .today = HEARTH_DATE_NONE,
    .language = get_language (),
    .cancellable = g_cancellable_new (),
  };
}

/** Locks the vault: drained, checkpointed, keys wiped. */
void
hearth_cli_clear (HearthCli *self)
{
  /* The context enters the end of the session in the audit log. */
  if (self->vault != NULL)
    hearth_vault_lock (self->vault, FALSE);
  g_clear_object (&self->context);
  g_clear_object (&self->vault);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_clear_pointer (&self->key, hearth_secret_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->vault_path, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  g_clear_pointer (&self->key_file, g_free);
  g_clear_pointer (&self->where, g_free);
}

HearthPackSet *
hearth_cli_get_packs (HearthCli *self, GError **error)
{
  if (self->packs == NULL)
    {
      g_autofree char *dir = hearth_pack_default_dir ();

      self->packs = hearth_pack_set_load (dir, error);
    }
  return self->packs;
}

const char *
hearth_cli_need_vault_path (HearthCli *self, GError **error)
{
  if (self->vault_path == NULL || *self->vault_path == '\0')
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "no vault: give --vault DIR or set HEARTH_VAULT");
      return NULL;
    }
  return self->vault_path;
}

/* A vault does not tell its users' names without a key, so that nobody can be chosen silently. */
const char *
hearth_cli_need_user (HearthCli *self, GError **error)
{
  if (self->user == NULL)
    self->user = hearth_cli_ask_line (_ ("User: "));
  if (self->user == NULL || *self->user == '\0')
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "no user: give --user NAME");
      return NULL;
    }
  return self->user;
}

/**
 * hearth_cli_get_passphrase:
 * @twice: a new passphrase: on a terminal it is asked for twice
 */
HearthSecret *
hearth_cli_get_passphrase (HearthCli *self, gboolean twice, GError **error)
{
  if (self->passphrase_fd >= 0)
    return hearth_cli_read_secret_fd (self->passphrase_fd, error);
  if (self->passphrase_file != NULL)
    return hearth_cli_read_secret_file (self->passphrase_file, error);
  return twice ? hearth_cli_ask_secret_twice (_ ("New passphrase: "), error)
               : hearth_cli_ask_secret (_ ("Passphrase: "), error);
}

static HearthClock *
make_clock (HearthCli *self)
{
  return self->today != HEARTH_DATE_NONE ? hearth_clock_new_fixed (self->today)
                                         : hearth_clock_new ();
}

HearthDate
hearth_cli_get_today (HearthCli *self)
{
  g_autoptr (HearthClock) clock = make_clock (self);

  return hearth_clock_today (clock);
}

/** Gives the vault the key file of --key-file, if there is one, for what opens or makes it next. */
gboolean
hearth_cli_use_key_file (HearthCli *self, GError **error)
{
  g_autoptr (HearthSecret) key = NULL;

  if (self->key_file == NULL)
    return TRUE;
  key = hearth_cli_read_key_file (self->key_file, error);
  if (key != NULL)
    hearth_vault_set_key_file (self->vault, key);
  return key != NULL;
}

/* A passphrase that somebody else chose is not one's own yet. */
static void
tell_of_passphrase (HearthCli *self)
{
  if (hearth_vault_get_warnings (self->vault) & HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE)
    hearth_cli_note (self, "%s\n",
                     _ ("An owner chose your passphrase. Change it now: hearthctl passphrase "
                        "change."));
}

/** Opens everything by the recovery, once, for one act; see hearth_vault_unlock_recovery(). */
gboolean
hearth_cli_open_recovery (HearthCli *self, const HearthSecret *recovery_key, GError **error)
{
  g_autoptr (HearthClock) clock = make_clock (self);
  HearthPackSet *packs = hearth_cli_get_packs (self, error);

  if (packs == NULL || hearth_cli_need_vault_path (self, error) == NULL)
    return FALSE;
  self->vault = hearth_vault_new (self->vault_path, hearth_model_get_schema ());
  if (!hearth_vault_unlock_recovery (self->vault, recovery_key, error))
    {
      g_clear_object (&self->vault);
      return FALSE;
    }
  self->context = hearth_context_new (self->vault, clock, packs, error);
  return self->context != NULL;
}

/* What unlocking found, for people: on standard error, and no failure. Scripts find it in "info". */
static void
warn (HearthCli *self)
{
  const HearthVaultWarnings warnings = hearth_vault_get_warnings (self->vault);
  gint64 last_ms = 0;
  g_autofree char *clock = NULL;

  self->clock_jump = hearth_clock_jump_check (self->context, &last_ms);
  if (self->json)
    return;
  if (hearth_context_is_behind (self->context))
    fprintf (stderr, "hearthctl: %s\n", hearth_notice_for_full_disk ());
  clock = hearth_notice_for_clock (self->clock_jump, last_ms);
  for (guint bit = 1; bit <= (guint) warnings; bit <<= 1)
    {
      const char *notice = hearth_notice_for_warning ((HearthVaultWarnings) (warnings & bit));

      if (notice != NULL)
        fprintf (stderr, "hearthctl: %s\n", notice);
    }
  if (clock != NULL)
    fprintf (stderr, "hearthctl: %s\n", clock);
}

/* What bundles left for a login that holds more, or for a later day. That it cannot be done now keeps nobody
 * from working: it is tried again at the next login. */
static void
catch_up (HearthCli *self)
{
  g_autoptr (GError) error = NULL;

  if (!hearth_bundle_catch_up (self->context, &error))
    hearth_cli_note (self, "%s\n", _ ("Parts of bundles that waited could not be taken in."));
}

static gboolean
need_vault (HearthCli *self, GError **error)
{
  if (hearth_cli_need_vault_path (self, error) == NULL)
    return FALSE;
  if (hearth_vault_exists (self->vault_path))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_VAULT,
                       "the folder is not a vault");
  return FALSE;
}

/* A descriptor gives it once. */
static gboolean
need_passphrase (HearthCli *self, GError **error)
{
  if (self->passphrase == NULL)
    self->passphrase = hearth_cli_get_passphrase (self, FALSE, error);
  return self->passphrase != NULL;
}

gboolean
hearth_cli_get_credentials (HearthCli *self, HearthCredentials *out, GError **error)
{
  *out = (HearthCredentials){ 0 };
  if (!need_vault (self, error) || hearth_cli_need_user (self, error) == NULL ||
      !need_passphrase (self, error))
    return FALSE;
  if (self->key_file != NULL && self->key == NULL)
    {
      self->key = hearth_cli_read_key_file (self->key_file, error);
      if (self->key == NULL)
        return FALSE;
    }
  out->user = self->user;
  out->passphrase = self->passphrase;
  out->key_file = self->key;
  return TRUE;
}

/**
 * hearth_cli_open:
 *
 * Unlocks the vault, once; later calls give the same. Returns: (transfer none) (nullable)
 */
HearthContext *
hearth_cli_open (HearthCli *self, GError **error)
{
  g_autoptr (HearthClock) clock = make_clock (self);
  HearthPackSet *packs;

  if (self->context != NULL)
    return self->context;
  if (!need_vault (self, error))
    return NULL;
  packs = hearth_cli_get_packs (self, error);
  if (packs == NULL || hearth_cli_need_user (self, error) == NULL)
    return NULL;
  if (!need_passphrase (self, error))
    return NULL;
  self->vault = hearth_vault_new (self->vault_path, hearth_model_get_schema ());
  if (self->accepts_older)
    hearth_vault_set_flags (self->vault, HEARTH_VAULT_ACCEPT_OLDER);
  if (!hearth_cli_use_key_file (self, error) ||
      !hearth_vault_unlock (self->vault, self->user, self->passphrase, error))
    {
      g_clear_object (&self->vault);
      return NULL;
    }
  tell_of_passphrase (self);
  self->context = hearth_context_new (self->vault, clock, packs, error);
  if (self->context != NULL)
    {
      catch_up (self);
      warn (self);
    }
  return self->context;
}

void
hearth_cli_set_where (HearthCli *self, const char *format, ...)
{
  va_list args;

  g_free (self->where);
  va_start (args, format);
  self->where = g_strdup_vprintf (format, args);
  va_end (args);
}

/* The texts of GLib name the path, and speak the language of programs. */
static GFileInputStream *
read_plainly (GFile *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sentence = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &local_error);

  if (stream != NULL)
    return stream;
  sentence = hearth_sentence_dup_for_error (local_error);
  g_set_error_literal (error, local_error->domain, local_error->code, sentence);
  return NULL;
}

/** hearth_cli_open_input: (transfer full): a file, or a pipe, that is read from its beginning to its end. */
GInputStream *
hearth_cli_open_input (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return G_INPUT_STREAM (read_plainly (file, error));
}

/**
 * hearth_cli_open_file:
 *
 * Returns: (transfer full): a file that can be sought in; %NULL with %HEARTH_CLI_ERROR_REFUSED if it is
 *   something else, which is not waited for, or an error whose message is a sentence.
 */
GFileInputStream *
hearth_cli_open_file (const char *path, GError **error)
{
  g_autoptr (GFile) named = g_file_new_for_commandline_arg (path);
  g_autofree char *name = g_file_get_path (named);
  int fd = name != NULL ? open (name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
  GFileInputStream *stream = NULL;
  struct stat info;

  if (fd < 0)
    return read_plainly (named, error);
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    {
      /* The very file that was looked at, whatever has its name by now. */
      g_autofree char *same = g_strdup_printf ("/proc/self/fd/%d", fd);
      g_autoptr (GFile) file = g_file_new_for_path (same);

      stream = read_plainly (file, error);
    }
  else
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                         "this is a folder, a pipe or a device, and no file");
  close (fd);
  return stream;
}

/** A whole file into memory, or an error before more than @max_bytes were read. */
GBytes *
hearth_cli_read_file (const char *path, gsize max_bytes, GError **error)
{
  g_autoptr (GInputStream) stream = hearth_cli_open_input (path, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (stream == NULL)
    return NULL;
  while (TRUE)
    {
      guint8 buffer[65536];
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      if (bytes->len + (gsize) n > max_bytes)
        {
          g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_LIMIT,
                               "the file is too large");
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
}
