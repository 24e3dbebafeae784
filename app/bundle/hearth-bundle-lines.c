/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-lines.h"
#include "hearth-line-scanner.h"

struct _HearthBundleLines
{
  HearthCompartment cmp;
  GHashTable *writers; /* HearthId -> HearthBundleCard */
  HearthLineScanner *scanner;
  HearthBundleLineFunc func;
  gpointer data;
  guint n_lines;
};

static gboolean
fail_line (HearthBundleLines *self, HearthBundleError code, const char *what, GError **error)
{
  g_set_error (error, HEARTH_BUNDLE_ERROR, code, "line %u of part %s: %s", self->n_lines + 1,
               hearth_compartment_get_name (self->cmp), what);
  return FALSE;
}

/* Every vault whose lines are inside has its card inside. */
static gboolean
check_signature (HearthBundleLines *self,
                 const HearthCommit *commit,
                 const char *line,
                 gsize length,
                 GError **error)
{
  const HearthBundleCard *card = g_hash_table_lookup (self->writers, &commit->stamp.dev);

  if (card == NULL)
    return fail_line (self, HEARTH_BUNDLE_ERROR_COMMIT, "no card for its author's vault", error);
  if (!hearth_bundle_card_verify (card, self->cmp, &commit->stamp.dev, commit->stamp.seq, line,
                                  length))
    return fail_line (self, HEARTH_BUNDLE_ERROR_COMMIT, "the signature does not hold", error);
  return TRUE;
}

static gboolean
check_line (const char *line, gsize length, gpointer data, GError **error)
{
  HearthBundleLines *self = data;
  g_auto (HearthCommit) commit = { 0 };

  if (self->n_lines >= HEARTH_BUNDLE_MAX_LINES)
    return fail_line (self, HEARTH_BUNDLE_ERROR_LIMIT, "too many lines", error);
  if (!hearth_commit_parse (&commit, line, length, NULL))
    return fail_line (self, HEARTH_BUNDLE_ERROR_COMMIT, "not a commit", error);
  if (commit.cmp != self->cmp)
    return fail_line (self, HEARTH_BUNDLE_ERROR_COMMIT, "of another compartment", error);
  if (!check_signature (self, &commit, line, length, error))
    return FALSE;

  self->n_lines++;
  return self->func (&commit, line, length, self->data, error);
}

/** hearth_bundle_lines_new: @writers: whose lines may be inside, with their cards. */
HearthBundleLines *
hearth_bundle_lines_new (HearthCompartment cmp,
                         GHashTable *writers,
                         HearthBundleLineFunc func,
                         gpointer data)
{
  HearthBundleLines *self = g_new0 (HearthBundleLines, 1);

  self->cmp = cmp;
  self->writers = g_hash_table_ref (writers);
  self->scanner = hearth_line_scanner_new (HEARTH_LINE_MAX_LENGTH, check_line, self);
  self->func = func;
  self->data = data;
  return self;
}

/** hearth_bundle_lines_free: frees @self. */
void
hearth_bundle_lines_free (HearthBundleLines *self)
{
  g_hash_table_unref (self->writers);
  hearth_line_scanner_free (self->scanner);
  g_free (self);
}

/** hearth_bundle_lines_add: %FALSE with %HEARTH_BUNDLE_ERROR_COMMIT or %HEARTH_BUNDLE_ERROR_LIMIT. */
gboolean
hearth_bundle_lines_add (HearthBundleLines *self, const char *text, gsize length, GError **error)
{
  return hearth_line_scanner_add (self->scanner, text, length, error);
}

/** hearth_bundle_lines_finish: %FALSE with %HEARTH_BUNDLE_ERROR_COMMIT if the last line has no end. */
gboolean
hearth_bundle_lines_finish (HearthBundleLines *self, GError **error)
{
  return hearth_line_scanner_finish (self->scanner, error);
}

/** hearth_bundle_lines_get_n: Returns: how many lines were checked. */
guint
hearth_bundle_lines_get_n (HearthBundleLines *self)
{
  return self->n_lines;
}
