/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk in memory that loses power: folders and files, seen by SQLite as the file system "sim" and
 * by the vault as a HearthFs, both on the same names. Writes reach it when their file is synced,
 * names when their folder is synced; what was not synced is dropped, kept or torn by chance when the
 * power fails. It also runs full and fails at a chosen operation. One lock guards it all. */
#pragma once

#include "hearth-fs.h"

G_BEGIN_DECLS

/* The folder that is always there, and its number in the HearthFs. */
#define SIM_FOLDER "/sim"
#define SIM_FOLDER_FD 1
#define SIM_VFS "sim"

/**
 * SimFault:
 * @SIM_FAULT_FULL: no room: what writes or makes something is ENOSPC, the rest works
 * @SIM_FAULT_ERROR: EIO, and nothing was done
 * @SIM_FAULT_PART: a write does a part of its work and is EIO; anything else is EIO
 * @SIM_FAULT_READ: a read is EIO
 * @SIM_FAULT_SHORT: a read gives fewer bytes, as if the file ended there
 *
 * The first three count the operations that change the disk, the last two count reads.
 */
typedef enum
{
  SIM_FAULT_FULL,
  SIM_FAULT_ERROR,
  SIM_FAULT_PART,
  SIM_FAULT_READ,
  SIM_FAULT_SHORT,
} SimFault;

#define SIM_N_FAULTS (SIM_FAULT_SHORT + 1)

/* Registers the file system and empties the disk; no file may be open in SQLite. */
void sim_disk_reset (guint32 seed);
const HearthFs *sim_disk_get_fs (void);

/* The power fails at the n-th operation from now that changes the disk; 0: never. */
void sim_disk_cut_after (guint n_operations);
gboolean sim_disk_is_cut (void);
/* At the n-th operation from now that changes the disk @func is called, which must not touch the
 * disk; 0: never. */
void sim_disk_call_at (guint n, GDestroyNotify func, gpointer data);
guint sim_disk_get_n_operations (void);
guint sim_disk_get_n_reads (void);
/* Gives what a computer finds that is switched on again. Everything must have been closed. */
void sim_disk_reboot (void);
/* Everything written so far is durable, as after an orderly shutdown. */
void sim_disk_settle (void);

/* The n-th operation or read from now fails, and with @only_once FALSE all after it; 0: none. */
void sim_disk_fail (SimFault fault, guint n, gboolean only_once);
/* Whether something failed since the last call of sim_disk_fail(). */
gboolean sim_disk_has_failed (void);

/* What files may hold together; 0: no end. */
void sim_disk_set_capacity (gint64 n_bytes);

/* When all files were modified, in seconds since 1970. */
void sim_disk_set_modified (gint64 time_s);

/* The whole disk as it is now, to be put back any number of times, with another chance. */
typedef struct _SimImage SimImage;
SimImage *sim_disk_take_image (void) G_GNUC_WARN_UNUSED_RESULT;
void sim_disk_put_image (const SimImage *image, guint32 seed);
void sim_image_free (SimImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimImage, sim_image_free)

/* By hand, at once durable and not counted; @path is absolute. */
GBytes *sim_disk_read (const char *path) G_GNUC_WARN_UNUSED_RESULT; /* NULL: not there */
void sim_disk_write (const char *path, gconstpointer bytes, gsize size);
void sim_disk_remove (const char *path);
gboolean sim_disk_exists (const char *path);
/* Paths of all files below @path, sorted. */
GPtrArray *sim_disk_list (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* How many writes since then, to any file, contained @marker in one of the encodings of the spy. */
void sim_disk_watch_for (const char *marker);
guint sim_disk_get_n_found (void);

/* From now on Argon2id is one hash in this program: tests that unlock thousands of times. */
void sim_kdf_make_cheap (void);
/* Argon2id finds no memory after the next @n_derivations; negative: it always does. */
void sim_kdf_run_out_after (gint n_derivations);
guint sim_kdf_get_n_refused (void);

G_END_DECLS
