/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated disk behind a layer in which one chosen call fails: of the file system for SQLite, and
 * of the HearthFs beside it. Other than the disk itself it also fails what changes nothing: opening,
 * asking for a size, locking. */
#pragma once

#include "hearth-fs.h"

G_BEGIN_DECLS

/**
 * FaultCall:
 * @FAULT_OPEN_HALF: the file was opened and is to be closed, and yet the answer is an error
 * @FAULT_SHORT: a read gives half of what is there, as if the file ended
 * @FAULT_MAP: of the memory that connections share
 *
 * What fails. Everything but @FAULT_SHORT is an input/output error.
 */
typedef enum
{
  FAULT_OPEN,
  FAULT_OPEN_HALF,
  FAULT_READ,
  FAULT_SHORT,
  FAULT_WRITE,
  FAULT_TRUNCATE,
  FAULT_SYNC,
  FAULT_SIZE,
  FAULT_ACCESS,
  FAULT_DELETE,
  FAULT_LOCK,
  FAULT_MAP,
  FAULT_PATH,
  FAULT_N_CALLS,
} FaultCall;

/* Uses the disk of sim-disk.h, its folder and its numbers; call it after sim_disk_reset(). */
const HearthFs *fault_layer_get_fs (void);

/* The n-th call of that kind from now fails, and only that one; 0: none. */
void fault_layer_fail (FaultCall call, guint n);
/* As above, with another errno than EIO on the vault's side. */
void fault_layer_fail_as (FaultCall call, guint n, int number);
/* Whether it did. */
gboolean fault_layer_has_failed (void);

G_END_DECLS
