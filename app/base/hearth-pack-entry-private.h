/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-entry.h"
#include "hearth-pack-schema.h"

G_BEGIN_DECLS

/* A value as read: its text, and its parts if its type is a list. */
typedef struct
{
  const HearthPackKey *key;
  char *language; /* NULL: English, or none */
  char *text;
  char **parts; /* NULL unless the type is a list */
  guint line;
} HearthPackValue;

struct _HearthPackEntry
{
  char *id;
  const HearthPackKind *kind; /* NULL for the group `pack` */
  const char *file;           /* borrowed from the pack */
  GPtrArray *values;          /* HearthPackValue, in file order */
  guint line;
};

HearthPackEntry *_hearth_pack_entry_new (const char *id,
                                         const HearthPackKind *kind,
                                         const char *file,
                                         guint line) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_pack_entry_free (HearthPackEntry *self);
HearthPackValue *_hearth_pack_entry_add (HearthPackEntry *self,
                                         const HearthPackKey *key,
                                         const char *language,
                                         const char *text,
                                         guint line);
const HearthPackValue *_hearth_pack_entry_find (const HearthPackEntry *self,
                                                const char *key,
                                                const char *language);
gboolean _hearth_pack_read_number (const char *text, int min, int max, int *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPackEntry, _hearth_pack_entry_free)

G_END_DECLS
