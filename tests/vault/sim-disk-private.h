/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-disk.h"

G_BEGIN_DECLS

#define SIM_SECTOR 512
#define SIM_N_SHM_LOCKS 8

typedef enum
{
  SIM_ACT_WRITE,  /* needs room */
  SIM_ACT_CREATE, /* needs room too */
  SIM_ACT_OTHER,
} SimAct;

/* A file or a folder. */
typedef struct
{
  guint ref_count;
  gboolean is_folder;

  GByteArray *now;     /* a file: what programs see */
  GByteArray *durable; /* what a power cut leaves for certain */
  GPtrArray *changes;  /* from durable to now */

  GHashTable *names; /* a folder: name → SimNode, as programs see it */
  GHashTable *durable_names;
  GPtrArray *name_changes;

  /* Of this boot. */
  int locked_by; /* number in the HearthFs; 0: nobody */
  GPtrArray *regions;
  guint n_mapped;
  guint n_shm_shared[SIM_N_SHM_LOCKS];
  gboolean is_shm_exclusive[SIM_N_SHM_LOCKS];
  guint n_shared;
  gpointer writer; /* the handle with RESERVED or more */
  gboolean is_pending;
} SimNode;

void sim_lock (void);
void sim_unlock (void);
gboolean sim_has_power (void);
int sim_operate (SimAct act);
SimFault sim_get_fault (void);

SimNode *sim_node_new (gboolean is_folder);
SimNode *sim_node_ref (SimNode *self);
void sim_node_unref (gpointer self);

SimNode *sim_folder_find (SimNode *folder, const char *name);
int sim_folder_change (SimNode *folder, const char *name, SimNode *node, SimAct act);
int sim_folder_rename (SimNode *folder, const char *from, const char *to);
int sim_folder_sync (SimNode *folder);
/* The folder in which @path stands; its last part goes to @name. */
SimNode *sim_find_folder_of (const char *path, const char **name);
SimNode *sim_find_node (const char *path);

int sim_file_write (SimNode *file, gconstpointer bytes, gsize length, gint64 offset);
int sim_file_truncate (SimNode *file, gint64 length);
int sim_file_sync (SimNode *file);
gssize sim_file_read (SimNode *file, gpointer buffer, gsize length, gint64 offset);

/* sim-vfs.c, sim-fs.c */
void sim_vfs_register (void);
guint sim_vfs_get_n_open (void);
void sim_fs_reset (void);
gint64 sim_get_free_space (void);

G_END_DECLS
