/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process owes its secrets: no core, no debugger, and no key left in memory after a lock,
 * and no passphrase once it has served. */
#include "config.h"

#include "hearth-vault-private.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define USER "Оксана Приклад"
#define MASK 0x5a
#define MAX_NEEDLES 16
#define PIECE (1 << 20)

/* What must not be found, kept masked: the test's own copy is no key. */
typedef struct
{
  guint8 bytes[32];
} Needle;

static Needle needles[MAX_NEEDLES];
static guint n_needles;

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE %s.t (a)", hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

static void
remember (const guint8 *bytes)
{
  g_assert_cmpuint (n_needles, <, MAX_NEEDLES);
  for (guint i = 0; i < 32; i++)
    needles[n_needles].bytes[i] = bytes[i] ^ MASK;
  n_needles++;
}

static gboolean
is_at (const guint8 *place, const Needle *needle)
{
  for (guint i = 0; i < 32; i++)
    {
      if ((place[i] ^ MASK) != needle->bytes[i])
        return FALSE;
    }
  return TRUE;
}

static guint
count_in (const guint8 *bytes, gsize length)
{
  guint n_found = 0;

  for (gsize at = 0; at + 32 <= length; at++)
    {
      for (guint i = 0; i < n_needles; i++)
        n_found += (bytes[at] ^ MASK) == needles[i].bytes[0] && is_at (bytes + at, &needles[i]);
    }
  return n_found;
}

/* Every page of this process that can be written; what cannot be read is locked away and counts for
 * itself below. */
static guint
count_in_memory (void)
{
  g_autofree guint8 *buffer = g_malloc (PIECE);
  FILE *maps = fopen ("/proc/self/maps", "r");
  int mem = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  unsigned long own = (unsigned long) buffer;
  char line[512];
  guint n_found = 0;

  g_assert_nonnull (maps);
  g_assert_cmpint (mem, >=, 0);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      unsigned long begin, end;
      char rights[8];

      if (sscanf (line, "%lx-%lx %7s", &begin, &end, rights) != 3 || strchr (rights, 'w') == NULL)
        continue;
      for (unsigned long at = begin; at < end;)
        {
          unsigned long stop = MIN (end, at + PIECE);
          gssize n;

          /* The buffer itself holds the piece that was read before, and lies among the rest. */
          if (at >= own && at < own + PIECE)
            {
              at = own + PIECE;
              continue;
            }
          if (at < own)
            stop = MIN (stop, own);
          n = pread (mem, buffer, stop - at, (off_t) at);
          if (n <= 0)
            break;
          n_found += count_in (buffer, (gsize) n);
          at += (gsize) n;
        }
    }
  memset (buffer, 0, PIECE);
  close (mem);
  fclose (maps);
  return n_found;
}

static void
remember_keys (HearthVault *vault)
{
  const HearthLogin *login = _hearth_vault_get_session (vault)->login;

  for (guint i = HEARTH_COMPARTMENT_IDENTITY; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      const HearthSecret *key =
          hearth_login_find_key (login, cmp, hearth_grants_get_epoch (login->area->grants, cmp));

      g_assert_nonnull (key);
      remember (hearth_secret_get_bytes (key));
    }
  remember (hearth_secret_get_bytes (login->slot->seed));
  remember (hearth_secret_get_bytes (login->slot->area_secret));
}

static void
test_no_key_is_in_memory_after_a_lock (gconstpointer data)
{
  static const guint8 words[] = "six quite plain words for a test";
  gboolean panic = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hearth-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "Test.hearth", NULL);
  g_autoptr (HearthVault) vault = hearth_vault_new (path, &schema);
  g_autoptr (HearthSecret) passphrase = hearth_secret_new (words, sizeof words - 1);

  n_needles = 0;
  hearth_vault_create (vault, USER, passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error);
  g_assert_no_error (error);
  remember_keys (vault);
  g_assert_cmpuint (n_needles, ==, 10);
  /* The search finds what is there. */
  g_assert_cmpuint (count_in_memory (), >, 0);
  hearth_vault_lock (vault, panic);
  g_assert_cmpuint (count_in_memory (), ==, 0);
  hearth_fs_remove_tree (hearth_fs_get_default (), AT_FDCWD, folder);
}

/* Decomposed, as some keyboards send it: what becomes the key is the composed form. */
#define TYPED "i\xcc\x88jak i\xcc\x88zhak na vi\xcc\x88kni bi\xcc\x88lja dverej tut"
#define MISTYPED "i\xcc\x88zhak i\xcc\x88jak na vi\xcc\x88kni bi\xcc\x88lja dverej tam"

/* Both forms of @words, of which the literal in the program's own text is not writable memory. */
static void
remember_passphrase (const char *words)
{
  g_autofree char *composed = g_utf8_normalize (words, -1, G_NORMALIZE_NFKC);

  g_assert_cmpuint (strlen (composed), >=, 32);
  g_assert_cmpuint (strlen (composed), <, strlen (words));
  remember ((const guint8 *) words);
  remember ((const guint8 *) composed);
  explicit_bzero (composed, strlen (composed));
}

static HearthSecret *
passphrase_of (const char *words)
{
  return hearth_secret_new ((const guint8 *) words, strlen (words));
}

typedef struct
{
  char *folder;
  HearthVault *vault;
} Typed;

static void
set_up_typed (Typed *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (HearthSecret) passphrase = passphrase_of (TYPED);

  n_needles = 0;
  self->folder = g_dir_make_tmp ("hearth-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "Test.hearth", NULL);
  self->vault = hearth_vault_new (path, &schema);
  hearth_vault_create (self->vault, USER, passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 1, &error);
  g_assert_no_error (error);
}

static void
tear_down_typed (Typed *self, gconstpointer data)
{
  g_object_unref (self->vault);
  hearth_fs_remove_tree (hearth_fs_get_default (), AT_FDCWD, self->folder);
  g_free (self->folder);
}

static void
test_passphrase_is_found_while_it_is_held (Typed *self, gconstpointer data)
{
  g_autofree char *held = g_strdup (TYPED);

  remember_passphrase (TYPED);
  g_assert_cmpuint (count_in_memory (), ==, 1);
  explicit_bzero (held, strlen (held));
}

static void
test_no_passphrase_is_in_memory_once_it_has_served (Typed *self, gconstpointer data)
{
  remember_passphrase (TYPED);
  g_assert_cmpuint (count_in_memory (), ==, 0);
  hearth_vault_lock (self->vault, GPOINTER_TO_INT (data));
  g_assert_cmpuint (count_in_memory (), ==, 0);
}

static void
try_mistyped (Typed *self, const char *user)
{
  g_autoptr (HearthSecret) passphrase = passphrase_of (MISTYPED);
  g_autoptr (GError) error = NULL;

  g_assert_false (hearth_vault_unlock (self->vault, user, passphrase, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
}

static void
test_no_passphrase_is_in_memory_after_a_refusal (Typed *self, gconstpointer data)
{
  hearth_vault_lock (self->vault, FALSE);
  remember_passphrase (TYPED);
  remember_passphrase (MISTYPED);
  try_mistyped (self, USER);
  try_mistyped (self, "Ніхто Умовний");
  g_assert_cmpuint (count_in_memory (), ==, 0);
}

static void
change (Typed *self)
{
  g_autoptr (HearthSecret) present = passphrase_of (TYPED);
  g_autoptr (HearthSecret) next = passphrase_of (MISTYPED);
  g_autoptr (GError) error = NULL;

  hearth_vault_change_passphrase (self->vault, present, next, &error);
  g_assert_no_error (error);
}

static void
test_no_passphrase_is_in_memory_after_a_change (Typed *self, gconstpointer data)
{
  remember_passphrase (TYPED);
  remember_passphrase (MISTYPED);
  change (self);
  g_assert_cmpuint (count_in_memory (), ==, 0);
}

static void
test_process_leaves_no_core (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 1);
  g_assert_cmpuint (limit.rlim_max, ==, 1);
}

static void
test_process_refuses_debuggers (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the leak checker attaches itself");
#else
  if (access ("/.flatpak-info", F_OK) == 0)
    g_test_skip ("the portal of the sandbox has to look in");
  else
    g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  hearth_vault_global_init ();
  g_test_add_func ("/vault/hygiene/process-leaves-no-core", test_process_leaves_no_core);
  g_test_add_func ("/vault/hygiene/process-refuses-debuggers", test_process_refuses_debuggers);
  g_test_add_data_func ("/vault/hygiene/no-key-is-in-memory-after-a-lock", GINT_TO_POINTER (FALSE),
                        test_no_key_is_in_memory_after_a_lock);
  g_test_add_data_func ("/vault/hygiene/no-key-is-in-memory-after-a-panic", GINT_TO_POINTER (TRUE),
                        test_no_key_is_in_memory_after_a_lock);
  g_test_add ("/vault/hygiene/passphrase-is-found-while-it-is-held", Typed, NULL, set_up_typed,
              test_passphrase_is_found_while_it_is_held, tear_down_typed);
  g_test_add ("/vault/hygiene/no-passphrase-is-in-memory-after-a-lock", Typed,
              GINT_TO_POINTER (FALSE), set_up_typed,
              test_no_passphrase_is_in_memory_once_it_has_served, tear_down_typed);
  g_test_add ("/vault/hygiene/no-passphrase-is-in-memory-after-a-panic", Typed,
              GINT_TO_POINTER (TRUE), set_up_typed,
              test_no_passphrase_is_in_memory_once_it_has_served, tear_down_typed);
  g_test_add ("/vault/hygiene/no-passphrase-is-in-memory-after-a-refusal", Typed, NULL,
              set_up_typed, test_no_passphrase_is_in_memory_after_a_refusal, tear_down_typed);
  g_test_add ("/vault/hygiene/no-passphrase-is-in-memory-after-a-change", Typed, NULL, set_up_typed,
              test_no_passphrase_is_in_memory_after_a_change, tear_down_typed);
  return g_test_run ();
}
