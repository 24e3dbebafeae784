/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-notices.h"

typedef struct
{
  HearthNotice notice; /* owns its texts */
  gboolean is_of_login;
} Entry;

struct _HearthNotices
{
  GObject parent_instance;
  GPtrArray *entries;
};

G_DEFINE_FINAL_TYPE (HearthNotices, hearth_notices, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free ((char *) entry->notice.id);
  g_free ((char *) entry->notice.title);
  g_free ((char *) entry->notice.body);
  g_free ((char *) entry->notice.button);
  g_free ((char *) entry->notice.action);
  g_free (entry);
}

static Entry *
new_entry (const HearthNotice *notice, gboolean is_of_login)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->notice = (HearthNotice){ .id = g_strdup (notice->id),
                                  .title = g_strdup (notice->title),
                                  .body = g_strdup (notice->body),
                                  .button = g_strdup (notice->button),
                                  .action = g_strdup (notice->action) };
  entry->is_of_login = is_of_login;
  return entry;
}

static gboolean
has_id (gconstpointer entry, gconstpointer id)
{
  return g_str_equal (((const Entry *) entry)->notice.id, id);
}

static void
hearth_notices_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_NOTICES (object)->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_notices_parent_class)->finalize (object);
}

static void
hearth_notices_class_init (HearthNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_notices_finalize;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_NOTICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hearth_notices_init (HearthNotices *self)
{
  self->entries = g_ptr_array_new_with_free_func (free_entry);
}

HearthNotices *
hearth_notices_new (void)
{
  return g_object_new (HEARTH_TYPE_NOTICES, NULL);
}

void
hearth_notices_set (HearthNotices *self, const HearthNotice *notice, gboolean is_of_login)
{
  guint position;

  g_return_if_fail (HEARTH_IS_NOTICES (self));
  g_return_if_fail (notice->id != NULL && notice->title != NULL);

  if (g_ptr_array_find_with_equal_func (self->entries, notice->id, has_id, &position))
    {
      free_entry (self->entries->pdata[position]);
      self->entries->pdata[position] = new_entry (notice, is_of_login);
    }
  else
    g_ptr_array_add (self->entries, new_entry (notice, is_of_login));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hearth_notices_remove (HearthNotices *self, const char *id)
{
  guint position;

  g_return_if_fail (HEARTH_IS_NOTICES (self));

  if (!g_ptr_array_find_with_equal_func (self->entries, id, has_id, &position))
    return;
  g_ptr_array_remove_index (self->entries, position);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hearth_notices_end_login (HearthNotices *self)
{
  g_return_if_fail (HEARTH_IS_NOTICES (self));

  for (guint i = self->entries->len; i > 0; i--)
    {
      const Entry *entry = self->entries->pdata[i - 1];

      if (entry->is_of_login)
        g_ptr_array_remove_index (self->entries, i - 1);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
hearth_notices_get_n (HearthNotices *self)
{
  g_return_val_if_fail (HEARTH_IS_NOTICES (self), 0);

  return self->entries->len;
}

const HearthNotice *
hearth_notices_get_first (HearthNotices *self)
{
  g_return_val_if_fail (HEARTH_IS_NOTICES (self), NULL);

  return self->entries->len > 0 ? &((const Entry *) self->entries->pdata[0])->notice : NULL;
}
