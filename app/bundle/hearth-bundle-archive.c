/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the outer file and the archive inside it, step by step as bundles 13 orders them, in memory
 * that does not grow with the file. Nothing of it counts before the last byte was read. */
#include "config.h"

#include "hearth-age-reader.h"
#include "hearth-bundle-archive.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-progress.h"
#include "hearth-line.h"
#include "hearth-minisign.h"
#include "hearth-spool-stream.h"
#include "hearth-ustar-reader.h"

#include <gio/gunixoutputstream.h>
#include <string.h>
#include <unistd.h>

#define COPY_SIZE (64 * 1024)

typedef struct
{
  HearthAgeReader *age;
  HearthUstarReader *ustar;
  GCancellable *cancellable;
  const char *spool;
  HearthBundleCardsFunc cards; /* nullable */
  HearthBundleLineFunc func;
  gpointer data;
  HearthBundleArchive *archive;
  GByteArray *manifest;
  GByteArray *signature;
} Job;

/* Gets the bytes of a member piece by piece. */
typedef gboolean (*DataFunc) (gpointer target, const guint8 *bytes, gsize length, GError **error);

static void
member_data_clear (gpointer data)
{
  HearthBundleMemberData *member = data;

  g_clear_pointer (&member->lines, hearth_bundle_lines_free);
}

static HearthBundleArchive *
archive_new (void)
{
  HearthBundleArchive *self = g_new0 (HearthBundleArchive, 1);

  self->writers = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_bundle_card_free);
  self->card_lines = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_array_new (FALSE, FALSE, sizeof (HearthBundleMemberData));
  g_array_set_clear_func (self->parts, member_data_clear);
  self->blobs = g_array_new (FALSE, FALSE, sizeof (HearthBundleMemberData));
  self->spool = -1;
  return self;
}

/** hearth_bundle_archive_free: frees @self. */
void
hearth_bundle_archive_free (HearthBundleArchive *self)
{
  g_array_unref (self->parts);
  g_array_unref (self->blobs);
  g_ptr_array_unref (self->card_lines);
  g_free (self->checkpoint);
  if (self->spool >= 0)
    close (self->spool);
  g_hash_table_unref (self->writers);
  g_ptr_array_unref (self->cards);
  g_clear_pointer (&self->manifest, hearth_manifest_free);
  g_free (self);
}

/** hearth_bundle_archive_open: Returns: (transfer full): the bytes of a spooled member, while @self lives. */
GInputStream *
hearth_bundle_archive_open (const HearthBundleArchive *self, const HearthBundleMemberData *member)
{
  g_return_val_if_fail (member->is_spooled, NULL);

  return hearth_spool_stream_new (self->spool, member->offset, member->entry->size);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

static gssize
read_from_age (gpointer source, void *buffer, gsize count, GError **error)
{
  Job *job = source;
  gssize n = hearth_age_reader_read (job->age, buffer, count, job->cancellable, error);

  if (n > 0)
    hearth_bundle_progress_add (job->cancellable, (guint64) n);
  return n;
}

static gboolean
to_memory (gpointer target, const guint8 *bytes, gsize length, GError **error)
{
  g_byte_array_append (target, bytes, (guint) length);
  return TRUE;
}

static gboolean
to_stream (gpointer target, const guint8 *bytes, gsize length, GError **error)
{
  return g_output_stream_write_all (target, bytes, length, NULL, NULL, error);
}

static gboolean
to_lines (gpointer target, const guint8 *bytes, gsize length, GError **error)
{
  return hearth_bundle_lines_add (target, (const char *) bytes, length, error);
}

static gboolean
to_nowhere (gpointer target, const guint8 *bytes, gsize length, GError **error)
{
  return TRUE;
}

static gboolean
to_zero_check (gpointer target, const guint8 *bytes, gsize length, GError **error)
{
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != 0)
      return fail (error, HEARTH_BUNDLE_ERROR_ARCHIVE, "the padding is not zero");
  return TRUE;
}

/* All data of the present member to @func, its H to @hash. */
static gboolean
read_data (Job *job, DataFunc func, gpointer target, guint8 hash[HEARTH_HASH_SIZE], GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  HearthHash state;
  gssize n;

  hearth_hash_init (&state);
  while ((n = hearth_ustar_reader_read (job->ustar, buffer, COPY_SIZE, error)) > 0)
    {
      hearth_hash_update (&state, buffer, (gsize) n);
      if (!func (target, buffer, (gsize) n, error))
        return FALSE;
    }
  hearth_hash_final (&state, hash);
  return n == 0;
}

/* The members before the manifest can tell anything: name and a bound are all that is known. */
static gboolean
read_front (Job *job, const char *expected, guint64 max_size, GByteArray *out, GError **error)
{
  guint8 hash[HEARTH_HASH_SIZE];
  const char *name;
  guint64 size;

  if (!hearth_ustar_reader_next (job->ustar, &name, &size, error))
    return FALSE;
  if (g_strcmp0 (name, expected) != 0)
    return fail (error, HEARTH_BUNDLE_ERROR_ARCHIVE, "the archive does not begin as a bundle");
  if (size > max_size)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a member at the front is too large");
  return read_data (job, to_memory, out, hash, error);
}

/* Whoever opened the outer file must be whom the sender sealed it to: else somebody passed it on. */
static gboolean
check_addressed (Job *job, GPtrArray *identities, GError **error)
{
  char **to = job->archive->manifest->to;
  int opener = hearth_age_reader_get_opener (job->age);
  g_autofree char *text = NULL;
  HearthAgeRecipient recipient;

  if (opener >= 0)
    {
      hearth_age_recipient_from_identity (identities->pdata[opener], &recipient);
      text = hearth_age_recipient_to_string (&recipient);
    }
  if (opener < 0 ? to[0] == NULL : g_strv_contains ((const char *const *) to, text))
    return TRUE;
  return fail (error, HEARTH_BUNDLE_ERROR_NOT_ADDRESSED, "the sender did not address this reader");
}

static gboolean
read_manifest (Job *job, GPtrArray *identities, GError **error)
{
  if (!read_front (job, HEARTH_BUNDLE_MANIFEST_NAME, HEARTH_BUNDLE_MAX_MANIFEST, job->manifest,
                   error) ||
      !read_front (job, HEARTH_BUNDLE_SIGNATURE_NAME, HEARTH_MINISIGN_MAX_LENGTH, job->signature,
                   error))
    return FALSE;
  job->archive->manifest = hearth_manifest_parse (
      job->manifest->len > 0 ? (const char *) job->manifest->data : "", job->manifest->len, error);
  hearth_hash (job->archive->manifest_hash, job->manifest->len > 0 ? job->manifest->data : NULL,
               job->manifest->len);
  return job->archive->manifest != NULL && check_addressed (job, identities, error);
}

static gboolean
begin_entry (Job *job, const HearthManifestEntry *entry, GError **error)
{
  const char *name;
  guint64 size;

  if (!hearth_ustar_reader_next (job->ustar, &name, &size, error))
    return FALSE;
  if (g_strcmp0 (name, entry->name) != 0 || size != entry->size)
    return fail (error, HEARTH_BUNDLE_ERROR_ENTRY, "a member is not the one announced");
  return TRUE;
}

static gboolean
read_entry (
    Job *job, const HearthManifestEntry *entry, DataFunc func, gpointer target, GError **error)
{
  guint8 hash[HEARTH_HASH_SIZE];

  if (!begin_entry (job, entry, error) || !read_data (job, func, target, hash, error))
    return FALSE;
  return hearth_hash_equal (hash, entry->hash) ||
         fail (error, HEARTH_BUNDLE_ERROR_ENTRY, "a member does not have the hash announced");
}

/* A writer belongs to one vault: a card that claims that of another would let its owner speak in
 * the other's name (bundles 8). */
static gboolean
claim_writers (HearthBundleArchive *archive, HearthBundleCard *card, GError **error)
{
  for (guint i = 0; i < card->devs->len; i++)
    {
      HearthId *dev = &g_array_index (card->devs, HearthId, i);
      const HearthBundleCard *other = g_hash_table_lookup (archive->writers, dev);

      if (other != NULL && !hearth_hash_equal (other->identity, card->identity))
        return fail (error, HEARTH_BUNDLE_ERROR_CARD, "two vaults claim one writer");
      if (other == NULL || other->serial < card->serial)
        g_hash_table_replace (archive->writers, dev, card);
    }
  return TRUE;
}

static gboolean
read_card (Job *job, const HearthManifestEntry *entry, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *id = NULL;
  HearthBundleCard *card;

  if (job->archive->cards->len >= HEARTH_BUNDLE_MAX_CARDS)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "too many cards");
  if (!read_entry (job, entry, to_memory, bytes, error))
    return FALSE;
  if (bytes->len == 0 || bytes->data[bytes->len - 1] != '\n')
    return fail (error, HEARTH_BUNDLE_ERROR_CARD, "a card without end");
  card = hearth_bundle_card_parse ((const char *) bytes->data, bytes->len - 1, error);
  if (card == NULL)
    return FALSE;
  g_ptr_array_add (job->archive->cards, card);
  g_ptr_array_add (job->archive->card_lines, g_strndup ((const char *) bytes->data, bytes->len));
  if (!claim_writers (job->archive, card, error))
    return FALSE;
  id = hearth_hex_encode (card->id, sizeof card->id);
  return g_str_equal (entry->name + strlen ("k/"), id) ||
         fail (error, HEARTH_BUNDLE_ERROR_CARD, "a card under the name of another");
}

/* After the cards, before anything else: who sends this, and is the manifest theirs? */
static gboolean
check_sender (Job *job, GError **error)
{
  HearthBundleArchive *archive = job->archive;
  const HearthManifest *manifest = archive->manifest;
  GError *local = NULL;

  for (guint i = 0; i < archive->cards->len; i++)
    {
      const HearthBundleCard *card = archive->cards->pdata[i];

      if (hearth_hash_equal (card->id, manifest->card))
        archive->sender = card;
    }
  if (archive->sender == NULL || !hearth_bundle_card_has_dev (archive->sender, &manifest->dev))
    return fail (error, HEARTH_BUNDLE_ERROR_CARD, "the card of the sender is not inside");

  if (hearth_minisign_verify ((const char *) job->signature->data, job->signature->len,
                              job->manifest->data, job->manifest->len,
                              archive->sender->keys[HEARTH_COMPARTMENT_ADMIN].sign, NULL, &local))
    return TRUE;
  g_clear_error (&local);
  return fail (error, HEARTH_BUNDLE_ERROR_SIGNATURE, "the manifest is not signed by its sender");
}

/* Still sealed by its own recipients: nothing but ciphertext reaches the disk. */
static gboolean
read_sealed (Job *job, const HearthManifestEntry *entry, GArray *members, GError **error)
{
  HearthBundleArchive *archive = job->archive;
  const HearthBundleMemberData member = { .entry = entry,
                                          .is_spooled = TRUE,
                                          .offset = archive->spool_size };
  g_autoptr (GOutputStream) file = NULL;

  if (archive->spool < 0)
    archive->spool = hearth_bundle_file_open_spool (job->spool, error);
  if (archive->spool < 0)
    return FALSE;
  g_array_append_val (members, member);
  archive->spool_size += entry->size;
  file = g_unix_output_stream_new (archive->spool, FALSE);
  return read_entry (job, entry, to_stream, file, error);
}

/* A part of a passphrase bundle never reaches the disk: its lines are checked as they come. */
static gboolean
read_plain (Job *job, const HearthManifestEntry *entry, GError **error)
{
  HearthBundleMemberData member = { .entry = entry };
  HearthCompartment cmp;

  if (hearth_compartment_from_name (entry->compartment, &cmp))
    member.lines = hearth_bundle_lines_new (cmp, job->archive->writers, job->func, job->data);
  g_array_append_val (job->archive->parts, member);
  if (member.lines == NULL)
    return read_entry (job, entry, to_nowhere, NULL, error);
  return read_entry (job, entry, to_lines, member.lines, error) &&
         hearth_bundle_lines_finish (member.lines, error);
}

static gboolean
read_checkpoint (Job *job, const HearthManifestEntry *entry, GError **error)
{
  const guint8 *key = job->archive->sender->keys[HEARTH_COMPARTMENT_ADMIN].sign;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (entry->size > HEARTH_LINE_MAX_LENGTH)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a checkpoint is too long");
  if (!read_entry (job, entry, to_memory, bytes, error))
    return FALSE;
  if (bytes->len == 0 || bytes->data[bytes->len - 1] != '\n' ||
      !hearth_line_verify ((const char *) bytes->data, bytes->len - 1, HEARTH_LINE_LABEL_CHECKPOINT,
                           key))
    return fail (error, HEARTH_BUNDLE_ERROR_ENTRY, "a checkpoint does not verify");
  g_free (job->archive->checkpoint);
  job->archive->checkpoint = g_strndup ((const char *) bytes->data, bytes->len - 1);
  return TRUE;
}

static gboolean
read_one (Job *job, const HearthManifestEntry *entry, GError **error)
{
  switch (entry->type)
    {
    case HEARTH_BUNDLE_MEMBER_CARD:
      return read_card (job, entry, error);
    case HEARTH_BUNDLE_MEMBER_COMMITS:
      return entry->is_sealed ? read_sealed (job, entry, job->archive->parts, error)
                              : read_plain (job, entry, error);
    case HEARTH_BUNDLE_MEMBER_BLOB:
      return entry->is_sealed ? read_sealed (job, entry, job->archive->blobs, error)
                              : read_entry (job, entry, to_nowhere, NULL, error);
    case HEARTH_BUNDLE_MEMBER_CHECKPOINT:
      return read_checkpoint (job, entry, error);
    case HEARTH_BUNDLE_MEMBER_MANIFEST:
    case HEARTH_BUNDLE_MEMBER_SIGNATURE:
    case HEARTH_BUNDLE_MEMBER_PAD:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_entries (Job *job, GError **error)
{
  GPtrArray *entries = job->archive->manifest->entries;
  guint i = 0;

  for (; i < entries->len; i++)
    {
      const HearthManifestEntry *entry = entries->pdata[i];

      if (entry->type != HEARTH_BUNDLE_MEMBER_CARD)
        break;
      if (!read_one (job, entry, error))
        return FALSE;
    }
  if (!check_sender (job, error) ||
      (job->cards != NULL && !job->cards (job->archive, job->data, error)))
    return FALSE;
  for (; i < entries->len; i++)
    if (!read_one (job, entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The padding, the end of the archive, and the last chunk: now the bundle is verified. */
static gboolean
read_end (Job *job, GError **error)
{
  guint64 total = job->archive->manifest->total;
  guint64 rest =
      hearth_manifest_get_rest (job->archive->manifest, job->manifest->len, job->signature->len);
  guint8 hash[HEARTH_HASH_SIZE];
  const char *name;
  guint64 size;

  if (!hearth_ustar_reader_next (job->ustar, &name, &size, error))
    return FALSE;
  if (name == NULL)
    return fail (error, HEARTH_BUNDLE_ERROR_ARCHIVE, "the archive ends without its padding");
  if (!g_str_equal (name, HEARTH_BUNDLE_PAD_NAME))
    return fail (error, HEARTH_BUNDLE_ERROR_ENTRY, "a member that was not announced");
  if (rest + HEARTH_USTAR_BLOCK + size + HEARTH_USTAR_END != total ||
      size % HEARTH_USTAR_BLOCK != 0)
    return fail (error, HEARTH_BUNDLE_ERROR_ARCHIVE, "the archive is not as long as announced");
  if (!read_data (job, to_zero_check, NULL, hash, error) ||
      !hearth_ustar_reader_next (job->ustar, &name, &size, error))
    return FALSE;
  return name == NULL || fail (error, HEARTH_BUNDLE_ERROR_ARCHIVE, "a member after the padding");
}

/**
 * hearth_bundle_archive_read:
 * @source: the outer file
 * @identities: (element-type HearthSecret): keys to try on it
 * @passphrase: (nullable): to try on it
 * @spool: folder for sealed parts
 * @func: hears of the lines of parts that are not sealed
 *
 * Steps 2 to 7 of bundles 13, and step 8 for parts that are not sealed.
 *
 * Returns: (transfer full) (nullable): %NULL with an error of %HEARTH_BUNDLE_ERROR, %G_IO_ERROR, or
 *   %HEARTH_CRYPTO_ERROR_NO_MEMORY. Thread: any but main.
 */
HearthBundleArchive *
hearth_bundle_archive_read (GInputStream *source,
                            GPtrArray *identities,
                            const HearthSecret *passphrase,
                            const char *spool,
                            HearthBundleLineFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  return hearth_bundle_archive_read_known (source, identities, passphrase, spool, NULL, func, data,
                                           cancellable, error);
}

/**
 * hearth_bundle_archive_read_known:
 * @cards: (nullable): asked when the cards and the sender's signature were verified
 *
 * As hearth_bundle_archive_read().
 */
HearthBundleArchive *
hearth_bundle_archive_read_known (GInputStream *source,
                                  GPtrArray *identities,
                                  const HearthSecret *passphrase,
                                  const char *spool,
                                  HearthBundleCardsFunc cards,
                                  HearthBundleLineFunc func,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (HearthBundleArchive) archive = archive_new ();
  g_autoptr (HearthAgeReader) age = NULL;
  g_autoptr (HearthUstarReader) ustar = NULL;
  g_autoptr (GByteArray) manifest = g_byte_array_new ();
  g_autoptr (GByteArray) signature = g_byte_array_new ();
  Job job = {
    .cancellable = cancellable,
    .spool = spool,
    .cards = cards,
    .func = func,
    .data = data,
    .archive = archive,
  };
  GError *local = NULL;

  age =
      hearth_age_reader_new (source, identities, passphrase, HEARTH_AGE_LOG_N, cancellable, &local);
  if (age != NULL)
    {
      ustar = hearth_ustar_reader_new (read_from_age, &job);
      job.age = age;
      job.ustar = ustar;
      job.manifest = manifest;
      job.signature = signature;
    }
  if (age != NULL && read_manifest (&job, identities, &local) && read_entries (&job, &local) &&
      read_end (&job, &local))
    return g_steal_pointer (&archive);
  hearth_bundle_error_translate (&local);
  g_propagate_error (error, local);
  return NULL;
}
