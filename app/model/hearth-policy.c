/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-policy.h"

#include "hearth-json.h"
#include "hearth-role.h"
#include "hearth-warning.h"

#include <string.h>

#define ANY NULL
#define WARNINGS "warnings" /* of a person: the flags that warn, and nothing else */

typedef struct
{
  const char *role; /* ANY: every login that holds the compartment */
  HearthCompartment cmp;
  const char *kind; /* ANY: the kinds that no row above names */
  HearthPolicyLevel level;
  const char *tracks; /* for HEARTH_POLICY_OWN */
} Row;

/* The first row that fits counts. What no row names is HEARTH_POLICY_NONE. */
/* clang-format off */
static const Row rows[] = {
  { ANY,                HEARTH_COMPARTMENT_CORE,       "author",    HEARTH_POLICY_OWN,   "" },

  /* What the whole house reckons with is for those who answer for it. */
  { "owner",            HEARTH_COMPARTMENT_CORE,       "overlay",   HEARTH_POLICY_WRITE, NULL },
  { "manager",          HEARTH_COMPARTMENT_CORE,       "overlay",   HEARTH_POLICY_WRITE, NULL },
  { ANY,                HEARTH_COMPARTMENT_CORE,       "overlay",   HEARTH_POLICY_READ,  NULL },

  /* Who may order that something is erased, and note a second person's yes (security 5). */
  { "owner",            HEARTH_COMPARTMENT_CORE,       "erasure",   HEARTH_POLICY_WRITE, NULL },
  { ANY,                HEARTH_COMPARTMENT_CORE,       "erasure",   HEARTH_POLICY_READ,  NULL },
  { "owner",            HEARTH_COMPARTMENT_CORE,       "approval",  HEARTH_POLICY_WRITE, NULL },
  { "manager",          HEARTH_COMPARTMENT_CORE,       "approval",  HEARTH_POLICY_WRITE, NULL },
  { ANY,                HEARTH_COMPARTMENT_CORE,       "approval",  HEARTH_POLICY_READ,  NULL },

  { "registrar",        HEARTH_COMPARTMENT_CORE,       "step",      HEARTH_POLICY_OWN,   "arrival" },
  { "registrar",        HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_WRITE, NULL },

  { "caseworker",       HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_WRITE, NULL },
  { "caseworker",       HEARTH_COMPARTMENT_BENEFITS,   "payment",   HEARTH_POLICY_READ,  NULL },
  { "caseworker",       HEARTH_COMPARTMENT_BENEFITS,   ANY,         HEARTH_POLICY_WRITE, NULL },

  { "clinician",        HEARTH_COMPARTMENT_CORE,       "step",      HEARTH_POLICY_OWN,   "arrival medical rehabilitation followup" },
  { "clinician",        HEARTH_COMPARTMENT_CORE,       "person",    HEARTH_POLICY_OWN,   WARNINGS },
  { "clinician",        HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_READ,  NULL },
  { "clinician",        HEARTH_COMPARTMENT_MEDICAL,    ANY,         HEARTH_POLICY_WRITE, NULL },

  { "psychologist",     HEARTH_COMPARTMENT_CORE,       "step",      HEARTH_POLICY_OWN,   "medical rehabilitation debrief followup" },
  { "psychologist",     HEARTH_COMPARTMENT_CORE,       "person",    HEARTH_POLICY_OWN,   WARNINGS },
  { "psychologist",     HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_READ,  NULL },
  { "psychologist",     HEARTH_COMPARTMENT_MEDICAL,    ANY,         HEARTH_POLICY_WRITE, NULL },
  { "psychologist",     HEARTH_COMPARTMENT_RESTRICTED, ANY,         HEARTH_POLICY_WRITE, NULL },

  { "debriefer",        HEARTH_COMPARTMENT_CORE,       "step",      HEARTH_POLICY_OWN,   "debrief" },
  { "debriefer",        HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_READ,  NULL },
  { "debriefer",        HEARTH_COMPARTMENT_DEBRIEF,    ANY,         HEARTH_POLICY_WRITE, NULL },
  { "debriefer",        HEARTH_COMPARTMENT_TRACING,    ANY,         HEARTH_POLICY_WRITE, NULL },

  { "tracing-officer",  HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_READ,  NULL },
  { "tracing-officer",  HEARTH_COMPARTMENT_TRACING,    ANY,         HEARTH_POLICY_WRITE, NULL },

  { "benefits-officer", HEARTH_COMPARTMENT_CORE,       "step",      HEARTH_POLICY_OWN,   "compensation" },
  { "benefits-officer", HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_READ,  NULL },
  { "benefits-officer", HEARTH_COMPARTMENT_BENEFITS,   ANY,         HEARTH_POLICY_WRITE, NULL },

  { "manager",          HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_WRITE, NULL },
  { "manager",          HEARTH_COMPARTMENT_BENEFITS,   ANY,         HEARTH_POLICY_READ,  NULL },

  /* Grants decide: an owner has only the files whose key was granted. */
  { "owner",            HEARTH_COMPARTMENT_CORE,       ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_MEDICAL,    ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_RESTRICTED, ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_DEBRIEF,    ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_TRACING,    ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_BENEFITS,   ANY,         HEARTH_POLICY_WRITE, NULL },
  { "owner",            HEARTH_COMPARTMENT_ADMIN,      ANY,         HEARTH_POLICY_WRITE, NULL },
};
/* clang-format on */

static const Row *
find_row_of (const char *role, HearthCompartment cmp, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].cmp == cmp && (rows[i].role == ANY || strcmp (rows[i].role, role) == 0) &&
        (rows[i].kind == ANY || strcmp (rows[i].kind, kind) == 0))
      return &rows[i];
  return NULL;
}

static const Row *
find_row (const char *role, const HearthKind *kind)
{
  return find_row_of (role, kind->cmp, kind->id);
}

/**
 * hearth_policy_get_level:
 *
 * Returns: what @role may do with records of @kind, if the login holds the compartment. An unknown role
 *   may do nothing. Thread: any.
 */
HearthPolicyLevel
hearth_policy_get_level (const char *role, const HearthKind *kind)
{
  const Row *row;

  g_return_val_if_fail (role != NULL && kind != NULL, HEARTH_POLICY_NONE);

  row = find_row (role, kind);
  return row == NULL ? HEARTH_POLICY_NONE : row->level;
}

/* What the plan does to steps of all tracks when a fact changes: makes them, moves their dates, retires
 * and revives them. It follows from an act that was allowed, so it is. */
static gboolean
is_consequence (const HearthPolicyAct *act)
{
  static const char *const planned[] = { "due", "state", "reason", NULL };
  static const char *const undone[] = { "gone", NULL };
  const char *state = hearth_json_get_string (act->set, "state");
  const char *present_state = hearth_json_get_string (act->present, "state");

  if (act->present == NULL)
    return g_strcmp0 (state, "planned") == 0;
  if (hearth_json_has_only (act->set, undone))
    return g_strcmp0 (present_state, "planned") == 0;
  return hearth_json_has_only (act->set, planned) &&
         (state == NULL || g_str_equal (state, "planned") || g_str_equal (state, "not-applicable"));
}

static gboolean
lists (const json_t *list, const char *text)
{
  for (gsize i = 0; i < json_array_size (list); i++)
    if (g_strcmp0 (json_string_value (json_array_get (list, i)), text) == 0)
      return TRUE;
  return FALSE;
}

/* Whether each flag of @some is in @others too, or warns. */
static gboolean
differ_by_warnings (const json_t *some, const json_t *others)
{
  for (gsize i = 0; i < json_array_size (some); i++)
    {
      const char *flag = json_string_value (json_array_get (some, i));

      if (flag == NULL || (!lists (others, flag) && !hearth_warning_is_flag (flag)))
        return FALSE;
    }
  return TRUE;
}

/* A clinician warns everybody, and takes the warning back (security 4). */
static gboolean
is_warning (const HearthPolicyAct *act)
{
  static const char *const fields[] = { "flags", NULL };
  const json_t *now = json_object_get (act->set, "flags");
  const json_t *before = json_object_get (act->present, "flags");

  return act->present != NULL && now != NULL && hearth_json_has_only (act->set, fields) &&
         differ_by_warnings (now, before) && differ_by_warnings (before, now);
}

static gboolean
is_own (const Row *row, const HearthPolicyAct *act)
{
  g_auto (GStrv) tracks = g_strsplit (row->tracks, " ", -1);
  const char *track = hearth_json_get_string (act->present, "track");

  if (hearth_id_equal (act->rec, act->who))
    return TRUE;
  if (tracks[0] == NULL)
    return FALSE;
  if (g_str_equal (row->tracks, WARNINGS))
    return is_warning (act);
  return (track != NULL && g_strv_contains ((const char *const *) tracks, track)) ||
         is_consequence (act);
}

static gboolean
is_allowed (const char *role, const HearthPolicyAct *act)
{
  const Row *row = find_row (role, act->kind);

  if (row == NULL)
    return FALSE;
  return row->level == HEARTH_POLICY_WRITE ||
         (row->level == HEARTH_POLICY_OWN && is_own (row, act));
}

/**
 * hearth_policy_find_role:
 * @roles: (array zero-terminated=1): of the user
 *
 * Returns: (transfer none) (nullable): the first of @roles that may do it, to be named in the commit;
 *   %NULL if none may. Thread: any.
 */
const char *
hearth_policy_find_role (const char *const *roles, const HearthPolicyAct *act)
{
  g_return_val_if_fail (roles != NULL && act != NULL, NULL);

  for (guint i = 0; roles[i] != NULL; i++)
    if (is_allowed (roles[i], act))
      return roles[i];
  return NULL;
}

/**
 * hearth_policy_may_have_written:
 * @role: that a line names; one that this version does not know may do nothing
 * @kind: of one of its records; one that this version does not know is as the compartment's others
 * @rec: that record
 * @who: the author
 * @set: (nullable): the fields that it sets
 *
 * Own tracks are not looked at: which track a step is of stands in another line, and a line must count
 * everywhere or nowhere, whatever came before it. The vault that signed it has looked.
 *
 * Returns: whether the line may be in force. Thread: any. Source: bundles 5, M7.
 */
gboolean
hearth_policy_may_have_written (const char *role,
                                HearthCompartment cmp,
                                const char *kind,
                                const HearthId *rec,
                                const HearthId *who,
                                const json_t *set)
{
  static const char *const warnings[] = { "flags", NULL };
  const Row *row;

  g_return_val_if_fail (role != NULL && kind != NULL, FALSE);

  if (!hearth_role_is_known (role))
    return FALSE;
  row = find_row_of (role, cmp, kind);
  if (row == NULL || row->level < HEARTH_POLICY_OWN)
    return FALSE;
  if (row->level == HEARTH_POLICY_OWN && g_str_equal (row->tracks, WARNINGS))
    return set != NULL && hearth_json_has_only (set, warnings);
  return row->level == HEARTH_POLICY_WRITE || row->tracks[0] != '\0' || hearth_id_equal (rec, who);
}

/** hearth_policy_may_write_compartment: whether one of @roles writes what stands in @cmp, not only what is
 * its own: who decides about conflicts and imports there (bundles 6). Thread: any. */
gboolean
hearth_policy_may_write_compartment (const char *const *roles, HearthCompartment cmp)
{
  g_return_val_if_fail (roles != NULL, FALSE);

  for (guint i = 0; roles[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
      if (rows[j].cmp == cmp && rows[j].level == HEARTH_POLICY_WRITE &&
          g_strcmp0 (rows[j].role, roles[i]) == 0)
        return TRUE;
  return FALSE;
}

/** hearth_policy_may_write: whether some record of @kind can be written at all: for greyed buttons. */
gboolean
hearth_policy_may_write (const char *const *roles, const HearthKind *kind)
{
  g_return_val_if_fail (roles != NULL && kind != NULL, FALSE);

  for (guint i = 0; roles[i] != NULL; i++)
    {
      const Row *row = find_row (roles[i], kind);

      /* Warnings follow from other records and have no form of their own. */
      if (row != NULL && row->level >= HEARTH_POLICY_OWN && g_strcmp0 (row->tracks, WARNINGS) != 0)
        return TRUE;
    }
  return FALSE;
}
