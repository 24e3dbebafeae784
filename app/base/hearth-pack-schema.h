/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The form of packs: which kinds there are, which keys each has and what a value may be. Adding an
 * entry to a pack needs no change here; adding a key does. */

typedef enum
{
  HEARTH_PACK_TEXT,       /* one text for all languages */
  HEARTH_PACK_LOCAL,      /* English under Key, Ukrainian under Key[uk]; both or none */
  HEARTH_PACK_LIST,       /* texts, separated by semicolons; may have Key[uk] besides */
  HEARTH_PACK_LABELS,     /* as a list, in both languages and as long in the one as in the other */
  HEARTH_PACK_CHOICE,     /* one of the words in `of` */
  HEARTH_PACK_CHOICES,    /* some of the words in `of` */
  HEARTH_PACK_NUMBER,     /* min to max */
  HEARTH_PACK_NUMBERS,    /* rising, each min to max */
  HEARTH_PACK_DATE,       /* YYYY-MM-DD */
  HEARTH_PACK_BOOL,       /* true, false */
  HEARTH_PACK_REF,        /* id of an entry of kind `of` */
  HEARTH_PACK_REFS,       /* ids of kind `of`; `|` inside one means any of them */
  HEARTH_PACK_CONDITIONS, /* fact:value, all must hold; `|` inside a value means any */
  HEARTH_PACK_ANCHOR,     /* release, arrival, step:ID, document:ID */
} HearthPackType;

typedef struct
{
  const char *name;
  HearthPackType type;
  const char *of;
  gint min;
  gint max;
  guint is_required : 1;
} HearthPackKey;

typedef struct
{
  const char *id;
  const HearthPackKey *keys;
  guint is_named : 1; /* entries are found by title and alias, so these must differ */
} HearthPackKind;

/* A fact that conditions may ask for: its values are ids of a kind, or words. */
typedef struct
{
  const char *id;
  const char *kind;
  const char *words;
} HearthPackFact;

/* The kinds of medical care and of rehabilitation, in a file of their own. */
extern const HearthPackKind _hearth_pack_care_kinds[];
extern const gsize _hearth_pack_n_care_kinds;

/* Those of benefits. */
extern const HearthPackKind _hearth_pack_benefit_kinds[];
extern const gsize _hearth_pack_n_benefit_kinds;

const HearthPackKind *hearth_pack_kind_lookup (const char *id);
const HearthPackKey *hearth_pack_kind_get_key (const HearthPackKind *kind, const char *name);
const HearthPackKey *hearth_pack_head_get_key (const char *name);
void hearth_pack_kind_get_tables (const HearthPackKind *kind, const HearthPackKey *tables[2]);
const HearthPackFact *hearth_pack_fact_lookup (const char *id);
gboolean hearth_pack_words_contain (const char *words, const char *word);

G_END_DECLS
