/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-format.h"
#include "hearth-sentence.h"

#include "hearth-decode-error.h"
#include "hearth-store.h"
#include "hearth-vault.h"

#include <gio/gio.h>
#include <string.h>

static void
check_codes (GQuark domain, int n_codes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = 0; code < n_codes; code++)
    {
      g_autoptr (GError) error = g_error_new (domain, code, "for developers");
      HearthSentence sentence = hearth_sentence_for_error (error);

      g_assert_nonnull (sentence.title);
      g_assert_nonnull (sentence.body);
      g_assert_null (g_strrstr (sentence.title, "for developers"));
      g_assert_true (g_str_has_suffix (sentence.body, "."));
      g_assert_true (g_hash_table_add (seen, (gpointer) sentence.title));
    }
}

static void
test_every_code_of_the_vault_has_its_own_sentence (void)
{
  check_codes (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_FILE + 1);
}

static void
test_every_code_of_the_model_has_its_own_sentence (void)
{
  check_codes (HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_MEDIA + 1);
}

static void
test_every_code_of_the_decoder_has_its_own_sentence (void)
{
  check_codes (HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CLOSED + 1);
}

static void
test_files_beside_the_vault_have_sentences (void)
{
  static const int file_codes[] = { G_FILE_ERROR_NOENT, G_FILE_ERROR_ACCES, G_FILE_ERROR_NOSPC,
                                    G_FILE_ERROR_ROFS,  G_FILE_ERROR_EXIST, G_FILE_ERROR_IO };
  static const int io_codes[] = { G_IO_ERROR_NOT_FOUND, G_IO_ERROR_PERMISSION_DENIED,
                                  G_IO_ERROR_NO_SPACE,  G_IO_ERROR_READ_ONLY,
                                  G_IO_ERROR_EXISTS,    G_IO_ERROR_TIMED_OUT };

  for (guint i = 0; i < G_N_ELEMENTS (file_codes); i++)
    {
      g_autoptr (GError) of_file = g_error_new (G_FILE_ERROR, file_codes[i], "/secret/path");
      g_autoptr (GError) of_io = g_error_new (G_IO_ERROR, io_codes[i], "/secret/path");
      g_autoptr (GError) unknown = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "/secret/path");
      g_autofree char *whole = hearth_sentence_dup_for_error (of_file);

      g_assert_cmpstr (hearth_sentence_for_error (of_file).title, ==,
                       hearth_sentence_for_error (of_io).title);
      g_assert_cmpstr (hearth_sentence_for_error (of_file).title, !=,
                       hearth_sentence_for_error (unknown).title);
      g_assert_null (strstr (whole, "secret"));
      g_assert_nonnull (strstr (whole, ". "));
    }
}

static void
test_unknown_error_never_shows_its_message (void)
{
  g_autoptr (GError) error = g_error_new (G_FILE_ERROR, 3, "/secret/path");

  g_assert_null (g_strrstr (hearth_sentence_for_error (error).title, "/"));
  g_assert_null (g_strrstr (hearth_sentence_for_error (error).body, "/"));
}

static void
test_dates_are_written_as_the_language_does (void)
{
  HearthPartialDate year = { 2000, 0, 0 };
  HearthPartialDate month = { 2000, 6, 0 };
  g_autofree char *day = hearth_format_date (hearth_date_new (2025, 6, 9));
  g_autofree char *only_year = hearth_format_partial_date (&year);
  g_autofree char *only_month = hearth_format_partial_date (&month);
  g_autofree char *none = hearth_format_date (HEARTH_DATE_NONE);

  g_assert_cmpstr (day, ==, "9 Jun 2025");
  g_assert_cmpstr (only_year, ==, "2000");
  g_assert_cmpstr (only_month, ==, "Jun 2000");
  g_assert_null (none);
}

static void
test_age_counts_full_years_and_knows_when_it_cannot (void)
{
  HearthPartialDate birth = { 2000, 6, 22 };
  HearthPartialDate unknown = HEARTH_PARTIAL_DATE_INIT;
  g_autofree char *before = hearth_format_age (&birth, hearth_date_new (2025, 6, 21));
  g_autofree char *on = hearth_format_age (&birth, hearth_date_new (2025, 6, 22));
  g_autofree char *none = hearth_format_age (&unknown, hearth_date_new (2025, 6, 22));

  g_assert_cmpstr (before, ==, "24 years");
  g_assert_cmpstr (on, ==, "25 years");
  g_assert_null (none);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/sentence/every-code-of-the-vault-has-its-own-sentence",
                   test_every_code_of_the_vault_has_its_own_sentence);
  g_test_add_func ("/ui/sentence/every-code-of-the-model-has-its-own-sentence",
                   test_every_code_of_the_model_has_its_own_sentence);
  g_test_add_func ("/ui/sentence/files-beside-the-vault-have-sentences",
                   test_files_beside_the_vault_have_sentences);
  g_test_add_func ("/ui/sentence/every-code-of-the-decoder-has-its-own-sentence",
                   test_every_code_of_the_decoder_has_its_own_sentence);
  g_test_add_func ("/ui/sentence/unknown-error-never-shows-its-message",
                   test_unknown_error_never_shows_its_message);
  g_test_add_func ("/ui/format/dates-are-written-as-the-language-does",
                   test_dates_are_written_as_the_language_does);
  g_test_add_func ("/ui/format/age-counts-full-years-and-knows-when-it-cannot",
                   test_age_counts_full_years_and_knows_when_it_cannot);
  return g_test_run ();
}
