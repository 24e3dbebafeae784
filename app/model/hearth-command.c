/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command is either operations on records, or "take these lines back", or "withdraw that bundle". The
 * second form keeps no values: the journal has them, so the inverse of an import of ten thousand people
 * is three numbers. */
#include "config.h"

#include "hearth-command-private.h"

#include "hearth-act.h"

#define ACT_REVERT "revert"

struct _HearthCommand
{
  char *act;
  GArray *operations; /* (element-type HearthOperation) */
  GHashTable *by_rec; /* HearthId of the record -> index + 1 */
  GArray *ranges;     /* (element-type HearthLineRange) */
  GArray *blobs;      /* (element-type HearthCommandBlob) */
  HearthId reverted;
  const char *reverted_id; /* static */
  HearthId bundle;
  gboolean is_about_bundle;
  gboolean is_withdrawal;
};

static void
clear_operation (HearthOperation *operation)
{
  g_clear_pointer (&operation->set, json_decref);
  json_decref (operation->over);
}

static void
clear_blob (HearthCommandBlob *self)
{
  hearth_blob_free (self->blob);
}

/**
 * hearth_command_new:
 * @act: what is done, a stable id in kebab case
 *
 * Returns: (transfer full): a command without operations. Thread: any; one owner until it is
 *   executed.
 */
HearthCommand *
hearth_command_new (const char *act)
{
  HearthCommand *self;

  g_return_val_if_fail (act != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthCommand);
  self->act = g_strdup (act);
  self->operations = g_array_new (FALSE, TRUE, sizeof (HearthOperation));
  g_array_set_clear_func (self->operations, (GDestroyNotify) clear_operation);
  self->by_rec = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (HearthLineRange));
  self->blobs = g_array_new (FALSE, FALSE, sizeof (HearthCommandBlob));
  g_array_set_clear_func (self->blobs, (GDestroyNotify) clear_blob);
  return self;
}

/* Takes back the lines of @act; ranges are added in the order in which they were written. */
HearthCommand *
_hearth_command_new_revert (const HearthId *act)
{
  HearthCommand *self = hearth_command_new (ACT_REVERT);

  self->reverted = *act;
  return self;
}

void
_hearth_command_set_reverted_id (HearthCommand *self, const char *act_id)
{
  self->reverted_id = act_id;
}

const char *
_hearth_command_get_act_id (const HearthCommand *self)
{
  const HearthAct *act = hearth_act_find (self->act);

  return act != NULL ? act->id : self->reverted_id;
}

void
_hearth_command_add_range (HearthCommand *self, const HearthLineRange *range)
{
  g_array_append_vals (self->ranges, range, 1);
}

HearthCommand *
_hearth_command_new_bundle (const HearthId *bundle, gboolean is_withdrawal)
{
  HearthCommand *self = hearth_command_new (is_withdrawal ? "withdraw" : "bring-back");

  self->bundle = *bundle;
  self->is_about_bundle = TRUE;
  self->is_withdrawal = is_withdrawal;
  return self;
}

const HearthId *
_hearth_command_get_bundle (const HearthCommand *self)
{
  return self->is_about_bundle ? &self->bundle : NULL;
}

gboolean
_hearth_command_is_withdrawal (const HearthCommand *self)
{
  return self->is_withdrawal;
}

/** hearth_command_ref: (transfer full): the same command. Thread: any. */
HearthCommand *
hearth_command_ref (HearthCommand *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_command (HearthCommand *self)
{
  g_free (self->act);
  g_array_unref (self->operations);
  g_hash_table_unref (self->by_rec);
  g_array_unref (self->ranges);
  g_array_unref (self->blobs);
}

/** hearth_command_unref: gives one reference back. Thread: any. */
void
hearth_command_unref (HearthCommand *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_command);
}

static void
add_operation (HearthCommand *self, const HearthOperation *operation)
{
  g_array_append_vals (self->operations, operation, 1);
  g_hash_table_insert (self->by_rec, hearth_id_copy (&operation->rec),
                       GUINT_TO_POINTER (self->operations->len));
}

static void
take_set_apart (HearthOperation *operation)
{
  json_t *own;

  if (!operation->is_set_shared)
    return;
  own = json_copy (operation->set);
  json_decref (operation->set);
  operation->set = own;
  operation->is_set_shared = FALSE;
}

/**
 * hearth_command_set:
 * @case_id: (nullable): %NULL for a shared record
 * @rec: the record, which need not exist yet
 * @expected_revision: of the record as it was read, %HEARTH_REVISION_NEW if it must not exist,
 *   %HEARTH_REVISION_ANY to write in any case
 * @set: (transfer full): object of field id to value; null clears
 *
 * Adds "set these fields of this record". A second addition for one record joins the first, later
 * values win. Values are checked when the command is executed.
 */
void
hearth_command_set (HearthCommand *self,
                    const HearthKind *kind,
                    const HearthId *case_id,
                    const HearthId *rec,
                    gint64 expected_revision,
                    json_t *set)
{
  HearthOperation operation = { .kind = kind, .expected_revision = expected_revision, .set = set };
  guint known;

  g_return_if_fail (self != NULL && kind != NULL && rec != NULL);
  g_return_if_fail (json_is_object (set));

  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_rec, rec));
  if (known > 0)
    {
      HearthOperation *before = &g_array_index (self->operations, HearthOperation, known - 1);

      take_set_apart (before);
      json_object_update (before->set, set);
      json_decref (set);
      return;
    }
  operation.rec = *rec;
  if (case_id != NULL)
    operation.case_id = *case_id;
  add_operation (self, &operation);
}

void
_hearth_command_add_alike (HearthCommand *self,
                           const HearthKind *kind,
                           const HearthId *case_id,
                           const HearthId *rec,
                           json_t *set)
{
  const HearthOperation operation = { .kind = kind,
                                      .case_id = *case_id,
                                      .rec = *rec,
                                      .expected_revision = HEARTH_REVISION_NEW,
                                      .set = json_incref (set),
                                      .is_set_shared = TRUE };

  add_operation (self, &operation);
}

void
_hearth_command_restate (HearthCommand *self,
                         const HearthKind *kind,
                         const HearthId *case_id,
                         const HearthId *rec,
                         gint64 expected_revision,
                         json_t *set,
                         json_t *over)
{
  const HearthOperation operation = { kind, *case_id, *rec, expected_revision, set, over };

  add_operation (self, &operation);
}

/* Makes room for @n operations at once: growing by and by costs more than filling. The array is one that clears
 * what it adds, so that what is taken off again holds nothing. */
void
_hearth_command_reserve (HearthCommand *self, guint n)
{
  const guint length = self->operations->len;

  g_array_set_size (self->operations, length + n);
  g_array_set_size (self->operations, length);
}

/** hearth_command_get_act: (transfer none). */
const char *
hearth_command_get_act (const HearthCommand *self)
{
  return self->act;
}

/** hearth_command_get_n_operations: 0 for the inverse of an act. */
guint
hearth_command_get_n_operations (const HearthCommand *self)
{
  return self->operations->len;
}

const HearthOperation *
_hearth_command_get_operation (const HearthCommand *self, guint index)
{
  return &g_array_index (self->operations, HearthOperation, index);
}

guint
_hearth_command_get_n_ranges (const HearthCommand *self)
{
  return self->ranges->len;
}

const HearthLineRange *
_hearth_command_get_range (const HearthCommand *self, guint index)
{
  return &g_array_index (self->ranges, HearthLineRange, index);
}

const HearthId *
_hearth_command_get_reverted_act (const HearthCommand *self)
{
  return &self->reverted;
}

/* The row of an attachment; a record of the same compartment must be among the operations. */
void
_hearth_command_add_blob (HearthCommand *self, HearthCompartment cmp, const HearthBlob *blob)
{
  HearthCommandBlob added = { cmp, hearth_blob_copy (blob) };

  g_array_append_val (self->blobs, added);
}

guint
_hearth_command_get_n_blobs (const HearthCommand *self)
{
  return self->blobs->len;
}

const HearthCommandBlob *
_hearth_command_get_blob (const HearthCommand *self, guint index)
{
  return &g_array_index (self->blobs, HearthCommandBlob, index);
}
