/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled and emptied on the writer's thread. */
#include "config.h"

#include "hearth-audit-wait.h"

#include "hearth-vault-error.h"

/* Many days of reading; a disk that is full for longer is somebody's wish. */
#define MAX_WAITING 10000

struct _HearthAuditWait
{
  GArray *entries; /* HearthAuditEntry, their texts owned */
  gint n;          /* as above, for other threads */
};

static void
clear_entry (gpointer data)
{
  HearthAuditEntry *entry = data;

  g_free ((char *) entry->why);
  g_free ((char *) entry->role);
}

HearthAuditWait *
hearth_audit_wait_new (void)
{
  HearthAuditWait *self = g_new0 (HearthAuditWait, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (HearthAuditEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

void
hearth_audit_wait_free (HearthAuditWait *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

static gboolean
may_wait (const HearthAuditEntry *entry)
{
  return entry->event == HEARTH_AUDIT_CASE_OPEN || entry->event == HEARTH_AUDIT_SEARCH ||
         entry->event == HEARTH_AUDIT_FILE_OPEN;
}

gboolean
hearth_audit_wait_add (HearthAuditWait *self,
                       const HearthAuditEntry *entries,
                       guint n_entries,
                       const GError *error)
{
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL) ||
      n_entries > MAX_WAITING - self->entries->len)
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    if (!may_wait (&entries[i]))
      return FALSE;
  for (guint i = 0; i < n_entries; i++)
    {
      HearthAuditEntry entry = entries[i];

      entry.why = g_strdup (entry.why);
      entry.role = g_strdup (entry.role);
      if (entry.at_ms == 0)
        entry.at_ms = g_get_real_time () / 1000;
      g_array_append_val (self->entries, entry);
    }
  g_atomic_int_set (&self->n, (gint) self->entries->len);
  return TRUE;
}

const HearthAuditEntry *
hearth_audit_wait_get (HearthAuditWait *self, guint *n_entries)
{
  *n_entries = self->entries->len;
  return (const HearthAuditEntry *) (gpointer) self->entries->data;
}

void
hearth_audit_wait_clear (HearthAuditWait *self)
{
  g_array_set_size (self->entries, 0);
  g_atomic_int_set (&self->n, 0);
}

gboolean
hearth_audit_wait_is_empty (HearthAuditWait *self)
{
  return g_atomic_int_get (&self->n) == 0;
}
