/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's view of one unlocked vault: a virtual file system in which every page of a database,
 * every frame of its journal and every block of a temporary file is sealed. It knows compartments
 * and keys, no users. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-fs.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

typedef struct _HearthVfs HearthVfs;

/**
 * HearthVfsEvent:
 * @HEARTH_VFS_EVENT_PAGE: a page of a database was refused
 * @HEARTH_VFS_EVENT_FRAME: a frame of a journal was refused
 * @HEARTH_VFS_EVENT_WAL_HEADER: a journal's header has a wrong checksum
 * @HEARTH_VFS_EVENT_WAL_MISSING: the table announces a journal that is not there
 * @HEARTH_VFS_EVENT_TEMP: a block of a temporary file was refused
 * @HEARTH_VFS_EVENT_RESERVE: SQLite wrote into the bytes that are ours
 * @HEARTH_VFS_EVENT_SHAPE: a read or write whose size or place is not in the list
 */
typedef enum
{
  HEARTH_VFS_EVENT_PAGE,
  HEARTH_VFS_EVENT_FRAME,
  HEARTH_VFS_EVENT_WAL_HEADER,
  HEARTH_VFS_EVENT_WAL_MISSING,
  HEARTH_VFS_EVENT_TEMP,
  HEARTH_VFS_EVENT_RESERVE,
  HEARTH_VFS_EVENT_SHAPE,
} HearthVfsEvent;

/* Called on the thread that met it. @offset: bytes from the beginning of the file. */
typedef void (*HearthVfsEventFunc) (HearthVfsEvent event,
                                    HearthCompartment cmp,
                                    gint64 offset,
                                    gpointer data);

typedef enum
{
  HEARTH_VFS_NONE = 0,
  HEARTH_VFS_CREATE = 1 << 0,    /* a file of a vault in the making: empty */
  HEARTH_VFS_READ_ONLY = 1 << 1, /* nothing is written, nobody else writes: no lock, no journal */
  /* Without its table if that is lost: for salvage, never for SQLite. */
  HEARTH_VFS_UNPROVEN = 1 << 4,
} HearthVfsFlags;

/**
 * HearthVfsAudit:
 * @is_missing: the table announces a journal that is absent, or that is another one
 * @is_damaged: damage that no power cut explains (vault 5.5)
 * @is_table_old: it is because one side file of the table is lost, and it was the newest: the journal is
 *   not the one that the other side file knows
 * @n_frames: whole frames in the file
 * @n_committed: frames up to the last commit that recovery will find
 * @first_bad: index of the first frame that is not good; @n_frames if all are
 */
typedef struct
{
  gboolean is_missing;
  gboolean is_damaged;
  gboolean is_table_old;
  guint64 n_frames;
  guint64 n_committed;
  guint64 first_bad;
} HearthVfsAudit;

/* The two numbers of the header that each table carries (vault 6.1). */
typedef struct
{
  guint64 generation;
  guint64 serial;
} HearthVfsMarks;

HearthVfs *hearth_vfs_new (const guint8 vault_id[16],
                           const HearthFs *fs,
                           const char *folder_path,
                           const char *base,
                           HearthVfsEventFunc event,
                           gpointer data,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_vfs_free (HearthVfs *self);

void hearth_vfs_set_temp_folder (HearthVfs *self, const char *path);
const char *hearth_vfs_get_name (HearthVfs *self);
const char *hearth_vfs_get_path (HearthVfs *self, HearthCompartment cmp);
gboolean hearth_vfs_is_read_only (HearthVfs *self, HearthCompartment cmp);
gboolean hearth_vfs_is_clean (HearthVfs *self, HearthCompartment cmp);
gboolean hearth_vfs_is_new_file (HearthVfs *self, HearthCompartment cmp);
gboolean hearth_vfs_get_marks (HearthVfs *self, HearthCompartment cmp, HearthVfsMarks *out);
void hearth_vfs_set_marks (HearthVfs *self, const HearthVfsMarks *marks);
guint64 hearth_vfs_get_table_generation (HearthVfs *self, HearthCompartment cmp);

void hearth_vfs_add_key (HearthVfs *self,
                         HearthCompartment cmp,
                         guint32 epoch,
                         const HearthSecret *key);
void hearth_vfs_set_write_epoch (HearthVfs *self, HearthCompartment cmp, guint32 epoch);
void hearth_vfs_drop_key (HearthVfs *self, HearthCompartment cmp, guint32 epoch);
gboolean hearth_vfs_count_epochs (
    HearthVfs *self, HearthCompartment cmp, guint32 epoch, guint64 *out_n_pages, GError **error);
guint32 hearth_vfs_get_n_pages (HearthVfs *self, HearthCompartment cmp);
guint64 hearth_vfs_get_n_sealed (HearthVfs *self);
gboolean hearth_vfs_add_file (HearthVfs *self,
                              HearthCompartment cmp,
                              HearthVfsFlags flags,
                              GError **error);
gboolean hearth_vfs_save_table (HearthVfs *self, HearthCompartment cmp, GError **error);
/* Whether the side file 0 or 1 of @cmp, whose keys were added, authenticates. */
gboolean hearth_vfs_check_table (HearthVfs *self, HearthCompartment cmp, guint which);
gboolean hearth_vfs_is_table_alone (HearthVfs *self, HearthCompartment cmp);
gboolean hearth_vfs_audit_wal (HearthVfs *self,
                               HearthCompartment cmp,
                               HearthVfsAudit *out,
                               GError **error);
gboolean hearth_vfs_check (HearthVfs *self,
                           HearthCompartment cmp,
                           guint32 *out_n_bad,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthVfs, hearth_vfs_free)

G_END_DECLS
