/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of record kinds and fields. Schema, store, journal, merge, history labels, search and
 * bundle checks all read it. Kinds and fields are added or retired, never re-typed. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-error.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef struct _HearthPackSet HearthPackSet; /* hearth-pack.h */

typedef enum
{
  HEARTH_FIELD_TEXT,
  HEARTH_FIELD_INTEGER,
  HEARTH_FIELD_MONEY, /* integer kopiykas */
  HEARTH_FIELD_DATE,  /* "YYYY-MM-DD" */
  HEARTH_FIELD_PARTIAL_DATE,
  HEARTH_FIELD_ENUM, /* id of an entry of the pack named in the row, or one of its words */
  HEARTH_FIELD_ID,   /* 32 hex digits; in the projection a blob of 16 bytes, like rec and case_id */
  HEARTH_FIELD_BOOLEAN,
  HEARTH_FIELD_LIST, /* of text */
} HearthFieldType;

typedef enum
{
  HEARTH_MERGE_REVIEW,
  HEARTH_MERGE_AUTO,
  HEARTH_MERGE_UNION,
} HearthMergePolicy;

typedef enum
{
  HEARTH_FIELD_SEARCHED = 1 << 0, /* folded text goes to the search index of its file */
  HEARTH_FIELD_SORTED = 1 << 1,   /* the projection keeps a sort key in column <id>_sort, indexed */
  HEARTH_FIELD_INDEXED = 1 << 2,
  HEARTH_FIELD_RETIRED = 1 << 3,
  HEARTH_FIELD_LONG = 1 << 4,   /* prose of several lines, up to 256 KiB; else one line of 1 KiB */
  HEARTH_FIELD_HIDDEN = 1 << 5, /* set by the program, not by forms and command lines */
  HEARTH_FIELD_NAME = 1 << 6,   /* searched in every spelling */
  HEARTH_FIELD_CODE = 1 << 7,   /* searched with and without what parts its letters and digits */
  HEARTH_FIELD_AHEAD = 1 << 8,  /* a date that may be still to come */
  HEARTH_FIELD_NEEDED = 1 << 9, /* without it a form says nothing and cannot be saved */
  HEARTH_FIELD_ONE_OF =
      1 << 10, /* true in one record of the case at most: setting it there takes it
                                 * from the others */
  HEARTH_FIELD_EMBARGOED = 1 << 11, /* not told while the record is under embargo */
  HEARTH_FIELD_PLACES = 1 << 12,    /* of a list what is left empty keeps its place, as "-" */
  HEARTH_FIELD_OF_OTHERS = 1 << 13, /* of a third person: never in the person's own copy */
  HEARTH_FIELD_INTERNAL = 1 << 14,  /* tells a person nothing: left out of papers for people */
} HearthFieldFlags;

/* What hearth-validate knows of a text. */
typedef enum
{
  HEARTH_CHECK_NONE,
  HEARTH_CHECK_PHONE,
  HEARTH_CHECK_TAX_NUMBER,
} HearthFieldCheck;

/* Every version of the schema and why it came. */
typedef enum
{
  HEARTH_SCHEMA_FIRST_LIGHT =
      1,                     /* journal, projection, search, keys: the first form of the vault */
  HEARTH_SCHEMA_ATTACHMENTS, /* kinds of files; what is needed to open each file */
  HEARTH_SCHEMA_AUDIT,       /* the audit log in admin */
  HEARTH_SCHEMA_BACKUPS,     /* which backups were made and proven, where they go */
  HEARTH_SCHEMA_PHOTO,       /* which file is the photo of a person */
  HEARTH_SCHEMA_LISTS,       /* views that users saved, and indexes of what lists came to ask for */
  HEARTH_SCHEMA_NAMES,       /* people are found in every spelling of their names */
  HEARTH_SCHEMA_MERGE,       /* lines of others: withdrawn bundles, erased cases, orders to erase */
  HEARTH_SCHEMA_SETTINGS,    /* what an owner sets for the whole vault */
  HEARTH_SCHEMA_CASE,        /* decisions, powers of attorney, what each relative may be told */
  HEARTH_SCHEMA_ROSTER, /* how the columns of lists were taken; quicker indexes of open steps */
  HEARTH_SCHEMA_PAIRS,  /* who was found to be one person, and who was not */
  HEARTH_SCHEMA_CARE,   /* medicine, documents, rehabilitation, overlays of packs */
  HEARTH_SCHEMA_WAITS,  /* claims and letters about payments; indexes of what is waited for */
  HEARTH_SCHEMA_STEPS,  /* an index of steps that thousands of new cases can do without meanwhile */
  HEARTH_SCHEMA_EXCHANGE, /* contacts, bundles that came and parts of them that wait for a key */
  HEARTH_SCHEMA_OWED, /* what is owed to each person together, by which lists sort; scans of claims */
  HEARTH_SCHEMA_BOARD,   /* indexes that answer the board alone */
  HEARTH_SCHEMA_ACCESS,  /* requests for the own data; which cases went out with which bundle */
  HEARTH_SCHEMA_CONSENT, /* what a person agreed to, declined and withdrew */
  HEARTH_SCHEMA_SCANS,   /* the signed papers of consents and powers of attorney */
  HEARTH_SCHEMA_NEXT,
} HearthSchemaStep;

typedef struct
{
  const char *id;
  HearthFieldType type;
  HearthMergePolicy merge;
  const char *label; /* N_ () */
  /* Kind of pack for HEARTH_FIELD_ENUM and HEARTH_FIELD_LIST. A text that has one holds the id of an
   * entry, or what a person wrote because no entry fits. */
  const char *pack;
  const char *words; /* closed list instead of a pack, separated by single spaces */
  guint flags;
  HearthSchemaStep since; /* makes its column; 0: with the table */
  HearthFieldCheck check;
  const char
      *unit; /* N_ (); of what people read and type, which is the whole number with this many */
  guint decimals;   /* digits behind the point */
  gint64 low, high; /* beyond them a typed whole number is a slip; both 0: any */
  const char *none; /* N_ (): what it means that nothing is chosen; NULL: that it is not known */
} HearthField;

typedef enum
{
  HEARTH_KIND_SHARED = 1 << 0,  /* carries no case */
  HEARTH_KIND_ALONE = 1 << 1,   /* a commit of its own */
  HEARTH_KIND_FIXED = 1 << 2,   /* after the first commit only gone and void_reason */
  HEARTH_KIND_SINGLE = 1 << 3,  /* one per case: id derived from case and kind */
  HEARTH_KIND_PLANNED = 1 << 4, /* made by the plan alone */
} HearthKindFlags;

/* Whether a person who asks for their own data is given the records of a kind, or why not (domain 8). Decided for
 * every kind: a new one is given to nobody until somebody has thought of it. */
typedef enum
{
  HEARTH_GIVE_UNDECIDED,
  HEARTH_GIVE_WHOLE,      /* but for what is of others */
  HEARTH_GIVE_NOT_ABOUT,  /* tells of the house, not of the person */
  HEARTH_GIVE_RESTRICTED, /* never on a paper that others may find: told by who treats the person */
  HEARTH_GIVE_DEBRIEF,    /* part of an inquiry: given by those who lead it */
  HEARTH_GIVE_THIRD_PERSONS, /* tells of somebody else */
} HearthGive;

typedef struct
{
  const char *id;
  HearthCompartment cmp;
  const char *label; /* N_ () */
  guint flags;
  const HearthField
      *fields; /* ends with a row whose id is NULL; "gone" is in every kind and not listed */
  HearthSchemaStep since; /* makes its table; 0: the first */
  const char *when; /* the dates by which a case's timeline tells of it, separated by single spaces;
                     * "": the day on which it was written down; NULL: not told there */
  HearthGive give;
} HearthKind;

const HearthKind *hearth_registry_get_kinds (guint *n_kinds);
const HearthKind *hearth_registry_find_kind (const char *id);
const HearthField *hearth_kind_find_field (const HearthKind *kind, const char *id);
gboolean hearth_field_check (const HearthField *field,
                             const json_t *value,
                             HearthPackSet *packs,
                             GError **error);
json_t *hearth_field_from_text (const HearthField *field,
                                const char *text,
                                HearthPackSet *packs,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
