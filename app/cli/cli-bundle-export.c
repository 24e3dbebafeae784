/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle export. */
#include "config.h"

#include "cli-case.h"
#include "cli-commands.h"
#include "cli-contact.h"
#include "cli-output.h"
#include "cli-second.h"
#include "cli-secret.h"
#include "cli-store.h"

#include "hearth-bundle-approval.h"
#include "hearth-bundle-consent.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-writer.h"

#define MAX_NAMED 20 /* of the cases that may not leave */

static const HearthCliOption export_options[] = {
  { "--case", CLI_VALUES },
  { "--filter", CLI_VALUES },
  { "--to", CLI_VALUES },
  { "--parts", CLI_VALUE },
  { "--profile", CLI_VALUE },
  { "--purpose", CLI_VALUE },
  { "--hide-numbers", CLI_FLAG },
  { "--without-files", CLI_FLAG },
  { "--out", CLI_VALUE },
  { "--to-passphrase-fd", CLI_VALUE },
  CLI_SECOND_OPTIONS,
  { NULL },
};

static gboolean
add_parts (HearthBundleOptions *options, const char *text, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "core", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      HearthCompartment cmp;

      if (!hearth_compartment_from_name (names[i], &cmp) || cmp == HEARTH_COMPARTMENT_IDENTITY)
        {
          g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such part: %s",
                       names[i]);
          return FALSE;
        }
      hearth_bundle_options_add_part (options, cmp);
    }
  return TRUE;
}

static gboolean
add_contact (HearthCli *cli, HearthBundleOptions *options, const char *name, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  g_autoptr (GPtrArray) found = NULL;
  guint n_verified = 0;

  if (contacts == NULL)
    return FALSE;
  found = hearth_contacts_search (contacts, name);
  for (guint i = 0; i < found->len; i++)
    if (((HearthContact *) found->pdata[i])->row->state == HEARTH_CONTACT_VERIFIED)
      n_verified += hearth_bundle_options_add_contact (options, found->pdata[i]);
  if (n_verified == 1)
    return TRUE;
  hearth_cli_set_where (cli, "%s", name);
  if (found->len > 0 && n_verified == 0)
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                         "nobody compared the fingerprint of this contact, or it was revoked");
  else
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                         "no such verified contact, and no age1... recipient");
  return FALSE;
}

static gboolean
add_recipients (HearthCli *cli,
                HearthBundleOptions *options,
                const HearthCliArgs *args,
                GError **error)
{
  GPtrArray *recipients = hearth_cli_args_get_all (args, "--to");
  guint64 fd = G_MAXUINT64;
  g_autoptr (HearthSecret) passphrase = NULL;

  if (!hearth_cli_args_get_uint (args, "--to-passphrase-fd", G_MAXINT16, &fd, error))
    return FALSE;
  if ((recipients == NULL) == (fd == G_MAXUINT64))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --to RECIPIENT or --to-passphrase-fd N");
      return FALSE;
    }
  for (guint i = 0; recipients != NULL && i < recipients->len; i++)
    if (!hearth_bundle_options_add_recipient (options, g_ptr_array_index (recipients, i)) &&
        !add_contact (cli, options, g_ptr_array_index (recipients, i), error))
      return FALSE;
  if (fd == G_MAXUINT64)
    return TRUE;
  passphrase = hearth_cli_read_secret_fd ((int) fd, error);
  if (passphrase == NULL)
    return FALSE;
  hearth_bundle_options_set_passphrase (options, passphrase);
  return TRUE;
}

typedef struct
{
  HearthCaseQuery *query;
  HearthDate today;
} FilterQuestion;

static gpointer
filter_on_reader (HearthDb *db, gpointer data, GError **error)
{
  FilterQuestion *question = data;
  g_autoptr (GArray) ids = hearth_case_query_run (db, question->query, error);

  if (ids == NULL)
    return NULL;
  return hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, ids->len,
                                 question->today, error);
}

static gboolean
add_filtered (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  FilterQuestion question = { query, hearth_cli_get_today (cli) };
  g_autoptr (GPtrArray) rows = NULL;

  hearth_case_query_set_today (query, question.today);
  if (!hearth_cli_add_filters (cli, query, args, error))
    return FALSE;
  rows = hearth_store_read (hearth_context_get_store (cli->context), filter_on_reader, &question,
                            error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    hearth_bundle_options_add_case (options,
                                    &((HearthCaseRow *) g_ptr_array_index (rows, i))->case_id);
  return rows != NULL;
}

static gboolean
add_cases (HearthCli *cli, HearthBundleOptions *options, const HearthCliArgs *args, GError **error)
{
  GPtrArray *cases = hearth_cli_args_get_all (args, "--case");

  if ((cases == NULL) == (hearth_cli_args_get_all (args, "--filter") == NULL))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --case ID ... or --filter FIELD=VALUE ...");
      return FALSE;
    }
  if (cases == NULL)
    return add_filtered (cli, options, args, error);
  for (guint i = 0; i < cases->len; i++)
    {
      HearthId id;

      if (!hearth_cli_find_case (cli, g_ptr_array_index (cases, i), &id, error))
        return FALSE;
      hearth_bundle_options_add_case (options, &id);
    }
  return TRUE;
}

static json_t *
list_names (char **names)
{
  json_t *list = json_array ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_append_new (list, json_string (names[i]));
  return list;
}

/* Of a profile goes what this login holds and the contact may get; what was asked for by name, or nothing. */
static gboolean
add_profile (HearthCli *cli, HearthBundleOptions *options, const char *profile, GError **error)
{
  guint parts = hearth_bundle_profile_get_parts (profile);

  if (parts == 0)
    {
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such profile: %s", profile);
      return FALSE;
    }
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((parts & hearth_bundle_options_get_allowed (options)) >> cmp & 1 &&
        hearth_vault_has (cli->vault, (HearthCompartment) cmp))
      hearth_bundle_options_add_part (options, (HearthCompartment) cmp);
  return TRUE;
}

/* What was asked for by name is checked before anybody is looked for; a profile depends on who gets it. */
static gboolean
choose_parts (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  const char *profile = hearth_cli_args_get (args, "--profile");
  const char *parts = hearth_cli_args_get (args, "--parts");

  if (profile != NULL && parts != NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export takes --parts or --profile");
      return FALSE;
    }
  if (profile == NULL && !add_parts (options, parts, error))
    return FALSE;
  return add_recipients (cli, options, args, error) &&
         (profile == NULL || add_profile (cli, options, profile, error));
}

/* What it is for: said, or the profile's, or the default of the options. */
static gboolean
choose_purpose (HearthCli *cli,
                HearthBundleOptions *options,
                const HearthCliArgs *args,
                GError **error)
{
  const char *profile = hearth_cli_args_get (args, "--profile");
  const char *purpose = hearth_cli_args_get (args, "--purpose");

  if (purpose == NULL)
    purpose = profile != NULL ? profile : options->purpose;
  if (hearth_bundle_options_set_purpose (options, hearth_context_get_packs (cli->context), purpose))
    return TRUE;
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such purpose: %s", purpose);
  return FALSE;
}

static gpointer
list_barred_on_reader (HearthDb *db, gpointer options, GError **error)
{
  g_autoptr (GArray) barred = hearth_bundle_consent_list_barred (db, options, NULL, error);
  GString *numbers;

  if (barred == NULL)
    return NULL;
  numbers = g_string_new (NULL);
  for (guint i = 0; i < MIN (barred->len, MAX_NAMED); i++)
    {
      const HearthId *case_id = &g_array_index (barred, HearthBundleBarred, i).case_id;
      const HearthId rec = hearth_record_derive_id (case_id, "person", "");
      g_autoptr (HearthRecord) person =
          hearth_store_get_record (db, hearth_registry_find_kind ("person"), &rec, NULL);
      const char *number = person != NULL ? hearth_record_get_text (person, "number") : NULL;
      g_autofree char *id = hearth_id_to_string (case_id);

      g_string_append_printf (numbers, "%s%s", i > 0 ? ", " : "", number != NULL ? number : id);
    }
  if (barred->len > MAX_NAMED)
    g_string_append_printf (numbers, " and %u more", barred->len - MAX_NAMED);
  return g_string_free (numbers, FALSE);
}

/* A script leaves out whom it means to leave out: nothing goes until it does. Numbers, never names. */
static gboolean
check_consents (HearthCli *cli, HearthBundleOptions *options, GError **error)
{
  g_autofree char *numbers = hearth_store_read (hearth_context_get_store (cli->context),
                                                list_barred_on_reader, options, error);

  if (numbers == NULL || *numbers == '\0')
    return numbers != NULL;
  hearth_cli_set_where (cli, "%s", numbers);
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
               "there is no consent to \"%s\" of these cases; nothing left", options->purpose);
  return FALSE;
}

static gboolean
add_approval (HearthCli *cli,
              HearthBundleOptions *options,
              const HearthCliArgs *args,
              GError **error)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  HearthCliSecond second;

  if (hearth_bundle_approval_get_reasons (options) == 0)
    return TRUE;
  hearth_bundle_approval_get_digest (options, digest);
  if (!hearth_cli_ask_second_or_nobody (cli, args, digest, &second, error))
    return FALSE;
  if (second.has_approval)
    hearth_bundle_options_set_approval (options, &second.approval);
  else if (second.alone != NULL)
    hearth_bundle_options_set_alone (options, second.alone);
  return TRUE;
}

static json_t *
run_export (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *out = hearth_cli_args_get (args, "--out");
  g_autoptr (HearthBundleOptions) options = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_auto (GStrv) parts = NULL;
  json_t *document;

  if (out == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "bundle export needs --out FILE");
      return NULL;
    }
  options = hearth_bundle_options_new (out);
  if (hearth_cli_args_has (args, "--hide-numbers"))
    options->pad_floor = HEARTH_BUNDLE_PAD_FLOOR_HIDING;
  options->without_files = hearth_cli_args_has (args, "--without-files");
  if (hearth_cli_open (cli, error) == NULL || !hearth_cli_check_destination (cli, out, error) ||
      !add_cases (cli, options, args, error) || !choose_parts (cli, options, args, error))
    return NULL;
  if (!choose_purpose (cli, options, args, error) || !check_consents (cli, options, error) ||
      !add_approval (cli, options, args, error))
    return NULL;
  result = hearth_bundle_export (cli->context, options, cli->cancellable, error);
  if (result == NULL)
    return NULL;
  parts = hearth_bundle_result_dup_parts (result);
  document = json_object ();
  hearth_cli_set_id (document, "bundle", &result->bundle);
  hearth_cli_set_text (document, "file", result->path);
  json_object_set_new (document, "cases", json_integer (result->n_cases));
  json_object_set_new (document, "parts", list_names (parts));
  json_object_set_new (document, "bytes", json_integer ((json_int_t) result->size_bytes));
  json_object_set_new (document, "files", json_integer (result->n_files));
  return document;
}

const HearthCliCommand hearth_cli_bundle_export_commands[] = {
  { "bundle export",
    "(--case ID ... | --filter FIELD=VALUE ...) (--to CONTACT ... | --to-passphrase-fd N) "
    "[--parts core,medical,... | --profile transfer|headquarters|benefits|prosecutor] "
    "[--purpose PURPOSE] "
    "[--hide-numbers] [--without-files] [" CLI_SECOND_USAGE "] --out FILE",
    0, 0, export_options, run_export },
  { NULL },
};
