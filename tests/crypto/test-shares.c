/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of a key: any three of five, no two of five, and the programs of others agree. */
#include "config.h"

#include "hearth-shares.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define N 5
#define THRESHOLD 3

static const HearthId vault_id = { { 7, 7, 7 } };

static GPtrArray *
choose (const GPtrArray *shares, guint mask)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < shares->len; i++)
    if ((mask & 1u << i) != 0)
      g_ptr_array_add (chosen, g_ptr_array_index (shares, i));
  return chosen;
}

static void
test_any_three_of_five_give_the_key_and_no_two_do (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
  guint n_enough = 0;
  guint n_few = 0;

  for (guint mask = 1; mask < 1u << N; mask++)
    {
      g_autoptr (GPtrArray) chosen = choose (shares, mask);
      g_autoptr (GError) error = NULL;
      guint wrong = 99;
      g_autoptr (HearthSecret) found = hearth_shares_combine (chosen, &wrong, &error);

      g_assert_cmpuint (wrong, ==, 0);
      if (chosen->len < THRESHOLD)
        {
          g_assert_null (found);
          g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
          n_few += chosen->len == 2;
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (hearth_secret_equal (found, secret));
      n_enough += chosen->len == 3;
    }
  g_assert_cmpuint (n_enough, ==, 10);
  g_assert_cmpuint (n_few, ==, 10);
}

/* Not only refused by a counter: two shares fit to any key. */
static void
test_two_shares_that_claim_to_be_enough_give_another_key (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
  guint n_refused = 0;

  for (guint i = 0; i < N; i++)
    ((HearthShare *) g_ptr_array_index (shares, i))->threshold = 2;
  for (guint mask = 1; mask < 1u << N; mask++)
    {
      g_autoptr (GPtrArray) chosen = choose (shares, mask);
      guint wrong;

      if (chosen->len != 2)
        continue;
      g_assert_null (hearth_shares_combine (chosen, &wrong, NULL));
      n_refused++;
    }
  g_assert_cmpuint (n_refused, ==, 10);
}

static void
test_a_wrong_share_is_named (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) other_secret = hearth_secret_new_random (32);

  for (guint bad = 0; bad < N; bad++)
    {
      g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
      g_autoptr (GPtrArray) others = hearth_shares_split (other_secret, &vault_id, THRESHOLD, N);
      HearthShare *share = g_ptr_array_index (shares, bad);
      HearthShare *stranger = g_ptr_array_index (others, bad);
      g_autoptr (GPtrArray) mixed = choose (shares, 31 & ~(1u << bad));
      g_autoptr (HearthSecret) found = NULL;
      g_autoptr (GError) error = NULL;
      guint wrong = 0;

      /* Of another set: its sheet says so. */
      g_ptr_array_add (mixed, stranger);
      g_assert_null (hearth_shares_combine (mixed, &wrong, &error));
      g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
      g_assert_cmpuint (wrong, ==, bad + 1);

      /* Altered with all checks made anew: the others outvote it, and the key is found. */
      hearth_secret_peek_writable (share->bytes)[bad] ^= 1;
      found = hearth_shares_combine (shares, &wrong, NULL);
      g_assert_nonnull (found);
      g_assert_true (hearth_secret_equal (found, secret));
      g_assert_cmpuint (wrong, ==, bad + 1);
    }
}

static void
test_a_wrong_share_among_just_enough_is_noticed (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, THRESHOLD);
  HearthShare *second = g_ptr_array_index (shares, 1);
  g_autoptr (GError) error = NULL;
  guint wrong;

  hearth_secret_peek_writable (second->bytes)[9] ^= 0x80;
  g_assert_null (hearth_shares_combine (shares, &wrong, &error));
  g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
  hearth_secret_peek_writable (second->bytes)[9] ^= 0x80;
  second->number = 1;
  g_assert_null (hearth_shares_combine (shares, &wrong, NULL));
  g_assert_cmpuint (wrong, ==, 1);
}

static void
test_a_sheet_is_read_as_it_was_printed (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
  const HearthId other = { { 8 } };

  for (guint i = 0; i < N; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      g_autoptr (HearthSecret) text = hearth_share_to_text (share);
      g_autofree char *typed =
          g_strndup ((const char *) hearth_secret_get_bytes (text), hearth_secret_get_size (text));
      g_autofree char *upper = g_ascii_strup (typed, -1);
      g_autofree char *grouped =
          g_strdup_printf ("  %.20s %.30s-\n%s ", upper, upper + 20, upper + 50);
      g_autoptr (HearthShare) parsed = hearth_share_parse (typed, strlen (typed), NULL);
      g_autoptr (HearthShare) again = hearth_share_parse (grouped, strlen (grouped), NULL);

      g_assert_cmpuint (strlen (typed), ==, HEARTH_SHARE_TEXT_LENGTH);
      g_assert_true (g_str_has_prefix (typed, "hearthshare1"));
      g_assert_nonnull (parsed);
      g_assert_nonnull (again);
      g_assert_cmpuint (parsed->number, ==, i + 1);
      g_assert_cmpuint (parsed->threshold, ==, THRESHOLD);
      g_assert_true (hearth_secret_equal (parsed->bytes, share->bytes));
      g_assert_true (hearth_secret_equal (again->bytes, share->bytes));
      g_assert_true (hearth_share_is_of (parsed, &vault_id));
      g_assert_false (hearth_share_is_of (parsed, &other));
    }
}

static void
test_every_typing_error_is_caught (void)
{
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, 2, 3);
  g_autoptr (HearthSecret) text = hearth_share_to_text (g_ptr_array_index (shares, 0));
  g_autofree char *typed =
      g_strndup ((const char *) hearth_secret_get_bytes (text), hearth_secret_get_size (text));

  for (guint i = 0; typed[i] != '\0'; i++)
    for (const char *c = "qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio?"; *c != '\0'; c++)
      {
        const char before = typed[i];
        g_autoptr (GError) error = NULL;

        if (*c == before)
          continue;
        typed[i] = *c;
        g_assert_null (hearth_share_parse (typed, strlen (typed), &error));
        g_assert_error (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_INVALID);
        typed[i] = before;
      }
  for (guint i = 0; typed[i] != '\0'; i++)
    g_assert_null (hearth_share_parse (typed, i, NULL));
}

static void
run (const char *folder, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, words, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
need (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_test_skip ("libgfshare-bin is not installed");
  return path != NULL;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_gfcombine_puts_our_shares_together (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hearth-shares-XXXXXX", NULL);
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) shares = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
  g_autofree char *whole = g_build_filename (folder, "whole", NULL);
  g_autofree char *bytes = NULL;
  const char *words[] = { "gfcombine", "-o", "whole", "key.001", "key.003", "key.005", NULL };
  gsize size;

  if (!need ("gfcombine"))
    {
      g_rmdir (folder);
      return;
    }
  for (guint i = 0; i < N; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      g_autofree char *name = g_strdup_printf ("key.%03u", (guint) share->number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (
          path, (const char *) hearth_secret_get_bytes (share->bytes), 32, NULL));
    }
  run (folder, words);
  g_assert_true (g_file_get_contents (whole, &bytes, &size, NULL));
  g_assert_cmpmem (bytes, size, hearth_secret_get_bytes (secret), 32);
  remove_folder (folder);
}

/* Our sheets around the shares of gfsplit, whose numbers are random. */
static void
test_we_put_the_shares_of_gfsplit_together (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hearth-shares-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key", NULL);
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (32);
  g_autoptr (GPtrArray) sheets = hearth_shares_split (secret, &vault_id, THRESHOLD, N);
  g_autoptr (HearthSecret) found = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *words[] = { "gfsplit", "-n", "3", "-m", "5", "key", NULL };
  const char *name;
  guint n = 0;
  guint wrong;
  GError *error = NULL;

  if (!need ("gfsplit"))
    {
      g_rmdir (folder);
      return;
    }
  g_assert_true (
      g_file_set_contents (key, (const char *) hearth_secret_get_bytes (secret), 32, NULL));
  run (folder, words);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      HearthShare *sheet;

      if (!g_str_has_prefix (name, "key."))
        continue;
      sheet = g_ptr_array_index (sheets, n++);
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      sheet->number = (guint8) g_ascii_strtoull (name + strlen ("key."), NULL, 10);
      memcpy (hearth_secret_peek_writable (sheet->bytes), bytes, 32);
    }
  g_assert_cmpuint (n, ==, N);
  found = hearth_shares_combine (sheets, &wrong, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_true (hearth_secret_equal (found, secret));
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/crypto/shares/any-three-of-five-give-the-key-and-no-two-do",
                   test_any_three_of_five_give_the_key_and_no_two_do);
  g_test_add_func ("/crypto/shares/two-shares-that-claim-to-be-enough-give-another-key",
                   test_two_shares_that_claim_to_be_enough_give_another_key);
  g_test_add_func ("/crypto/shares/a-wrong-share-is-named", test_a_wrong_share_is_named);
  g_test_add_func ("/crypto/shares/a-wrong-share-among-just-enough-is-noticed",
                   test_a_wrong_share_among_just_enough_is_noticed);
  g_test_add_func ("/crypto/shares/a-sheet-is-read-as-it-was-printed",
                   test_a_sheet_is_read_as_it_was_printed);
  g_test_add_func ("/crypto/shares/every-typing-error-is-caught",
                   test_every_typing_error_is_caught);
  g_test_add_func ("/crypto/shares/gfcombine-puts-our-shares-together",
                   test_gfcombine_puts_our_shares_together);
  g_test_add_func ("/crypto/shares/we-put-the-shares-of-gfsplit-together",
                   test_we_put_the_shares_of_gfsplit_together);
  return g_test_run ();
}
