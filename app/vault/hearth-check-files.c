/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the databases: header copies, freshness tables, journals. */
#include "config.h"

#include "hearth-check-private.h"

#include "hearth-header.h"
#include "hearth-vault-error-private.h"

#include <sodium.h>
#include <string.h>

static void
free_damage (gpointer data)
{
  HearthDamage *self = data;

  g_free (self->file);
  g_free (self->table);
  g_array_unref (self->cases);
  g_ptr_array_unref (self->numbers);
  g_free (self);
}

GPtrArray *
_hearth_check_list_new (void)
{
  return g_ptr_array_new_with_free_func (free_damage);
}

/** hearth_check_report_free: frees @self. */
void
hearth_check_report_free (HearthCheckReport *self)
{
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_pointer (&self->mended, g_ptr_array_unref);
  g_free (self);
}

static HearthDamage *
add_to (GPtrArray *list, HearthDamageKind kind, HearthCompartment cmp, const char *file)
{
  HearthDamage *damage = g_new0 (HearthDamage, 1);

  damage->kind = kind;
  damage->cmp = cmp;
  damage->file = g_strdup (file);
  damage->cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  damage->numbers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (list, damage);
  return damage;
}

/** hearth_check_report_add: Returns: (transfer none): a new finding, to be filled in further. */
HearthDamage *
hearth_check_report_add (HearthCheckReport *self,
                         HearthDamageKind kind,
                         HearthCompartment cmp,
                         const char *file)
{
  return add_to (self->damaged, kind, cmp, file);
}

/**
 * hearth_check_report_keep_unmended:
 *
 * To be called if the vault could not be unlocked, or not written, after it was checked: what would have
 * been mended then is a finding as others are.
 */
void
hearth_check_report_keep_unmended (HearthCheckReport *self)
{
  g_ptr_array_extend_and_steal (self->damaged, g_steal_pointer (&self->mended));
  self->mended = _hearth_check_list_new ();
}

/** hearth_damage_add_case: each case once. */
void
hearth_damage_add_case (HearthDamage *self, const HearthId *case_id)
{
  for (guint i = 0; i < self->cases->len; i++)
    if (hearth_id_equal (&g_array_index (self->cases, HearthId, i), case_id))
      return;
  if (self->cases->len < HEARTH_DAMAGE_MAX_CASES)
    g_array_append_val (self->cases, *case_id);
}

static gboolean
is_header_good (const HearthCheck *self, const char *name)
{
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;
  HearthHeader *header;
  guint64 generation;
  gboolean is_foreign;

  if (!hearth_fs_read_file (self->folder->fs, self->folder->fd, name, HEARTH_HEADER_MAX_SIZE,
                            &bytes, &size, NULL))
    return FALSE;
  header = hearth_header_parse (bytes, size, NULL);
  if (header == NULL)
    return FALSE;
  generation = header->generation;
  is_foreign = !hearth_id_equal (&header->vault_id, &self->login->header->vault_id);
  hearth_header_free (header);
  if (is_foreign)
    return FALSE;
  /* An older copy is what a crash between the two writes leaves; the next unlock renews it. */
  return generation < self->login->header->generation ||
         (size == self->login->header->length &&
          sodium_memcmp (bytes, self->login->header->image, size) == 0);
}

void
_hearth_check_headers (HearthCheck *self)
{
  static const char *const names[] = { "header", "header.2" };
  const char *foreign =
      hearth_header_find_foreign (self->login->header, self->folder->fs, self->folder->fd);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!is_header_good (self, names[i]))
      hearth_check_report_add (self->report, HEARTH_DAMAGE_HEADER, HEARTH_COMPARTMENT_IDENTITY,
                               names[i])
          ->is_foreign = g_strcmp0 (names[i], foreign) == 0;
}

/* A second copy that is missing where nothing else is wrong says nothing about the records. One that was
 * altered is told, whoever did it. */
static gboolean
can_mend (HearthCheck *self, HearthCompartment cmp, const char *name)
{
  const HearthFs *fs = self->folder->fs;

  if (self->folder->is_read_only || (self->openable & 1u << cmp) == 0 ||
      hearth_fs_exists (fs, self->folder->fd, name))
    return FALSE;
  return self->session == NULL || hearth_vfs_save_table (self->vfs, cmp, NULL);
}

void
_hearth_check_tables (HearthCheck *self)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    for (guint which = 0; which < 2 && (self->readable & 1u << i) != 0; which++)
      {
        HearthCompartment cmp = (HearthCompartment) i;
        g_autofree char *name =
            g_strdup_printf ("%s.fresh%u", hearth_compartment_get_name (cmp), which);

        if (hearth_vfs_check_table (self->vfs, cmp, which))
          continue;
        add_to (can_mend (self, cmp, name) ? self->report->mended : self->report->damaged,
                HEARTH_DAMAGE_TABLE, cmp, name);
      }
}

/* What adding the file says, as a finding. FALSE: it is none, and the check cannot go on. */
static gboolean
note_failure (HearthCheck *self, HearthCompartment cmp, const GError *error)
{
  g_autofree char *file = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);

  if (error->domain != HEARTH_VAULT_ERROR)
    return FALSE;
  switch (error->code)
    {
    case HEARTH_VAULT_ERROR_FILE_MISSING:
    case HEARTH_VAULT_ERROR_NOT_A_FILE:
      hearth_check_report_add (self->report, HEARTH_DAMAGE_MISSING, cmp, file);
      return TRUE;
    case HEARTH_VAULT_ERROR_TABLE_LOST:
      hearth_check_report_add (self->report, HEARTH_DAMAGE_NO_TABLE, cmp, file);
      return TRUE;
    case HEARTH_VAULT_ERROR_PAGE_DAMAGED:
      hearth_check_report_add (self->report, HEARTH_DAMAGE_PAGE, cmp, file)->page = 1;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
look_at_journal (HearthCheck *self, HearthCompartment cmp, GError **error)
{
  g_autofree char *database = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autofree char *file = g_strconcat (database, "-wal", NULL);
  HearthVfsAudit audit;

  /* Where nothing can be written SQLite would pass over the journal, and what is in it. */
  if (self->folder->is_read_only && !hearth_vfs_is_clean (self->vfs, cmp))
    {
      _hearth_vault_set_read_only_error (
          error, HEARTH_VAULT_READ_ONLY_NOT_CLEAN,
          "the vault was not locked properly, and cannot be written");
      return FALSE;
    }
  if (!hearth_vfs_audit_wal (self->vfs, cmp, &audit, error))
    return FALSE;
  if (audit.is_table_old)
    hearth_check_report_add (self->report, HEARTH_DAMAGE_OLD_TABLE, cmp, database);
  else if (audit.is_damaged || audit.is_missing)
    hearth_check_report_add (self->report, HEARTH_DAMAGE_JOURNAL, cmp, file);
  /* SQLite would recover what is left and go on from there. */
  if (!audit.is_damaged)
    self->openable |= 1u << cmp;
  return TRUE;
}

/* Every database whose key the login holds and that travel mode did not take off. */
gboolean
_hearth_check_add_files (HearthCheck *self, HearthVfsFlags flags, GError **error)
{
  const HearthGrants *grants = self->login->area->grants;

  if (self->folder->is_read_only)
    flags = (HearthVfsFlags) (flags | HEARTH_VFS_READ_ONLY);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      g_autoptr (GError) local_error = NULL;

      if (hearth_login_find_key (self->login, cmp, hearth_grants_get_epoch (grants, cmp)) == NULL ||
          (grants->away & 1u << i) != 0)
        continue;
      self->report->checked |= 1u << i;
      _hearth_session_add_keys (self->vfs, self->login, cmp);
      if (hearth_vfs_add_file (self->vfs, cmp, flags, &local_error))
        {
          self->readable |= 1u << i;
          if (!look_at_journal (self, cmp, error))
            return FALSE;
        }
      else if (!note_failure (self, cmp, local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}
