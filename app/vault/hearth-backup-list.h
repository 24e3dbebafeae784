/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup.json: what a backup holds, authenticated (vault 9). */
#pragma once

#include "hearth-backup-error.h"
#include "hearth-compartment.h"
#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_BACKUP_LIST_NAME "backup.json"
#define HEARTH_BACKUP_LIST_MAX (512u << 20) /* two million attachments take 300 MB */

/**
 * HearthBackupKind:
 *
 * What a member is, in the order in which they stand in the archive. Nothing else is in one.
 */
typedef enum
{
  HEARTH_BACKUP_HEADER,
  HEARTH_BACKUP_DATABASE,
  HEARTH_BACKUP_JOURNAL,
  HEARTH_BACKUP_TABLE,
  HEARTH_BACKUP_ATTACHMENT,
  HEARTH_BACKUP_SEALED,
  HEARTH_BACKUP_LIST,
} HearthBackupKind;

typedef struct
{
  char *name;
  guint64 size;
  guint8 hash[HEARTH_HASH_SIZE];
  HearthBackupKind kind;
  HearthCompartment cmp; /* IDENTITY where a member has none */
} HearthBackupMember;

/**
 * HearthBackupHead:
 * @n: number of the last line of the journal, 0 if there is none
 * @id: its id
 *
 * Where the journal of one file ended.
 */
typedef struct
{
  gboolean is_known;
  gint64 n;
  guint8 id[HEARTH_HASH_SIZE];
} HearthBackupHead;

typedef struct
{
  HearthId vault;
  HearthId dev;
  guint64 generation;
  gint64 time_s; /* since 1970 */
  HearthBackupHead heads[HEARTH_N_COMPARTMENTS];
  GPtrArray *members; /* HearthBackupMember, in order, without the list itself */
} HearthBackupList;

HearthBackupList *hearth_backup_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_list_free (HearthBackupList *self);
HearthBackupMember *hearth_backup_list_add (HearthBackupList *self,
                                            const char *name,
                                            guint64 size) G_GNUC_WARN_UNUSED_RESULT;
guint hearth_backup_list_get_compartments (const HearthBackupList *self);
guint hearth_backup_list_count (const HearthBackupList *self, HearthBackupKind kind);

gboolean hearth_backup_name_parse (const char *name,
                                   HearthBackupKind *kind,
                                   HearthCompartment *cmp);

char *hearth_backup_list_seal (const HearthBackupList *self,
                               const HearthSecret *area_secret,
                               gsize *length) G_GNUC_WARN_UNUSED_RESULT;
HearthBackupList *hearth_backup_list_open (const char *line,
                                           gsize length,
                                           const HearthSecret *area_secret,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupList, hearth_backup_list_free)

G_END_DECLS
