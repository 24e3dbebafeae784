/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on the simulated disk, cut short or failing at every operation in turn. */
#pragma once

#include "sim-disk.h"

G_BEGIN_DECLS

/**
 * SimTrial:
 * @set_up: makes the state before, once, on an empty disk; everything is then taken as durable
 * @act: what is tried; %TRUE if it was acknowledged. Closes all that it opened, also when it failed
 * @check: asserts what must hold whatever happened; when @act was acknowledged, that its effect is
 *   there. Closes all that it opened
 *
 * @act runs again and again from the same state and should do the same each time.
 */
typedef struct
{
  void (*set_up) (gpointer data);
  gboolean (*act) (gpointer data);
  void (*check) (gpointer data, gboolean is_acknowledged);
} SimTrial;

/* The power fails at the first operation of the act, at the @step-th after it and so on, @n_fates
 * times each with another chance for what was not synced, until the act gets through. Returns how
 * many cuts there were. */
guint sim_run_every_cut (const SimTrial *trial, gpointer data, guint step, guint n_fates);

/* Every kind of fault at every @step-th operation or read of the act, once and from there on for
 * ever. The check runs on the disk as it is then, without a fault, and again after a power cut.
 * Returns how many faults there were. */
guint sim_run_every_fault (const SimTrial *trial, gpointer data, guint step);

/* The number of operations of the act when nothing fails. */
guint sim_run_count_operations (const SimTrial *trial, gpointer data);

G_END_DECLS
