/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-pool-private.h"

#include <string.h>

#define ROWS_OF_BLOCK 1024
#define CHUNK_BYTES 65536
#define N_RECENT 512

struct _HearthStepPool
{
  gint n_users; /* rows, and who adds some; atomic */
  guint n_in_block;
  GPtrArray *blocks;
  GStringChunk *texts;
  GHashTable *known; /* (element-type utf8 utf8): lent by the texts; until it is closed */
  /* Most texts are one of few, and found by their ends without being looked through. */
  char *recent[N_RECENT];
};

HearthStepPool *
_hearth_step_pool_new (void)
{
  HearthStepPool *self = g_new0 (HearthStepPool, 1);

  self->n_users = 1;
  self->n_in_block = ROWS_OF_BLOCK;
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (CHUNK_BYTES);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
_hearth_step_pool_drop (HearthStepPool *self)
{
  if (!g_atomic_int_dec_and_test (&self->n_users))
    return;
  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
_hearth_step_pool_close (HearthStepPool *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  _hearth_step_pool_drop (self);
}

HearthStepRow *
_hearth_step_pool_add (HearthStepPool *self)
{
  HearthStepRow *row;

  if (self->n_in_block == ROWS_OF_BLOCK)
    {
      g_ptr_array_add (self->blocks, g_new0 (HearthStepRow, ROWS_OF_BLOCK));
      self->n_in_block = 0;
    }
  row = (HearthStepRow *) self->blocks->pdata[self->blocks->len - 1] + self->n_in_block++;
  row->pool = self;
  row->due = row->done_on = row->snoozed_to = row->remind_on = row->since = HEARTH_DATE_NONE;
  g_atomic_int_inc (&self->n_users);
  return row;
}

static guint
get_place (const char *text, gsize length)
{
  const guchar *bytes = (const guchar *) text;

  return (bytes[0] + 7u * bytes[length / 2] + 31u * bytes[length - 1] +
          61u * bytes[length * 3 / 4] + 13u * (guint) length) %
         N_RECENT;
}

char *
_hearth_step_pool_keep (HearthStepPool *self, const char *text)
{
  gsize length;
  char **recent;
  char *kept;

  if (text == NULL)
    return NULL;
  length = strlen (text);
  recent = &self->recent[length > 0 ? get_place (text, length) : 0];
  if (*recent != NULL && strcmp (*recent, text) == 0)
    return *recent;
  kept = g_hash_table_lookup (self->known, text);
  if (kept == NULL)
    {
      kept = g_string_chunk_insert (self->texts, text);
      g_hash_table_add (self->known, kept);
    }
  *recent = kept;
  return kept;
}
