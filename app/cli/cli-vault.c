/* SPDX-License-Identifier: GPL-3.0-or-later */
/* init, demo, info, passphrase, rebuild: the vault as a whole. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-secret.h"
#include "cli-store.h"

#include "hearth-credentials.h"
#include "hearth-demo.h"
#include "hearth-journal-state.h"
#include "hearth-keyring.h"
#include "hearth-renewal.h"
#include "hearth-step-query.h"

#include <glib/gi18n.h>
#include <string.h>

static const HearthCliOption init_options[] = { { "--user", CLI_VALUE },
                                                { "--kdf-memory", CLI_VALUE },
                                                { NULL } };
static const HearthCliOption change_options[] = { { "--new-passphrase-fd", CLI_VALUE },
                                                  { "--new-key-file", CLI_VALUE },
                                                  { "--no-key-file", CLI_FLAG },
                                                  { NULL } };
static const HearthCliOption kdf_options[] = { { "--memory", CLI_VALUE },
                                               { "--passes", CLI_VALUE },
                                               { NULL } };
static const HearthCliOption rebuild_options[] = { { "--verify", CLI_FLAG }, { NULL } };

static void
describe_vault (HearthCli *cli, json_t *document)
{
  g_autofree char *fingerprint =
      hearth_fingerprint_to_string (hearth_vault_get_identity_public_key (cli->vault));

  hearth_cli_set_id (document, "vault_id", hearth_vault_get_id (cli->vault));
  hearth_cli_set_text (document, "fingerprint", fingerprint);
}

typedef struct
{
  HearthDate today;
  HearthCounts counts;
} CountQuestion;

static gpointer
count_on_reader (HearthDb *db, gpointer data, GError **error)
{
  CountQuestion *question = data;

  hearth_step_query_counts (db, question->today, &question->counts, error);
  return NULL;
}

static json_t *
describe_counts (HearthCli *cli, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) events = NULL;
  CountQuestion question = { .today = hearth_cli_get_today (cli) };

  if (!hearth_vault_has (cli->vault, HEARTH_COMPARTMENT_CORE))
    return json_null ();
  hearth_store_read (hearth_context_get_store (cli->context), count_on_reader, &question, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  events = hearth_cli_list_records (cli, "event", NULL, error);
  if (events == NULL)
    return NULL;
  return json_pack ("{s:i, s:i, s:i, s:i, s:i}", "cases", (int) question.counts.n_cases, "events",
                    (int) events->len, "due_today", (int) question.counts.n_due_today, "overdue",
                    (int) question.counts.n_overdue, "outstanding_people",
                    (int) question.counts.n_outstanding_people);
}

/* Makes and opens the vault at --vault; the first user holds every compartment. Without @passphrase it is
 * asked for. */
static gboolean
create_vault (
    HearthCli *cli, HearthSecret *passphrase, guint64 memory_bytes, guint passes, GError **error)
{
  g_autoptr (HearthClock) clock = NULL;
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);

  if (packs == NULL || hearth_cli_need_vault_path (cli, error) == NULL ||
      hearth_cli_need_user (cli, error) == NULL)
    return FALSE;
  if (g_file_test (cli->vault_path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_EXISTS,
                           "there is something at this place already");
      return FALSE;
    }
  if (passphrase == NULL)
    passphrase = cli->passphrase = hearth_cli_get_passphrase (cli, TRUE, error);
  if (passphrase == NULL)
    return FALSE;
  cli->vault = hearth_vault_new (cli->vault_path, hearth_model_get_schema ());
  if (!hearth_cli_use_key_file (cli, error) ||
      !hearth_vault_create (cli->vault, cli->user, passphrase, memory_bytes, passes, error))
    {
      g_clear_object (&cli->vault);
      return FALSE;
    }
  clock =
      cli->today != HEARTH_DATE_NONE ? hearth_clock_new_fixed (cli->today) : hearth_clock_new ();
  cli->context = hearth_context_new (cli->vault, clock, packs, error);
  return cli->context != NULL;
}

static void
set_user (HearthCli *cli, const char *user)
{
  g_free (cli->user);
  cli->user = g_strdup (user);
}

static json_t *
run_init (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *user = hearth_cli_args_get (args, "--user");
  guint64 memory_mib = HEARTH_VAULT_KDF_MEMORY_DEFAULT >> 20;
  json_t *document;

  if (!hearth_cli_args_get_uint (args, "--kdf-memory", HEARTH_VAULT_KDF_MEMORY_MAX >> 20,
                                 &memory_mib, error))
    return NULL;
  if (memory_mib < HEARTH_VAULT_KDF_MEMORY_MIN >> 20)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "--kdf-memory is at least 64");
      return NULL;
    }
  if (user != NULL)
    set_user (cli, user);
  if (!create_vault (cli, NULL, memory_mib << 20, HEARTH_VAULT_KDF_PASSES_DEFAULT, error))
    return NULL;
  document = json_object ();
  describe_vault (cli, document);
  hearth_cli_warn_of_passphrase (cli, document, cli->passphrase);
  return document;
}

/* The demo's passphrase is no secret: it is printed here and shown in the window. */
static json_t *
run_demo (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) HEARTH_DEMO_PASSPHRASE, strlen (HEARTH_DEMO_PASSPHRASE));
  json_t *document, *counts;

  set_user (cli, HEARTH_DEMO_USER);
  if (!create_vault (cli, passphrase, HEARTH_DEMO_KDF_MEMORY, HEARTH_DEMO_KDF_PASSES, error) ||
      !hearth_demo_fill (cli->context, error))
    return NULL;
  counts = describe_counts (cli, error);
  if (counts == NULL)
    return NULL;
  document = json_object ();
  describe_vault (cli, document);
  hearth_cli_set_text (document, "user", HEARTH_DEMO_USER);
  hearth_cli_set_text (document, "passphrase", HEARTH_DEMO_PASSPHRASE);
  json_object_set (document, "cases", json_object_get (counts, "cases"));
  json_decref (counts);
  return document;
}

static json_t *
list_compartments (HearthVault *vault)
{
  json_t *list = json_array ();

  for (int cmp = HEARTH_COMPARTMENT_FIRST; cmp <= (int) HEARTH_COMPARTMENT_LAST; cmp++)
    if (hearth_vault_has (vault, (HearthCompartment) cmp))
      json_array_append_new (list,
                             json_string (hearth_compartment_get_name ((HearthCompartment) cmp)));
  return list;
}

static json_t *
list_roles (HearthVault *vault)
{
  const char *const *roles = hearth_vault_get_roles (vault);
  json_t *list = json_array ();

  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    json_array_append_new (list, json_string (roles[i]));
  return list;
}

/* What the vault has to tell though it opened. */
static json_t *
list_warnings (HearthCli *cli)
{
  static const struct
  {
    HearthVaultWarnings warning;
    const char *word;
  } words[] = {
    { HEARTH_VAULT_WARNING_WEAK_FILE_SYSTEM, "weak-file-system" },
    { HEARTH_VAULT_WARNING_HEADER_TAMPERED, "header-tampered" },
    { HEARTH_VAULT_WARNING_JOURNAL_MISSING, "journal-missing" },
    { HEARTH_VAULT_WARNING_HEADER_REPAIRED, "header-repaired" },
    { HEARTH_VAULT_WARNING_HEADER_FOREIGN, "header-foreign" },
    { HEARTH_VAULT_WARNING_READ_ONLY, "read-only" },
    { HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE, "change-passphrase" },
    { HEARTH_VAULT_WARNING_MEMORY_DAMAGED, "memory-damaged" },
  };
  json_t *list = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (hearth_vault_get_warnings (cli->vault) & words[i].warning)
      json_array_append_new (list, json_string (words[i].word));
  if (hearth_context_is_behind (cli->context))
    json_array_append_new (list, json_string ("disk-full"));
  if (cli->clock_jump != HEARTH_CLOCK_STEADY)
    json_array_append_new (
        list, json_string (cli->clock_jump == HEARTH_CLOCK_BACK ? "clock-back" : "clock-forward"));
  return list;
}

static gpointer
list_forked_on_reader (HearthDb *db, gpointer data, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      g_autoptr (GArray) devs = NULL;

      if (!hearth_db_has (db, (HearthCompartment) i))
        continue;
      devs = hearth_journal_list_forked (db, (HearthCompartment) i, error);
      if (devs == NULL)
        return NULL;
      for (guint j = 0; j < devs->len; j++)
        {
          char hex[HEARTH_ID_HEX_SIZE];

          hearth_id_format (&g_array_index (devs, HearthId, j), hex);
          json_object_set_new (data, hex, json_true ());
        }
    }
  return data;
}

/* Writers of which two lines have one number: a disk was copied, or a key stolen (bundles 5). */
static json_t *
list_forked (HearthCli *cli, GError **error)
{
  json_auto_t *found = json_object ();
  json_t *list, *value;
  const char *dev;

  if (hearth_store_read (hearth_context_get_store (cli->context), list_forked_on_reader, found,
                         error) == NULL)
    return NULL;
  list = json_array ();
  json_object_foreach (found, dev, value) json_array_append_new (list, json_string (dev));
  return list;
}

static json_t *
run_info (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  json_t *document, *counts, *last_backup, *forked;
  guint64 memory_bytes = 0;
  guint passes = 0;

  if (context == NULL)
    return NULL;
  last_backup = hearth_cli_describe_last_backup (cli, error);
  if (last_backup == NULL)
    return NULL;
  counts = describe_counts (cli, error);
  if (counts == NULL)
    {
      json_decref (last_backup);
      return NULL;
    }
  forked = list_forked (cli, error);
  if (forked == NULL)
    {
      json_decref (last_backup);
      json_decref (counts);
      return NULL;
    }
  hearth_vault_get_kdf (cli->vault, &memory_bytes, &passes);
  document = json_object ();
  describe_vault (cli, document);
  json_object_set_new (document, "schema", json_integer (hearth_model_get_schema ()->version));
  hearth_cli_set_text (document, "user", hearth_vault_get_user_name (cli->vault));
  json_object_set_new (document, "roles", list_roles (cli->vault));
  json_object_set_new (document, "compartments", list_compartments (cli->vault));
  json_object_set_new (document, "counts", counts);
  json_object_set_new (document, "packs", hearth_pack_set_versions_to_json (cli->packs));
  json_object_set_new (document, "last_backup", last_backup);
  json_object_set_new (
      document, "pending_renewals",
      hearth_cli_list_compartments (hearth_vault_get_pending_renewals (cli->vault)));
  json_object_set_new (document, "forked", forked);
  json_object_set_new (document, "warnings", list_warnings (cli));
  json_object_set_new (document, "kdf",
                       json_pack ("{s:s, s:I, s:i}", "algorithm", "argon2id", "memory_mib",
                                  (json_int_t) (memory_bytes >> 20), "passes", (int) passes));
  return document;
}

typedef struct
{
  HearthCompartment cmp;
  gboolean equal;
} VerifyQuestion;

static gpointer
verify_on_reader (HearthDb *db, gpointer data, GError **error)
{
  VerifyQuestion *question = data;

  hearth_journal_verify_projection (db, question->cmp, &question->equal, error);
  return NULL;
}

/* Computes every record from the signed lines anew and compares with the tables. Only the comparison is
 * offered: making them anew is a repair. */
static json_t *
run_rebuild (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean equal = TRUE;
  json_t *files;

  if (!hearth_cli_args_has (args, "--verify"))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "usage: hearthctl rebuild --verify");
      return NULL;
    }
  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  files = json_object ();
  for (int cmp = HEARTH_COMPARTMENT_FIRST; cmp <= (int) HEARTH_COMPARTMENT_LAST; cmp++)
    {
      VerifyQuestion question = { .cmp = (HearthCompartment) cmp };

      if (!hearth_vault_has (cli->vault, question.cmp))
        continue;
      hearth_store_read (hearth_context_get_store (cli->context), verify_on_reader, &question,
                         &local);
      if (local != NULL)
        {
          json_decref (files);
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      json_object_set_new (files, hearth_compartment_get_name (question.cmp),
                           json_boolean (question.equal));
      equal = equal && question.equal;
    }
  if (!equal)
    g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                         "the tables differ from the journal");
  return json_pack ("{s:b, s:o}", "equal", equal, "compartments", files);
}

/* The passphrase stays; what else is asked for comes or goes. */
static gboolean
change_key_file (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *path = hearth_cli_args_get (args, "--new-key-file");
  g_autoptr (HearthSecret) key_file = NULL;

  if (path != NULL)
    key_file = hearth_cli_make_key_file (path, error);
  if (path != NULL && key_file == NULL)
    return FALSE;
  return hearth_credentials_change_key_file (cli->context, cli->passphrase, key_file, error);
}

static json_t *
change_passphrase (HearthCli *cli, guint64 fd, GError **error)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  json_t *document;

  passphrase = fd != G_MAXUINT64 ? hearth_cli_read_secret_fd ((int) fd, error)
                                 : hearth_cli_ask_secret_twice (_ ("New passphrase: "), error);
  if (passphrase == NULL ||
      !hearth_credentials_change_passphrase (cli->context, cli->passphrase, passphrase, error))
    return NULL;
  document = json_pack ("{s:b}", "changed", TRUE);
  hearth_cli_warn_of_passphrase (cli, document, passphrase);
  return document;
}

static json_t *
run_change (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const gboolean is_new = hearth_cli_args_has (args, "--new-key-file");
  const gboolean is_none = hearth_cli_args_has (args, "--no-key-file");
  guint64 fd = G_MAXUINT64;

  if (!hearth_cli_args_get_uint (args, "--new-passphrase-fd", G_MAXINT16, &fd, error))
    return NULL;
  if (is_new + is_none + (fd != G_MAXUINT64) > 1)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "change the passphrase or the key file, one at a time");
      return NULL;
    }
  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (!is_new && !is_none)
    return change_passphrase (cli, fd, error);
  if (!change_key_file (cli, args, error))
    return NULL;
  return json_pack ("{s:b, s:b}", "changed", TRUE, "key_file", is_new);
}

/* Everybody else moves to the new parameters with their next login. */
static json_t *
run_kdf (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  guint64 memory_mib = HEARTH_VAULT_KDF_MEMORY_DEFAULT >> 20;
  guint64 passes = HEARTH_VAULT_KDF_PASSES_DEFAULT;

  if (!hearth_cli_args_get_uint (args, "--memory", HEARTH_VAULT_KDF_MEMORY_MAX >> 20, &memory_mib,
                                 error) ||
      !hearth_cli_args_get_uint (args, "--passes", HEARTH_VAULT_KDF_PASSES_MAX, &passes, error) ||
      hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (!hearth_credentials_change_kdf (cli->context, cli->passphrase, memory_mib << 20,
                                      (guint) passes, error))
    return NULL;
  return json_pack ("{s:I, s:I}", "memory_mib", (json_int_t) memory_mib, "passes",
                    (json_int_t) passes);
}

const HearthCliCommand hearth_cli_vault_commands[] = {
  { "init", "--user NAME [--kdf-memory MIB]", 0, 0, init_options, run_init },
  { "demo", "", 0, 0, NULL, run_demo },
  { "info", "", 0, 0, NULL, run_info },
  { "passphrase change", "[--new-passphrase-fd N | --new-key-file FILE | --no-key-file]", 0, 0,
    change_options, run_change },
  { "kdf set", "[--memory MIB] [--passes N]", 0, 0, kdf_options, run_kdf },
  { "rebuild", "--verify", 0, 0, rebuild_options, run_rebuild },
  { NULL },
};
