/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large one attachment may be: a setting of the vault, made by an owner (vault 8). */
#pragma once

#include "hearth-blob.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/* On the writer, when a login begins: from then on the vault's store knows it. */
gboolean hearth_file_limit_load (HearthVault *vault, HearthDb *db, GError **error);

/* In bytes. Thread: main. */
guint64 hearth_file_limit_get (HearthContext *context);
/* Blocks for a small write: for hearthctl and tests. */
gboolean hearth_file_limit_set (HearthContext *context, guint64 max_size, GError **error);

G_END_DECLS
