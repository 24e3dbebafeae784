/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts are taken back one after the other, newest first, until the sum is another one. */
#include "config.h"

#include "hearth-owed-change.h"

#include "hearth-case-benefits.h"

#include <string.h>

/* Farther back than this nobody asks why. */
#define N_ACTS 40

enum
{
  PERSON,
  CAPTIVITY,
  CONTACT,
  PAY,
  SHARE,
  STAY,
  DISABILITY,
  PAYMENT,
  CLAIM,
  N_KINDS
};

static const char *const kinds[N_KINDS] = {
  [PERSON] = "person",         [CAPTIVITY] = "captivity",
  [CONTACT] = "contact",       [PAY] = "pay",
  [SHARE] = "share",           [STAY] = "stay",
  [DISABILITY] = "disability", [PAYMENT] = "payment",
  [CLAIM] = "claim",
};

/* The records as they were before the acts that were taken back. */
typedef struct
{
  GPtrArray *lists[N_KINDS];
  HearthPackSet *packs;
  HearthDate today;
} Past;

static void
past_init (Past *self, HearthCase *kase, HearthPackSet *packs)
{
  self->packs = packs;
  self->today = hearth_case_get_today (kase);
  for (guint i = 0; i < N_KINDS; i++)
    {
      GPtrArray *records = i == PERSON ? NULL : hearth_case_get_records (kase, kinds[i]);

      self->lists[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
      if (i == PERSON)
        g_ptr_array_add (self->lists[i],
                         hearth_record_ref ((HearthRecord *) hearth_case_get_person (kase)));
      for (guint j = 0; records != NULL && j < records->len; j++)
        g_ptr_array_add (self->lists[i], hearth_record_ref (records->pdata[j]));
    }
}

static void
past_clear (Past *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
}

static gint64
count (const Past *self)
{
  const HearthBenefitRecords records = { .person = self->lists[PERSON]->pdata[0],
                                         .captivity = self->lists[CAPTIVITY],
                                         .contacts = self->lists[CONTACT],
                                         .pay = self->lists[PAY],
                                         .shares = self->lists[SHARE],
                                         .stays = self->lists[STAY],
                                         .disabilities = self->lists[DISABILITY],
                                         .payments = self->lists[PAYMENT],
                                         .claims = self->lists[CLAIM],
                                         .today = self->today };
  g_autoptr (HearthCaseBenefits) counted = hearth_case_benefits_new_from (&records, self->packs);

  return hearth_case_benefits_total (counted).owed_kop;
}

static int
find_kind (const HearthChange *change)
{
  for (int i = 0; i < N_KINDS; i++)
    if (strcmp (kinds[i], change->kind) == 0)
      return i;
  return -1;
}

/* A record of which nothing is left was not there yet. */
static void
set_back (GPtrArray *list, guint index, const HearthChange *change)
{
  HearthRecord *record = list->pdata[index];
  json_t *values = json_copy ((json_t *) hearth_record_get_values (record));

  if (change->old_value != NULL)
    json_object_set (values, change->field, change->old_value);
  else
    json_object_del (values, change->field);
  if (json_object_size (values) == 0 && strcmp (change->kind, "person") != 0)
    {
      json_decref (values);
      g_ptr_array_remove_index (list, index);
      return;
    }
  list->pdata[index] = hearth_record_new (
      hearth_record_get_kind (record), hearth_record_get_id (record),
      hearth_record_get_case (record), hearth_record_get_revision (record), values);
  hearth_record_unref (record);
}

/* What was deleted since does not come back. */
static gboolean
take_back (Past *self, const HearthChange *change)
{
  const int kind = find_kind (change);

  for (guint i = 0; kind >= 0 && i < self->lists[kind]->len; i++)
    if (hearth_id_equal (hearth_record_get_id (self->lists[kind]->pdata[i]), &change->rec))
      {
        set_back (self->lists[kind], i, change);
        return TRUE;
      }
  return FALSE;
}

/* Returns how many changes the act has that begins at @first. */
static guint
take_back_act (Past *self, GPtrArray *history, guint first, const HearthChange **named)
{
  const HearthChange *begin = history->pdata[first];
  guint n = 0;

  *named = NULL;
  for (; first + n < history->len; n++)
    {
      const HearthChange *change = history->pdata[first + n];

      if (!hearth_id_equal (&change->act, &begin->act))
        break;
      if (take_back (self, change) && *named == NULL)
        *named = change;
    }
  return n;
}

/**
 * hearth_owed_change_find:
 * @out: (out): undefined if there is none; lends from @history
 *
 * Who could not read all of it finds what can be told by what they read. Thread: any.
 */
gboolean
hearth_owed_change_find (GPtrArray *history,
                         HearthCase *kase,
                         HearthPackSet *packs,
                         HearthOwedChange *out)
{
  Past past = { { NULL } };
  gboolean has_found = FALSE;
  guint n_acts = 0;

  g_return_val_if_fail (history != NULL && out != NULL, FALSE);
  g_return_val_if_fail (HEARTH_IS_CASE (kase) && packs != NULL, FALSE);

  past_init (&past, kase, packs);
  out->after_kop = count (&past);
  for (guint i = 0; i < history->len && n_acts < N_ACTS && !has_found; n_acts++)
    {
      i += take_back_act (&past, history, i, &out->change);
      if (out->change == NULL)
        continue;
      out->before_kop = count (&past);
      has_found = out->before_kop != out->after_kop;
    }
  past_clear (&past);
  return has_found;
}
