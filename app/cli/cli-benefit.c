/* SPDX-License-Identifier: GPL-3.0-or-later */
/* benefit compute (no vault needed), benefit show. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-step.h"
#include "cli-store.h"

#include "hearth-benefit-working.h"
#include "hearth-case-benefits.h"
#include "hearth-case-visit.h"
#include "hearth-json.h"

#define MAX_FACTS_BYTES (1024 * 1024)

static HearthBenefitFacts *
read_facts (HearthCli *cli, HearthPackSet *packs, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = hearth_cli_read_file (path, MAX_FACTS_BYTES, error);
  g_autofree char *where = NULL;
  json_auto_t *json = NULL;
  HearthBenefitFacts *facts;
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  json = hearth_json_parse_numbers (data, size, error);
  if (json == NULL)
    return NULL;
  facts = hearth_benefit_facts_parse (packs, json, &where, error);
  if (facts == NULL && where != NULL)
    {
      hearth_cli_set_where (cli, "%s", where);
      g_prefix_error (error, "%s ", where);
    }
  return facts;
}

static void
set_date (json_t *object, const char *key, HearthDate date)
{
  g_autofree char *text = hearth_date_to_string (date);

  json_object_set_new (object, key, json_string (text));
}

static json_t *
describe_line (const HearthCli *cli, const HearthBenefitLine *line)
{
  json_t *object = json_object ();
  g_autofree char *factor = hearth_benefit_line_dup_factor (line);

  hearth_cli_set_text (object, "benefit", hearth_pack_entry_get_text (line->benefit, "Code", NULL));
  set_date (object, "from", line->from);
  set_date (object, "to", line->to);
  json_object_set_new (object, "days", json_integer (line->n_days));
  json_object_set_new (object, "rate_kop", json_integer (line->rate_kop));
  json_object_set_new (object, "factor", json_string (factor));
  json_object_set_new (object, "amount_kop", json_integer (line->amount_kop));
  json_object_set_new (
      object, "to_whom",
      json_string (line->to_whom == HEARTH_RECIPIENT_PERSON ? "person" : "relatives"));
  hearth_cli_set_text (object, "source", hearth_benefit_line_get_source (line, cli->language));
  return object;
}

static json_t *
list_open (guint open)
{
  static const char *const names[] = { "dates", "end", "category", "facts" };
  json_t *list = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((open >> i & 1) != 0)
      json_array_append_new (list, json_string (names[i]));
  return list;
}

static json_t *
describe_total (const HearthBenefitTotal *total)
{
  return json_pack ("{s:I, s:I, s:I, s:{s:I, s:I}, s:o}", "entitled_kop",
                    (json_int_t) total->sum_kop, "min_kop", (json_int_t) total->sum_kop, "max_kop",
                    (json_int_t) total->max_kop, "by_recipient", "person",
                    (json_int_t) total->by_recipient[HEARTH_RECIPIENT_PERSON], "relatives",
                    (json_int_t) total->by_recipient[HEARTH_RECIPIENT_RELATIVES], "open",
                    list_open (total->max_kop > total->sum_kop ? total->open : 0));
}

static json_t *
describe_right (const HearthCli *cli, const HearthBenefitRight *right)
{
  json_t *object = json_object ();

  hearth_cli_set_text (object, "benefit",
                       hearth_pack_entry_get_text (right->benefit, "Code", NULL));
  set_date (object, "from", right->from);
  if (right->n_days > 0)
    json_object_set_new (object, "days", json_integer (right->n_days));
  json_object_set_new (object, "renews", json_boolean (right->renews));
  hearth_cli_set_text (object, "source",
                       hearth_pack_entry_get_text (right->benefit, "Source", cli->language));
  return object;
}

static json_t *
describe (const HearthCli *cli, const HearthBenefits *benefits, const HearthBenefitFacts *facts)
{
  g_autofree char *working = hearth_benefits_dup_working (benefits, facts, cli->language);
  json_t *lines = json_array ();
  json_t *totals = json_object ();
  json_t *rights = json_array ();

  for (guint i = 0; i < benefits->lines->len; i++)
    json_array_append_new (
        lines, describe_line (cli, &g_array_index (benefits->lines, HearthBenefitLine, i)));
  for (guint i = 0; i < benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (benefits->totals, HearthBenefitTotal, i);

      json_object_set_new (totals, hearth_pack_entry_get_text (total->benefit, "Code", NULL),
                           describe_total (total));
    }
  for (guint i = 0; i < benefits->rights->len; i++)
    json_array_append_new (
        rights, describe_right (cli, &g_array_index (benefits->rights, HearthBenefitRight, i)));
  return json_pack ("{s:o, s:o, s:o, s:s}", "lines", lines, "totals", totals, "rights", rights,
                    "working", working);
}

static json_t *
run_compute (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);
  const char *path = hearth_cli_args_get (args, "--facts");
  g_autoptr (HearthBenefitFacts) facts = NULL;
  g_autoptr (HearthBenefits) benefits = NULL;

  if (packs == NULL)
    return NULL;
  if (path == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "--facts is needed");
      return NULL;
    }
  facts = read_facts (cli, packs, path, error);
  if (facts == NULL)
    return NULL;
  benefits = hearth_benefits_compute (packs, facts);
  return describe (cli, benefits, facts);
}

static void
add_account (json_t *totals, const HearthBenefitAccount *account)
{
  json_t *total = json_object_get (totals, account->name);

  if (total == NULL)
    {
      total = json_pack ("{s:i, s:i, s:i, s:{s:i, s:i}, s:[]}", "entitled_kop", 0, "min_kop", 0,
                         "max_kop", 0, "by_recipient", "person", 0, "relatives", 0, "open");
      json_object_set_new (totals, account->name, total);
    }
  /* What a person decided takes the place of what was counted, and is told apart from it. */
  if (account->sum_kop != account->counted_kop || account->override != NULL)
    {
      json_object_set_new (total, "entitled_kop", json_integer (account->sum_kop));
      json_object_set_new (total, "min_kop", json_integer (account->sum_kop));
      json_object_set_new (total, "max_kop", json_integer (account->max_kop));
      json_object_set_new (total, "counted_kop", json_integer (account->counted_kop));
    }
  json_object_set_new (total, "paid_kop", json_integer (account->paid_kop));
  json_object_set_new (total, "waived_kop", json_integer (account->waived_kop));
  json_object_set_new (total, "owed_kop", json_integer (account->owed_kop));
  json_object_set_new (total, "owed_max_kop", json_integer (account->owed_max_kop));
  json_object_set_new (total, "overpaid_kop", json_integer (account->overpaid_kop));
}

static json_t *
run_show (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  g_autoptr (HearthCase) kase = NULL;
  g_autoptr (HearthCaseBenefits) shown = NULL;
  json_t *document;
  HearthId id;

  if (context == NULL || !hearth_cli_find_case (cli, hearth_cli_args_at (args, 0), &id, error))
    return NULL;
  if (!hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_BENEFITS))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_DENIED,
                           "this login does not hold the benefits");
      return NULL;
    }
  if (!hearth_case_note_visit (context, &id, error))
    return NULL;
  kase = hearth_cli_load_case (cli, &id, error);
  if (kase == NULL)
    return NULL;
  shown = hearth_case_benefits_new (kase, hearth_context_get_packs (context));
  document = describe (cli, shown->benefits, shown->facts);
  for (guint i = 0; i < shown->accounts->len; i++)
    add_account (json_object_get (document, "totals"),
                 &g_array_index (shown->accounts, HearthBenefitAccount, i));
  hearth_cli_set_id (document, "case", &id);
  return document;
}

static const HearthCliOption compute_options[] = {
  { "--facts", CLI_VALUE },
  { NULL },
};

const HearthCliCommand hearth_cli_benefit_commands[] = {
  { "benefit compute", "--facts FILE", 0, 0, compute_options, run_compute },
  { "benefit show", "CASE", 1, 1, NULL, run_show },
  { NULL },
};
