/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bundle-kit.h"
#include "hearth-age-reader.h"
#include "hearth-age-writer.h"
#include "hearth-keyring.h"
#include "hearth-manifest.h"
#include "hearth-minisign.h"
#include "hearth-ustar-reader.h"
#include "hearth-ustar-writer.h"

#include <string.h>

typedef struct
{
  const guint8 *bytes;
  gsize length, at;
} Source;

static void
member_free (BundleKitMember *member)
{
  g_free (member->name);
  g_byte_array_unref (member->data);
  g_free (member);
}

static gssize
read_source (gpointer data, void *buffer, gsize count, GError **error)
{
  Source *source = data;
  gsize n = MIN (count, source->length - source->at);

  memcpy (buffer, source->bytes + source->at, n);
  source->at += n;
  return (gssize) n;
}

static gboolean
write_tar (gpointer sink, const void *data, gsize length, GError **error)
{
  g_byte_array_append (sink, data, (guint) length);
  return TRUE;
}

static void
unpack (BundleKit *self, GBytes *tar)
{
  Source source = { g_bytes_get_data (tar, NULL), g_bytes_get_size (tar), 0 };
  g_autoptr (HearthUstarReader) reader = hearth_ustar_reader_new (read_source, &source);
  g_autoptr (GError) error = NULL;
  const char *name;
  guint64 size;

  while (hearth_ustar_reader_next (reader, &name, &size, &error) && name != NULL)
    {
      BundleKitMember *member = g_new0 (BundleKitMember, 1);

      member->name = g_strdup (name);
      member->data = g_byte_array_new ();
      g_byte_array_set_size (member->data, (guint) size);
      for (gsize at = 0; at < size;)
        at += (gsize) hearth_ustar_reader_read (reader, member->data->data + at, size - at, &error);
      if (g_str_equal (name, HEARTH_BUNDLE_MANIFEST_NAME))
        self->manifest = hearth_json_parse ((const char *) member->data->data, size, &error);
      if (g_str_has_prefix (name, "manifest") || g_str_equal (name, HEARTH_BUNDLE_PAD_NAME))
        member_free (member);
      else
        g_ptr_array_add (self->members, member);
    }
  g_assert_no_error (error);
}

BundleKit *
bundle_kit_new (BundleFixture *vault, const HearthBundleOptions *options)
{
  BundleKit *self = g_new0 (BundleKit, 1);
  g_autoptr (HearthBundleResult) result = bundle_fixture_export (vault, options);
  g_autoptr (GBytes) tar = NULL;

  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  self->seed = hearth_keyring_get_signing_seed (vault->vault->db, HEARTH_COMPARTMENT_ADMIN, NULL);
  self->identities = bundle_fixture_list_identities (vault, HEARTH_COMPARTMENT_ADMIN);
  hearth_age_recipient_from_identity (self->identities->pdata[0], &self->recipient);
  tar = bundle_fixture_open (result->path, self->identities);
  unpack (self, tar);
  return self;
}

void
bundle_kit_free (BundleKit *self)
{
  json_decref (self->manifest);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->identities);
  hearth_secret_unref (self->seed);
  g_free (self->manifest_text);
  g_free (self->signature);
  g_free (self);
}

BundleKitMember *
bundle_kit_get (BundleKit *self, const char *prefix)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      BundleKitMember *member = self->members->pdata[i];

      if (g_str_has_prefix (member->name, prefix))
        return member;
    }
  g_assert_not_reached ();
}

json_t *
bundle_kit_get_entry (BundleKit *self, const char *prefix)
{
  json_t *entries = json_object_get (self->manifest, "entries");

  for (gsize i = 0; i < json_array_size (entries); i++)
    {
      json_t *entry = json_array_get (entries, i);

      if (g_str_has_prefix (hearth_json_get_string (entry, "name"), prefix))
        return entry;
    }
  g_assert_not_reached ();
}

void
bundle_kit_announce (BundleKit *self, const char *prefix)
{
  BundleKitMember *member = bundle_kit_get (self, prefix);
  json_t *entry = bundle_kit_get_entry (self, prefix);
  guint8 hash[HEARTH_HASH_SIZE];
  g_autofree char *hex = NULL;

  hearth_hash (hash, member->data->data, member->data->len);
  hex = hearth_hex_encode (hash, sizeof hash);
  json_object_set_new (entry, "hash", json_string (hex));
  json_object_set_new (entry, "size", json_integer (member->data->len));
}

char *
bundle_kit_dup_lines (BundleKit *self, const char *prefix)
{
  BundleKitMember *member = bundle_kit_get (self, prefix);
  g_autoptr (GInputStream) source =
      g_memory_input_stream_new_from_data (member->data->data, member->data->len, NULL);
  g_autoptr (HearthAgeReader) reader =
      hearth_age_reader_new (source, self->identities, NULL, HEARTH_AGE_LOG_N, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_cmpint (n, ==, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
bundle_kit_set_lines (BundleKit *self, const char *prefix, const char *text)
{
  BundleKitMember *member = bundle_kit_get (self, prefix);
  g_autoptr (GBytes) sealed = bundle_kit_seal (self, text, strlen (text));

  g_byte_array_set_size (member->data, 0);
  g_byte_array_append (member->data, g_bytes_get_data (sealed, NULL),
                       (guint) g_bytes_get_size (sealed));
  bundle_kit_announce (self, prefix);
}

void
bundle_kit_add (BundleKit *self, const char *name, const void *data, gsize length)
{
  BundleKitMember *member = g_new0 (BundleKitMember, 1);

  member->name = g_strdup (name);
  member->data = g_byte_array_new ();
  g_byte_array_append (member->data, data, (guint) length);
  g_ptr_array_add (self->members, member);
}

void
bundle_kit_insert (BundleKit *self,
                   guint index,
                   const char *name,
                   const char *type,
                   const void *data,
                   gsize length)
{
  gpointer member;

  bundle_kit_add (self, name, data, length);
  member = g_ptr_array_steal_index (self->members, self->members->len - 1);
  g_ptr_array_insert (self->members, (int) index, member);
  json_array_insert_new (json_object_get (self->manifest, "entries"), index,
                         json_pack ("{s:s,s:s}", "name", name, "type", type));
  bundle_kit_announce (self, name);
}

GBytes *
bundle_kit_seal (BundleKit *self, const void *data, gsize length)
{
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthAgeWriter) writer =
      hearth_age_writer_new (sink, &self->recipient, 1, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (hearth_age_writer_write (writer, data, length, NULL, &error));
  g_assert_true (hearth_age_writer_finish (writer, NULL, &error));
  g_output_stream_close (sink, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (sink));
}

static guint64
measure (BundleKit *self, const char *manifest, const char *signature)
{
  guint64 rest =
      hearth_ustar_member_size (strlen (manifest)) + hearth_ustar_member_size (strlen (signature));

  for (guint i = 0; i < self->members->len; i++)
    rest += hearth_ustar_member_size (((BundleKitMember *) self->members->pdata[i])->data->len);
  return rest;
}

static char *
sign (BundleKit *self, const char *manifest)
{
  if (self->signature != NULL)
    return g_strdup (self->signature);
  return hearth_minisign_sign (manifest, strlen (manifest), self->seed, "hearth-bundle",
                               "hearth-bundle v1");
}

static char *
dump (BundleKit *self)
{
  return self->manifest_text != NULL ? g_strdup (self->manifest_text)
                                     : hearth_json_dump (self->manifest);
}

/* The announced total is made right, unless it is what is wrong. */
static guint64
fix_total (BundleKit *self)
{
  g_autofree char *manifest = dump (self);
  g_autofree char *signature = sign (self, manifest);
  guint64 rest = measure (self, manifest, signature);
  guint64 total = MAX (4096, hearth_padme (rest + 512 + 1024));
  char text[16];

  g_snprintf (text, sizeof text, "%013" G_GUINT64_FORMAT, total);
  if (!self->keep_total)
    json_object_set_new (self->manifest, "total", json_string (text));
  return total - rest - 512 - 1024;
}

GBytes *
bundle_kit_pack (BundleKit *self)
{
  g_autoptr (GByteArray) tar = g_byte_array_new ();
  g_autoptr (HearthUstarWriter) writer = hearth_ustar_writer_new (write_tar, tar);
  guint64 padding = fix_total (self);
  g_autofree char *manifest = dump (self);
  g_autofree char *signature = sign (self, manifest);

  if (self->signature_first)
    hearth_ustar_writer_add (writer, HEARTH_BUNDLE_SIGNATURE_NAME, signature, strlen (signature),
                             NULL);
  hearth_ustar_writer_add (writer, HEARTH_BUNDLE_MANIFEST_NAME, manifest, strlen (manifest), NULL);
  if (!self->signature_first)
    hearth_ustar_writer_add (writer, HEARTH_BUNDLE_SIGNATURE_NAME, signature, strlen (signature),
                             NULL);
  for (guint i = 0; i < self->members->len; i++)
    {
      BundleKitMember *member = self->members->pdata[i];

      hearth_ustar_writer_add (writer, member->name, member->data->data, member->data->len, NULL);
    }
  if (!self->no_padding)
    hearth_ustar_writer_add_zeros (writer, HEARTH_BUNDLE_PAD_NAME, padding, NULL);
  hearth_ustar_writer_finish (writer, NULL);
  if (self->tamper != NULL)
    self->tamper (tar);
  return bundle_kit_seal (self, tar->data, tar->len);
}
