/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-program.h"
#include "hearth-test.h"
#include "hearth-ustar-reader.h"
#include "hearth-ustar-writer.h"

#include <string.h>

typedef struct
{
  const guint8 *bytes;
  gsize length, at, step;
} Source;

static gboolean
write_to_array (gpointer sink, const void *data, gsize length, GError **error)
{
  g_byte_array_append (sink, data, (guint) length);
  return TRUE;
}

static gssize
read_from_source (gpointer data, void *buffer, gsize count, GError **error)
{
  Source *source = data;
  gsize n = MIN (MIN (count, source->step), source->length - source->at);

  memcpy (buffer, source->bytes + source->at, n);
  source->at += n;
  return (gssize) n;
}

static GByteArray *
make_archive (void)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (HearthUstarWriter) writer = hearth_ustar_writer_new (write_to_array, array);
  g_autofree char *block = g_strnfill (512, 'b');
  g_autoptr (GError) error = NULL;

  hearth_ustar_writer_add (writer, "manifest.json", "{}", 2, &error);
  hearth_ustar_writer_add (writer, "p/core.jsonl.age", block, 512, &error);
  hearth_ustar_writer_add (writer, "b/empty", "", 0, &error);
  hearth_ustar_writer_add_zeros (writer, "pad", 70000, &error);
  hearth_ustar_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hearth_ustar_writer_get_position (writer), ==, array->len);
  return array;
}

/* Reads to the end; the names and sizes as text, NULL with an error. */
static char *
read_archive (const guint8 *bytes, gsize length, gsize step, GError **error)
{
  Source source = { bytes, length, 0, step };
  g_autoptr (HearthUstarReader) reader = hearth_ustar_reader_new (read_from_source, &source);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *name;
  guint64 size;

  while (hearth_ustar_reader_next (reader, &name, &size, error))
    {
      guint8 buffer[100];
      gssize n;
      guint64 n_data = 0;

      if (name == NULL)
        {
          g_assert_cmpuint (hearth_ustar_reader_get_position (reader), ==, length);
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      while ((n = hearth_ustar_reader_read (reader, buffer, sizeof buffer, error)) > 0)
        n_data += (guint64) n;
      if (n < 0)
        return NULL;
      g_string_append_printf (text, "%s %" G_GUINT64_FORMAT "\n", name, size);
      g_assert_cmpuint (n_data, ==, size);
    }
  return NULL;
}

static void
test_reader_reads_what_writer_wrote (void)
{
  g_autoptr (GByteArray) archive = make_archive ();

  for (gsize step = 1; step < 2000; step += 333)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *list = read_archive (archive->data, archive->len, step, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (list, ==, "manifest.json 2\np/core.jsonl.age 512\nb/empty 0\npad 70000\n");
    }
}

/* Any other byte outside the data of members is refused: headers, fillings, the end. */
static void
test_every_changed_byte_of_structure_is_refused (void)
{
  g_autoptr (GByteArray) archive = make_archive ();
  const gsize data_ranges[][2] = { { 512, 514 }, { 1536, 2048 }, { 3072, 73072 } };
  gsize n_tried = 0;

  for (gsize i = 0; i < archive->len; i++)
    {
      gboolean is_data = FALSE;

      for (gsize r = 0; r < G_N_ELEMENTS (data_ranges); r++)
        is_data |= i >= data_ranges[r][0] && i < data_ranges[r][1];
      for (guint bit = 0; !is_data && bit < 8; bit++)
        {
          g_autoptr (GError) error = NULL;

          archive->data[i] ^= (guint8) (1 << bit);
          g_assert_null (read_archive (archive->data, archive->len, 4096, &error));
          g_assert_true (error->domain == HEARTH_BASE_ERROR);
          archive->data[i] ^= (guint8) (1 << bit);
          n_tried++;
        }
    }
  g_assert_cmpuint (n_tried, ==, 8 * (archive->len - 2 - 512 - 70000));
}

static void
test_every_prefix_and_every_tail_is_refused (void)
{
  g_autoptr (GByteArray) archive = make_archive ();
  const guint8 more = 0;

  for (gsize n = 0; n < archive->len; n += n < 4096 ? 1 : 509)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_archive (archive->data, n, 4096, &error));
      g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
    }
  g_byte_array_append (archive, &more, 1);
  g_assert_null (read_archive (archive->data, archive->len, 4096, NULL));
}

static void
test_a_name_stands_once (void)
{
  g_autoptr (GByteArray) archive = g_byte_array_new ();
  g_autoptr (HearthUstarWriter) writer = hearth_ustar_writer_new (write_to_array, archive);
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *twice = NULL;
  guint8 end[HEARTH_USTAR_END] = { 0 };

  g_assert_true (hearth_ustar_writer_add (writer, "pad", "x", 1, NULL));
  g_assert_false (hearth_ustar_writer_add (writer, "pad", "x", 1, &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_DUPLICATE);
  g_clear_error (&error);

  twice = g_memdup2 (archive->data, archive->len);
  g_byte_array_append (archive, twice, archive->len);
  g_byte_array_append (archive, end, sizeof end);
  g_assert_null (read_archive (archive->data, archive->len, 4096, &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_DUPLICATE);
}

static void
test_names_and_sizes_are_bounded (void)
{
  guint8 header[HEARTH_USTAR_BLOCK];
  g_autofree char *longest = g_strnfill (99, 'n');
  g_autofree char *longer = g_strnfill (100, 'n');

  g_assert_true (hearth_ustar_header (longest, HEARTH_USTAR_MAX_SIZE, header));
  g_assert_false (hearth_ustar_header (longer, 0, header));
  g_assert_false (hearth_ustar_header ("", 0, header));
  g_assert_false (hearth_ustar_header ("a b", 0, header));
  g_assert_false (hearth_ustar_header ("a\\b", 0, header));
  g_assert_false (hearth_ustar_header ("\xd1\x97", 0, header));
  g_assert_false (hearth_ustar_header ("pad", HEARTH_USTAR_MAX_SIZE + 1, header));
}

static void
test_padme_keeps_its_promises (void)
{
  GRand *rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  GHashTable *sizes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_assert_cmpuint (hearth_padme (0), ==, 0);
  g_assert_cmpuint (hearth_padme (1), ==, 1);
  g_assert_cmpuint (hearth_padme (9), ==, 10);
  g_assert_cmpuint (hearth_padme (65536), ==, 65536);
  g_assert_cmpuint (hearth_padme (65537), ==, 65536 + 2048);
  for (guint i = 0; i < 1000; i++)
    {
      guint64 length = 65536 + (guint64) g_rand_int (rand) % (1 << 30);
      guint64 padded = hearth_padme (length);

      g_assert_cmpuint (padded, >=, length);
      g_assert_cmpuint (padded % 2048, ==, 0);
      g_assert_cmpuint ((padded - length) * 1000, <=, 32 * length);
      g_assert_cmpuint (hearth_padme (padded), ==, padded);
    }
  for (guint64 at = 65536; at <= G_GUINT64_CONSTANT (1) << 30; at = hearth_padme (at + 1))
    g_hash_table_add (sizes, g_memdup2 (&at, sizeof at));
  g_assert_cmpuint (g_hash_table_size (sizes), ==, 449);
  g_hash_table_unref (sizes);
  g_rand_free (rand);
}

static void
test_stock_programs_open_it (void)
{
  static const char *const programs[] = { "bash", "tar", "bsdtar", NULL };
  g_autoptr (GByteArray) archive = make_archive ();
  g_autofree char *dir = NULL;
  g_autofree char *tar_list = NULL;
  g_autofree char *bsdtar_list = NULL;
  g_autoptr (GBytes) extracted = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  hearth_test_write_file (dir, "a.tar", archive->data, archive->len);
  g_assert_cmpint (hearth_test_run (dir, "tar tf a.tar && tar xf a.tar --exclude pad", &tar_list),
                   ==, 0);
  g_assert_cmpint (hearth_test_run (dir, "bsdtar tf a.tar", &bsdtar_list), ==, 0);
  g_assert_cmpstr (tar_list, ==, "manifest.json\np/core.jsonl.age\nb/empty\npad\n");
  g_assert_cmpstr (bsdtar_list, ==, tar_list);
  extracted = hearth_test_read_file (dir, "p/core.jsonl.age");
  g_assert_cmpmem (g_bytes_get_data (extracted, NULL), g_bytes_get_size (extracted),
                   archive->data + 1536, 512);
  hearth_test_remove_folder (dir);
}

/* What tar itself writes carries owners and times: not this form. */
static void
test_archives_of_others_are_refused (void)
{
  static const char *const programs[] = { "bash", "tar", "bsdtar", NULL };
  static const char *const formats[] = {
    "tar --format=ustar -cf o.tar f",    "tar --format=pax -cf o.tar f",
    "tar --format=gnu -cf o.tar f",      "tar --format=v7 -cf o.tar f",
    "bsdtar --format=ustar -cf o.tar f", "ln -sf f l && tar --format=ustar -cf o.tar l"
  };
  g_autofree char *dir = NULL;

  if (!hearth_test_need_programs (programs))
    return;
  dir = hearth_test_make_folder ();
  hearth_test_write_file (dir, "f", "x", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (hearth_test_run (dir, formats[i], NULL), ==, 0);
      bytes = hearth_test_read_file (dir, "o.tar");
      g_assert_null (
          read_archive (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 4096, &error));
      g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
    }
  hearth_test_remove_folder (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ustar/reader-reads-what-writer-wrote", test_reader_reads_what_writer_wrote);
  g_test_add_func ("/ustar/every-changed-byte-of-structure-is-refused",
                   test_every_changed_byte_of_structure_is_refused);
  g_test_add_func ("/ustar/every-prefix-and-every-tail-is-refused",
                   test_every_prefix_and_every_tail_is_refused);
  g_test_add_func ("/ustar/a-name-stands-once", test_a_name_stands_once);
  g_test_add_func ("/ustar/names-and-sizes-are-bounded", test_names_and_sizes_are_bounded);
  g_test_add_func ("/ustar/padme-keeps-its-promises", test_padme_keeps_its_promises);
  g_test_add_func ("/ustar/stock-programs-open-it", test_stock_programs_open_it);
  g_test_add_func ("/ustar/archives-of-others-are-refused", test_archives_of_others_are_refused);
  return g_test_run ();
}
