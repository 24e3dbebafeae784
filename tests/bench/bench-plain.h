/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain SQLite in a file, for what a database in memory cannot stand for: commits. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchPlain BenchPlain;

/* The settings of the vault (WAL, FULL), @n_rows rows of a line each. */
BenchPlain *bench_plain_open (const char *path, guint n_rows);
void bench_plain_close (BenchPlain *self);
/* Appends a line of a commit's size and updates one row, as a commit of one field does. */
void bench_plain_commit (BenchPlain *self);
/* Writes in one transaction what @n_people with plans come to: a line each, and under the indexes of the
 * projection @n_steps rows each. */
void bench_plain_import (BenchPlain *self, guint n_people, guint n_steps, gsize line_bytes);

G_END_DECLS
