/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the clock of this computer can be right, as far as the vault's own lines tell. */
#include "config.h"

#include "hearth-clock-jump.h"

#include "hearth-audit.h"
#include "hearth-journal.h"

#define HLC_COUNTER_BITS 16

/* Clocks that are set by the network step back a little. */
#define BACK_MS (G_GINT64_CONSTANT (5) * 60 * 1000)
#define FORWARD_MS (G_GINT64_CONSTANT (400) * 24 * 60 * 60 * 1000)

/**
 * hearth_clock_jump_judge:
 * @last_ms: of the last change, milliseconds since 1970; 0: there is none
 *
 * Returns: what is to be told. Thread: any.
 */
HearthClockJump
hearth_clock_jump_judge (gint64 last_ms, gint64 now_ms)
{
  if (last_ms <= 0)
    return HEARTH_CLOCK_STEADY;
  if (now_ms < last_ms - BACK_MS)
    return HEARTH_CLOCK_BACK;
  return now_ms > last_ms + FORWARD_MS ? HEARTH_CLOCK_FORWARD : HEARTH_CLOCK_STEADY;
}

/**
 * hearth_clock_jump_read_last:
 * @dev: of this vault: the clocks of others prove nothing about ours
 *
 * Returns: when the last change was made here, milliseconds since 1970; 0 if none was; -1 with an
 *   error. Thread: the connection's.
 */
gint64
hearth_clock_jump_read_last (HearthDb *db, const HearthId *dev, GError **error)
{
  gint64 last = 0;

  g_return_val_if_fail (db != NULL && dev != NULL, -1);

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthStamp tail;

      if (!hearth_db_has (db, (HearthCompartment) i))
        continue;
      if (!hearth_journal_get_tail (db, (HearthCompartment) i, dev, &tail, error))
        return -1;
      last = MAX (last, tail.hlc >> HLC_COUNTER_BITS);
    }
  return last;
}

typedef struct
{
  HearthId dev;
  gint64 last_ms;
} Question;

static gpointer
read_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->last_ms = hearth_clock_jump_read_last (db, &question->dev, error);
  return NULL;
}

static HearthClockJump
judge (gint64 last_ms)
{
  return hearth_clock_jump_judge (last_ms, g_get_real_time () / 1000);
}

/**
 * hearth_clock_jump_check:
 * @out_last_ms: (out): when the last change was made here
 *
 * A jump is entered in the audit log. That the question fails is told elsewhere: here it is steady.
 *
 * Returns: what is to be told. Thread: main.
 */
HearthClockJump
hearth_clock_jump_check (HearthContext *context, gint64 *out_last_ms)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CLOCK };
  Question question = { .last_ms = 0 };
  HearthClockJump jump;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && out_last_ms != NULL, HEARTH_CLOCK_STEADY);

  question.dev = *hearth_vault_get_dev (hearth_context_get_vault (context));
  hearth_store_read (hearth_context_get_store (context), read_on_reader, &question, NULL);
  *out_last_ms = question.last_ms;
  jump = judge (question.last_ms);
  if (jump != HEARTH_CLOCK_STEADY)
    hearth_context_audit (context, &entry, NULL);
  return jump;
}

static gpointer
read_in_task (HearthDb *db, gpointer data, GError **error)
{
  const HearthId *dev = data;
  gint64 last_ms = hearth_clock_jump_read_last (db, dev, error);

  return last_ms >= 0 ? g_memdup2 (&last_ms, sizeof last_ms) : NULL;
}

static void
on_last_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree gint64 *last_ms = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  g_task_return_pointer (task, g_steal_pointer (&last_ms), g_free);
}

/** hearth_clock_jump_check_async: as hearth_clock_jump_check(), without blocking. */
void
hearth_clock_jump_check_async (HearthContext *context,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const HearthId *dev;
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));

  dev = hearth_vault_get_dev (hearth_context_get_vault (context));
  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_clock_jump_check_async);
  hearth_store_read_async (hearth_context_get_store (context), read_in_task,
                           g_memdup2 (dev, sizeof *dev), g_free, g_free, cancellable,
                           on_last_read_cb, task);
}

/** hearth_clock_jump_check_finish: Returns: as hearth_clock_jump_check(). Thread: main. */
HearthClockJump
hearth_clock_jump_check_finish (HearthContext *context, GAsyncResult *result, gint64 *out_last_ms)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CLOCK };
  g_autofree gint64 *last_ms = NULL;
  HearthClockJump jump;

  g_return_val_if_fail (g_task_is_valid (result, context), HEARTH_CLOCK_STEADY);

  last_ms = g_task_propagate_pointer (G_TASK (result), NULL);
  *out_last_ms = last_ms != NULL ? *last_ms : 0;
  jump = judge (*out_last_ms);
  if (jump != HEARTH_CLOCK_STEADY && hearth_vault_is_unlocked (hearth_context_get_vault (context)))
    hearth_context_audit_async (context, &entry, NULL, NULL, NULL);
  return jump;
}
