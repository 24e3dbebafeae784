/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 7 of unlocking (vault 3.3): is what is here as new as what its own files and this computer have
 * seen? An older copy undoes what was changed since, so that only an owner may go on with it. */
#include "config.h"

#define G_LOG_DOMAIN "hearth-vault"

#include "hearth-older.h"

#include "hearth-vault-error-private.h"

static HearthSeenPlace
place_of (HearthSession *self)
{
  const HearthLogin *login = self->login;

  return (HearthSeenPlace){
    .fs = self->folder->fs,
    .state_path = self->state_path,
    .vault_id = &login->area->grants->vault_id,
    .dev = &login->area->dev,
    .user = &login->user->id,
    .user_seed = login->slot->seed,
    .enrolled_s = login->slot->made,
  };
}

/* What was remembered, and after the files were added also what their tables know. */
static HearthVaultOlder
compare (HearthSession *self)
{
  HearthVaultOlder older = {
    .found_generation = self->login->header->generation,
    .found_serial = self->login->area->grants->serial,
    .seen_generation = self->has_seen ? self->seen.generation : 0,
    .seen_serial = self->has_seen ? self->seen.serial : 0,
    .seen_s = self->has_seen ? (gint64) self->seen.time_s : 0,
    .can_go_on = hearth_login_get_identity (self->login) != NULL,
  };

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthVfsMarks marks;

      if ((self->attached & 1u << i) == 0 ||
          !hearth_vfs_get_marks (self->vfs, (HearthCompartment) i, &marks))
        continue;
      older.seen_generation = MAX (older.seen_generation, marks.generation);
      older.seen_serial = MAX (older.seen_serial, marks.serial);
      if (self->has_seen &&
          hearth_vfs_get_table_generation (self->vfs, (HearthCompartment) i) < self->seen.tables[i])
        older.files |= 1u << i;
    }
  return older;
}

static gboolean
is_header_older (const HearthVaultOlder *older)
{
  return older->found_generation < older->seen_generation ||
         older->found_serial < older->seen_serial;
}

static gboolean
may_go_on (const HearthSession *self, const HearthVaultOlder *older, GError **error)
{
  if (self->accepts_older && older->can_go_on)
    return TRUE;
  _hearth_vault_set_older_error (error, older);
  return FALSE;
}

/**
 * hearth_older_check_header:
 *
 * Compares the header with what this computer remembers, before any database is looked at: an older
 * header may lack the key under which the files stand today, and they would seem to be lost.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_OLDER. Thread: the one that opens.
 */
gboolean
hearth_older_check_header (HearthSession *session, GError **error)
{
  HearthSeenPlace place = place_of (session);
  HearthSeenResult result = hearth_seen_read (&place, &session->seen);
  HearthVaultOlder older;

  session->has_seen = result == HEARTH_SEEN_FOUND;
  session->is_memory_damaged = result == HEARTH_SEEN_DAMAGED;
  older = compare (session);
  return !is_header_older (&older) || may_go_on (session, &older, error);
}

/* A header above every number that was seen, so that nothing takes it for the older one again. */
static gboolean
raise_header (HearthSession *self, const HearthVaultOlder *older, GError **error)
{
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (self->login, error);

  if (amendment == NULL)
    return FALSE;
  amendment->header->generation = MAX (older->found_generation, older->seen_generation) + 1;
  amendment->area->grants->serial = MAX (older->found_serial, older->seen_serial) + 1;
  return hearth_session_commit_header (self, amendment, error);
}

/**
 * hearth_older_settle:
 *
 * Compares again when the files are known, header with tables and tables with memory. An owner who
 * said so goes on: a header is written above the greatest numbers seen, and what is here becomes
 * what is remembered.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_OLDER or an input/output error. Thread: the one that opens,
 *   before any connection.
 */
gboolean
hearth_older_settle (HearthSession *session, GError **error)
{
  HearthVaultOlder older = compare (session);

  if (!is_header_older (&older) && older.files == 0)
    return TRUE;
  if (!may_go_on (session, &older, error))
    return FALSE;
  /* What cannot be written is only looked at: nothing becomes newer by that. */
  if (session->folder->is_read_only)
    return TRUE;
  if (!raise_header (session, &older, error))
    return FALSE;
  hearth_older_remember (session);
  return TRUE;
}

/* A file that is not open now was perhaps not older: what was remembered of it stays, unless travel
 * mode took it off. */
static guint64
choose_table (const HearthSession *self, HearthCompartment cmp)
{
  if ((self->attached & 1u << cmp) != 0)
    return hearth_vfs_get_table_generation (self->vfs, cmp);
  if (!self->has_seen || (self->login->area->grants->away & 1u << cmp) != 0)
    return 0;
  return self->seen.tables[cmp];
}

/**
 * hearth_older_remember:
 *
 * Writes what is here into this computer's memory, when the files have reached their last state.
 * That it cannot be written stops nobody: the next lock tries again. Thread: the owner's.
 */
void
hearth_older_remember (HearthSession *session)
{
  HearthSeenPlace place = place_of (session);
  HearthSeen seen = {
    .generation = session->login->header->generation,
    .serial = session->login->area->grants->serial,
    .time_s = (guint64) (g_get_real_time () / G_USEC_PER_SEC),
  };
  g_autoptr (GError) error = NULL;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    seen.tables[i] = choose_table (session, (HearthCompartment) i);
  if (!hearth_seen_write (&place, &seen, &error))
    g_debug ("what was seen could not be written, code %d", error->code);
}
