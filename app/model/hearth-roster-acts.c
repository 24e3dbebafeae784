/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import is one act and one transaction, however long the list is: a commit for each case, none of them
 * without the others. */
#include "config.h"

#include "hearth-roster-acts.h"

#include "hearth-audit.h"
#include "hearth-case-acts-private.h"
#include "hearth-case-number.h"
#include "hearth-random.h"
#include "hearth-roster-compare.h"
#include "hearth-roster-mapping-store.h"

typedef struct
{
  HearthActEnv env;
  const HearthWriter *writer; /* on its thread */
  GPtrArray *entries;         /* (element-type HearthRosterEntry) */
  char *headings;             /* NULL: nothing is remembered */
  char *mapping;
  guint next;
  GArray *new_ids; /* (element-type HearthId) of the new cases, in the order of the list */
  guint next_new;
  gint64 serial; /* of the last case */
  HearthActProgress progress;
} Import;

/** hearth_roster_entry_new: @case_id: (nullable): %NULL for a new person. @fields is shared. */
HearthRosterEntry *
hearth_roster_entry_new (const json_t *fields, const HearthId *case_id, const char *note)
{
  HearthRosterEntry *self = g_new0 (HearthRosterEntry, 1);

  self->fields = json_incref ((json_t *) fields);
  if (case_id != NULL)
    self->case_id = *case_id;
  self->note = g_strdup (note);
  return self;
}

/** hearth_roster_entry_free: @self: (transfer full) (nullable) */
void
hearth_roster_entry_free (HearthRosterEntry *self)
{
  if (self == NULL)
    return;
  json_decref (self->fields);
  g_free (self->note);
  g_free (self);
}

/* Random as all are, but ascending: a table or an index that begins with the case grows at its end, or in
 * as many places as there are cases, and not in as many as there are steps. The order tells nothing that
 * the numbers of the cases do not tell. */
static GArray *
make_new_ids (GPtrArray *entries)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HearthId));

  for (guint i = 0; i < entries->len; i++)
    {
      const HearthRosterEntry *entry = entries->pdata[i];
      HearthId id = hearth_random_id ();

      if (hearth_id_is_zero (&entry->case_id))
        g_array_append_val (ids, id);
    }
  g_array_sort (ids, hearth_id_compare);
  return ids;
}

static void
add_entries (Import *self, GPtrArray *entries, gboolean are_new)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const HearthRosterEntry *entry = entries->pdata[i];
      json_auto_t *fields = NULL;

      if (hearth_id_is_zero (&entry->case_id) != are_new)
        continue;
      /* A copy: jansson counts references without regard to threads. */
      fields = json_deep_copy (entry->fields);
      g_ptr_array_add (self->entries,
                       hearth_roster_entry_new (fields, &entry->case_id, entry->note));
    }
}

/* Who is here already comes first: what is written for them asks for their steps. */
static Import *
import_new (HearthContext *context, GPtrArray *entries, const HearthRosterMapping *mapping)
{
  Import *self = g_new0 (Import, 1);

  _hearth_act_env_init (&self->env, context);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);
  add_entries (self, entries, FALSE);
  add_entries (self, entries, TRUE);
  self->new_ids = make_new_ids (entries);
  if (mapping != NULL)
    {
      self->headings = g_strdup (mapping->headings);
      self->mapping = g_strdup (mapping->fields);
    }
  return self;
}

static void
import_free (Import *self)
{
  _hearth_act_env_clear (&self->env);
  g_ptr_array_unref (self->entries);
  g_array_unref (self->new_ids);
  g_free (self->headings);
  g_free (self->mapping);
  _hearth_act_progress_clear (&self->progress);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
tell_progress (Import *self)
{
  _hearth_act_progress_tell (&self->progress, self->next, self->entries->len);
}

static void
add_note (HearthCommand *command,
          const HearthActEnv *env,
          const HearthId *case_id,
          const HearthRosterEntry *entry)
{
  HearthId rec = hearth_random_id ();
  g_autofree char *today = hearth_date_to_string (env->today);

  hearth_command_set (command, hearth_registry_find_kind ("note"), case_id, &rec,
                      HEARTH_REVISION_NEW,
                      json_pack ("{s:s, s:s}", "written_on", today, "text", entry->note));
}

/* Only what nobody has entered is taken from a list; the rest is told in the note. */
static HearthCommand *
join_command (const Import *self, HearthDb *db, const HearthRosterEntry *entry, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("roster-join");
  json_auto_t *present = hearth_roster_read_present (db, &entry->case_id, error);
  json_auto_t *missing = NULL;

  if (present == NULL)
    return NULL;
  missing = hearth_roster_list_missing (present, entry->fields);
  if (json_object_size (missing) > 0 &&
      !_hearth_case_set_add (command, &self->env, db, &entry->case_id, HEARTH_REVISION_ANY, missing,
                             error))
    return NULL;
  if (entry->note != NULL)
    add_note (command, &self->env, &entry->case_id, entry);
  return g_steal_pointer (&command);
}

/* With what is imported, or not at all. */
static void
remember_mapping (const Import *self, GError **error)
{
  if (self->headings != NULL)
    hearth_roster_mapping_store_put (self->writer, self->headings, self->mapping, error);
}

/* Of those who are here already. */
static HearthCommand *
next_joined (HearthDb *db, gpointer data, GError **error)
{
  Import *self = data;

  if (self->next == self->entries->len - self->new_ids->len)
    {
      remember_mapping (self, error);
      return NULL;
    }
  tell_progress (self);
  return join_command (self, db, self->entries->pdata[self->next++], error);
}

/* On a thread of its own, after those. */
static HearthCommand *
next_new (gpointer data, GError **error)
{
  Import *self = data;
  const HearthRosterEntry *entry;
  const HearthId *case_id;
  HearthCommand *command;

  if (self->next == self->entries->len)
    return NULL;
  tell_progress (self);
  entry = self->entries->pdata[self->next++];
  case_id = &g_array_index (self->new_ids, HearthId, self->next_new++);
  command = _hearth_case_open_command (&self->env, ++self->serial, entry->fields, case_id, error);
  if (command != NULL && entry->note != NULL)
    add_note (command, &self->env, case_id, entry);
  return command;
}

/* Many at once are a list that came from outside. */
static gboolean
note_import (const HearthWriter *writer, guint n, HearthAuditPhase phase, GError **error)
{
  const HearthAuditEntry entry = {
    .event = HEARTH_AUDIT_IMPORT, .phase = phase, .cmp = HEARTH_COMPARTMENT_CORE, .n = n
  };

  return n <= 1 || hearth_audit_append (writer, &entry, error);
}

static HearthChangeSet *
import_func (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *self = data;
  HearthChangeSet *changes;
  gboolean is_done;

  self->writer = writer;
  if (!note_import (writer, self->entries->len, HEARTH_AUDIT_BEGIN, error))
    return NULL;
  self->serial = hearth_case_number_get_greatest (writer->db, error);
  if (self->serial < 0)
    return NULL;
  changes = hearth_writer_execute_stream (writer, HEARTH_COMPARTMENT_CORE, next_joined, next_new,
                                          self->new_ids->len, self, cancellable, error);
  is_done = changes != NULL && hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE;
  if (changes != NULL)
    tell_progress (self);
  /* What was imported is there, whatever becomes of these. */
  note_import (writer, self->entries->len, is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED, NULL);
  return changes;
}

/**
 * hearth_roster_import:
 * @entries: (element-type HearthRosterEntry)
 * @mapping: (nullable): is remembered if the import succeeds
 * @progress: (nullable): called on threads of the writer while this one is blocked
 * @cancellable: (nullable): stops before the commit
 *
 * Opens a case for each new person; fills what is not known yet in the cases of the others. All in one act and
 * one transaction: whole or not at all, and its inverse takes all of it back.
 *
 * Returns: (transfer full): the answer; %NULL with the errors of hearth_case_open() and hearth_case_set(), also
 *   with %G_IO_ERROR_CANCELLED. Blocks.
 */
HearthChangeSet *
hearth_roster_import (HearthContext *context,
                      GPtrArray *entries,
                      const HearthRosterMapping *mapping,
                      HearthProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (Import) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (entries != NULL, NULL);

  self = import_new (context, entries, mapping);
  _hearth_act_progress_init (&self->progress, progress, data, FALSE);
  return hearth_store_write (hearth_context_get_store (context), import_func, self, cancellable,
                             error);
}

/** hearth_roster_import_async: as hearth_roster_import(), without blocking. Thread: main. */
void
hearth_roster_import_async (HearthContext *context,
                            GPtrArray *entries,
                            const HearthRosterMapping *mapping,
                            HearthProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Import *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (entries != NULL);

  self = import_new (context, entries, mapping);
  _hearth_act_progress_init (&self->progress, progress, progress_data, TRUE);
  hearth_store_write_async (hearth_context_get_store (context), import_func, self,
                            (GDestroyNotify) import_free, cancellable, callback, user_data);
}

/** hearth_roster_import_finish: (transfer full): the answer, or %NULL with an error. */
HearthChangeSet *
hearth_roster_import_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_write_finish (HEARTH_STORE (store), result, error);
}

/* --- How the columns were taken --- */

static gpointer
recall_func (HearthDb *db, gpointer headings, GError **error)
{
  return hearth_roster_mapping_store_get (db, headings, error);
}

/** hearth_roster_recall_mapping: Returns: (transfer full) (nullable): see the header. Blocks. */
char *
hearth_roster_recall_mapping (HearthContext *context, const char *headings, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && headings != NULL, NULL);

  return hearth_store_read (hearth_context_get_store (context), recall_func, (gpointer) headings,
                            error);
}

/** hearth_roster_recall_mapping_async: on the reader. Thread: main. */
void
hearth_roster_recall_mapping_async (HearthContext *context,
                                    const char *headings,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context) && headings != NULL);

  hearth_store_read_async (hearth_context_get_store (context), recall_func, g_strdup (headings),
                           g_free, g_free, cancellable, callback, user_data);
}

/** hearth_roster_recall_mapping_finish: (transfer full) (nullable): the answer. */
char *
hearth_roster_recall_mapping_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_read_finish (HEARTH_STORE (store), result, error);
}
