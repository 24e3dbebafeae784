/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process owes its secrets: no core, no debugger, and no key left in memory after a lock. */
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
          gssize n = pread (mem, buffer, MIN ((gsize) PIECE, end - at), (off_t) at);

          if (n <= 0)
            break;
          /* The buffer itself holds a piece that was read before. */
          if (at + (gsize) n <= (gsize) buffer || at >= (gsize) buffer + PIECE)
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
  return g_test_run ();
}
