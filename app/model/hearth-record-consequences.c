/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from one record, by its kind. */
#include "config.h"

#include "hearth-record-consequences-private.h"

#include "hearth-access-acts-private.h"
#include "hearth-answers-private.h"
#include "hearth-answers.h"
#include "hearth-claim-acts-private.h"
#include "hearth-consent-acts-private.h"
#include "hearth-document-acts-private.h"
#include "hearth-injury-acts-private.h"
#include "hearth-json.h"
#include "hearth-ledger-acts-private.h"
#include "hearth-ledger.h"
#include "hearth-medical-acts-private.h"
#include "hearth-rehabilitation-acts-private.h"

#include <string.h>

HearthRecord *
_hearth_record_act_overlay (const HearthRecordAct *act, const json_t *set)
{
  g_autoptr (HearthRecord) none = NULL;
  const HearthRecord *present = act->present;

  if (present == NULL)
    present = none = hearth_record_new (act->kind, act->rec, act->case_id, 0, json_object ());
  return _hearth_record_overlay (present, set);
}

static void
drop_record (GPtrArray *records, const HearthId *rec)
{
  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      {
        g_ptr_array_remove_index (records, i);
        return;
      }
}

/* Only the period that is edited is looked at: what another one holds does not stop this. */
static gboolean
check_period (const HearthRecordAct *act, HearthRecord *period, GError **error)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  HearthCaseRecords around = { act->records->case_id, act->records->person, alone,
                               act->records->steps };

  g_ptr_array_add (alone, period);
  return _hearth_case_fields_check_dates (&around, NULL, act->set, act->env->today, error);
}

static gboolean
follow_captivity (const HearthRecordAct *act, GError **error)
{
  HearthPlanRefresh counts = { 0 };
  gboolean is_gone = json_is_true (json_object_get (act->set, "gone"));
  g_autoptr (HearthRecord) period = _hearth_record_act_overlay (act, act->set);

  if (!is_gone && !check_period (act, period, error))
    return FALSE;
  drop_record (act->records->captivity, act->rec);
  if (!is_gone)
    g_ptr_array_add (act->records->captivity, g_steal_pointer (&period));
  return _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                      error);
}

/* The stage that was seen when it was decided must still be the one that there is. */
static gboolean
follow_decision (const HearthRecordAct *act, GError **error)
{
  const char *present = hearth_record_get_text (act->records->person, "stage");
  const char *next = hearth_json_get_string (act->set, "next");
  HearthPlanRefresh counts = { 0 };
  json_auto_t *person = NULL;
  HearthRecord *staged;
  gboolean is_same;

  if (next == NULL)
    return TRUE;
  /* Who does not say which stage ends means the one that there is. */
  if (json_object_get (act->set, "stage") == NULL && present != NULL)
    json_object_set_new (act->set, "stage", json_string (present));
  is_same = g_strcmp0 (present, hearth_json_get_string (act->set, "stage")) == 0;
  person = json_pack ("{s:s}", "stage", next);
  hearth_command_set (act->command, hearth_registry_find_kind ("person"), act->case_id,
                      hearth_record_get_id (act->records->person),
                      is_same ? hearth_record_get_revision (act->records->person)
                              : HEARTH_REVISION_NEW,
                      json_incref (person));
  staged = _hearth_record_overlay (act->records->person, person);
  hearth_record_unref (act->records->person);
  act->records->person = staged;
  return _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                      error);
}

/* The steps of the plan say what the document says. */
static gboolean
follow_document (const HearthRecordAct *act, GError **error)
{
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) before = _hearth_record_act_overlay (act, NULL);
  g_autoptr (HearthRecord) next = NULL;

  if (!json_is_true (json_object_get (act->set, "gone")) &&
      !_hearth_document_complete (act->env, before, act->set, error))
    return FALSE;
  next = _hearth_record_act_overlay (act, act->set);
  _hearth_document_move_steps (act->command, act->env, act->records, act->present, next);
  return _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                      error);
}

static gboolean
follow_claim (const HearthRecordAct *act, GError **error)
{
  HearthPlanRefresh counts = { 0 };
  g_autoptr (HearthRecord) before = _hearth_record_act_overlay (act, NULL);
  g_autoptr (HearthRecord) next = NULL;

  if (!json_is_true (json_object_get (act->set, "gone")) &&
      !_hearth_claim_complete (act->env, before, act->set, act->user, error))
    return FALSE;
  next = _hearth_record_act_overlay (act, act->set);
  _hearth_claim_move_steps (act->command, act->env, act->records, before, next);
  return _hearth_plan_add_operations (act->command, act->env, act->db, act->records, &counts,
                                      error);
}

static gboolean
leave_others (const HearthRecordAct *act, const HearthField *field, GError **error)
{
  g_autoptr (GPtrArray) others =
      hearth_store_list_records (act->db, act->kind, act->case_id, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      const HearthRecord *other = others->pdata[i];

      if (!hearth_id_equal (hearth_record_get_id (other), act->rec) &&
          json_is_true (json_object_get (hearth_record_get_values (other), field->id)))
        hearth_command_set (act->command, act->kind, act->case_id, hearth_record_get_id (other),
                            hearth_record_get_revision (other),
                            json_pack ("{s:b}", field->id, FALSE));
    }
  return TRUE;
}

static gboolean
leave_all_others (const HearthRecordAct *act, GError **error)
{
  for (const HearthField *field = act->kind->fields; field->id != NULL; field++)
    if ((field->flags & HEARTH_FIELD_ONE_OF) != 0 &&
        json_is_true (json_object_get (act->set, field->id)) && !leave_others (act, field, error))
      return FALSE;
  return TRUE;
}

static gboolean
follow_filled (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) after = _hearth_record_act_overlay (act, act->set);
  const HearthAnswersEdit edit = { act->env, act->db, act->records, act->present, after };
  HearthMedicalAct medical = { act->command, act->env, act->db, act->records,
                               act->present, after,    act->set };

  return _hearth_answers_follow (act->command, &edit, act->set, error) &&
         _hearth_check_follow_result (&medical, error);
}

static gboolean
follow_injury (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) after = _hearth_record_act_overlay (act, act->set);
  const HearthInjuryEdit edit = { act->env->packs, act->db, act->present, after, act->photo };
  HearthMedicalAct medical = { act->command, act->env, act->db, act->records,
                               act->present, after,    act->set };

  return _hearth_injury_follow (act->command, &edit, act->set, error) &&
         _hearth_check_follow_result (&medical, error);
}

static gboolean
follow_medical (const HearthRecordAct *act, GError **error)
{
  g_autoptr (HearthRecord) after = _hearth_record_act_overlay (act, act->set);
  HearthMedicalAct medical = { act->command, act->env, act->db, act->records,
                               act->present, after,    act->set };

  return _hearth_medical_follow (&medical, error);
}

static gboolean
follow_ledger (const HearthRecordAct *act, GError **error)
{
  return _hearth_ledger_follow (act->command, act->env, act->db, act->case_id, act->kind,
                                act->present, act->set, error);
}

static gboolean
follow_others (const HearthRecordAct *act, GError **error)
{
  return _hearth_rehabilitation_follow (act->command, act->env, act->db, act->records, act->kind,
                                        act->present, act->set, error) &&
         leave_all_others (act, error);
}

/* --- The table --- */

typedef gboolean (*IsKindFunc) (const HearthKind *kind);

/**
 * Consequence:
 * @kind: (nullable): of this kind only; %NULL: of those of @is_kind
 * @is_kind: (nullable): %NULL beside no @kind: of every kind that is not named above
 * @is_first: whether it follows from the making of the record alone
 */
typedef struct
{
  const char *kind;
  IsKindFunc is_kind;
  gboolean (*follow) (const HearthRecordAct *act, GError **error);
  gboolean is_first;
} Consequence;

/* The first that fits is what follows. */
static const Consequence consequences[] = {
  { .kind = "captivity", .follow = follow_captivity },
  { .is_kind = hearth_ledger_is_kind, .follow = follow_ledger },
  { .kind = "decision", .is_first = TRUE, .follow = follow_decision },
  { .is_kind = hearth_answers_is_kind, .follow = follow_filled },
  { .is_kind = hearth_injury_is_kind, .follow = follow_injury },
  { .is_kind = _hearth_medical_is_followed, .follow = follow_medical },
  { .is_kind = _hearth_claim_is_kind, .follow = follow_claim },
  { .kind = "document", .follow = follow_document },
  { .kind = "access_request", .follow = _hearth_access_request_follow },
  { .kind = "consent", .follow = _hearth_consent_follow },
  { .follow = follow_others },
};

static gboolean
fits (const Consequence *consequence, const HearthRecordAct *act)
{
  if (consequence->is_first && act->present != NULL)
    return FALSE;
  if (consequence->kind != NULL)
    return strcmp (act->kind->id, consequence->kind) == 0;
  return consequence->is_kind == NULL || consequence->is_kind (act->kind);
}

gboolean
_hearth_record_follow (const HearthRecordAct *act, GError **error)
{
  const Consequence *consequence = consequences;

  while (!fits (consequence, act))
    consequence++;
  return consequence->follow (act, error);
}
