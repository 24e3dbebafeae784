/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ledger-acts-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-json.h"
#include "hearth-ledger.h"

#include <string.h>

#define N_ACCOUNT_DIGITS 4

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

/* Files and scripts know a benefit by its code, whatever it was typed as. */
static void
name_benefit (json_t *set, HearthPackSet *packs)
{
  const char *name = hearth_json_get_string (set, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;

  if (benefit != NULL)
    json_object_set_new (set, "benefit",
                         json_string (hearth_pack_entry_get_text (benefit, "Code", NULL)));
}

/* The sign is in the word. An entry without a sum says how far something is, and moves nothing. */
static gboolean
check_amount (const HearthRecord *entry, GError **error)
{
  if (hearth_ledger_get_amount (entry) < 0)
    return refuse ("\"amount_kop\" is below zero: what is given back is an entry \"returned\"",
                   error);
  return hearth_ledger_get_move (entry) == HEARTH_LEDGER_TOLD ||
         hearth_ledger_get_amount (entry) > 0 ||
         refuse ("\"amount_kop\" is needed where money moved or was waived", error);
}

/* The whole number of an account has no place in a vault: its end tells one account from another. */
static gboolean
check_account (const HearthRecord *entry, GError **error)
{
  const char *digits = hearth_record_get_text (entry, "account");

  if (digits == NULL ||
      (strlen (digits) <= N_ACCOUNT_DIGITS && strspn (digits, "0123456789") == strlen (digits)))
    return TRUE;
  return refuse ("\"account\" takes the last four digits of the account", error);
}

/* Of what stands only voiding can be set, to which the store sees: once, with a reason, and nothing is removed.
 * An act that is taken back does not come by here. */
static gboolean
check_voiding (const HearthRecord *present, const json_t *set, GError **error)
{
  const json_t *reason = json_object_get (set, "void_reason");

  if (json_is_true (json_object_get (set, "gone")))
    return refuse ("an entry of the ledger is never removed: void it with a reason", error);
  if (reason == NULL)
    return TRUE;
  if (hearth_record_get_text (present, "void_reason") != NULL)
    return refuse ("\"void_reason\" is there already: make a new entry", error);
  return TRUE;
}

/* The wrong entry is voided by the act that corrects it. */
static gboolean
void_corrected (HearthCommand *command,
                HearthDb *db,
                const HearthId *case_id,
                const HearthKind *kind,
                json_t *set,
                GError **error)
{
  const char *note = hearth_json_get_string (set, "note");
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthRecord) wrong = NULL;
  HearthId id;

  if (!hearth_id_parse (hearth_json_get_string (set, "corrects"), &id))
    return refuse ("\"corrects\" takes an id of 32 digits", error);
  wrong = hearth_store_get_record (db, kind, &id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (wrong == NULL || hearth_record_is_gone (wrong) ||
      !hearth_id_equal (hearth_record_get_case (wrong), case_id))
    return refuse ("\"corrects\" names no entry of this case", error);
  if (hearth_record_get_text (wrong, "void_reason") != NULL)
    return refuse ("\"corrects\" names an entry that is void already", error);
  hearth_command_set (
      command, kind, case_id, &id, hearth_record_get_revision (wrong),
      json_pack ("{s:s}", "void_reason", note != NULL ? note : HEARTH_LEDGER_CORRECTED));
  return TRUE;
}

gboolean
_hearth_ledger_follow (HearthCommand *command,
                       const HearthActEnv *env,
                       HearthDb *db,
                       const HearthId *case_id,
                       const HearthKind *kind,
                       const HearthRecord *present,
                       json_t *set,
                       GError **error)
{
  g_autoptr (HearthRecord) none = NULL;
  g_autoptr (HearthRecord) entry = NULL;

  if (present != NULL)
    return check_voiding (present, set, error);
  name_benefit (set, env->packs);
  if (hearth_json_get_string (set, "entry") == NULL)
    json_object_set_new (set, "entry", json_string ("paid"));
  none = hearth_record_new (kind, case_id, case_id, 0, json_object ());
  entry = _hearth_record_overlay (none, set);
  if (!check_amount (entry, error) || !check_account (entry, error))
    return FALSE;
  return hearth_json_get_string (set, "corrects") == NULL ||
         void_corrected (command, db, case_id, kind, set, error);
}
