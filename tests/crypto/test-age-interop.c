/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Debian's age as a partner in both directions, at every size at which a chunk begins or ends, for one
 * recipient, two, sixty-three, and a passphrase (G2 of bundles 16). */
#include "config.h"

#include "age-kit.h"
#include "hearth-test-program.h"

#include <string.h>

#define CHUNK AGE_KIT_CHUNK
#define WORDS "seven words"

static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3000000, 100000000 };
static const guint n_recipients[] = { 1, 2, 63 };

typedef struct
{
  gsize size;
  guint n_recipients; /* 0: a passphrase */
} Pair;

static void
write_bytes (const char *dir, const char *name, GBytes *bytes)
{
  hearth_test_write_file (dir, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
write_identity (const char *dir, const HearthSecret *identity)
{
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);

  hearth_test_write_file (dir, "key", hearth_secret_get_bytes (text),
                          hearth_secret_get_size (text));
}

/* One "age1…" a line. */
static void
write_recipients (const char *dir, GPtrArray *identities)
{
  g_autofree HearthAgeRecipient *recipients = age_kit_make_recipients (identities);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < identities->len; i++)
    {
      g_autofree char *recipient = hearth_age_recipient_to_string (&recipients[i]);

      g_string_append_printf (text, "%s\n", recipient);
    }
  hearth_test_write_file (dir, "recipients", text->str, text->len);
}

static void
assert_opens (GBytes *file,
              GPtrArray *identities,
              guint index,
              const HearthSecret *passphrase,
              GBytes *payload)
{
  g_autoptr (GPtrArray) one = age_kit_make_identities (0);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  if (passphrase == NULL)
    g_ptr_array_add (one, hearth_secret_ref (identities->pdata[index]));
  plain = age_kit_decrypt (file, one, passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, payload));
}

static void
test_recipients (const char *dir, const Pair *pair, GBytes *payload)
{
  static const char *const scripts[] = { "age -e -R recipients -o theirs.age plain",
                                         "age -a -R recipients -o theirs.age plain" };
  g_autoptr (GPtrArray) identities = age_kit_make_identities (pair->n_recipients);
  guint last = pair->n_recipients - 1;

  {
    g_autoptr (GBytes) ours = age_kit_encrypt (payload, identities, NULL, TRUE);

    write_bytes (dir, "ours.age", ours);
  }
  write_identity (dir, identities->pdata[last]);
  g_assert_cmpint (hearth_test_run (dir, "age -d -i key ours.age | cmp - plain", NULL), ==, 0);
  write_recipients (dir, identities);
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GBytes) theirs = NULL;

      g_assert_cmpint (hearth_test_run (dir, scripts[i], NULL), ==, 0);
      theirs = hearth_test_read_file (dir, "theirs.age");
      assert_opens (theirs, identities, 0, NULL, payload);
      assert_opens (theirs, identities, last, NULL, payload);
    }
}

/* age asks for passphrases on a terminal only: script makes one. */
static void
test_passphrase (const char *dir, GBytes *payload)
{
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) WORDS, strlen (WORDS));
  g_autoptr (GBytes) theirs = NULL;

  {
    g_autoptr (GBytes) ours = age_kit_encrypt (payload, NULL, passphrase, FALSE);

    write_bytes (dir, "ours.age", ours);
  }
  g_assert_cmpint (hearth_test_run (dir,
                                    ": > out; printf '" WORDS
                                    "\\n' | script -qec 'age -d -o out ours.age' "
                                    "/dev/null && cmp out plain",
                                    NULL),
                   ==, 0);
  g_assert_cmpint (hearth_test_run (dir,
                                    "printf '" WORDS "\\n" WORDS "\\n' | "
                                    "script -qec 'age -p -o theirs.age plain' /dev/null",
                                    NULL),
                   ==, 0);
  theirs = hearth_test_read_file (dir, "theirs.age");
  assert_opens (theirs, NULL, 0, passphrase, payload);
}

static void
test_pair (gconstpointer data)
{
  static const char *const programs[] = { "bash", "age", "script", "cmp", NULL };
  const Pair *pair = data;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *dir = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  payload = age_kit_make_payload (pair->size);
  write_bytes (dir, "plain", payload);
  if (pair->n_recipients > 0)
    test_recipients (dir, pair, payload);
  else
    test_passphrase (dir, payload);
  hearth_test_remove_folder (dir);
}

static void
add_pair (gsize size, guint n)
{
  Pair *pair = g_new0 (Pair, 1);
  g_autofree char *path =
      n > 0 ? g_strdup_printf ("/age-interop/%" G_GSIZE_FORMAT "-bytes-to-%u", size, n)
            : g_strdup_printf ("/age-interop/%" G_GSIZE_FORMAT "-bytes-to-a-passphrase", size);

  *pair = (Pair){ size, n };
  g_test_add_data_func_full (path, pair, test_pair, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      if (sizes[i] > 10000000 && !g_test_slow ())
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (n_recipients); j++)
        add_pair (sizes[i], n_recipients[j]);
      add_pair (sizes[i], 0);
    }
  return g_test_run ();
}
