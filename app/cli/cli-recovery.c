/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recovery create, drill, open; user re-enrol; header save, restore: for the day when somebody is not
 * there any more. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-secret.h"

#include "hearth-audit.h"
#include "hearth-header-copy.h"
#include "hearth-keyring.h"
#include "hearth-people.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_THRESHOLD 3
#define DEFAULT_COUNT 5
#define MAX_HEADER_BYTES (4 << 20)

static const HearthCliOption create_options[] = { { "--threshold", CLI_VALUE },
                                                  { "--shares", CLI_VALUE },
                                                  { NULL } };
static const HearthCliOption drill_options[] = { { "--shares-fd", CLI_VALUE }, { NULL } };
static const HearthCliOption open_options[] = {
  { "--shares-fd", CLI_VALUE },
  { "--new-owner", CLI_VALUE },
  { "--new-passphrase-fd", CLI_VALUE },
  { "--new-key-file", CLI_VALUE },
  { "--threshold", CLI_VALUE },
  { "--shares", CLI_VALUE },
  { NULL },
};
static const HearthCliOption re_enrol_options[] = { { "--keep", CLI_VALUES },
                                                    { "--new-passphrase-fd", CLI_VALUE },
                                                    { "--reason", CLI_VALUE },
                                                    { NULL } };
static const HearthCliOption save_options[] = { { "--out", CLI_VALUE }, { NULL } };

static gboolean
usage (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
read_counts (const HearthCliArgs *args, guint64 *threshold, guint64 *count, GError **error)
{
  *threshold = DEFAULT_THRESHOLD;
  *count = DEFAULT_COUNT;
  if (!hearth_cli_args_get_uint (args, "--threshold", HEARTH_SHARES_MAX, threshold, error) ||
      !hearth_cli_args_get_uint (args, "--shares", HEARTH_SHARES_MAX, count, error))
    return FALSE;
  return (*threshold >= 1 && *threshold <= *count) ||
         usage ("--threshold is at least 1 and at most --shares, which is at most 16", error);
}

/* The sheets are printed here and nowhere kept: whoever calls this has a printer or a pen. */
static json_t *
describe_shares (const GPtrArray *shares)
{
  json_t *list = json_array ();

  for (guint i = 0; i < shares->len; i++)
    {
      const HearthShare *share = g_ptr_array_index (shares, i);
      g_autoptr (HearthSecret) text = hearth_share_to_text (share);
      g_autofree char *hex =
          hearth_hex_encode (hearth_secret_get_bytes (share->bytes), HEARTH_SHARES_SECRET_SIZE);

      json_array_append_new (list,
                             json_pack ("{s:i, s:s%, s:s}", "number", (int) share->number, "share",
                                        (const char *) hearth_secret_get_bytes (text),
                                        (size_t) hearth_secret_get_size (text), "hex", hex));
    }
  return list;
}

static json_t *
create (HearthCli *cli, guint threshold, guint count, GError **error)
{
  g_autoptr (GPtrArray) shares =
      hearth_people_create_recovery (cli->context, threshold, count, error);

  if (shares == NULL)
    return NULL;
  return json_pack ("{s:i, s:o}", "threshold", (int) threshold, "shares", describe_shares (shares));
}

static json_t *
run_create (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  guint64 threshold, count;

  if (!read_counts (args, &threshold, &count, error) || hearth_cli_open (cli, error) == NULL)
    return NULL;
  return create (cli, (guint) threshold, (guint) count, error);
}

/* A sheet a line, until the descriptor or the shares end. */
static GPtrArray *
read_shares (HearthCli *cli, int fd, GError **error)
{
  g_autoptr (GPtrArray) shares =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_share_free);

  while (shares->len < HEARTH_SHARES_MAX)
    {
      g_autoptr (HearthSecret) line = hearth_cli_read_secret_fd (fd, NULL);
      HearthShare *share;

      if (line == NULL)
        break;
      hearth_cli_set_where (cli, "line %u", shares->len + 1);
      share = hearth_share_parse ((const char *) hearth_secret_get_bytes (line),
                                  hearth_secret_get_size (line), error);
      if (share == NULL)
        return NULL;
      g_ptr_array_add (shares, share);
    }
  return g_steal_pointer (&shares);
}

static HearthSecret *
read_recovery_key (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) shares = NULL;
  HearthSecret *key;
  guint64 fd = G_MAXUINT64;
  guint wrong = 0;

  if (!hearth_cli_args_get_uint (args, "--shares-fd", G_MAXINT16, &fd, error))
    return NULL;
  if (fd == G_MAXUINT64)
    {
      usage ("give the shares with --shares-fd N, one a line", error);
      return NULL;
    }
  shares = read_shares (cli, (int) fd, error);
  if (shares == NULL)
    return NULL;
  key = hearth_shares_combine (shares, &wrong, error);
  g_clear_pointer (&cli->where, g_free);
  if (wrong != 0)
    hearth_cli_set_where (cli, "share %u", wrong);
  return key;
}

static json_t *
run_drill (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthSecret) key = read_recovery_key (cli, args, error);

  if (key == NULL || hearth_cli_open (cli, error) == NULL ||
      !hearth_people_drill_recovery (cli->context, key, error))
    return NULL;
  return json_pack ("{s:b}", "works", TRUE);
}

static HearthReEnrolment *
read_new_owner (const HearthCliArgs *args, GError **error)
{
  const char *name = hearth_cli_args_get (args, "--new-owner");
  const char *path = hearth_cli_args_get (args, "--new-key-file");
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthSecret) key_file = NULL;
  guint64 fd = G_MAXUINT64;

  if (name == NULL)
    {
      usage ("say who the new owner is: --new-owner NAME", error);
      return NULL;
    }
  if (!hearth_cli_args_get_uint (args, "--new-passphrase-fd", G_MAXINT16, &fd, error))
    return NULL;
  passphrase = fd != G_MAXUINT64 ? hearth_cli_read_secret_fd ((int) fd, error)
                                 : hearth_cli_ask_secret_twice (_ ("New passphrase: "), error);
  if (passphrase == NULL)
    return NULL;
  if (path != NULL && (key_file = hearth_cli_make_key_file (path, error)) == NULL)
    return NULL;
  return hearth_re_enrolment_new (name, passphrase, key_file);
}

static json_t *
list_off (HearthCli *cli)
{
  g_autoptr (GPtrArray) members = hearth_vault_list_members (cli->vault);
  json_t *list = json_array ();

  for (guint i = 0; i < members->len; i++)
    {
      const HearthMember *member = g_ptr_array_index (members, i);

      if (!member->is_active && member->roles[0] != NULL)
        json_array_append_new (list, json_string (member->name));
    }
  return list;
}

/* What everybody has to know after all keys of the vault's own are others. */
static void
describe_new_order (HearthCli *cli, json_t *document)
{
  g_autofree char *fingerprint =
      hearth_fingerprint_to_string (hearth_vault_get_identity_public_key (cli->vault));
  json_t *renew = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    json_array_append_new (renew,
                           json_string (hearth_compartment_get_name ((HearthCompartment) i)));
  hearth_cli_set_text (document, "fingerprint", fingerprint);
  json_object_set_new (document, "off", list_off (cli));
  json_object_set_new (document, "renew", renew);
}

/* The context writes who the login is, and the card of the new identity. */
static gboolean
renew_context (HearthCli *cli, GError **error)
{
  g_autoptr (HearthClock) clock = g_object_ref (hearth_context_get_clock (cli->context));
  g_autoptr (HearthContext) context =
      hearth_context_new (cli->vault, clock, hearth_cli_get_packs (cli, NULL), error);

  if (context == NULL)
    return FALSE;
  g_set_object (&cli->context, context);
  return TRUE;
}

static json_t *
run_open (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthSecret) key = NULL;
  g_autoptr (HearthReEnrolment) enrolment = NULL;
  guint64 threshold, count;
  json_t *document;

  if (!read_counts (args, &threshold, &count, error))
    return NULL;
  key = read_recovery_key (cli, args, error);
  enrolment = key != NULL ? read_new_owner (args, error) : NULL;
  if (enrolment == NULL || !hearth_cli_open_recovery (cli, key, error) ||
      !hearth_people_re_enrol (cli->context, enrolment, NULL, error) || !renew_context (cli, error))
    return NULL;
  document = create (cli, (guint) threshold, (guint) count, error);
  if (document == NULL)
    return NULL;
  hearth_cli_set_text (document, "owner", hearth_vault_get_user_name (cli->vault));
  describe_new_order (cli, document);
  return document;
}

/* A passphrase a line for those who stay, in the order in which they are named. */
static gboolean
keep_all (HearthCli *cli, const HearthCliArgs *args, HearthReEnrolment *enrolment, GError **error)
{
  GPtrArray *names = hearth_cli_args_get_all (args, "--keep");
  g_autoptr (GPtrArray) members = hearth_vault_list_members (cli->vault);
  guint64 fd = G_MAXUINT64;

  if (!hearth_cli_args_get_uint (args, "--new-passphrase-fd", G_MAXINT16, &fd, error))
    return FALSE;
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const HearthMember *member =
          g_utf8_validate (name, -1, NULL) ? hearth_members_find_by_name (members, name) : NULL;
      g_autoptr (HearthSecret) passphrase = NULL;

      if (member == NULL)
        {
          hearth_cli_set_where (cli, "%s", name);
          g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such user");
          return FALSE;
        }
      passphrase = fd != G_MAXUINT64 ? hearth_cli_read_secret_fd ((int) fd, error)
                                     : hearth_cli_ask_secret_twice (_ ("New passphrase: "), error);
      if (passphrase == NULL)
        return FALSE;
      hearth_re_enrolment_keep (enrolment, &member->id, passphrase, NULL);
    }
  return TRUE;
}

static json_t *
run_re_enrol (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthReEnrolment) enrolment = NULL;
  json_t *document;

  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  enrolment = hearth_re_enrolment_new (NULL, cli->passphrase, NULL);
  if (!keep_all (cli, args, enrolment, error) ||
      !hearth_people_re_enrol (cli->context, enrolment, hearth_cli_args_get (args, "--reason"),
                               error) ||
      !renew_context (cli, error))
    return NULL;
  document = json_object ();
  describe_new_order (cli, document);
  return document;
}

static json_t *
run_save (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_HEADER, .why = "copy" };
  const char *path = hearth_cli_args_get (args, "--out");
  g_autoptr (GBytes) copy = NULL;
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    {
      usage ("say where to: --out FILE", error);
      return NULL;
    }
  if (hearth_cli_open (cli, error) == NULL || !hearth_cli_check_destination (cli, path, error) ||
      !hearth_context_audit (cli->context, &entry, error))
    return NULL;
  copy = hearth_vault_save_header (cli->vault, error);
  file = g_file_new_for_commandline_arg (path);
  if (copy == NULL ||
      !g_file_replace_contents (file, g_bytes_get_data (copy, NULL), g_bytes_get_size (copy), NULL,
                                FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, error))
    return NULL;
  return json_pack ("{s:I, s:I}", "bytes", (json_int_t) g_bytes_get_size (copy), "generation",
                    (json_int_t) hearth_vault_get_generation (cli->vault));
}

/* Without opening the vault: it cannot be opened. The copy proves itself by the passphrase. */
static json_t *
run_restore (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_HEADER, .why = "restored" };
  g_autoptr (GBytes) copy = NULL;
  g_autoptr (HearthSecret) key_file = NULL;

  if (hearth_cli_need_vault_path (cli, error) == NULL || hearth_cli_need_user (cli, error) == NULL)
    return NULL;
  copy = hearth_cli_read_file (hearth_cli_args_at (args, 0), MAX_HEADER_BYTES, error);
  if (copy == NULL)
    return NULL;
  if (cli->key_file != NULL && (key_file = hearth_cli_read_key_file (cli->key_file, error)) == NULL)
    return NULL;
  cli->passphrase = hearth_cli_get_passphrase (cli, FALSE, error);
  if (cli->passphrase == NULL ||
      !hearth_vault_restore_header (cli->vault_path, copy, cli->user, cli->passphrase, key_file,
                                    error) ||
      hearth_cli_open (cli, error) == NULL || !hearth_context_audit (cli->context, &entry, error))
    return NULL;
  return json_pack ("{s:b, s:I}", "restored", TRUE, "generation",
                    (json_int_t) hearth_vault_get_generation (cli->vault));
}

const HearthCliCommand hearth_cli_recovery_commands[] = {
  { "recovery create", "[--threshold N] [--shares N]", 0, 0, create_options, run_create },
  { "recovery drill", "--shares-fd N", 0, 0, drill_options, run_drill },
  { "recovery open",
    "--shares-fd N --new-owner NAME [--new-passphrase-fd N] [--new-key-file FILE] [--threshold N] "
    "[--shares N]",
    0, 0, open_options, run_open },
  { "user re-enrol", "[--keep NAME ...] [--new-passphrase-fd N] [--reason TEXT]", 0, 0,
    re_enrol_options, run_re_enrol },
  { "header save", "--out FILE", 0, 0, save_options, run_save },
  { "header restore", "FILE", 1, 1, NULL, run_restore },
  { NULL },
};
