/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file "hearth/seen" of this computer's user: records of 112 bytes, one after the other. A record
 * tells no name: which vault and whose is a hash of random ids, and only that user can write it. */
#include "config.h"

#include "hearth-seen.h"

#include "hearth-hash.h"
#include "hearth-kdf.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define FOLDER "hearth"
#define NAME "seen"
#define LOCK_NAME "seen.lock"
#define KEY_LABEL "hearth/user/seen/v1"

/* Places in a record (vault 6.4). */
#define ID_SIZE 16
#define GENERATION_AT 16
#define SERIAL_AT 24
#define TABLES_AT 32
#define TIME_AT (TABLES_AT + 8 * N_TABLES)
#define TAG_AT (TIME_AT + 8)
#define TAG_SIZE 16
#define RECORD_SIZE (TAG_AT + TAG_SIZE)
#define N_TABLES (HEARTH_COMPARTMENT_LAST - HEARTH_COMPARTMENT_FIRST + 1)

#define MAX_RECORDS 4096

/* Another vault may be locked at the same moment. */
#define N_LOCK_TRIES 20
#define LOCK_PAUSE_US 5000

static void
make_record_id (const HearthSeenPlace *place, guint8 out[ID_SIZE])
{
  guint8 ids[3 * HEARTH_ID_SIZE];
  guint8 hash[HEARTH_HASH_SIZE];

  memcpy (ids, place->vault_id->bytes, HEARTH_ID_SIZE);
  memcpy (ids + HEARTH_ID_SIZE, place->dev->bytes, HEARTH_ID_SIZE);
  memcpy (ids + 2 * HEARTH_ID_SIZE, place->user->bytes, HEARTH_ID_SIZE);
  hearth_hash (hash, ids, sizeof ids);
  memcpy (out, hash, ID_SIZE);
}

static void
make_tag (const HearthSeenPlace *place, const guint8 *record, guint8 out[TAG_SIZE])
{
  g_autoptr (HearthSecret) key = hearth_kdf_derive (place->user_seed, KEY_LABEL);

  crypto_generichash (out, TAG_SIZE, record, TAG_AT, hearth_secret_get_bytes (key),
                      hearth_secret_get_size (key));
}

static void
encode (const HearthSeenPlace *place, const HearthSeen *seen, guint8 out[RECORD_SIZE])
{
  make_record_id (place, out);
  _hearth_put_u64 (out + GENERATION_AT, seen->generation);
  _hearth_put_u64 (out + SERIAL_AT, seen->serial);
  for (guint i = 0; i < N_TABLES; i++)
    _hearth_put_u64 (out + TABLES_AT + 8 * i, seen->tables[HEARTH_COMPARTMENT_FIRST + i]);
  _hearth_put_u64 (out + TIME_AT, seen->time_s);
  make_tag (place, out, out + TAG_AT);
}

static void
decode (const guint8 *record, HearthSeen *out)
{
  memset (out, 0, sizeof *out);
  out->generation = _hearth_get_u64 (record + GENERATION_AT);
  out->serial = _hearth_get_u64 (record + SERIAL_AT);
  for (guint i = 0; i < N_TABLES; i++)
    out->tables[HEARTH_COMPARTMENT_FIRST + i] = _hearth_get_u64 (record + TABLES_AT + 8 * i);
  out->time_s = _hearth_get_u64 (record + TIME_AT);
}

/* Opens @path, absolute, and makes what is missing of it; a negative errno on failure. */
static int
ensure_folder (const HearthFs *fs, const char *path)
{
  g_autofree char *parent_path = NULL;
  g_autofree char *name = NULL;
  int folder = fs->open_folder (fs->data, -1, path);
  int parent;

  if (folder != -ENOENT || g_str_equal (path, "/"))
    return folder;
  parent_path = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  parent = ensure_folder (fs, parent_path);
  if (parent < 0)
    return parent;
  /* Without its name being synced a power cut could take the folder away, and with it what was
   * remembered first. */
  if (fs->make_folder (fs->data, parent, name) == 0)
    fs->sync_folder (fs->data, parent);
  folder = fs->open_folder (fs->data, parent, name);
  fs->close (fs->data, parent);
  return folder;
}

/* All records; what is left of a torn one is told by @out_is_torn and dropped. */
static GByteArray *
load (const HearthFs *fs, int folder, gboolean *out_is_torn)
{
  GByteArray *records = g_byte_array_new ();
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;

  *out_is_torn = FALSE;
  if (!hearth_fs_read_file (fs, folder, NAME, MAX_RECORDS * RECORD_SIZE, &bytes, &size, &error))
    {
      *out_is_torn =
          !g_error_matches (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_FILE_MISSING);
      return records;
    }
  *out_is_torn = size % RECORD_SIZE != 0;
  g_byte_array_append (records, bytes, (guint) (size - size % RECORD_SIZE));
  return records;
}

/* NULL if there is no record of that id. */
static guint8 *
find (GByteArray *records, const guint8 id[ID_SIZE])
{
  for (guint at = 0; at < records->len; at += RECORD_SIZE)
    {
      if (memcmp (records->data + at, id, ID_SIZE) == 0)
        return records->data + at;
    }
  return NULL;
}

/**
 * hearth_seen_read:
 * @out: (out): what was remembered, if the answer is %HEARTH_SEEN_FOUND
 *
 * A file that cannot be read or a record that this user did not write is no reason to keep anybody
 * out: it is told, and replaced at the next lock.
 *
 * Returns: %HEARTH_SEEN_NOTHING if this user has not locked this vault here before, since being
 *   enrolled. Thread: any.
 *   Source: vault 6.4.
 */
HearthSeenResult
hearth_seen_read (const HearthSeenPlace *place, HearthSeen *out)
{
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) records = NULL;
  guint8 id[ID_SIZE];
  guint8 tag[TAG_SIZE];
  const guint8 *record;
  gboolean is_torn;
  int folder;

  g_return_val_if_fail (place != NULL && out != NULL, HEARTH_SEEN_NOTHING);

  if (place->state_path == NULL)
    return HEARTH_SEEN_NOTHING;
  path = g_build_filename (place->state_path, FOLDER, NULL);
  folder = place->fs->open_folder (place->fs->data, -1, path);
  if (folder < 0)
    return folder == -ENOENT ? HEARTH_SEEN_NOTHING : HEARTH_SEEN_DAMAGED;
  records = load (place->fs, folder, &is_torn);
  place->fs->close (place->fs->data, folder);

  make_record_id (place, id);
  record = find (records, id);
  if (record == NULL)
    return is_torn ? HEARTH_SEEN_DAMAGED : HEARTH_SEEN_NOTHING;
  make_tag (place, record, tag);
  decode (record, out);
  if (sodium_memcmp (tag, record + TAG_AT, TAG_SIZE) != 0)
    /* A forgotten passphrase comes with a new seed, which knows nothing of what the old one noted. */
    return out->time_s < place->enrolled_s ? HEARTH_SEEN_NOTHING : HEARTH_SEEN_DAMAGED;
  return HEARTH_SEEN_FOUND;
}

/* Makes room for one more: the record that was not renewed for longest goes. Nobody can tell whether
 * its time is true, but a wrong one harms no other record. */
static void
drop_oldest (GByteArray *records)
{
  guint oldest = 0;

  for (guint at = RECORD_SIZE; at < records->len; at += RECORD_SIZE)
    {
      if (_hearth_get_u64 (records->data + at + TIME_AT) <
          _hearth_get_u64 (records->data + oldest + TIME_AT))
        oldest = at;
    }
  g_byte_array_remove_range (records, oldest, RECORD_SIZE);
}

static gboolean
replace (const HearthSeenPlace *place, int folder, const HearthSeen *seen, GError **error)
{
  gboolean is_torn;
  g_autoptr (GByteArray) records = load (place->fs, folder, &is_torn);
  guint8 record[RECORD_SIZE];
  guint8 *there;

  encode (place, seen, record);
  there = find (records, record);
  if (there == NULL && records->len >= MAX_RECORDS * RECORD_SIZE)
    drop_oldest (records);
  if (there != NULL)
    memcpy (there, record, sizeof record);
  else
    g_byte_array_append (records, record, sizeof record);
  return hearth_fs_put_file (place->fs, folder, NAME, records->data, records->len, error);
}

/* Negative if another program keeps it for longer than this is worth. */
static int
take_lock (const HearthFs *fs, int folder)
{
  int fd = fs->open (fs->data, folder, LOCK_NAME, HEARTH_FS_CREATE);
  int result = -EAGAIN;

  if (fd < 0)
    return fd;
  for (guint i = 0; i < N_LOCK_TRIES && result == -EAGAIN; i++)
    {
      if (i > 0)
        g_usleep (LOCK_PAUSE_US);
      result = fs->lock (fs->data, fd);
    }
  if (result == 0)
    return fd;
  fs->close (fs->data, fd);
  return result;
}

/**
 * hearth_seen_write:
 *
 * Remembers @seen in place of what was remembered before. The file is replaced in one step; other
 * records stay.
 *
 * Returns: %FALSE with an input/output error; the old memory then stands. Thread: any.
 */
gboolean
hearth_seen_write (const HearthSeenPlace *place, const HearthSeen *seen, GError **error)
{
  g_autofree char *path = NULL;
  gboolean is_done = FALSE;
  int folder, lock;

  g_return_val_if_fail (place != NULL && seen != NULL, FALSE);

  if (place->state_path == NULL)
    return TRUE;
  path = g_build_filename (place->state_path, FOLDER, NULL);
  folder = ensure_folder (place->fs, path);
  if (folder < 0)
    {
      _hearth_vault_set_errno_error (error, -folder, "state folder");
      return FALSE;
    }
  lock = take_lock (place->fs, folder);
  if (lock < 0)
    _hearth_vault_set_errno_error (error, -lock, "lock of the state");
  else
    {
      is_done = replace (place, folder, seen, error);
      place->fs->close (place->fs->data, lock);
    }
  place->fs->close (place->fs->data, folder);
  return is_done;
}
