/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a backup in an order of our own: headers first, then the list at the end, which says what
 * the rest must be, then every member once. The form is that of hearth-ustar and no other: each
 * header must be the very one that the writer makes from name and size. */
#include "config.h"

#include "hearth-backup-archive.h"

#include "hearth-ustar.h"

#include <sodium.h>
#include <string.h>

#define NAME_SIZE 100
#define SIZE_DIGITS 11
#define PIECE (512 * 1024)
#define MAX_MEMBERS 2100000

static void
free_place (gpointer data)
{
  HearthBackupPlace *place = data;

  g_free (place->name);
  g_free (place);
}

void
hearth_backup_archive_free (HearthBackupArchive *self)
{
  g_ptr_array_unref (self->places);
  g_free (self);
}

static gboolean
fail (GError **error, HearthBackupError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
read_exactly (HearthBackupArchive *self, void *buffer, gsize count, guint64 offset, GError **error)
{
  gssize n = self->read (self->source, buffer, count, offset, error);

  if (n < 0)
    return FALSE;
  return (gsize) n == count || fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "the archive is cut");
}

static gboolean
parse_size (const guint8 *field, guint64 *size)
{
  *size = 0;
  for (int i = 0; i < SIZE_DIGITS; i++)
    {
      if (field[i] < '0' || field[i] > '7')
        return FALSE;
      *size = *size << 3 | (guint64) (field[i] - '0');
    }
  return TRUE;
}

static HearthBackupPlace *
parse_header (const guint8 header[HEARTH_USTAR_BLOCK], guint64 offset)
{
  guint8 expected[HEARTH_USTAR_BLOCK];
  g_autofree char *name = g_strndup ((const char *) header, NAME_SIZE);
  HearthBackupPlace *place;
  guint64 size;

  if (!parse_size (header + HEARTH_USTAR_SIZE_OFFSET, &size) ||
      !hearth_ustar_header (name, size, expected) ||
      memcmp (header, expected, sizeof expected) != 0)
    return NULL;
  place = g_new0 (HearthBackupPlace, 1);
  place->name = g_steal_pointer (&name);
  place->offset = offset + HEARTH_USTAR_BLOCK;
  place->size = size;
  return place;
}

static gboolean
check_padding (HearthBackupArchive *self, const HearthBackupPlace *place, GError **error)
{
  guint8 padding[HEARTH_USTAR_BLOCK];
  gsize n = hearth_ustar_padding (place->size);

  if (!read_exactly (self, padding, n, place->offset + place->size, error))
    return FALSE;
  return sodium_is_zero (padding, n) ||
         fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "the filling of a member is not zero");
}

/* One header at @offset: a member of which the whole must be there, else damage. */
static gboolean
scan_member (HearthBackupArchive *self, guint64 *offset, GError **error)
{
  guint8 header[HEARTH_USTAR_BLOCK];
  HearthBackupPlace *place;
  HearthBackupKind kind;
  HearthCompartment cmp;

  if (!read_exactly (self, header, sizeof header, *offset, error))
    return FALSE;
  place = parse_header (header, *offset);
  if (place == NULL || !hearth_backup_name_parse (place->name, &kind, &cmp))
    {
      g_clear_pointer (&place, free_place);
      return fail (error,
                   *offset == 0 ? HEARTH_BACKUP_ERROR_NOT_BACKUP : HEARTH_BACKUP_ERROR_ARCHIVE,
                   "a member is not as it must be");
    }
  g_ptr_array_add (self->places, place);
  *offset += hearth_ustar_member_size (place->size);
  if (*offset > self->size || self->places->len > MAX_MEMBERS)
    return fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "the archive is cut, or has no end");
  return check_padding (self, place, error);
}

static gboolean
check_end (HearthBackupArchive *self, guint64 offset, GError **error)
{
  guint8 end[HEARTH_USTAR_END];

  if (self->size - offset != sizeof end)
    return fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "the archive does not end as it must");
  if (!read_exactly (self, end, sizeof end, offset, error))
    return FALSE;
  return sodium_is_zero (end, sizeof end) ||
         fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "the end of the archive is not zero");
}

/* The list is the last member, and only the last. */
static gboolean
is_list (const HearthBackupArchive *self)
{
  const HearthBackupPlace *last = self->places->pdata[self->places->len - 1];

  return g_str_equal (last->name, HEARTH_BACKUP_LIST_NAME);
}

static gboolean
scan (HearthBackupArchive *self, GError **error)
{
  guint64 offset = 0;

  if (self->size < HEARTH_USTAR_BLOCK)
    return fail (error, HEARTH_BACKUP_ERROR_NOT_BACKUP, "the file is too short");
  do
    {
      if (!scan_member (self, &offset, error))
        return FALSE;
    }
  while (!is_list (self));
  return check_end (self, offset, error);
}

/**
 * hearth_backup_archive_scan:
 * @read: called with @source
 * @size: bytes of the whole file
 *
 * Reads the headers of a backup. Members must have names of the closed list and all their bytes;
 * after the list, which is the last, nothing follows.
 *
 * Returns: (transfer full): what stands where; %NULL with %HEARTH_BACKUP_ERROR_NOT_BACKUP,
 *   %HEARTH_BACKUP_ERROR_ARCHIVE or an error of @read. Thread: any.
 */
HearthBackupArchive *
hearth_backup_archive_scan (HearthBackupReadFunc read,
                            gpointer source,
                            guint64 size,
                            GError **error)
{
  g_autoptr (HearthBackupArchive) self = g_new0 (HearthBackupArchive, 1);

  self->read = read;
  self->source = source;
  self->size = size;
  self->places = g_ptr_array_new_with_free_func (free_place);
  return scan (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hearth_backup_archive_read_whole:
 *
 * Returns: (transfer full): the bytes of a small member; %NULL with an error, also if it has more
 *   than @max_size.
 */
char *
hearth_backup_archive_read_whole (HearthBackupArchive *self,
                                  const HearthBackupPlace *place,
                                  gsize max_size,
                                  GError **error)
{
  g_autofree char *bytes = NULL;

  if (place->size > max_size)
    {
      fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "a member is longer than it may be");
      return NULL;
    }
  bytes = g_try_malloc ((gsize) place->size + 1);
  if (bytes == NULL)
    {
      fail (error, HEARTH_BACKUP_ERROR_ARCHIVE, "a member is longer than there is memory");
      return NULL;
    }
  if (!read_exactly (self, bytes, (gsize) place->size, place->offset, error))
    return NULL;
  bytes[place->size] = '\0';
  return g_steal_pointer (&bytes);
}

/** hearth_backup_archive_match: whether exactly the members of @list stand there, in its order. */
gboolean
hearth_backup_archive_match (HearthBackupArchive *self,
                             const HearthBackupList *list,
                             GError **error)
{
  if (self->places->len != list->members->len + 1)
    return fail (error, HEARTH_BACKUP_ERROR_LIST, "there are more or fewer members than listed");
  for (guint i = 0; i < list->members->len; i++)
    {
      const HearthBackupPlace *place = self->places->pdata[i];
      const HearthBackupMember *member = list->members->pdata[i];

      if (place->size != member->size || !g_str_equal (place->name, member->name))
        return fail (error, HEARTH_BACKUP_ERROR_LIST, "a member is not the one listed");
    }
  return TRUE;
}

/**
 * hearth_backup_archive_copy:
 * @index: of the member, in an archive that matches its list
 * @member: what the list says of it
 * @sink: (nullable): takes the bytes; only after %TRUE were they the right ones
 *
 * Returns: %FALSE with %HEARTH_BACKUP_ERROR_ENTRY if the hash differs, an error of @sink, an
 *   input/output error or %G_IO_ERROR_CANCELLED.
 */
gboolean
hearth_backup_archive_copy (HearthBackupArchive *self,
                            guint index,
                            const HearthBackupMember *member,
                            HearthBackupSinkFunc sink,
                            gpointer sink_data,
                            GCancellable *cancellable,
                            GError **error)
{
  const HearthBackupPlace *place = self->places->pdata[index];
  g_autofree guint8 *buffer = g_malloc (MIN (place->size + 1, PIECE));
  guint8 found[HEARTH_HASH_SIZE];
  HearthHash hash;

  hearth_hash_init (&hash);
  for (guint64 done = 0; done < place->size;)
    {
      gsize n = (gsize) MIN (place->size - done, PIECE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_exactly (self, buffer, n, place->offset + done, error))
        return FALSE;
      hearth_hash_update (&hash, buffer, n);
      if (sink != NULL && !sink (sink_data, buffer, n, error))
        return FALSE;
      done += n;
    }
  hearth_hash_final (&hash, found);
  return sodium_memcmp (found, member->hash, sizeof found) == 0 ||
         fail (error, HEARTH_BACKUP_ERROR_ENTRY, "a member is not the one listed");
}
