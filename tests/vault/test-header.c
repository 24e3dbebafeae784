/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header against somebody who can change every byte of it, but has no key, or has only the area
 * secret that every user knows. */
#include "config.h"

#include "hearth-amendment.h"
#include "hearth-hash.h"
#include "hearth-header-private.h"
#include "hearth-key.h"
#include "hearth-line.h"
#include "hearth-login.h"

#include <errno.h>
#include <string.h>

#define USER "Оксана Приклад"
#define MIB (G_GUINT64_CONSTANT (1) << 20)

static guint fineness = 61; /* step between the bytes that are tried */

typedef struct
{
  HearthLogin *login;
  HearthSecret *passphrase;
  HearthSecret *slot_key;
} Fixture;

static HearthSecret *
secret_of (const char *text)
{
  return hearth_secret_new ((const guint8 *) text, strlen (text));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const HearthKdfSet set = { 64 * MIB, 1 };
  GError *error = NULL;

  self->passphrase = secret_of ("одна");
  self->login =
      hearth_login_new_vault (&(HearthCredentials){ USER, self->passphrase }, &set, &error);
  g_assert_no_error (error);
  self->slot_key =
      hearth_header_derive_key (self->login->header, 0, USER, self->passphrase, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_login_free (self->login);
  hearth_secret_unref (self->passphrase);
  hearth_secret_unref (self->slot_key);
}

static HearthLogin *
open_login (const Fixture *self,
            const HearthHeader *newest,
            const HearthHeader *other,
            GError **error)
{
  return hearth_login_open (newest, other, &(HearthCredentials){ USER, self->passphrase }, error);
}

static HearthHeader *
parse_changed (const Fixture *self, gsize at, guint8 mask, gboolean mend_hash, GError **error)
{
  g_autofree guint8 *image = g_memdup2 (self->login->header->image, self->login->header->length);
  gsize hash_at = self->login->header->length - HEARTH_HASH_SIZE;

  image[at] ^= mask;
  if (mend_hash)
    hearth_hash (image + hash_at, image, hash_at);
  return hearth_header_parse (image, self->login->header->length, error);
}

static void
test_the_login_that_made_it_opens_it (Fixture *self, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (HearthHeader) parsed =
      hearth_header_parse (self->login->header->image, self->login->header->length, &error);
  g_autoptr (HearthLogin) login = NULL;

  g_assert_no_error (error);
  login = open_login (self, parsed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (login->keys->len, ==, HEARTH_N_COMPARTMENTS);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      const HearthSecret *made = hearth_login_find_key (self->login, (HearthCompartment) i, 1);
      const HearthSecret *opened = hearth_login_find_key (login, (HearthCompartment) i, 1);

      g_assert_true (hearth_secret_equal (made, opened));
    }
  g_assert_null (hearth_login_find_key (login, HEARTH_COMPARTMENT_CORE, 2));
  g_assert_false (login->was_tampered);
}

static void
test_every_flipped_byte_is_damage (Fixture *self, gconstpointer data)
{
  for (gsize at = 0; at < self->login->header->length; at += at < 160 ? 1 : fineness)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_changed (self, at, 1, FALSE, &error));
      if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TOO_NEW))
        g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
    }
}

/* With the public checksum mended, only keys notice. */
static void
test_no_changed_byte_passes_the_keys (Fixture *self, gconstpointer data)
{
  gsize end = self->login->header->length - HEARTH_HASH_SIZE;
  guint n_refused_by_area = 0;

  for (gsize at = 0; at < end; at += at < 130 ? 1 : MIN (fineness, 37))
    {
      g_autoptr (HearthHeader) header = parse_changed (self, at, 0x80, TRUE, NULL);
      g_autoptr (HearthSlot) slot = NULL;
      g_autoptr (HearthArea) area = NULL;
      guint index;

      if (header == NULL)
        continue;
      slot = hearth_header_open_slot (header, 0, self->slot_key, &index);
      if (slot != NULL)
        area = hearth_header_open_area (header, slot, NULL);
      n_refused_by_area += slot != NULL;
      g_assert_null (area);
    }
  g_assert_cmpuint (n_refused_by_area, >, 1000);
}

static void
test_swapped_slots_are_tampering (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  guint8 slot[HEARTH_HEADER_SLOT_SIZE];
  guint other = (self->login->slot_index + 1) % header->n_slots;
  g_autoptr (GError) error = NULL;

  memcpy (slot, _hearth_header_slot_at (header, other), sizeof slot);
  memcpy (_hearth_header_slot_at (header, other),
          _hearth_header_slot_at (header, self->login->slot_index), sizeof slot);
  memcpy (_hearth_header_slot_at (header, self->login->slot_index), slot, sizeof slot);
  _hearth_header_put_hash (header);
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
}

static void
test_parameters_are_bounded_before_any_work (Fixture *self, gconstpointer data)
{
  const struct
  {
    gsize at;
    guint8 value;
    HearthVaultError code;
  } rows[] = {
    { HEARTH_HEADER_SETS_AT + 8 + 3, 1, HEARTH_VAULT_ERROR_LIMIT },  /* memory: 4 GiB more */
    { HEARTH_HEADER_SETS_AT + 4 + 3, 21, HEARTH_VAULT_ERROR_LIMIT }, /* passes */
    { HEARTH_HEADER_SETS_AT + 4 + 3, 0, HEARTH_VAULT_ERROR_LIMIT },  /* none */
    { HEARTH_HEADER_SETS_AT + 3, 2, HEARTH_VAULT_ERROR_LIMIT },      /* algorithm */
    { HEARTH_HEADER_SETS_AT + 8 + 4, 3, HEARTH_VAULT_ERROR_LIMIT },  /* under 64 MiB */
    { HEARTH_HEADER_N_SLOTS_AT + 3, 65, HEARTH_VAULT_ERROR_HEADER_DAMAGED },
    { HEARTH_HEADER_ZERO_AT, 1, HEARTH_VAULT_ERROR_HEADER_DAMAGED },
    { HEARTH_HEADER_FORMAT_AT + 3, 2, HEARTH_VAULT_ERROR_TOO_NEW },
    { 0, 'X', HEARTH_VAULT_ERROR_HEADER_DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 old = self->login->header->image[rows[i].at];
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_changed (self, rows[i].at, old ^ rows[i].value, TRUE, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, (int) rows[i].code);
    }
}

static void
test_odd_lengths_are_damage (Fixture *self, gconstpointer data)
{
  const gsize lengths[] = { 0, 8, 127, 4096, 65535 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hearth_header_parse (self->login->header->image, lengths[i], &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
    }
}

static void
test_a_cut_or_extended_file_is_damage (Fixture *self, gconstpointer data)
{
  const gsize whole = self->login->header->length;
  g_autofree guint8 *longer = g_malloc0 (2 * whole);

  memcpy (longer, self->login->header->image, whole);
  for (gsize length = 0; length <= 2 * whole; length += 512)
    {
      g_autoptr (GError) error = NULL;

      if (length == whole)
        continue;
      g_assert_null (hearth_header_parse (longer, length, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
    }
}

/* Cheaper numbers make guessing cheaper only for whoever has the slot key already. */
static void
test_lower_parameters_open_nothing (Fixture *self, gconstpointer data)
{
  const HearthKdfSet dear = { 128 * MIB, 2 };
  const HearthCredentials credentials = { USER, self->passphrase };
  g_autoptr (HearthLogin) login = hearth_login_new_vault (&credentials, &dear, NULL);
  const HearthKdfSet cheaper[] = { { 128 * MIB, 1 }, { 64 * MIB, 2 }, { 64 * MIB, 1 } };

  g_assert_nonnull (login);
  for (guint i = 0; i < G_N_ELEMENTS (cheaper); i++)
    for (guint n = 0; n < 2; n++)
      {
        g_autoptr (HearthHeader) header = hearth_header_copy (login->header);
        g_autoptr (HearthLogin) opened = NULL;
        g_autoptr (GError) error = NULL;

        /* In the place of the real set, or before it. */
        header->sets[n] = header->sets[0];
        header->sets[0] = cheaper[i];
        _hearth_header_put_fields (header);
        _hearth_header_put_hash (header);
        opened = open_login (self, header, NULL, &error);
        g_assert_null (opened);
        g_assert_true (g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY) ||
                       g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED));
      }
}

static void
test_a_bumped_generation_is_tampering (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  g_autoptr (GError) error = NULL;

  header->generation += 1000;
  _hearth_header_put_fields (header);
  _hearth_header_put_hash (header);
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
}

/* The whole area of another vault that the same person made, in the place of this one's. */
static void
test_an_area_of_another_vault_is_tampering (Fixture *self, gconstpointer data)
{
  const HearthKdfSet set = { 64 * MIB, 1 };
  const HearthCredentials credentials = { USER, self->passphrase };
  g_autoptr (HearthLogin) other = hearth_login_new_vault (&credentials, &set, NULL);
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  gsize at = _hearth_header_area_at (header);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (header->length, ==, other->header->length);
  memcpy (header->image + at, other->header->image + at, header->length - at);
  _hearth_header_put_hash (header);
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
}

/* Sealed with what every user knows, the area secret, but signed by nobody. */
static void
test_an_area_without_a_signed_line_is_tampering (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  HearthArea forged = *self->login->area;
  g_autoptr (GError) error = NULL;

  forged.line = g_strdup ("");
  g_assert_true (hearth_header_set_area (header, &forged, self->login->slot->area_secret, NULL));
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
  g_free (forged.line);
}

static void
test_unused_slots_look_like_used_ones (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < self->login->header->n_slots; i++)
    {
      const guint8 *slot = _hearth_header_slot_at (self->login->header, i);
      guint n_zero = 0;

      for (guint j = 0; j < HEARTH_HEADER_SLOT_SIZE; j++)
        n_zero += slot[j] == 0;
      g_assert_cmpuint (n_zero, <, 12);
    }
}

/* An insider knows the area secret: without the owners' key nothing that they write is believed. */
static void
test_grants_signed_by_a_user_are_tampering (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  g_autoptr (HearthSecret) own = hearth_secret_new_random (32);
  g_autoptr (GError) error = NULL;
  HearthArea forged = *self->login->area;

  forged.line = hearth_grants_sign (self->login->area->grants, own);
  g_assert_true (hearth_header_set_area (header, &forged, self->login->slot->area_secret, NULL));
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
  g_free (forged.line);
}

static void
test_an_exchanged_public_key_breaks_the_signature (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = hearth_header_copy (self->login->header);
  g_autoptr (GError) error = NULL;
  HearthArea forged = *self->login->area;
  char *at;

  forged.line = g_strdup (self->login->area->line);
  at = strstr (forged.line, "\"key\":\"") + 7;
  *at = *at == 'A' ? 'B' : 'A';
  g_assert_true (hearth_header_set_area (header, &forged, self->login->slot->area_secret, NULL));
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
  g_free (forged.line);
}

static HearthHeader *
sign_again (Fixture *self)
{
  const HearthSecret *identity =
      hearth_login_find_key (self->login, HEARTH_COMPARTMENT_IDENTITY, 1);
  HearthHeader *header = hearth_header_copy (self->login->header);

  g_free (self->login->area->line);
  self->login->area->line = hearth_grants_sign (self->login->area->grants, identity);
  g_assert_true (
      hearth_header_set_area (header, self->login->area, self->login->slot->area_secret, NULL));
  return header;
}

static void
test_a_box_counts_only_where_it_was_made_for (Fixture *self, gconstpointer data)
{
  GPtrArray *grants = self->login->area->grants->grants;
  HearthGrant *grant = g_ptr_array_index (grants, 3);
  const HearthGrant good = *grant;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (HearthHeader) header = NULL;
      g_autoptr (GError) error = NULL;

      *grant = good;
      if (i == 0)
        grant->cmp = HEARTH_COMPARTMENT_ADMIN;
      else if (i == 1)
        grant->epoch = 2;
      else if (i == 2)
        memcpy (grant->box, ((HearthGrant *) g_ptr_array_index (grants, 4))->box, sizeof good.box);
      else
        grant->box[100] ^= 1;
      header = sign_again (self);
      g_assert_null (open_login (self, header, NULL, &error));
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
    }
}

static void
test_a_user_who_is_off_does_not_get_in (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) header = NULL;
  g_autoptr (GError) error = NULL;

  ((HearthUser *) self->login->user)->is_active = FALSE;
  header = sign_again (self);
  g_assert_null (open_login (self, header, NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
}

static void
test_the_image_grows_with_its_grants (Fixture *self, gconstpointer data)
{
  static const char *const roles[] = { "clinician", NULL };
  HearthGrants *grants = self->login->area->grants;
  g_autoptr (HearthSecret) key = hearth_secret_new_random (32);
  g_autoptr (HearthHeader) header = NULL;
  g_autoptr (HearthLogin) login = NULL;
  GError *error = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
      HearthId id = { { (guint8) (i + 1) } };
      HearthUser *user = hearth_grants_add_user (grants, &id, "Хтось Вигаданий", roles, seed);

      g_array_append_val (user->slots, i);

      for (guint cmp = 1; cmp < HEARTH_N_COMPARTMENTS; cmp++)
        hearth_grants_grant (grants, user, (HearthCompartment) cmp, 1, key);
    }
  header = sign_again (self);
  g_assert_cmpuint (header->length, >, HEARTH_HEADER_STEP);
  g_assert_cmpuint (header->length % HEARTH_HEADER_STEP, ==, 0);
  login = open_login (self, header, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (login->area->grants->users->len, ==, 61);
  g_assert_cmpuint (login->keys->len, ==, HEARTH_N_COMPARTMENTS);
}

static void
test_a_tampered_newer_copy_leaves_the_other_and_an_alarm (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthHeader) newer = hearth_header_copy (self->login->header);
  g_autoptr (HearthLogin) login = NULL;
  GError *error = NULL;

  newer->generation++;
  _hearth_header_put_fields (newer);
  _hearth_header_put_hash (newer);
  login = open_login (self, newer, self->login->header, &error);
  g_assert_no_error (error);
  g_assert_true (login->was_tampered);
  g_assert_cmpuint (login->header->generation, ==, 1);
}

static void
test_a_key_file_is_part_of_the_key (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) file = hearth_secret_new_random (32);
  g_autoptr (HearthSecret) with =
      hearth_header_derive_key (self->login->header, 0, USER, self->passphrase, file, NULL);
  guint slot;

  g_assert_false (hearth_secret_equal (with, self->slot_key));
  g_assert_null (hearth_header_open_slot (self->login->header, 0, with, &slot));
}

/* A disk on which the n-th change fails, and all after it. */
typedef struct
{
  HearthFs table;
  guint n_left;
} FailingDisk;

static gboolean
is_failing (gpointer data)
{
  FailingDisk *self = data;

  if (self->n_left == 0)
    return TRUE;
  self->n_left--;
  return FALSE;
}

static int
failing_write (gpointer data, int fd, gconstpointer buffer, gsize length, gint64 offset)
{
  /* A part arrives, then the error. */
  if (is_failing (data))
    {
      hearth_fs_get_default ()->write (NULL, fd, buffer, length / 2, offset);
      return -ENOSPC;
    }
  return hearth_fs_get_default ()->write (NULL, fd, buffer, length, offset);
}

static int
failing_sync (gpointer data, int fd)
{
  return is_failing (data) ? -EIO : hearth_fs_get_default ()->sync (NULL, fd);
}

static int
failing_rename (gpointer data, int folder, const char *from, const char *to)
{
  return is_failing (data) ? -EIO : hearth_fs_get_default ()->rename (NULL, folder, from, to);
}

static int
failing_sync_folder (gpointer data, int folder)
{
  return is_failing (data) ? -EIO : hearth_fs_get_default ()->sync_folder (NULL, folder);
}

static void
test_a_failing_disk_leaves_the_old_or_the_new_passphrase (Fixture *self, gconstpointer data)
{
  const HearthFs *fs = hearth_fs_get_default ();
  g_autofree char *path = g_dir_make_tmp ("hearth-header-XXXXXX", NULL);
  g_autoptr (HearthHeader) old = hearth_header_copy (self->login->header);
  g_autoptr (HearthSecret) next = secret_of ("друга");
  g_autoptr (HearthSecret) next_key = NULL;
  int folder = fs->open_folder (fs->data, -1, path);
  int root = fs->open_folder (fs->data, -1, "/");
  gboolean is_stored = FALSE;
  GError *error = NULL;

  next_key = hearth_header_derive_key (self->login->header, 0, USER, next, NULL, NULL);
  for (guint n = 0; !is_stored; n++)
    {
      FailingDisk disk = { .table = *fs, .n_left = n };
      g_autoptr (HearthAmendment) amendment = hearth_amendment_new (self->login, &error);
      HearthHeader *newest = NULL;
      HearthHeader *other = NULL;
      g_autoptr (HearthSlot) by_old = NULL;
      g_autoptr (HearthSlot) by_new = NULL;
      guint slot;

      g_assert_no_error (error);
      g_assert_true (hearth_amendment_seal_own_slot (amendment, next, &error));
      g_assert_true (hearth_header_store (old, fs, folder, NULL));
      disk.table.data = &disk;
      disk.table.write = failing_write;
      disk.table.sync = failing_sync;
      disk.table.rename = failing_rename;
      disk.table.sync_folder = failing_sync_folder;
      is_stored = hearth_amendment_commit (amendment, &disk.table, folder, NULL);
      g_assert_cmpuint (self->login->header->generation, ==, is_stored ? n + 2 : 1);
      g_assert_true (hearth_header_load (fs, folder, &newest, &other, &error));
      g_assert_no_error (error);
      g_assert_nonnull (other);
      by_old = hearth_header_open_slot (newest, 0, self->slot_key, &slot);
      by_new = hearth_header_open_slot (newest, 0, next_key, &slot);
      g_assert_true ((by_old != NULL) != (by_new != NULL));
      g_assert_true (!is_stored || by_new != NULL);
      g_assert_cmpuint (n, <, 100);
      hearth_header_free (newest);
      hearth_header_free (other);
    }
  hearth_fs_remove_tree (fs, root, path + 1);
  fs->close (fs->data, folder);
  fs->close (fs->data, root);
}

#define ADD(name, func) g_test_add ("/vault/header/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    fineness = MAX (1, (guint) g_ascii_strtoull (argv[1], NULL, 10));
  ADD ("the-login-that-made-it-opens-it", test_the_login_that_made_it_opens_it);
  ADD ("every-flipped-byte-is-damage", test_every_flipped_byte_is_damage);
  ADD ("no-changed-byte-passes-the-keys", test_no_changed_byte_passes_the_keys);
  ADD ("swapped-slots-are-tampering", test_swapped_slots_are_tampering);
  ADD ("parameters-are-bounded-before-any-work", test_parameters_are_bounded_before_any_work);
  ADD ("odd-lengths-are-damage", test_odd_lengths_are_damage);
  ADD ("a-cut-or-extended-file-is-damage", test_a_cut_or_extended_file_is_damage);
  ADD ("lower-parameters-open-nothing", test_lower_parameters_open_nothing);
  ADD ("a-bumped-generation-is-tampering", test_a_bumped_generation_is_tampering);
  ADD ("an-area-of-another-vault-is-tampering", test_an_area_of_another_vault_is_tampering);
  ADD ("an-area-without-a-signed-line-is-tampering",
       test_an_area_without_a_signed_line_is_tampering);
  ADD ("unused-slots-look-like-used-ones", test_unused_slots_look_like_used_ones);
  ADD ("grants-signed-by-a-user-are-tampering", test_grants_signed_by_a_user_are_tampering);
  ADD ("an-exchanged-public-key-breaks-the-signature",
       test_an_exchanged_public_key_breaks_the_signature);
  ADD ("a-box-counts-only-where-it-was-made-for", test_a_box_counts_only_where_it_was_made_for);
  ADD ("a-user-who-is-off-does-not-get-in", test_a_user_who_is_off_does_not_get_in);
  ADD ("the-image-grows-with-its-grants", test_the_image_grows_with_its_grants);
  ADD ("a-tampered-newer-copy-leaves-the-other-and-an-alarm",
       test_a_tampered_newer_copy_leaves_the_other_and_an_alarm);
  ADD ("a-key-file-is-part-of-the-key", test_a_key_file_is_part_of_the_key);
  ADD ("a-failing-disk-leaves-the-old-or-the-new-passphrase",
       test_a_failing_disk_leaves_the_old_or_the_new_passphrase);
  return g_test_run ();
}
