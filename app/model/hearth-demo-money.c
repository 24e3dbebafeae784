/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-money.h"

#include "hearth-case-benefits.h"
#include "hearth-demo-progress.h"
#include "hearth-random.h"

/* Of a month, by which the pay of one differs from that of the next. */
#define BASE_KOP 2010000
#define BASE_STEP_KOP 118000
#define N_BASES 9
#define EVERY_SHARE 5
#define EVERY_STAY 6
#define STAY_DAYS 41
#define EVERY_PART 4
#define ANSWER_DAYS 30

typedef struct
{
  HearthCommand *command;
  HearthCase *kase;
  const HearthDemoData *data;
  guint person;
  HearthDate today;
} Story;

static void
add (const Story *self, const char *kind, json_t *set)
{
  const HearthId rec = hearth_random_id ();

  hearth_command_set (self->command, hearth_registry_find_kind (kind),
                      hearth_case_get_id (self->kase), &rec, HEARTH_REVISION_NEW, set);
}

static void
set_day (json_t *set, const char *field, HearthDate day)
{
  g_autofree char *text = day != HEARTH_DATE_NONE ? hearth_date_to_string (day) : NULL;

  if (text != NULL)
    json_object_set_new (set, field, json_string (text));
}

static void
set_story (const Story *self, json_t *set, const char *field, const char *key)
{
  g_autofree char *text = hearth_demo_data_dup_text (self->data, "claims", key);

  if (text != NULL)
    json_object_set_new (set, field, json_string (text));
}

static void
add_pay (const Story *self)
{
  const gint64 base = BASE_KOP + (gint64) (self->person % N_BASES) * BASE_STEP_KOP;
  json_t *before = json_pack ("{s:I}", "base_kop", (json_int_t) base);
  json_t *after = json_pack ("{s:I}", "base_kop", (json_int_t) (base + BASE_STEP_KOP));

  set_day (before, "from_on", hearth_date_new (2021, 1, 1));
  set_day (before, "until_on", hearth_date_new (2023, 12, 31));
  set_day (after, "from_on", hearth_date_new (2024, 1, 1));
  add (self, "pay", before);
  add (self, "pay", after);
}

static void
add_share (const Story *self)
{
  json_t *set = json_pack ("{s:i, s:s}", "percent", 30, "to_whom", "relatives");

  set_story (self, set, "recipient", "recipient");
  set_day (set, "from_on", hearth_date_new (2025, 2, 1));
  add (self, "share", set);
}

static void
add_stay (const Story *self, HearthDate since)
{
  const HearthDate last = since + STAY_DAYS - 1;
  json_t *set = json_object ();

  if (self->person % (2 * EVERY_STAY) == 0)
    json_object_set_new (set, "wound", json_true ());
  set_day (set, "from_on", since);
  if (last < self->today)
    set_day (set, "until_on", last);
  add (self, "stay", set);
}

/* --- One benefit --- */

static const HearthDemoStep *
find_step (const char *template_id, GPtrArray *records, GArray *steps)
{
  for (guint i = 0; template_id != NULL && i < records->len; i++)
    if (g_strcmp0 (hearth_record_get_text (records->pdata[i], "template"), template_id) == 0)
      return &g_array_index (steps, HearthDemoStep, i);
  return NULL;
}

static HearthDate
get_done (const HearthDemoStep *step)
{
  return step != NULL && step->is_changed && step->state == HEARTH_STEP_DONE ? step->done_on
                                                                             : HEARTH_DATE_NONE;
}

/* What was paid is what was counted; now and then a part of it. */
static void
add_payment (const Story *self, const HearthBenefitAccount *account, HearthDate day)
{
  const gint64 sum = self->person % EVERY_PART == 1 ? account->sum_kop / 2 : account->sum_kop;
  json_t *set = json_pack ("{s:s, s:I, s:s, s:s}", "benefit", account->name, "amount_kop",
                           (json_int_t) sum, "entry", "paid", "to_whom", "person");

  if (sum == 0)
    {
      json_decref (set);
      return;
    }
  set_day (set, "paid_on", day);
  add (self, "payment", set);
}

static void
tell_waiting (const Story *self, json_t *set, guint how, HearthDate submitted)
{
  static const char *const states[] = { "under-review", "awaiting-funding", "sent-back",
                                        "rejected",     "appealed",         "in-court" };
  const char *state = states[how % G_N_ELEMENTS (states)];
  const HearthDate answered = MIN (submitted + 12, self->today);

  json_object_set_new (set, "state", json_string (state));
  set_day (set, "since_on", answered);
  if (g_str_equal (state, "awaiting-funding"))
    set_day (set, "approved_on", answered);
  else if (g_str_equal (state, "under-review"))
    set_day (set, "answer_due_on", submitted + ANSWER_DAYS);
  else
    {
      set_day (set, "refused_on", answered);
      set_story (self, set, "refusal", "refusal");
      set_day (set, "appeal_due_on", answered + ANSWER_DAYS);
    }
  if (g_str_equal (state, "appealed") || g_str_equal (state, "in-court"))
    set_day (set, "appealed_on", MIN (answered + 5, self->today));
  if (g_str_equal (state, "in-court"))
    set_story (self, set, "court", "court");
}

static void
add_claim (const Story *self,
           const HearthBenefitAccount *account,
           const HearthDemoStep *settle,
           HearthDate submitted,
           HearthDate settled)
{
  const guint how = hearth_demo_dice (
      account->name, hearth_record_get_text (hearth_case_get_person (self->kase), "number"), 6);
  json_t *set = json_pack ("{s:s}", "benefit", account->name);

  set_day (set, "submitted_on", submitted);
  if (settled != HEARTH_DATE_NONE)
    {
      json_object_set_new (set, "state",
                           json_string (self->person % EVERY_PART == 1 ? "partly-paid" : "paid"));
      set_day (set, "since_on", settled);
    }
  else if (submitted != HEARTH_DATE_NONE)
    tell_waiting (self, set, how, submitted);
  else
    {
      json_object_set_new (set, "state", json_string ("collecting"));
      set_story (self, set, "next_act", "next");
      set_day (set, "next_on", self->today + 1 + (HearthDate) how);
    }
  if (settled == HEARTH_DATE_NONE && settle != NULL && settle->blocker != NULL)
    {
      json_object_set_new (set, "blocker", json_string (settle->blocker));
      set_day (set, "blocked_since", MAX (submitted, self->today - 9));
    }
  add (self, "claim", set);
}

static void
add_account (const Story *self,
             const HearthBenefitAccount *account,
             GPtrArray *records,
             GArray *steps)
{
  const char *submit = hearth_pack_entry_get_text (account->benefit, "SubmitStep", NULL);
  const char *settle = hearth_pack_entry_get_text (account->benefit, "SettleStep", NULL);
  const HearthDemoStep *submitting = find_step (submit, records, steps);
  const HearthDemoStep *settling = find_step (settle, records, steps);
  const HearthDate settled = get_done (settling);
  HearthDate submitted = get_done (submitting);

  if (settled != HEARTH_DATE_NONE)
    add_payment (self, account, settled);
  if (settled != HEARTH_DATE_NONE && submitted > settled)
    submitted = settled;
  /* Not every claim was begun. */
  if (submitting != NULL &&
      (submitted != HEARTH_DATE_NONE || settled != HEARTH_DATE_NONE || self->person % 3 == 0))
    add_claim (self, account, settling, submitted, settled);
}

void
hearth_demo_add_money (HearthCommand *command,
                       HearthCase *kase,
                       HearthPackSet *packs,
                       const HearthDemoData *data,
                       guint person,
                       HearthDate since,
                       GPtrArray *records,
                       GArray *steps)
{
  const Story self = { command, kase, data, person, hearth_case_get_today (kase) };
  g_autoptr (HearthCaseBenefits) counted = hearth_case_benefits_new (kase, packs);

  add_pay (&self);
  if (person % EVERY_SHARE == 1)
    add_share (&self);
  if (person % EVERY_STAY == 0)
    add_stay (&self, since);
  for (guint i = 0; i < counted->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (counted->accounts, HearthBenefitAccount, i);

      if (account->benefit != NULL)
        add_account (&self, account, records, steps);
    }
}
