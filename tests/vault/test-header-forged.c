/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers and areas that no program of ours writes: by somebody who has the area secret, which every
 * user has, or who has none and only the files. */
#include "config.h"

#include "fault-layer.h"
#include "hearth-hash.h"
#include "hearth-header-copy-private.h"
#include "hearth-header-private.h"
#include "hearth-kdf.h"
#include "hearth-login.h"
#include "sim-disk.h"

#include <sodium.h>
#include <string.h>

#define USER "Оксана Приклад"
#define LINE_AT 48

typedef struct
{
  HearthLogin *login;
  HearthSecret *passphrase;
  const HearthFs *fs;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const HearthKdfSet set = { G_GUINT64_CONSTANT (64) << 20, 1 };
  GError *error = NULL;

  sim_disk_reset (1);
  sim_kdf_make_cheap ();
  self->fs = fault_layer_get_fs ();
  self->passphrase = hearth_secret_new ((const guint8 *) "одна", 8);
  self->login =
      hearth_login_new_vault (&(HearthCredentials){ USER, self->passphrase }, &set, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fault_layer_fail (FAULT_OPEN, 0);
  hearth_login_free (self->login);
  hearth_secret_unref (self->passphrase);
}

/* --- Areas --- */

/* The area of @header with these plain bytes, sealed as it must be. */
static void
seal_plain (HearthHeader *header, const HearthSecret *area_secret, const guint8 *plain, gsize size)
{
  g_autoptr (HearthSecret) key = hearth_kdf_derive (area_secret, "hearth/area/v1");
  gsize at = _hearth_header_area_at (header);
  guint8 *nonce = header->image + at;
  guint8 *sealed = nonce + HEARTH_HEADER_NONCE_SIZE;

  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (sealed, sealed + size, NULL, plain, size,
                                                       header->image, at, NULL, nonce,
                                                       hearth_secret_get_bytes (key));
  _hearth_header_put_hash (header);
}

typedef struct
{
  gboolean has_line_feed;
  gboolean has_more;
  gboolean is_good;
} Forgery;

static void
test_an_area_holds_one_line_and_nothing_else (Fixture *self, gconstpointer data)
{
  const Forgery forgeries[] = { { TRUE, FALSE, TRUE },
                                { FALSE, FALSE, FALSE },
                                { TRUE, TRUE, FALSE } };
  const HearthArea *area = self->login->area;
  gsize length = strlen (area->line);

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
      gsize size = _hearth_header_area_size (header, header->length);
      g_autofree guint8 *plain = g_malloc0 (size);
      g_autoptr (HearthArea) opened = NULL;
      g_autoptr (GError) error = NULL;

      memcpy (plain, area->dev.bytes, HEARTH_ID_SIZE);
      memcpy (plain + LINE_AT, area->line, length);
      if (forgeries[i].has_line_feed)
        plain[LINE_AT + length] = '\n';
      if (forgeries[i].has_more)
        plain[size - 1] = '\n';
      seal_plain (header, self->login->slot->area_secret, plain, size);
      opened = hearth_header_open_area (header, self->login->slot, &error);
      if (forgeries[i].is_good)
        g_assert_no_error (error);
      else
        g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
      g_assert_true ((opened != NULL) == forgeries[i].is_good);
    }
}

static void
test_grants_beyond_the_greatest_image_are_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  g_autofree char *line = g_strnfill (HEARTH_HEADER_MAX_SIZE, 'x');
  HearthArea area = *self->login->area;
  g_autoptr (GError) error = NULL;

  area.line = line;
  g_assert_false (hearth_header_set_area (header, &area, self->login->slot->area_secret, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  /* And what there was is as it was. */
  g_assert_cmpmem (header->image, header->length, self->login->header->image,
                   self->login->header->length);
}

/* --- Images --- */

static void
test_an_image_may_not_be_longer_than_the_greatest (Fixture *self, gconstpointer data)
{
  gsize length = HEARTH_HEADER_MAX_SIZE + HEARTH_HEADER_STEP;
  g_autofree guint8 *image = g_malloc0 (length);
  gsize hash_at;

  for (guint i = 0; i < 2; i++, length -= HEARTH_HEADER_STEP)
    {
      g_autoptr (HearthHeader) header = NULL;
      g_autoptr (GError) error = NULL;

      memcpy (image, self->login->header->image, self->login->header->length);
      image[HEARTH_HEADER_LENGTH_AT] = (guint8) (length >> 24);
      image[HEARTH_HEADER_LENGTH_AT + 1] = (guint8) (length >> 16);
      image[HEARTH_HEADER_LENGTH_AT + 2] = 0;
      image[HEARTH_HEADER_LENGTH_AT + 3] = 0;
      hash_at = length - HEARTH_HASH_SIZE;
      hearth_hash (image + hash_at, image, hash_at);
      header = hearth_header_parse (image, length, &error);
      if (i == 1)
        g_assert_no_error (error);
      else
        g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
    }
}

static void
test_slots_grow_to_256_and_no_further (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);

  g_assert_true (hearth_header_grow (header));
  g_assert_true (hearth_header_grow (header));
  g_assert_cmpuint (header->n_slots, ==, 256);
  g_assert_false (hearth_header_grow (header));
  g_assert_cmpuint (header->n_slots, ==, 256);
  g_assert_cmpuint (header->length, ==, HEARTH_HEADER_STEP);
}

static void
test_names_that_are_no_text_fold_to_nothing (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *name;
    const char *folded;
  } rows[] = {
    { "\xff\xfe", "" },
    { "", "" },
    { "  \xd0\x86\xd0\xb2\xd0\xb0\xd0\xbd  ", "\xd1\x96\xd0\xb2\xd0\xb0\xd0\xbd" },
    { "A\xcd\xb8"
      "b",
      "ab" }, /* U+0378 is assigned to nothing */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = hearth_header_fold_name (rows[i].name);

      g_assert_cmpstr (folded, ==, rows[i].folded);
    }
}

/* --- Files --- */

static void
put (const char *name, const HearthHeader *header)
{
  g_autofree char *path = g_build_filename (SIM_FOLDER, name, NULL);

  sim_disk_write (path, header->image, header->length);
}

static HearthHeader *
with_generation (Fixture *self, guint64 generation)
{
  HearthHeader *header = hearth_header_copy (self->login->header);

  header->generation = generation;
  g_assert_true (
      hearth_header_set_area (header, self->login->area, self->login->slot->area_secret, NULL));
  return header;
}

/* An update writes "header.2" first, but a person may have put back either. */
static void
test_the_newer_copy_counts_whichever_it_is (Fixture *self, gconstpointer data)
{
  const char *const names[] = { "header", "header.2" };
  g_autoptr (HearthHeader) older = with_generation (self, 7);
  g_autoptr (HearthHeader) newer = with_generation (self, 8);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HearthHeader) newest = NULL;
      g_autoptr (HearthHeader) other = NULL;

      put (names[i], older);
      put (names[1 - i], newer);
      g_assert_true (hearth_header_load (self->fs, SIM_FOLDER_FD, &newest, &other, NULL));
      g_assert_cmpuint (newest->generation, ==, 8);
      g_assert_cmpuint (other->generation, ==, 7);
    }
}

static void
expect_load_error (Fixture *self, HearthVaultError code)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (hearth_header_load (self->fs, SIM_FOLDER_FD, &newest, &other, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) code);
  g_assert_null (newest);
  g_assert_null (other);
}

static void
test_what_one_copy_says_counts_more_than_damage (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) torn = with_generation (self, 1);
  g_autoptr (HearthHeader) later = with_generation (self, 1);

  torn->image[200] ^= 1;
  later->image[HEARTH_HEADER_FORMAT_AT + 3]++;
  expect_load_error (self, HEARTH_VAULT_ERROR_NOT_A_VAULT);
  put ("header", torn);
  expect_load_error (self, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
  sim_disk_remove (SIM_FOLDER "/header");
  put ("header.2", torn);
  expect_load_error (self, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
  put ("header", torn);
  expect_load_error (self, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
  put ("header", later);
  expect_load_error (self, HEARTH_VAULT_ERROR_TOO_NEW);
  put ("header.2", later);
  put ("header", torn);
  expect_load_error (self, HEARTH_VAULT_ERROR_TOO_NEW);
  put ("header.2", torn);
  fault_layer_fail (FAULT_OPEN, 2);
  expect_load_error (self, HEARTH_VAULT_ERROR_IO);
}

/* Whatever is wrong with a copy: afterwards both are the header that was used. */
static void
test_a_repair_makes_both_copies_the_same (Fixture *self, gconstpointer data)
{
  const HearthHeader *good = self->login->header;
  g_autofree guint8 *longer = g_malloc0 (2 * good->length);

  memcpy (longer, good->image, good->length);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) first = NULL;
      g_autoptr (GBytes) second = NULL;

      put ("header.2", good);
      if (i == 0)
        sim_disk_remove (SIM_FOLDER "/header.2");
      else if (i == 1)
        sim_disk_write (SIM_FOLDER "/header.2", longer, 2 * good->length);
      else if (i == 2)
        sim_disk_write (SIM_FOLDER "/header.2", longer, good->length - 1);
      g_assert_true (hearth_header_repair (good, self->fs, SIM_FOLDER_FD, NULL));
      first = sim_disk_read (SIM_FOLDER "/header");
      second = sim_disk_read (SIM_FOLDER "/header.2");
      g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), good->image,
                       good->length);
      g_assert_true (g_bytes_equal (first, second));
    }
}

static void
test_a_header_that_cannot_be_stored_is_told (Fixture *self, gconstpointer data)
{
  const FaultCall calls[] = { FAULT_OPEN, FAULT_WRITE, FAULT_SYNC };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      for (guint n = 1;; n++)
        {
          g_autoptr (GError) error = NULL;
          gboolean is_stored;

          g_assert_cmpuint (n, <, 20);
          fault_layer_fail (calls[i], n);
          is_stored = hearth_header_store (self->login->header, self->fs, SIM_FOLDER_FD, &error);
          if (!fault_layer_has_failed ())
            break;
          g_assert_false (is_stored);
          g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO);
        }
      fault_layer_fail (calls[i], 0);
    }
}

/* --- Copies --- */

static void
test_a_copy_needs_a_vault_to_go_to (Fixture *self, gconstpointer data)
{
  const HearthCredentials credentials = { USER, self->passphrase };
  g_autoptr (GBytes) copy = g_bytes_new (self->login->header->image, self->login->header->length);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      _hearth_header_copy_restore (self->fs, SIM_FOLDER "/nowhere", copy, &credentials, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_VAULT);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/vault/header-forged/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("an-area-holds-one-line-and-nothing-else", test_an_area_holds_one_line_and_nothing_else);
  ADD ("grants-beyond-the-greatest-image-are-refused",
       test_grants_beyond_the_greatest_image_are_refused);
  ADD ("an-image-may-not-be-longer-than-the-greatest",
       test_an_image_may_not_be_longer_than_the_greatest);
  ADD ("slots-grow-to-256-and-no-further", test_slots_grow_to_256_and_no_further);
  ADD ("names-that-are-no-text-fold-to-nothing", test_names_that_are_no_text_fold_to_nothing);
  ADD ("the-newer-copy-counts-whichever-it-is", test_the_newer_copy_counts_whichever_it_is);
  ADD ("what-one-copy-says-counts-more-than-damage",
       test_what_one_copy_says_counts_more_than_damage);
  ADD ("a-repair-makes-both-copies-the-same", test_a_repair_makes_both_copies_the_same);
  ADD ("a-header-that-cannot-be-stored-is-told", test_a_header_that_cannot_be_stored_is_told);
  ADD ("a-copy-needs-a-vault-to-go-to", test_a_copy_needs_a_vault_to_go_to);
  return g_test_run ();
}
