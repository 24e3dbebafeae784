/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim-vault.h"

#include "hearth-db-private.h"

#include <string.h>

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %s.t (n INTEGER PRIMARY KEY, m INTEGER, b);"
                                          "CREATE INDEX %s.t_m ON t (m);"
                                          "INSERT INTO %s.t VALUES (0, 0, NULL)",
                                          name, name, name);

  return hearth_db_exec (db, sql, error);
}

/* What this computer remembers lies on the same disk. */
static const HearthSessionOptions options = { .state_path = SIM_FOLDER };

static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };

HearthSession *
sim_vault_make (GError **error)
{
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) SIM_PASSPHRASE, sizeof SIM_PASSPHRASE - 1);
  const HearthCredentials credentials = { .user = SIM_USER, .passphrase = passphrase };
  const HearthKdfSet set = { .memory_bytes = 64 << 20, .passes = 1 };

  sim_kdf_make_cheap ();
  return hearth_session_create (sim_disk_get_fs (), SIM_VAULT, &schema, &credentials, &set,
                                &options, error);
}

void
sim_vault_create (void)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_make (&error);

  g_assert_no_error (error);
  hearth_session_close (session, FALSE);
}

static HearthSession *
open_with (const HearthFs *fs,
           const char *path,
           const char *user,
           const char *passphrase,
           gboolean accepts_older,
           GError **error)
{
  const HearthSessionOptions with_word = { .state_path = options.state_path,
                                           .accepts_older = accepts_older };
  g_autoptr (HearthSecret) secret =
      hearth_secret_new ((const guint8 *) passphrase, strlen (passphrase));
  const HearthCredentials credentials = { .user = user, .passphrase = secret };

  return hearth_session_open (fs, path, &schema, &credentials, &with_word, error);
}

HearthSession *
sim_vault_open (GError **error)
{
  return sim_vault_open_with (SIM_PASSPHRASE, error);
}

HearthSession *
sim_vault_open_older (GError **error)
{
  return open_with (sim_disk_get_fs (), SIM_VAULT, SIM_USER, SIM_PASSPHRASE, TRUE, error);
}

HearthSession *
sim_vault_open_with (const char *passphrase, GError **error)
{
  return open_with (sim_disk_get_fs (), SIM_VAULT, SIM_USER, passphrase, FALSE, error);
}

HearthSession *
sim_vault_open_on (const HearthFs *fs, const char *path, GError **error)
{
  return open_with (fs, path, SIM_USER, SIM_PASSPHRASE, FALSE, error);
}

HearthSession *
sim_vault_open_as (const HearthFs *fs, const char *user, const char *passphrase, GError **error)
{
  return open_with (fs, SIM_VAULT, user, passphrase, FALSE, error);
}

gboolean
sim_vault_commit (HearthSession *session, HearthCompartment cmp, GError **error)
{
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.t SELECT max (n) + 1, 0, zeroblob (900) FROM %s.t;"
                       "UPDATE %s.t SET m = (SELECT max (n) FROM %s.t)",
                       name, name, name, name);

  if (!hearth_db_begin (session->writer, error))
    return FALSE;
  if (hearth_db_exec (session->writer, sql, error) && hearth_db_commit (session->writer, error))
    return TRUE;
  hearth_db_rollback (session->writer);
  return FALSE;
}

static gint64
query (HearthSession *session, const char *what, HearthCompartment cmp)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM %s.t", what, hearth_compartment_get_name (cmp));
  GError *error = NULL;
  gint64 value;

  _hearth_db_query_int (session->writer, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

gint64
sim_vault_count (HearthSession *session, HearthCompartment cmp)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA %s.quick_check", hearth_compartment_get_name (cmp));
  g_autofree char *verdict = NULL;
  gint64 n = query (session, "max (n)", cmp);

  g_assert_cmpint (query (session, "count (*)", cmp), ==, n + 1);
  g_assert_cmpint (query (session, "min (m)", cmp), ==, n);
  g_assert_cmpint (query (session, "max (m)", cmp), ==, n);
  g_assert_true (_hearth_db_query_text (session->writer, sql, &verdict, NULL));
  g_assert_cmpstr (verdict, ==, "ok");
  return n;
}

void
sim_vault_check (gint64 n_core, gint64 n_medical)
{
  GError *error = NULL;
  HearthSession *session = sim_vault_open (&error);

  g_assert_no_error (error);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_CORE), ==, n_core);
  g_assert_cmpint (sim_vault_count (session, HEARTH_COMPARTMENT_MEDICAL), ==, n_medical);
  hearth_session_close (session, FALSE);
}
