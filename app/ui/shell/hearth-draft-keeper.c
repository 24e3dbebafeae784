/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-draft-keeper.h"

struct _HearthDraftKeeper
{
  GObject parent_instance;
  HearthStore *store;
  GPtrArray *drafts; /* what there is, the newest last */
  GPtrArray *due;    /* what is to be written, at most one of each form */
  GPtrArray *unseen; /* of the login before, to be offered, the newest last */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (HearthDraftKeeper, hearth_draft_keeper, G_TYPE_OBJECT)

enum
{
  UNSEEN_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

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

/* Somebody has it before them, or it is over. */
static void
take_as_seen (HearthDraftKeeper *self, const char *form, const HearthId *rec)
{
  guint position;

  if (!find_position (self->unseen, form, rec, &position))
    return;
  g_ptr_array_remove_index (self->unseen, position);
  g_signal_emit (self, signals[UNSEEN_CHANGED], 0);
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
  g_clear_pointer (&self->unseen, g_ptr_array_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hearth_draft_keeper_parent_class)->dispose (object);
}

static void
hearth_draft_keeper_class_init (HearthDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_draft_keeper_dispose;
  signals[UNSEEN_CHANGED] = g_signal_new ("unseen-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_draft_keeper_init (HearthDraftKeeper *self)
{
  self->drafts = new_drafts ();
  self->due = new_drafts ();
  self->unseen = new_drafts ();
}

HearthDraftKeeper *
hearth_draft_keeper_new (HearthStore *store, GPtrArray *kept)
{
  HearthDraftKeeper *self = g_object_new (HEARTH_TYPE_DRAFT_KEEPER, NULL);

  self->store = g_object_ref (store);
  for (guint i = 0; i < kept->len; i++)
    {
      replace (self->drafts, kept->pdata[i]);
      replace (self->unseen, kept->pdata[i]);
    }
  return self;
}

/* A form that is filled from its draft tells the same again: nothing was typed. */
static gboolean
is_kept (HearthDraftKeeper *self, const HearthDraft *draft)
{
  guint position;
  const HearthDraft *kept;

  if (!find_position (self->drafts, draft->form, &draft->rec, &position))
    return FALSE;
  kept = self->drafts->pdata[position];
  return kept->revision == draft->revision && json_equal (kept->fields, draft->fields);
}

void
hearth_draft_keeper_take (HearthDraftKeeper *self, HearthDraft *draft)
{
  g_autoptr (HearthDraft) taken = draft;

  g_return_if_fail (HEARTH_IS_DRAFT_KEEPER (self));
  g_return_if_fail (draft != NULL && draft->fields != NULL);

  if (is_kept (self, draft))
    return;
  replace (self->drafts, draft);
  write_soon (self, draft);
  take_as_seen (self, draft->form, &draft->rec);
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
  take_as_seen (self, gone->form, &gone->rec);
}

HearthDraft *
hearth_draft_keeper_find (HearthDraftKeeper *self, const char *form, const HearthId *rec)
{
  guint position;

  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), NULL);

  return find_position (self->drafts, form, rec, &position) ? self->drafts->pdata[position] : NULL;
}

GPtrArray *
hearth_draft_keeper_list_of_case (HearthDraftKeeper *self,
                                  const char *form,
                                  const HearthId *case_id)
{
  GPtrArray *found = new_drafts ();

  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), found);

  for (guint i = self->drafts->len; i > 0; i--)
    {
      HearthDraft *draft = self->drafts->pdata[i - 1];

      if (g_str_equal (draft->form, form) && hearth_id_equal (&draft->case_id, case_id))
        g_ptr_array_add (found, hearth_draft_ref (draft));
    }
  return found;
}

guint
hearth_draft_keeper_get_n_unseen (HearthDraftKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), 0);

  return self->unseen->len;
}

HearthDraft *
hearth_draft_keeper_next_unseen (HearthDraftKeeper *self)
{
  HearthDraft *newest = NULL;

  g_return_val_if_fail (HEARTH_IS_DRAFT_KEEPER (self), NULL);

  for (guint i = 0; i < self->unseen->len; i++)
    {
      HearthDraft *draft = self->unseen->pdata[i];

      if (newest == NULL || draft->at_ms >= newest->at_ms)
        newest = draft;
    }
  if (newest == NULL)
    return NULL;
  hearth_draft_ref (newest);
  take_as_seen (self, newest->form, &newest->rec);
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
