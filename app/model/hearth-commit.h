/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commit: one signed line about one case in one compartment (bundles 2). Making and reading the
 * bytes; no database. */
#pragma once

#include "hearth-heads.h"
#include "hearth-line.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

/* Bounds of what a line holds (bundles 14). */
#define HEARTH_COMMIT_MAX_OPERATIONS 512
#define HEARTH_COMMIT_MAX_LIST 1000
#define HEARTH_COMMIT_MAX_STRING (256 * 1024) /* bytes */

#define HEARTH_HLC_COUNTER_BITS 16 /* below them stand milliseconds since 1970 */
#define HEARTH_HLC_SIZE 17         /* hex digits and the final zero */

/** HearthCommit: the keys of a line, as plain values. @ops lives as long as @json. */
typedef struct
{
  json_t *json; /* the whole object; NULL while a line is being made */
  HearthStamp stamp;
  HearthId act; /* zero: none */
  HearthId case_id;
  HearthId who;
  const char *role;
  HearthCompartment cmp;
  guint8 prev[HEARTH_HASH_SIZE];
  const json_t *ops;
} HearthCommit;

void hearth_hlc_format (gint64 hlc, char out[HEARTH_HLC_SIZE]);
gboolean hearth_hlc_parse (const char *text, gint64 *out);
gint64 hearth_hlc_next (gint64 last, gint64 now_ms);

/* One operation: {"kind","over","rec","set"}; takes @over and @set. */
json_t *hearth_commit_operation_new (const HearthKind *kind,
                                     const HearthId *rec,
                                     json_t *over,
                                     json_t *set) G_GNUC_WARN_UNUSED_RESULT;
void hearth_commit_append_operation (
    GString *ops, const HearthKind *kind, const HearthId *rec, const char *over, const char *set);
char *hearth_commit_sign_text (HearthCommit *commit,
                               const char *ops,
                               const HearthSecret *seed,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_commit_sign (HearthCommit *commit,
                          json_t *ops,
                          const HearthSecret *seed,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_commit_parse (HearthCommit *commit, const char *line, gsize length, GError **error);
void hearth_commit_clear (HearthCommit *commit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthCommit, hearth_commit_clear)

G_END_DECLS
