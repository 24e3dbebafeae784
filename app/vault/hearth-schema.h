/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"

G_BEGIN_DECLS

/**
 * HearthSchema:
 * @version: the version that this program writes, from 1; the same for every compartment file
 * @migrate: brings one file from @to_version - 1 to @to_version (1: an empty file), inside a
 *   transaction that the runner opens and commits. It may also write the first rows.
 *
 * The layers above describe their tables; the vault runs the steps and keeps user_version.
 */
typedef struct
{
  guint version;
  gboolean (*migrate) (
      HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error);
  gpointer data;
} HearthSchema;

gboolean hearth_schema_run (const HearthSchema *schema,
                            HearthDb *db,
                            HearthCompartment cmp,
                            GError **error);

G_END_DECLS
