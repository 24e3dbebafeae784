/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-claim-acts-private.h"

#include "hearth-benefit-facts.h"
#include "hearth-claim.h"
#include "hearth-document-terms.h"
#include "hearth-json.h"

#include <string.h>

gboolean
_hearth_claim_is_kind (const HearthKind *kind)
{
  return strcmp (kind->id, "claim") == 0;
}

static gboolean
refuse (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, message);
  return FALSE;
}

/* The day that a state brings, in the order in which they come. */
static const struct
{
  const char *state;
  const char *field;
} days[] = {
  { "submitted", "submitted_on" },
  { "rejected", "refused_on" },
  { "appealed", "appealed_on" },
  { "approved", "approved_on" },
};

static void
name_benefit (json_t *set, HearthPackSet *packs)
{
  const char *name = hearth_json_get_string (set, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;

  if (benefit != NULL)
    json_object_set_new (set, "benefit", json_string (hearth_pack_entry_get_id (benefit)));
}

/* Who writes a day down and no state means the state that begins on it; who chooses a state means today. */
static void
complete_state (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  const char *state = hearth_json_get_string (set, "state");

  /* Of several days the one that comes last. */
  for (guint i = 0; state == NULL && i < G_N_ELEMENTS (days); i++)
    if (json_is_string (json_object_get (set, days[i].field)) &&
        hearth_record_get_date (present, days[i].field) == HEARTH_DATE_NONE)
      json_object_set_new (set, "state", json_string (days[i].state));
  if (hearth_json_get_string (set, "state") == NULL &&
      hearth_record_get_text (present, "state") == NULL)
    json_object_set_new (set, "state", json_string ("collecting"));
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (days); i++)
    if (strcmp (state, days[i].state) == 0 && json_object_get (set, days[i].field) == NULL &&
        (hearth_record_get_date (present, days[i].field) == HEARTH_DATE_NONE ||
         g_strcmp0 (hearth_record_get_text (present, "state"), state) != 0))
      json_object_set_new (set, days[i].field, hearth_json_new_date (env->today));
}

static HearthDate
day_of_state (const HearthActEnv *env, const HearthRecord *next)
{
  const char *state = hearth_record_get_text (next, "state");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_strcmp0 (state, days[i].state) == 0 &&
        hearth_record_get_date (next, days[i].field) != HEARTH_DATE_NONE)
      return hearth_record_get_date (next, days[i].field);
  return env->today;
}

static void
complete_since (const HearthActEnv *env, const HearthRecord *present, json_t *set)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  const char *blocker = hearth_record_get_text (next, "blocker");

  if (json_object_get (set, "since_on") == NULL &&
      g_strcmp0 (hearth_record_get_text (present, "state"),
                 hearth_record_get_text (next, "state")) != 0)
    json_object_set_new (set, "since_on", hearth_json_new_date (day_of_state (env, next)));
  if (json_object_get (set, "blocker") == NULL || json_object_get (set, "blocked_since") != NULL ||
      g_strcmp0 (hearth_record_get_text (present, "blocker"), blocker) == 0)
    return;
  json_object_set_new (set, "blocked_since",
                       blocker != NULL ? hearth_json_new_date (env->today) : json_null ());
}

/* A term stands where nobody wrote another day in the same change. */
static void
complete_term (const HearthActEnv *env,
               const HearthRecord *present,
               json_t *set,
               const char *from,
               const char *to,
               const char *clock_key)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  const HearthPackEntry *benefit = hearth_claim_get_benefit (next, env->packs);
  const char *clock =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, clock_key, NULL) : NULL;
  const HearthDate begin = hearth_record_get_date (next, from);
  HearthDate end;

  if (clock == NULL || json_object_get (set, from) == NULL || json_object_get (set, to) != NULL)
    return;
  end = begin != HEARTH_DATE_NONE ? hearth_clock_term_get_end (env->templates, clock, begin)
                                  : HEARTH_DATE_NONE;
  if (hearth_record_get_date (present, to) != end)
    json_object_set_new (set, to, hearth_json_new_date (end));
}

/* The days of @fields, of which any may be missing, come one after the other. */
static gboolean
check_days (const HearthRecord *next, const char *const *fields, guint n_fields, GError **error)
{
  HearthDate last = HEARTH_DATE_NONE;

  for (guint i = 0; i < n_fields; i++)
    {
      HearthDate day = hearth_record_get_date (next, fields[i]);

      if (day == HEARTH_DATE_NONE)
        continue;
      if (last != HEARTH_DATE_NONE && day < last)
        {
          g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "\"%s\" is before the day of what comes before it", fields[i]);
          return FALSE;
        }
      last = day;
    }
  return TRUE;
}

static gboolean
check_order (const HearthRecord *next, GError **error)
{
  static const char *const refused[] = { "submitted_on", "refused_on", "appealed_on" };
  static const char *const approved[] = { "submitted_on", "approved_on" };

  return check_days (next, refused, G_N_ELEMENTS (refused), error) &&
         check_days (next, approved, G_N_ELEMENTS (approved), error);
}

/* A scan is named by the id of its file, which other logins may hold and this one not. */
static gboolean
check_scans (const json_t *set, GError **error)
{
  const json_t *scans = json_object_get (set, "scans");

  for (size_t i = 0; i < json_array_size (scans); i++)
    {
      const char *text = json_string_value (json_array_get (scans, i));
      HearthId id;

      if (text == NULL || !hearth_id_parse (text, &id))
        return refuse ("\"scans\" takes ids of files, of 32 digits each", error);
    }
  return TRUE;
}

static gboolean
holds_paper (const GArray *papers, const char *id)
{
  for (guint i = 0; i < papers->len; i++)
    if (g_str_equal (g_array_index (papers, HearthClaimPaper, i).id, id))
      return TRUE;
  return FALSE;
}

static gboolean
holds_text (const json_t *list, const char *text)
{
  for (size_t i = 0; i < json_array_size (list); i++)
    if (g_strcmp0 (json_string_value (json_array_get (list, i)), text) == 0)
      return TRUE;
  return FALSE;
}

/* Only what the benefit asks for; what another version of its pack asked for stays. */
static gboolean
check_papers (const HearthRecord *present,
              const HearthRecord *next,
              const json_t *set,
              HearthPackSet *packs,
              GError **error)
{
  const json_t *ids = json_object_get (set, "papers");
  const json_t *were = json_object_get (hearth_record_get_values (present), "papers");
  g_autoptr (GArray) papers = hearth_claim_list_papers (next, packs, NULL, "uk");

  for (size_t i = 0; i < json_array_size (ids); i++)
    {
      const char *id = json_string_value (json_array_get (ids, i));

      if (id == NULL || (!holds_paper (papers, id) && !holds_text (were, id)))
        return refuse ("\"papers\" takes ids of the papers that the benefit needs", error);
    }
  return TRUE;
}

/* Whoever appeals has to answer a reason. What was refused before the reason was asked for stays as it is. */
static gboolean
check_refusal (const HearthRecord *present, const HearthRecord *next, GError **error)
{
  static const char *const said = "rejected";

  return g_strcmp0 (hearth_record_get_text (next, "state"), said) != 0 ||
         hearth_record_is_gone (next) || hearth_record_get_text (next, "refusal") != NULL ||
         (g_strcmp0 (hearth_record_get_text (present, "state"), said) == 0 &&
          hearth_record_get_text (present, "refusal") == NULL) ||
         refuse ("\"refusal\" says why it was refused", error);
}

/* Nothing can be counted for what no pack knows, and no step follows it. */
static gboolean
check_benefit (const HearthRecord *next, HearthPackSet *packs, GError **error)
{
  return hearth_record_is_gone (next) || hearth_record_get_text (next, "benefit") == NULL ||
         hearth_claim_get_benefit (next, packs) != NULL ||
         refuse ("\"benefit\" takes the id or the code of one of the packs", error);
}

/* Another sum than the one that was counted needs a reason, and says whose it is. */
static gboolean
complete_override (const HearthRecord *present, json_t *set, const char *user, GError **error)
{
  g_autoptr (HearthRecord) next = _hearth_record_overlay (present, set);
  gint64 sum;

  if (json_object_get (set, "override_kop") == NULL &&
      json_object_get (set, "override_reason") == NULL &&
      json_object_get (set, "override_by") == NULL)
    return TRUE;
  if (!hearth_record_get_int (next, "override_kop", &sum))
    {
      if (hearth_record_get_text (present, "override_by") != NULL)
        json_object_set_new (set, "override_by", json_null ());
      return TRUE;
    }
  if (sum < 0 || hearth_record_get_text (next, "override_reason") == NULL)
    return refuse ("\"override_kop\" needs \"override_reason\", and is not below zero", error);
  if (user != NULL)
    json_object_set_new (set, "override_by", json_string (user));
  return TRUE;
}

gboolean
_hearth_claim_complete (const HearthActEnv *env,
                        const HearthRecord *present,
                        json_t *set,
                        const char *user,
                        GError **error)
{
  g_autoptr (HearthRecord) next = NULL;

  name_benefit (set, env->packs);
  complete_state (env, present, set);
  complete_since (env, present, set);
  complete_term (env, present, set, "submitted_on", "answer_due_on", "AnswerClock");
  complete_term (env, present, set, "refused_on", "appeal_due_on", "AppealClock");
  if (!complete_override (present, set, user, error))
    return FALSE;
  next = _hearth_record_overlay (present, set);
  return check_scans (set, error) && check_papers (present, next, set, env->packs, error) &&
         check_order (next, error) && check_refusal (present, next, error) &&
         (json_object_get (set, "benefit") == NULL || check_benefit (next, env->packs, error));
}
