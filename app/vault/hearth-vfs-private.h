/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vfs.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define HEARTH_VFS_PAGE 4096
#define HEARTH_VFS_RESERVE 48
#define HEARTH_VFS_CONTENT (HEARTH_VFS_PAGE - HEARTH_VFS_RESERVE)
#define HEARTH_VFS_TAG 16
#define HEARTH_VFS_NONCE 24
#define HEARTH_VFS_PREFIX 32
#define HEARTH_VFS_MAX_PAGES (4u << 20) /* 16 GiB */

#define HEARTH_VFS_WAL_SUFFIX "-wal"
#define HEARTH_VFS_WAL_HEADER 32
#define HEARTH_VFS_FRAME_HEADER 24
#define HEARTH_VFS_FRAME (HEARTH_VFS_FRAME_HEADER + HEARTH_VFS_PAGE)

/* Values on disk (vault 5.2). */
#define HEARTH_VFS_CIPHER 1
#define HEARTH_VFS_FORMAT 1

typedef enum
{
  HEARTH_VFS_KIND_PAGE = 1,
  HEARTH_VFS_KIND_FRAME = 2,
  HEARTH_VFS_KIND_TEMP = 5,
  HEARTH_VFS_KIND_TABLE = 6,
} HearthVfsKind;

/* The keys of one epoch of one compartment, in one secret. */
typedef struct
{
  guint32 epoch;
  HearthSecret *arena;
  const guint8 *page; /* 32 each */
  const guint8 *wal;
  const guint8 *table;
  const guint8 *mask; /* 16 */
} HearthVfsKeys;

/* Who this WAL is: frames of any other life of the file do not open under it. */
typedef struct
{
  guint8 id[16];
  guint8 salts[8];
  guint32 mask_epoch;
} HearthVfsWalId;

/* The tags of the current pages (vault 6). Chunks never move. */
typedef struct
{
  GPtrArray *chunks;
  guint32 n_pages;
  guint64 generation;
  HearthVfsMarks marks; /* as loaded */
  HearthVfsWalId wal;
  gboolean is_wal_announced;
  guint32 n_backfilled; /* frames of this WAL that the database file already contains */
  guint good;           /* 0 or 1: which side file took the last successful save */
  gboolean is_alone; /* the other side file is damaged or missing, and perhaps it was the newest */
  gboolean is_dirty;
} HearthVfsTable;

/* One database file; all its handles share it. */
typedef struct
{
  HearthVfs *vfs;
  HearthCompartment cmp;
  char *path;      /* as xFullPathname gives it; NULL: not added */
  gboolean is_new; /* may be empty: in the making */
  gboolean is_read_only;
  gboolean is_unproven; /* its table is lost: which pages are current is not known */
  /* By the audit: what stands for the journal's header is none, and no frame behind it is ours. */
  gboolean is_wal_void;
  GPtrArray *keys; /* HearthVfsKeys; complete before the file is added */
  guint32 write_epoch;
  GMutex mutex;      /* guards table */
  GMutex save_mutex; /* one save at a time; guards save_buffer */
  GByteArray *save_buffer;
  HearthVfsTable table;
} HearthVfsFile;

struct _HearthVfs
{
  sqlite3_vfs methods; /* SQLite keeps a pointer to it */
  sqlite3_vfs *base;
  char *name;
  guint8 vault_id[16];
  const HearthFs *fs;
  int folder;
  char *folder_path;
  char *temp_path;  /* folder of temporary files; NULL: where the base puts them */
  guint64 n_sealed; /* atomic: pages, frames and blocks written so far */
  guint64 n_opened; /* atomic: pages and frames read so far */
  HearthVfsMarks marks;
  HearthVfsEventFunc event;
  gpointer event_data;
  guint n_forks; /* of this process at birth: a child has more, and is refused */
  gint n_handles;
  gint is_held; /* atomic: no checkpoint may write a database: a backup reads them */
  GMutex nonce_mutex;
  HearthSecret *nonces;
  gsize nonces_used;
  HearthVfsFile files[HEARTH_N_COMPARTMENTS];
};

typedef struct _HearthVfsTemp HearthVfsTemp;

/* What SQLite holds; the base file system's own handle follows in the same memory. */
typedef struct
{
  sqlite3_file methods;
  HearthVfs *vfs;
  HearthVfsFile *file; /* NULL: temporary */
  sqlite3_file *real;
  const sqlite3_io_methods *inner; /* ours, behind those that note what the system said */
  guint8 *bounce;                  /* one frame */

  /* WAL: a frame's header waits for its page. */
  gboolean has_pending;
  gboolean has_written;
  guint64 pending_index;
  guint8 pending[HEARTH_VFS_FRAME_HEADER];

  HearthVfsTemp *temp;
  char *temp_name; /* the base keeps a pointer to it */
} HearthVfsHandle;

/* Associated data: the prefix and what a kind adds. */
typedef struct
{
  guint8 bytes[HEARTH_VFS_PREFIX + 36];
  gsize length;
} HearthVfsAad;

static inline guint32
_hearth_get_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static inline guint64
_hearth_get_u64 (const guint8 *bytes)
{
  return (guint64) _hearth_get_u32 (bytes) << 32 | _hearth_get_u32 (bytes + 4);
}

static inline void
_hearth_put_u32 (guint8 *bytes, guint32 value)
{
  bytes[0] = (guint8) (value >> 24);
  bytes[1] = (guint8) (value >> 16);
  bytes[2] = (guint8) (value >> 8);
  bytes[3] = (guint8) value;
}

static inline void
_hearth_put_u64 (guint8 *bytes, guint64 value)
{
  _hearth_put_u32 (bytes, (guint32) (value >> 32));
  _hearth_put_u32 (bytes + 4, (guint32) value);
}

/* hearth-vfs.c */
gboolean _hearth_vfs_is_dead (HearthVfs *self);
void _hearth_vfs_report (HearthVfs *self, HearthVfsEvent event, HearthVfsFile *file, gint64 offset);

/* hearth-vfs-open.c */
void _hearth_vfs_register (HearthVfs *self);

/* hearth-vfs-key.c */
const HearthVfsKeys *_hearth_vfs_find_keys (HearthVfsFile *file, guint32 epoch);
void _hearth_vfs_free_keys (gpointer data);

/* hearth-vfs-file.c */
void _hearth_vfs_init_file (HearthVfsFile *file, HearthVfs *self, HearthCompartment cmp);
void _hearth_vfs_clear_file (HearthVfsFile *file);

static inline void
_hearth_vfs_count_sealed (HearthVfs *self)
{
  __atomic_fetch_add (&self->n_sealed, 1, __ATOMIC_RELAXED);
}

static inline void
_hearth_vfs_count_opened (HearthVfs *self)
{
  __atomic_fetch_add (&self->n_opened, 1, __ATOMIC_RELAXED);
}

/* hearth-vfs-page.c */
void _hearth_vfs_take_nonce (HearthVfs *self, guint8 out[HEARTH_VFS_NONCE]);
void _hearth_vfs_put_prefix (guint8 out[HEARTH_VFS_PREFIX],
                             HearthVfsFile *file,
                             HearthVfsKind kind,
                             guint32 number,
                             guint32 epoch);
void _hearth_vfs_seal (HearthVfsFile *file,
                       const guint8 *key,
                       guint32 epoch,
                       const HearthVfsAad *aad,
                       gsize clear,
                       const guint8 *plain,
                       guint8 *out);
gboolean _hearth_vfs_unseal (
    const guint8 *key, const HearthVfsAad *aad, gsize clear, const guint8 *sealed, guint8 *out);
guint32 _hearth_vfs_peek_epoch (const guint8 *sealed);
gboolean _hearth_vfs_seal_page (HearthVfsFile *file,
                                guint32 number,
                                const guint8 *plain,
                                guint8 *out);
gboolean _hearth_vfs_unseal_page (HearthVfsFile *file,
                                  guint32 number,
                                  const guint8 *sealed,
                                  guint8 *out);

/* hearth-vfs-freshness.c */
void _hearth_vfs_table_init (HearthVfsTable *table);
void _hearth_vfs_table_clear (HearthVfsTable *table);
gboolean _hearth_vfs_table_get (HearthVfsTable *table, guint32 number, guint8 out[HEARTH_VFS_TAG]);
void _hearth_vfs_table_extend (HearthVfsTable *table, guint32 n_pages);
void _hearth_vfs_table_set (HearthVfsTable *table,
                            guint32 number,
                            const guint8 tag[HEARTH_VFS_TAG]);
void _hearth_vfs_table_shorten (HearthVfsTable *table, guint32 n_pages);
gboolean _hearth_vfs_table_load (HearthVfsFile *file, GError **error);
gboolean _hearth_vfs_table_save (HearthVfsFile *file, GError **error);
gboolean _hearth_vfs_table_end_wal (HearthVfsFile *file, GError **error);

/* hearth-vfs-database.c, -wal.c, -temp.c: how a handle of each kind behaves */
extern const sqlite3_io_methods _hearth_vfs_database_methods;
extern const sqlite3_io_methods _hearth_vfs_wal_methods;
extern const sqlite3_io_methods _hearth_vfs_temp_methods;
int _hearth_vfs_database_reseal (sqlite3_file *file, guint32 number);
gboolean _hearth_vfs_temp_begin (HearthVfsHandle *handle);
void _hearth_vfs_temp_end (HearthVfsHandle *handle);
int _hearth_vfs_close_handle (sqlite3_file *file);

/* hearth-vfs-errno.c */
int _hearth_vfs_note_errno (int result);
int _hearth_vfs_get_errno (void);
void _hearth_vfs_set_methods (HearthVfsHandle *handle, const sqlite3_io_methods *methods);

/* hearth-vfs-wal.c */
void _hearth_vfs_note_backfill (HearthVfsFile *file, guint32 number);
void _hearth_vfs_mask_checksums (const HearthVfsKeys *keys,
                                 const guint8 salts[8],
                                 guint64 index,
                                 guint8 checksums[8]);
void _hearth_vfs_unmask_checksums (const HearthVfsKeys *keys,
                                   const guint8 salts[8],
                                   guint64 index,
                                   guint8 checksums[8]);
gboolean _hearth_vfs_unseal_frame (HearthVfsFile *file,
                                   const HearthVfsWalId *wal,
                                   guint64 index,
                                   const guint8 *frame,
                                   guint8 *out);
gboolean _hearth_vfs_is_wal_header (const guint8 header[HEARTH_VFS_WAL_HEADER]);
void _hearth_vfs_wal_checksum (gboolean is_big_endian,
                               const guint8 *bytes,
                               gsize length,
                               guint32 sum[2]);

G_END_DECLS
