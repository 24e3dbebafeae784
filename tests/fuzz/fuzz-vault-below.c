/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of a journal and of a database as somebody makes them who has the keys, or below a cipher
 * that hides nothing: this build replaces it by one that copies and always agrees. So the logic of
 * frames, tables and of SQLite above is reached with content that no cipher vouches for: any answer,
 * but no crash and no loop. */
#include "config.h"

#include "hearth-fuzz.h"

#include "sim-disk.h"
#include "store-fixture.h"

#include <sodium.h>
#include <string.h>

static gboolean is_ready;

/* Before libsodium's own. */
int
crypto_aead_xchacha20poly1305_ietf_encrypt_detached (unsigned char *c,
                                                     unsigned char *mac,
                                                     unsigned long long *maclen_p,
                                                     const unsigned char *m,
                                                     unsigned long long mlen,
                                                     const unsigned char *ad,
                                                     unsigned long long adlen,
                                                     const unsigned char *nsec,
                                                     const unsigned char *npub,
                                                     const unsigned char *k)
{
  memmove (c, m, mlen);
  memcpy (mac, npub, 16);
  mac[0] |= 1;
  return 0;
}

int
crypto_aead_xchacha20poly1305_ietf_decrypt_detached (unsigned char *m,
                                                     unsigned char *nsec,
                                                     const unsigned char *c,
                                                     unsigned long long clen,
                                                     const unsigned char *mac,
                                                     const unsigned char *ad,
                                                     unsigned long long adlen,
                                                     const unsigned char *npub,
                                                     const unsigned char *k)
{
  memmove (m, c, clen);
  return 0;
}

/* The nonce and the key decide nothing: tags are the nonces, and stay the table's. */
static SimImage *
make_image (Store *store)
{
  store_create (store);
  store_exec (store, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b BLOB);"
                     "CREATE INDEX core.t_b ON t (b);"
                     "INSERT INTO core.t (b) VALUES (zeroblob (3000)), (zeroblob (6000));"
                     "PRAGMA core.wal_checkpoint; INSERT INTO core.t (b) VALUES ('x');"
                     "UPDATE core.t SET b = zeroblob (2000)");
  store_abandon (store);
  sim_disk_settle ();
  return sim_disk_take_image ();
}

static gsize
place_of (const guint8 *data, gsize length)
{
  return (gsize) (data[0] << 8 | data[1]) * length / 65536;
}

/* Triples of bytes: where in the file, as parts of 65,536, and what is put there. The last pair, if
 * there is one, is where the file is cut. */
static void
change (Store *store, const char *name, const guint8 *data, gsize size)
{
  g_autofree guint8 *bytes = NULL;
  gsize length;
  gsize i;

  store_read (store, name, &bytes, &length);
  for (i = 0; i + 3 <= size; i += 3)
    bytes[place_of (data + i, length)] = data[i + 2];
  if (i + 2 == size)
    length = place_of (data + i, length);
  store_write (store, name, bytes, length);
}

/* What looks at the files without SQLite. */
static void
look_beside (Store *store)
{
  g_autoptr (HearthVfs) vfs = store_open_vfs (store, HEARTH_VFS_UNPROVEN, NULL);
  HearthVfsAudit audit;
  guint32 n_bad = 0;
  guint64 n_found = 0;

  if (vfs == NULL)
    return;
  hearth_vfs_check_table (vfs, HEARTH_COMPARTMENT_CORE, 0);
  hearth_vfs_check_table (vfs, HEARTH_COMPARTMENT_CORE, 1);
  hearth_vfs_is_clean (vfs, HEARTH_COMPARTMENT_CORE);
  if (hearth_vfs_audit_wal (vfs, HEARTH_COMPARTMENT_CORE, &audit, NULL))
    {
      g_assert_cmpuint (audit.n_committed, <=, audit.n_frames);
      g_assert_cmpuint (audit.first_bad, <=, audit.n_frames);
    }
  if (hearth_vfs_check (vfs, HEARTH_COMPARTMENT_CORE, &n_bad, NULL))
    g_assert_cmpuint (n_bad, <=, hearth_vfs_get_n_pages (vfs, HEARTH_COMPARTMENT_CORE));
  hearth_vfs_count_epochs (vfs, HEARTH_COMPARTMENT_CORE, 1, &n_found, NULL);
}

static void
look (Store *store)
{
  gint64 n;

  if (!store_open (store, NULL))
    return;
  _hearth_db_begin_unrestricted (store->db);
  _hearth_db_query_int (store->db, "SELECT count (*) FROM core.t WHERE length (b) > 1", &n, NULL);
  _hearth_db_query_int (store->db, "SELECT count (*) FROM pragma_quick_check", &n, NULL);
  _hearth_db_end_unrestricted (store->db);
  _hearth_db_exec_unrestricted (store->db, "INSERT INTO core.t (b) VALUES ('y')", NULL);
  _hearth_db_exec_unrestricted (store->db, "PRAGMA core.wal_checkpoint (TRUNCATE)", NULL);
  store_abandon (store);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const names[] = { "core.db", "core.db-wal", "core.fresh0", "core.fresh1" };
  static Store store;
  static SimImage *image;

  if (!is_ready)
    {
      is_ready = TRUE;
      sim_disk_reset (1);
      store_init_on (&store, sim_disk_get_fs (), SIM_FOLDER);
      store.bears_missing_journal = TRUE;
      image = make_image (&store);
    }
  if (size < 1 || size > 3000)
    return 0;
  sim_disk_put_image (image, 1);
  change (&store, names[data[0] % G_N_ELEMENTS (names)], data + 1, size - 1);
  look_beside (&store);
  look (&store);
  return 0;
}
