/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts on backups, on any HearthFs and on the thread that may wait for them. */
#pragma once

#include "hearth-backup-archive.h"
#include "hearth-backup.h"
#include "hearth-session.h"

G_BEGIN_DECLS

/* What every act is given. */
typedef struct
{
  HearthBackupCountFunc count;    /* (nullable) */
  HearthBackupProgress *progress; /* (nullable) */
  GCancellable *cancellable;      /* (nullable) */
} HearthBackupJob;

/* hearth-backup-progress.c */
void _hearth_backup_progress_begin (HearthBackupProgress *self,
                                    HearthBackupStage stage,
                                    guint64 total);
void _hearth_backup_progress_add (HearthBackupProgress *self, guint64 done);

/* A small file of the vault as it was at one moment. */
typedef struct
{
  char *name;
  GBytes *bytes;
} HearthBackupPiece;

/* hearth-backup-snapshot.c: the one moment to which everything that is copied belongs. */
typedef struct
{
  HearthSession *session;
  gboolean is_frozen;  /* databases may not change */
  gboolean is_holding; /* attachments may not go */
  GBytes *header;
  HearthSecret *area_secret;
  guint away;        /* bit per compartment that travel mode took off */
  GPtrArray *tables; /* HearthBackupPiece, in order of compartments */
  HearthBackupList *list;
  gint64 pause_us;
  GError *error;
} HearthBackupSnapshot;

gboolean _hearth_backup_freeze (HearthSession *session, HearthBackupSnapshot *out, GError **error);
void _hearth_backup_thaw_databases (HearthBackupSnapshot *self);
void _hearth_backup_thaw (HearthBackupSnapshot *self);
gboolean _hearth_backup_read_head (HearthDb *db,
                                   HearthCompartment cmp,
                                   HearthBackupHead *head,
                                   GError **error);

/* hearth-backup-file.c: a file that has its name only when it is whole. */
typedef struct
{
  const HearthFs *fs;
  int folder;
  int fd;
  char *part; /* NULL once it has its own name */
  char *name;
  char *path;
  guint64 size;
  guint64 n_unsynced;
} HearthBackupFile;

HearthBackupFile *_hearth_backup_file_new (const HearthFs *fs,
                                           const char *path,
                                           const char *vault_path,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_backup_file_write (HearthBackupFile *self,
                                    const void *bytes,
                                    gsize count,
                                    GError **error);
gboolean _hearth_backup_file_commit (HearthBackupFile *self, GError **error);
void _hearth_backup_file_free (HearthBackupFile *self);

/* hearth-backup-create.c */
HearthBackupReport *_hearth_backup_create (HearthSession *session,
                                           const char *path,
                                           const HearthBackupJob *job,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* hearth-backup-reader.c: a backup that was opened with a key, list and all. */
typedef struct
{
  const HearthFs *fs;
  int fd;
  HearthBackupArchive *archive;
  HearthBackupList *list;
  HearthLogin *login;
} HearthBackupReader;

HearthBackupReader *_hearth_backup_reader_open (const HearthFs *fs,
                                                const char *path,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_backup_reader_unlock (HearthBackupReader *self,
                                       const HearthLogin *present,
                                       const HearthCredentials *credentials,
                                       GError **error);
void _hearth_backup_reader_free (HearthBackupReader *self);
gboolean _hearth_backup_unpack (
    HearthBackupReader *self, guint index, int folder, const HearthBackupJob *job, GError **error);
gboolean _hearth_backup_reader_is_of (HearthBackupReader *self,
                                      const HearthId *vault_id,
                                      GError **error);
HearthBackupReport *_hearth_backup_reader_report (const HearthBackupReader *self,
                                                  const char *path) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_backup_translate (GError **error, HearthBackupError code);

/* hearth-backup-proof.c: the databases of a backup, unpacked and open. */
typedef struct
{
  HearthVfs *vfs;
  HearthDb *db;
  guint attached;
  guint with_attachments; /* those of them that have a table of attachments */
} HearthBackupProof;

HearthBackupProof *_hearth_backup_proof_open (HearthBackupReader *reader,
                                              const char *folder_path,
                                              const HearthBackupJob *job,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_backup_proof_finish (HearthBackupProof *self,
                                      HearthBackupReader *reader,
                                      const HearthBackupJob *job,
                                      HearthBackupReport *report,
                                      GError **error);
void _hearth_backup_proof_free (HearthBackupProof *self);

/* hearth-backup-attachments.c */
gboolean _hearth_backup_proof_check_rows (HearthBackupProof *self,
                                          HearthBackupReader *reader,
                                          GError **error);
gboolean _hearth_backup_proof_check_attachments (HearthBackupProof *self,
                                                 HearthBackupReader *reader,
                                                 const HearthBackupJob *job,
                                                 HearthBackupReport *report,
                                                 GError **error);

/* hearth-backup-verify.c */
HearthBackupReport *_hearth_backup_verify (const HearthFs *fs,
                                           const char *path,
                                           const HearthLogin *present,
                                           const HearthCredentials *credentials,
                                           const char *spool_path,
                                           const HearthBackupJob *job,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* hearth-backup-restore.c */
HearthBackupReport *_hearth_backup_restore (const HearthFs *fs,
                                            const char *path,
                                            const char *new_path,
                                            const HearthCredentials *credentials,
                                            const HearthBackupJob *job,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupFile, _hearth_backup_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupReader, _hearth_backup_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupProof, _hearth_backup_proof_free)

G_END_DECLS
