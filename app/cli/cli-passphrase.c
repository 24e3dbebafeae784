/* SPDX-License-Identifier: GPL-3.0-or-later */
/* passphrase generate: words by chance. And what is said of a passphrase that nobody drew. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-secret.h"

#include "hearth-word-files.h"

#include <glib/gi18n.h>

static const HearthCliOption generate_options[] = { { "--words", CLI_VALUE },
                                                    { "--lang", CLI_VALUE },
                                                    { NULL } };

/* The language of the person at the terminal, as far as there are words in it. */
static const char *
choose_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "uk") ? "uk" : "en";
}

static gboolean
read_options (const HearthCliArgs *args, const char **language, guint64 *n_words, GError **error)
{
  const char *wanted = hearth_cli_args_get (args, "--lang");

  *language = wanted != NULL ? wanted : choose_language ();
  *n_words = HEARTH_WORD_LIST_DEFAULT_WORDS;
  if (!hearth_cli_args_get_uint (args, "--words", G_MAXUINT32, n_words, error))
    return FALSE;
  if (*n_words >= HEARTH_WORD_LIST_MIN_WORDS && *n_words <= HEARTH_WORD_LIST_MAX_WORDS &&
      (g_str_equal (*language, "en") || g_str_equal (*language, "uk")))
    return TRUE;
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
               "--words is from %d to %d, --lang is en or uk", HEARTH_WORD_LIST_MIN_WORDS,
               HEARTH_WORD_LIST_MAX_WORDS);
  return FALSE;
}

static json_t *
run_generate (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthWordList) list = NULL;
  g_autoptr (HearthSecret) drawn = NULL;
  const char *language;
  guint64 n_words;

  if (!read_options (args, &language, &n_words, error))
    return NULL;
  list = hearth_word_files_load_list (language, error);
  if (list == NULL)
    return NULL;
  drawn = hearth_word_list_draw (list, (guint) n_words);
  return json_pack ("{s:s%, s:I, s:s, s:f}", "passphrase", hearth_secret_get_bytes (drawn),
                    hearth_secret_get_size (drawn), "words", (json_int_t) n_words, "lang", language,
                    "bits", hearth_word_list_get_bits ((guint) n_words));
}

static const char *
describe (HearthPassphraseVerdict verdict)
{
  switch (verdict)
    {
    case HEARTH_PASSPHRASE_SHORT:
      return _ ("The passphrase has fewer than 20 characters.");
    case HEARTH_PASSPHRASE_LONG:
      return _ ("The window takes passphrases of at most 256 characters.");
    case HEARTH_PASSPHRASE_MONOTONOUS:
      return _ ("The passphrase has fewer than 10 different characters.");
    case HEARTH_PASSPHRASE_COMMON:
      return _ ("The passphrase is mostly a word that everybody tries.");
    case HEARTH_PASSPHRASE_DIGITS:
      return _ ("The passphrase is mostly digits.");
    case HEARTH_PASSPHRASE_REPEATED:
      return _ ("The passphrase says the same again and again.");
    case HEARTH_PASSPHRASE_GOOD:
    default:
      return NULL;
    }
}

/* Scripts need vaults with any passphrase, so it is said and not refused (security 6). */
void
hearth_cli_warn_of_passphrase (const HearthCli *cli,
                               json_t *document,
                               const HearthSecret *passphrase)
{
  g_autoptr (HearthCommonPieces) common = hearth_word_files_load_common (NULL);
  const char *warning;

  if (common == NULL)
    return;
  warning = describe (hearth_passphrase_judge (passphrase, common));
  if (warning == NULL)
    return;
  json_object_set_new (document, "warnings", json_pack ("[s]", warning));
}

const HearthCliCommand hearth_cli_passphrase_commands[] = {
  { "passphrase generate", "[--words N] [--lang en|uk]", 0, 0, generate_options, run_generate },
  { NULL },
};
