/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file system for SQLite that looks into every byte that is written to the disk. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Registers it once, over "unix-excl", as "spy". */
void spy_vfs_register (void);
void spy_vfs_reset (void);

/* Since the reset: bytes written, and how often @marker was in them, as UTF-8, UTF-16LE or BE. */
guint64 spy_vfs_get_n_bytes (void);
guint64 spy_vfs_get_n_temporary (void);
void spy_vfs_set_marker (const char *marker);
guint spy_vfs_get_n_found (void);

/* Whether @bytes contain @marker in one of those encodings. */
gboolean spy_contains (const guint8 *bytes, gsize length, const char *marker);
/* From now on reads, writes and flushes fail as the system would with that errno; 0: no more. */
void spy_vfs_fail_with (int number);

G_END_DECLS
