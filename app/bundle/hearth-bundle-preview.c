/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-log.h"
#include "hearth-bundle-preview.h"
#include "hearth-journal-state.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-roster-compare.h"

/* An operation on a record that is here, by a line that is not. */
typedef struct
{
  HearthCompartment cmp;
  HearthId case_id;
  HearthStamp stamp;
  json_t *operation;
} Pending;

struct _HearthBundlePreview
{
  HearthDb *db;
  GHashTable *cases;   /* HearthId: cases of new lines */
  GHashTable *records; /* HearthId -> GPtrArray of Pending */
  GHashTable *people;  /* HearthId of a case -> Person */
};

/* What new lines say of the person of a case. */
typedef struct
{
  gint64 hlc; /* of the newest of them */
  json_t *fields;
} Person;

static void
person_free (Person *person)
{
  json_decref (person->fields);
  g_free (person);
}

/** hearth_bundle_person_free: frees @self. */
void
hearth_bundle_person_free (HearthBundlePerson *self)
{
  json_decref (self->fields);
  g_free (self);
}

static void
pending_free (Pending *pending)
{
  json_decref (pending->operation);
  g_free (pending);
}

/** hearth_bundle_preview_new: Returns: (transfer full): @db: borrowed. Thread: the connection's. */
HearthBundlePreview *
hearth_bundle_preview_new (HearthDb *db)
{
  HearthBundlePreview *self = g_new0 (HearthBundlePreview, 1);

  self->db = db;
  self->cases = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->records = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->people =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, (GDestroyNotify) person_free);
  return self;
}

/** hearth_bundle_preview_free: frees @self. */
void
hearth_bundle_preview_free (HearthBundlePreview *self)
{
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->people);
  g_free (self);
}

/* Records that are not here cannot differ from anything here. */
static gboolean
keep_operation (HearthBundlePreview *self,
                const HearthCommit *commit,
                json_t *operation,
                GError **error)
{
  GPtrArray *pendings;
  Pending *pending;
  gboolean is_here;
  HearthId rec;

  if (!hearth_id_parse (hearth_json_get_string (operation, "rec"), &rec))
    return TRUE;
  if (!hearth_bundle_log_has_record (self->db, commit->cmp, &rec, &is_here, error))
    return FALSE;
  if (!is_here)
    return TRUE;

  pending = g_new0 (Pending, 1);
  pending->cmp = commit->cmp;
  pending->case_id = commit->case_id;
  pending->stamp = commit->stamp;
  pending->operation = json_incref (operation);
  pendings = g_hash_table_lookup (self->records, &rec);
  if (pendings == NULL)
    {
      pendings = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
      g_hash_table_insert (self->records, hearth_id_copy (&rec), pendings);
    }
  g_ptr_array_add (pendings, pending);
  return TRUE;
}

/* Lines come in the order of their writers; of two that say something else the newer counts. */
static void
note_person (HearthBundlePreview *self, const HearthCommit *commit, const json_t *operation)
{
  json_t *set = json_object_get (operation, "set");
  Person *person = g_hash_table_lookup (self->people, &commit->case_id);

  if (g_strcmp0 (hearth_json_get_string (operation, "kind"), "person") != 0 || set == NULL)
    return;
  if (person == NULL)
    {
      if (g_hash_table_size (self->people) >= HEARTH_BUNDLE_MAX_PEOPLE)
        return;
      person = g_new0 (Person, 1);
      person->fields = json_object ();
      g_hash_table_insert (self->people, hearth_id_copy (&commit->case_id), person);
    }
  if (commit->stamp.hlc >= person->hlc)
    json_object_update (person->fields, set);
  else
    json_object_update_missing (person->fields, set);
  person->hlc = MAX (person->hlc, commit->stamp.hlc);
}

/* What was withdrawn comes back when its bundle is imported again. */
static gboolean
has_line (HearthBundlePreview *self, const HearthCommit *commit, gboolean *has, GError **error)
{
  HearthLineRow row;

  if (!hearth_journal_find_line (self->db, commit->cmp, commit->stamp.id, &row, error))
    return FALSE;
  *has =
      row.n != 0 && !(row.state == HEARTH_LINE_SET_ASIDE && row.reason == HEARTH_ASIDE_WITHDRAWN);
  return TRUE;
}

/**
 * hearth_bundle_preview_add:
 * @commit: a line that was checked
 * @counts: whether it would be in force
 * @is_new: (out): whether it is not here yet
 *
 * Returns: %FALSE with an error of the vault.
 */
gboolean
hearth_bundle_preview_add (HearthBundlePreview *self,
                           const HearthCommit *commit,
                           gboolean counts,
                           gboolean *is_new,
                           GError **error)
{
  gboolean is_attached = hearth_db_has (self->db, commit->cmp);
  gboolean is_here = FALSE;

  if (is_attached && !has_line (self, commit, &is_here, error))
    return FALSE;
  *is_new = !is_here;
  if (is_here || !counts)
    return TRUE;

  if (!hearth_id_is_zero (&commit->case_id))
    g_hash_table_add (self->cases, hearth_id_copy (&commit->case_id));
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    note_person (self, commit, json_array_get (commit->ops, i));
  for (gsize i = 0; is_attached && i < json_array_size (commit->ops); i++)
    if (!keep_operation (self, commit, json_array_get (commit->ops, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_person (HearthBundlePreview *self,
            const HearthId *case_id,
            gboolean is_here,
            GPtrArray *people,
            GError **error)
{
  const Person *said = g_hash_table_lookup (self->people, case_id);
  g_autoptr (GError) local = NULL;
  json_t *fields = NULL;
  HearthBundlePerson *person;

  if (people->len >= HEARTH_BUNDLE_MAX_PEOPLE)
    return TRUE;
  if (is_here && hearth_db_has (self->db, HEARTH_COMPARTMENT_CORE))
    fields = hearth_roster_read_present (self->db, case_id, &local);
  if (local != NULL && !g_error_matches (local, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (fields == NULL && said != NULL)
    fields = json_incref (said->fields);
  if (fields == NULL)
    return TRUE;
  person = g_new0 (HearthBundlePerson, 1);
  person->case_id = *case_id;
  person->is_new = !is_here;
  person->fields = fields;
  g_ptr_array_add (people, person);
  return TRUE;
}

static gboolean
count_cases (HearthBundlePreview *self,
             HearthBundlePreviewCounts *counts,
             GPtrArray *people,
             GError **error)
{
  GHashTableIter iter;
  gpointer case_id;

  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, &case_id, NULL))
    {
      gboolean is_here = FALSE;

      for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST && !is_here; cmp++)
        if (hearth_db_has (self->db, cmp) &&
            !hearth_bundle_log_has_case (self->db, cmp, case_id, &is_here, error))
          return FALSE;
      if (is_here)
        counts->n_changed_cases++;
      else
        counts->n_new_cases++;
      if (!add_person (self, case_id, is_here, people, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_open (HearthHeads *heads)
{
  g_autoptr (GPtrArray) conflicts = hearth_heads_get_conflicts (heads);

  return conflicts->len;
}

static gboolean
belongs (const Pending *pending, const HearthRecordLines *lines)
{
  const char *kind = hearth_json_get_string (pending->operation, "kind");

  return g_strcmp0 (kind, lines->kind->id) == 0 &&
         hearth_id_equal (&pending->case_id, &lines->case_id);
}

/* The heads as they would be, by the same rule by which they are (bundles 3). */
static gboolean
count_conflicts (HearthBundlePreview *self,
                 const HearthId *rec,
                 GPtrArray *pendings,
                 HearthBundlePreviewCounts *counts,
                 GError **error)
{
  const Pending *first = pendings->pdata[0];
  g_auto (HearthRecordLines) lines = { 0 };
  guint n_before, n_after;

  if (!hearth_journal_load_record (self->db, first->cmp, rec, G_MAXINT64, NULL, &lines, error))
    return FALSE;
  if (lines.heads == NULL)
    return TRUE;
  n_before = count_open (lines.heads);
  for (guint i = 0; i < pendings->len; i++)
    {
      const Pending *pending = pendings->pdata[i];

      if (belongs (pending, &lines) &&
          !hearth_heads_add (lines.heads, &pending->stamp, pending->operation, error))
        return FALSE;
    }
  n_after = count_open (lines.heads);
  counts->n_conflicts += n_after > n_before ? n_after - n_before : 0;
  return TRUE;
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const HearthBundlePerson *first = *(HearthBundlePerson *const *) a;
  const HearthBundlePerson *second = *(HearthBundlePerson *const *) b;
  const char *names[] = { hearth_json_get_string (first->fields, "surname"),
                          hearth_json_get_string (second->fields, "surname") };
  int order = g_utf8_collate (names[0] != NULL ? names[0] : "", names[1] != NULL ? names[1] : "");

  return order != 0 ? order : hearth_id_compare (&first->case_id, &second->case_id);
}

/**
 * hearth_bundle_preview_finish:
 * @counts: (out)
 * @people: (element-type HearthBundlePerson): those of the cases are added, by surname
 *
 * Returns: %FALSE with an error of the vault.
 */
gboolean
hearth_bundle_preview_finish (HearthBundlePreview *self,
                              HearthBundlePreviewCounts *counts,
                              GPtrArray *people,
                              GError **error)
{
  GHashTableIter iter;
  gpointer rec, pendings;

  *counts = (HearthBundlePreviewCounts){ 0 };
  if (!count_cases (self, counts, people, error))
    return FALSE;
  g_ptr_array_sort (people, compare_people);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &rec, &pendings))
    if (!count_conflicts (self, rec, pendings, counts, error))
      return FALSE;
  return TRUE;
}
