/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a backup: what is accepted is written again byte for byte. The list gets the MAC that it
 * should have, so that what is behind it is reached too. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-backup-archive.h"
#include "hearth-base64.h"
#include "hearth-kdf.h"
#include "hearth-ustar.h"

#include <string.h>

#define MAC_LABEL "hearth/backup/v1"
#define MAC_LENGTH 43
#define JSON_AT (MAC_LENGTH + 1)

typedef struct
{
  const guint8 *bytes;
  gsize size;
} Source;

static gssize
read_source (gpointer data, void *buffer, gsize count, guint64 offset, GError **error)
{
  const Source *self = data;
  gsize n = offset < self->size ? MIN (count, self->size - (gsize) offset) : 0;

  memcpy (buffer, self->bytes + MIN (offset, self->size), n);
  return (gssize) n;
}

static void
assert_refused (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HEARTH_BACKUP_ERROR);
}

static void
assert_same_again (const HearthBackupArchive *archive, const guint8 *data)
{
  static const guint8 zeros[HEARTH_USTAR_END];
  guint64 at = 0;

  for (guint i = 0; i < archive->places->len; i++)
    {
      const HearthBackupPlace *place = archive->places->pdata[i];
      guint8 header[HEARTH_USTAR_BLOCK];

      g_assert_true (hearth_ustar_header (place->name, place->size, header));
      g_assert_cmpmem (header, sizeof header, data + at, sizeof header);
      g_assert_cmpuint (place->offset, ==, at + sizeof header);
      at += hearth_ustar_member_size (place->size);
    }
  g_assert_cmpuint (at + sizeof zeros, ==, archive->size);
  g_assert_cmpmem (zeros, sizeof zeros, data + at, sizeof zeros);
}

static void
put_mac (char *line, gsize length, const HearthSecret *area_secret)
{
  g_autoptr (HearthSecret) key = hearth_kdf_derive (area_secret, MAC_LABEL);
  guint8 mac[HEARTH_HASH_SIZE];
  g_autofree char *text = NULL;

  if (length < JSON_AT + 2)
    return;
  hearth_hash_keyed (mac, hearth_secret_get_bytes (key), hearth_secret_get_size (key),
                     line + JSON_AT, length - JSON_AT - 1);
  text = hearth_base64_encode (mac, sizeof mac);
  memcpy (line, text, MAC_LENGTH);
}

static void
read_members (HearthBackupArchive *archive, const HearthBackupList *list)
{
  for (guint i = 0; i < list->members->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!hearth_backup_archive_copy (archive, i, list->members->pdata[i], NULL, NULL, NULL,
                                       &error))
        g_assert_error (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_ENTRY);
    }
}

static void
read_list (HearthBackupArchive *archive)
{
  const HearthBackupPlace *place = archive->places->pdata[archive->places->len - 1];
  g_autoptr (HearthSecret) area_secret = hearth_secret_new_zero (32);
  g_autoptr (HearthBackupList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      hearth_backup_archive_read_whole (archive, place, (gsize) archive->size, &error);
  g_autofree char *again = NULL;
  gsize length;

  g_assert_no_error (error);
  put_mac (line, (gsize) place->size, area_secret);
  list = hearth_backup_list_open (line, (gsize) place->size, area_secret, &error);
  if (list == NULL)
    {
      assert_refused (error);
      return;
    }
  again = hearth_backup_list_seal (list, area_secret, &length);
  g_assert_cmpmem (again, length, line, (gsize) place->size);
  if (hearth_backup_archive_match (archive, list, &error))
    read_members (archive, list);
  else
    g_assert_error (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_LIST);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Source source = { data, size };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBackupArchive) archive =
      hearth_backup_archive_scan (read_source, &source, size, &error);

  if (archive == NULL)
    {
      assert_refused (error);
      return 0;
    }
  assert_same_again (archive, data);
  read_list (archive);
  return 0;
}
