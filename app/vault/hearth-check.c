/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a check, for a vault that nobody has open and for the one in use. */
#include "config.h"

#include "hearth-check-private.h"

#include "hearth-db-private.h"
#include "hearth-vault-private.h"
#include "hearth-vfs-raw.h"

/* Of the vault in use. */
typedef struct
{
  gboolean is_deep;
  HearthCheckHooks hooks;
  GDestroyNotify free_data;
  HearthCheckReport *report;
} Request;

/* Something that only the writer may do. */
typedef struct
{
  HearthCheck *check;
  gboolean is_done;
  GError *error;
} WriterCall;

static HearthCheck *
check_new (gboolean is_deep, const HearthCheckHooks *hooks)
{
  HearthCheck *self = g_new0 (HearthCheck, 1);

  self->report = g_new0 (HearthCheckReport, 1);
  self->report->is_deep = is_deep;
  self->report->damaged = _hearth_check_list_new ();
  self->report->mended = _hearth_check_list_new ();
  self->hooks = hooks;
  return self;
}

void
_hearth_check_free (HearthCheck *self)
{
  if (self->db != NULL)
    {
      /* What the journals hold stays there: a check changes nothing. */
      _hearth_db_skip_checkpoint (self->db);
      hearth_db_close (self->db);
    }
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    g_clear_pointer (&self->maps[i], hearth_page_map_free);
  if (self->session == NULL)
    {
      g_clear_pointer (&self->blobs, hearth_blob_store_unref);
      g_clear_pointer (&self->vfs, hearth_vfs_free);
      g_clear_pointer (&self->login, hearth_login_free);
      g_clear_pointer (&self->folder, hearth_vault_folder_free);
    }
  g_clear_pointer (&self->report, hearth_check_report_free);
  g_free (self);
}

/** hearth_check_get_report: Returns: (transfer none): to add to. Thread: the check's. */
HearthCheckReport *
hearth_check_get_report (HearthCheck *self)
{
  return self->report;
}

/** hearth_check_get_map: Returns: (transfer none) (nullable). Thread: the check's. */
HearthPageMap *
hearth_check_get_map (HearthCheck *self, HearthCompartment cmp)
{
  return self->maps[cmp];
}

/** hearth_check_get_dev: Returns: (transfer none): writer id of the vault's own lines. */
const HearthId *
hearth_check_get_dev (HearthCheck *self)
{
  return &self->login->area->dev;
}

/** hearth_check_get_db: Returns: (transfer none) (nullable). Thread: the check's. */
HearthDb *
hearth_check_get_db (HearthCheck *self)
{
  return self->db;
}

static void
on_progress (guint64 n_pages, gpointer data)
{
  HearthCheck *self = data;

  self->n_done += n_pages;
  if (self->hooks->progress != NULL)
    self->hooks->progress (self->n_done, self->n_total, self->hooks->data);
}

static gboolean
open_maps (HearthCheck *self, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((self->readable & 1u << i) == 0)
        continue;
      self->maps[i] = hearth_page_map_new (self->vfs, (HearthCompartment) i, error);
      if (self->maps[i] == NULL)
        return FALSE;
      self->n_total += hearth_page_map_get_n_pages (self->maps[i]);
    }
  return TRUE;
}

static void
note_pages (HearthCheck *self, HearthCompartment cmp)
{
  g_autofree char *file = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autoptr (GArray) pages = hearth_page_map_list_damaged (self->maps[cmp]);

  self->report->n_pages += hearth_page_map_get_n_pages (self->maps[cmp]);
  for (guint i = 0; i < pages->len; i++)
    {
      const HearthPageInfo *page = &g_array_index (pages, HearthPageInfo, i);
      HearthDamage *damage = hearth_check_report_add (self->report, HEARTH_DAMAGE_PAGE, cmp, file);

      damage->page = page->number;
      damage->table = g_strdup (page->table);
      damage->is_free = page->is_free;
      damage->after = page->after;
      damage->until = page->until;
    }
}

static gboolean
read_pages (HearthCheck *self, GCancellable *cancellable, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (self->maps[i] == NULL)
        continue;
      if (!hearth_page_map_read (self->maps[i], on_progress, self, cancellable, error))
        return FALSE;
      note_pages (self, (HearthCompartment) i);
    }
  return TRUE;
}

/* What SQLite refuses although every page is genuine is damage too. */
static gboolean
attach_all (HearthCheck *self, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      g_autofree char *file = NULL;
      g_autoptr (GError) local_error = NULL;

      if ((self->openable & 1u << i) == 0 ||
          hearth_db_attach (self->db, (HearthCompartment) i, &local_error))
        continue;
      if (!_hearth_check_is_damage (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      file = g_strconcat (hearth_compartment_get_name ((HearthCompartment) i), ".db", NULL);
      if (self->maps[i] == NULL || hearth_page_map_get_n_damaged (self->maps[i]) == 0)
        hearth_check_report_add (self->report, HEARTH_DAMAGE_STRUCTURE, (HearthCompartment) i,
                                 file);
    }
  return TRUE;
}

static gboolean
check_search (HearthCheck *self, HearthDb *db, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      g_autofree char *file = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
      gboolean is_good;

      if (!hearth_db_has (db, cmp) ||
          (self->maps[i] != NULL && hearth_page_map_get_n_damaged (self->maps[i]) > 0))
        continue;
      if (!_hearth_check_search (db, cmp, &is_good, error))
        return FALSE;
      if (!is_good)
        hearth_check_report_add (self->report, HEARTH_DAMAGE_SEARCH, cmp, file);
    }
  return TRUE;
}

static void
search_on_writer (gpointer data)
{
  WriterCall *call = data;

  call->is_done = check_search (call->check, call->check->session->writer, &call->error);
}

/* The index is asked by a statement that writes nothing and yet needs the writer. Where nothing can be
 * written it is not asked: its pages are genuine, and it is made from the records. */
static gboolean
check_search_index (HearthCheck *self, GError **error)
{
  WriterCall call = { .check = self };
  const HearthVaultFolder *folder = self->session != NULL ? self->session->folder : self->folder;

  if (folder->is_read_only)
    return TRUE;
  if (self->session == NULL)
    return check_search (self, self->db, error);
  hearth_worker_call_sync (self->session->writer_worker, search_on_writer, &call);
  if (!call.is_done)
    g_propagate_error (error, call.error);
  return call.is_done;
}

static gboolean
look_inside (HearthCheck *self, GCancellable *cancellable, GError **error)
{
  HearthDbRole role = self->session == NULL ? HEARTH_DB_WRITER : HEARTH_DB_READER;

  self->db = hearth_db_open (self->vfs, role, error);
  if (self->db == NULL || !attach_all (self, error) ||
      !_hearth_check_structures (self, cancellable, error))
    return FALSE;
  if (!self->report->is_deep)
    return TRUE;
  return check_search_index (self, error) && _hearth_check_blobs (self, cancellable, error) &&
         (self->hooks->look_deeper == NULL ||
          self->hooks->look_deeper (self, self->hooks->data, cancellable, error));
}

static gboolean
look_at_all (HearthCheck *self, GCancellable *cancellable, GError **error)
{
  return look_inside (self, cancellable, error) &&
         (self->hooks->name_cases == NULL ||
          self->hooks->name_cases (self, self->hooks->data, error));
}

static gboolean
open_closed (HearthCheck *self,
             const HearthFs *fs,
             const char *path,
             const HearthCredentials *credentials,
             GError **error)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;

  self->folder = hearth_vault_folder_open (fs, path, error);
  if (self->folder == NULL || !hearth_header_load (fs, self->folder->fd, &newest, &other, error))
    return FALSE;
  self->login = hearth_login_open (newest, other, credentials, error);
  if (self->login == NULL)
    return FALSE;
  self->blobs = hearth_blob_store_new (fs, self->folder->fd, error);
  if (self->blobs == NULL)
    return FALSE;
  self->vfs = hearth_vfs_new (self->login->header->vault_id.bytes, fs, self->folder->path, NULL,
                              NULL, NULL, error);
  return self->vfs != NULL;
}

HearthCheck *
_hearth_check_open (const HearthFs *fs,
                    const char *path,
                    const HearthCredentials *credentials,
                    HearthVfsFlags flags,
                    gboolean is_deep,
                    const HearthCheckHooks *hooks,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (HearthCheck) self = check_new (is_deep, hooks);

  if (!open_closed (self, fs, path, credentials, error))
    return NULL;
  _hearth_check_headers (self);
  if (!_hearth_check_add_files (self, flags, error))
    return NULL;
  _hearth_check_tables (self);
  if (!open_maps (self, error) || !read_pages (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_check_run:
 * @path: of a vault that nobody has open
 * @hooks: the model's part
 *
 * Checks what the login can read, also of a vault that no longer unlocks. Nothing is changed.
 *
 * Returns: (transfer full): what was found; %NULL with %HEARTH_VAULT_ERROR_WRONG_KEY,
 *   %HEARTH_VAULT_ERROR_BUSY, %HEARTH_VAULT_ERROR_HEADER_DAMAGED if both copies are,
 *   %HEARTH_VAULT_ERROR_READ_ONLY if it was not locked and cannot be written,
 *   %G_IO_ERROR_CANCELLED or an input/output error. Thread: any that may wait. Source: vault 9.
 */
HearthCheckReport *
hearth_check_run (const char *path,
                  const HearthCredentials *credentials,
                  gboolean is_deep,
                  const HearthCheckHooks *hooks,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *absolute = NULL;
  g_autoptr (HearthCheck) self = NULL;

  g_return_val_if_fail (path != NULL && credentials != NULL && hooks != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  self = _hearth_check_open (hearth_fs_get_default (), absolute, credentials, HEARTH_VFS_NONE,
                             is_deep, hooks, cancellable, error);
  if (self == NULL || !look_at_all (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self->report);
}

/* --- The vault in use --- */

/* With empty journals the databases are all there is; from here on nothing is copied into them, so
 * that they stand still while they are read. */
static void
begin_on_writer (gpointer data)
{
  WriterCall *call = data;
  HearthCheck *self = call->check;
  HearthDb *writer = self->session->writer;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_db_has (writer, (HearthCompartment) i))
      {
        /* A reader that holds an old snapshot only means that more is read from the journal. */
        _hearth_db_checkpoint (writer, (HearthCompartment) i, TRUE, NULL);
        self->readable |= 1u << i;
      }
  self->report->checked = self->openable = self->readable;
  _hearth_db_hold_checkpoints (writer, TRUE);
  _hearth_check_headers (self);
  _hearth_check_tables (self);
  call->is_done = open_maps (self, &call->error);
}

static void
end_on_writer (gpointer data)
{
  WriterCall *call = data;

  _hearth_db_hold_checkpoints (call->check->session->writer, FALSE);
}

static gboolean
check_in_use (HearthSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (HearthCheck) self = check_new (request->is_deep, &request->hooks);
  WriterCall call = { .check = self };
  gboolean is_done;

  self->session = session;
  self->folder = session->folder;
  self->login = session->login;
  self->vfs = session->vfs;
  self->blobs = session->blobs;
  hearth_worker_call_sync (session->writer_worker, begin_on_writer, &call);
  if (!call.is_done)
    g_propagate_error (error, call.error);
  is_done = call.is_done && read_pages (self, cancellable, error) &&
            look_at_all (self, cancellable, error);
  hearth_worker_call_sync (session->writer_worker, end_on_writer, &call);
  if (is_done)
    request->report = g_steal_pointer (&self->report);
  return is_done;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  if (self->free_data != NULL)
    self->free_data (self->hooks.data);
  g_clear_pointer (&self->report, hearth_check_report_free);
  g_free (self);
}

/**
 * hearth_vault_check_async:
 * @vault: unlocked
 * @hooks: copied; they are called on a thread of their own
 * @free_data: (nullable): frees the data of @hooks
 *
 * Checks the vault in use. Locking it cancels the check. Thread: main.
 */
void
hearth_vault_check_async (HearthVault *vault,
                          gboolean is_deep,
                          const HearthCheckHooks *hooks,
                          GDestroyNotify free_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Request *request;

  g_return_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault));
  g_return_if_fail (hooks != NULL);

  request = g_new0 (Request, 1);
  request->is_deep = is_deep;
  request->hooks = *hooks;
  request->free_data = free_data;
  _hearth_vault_run_beside_async (vault, check_in_use, request, request_free,
                                  hearth_vault_check_async, cancellable, callback, user_data);
}

/** hearth_vault_check_finish: Returns: (transfer full): as hearth_check_run(). Thread: main. */
HearthCheckReport *
hearth_vault_check_finish (HearthVault *vault, GAsyncResult *result, GError **error)
{
  Request *request;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault), NULL);

  request = _hearth_vault_run_beside_finish (vault, result, hearth_vault_check_async, error);
  return request != NULL ? g_steal_pointer (&request->report) : NULL;
}
