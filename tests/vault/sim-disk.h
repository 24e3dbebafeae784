/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk in memory that loses power: one folder, seen by SQLite as the file system "sim" and by the
 * vault as a HearthFs. Writes reach it when they are synced, names when the folder is synced; what
 * was not synced is dropped, kept or torn by chance when the power fails. */
#pragma once

#include "hearth-fs.h"

G_BEGIN_DECLS

#define SIM_FOLDER "/sim"
#define SIM_VFS "sim"

/* Registers the file system and empties the disk. */
void sim_disk_reset (guint32 seed);
const HearthFs *sim_disk_get_fs (void);

/* The power fails at the n-th operation from now that changes the disk; 0: never. */
void sim_disk_cut_after (guint n_operations);
gboolean sim_disk_is_cut (void);
guint sim_disk_get_n_operations (void);
/* Gives what a computer finds that is switched on again. */
void sim_disk_reboot (void);

/* From the n-th operation on every one fails, without loss; 0: never. */
void sim_disk_fail_after (guint n_operations, gboolean only_once);

G_END_DECLS
