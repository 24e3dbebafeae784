/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record shows, from the lines that touch it: the one rule for writing locally, for rebuilding
 * and for applying what another vault wrote (bundles 3). Pure: no database, no clock. */
#pragma once

#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

#define HEARTH_HEADS_MAX_OVER 256 /* commits named by one operation (bundles 14) */

typedef struct _HearthHeads HearthHeads;

/* Where a commit stands in the order of the world: hlc, then dev, then seq. */
typedef struct
{
  guint8 id[HEARTH_HASH_SIZE];
  gint64 hlc;
  HearthId dev;
  gint64 seq;
} HearthStamp;

int hearth_stamp_compare (const HearthStamp *a, const HearthStamp *b);

/** HearthHead: what a field says that nobody replaced. @over: JSON list of what its operation replaced. */
typedef struct
{
  char *id; /* 64 hex digits */
  json_t *value;
  json_t *over;
} HearthHead;
void hearth_head_free (HearthHead *self);

/** HearthConflict: heads of one field that differ. @heads: JSON list of commit ids, sorted. */
typedef struct
{
  const char *field; /* lives as long as the heads */
  json_t *heads;
  gint64 since_ms; /* of the youngest head */
} HearthConflict;
void hearth_conflict_free (HearthConflict *self);

HearthHeads *hearth_heads_new (const HearthKind *kind) G_GNUC_WARN_UNUSED_RESULT;
void hearth_heads_free (HearthHeads *self);

gboolean hearth_heads_add (HearthHeads *self,
                           const HearthStamp *stamp,
                           json_t *operation,
                           GError **error);
guint hearth_heads_get_n_operations (const HearthHeads *self);
json_t *hearth_heads_get_shown (HearthHeads *self) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_heads_get_over (HearthHeads *self,
                               const json_t *set,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthHead) of one field, least stamp first. */
GPtrArray *hearth_heads_list (HearthHeads *self, const char *field) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_heads_is_disputed (HearthHeads *self, const char *field);
GPtrArray *hearth_heads_get_conflicts (HearthHeads *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthHeads, hearth_heads_free)

G_END_DECLS
