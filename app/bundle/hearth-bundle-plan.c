/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts the content that would be written, gathered by the very function that gathers it for the writer. */
#include "config.h"

#include "hearth-bundle-plan.h"

#include "hearth-bundle-error.h"
#include "hearth-file-kinds.h"
#include "hearth-journal.h"
#include "hearth-json.h"
#include "hearth-line.h"

typedef struct
{
  HearthBundlePlan *plan;
  GHashTable *places;                       /* HearthId of a case -> its place in the plan + 1 */
  GHashTable *records;                      /* HearthId: those that are counted */
  GHashTable *named;                        /* HearthId: attachments that are counted */
  GHashTable *files[HEARTH_N_COMPARTMENTS]; /* HearthId -> HearthBundleAttachment that goes along */
} Count;

/** hearth_bundle_plan_free: frees @self. */
void
hearth_bundle_plan_free (HearthBundlePlan *self)
{
  g_array_unref (self->cases);
  g_clear_pointer (&self->barred, g_array_unref);
  g_free (self);
}

/** hearth_bundle_part_holds_cases: whether a case has records there. Thread: any. */
gboolean
hearth_bundle_part_holds_cases (HearthCompartment cmp)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; cmp != HEARTH_COMPARTMENT_ADMIN && i < n_kinds; i++)
    if (kinds[i].cmp == cmp && (kinds[i].flags & HEARTH_KIND_SHARED) == 0)
      return TRUE;
  return FALSE;
}

/**
 * hearth_bundle_plan_find_stay:
 *
 * Returns: why a part of @options' cases does not leave. Thread: the connection's.
 */
HearthBundleStay
hearth_bundle_plan_find_stay (HearthDb *db,
                              const HearthBundleOptions *options,
                              HearthCompartment cmp)
{
  if (!hearth_db_has (db, cmp))
    return HEARTH_BUNDLE_STAY_CLOSED;
  if ((hearth_bundle_options_get_allowed (options) >> cmp & 1) == 0)
    return HEARTH_BUNDLE_STAY_CONTACT;
  if (options->passphrase != NULL && (HEARTH_BUNDLE_NEVER_BY_PASSPHRASE >> cmp & 1) != 0)
    return HEARTH_BUNDLE_STAY_PASSPHRASE;
  return hearth_bundle_options_has_part (options, cmp) ? HEARTH_BUNDLE_STAY_NONE
                                                       : HEARTH_BUNDLE_STAY_OFF;
}

static gboolean
take_new (GHashTable *set, const char *hex)
{
  HearthId id;

  return hearth_id_parse (hex, &id) && !g_hash_table_contains (set, &id) &&
         g_hash_table_add (set, hearth_id_copy (&id));
}

static void
count_file (Count *self, HearthBundleTally *tally, HearthCompartment cmp, const json_t *set)
{
  const char *blob = hearth_json_get_string (set, "blob");
  const HearthBundleAttachment *file;
  HearthId id;

  if (blob == NULL || !hearth_id_parse (blob, &id) || !take_new (self->named, blob))
    return;
  file = g_hash_table_lookup (self->files[cmp], &id);
  if (file == NULL)
    {
      self->plan->n_files_left++;
      return;
    }
  tally->n_files++;
  tally->file_bytes += file->blob->size;
}

static void
count_operations (Count *self, HearthBundleTally *tally, HearthCompartment cmp, const json_t *line)
{
  const json_t *ops = hearth_json_get_array (line, "ops");

  for (gsize i = 0; i < json_array_size (ops); i++)
    {
      const json_t *operation = json_array_get (ops, i);
      const char *kind_id = hearth_json_get_string (operation, "kind");
      const HearthKind *kind = kind_id != NULL ? hearth_registry_find_kind (kind_id) : NULL;

      if (take_new (self->records, hearth_json_get_string (operation, "rec")))
        tally->n_records++;
      if (kind != NULL && hearth_file_is_kind (kind))
        count_file (self, tally, cmp, hearth_json_get_object (operation, "set"));
    }
}

static json_t *
parse_line (GBytes *line, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (line, &length);
  json_t *json = NULL;

  if (length > HEARTH_LINE_JSON_OFFSET + 1)
    json = hearth_json_parse (text + HEARTH_LINE_JSON_OFFSET, length - 1 - HEARTH_LINE_JSON_OFFSET,
                              NULL);
  if (json == NULL)
    g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_COMMIT,
                         "a line of this vault cannot be read");
  return json;
}

/* Of a case that was chosen, or of none. */
static HearthBundleTally *
find_tally (Count *self, HearthCompartment cmp, const json_t *line)
{
  HearthId case_id;
  guint place;

  if (!hearth_id_parse (hearth_json_get_string (line, "case"), &case_id))
    return NULL;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &case_id));
  return place == 0
             ? &self->plan->shared
             : &g_array_index (self->plan->cases, HearthBundlePlanCase, place - 1).parts[cmp];
}

static gboolean
count_line (
    Count *self, HearthBundleTally *tally, HearthCompartment cmp, GBytes *line, GError **error)
{
  json_auto_t *json = parse_line (line, error);

  if (json == NULL)
    return FALSE;
  if (tally == NULL)
    tally = find_tally (self, cmp, json);
  if (tally == NULL)
    return TRUE;
  tally->n_lines++;
  tally->line_bytes += g_bytes_get_size (line);
  count_operations (self, tally, cmp, json);
  return TRUE;
}

static gboolean
count_content (Count *self,
               const HearthBundleContent *content,
               GCancellable *cancellable,
               GError **error)
{
  for (guint i = 0; i < content->files->len; i++)
    {
      HearthBundleAttachment *file = content->files->pdata[i];

      g_hash_table_insert (self->files[file->cmp], &file->blob->id, file);
    }
  for (guint i = 0; i < content->parts->len; i++)
    {
      const HearthBundlePart *part = content->parts->pdata[i];

      for (guint j = 0; j < part->lines->len; j++)
        if (!count_line (self, NULL, part->cmp, part->lines->pdata[j], error))
          return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  self->plan->n_withheld = content->n_withheld;
  self->plan->n_cards = content->cards->len;
  return TRUE;
}

/* Attachments of a part that stays are no attachments that were left out of one that goes. */
static gboolean
count_left (Count *self,
            HearthDb *db,
            const HearthBundleOptions *options,
            HearthCompartment cmp,
            GCancellable *cancellable,
            GError **error)
{
  const guint n_files_left = self->plan->n_files_left;

  for (guint i = 0; i < options->cases->len; i++)
    {
      g_autoptr (GPtrArray) lines =
          hearth_journal_list_lines (db, cmp, &g_array_index (options->cases, HearthId, i), error);

      for (guint j = 0; lines != NULL && j < lines->len; j++)
        if (!count_line (self, &self->plan->left[cmp], cmp, lines->pdata[j], error))
          return FALSE;
      if (lines == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  self->plan->left[cmp].n_files += self->plan->n_files_left - n_files_left;
  self->plan->n_files_left = n_files_left;
  return TRUE;
}

static gboolean
count_stays (Count *self,
             HearthDb *db,
             const HearthBundleOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      HearthBundleStay stay;

      if (!hearth_bundle_part_holds_cases (cmp))
        continue;
      stay = hearth_bundle_plan_find_stay (db, options, cmp);
      self->plan->stays[cmp] = stay;
      if (stay != HEARTH_BUNDLE_STAY_NONE && stay != HEARTH_BUNDLE_STAY_CLOSED &&
          !count_left (self, db, options, cmp, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_tally (HearthBundleTally *sum, const HearthBundleTally *tally)
{
  sum->n_records += tally->n_records;
  sum->n_lines += tally->n_lines;
  sum->n_files += tally->n_files;
  sum->line_bytes += tally->line_bytes;
  sum->file_bytes += tally->file_bytes;
}

static void
sum_up (HearthBundlePlan *plan)
{
  plan->total = plan->shared;
  for (guint i = 0; i < plan->cases->len; i++)
    for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
      {
        const HearthBundleTally *tally =
            &g_array_index (plan->cases, HearthBundlePlanCase, i).parts[cmp];

        add_tally (&plan->parts[cmp], tally);
        add_tally (&plan->total, tally);
      }
}

static void
count_init (Count *self, const HearthBundleOptions *options)
{
  self->plan = g_new0 (HearthBundlePlan, 1);
  self->plan->cases = g_array_new (FALSE, TRUE, sizeof (HearthBundlePlanCase));
  g_array_set_size (self->plan->cases, options->cases->len);
  self->places = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  self->records = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->named = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    self->files[cmp] = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  for (guint i = 0; i < options->cases->len; i++)
    {
      HearthId *id = &g_array_index (self->plan->cases, HearthBundlePlanCase, i).id;

      *id = g_array_index (options->cases, HearthId, i);
      g_hash_table_insert (self->places, id, GUINT_TO_POINTER (i + 1));
    }
}

static void
count_clear (Count *self)
{
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    g_hash_table_unref (self->files[cmp]);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->named);
  g_clear_pointer (&self->plan, hearth_bundle_plan_free);
}

/**
 * hearth_bundle_plan_new:
 * @db: every chosen part is attached
 * @dev: writer id of this vault
 *
 * Gathers what hearth_bundle_write() would gather with the same @options but for the cases that are barred, and
 * counts it.
 *
 * Returns: (transfer full) (nullable): %NULL with an error of hearth_bundle_content_gather(). Thread: the
 *   connection's.
 */
HearthBundlePlan *
hearth_bundle_plan_new (HearthDb *db,
                        const HearthId *dev,
                        const HearthBundleOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (HearthBundleOptions) leaving = NULL;
  g_autoptr (HearthBundleContent) content = NULL;
  g_autoptr (GArray) barred = NULL;
  HearthBundlePlan *plan = NULL;
  Count count = { 0 };

  g_return_val_if_fail (db != NULL && dev != NULL && options != NULL, NULL);

  barred = hearth_bundle_consent_list_barred (db, options, cancellable, error);
  if (barred == NULL)
    return NULL;
  leaving = hearth_bundle_options_copy (options);
  hearth_bundle_consent_leave_out (leaving, barred);
  if (leaving->cases->len > 0 || barred->len == 0)
    {
      content = hearth_bundle_content_gather (db, dev, leaving, cancellable, error);
      if (content == NULL)
        return NULL;
    }
  count_init (&count, leaving);
  if ((content == NULL || count_content (&count, content, cancellable, error)) &&
      count_stays (&count, db, leaving, cancellable, error))
    {
      count.plan->barred = g_steal_pointer (&barred);
      sum_up (count.plan);
      plan = g_steal_pointer (&count.plan);
    }
  count_clear (&count);
  return plan;
}
