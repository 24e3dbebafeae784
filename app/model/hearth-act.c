/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-act.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEEN HEARTH_ACT_SEEN
#define FINAL HEARTH_ACT_FINAL

static const HearthAct acts[] = {
  { "bring-back", N_ ("Import brought back"), 0 },
  { "case-open", N_ ("Arrival"), 0 },
  { "case-set", N_ ("Change of a case"), SEEN },
  { "conflict-resolve", N_ ("Decision between two hospitals"), 0 },
  { "demo", N_ ("Demo data"), FINAL },
  { "erase-confirm", N_ ("Erasure confirmed"), FINAL },
  { "erase-propose", N_ ("Erasure proposed"), FINAL },
  { "event-add", N_ ("New exchange event"), 0 },
  { "event-set", N_ ("Change of an exchange event"), SEEN },
  { "file-attach", N_ ("New file"), 0 },
  { "file-detach", N_ ("Removal of a file"), 0 },
  { "ledger-correct", N_ ("Correction of a ledger entry"), 0 },
  { "ledger-enter", N_ ("New ledger entry"), 0 },
  { "ledger-void", N_ ("Ledger entry voided"), SEEN },
  { "login", N_ ("Who is logged in"), FINAL },
  { "photo-set", N_ ("Choice of a photo"), 0 },
  { "plan-refresh", N_ ("Plan brought up to date"), 0 },
  { "record-add", N_ ("New entry"), 0 },
  { "record-set", N_ ("Change of an entry"), SEEN },
  { "roster-join", N_ ("List taken to a case"), 0 },
  { "step-add", N_ ("New step"), 0 },
  { "step-set", N_ ("Change of a step"), SEEN },
  { "withdraw", N_ ("Import withdrawn"), 0 },
};

/** hearth_act_list: (transfer none): @n_acts of them, in order of their ids. Thread: any. */
const HearthAct *
hearth_act_list (guint *n_acts)
{
  g_return_val_if_fail (n_acts != NULL, NULL);

  *n_acts = G_N_ELEMENTS (acts);
  return acts;
}

/** hearth_act_find: (transfer none) (nullable). Thread: any. */
const HearthAct *
hearth_act_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].id, id) == 0)
      return &acts[i];
  return NULL;
}
