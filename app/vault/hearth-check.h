/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Check vault (vault 9): header copies, freshness tables, journals, every page; deep: what SQLite says of
 * its structures, the search index, every attachment. What the rows mean, and whose they are, is the
 * model's part: it works on the same HearthCheck. */
#pragma once

#include "hearth-login.h"
#include "hearth-page-map.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

typedef struct _HearthCheck HearthCheck;

typedef enum
{
  HEARTH_DAMAGE_HEADER,   /* one of the two copies; the other serves */
  HEARTH_DAMAGE_MISSING,  /* a database is not there */
  HEARTH_DAMAGE_TABLE,    /* a side file of the freshness table */
  HEARTH_DAMAGE_NO_TABLE, /* both: which pages are current can no longer be proven */
  HEARTH_DAMAGE_OLD_TABLE, /* the newest of them: neither can it, and a journal of then does not open */
  HEARTH_DAMAGE_JOURNAL, /* a journal was damaged, cut or taken away */
  HEARTH_DAMAGE_PAGE,
  HEARTH_DAMAGE_STRUCTURE, /* pages are genuine but do not hold together */
  HEARTH_DAMAGE_SEARCH,    /* the search index; it can be made anew */
  HEARTH_DAMAGE_BLOB,      /* an attachment is damaged or missing */
  HEARTH_DAMAGE_LINE,      /* a line of the journal does not verify */
  HEARTH_DAMAGE_GAP,       /* lines of the journal that must have been there */
} HearthDamageKind;

/**
 * HearthDamage:
 * @file: path below the vault's folder
 * @page: 0: the whole file
 * @table: (nullable): what the page holds
 * @is_free: the page holds nothing
 * @is_foreign: the copy of the header is another vault's
 * @blob: zero: no attachment
 * @cases: (element-type HearthId): whose rows are hit, %HEARTH_DAMAGE_MAX_CASES at most
 * @numbers: (element-type utf8): how people call them, %NULL where that cannot be read either
 */
typedef struct
{
  HearthDamageKind kind;
  HearthCompartment cmp;
  char *file;
  guint32 page;
  char *table;
  gboolean is_free;
  gboolean is_foreign;
  gint64 after, until; /* rows that are lost */
  HearthId blob;
  GArray *cases;
  GPtrArray *numbers;
} HearthDamage;

#define HEARTH_DAMAGE_MAX_CASES 1000

/**
 * HearthCheckReport:
 * @checked: bit per compartment that this login could check
 * @damaged: (element-type HearthDamage)
 * @mended: (element-type HearthDamage): second copies of tables that were missing. Nothing is lost by
 *   that: the vault in use has written them again, a closed one does when it is unlocked next
 */
typedef struct
{
  gboolean is_deep;
  guint checked;
  guint64 n_pages;
  guint64 n_blobs;
  guint64 n_lines;
  GPtrArray *damaged;
  GPtrArray *mended;
} HearthCheckReport;

void hearth_check_report_free (HearthCheckReport *self);
HearthDamage *hearth_check_report_add (HearthCheckReport *self,
                                       HearthDamageKind kind,
                                       HearthCompartment cmp,
                                       const char *file);
void hearth_check_report_keep_unmended (HearthCheckReport *self);
void hearth_damage_add_case (HearthDamage *self, const HearthId *case_id);

/** HearthCheckProgressFunc: @done of @total pages; thread: the check's. */
typedef void (*HearthCheckProgressFunc) (guint64 done, guint64 total, gpointer data);

/**
 * HearthCheckHooks: the model's part, on the thread of the check.
 * @name_cases: after the pages; puts cases to damages
 * @look_deeper: only if the check is deep; with open databases
 */
typedef struct
{
  gboolean (*name_cases) (HearthCheck *check, gpointer data, GError **error);
  gboolean (*look_deeper) (HearthCheck *check,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
  HearthCheckProgressFunc progress;
  gpointer data;
} HearthCheckHooks;

/* Of a vault that nobody has open: nothing in it is changed. Blocks. */
HearthCheckReport *hearth_check_run (const char *path,
                                     const HearthCredentials *credentials,
                                     gboolean is_deep,
                                     const HearthCheckHooks *hooks,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of the vault in use; people go on working. @hooks are copied. */
void hearth_vault_check_async (HearthVault *vault,
                               gboolean is_deep,
                               const HearthCheckHooks *hooks,
                               GDestroyNotify free_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HearthCheckReport *hearth_vault_check_finish (HearthVault *vault,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the hooks. */
HearthCheckReport *hearth_check_get_report (HearthCheck *self);
/* NULL: this login has no key, or the file is not there. */
HearthPageMap *hearth_check_get_map (HearthCheck *self, HearthCompartment cmp);
const HearthId *hearth_check_get_dev (HearthCheck *self);
/* A connection with what could be opened; NULL until then. */
HearthDb *hearth_check_get_db (HearthCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCheckReport, hearth_check_report_free)

G_END_DECLS
