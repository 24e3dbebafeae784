/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-draft-keeper.h"

struct _HearthDraftKeeper
{
  GObject parent_instance;
  HearthStore *store;
  GPtrArray *drafts; /* what there is, the newest last */
  GPtrArray *due;    /* what is to be written, at most one of each form */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (HearthDraftKeeper, hearth_draft_keeper, G_TYPE_OBJECT)

static GPtrArray *
new_drafts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_draft_unref);
}

static gboolean
find_position (GPtrArray *drafts, const char *form, const HearthId *rec, guint *position)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const HearthDraft *draft = drafts->pdata[i];

      if (g_str_equal (draft->form, form) && hearth_id_equal (&draft->rec, rec))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static void
replace (GPtrArray *drafts, HearthDraft *draft)
{
  guint position;

  if (find_position (drafts, draft->form, &draft->rec, &position))
    g_ptr_array_remove_index (drafts, position);
  g_ptr_array_add (drafts, hearth_draft_ref (draft));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* A disk that is full says so when something is saved; what is typed stays in the form. */
  if (!hearth_draft_store_write_finish (HEARTH_STORE (source), result, &error))
    g_info ("drafts were not written: %s %d", g_quark_to_string (error->domain), error->code);
}

static gboolean
on_due_cb (gpointer user_data)
{
  HearthDraftKeeper *self = HEARTH_DRAFT_KEEPER (user_data);
  g_autoptr (GPtrArray) due = g_steal_pointer (&self->due);

  self->timeout_id = 0;
  self->due = new_drafts ();
  hearth_draft_store_write_async (self->store, due, on_written_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
write_soon (HearthDraftKeeper *self, HearthDraft *draft)
{
  replace (self->due, draft);
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add_seconds (HEARTH_DRAFT_EVERY_S, on_due_cb, self);
}

static void
hearth_draft_keeper_dispose (GObject *object)
{
  HearthDraftKeeper *self = HEARTH_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hearth_draft_keeper_parent_class)->dispose (object);
}

static void
hearth_draft_keeper_class_init (HearthDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_draft_keeper_dispose;
}

static void
hearth_draft_keeper_init (HearthDraftKeeper *self)
{
  self->drafts = new_drafts ();
  self->due = new_drafts ();
}

HearthDraftKeeper *
hearth_draft_keeper_new (HearthStore *store, GPtrArray *kept)
{
  HearthDraftKeeper *self = g_object_new (HEARTH_TYPE_DRAFT_KEEPER, NULL);

  self->store = g_object_ref (store);
  for (guint i = 0; i < kept->len; i++)
    replace (self->drafts, kept->pdata[i]);
  return self;
}

void
hearth_draft_keeper_take (HearthDraftKeeper *self, HearthDraft *draft)
{
  g_return_if_fail (HEARTH_IS_DRAFT_KEEPER (self));
  g_return_if_fail (draft != NULL && draft->fields != NULL);

  replace (self->drafts, draft);
  write_soon (self, draft);
  hearth_draft_unref (draft);
}

void
hearth_draft_keeper_drop (HearthDraftKeeper *self, const char *form, const HearthId *rec)
{
  g_autoptr (HearthDraft) gone = NULL;
  const HearthDraft *draft;
  guint position;

  g_return_if_fail (HEARTH_IS_DRAFT_KEEPER (self));

  if (!find_position (self->drafts, form, rec, &position))
    return;
  draft = self->drafts->pdata[position];
  gone = hearth_draft_new (draft->cmp, form, rec, &draft->case_id, 0, NULL);
  g_ptr_array_remove_index (self->drafts, position);
  write_soon (self, gone);
}

HearthDraft *
hearth_draft_keeper_find (HearthDraftKeeper *self, const char *form, const HearthId *rec)
{
  guint position;

  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), NULL);

  return find_position (self->drafts, form, rec, &position) ? self->drafts->pdata[position] : NULL;
}

guint
hearth_draft_keeper_get_n (HearthDraftKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), 0);

  return self->drafts->len;
}

HearthDraft *
hearth_draft_keeper_get_newest (HearthDraftKeeper *self)
{
  HearthDraft *newest = NULL;

  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), NULL);

  for (guint i = 0; i < self->drafts->len; i++)
    {
      HearthDraft *draft = self->drafts->pdata[i];

      if (newest == NULL || draft->at_ms >= newest->at_ms)
        newest = draft;
    }
  return newest;
}

void
hearth_draft_keeper_flush (HearthDraftKeeper *self)
{
  g_autoptr (GPtrArray) due = NULL;

  g_return_if_fail (HEARTH_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->due->len == 0)
    return;
  due = g_steal_pointer (&self->due);
  self->due = new_drafts ();
  hearth_draft_store_write_within (self->store, due, HEARTH_DRAFT_LOCK_MS);
}
