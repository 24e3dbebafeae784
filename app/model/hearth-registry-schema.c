/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of every compartment file, made from the registry. No foreign key, trigger, view or
 * index crosses files (vault 4.3). Names are always quoted: a kind is called "check". */
#include "config.h"

#include "hearth-registry-schema.h"

#include "hearth-audit-schema.h"
#include "hearth-blob.h"
#include "hearth-keyring.h"
#include "hearth-query-schema.h"
#include "hearth-search-store.h"
#include "hearth-step-schema.h"
#include "hearth-upgrade-store.h"

#include <string.h>

/* bundles 3. "%s" is the schema's name, once per statement. */
static const char *const journal_tables[] = {
  "CREATE TABLE %s.journal ("
  " n INTEGER PRIMARY KEY,"
  " id BLOB NOT NULL UNIQUE,"
  " dev BLOB NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,"
  " case_id BLOB NOT NULL, who BLOB NOT NULL,"
  " line BLOB, bundle BLOB,"
  " state INTEGER NOT NULL DEFAULT 0,"
  " reason TEXT)",
  "CREATE INDEX %s.journal_dev ON journal (dev, seq)",
  "CREATE INDEX %s.journal_case ON journal (case_id)",
  /* The clock starts from the greatest in force, without reading the lines. */
  "CREATE INDEX %s.journal_clock ON journal (hlc) WHERE state = 0",
  "CREATE TABLE %s.touch (rec BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (rec, n))"
  " WITHOUT ROWID",
  "CREATE TABLE %s.conflict (rec BLOB NOT NULL, field TEXT NOT NULL, heads TEXT NOT NULL,"
  " since INTEGER NOT NULL, PRIMARY KEY (rec, field)) WITHOUT ROWID",
  /* What a form holds that was not saved yet. Never a commit, never in a bundle. */
  "CREATE TABLE %s.draft (user BLOB NOT NULL, kind TEXT NOT NULL, rec BLOB NOT NULL, case_id BLOB,"
  " revision INTEGER NOT NULL, fields TEXT NOT NULL, at_ms INTEGER NOT NULL,"
  " PRIMARY KEY (user, kind, rec)) WITHOUT ROWID",
  /* The keys of the compartment (bundles 8); the greatest serial is in use. */
  "CREATE TABLE %s.keyring (serial INTEGER NOT NULL, purpose TEXT NOT NULL, secret BLOB NOT NULL,"
  " made_ms INTEGER NOT NULL, PRIMARY KEY (serial, purpose)) WITHOUT ROWID",
  "CREATE TRIGGER %s.journal_keep BEFORE DELETE ON journal"
  " BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END",
  "CREATE TRIGGER %s.journal_fix BEFORE UPDATE OF n, id, dev, seq, hlc, case_id, who, bundle"
  " ON journal"
  " BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END",
  "CREATE TRIGGER %s.journal_line BEFORE UPDATE OF line ON journal"
  " WHEN NEW.line IS NOT OLD.line AND NOT (NEW.line IS NULL AND NEW.state = 2)"
  " BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END",
};

/* What this vault says of itself, newest serial last. */
static const char create_card[] =
    "CREATE TABLE admin.card (serial INTEGER PRIMARY KEY, line BLOB NOT NULL)";

/* Bundles that this vault made, and for whom; see hearth-bundle-log. */
static const char create_bundle[] =
    "CREATE TABLE admin.bundle (id BLOB PRIMARY KEY, destination TEXT NOT NULL,"
    " seq INTEGER NOT NULL, parts INTEGER NOT NULL, n_cases INTEGER NOT NULL,"
    " state INTEGER NOT NULL, at_ms INTEGER NOT NULL, manifest BLOB, size_bytes INTEGER)"
    " WITHOUT ROWID";
static const char create_bundle_index[] =
    "CREATE INDEX admin.bundle_destination ON bundle (destination, seq)";

/** hearth_registry_schema_get_column_type: see the header. Thread: any. */
const char *
hearth_registry_schema_get_column_type (const HearthField *field)
{
  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
    case HEARTH_FIELD_BOOLEAN:
      return "INTEGER";
    case HEARTH_FIELD_ID:
      return "BLOB";
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    case HEARTH_FIELD_ENUM:
    case HEARTH_FIELD_LIST:
    default:
      return "TEXT";
    }
}

/* A field that came later than its kind is added by its own step, in a new vault too, so that every
 * vault has one and the same table. */
static gboolean
comes_later (const HearthKind *kind, const HearthField *field)
{
  return field->since > MAX (kind->since, HEARTH_SCHEMA_FIRST_LIGHT);
}

static char *
projection_sql (const HearthKind *kind)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "CREATE TABLE %s.\"%s\" (id INTEGER PRIMARY KEY,"
                          " rec BLOB NOT NULL UNIQUE, case_id BLOB, n INTEGER NOT NULL,"
                          " gone INTEGER NOT NULL DEFAULT 0",
                          hearth_compartment_get_name (kind->cmp), kind->id);
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      if (comes_later (kind, field))
        continue;
      g_string_append_printf (sql, ", \"%s\" %s", field->id,
                              hearth_registry_schema_get_column_type (field));
      if (field->flags & HEARTH_FIELD_SORTED)
        g_string_append_printf (sql, ", \"%s_sort\" TEXT", field->id);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static gboolean
create_kind (HearthDb *db, const HearthKind *kind, GError **error)
{
  g_autofree char *table = projection_sql (kind);
  g_autofree char *index =
      g_strdup_printf ("CREATE INDEX %s.\"%s_case\" ON \"%s\" (case_id, gone)",
                       hearth_compartment_get_name (kind->cmp), kind->id, kind->id);

  if (!hearth_db_exec (db, table, error))
    return FALSE;
  /* Those of core that lists join have wider ones, made by hearth-query-schema. */
  if (!hearth_query_schema_has_case_index (kind) && (kind->flags & HEARTH_KIND_SHARED) == 0 &&
      !hearth_db_exec (db, index, error))
    return FALSE;
  return !hearth_search_store_has (kind) || hearth_search_store_create (db, kind, error);
}

/* The kinds that came with one step. */
static gboolean
create_kinds (HearthDb *db, HearthCompartment cmp, HearthSchemaStep step, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp && MAX (kinds[i].since, HEARTH_SCHEMA_FIRST_LIGHT) == step &&
        !create_kind (db, &kinds[i], error))
      return FALSE;
  return TRUE;
}

/* The fields that one step gave to kinds of before. None of them is searched or sorted: that would need
 * the search table anew. */
static gboolean
add_fields (HearthDb *db, HearthCompartment cmp, HearthSchemaStep step, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
      {
        g_autofree char *sql = NULL;

        if (kinds[i].cmp != cmp || field->since != step || !comes_later (&kinds[i], field))
          continue;
        g_assert ((field->flags & (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_SORTED)) == 0);
        sql = g_strdup_printf ("ALTER TABLE %s.\"%s\" ADD COLUMN \"%s\" %s",
                               hearth_compartment_get_name (cmp), kinds[i].id, field->id,
                               hearth_registry_schema_get_column_type (field));
        if (!hearth_db_exec (db, sql, error) ||
            !hearth_query_schema_add_field (db, &kinds[i], field, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
run_all (HearthDb *db,
         HearthCompartment cmp,
         const char *const *formats,
         guint n_formats,
         GError **error)
{
  for (guint i = 0; i < n_formats; i++)
    {
      g_auto (GStrv) parts = g_strsplit (formats[i], "%s", 2);
      g_autofree char *sql = g_strjoinv (hearth_compartment_get_name (cmp), parts);

      if (!hearth_db_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
create_first (HearthDb *db, HearthCompartment cmp, GError **error)
{
  if (!run_all (db, cmp, journal_tables, G_N_ELEMENTS (journal_tables), error) ||
      !create_kinds (db, cmp, HEARTH_SCHEMA_FIRST_LIGHT, error))
    return FALSE;
  if (cmp == HEARTH_COMPARTMENT_ADMIN &&
      (!hearth_db_exec (db, create_card, error) || !hearth_db_exec (db, create_bundle, error) ||
       !hearth_db_exec (db, create_bundle_index, error)))
    return FALSE;
  return hearth_query_schema_create_indexes (db, cmp, error) &&
         hearth_keyring_make (db, cmp, error);
}

/* Attachments by the records that name them, for what is to be removed for good. */
static gboolean
create_attachments (HearthDb *db, HearthCompartment cmp, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  if (!hearth_blob_table_create (db, cmp, error) ||
      !create_kinds (db, cmp, HEARTH_SCHEMA_ATTACHMENTS, error))
    return FALSE;
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("CREATE INDEX %s.\"%s_blob\" ON \"%s\" (blob, gone, n)",
                           hearth_compartment_get_name (cmp), kinds[i].id, kinds[i].id);

      if (kinds[i].cmp == cmp && kinds[i].since == HEARTH_SCHEMA_ATTACHMENTS &&
          !hearth_db_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

/* Where backups go and how often, and what became of each; see hearth-backup-log. Never a commit: it
 * is about this computer's disks. */
static gboolean
create_backups (HearthDb *db, HearthCompartment cmp, GError **error)
{
  if (cmp != HEARTH_COMPARTMENT_ADMIN)
    return TRUE;
  return hearth_db_exec (db,
                         "CREATE TABLE admin.backup (id INTEGER PRIMARY KEY, folder TEXT NOT NULL,"
                         " name TEXT NOT NULL, made_ms INTEGER NOT NULL,"
                         " size_bytes INTEGER NOT NULL, carried INTEGER NOT NULL,"
                         " proven INTEGER NOT NULL DEFAULT 0, n_cases INTEGER,"
                         " state INTEGER NOT NULL, checked_ms INTEGER,"
                         " is_planned INTEGER NOT NULL, who BLOB NOT NULL);"
                         "CREATE TABLE admin.backup_plan (id INTEGER PRIMARY KEY CHECK (id = 1),"
                         " folder TEXT NOT NULL, every_days INTEGER NOT NULL)",
                         error);
}

/* What a user's list shows, and the views that were saved under a name. Never a commit: how somebody looks
 * at the cases is nobody else's business; and never in the settings, for filters tell of cases. */
static gboolean
create_lists (HearthDb *db, HearthCompartment cmp, GError **error)
{
  if (cmp != HEARTH_COMPARTMENT_CORE)
    return TRUE;
  return hearth_db_exec (db,
                         "CREATE TABLE core.saved_view (user BLOB NOT NULL, id BLOB NOT NULL,"
                         " name TEXT, look TEXT NOT NULL, at_ms INTEGER NOT NULL,"
                         " PRIMARY KEY (user, id)) WITHOUT ROWID",
                         error) &&
         hearth_query_schema_add_list_indexes (db, error);
}

/* What merging keeps beside the lines. None of it is a commit: it says what was decided here. */
static const char *const merge_tables[] = {
  /* Undo of an import finds the lines of a bundle; what is aside is looked at again. */
  "CREATE INDEX %s.journal_bundle ON journal (bundle) WHERE bundle IS NOT NULL",
  "CREATE INDEX %s.journal_aside ON journal (reason) WHERE state = 1",
  "CREATE TABLE %s.withdrawn (bundle BLOB PRIMARY KEY) WITHOUT ROWID",
  /* Cases and records that were erased in this file, and by which order. */
  "CREATE TABLE %s.erased (id BLOB PRIMARY KEY, erasure BLOB NOT NULL, at_ms INTEGER NOT NULL)"
  " WITHOUT ROWID",
};

/* Orders that were approved here; each file carries them out when a login has its key. */
static const char create_erasure_order[] =
    "CREATE TABLE core.erasure_order (erasure BLOB PRIMARY KEY, at_ms INTEGER NOT NULL)"
    " WITHOUT ROWID";

static gboolean
create_merge (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return run_all (db, cmp, merge_tables, G_N_ELEMENTS (merge_tables), error) &&
         create_kinds (db, cmp, HEARTH_SCHEMA_MERGE, error) &&
         (cmp != HEARTH_COMPARTMENT_CORE || hearth_db_exec (db, create_erasure_order, error));
}

/* Numbers by name; what is not there is as it is by default. Never a commit: they are this vault's. */
static gboolean
create_settings (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return cmp != HEARTH_COMPARTMENT_ADMIN ||
         hearth_db_exec (db,
                         "CREATE TABLE admin.setting (name TEXT PRIMARY KEY,"
                         " value INTEGER NOT NULL) WITHOUT ROWID",
                         error);
}

/* How the columns of lists were taken, by their headings. Never a commit: it is how the lists that come here
 * look; and never in the settings, for headings tell of the work. */
static gboolean
create_rosters (HearthDb *db, HearthCompartment cmp, GError **error)
{
  if (cmp != HEARTH_COMPARTMENT_CORE)
    return TRUE;
  return hearth_db_exec (db,
                         "CREATE TABLE core.roster_mapping (headings TEXT PRIMARY KEY,"
                         " fields TEXT NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID",
                         error) &&
         hearth_step_schema_renew_open_indexes (db, error);
}

/* What was said of two cases that may be of one person; see hearth-pair-store. Never a commit: another
 * hospital decides for itself. */
static gboolean
create_pairs (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return cmp != HEARTH_COMPARTMENT_CORE ||
         hearth_db_exec (db,
                         "CREATE TABLE core.pair (low BLOB NOT NULL, high BLOB NOT NULL,"
                         " verdict INTEGER NOT NULL, user BLOB NOT NULL, at_ms INTEGER NOT NULL,"
                         " PRIMARY KEY (low, high)) WITHOUT ROWID;"
                         "CREATE INDEX core.pair_high ON pair (high)",
                         error);
}

/* How a user looks at things, by name. Never a commit, as saved views; and never in the settings of the
 * desktop, which anybody reads. */
static gboolean
create_care (HearthDb *db, HearthCompartment cmp, GError **error)
{
  if (!create_kinds (db, cmp, HEARTH_SCHEMA_CARE, error) ||
      !add_fields (db, cmp, HEARTH_SCHEMA_CARE, error) ||
      !hearth_query_schema_add_care_indexes (db, cmp, error))
    return FALSE;
  /* See hearth-owed-store. Never a commit: it follows from records and rules. */
  if (cmp == HEARTH_COMPARTMENT_BENEFITS)
    return hearth_db_exec (db,
                           "CREATE TABLE benefits.owed (case_id BLOB NOT NULL,"
                           " benefit TEXT NOT NULL, owed_kop INTEGER NOT NULL,"
                           " PRIMARY KEY (case_id, benefit)) WITHOUT ROWID;"
                           "CREATE TABLE benefits.owed_state (id INTEGER PRIMARY KEY"
                           " CHECK (id = 1), stamp TEXT NOT NULL, core_n INTEGER NOT NULL,"
                           " benefits_n INTEGER NOT NULL)",
                           error);
  return cmp != HEARTH_COMPARTMENT_CORE ||
         hearth_db_exec (db,
                         "CREATE TABLE core.preference (user BLOB NOT NULL, name TEXT NOT NULL,"
                         " value TEXT NOT NULL, PRIMARY KEY (user, name)) WITHOUT ROWID",
                         error);
}

/* Whom this vault exchanges bundles with, what came from them, what waits for a key or for a person's yes.
 * Never a commit: whom to believe is decided here, and no bundle says it. */
static gboolean
create_exchange (HearthDb *db, HearthCompartment cmp, GError **error)
{
  static const char *const incoming[] = {
    "CREATE TABLE %s.incoming (n INTEGER PRIMARY KEY, line BLOB NOT NULL)",
  };

  if (!run_all (db, cmp, incoming, G_N_ELEMENTS (incoming), error))
    return FALSE;
  if (cmp != HEARTH_COMPARTMENT_ADMIN)
    return TRUE;
  return hearth_db_exec (db,
                         "CREATE TABLE admin.contact (key BLOB PRIMARY KEY,"
                         " is_bare INTEGER NOT NULL, state INTEGER NOT NULL,"
                         " serial INTEGER NOT NULL, name TEXT NOT NULL, card BLOB,"
                         " accept INTEGER NOT NULL, send INTEGER NOT NULL,"
                         " added_ms INTEGER NOT NULL, verified_ms INTEGER NOT NULL) WITHOUT ROWID;"
                         "CREATE TABLE admin.received (id BLOB PRIMARY KEY, sender BLOB NOT NULL,"
                         " seq INTEGER NOT NULL, manifest BLOB NOT NULL, created TEXT NOT NULL,"
                         " at_ms INTEGER NOT NULL, who BLOB NOT NULL, n_lines INTEGER NOT NULL,"
                         " n_new INTEGER NOT NULL) WITHOUT ROWID;"
                         "CREATE INDEX admin.received_sender ON received (sender, seq);"
                         "CREATE TABLE admin.waiting (file BLOB PRIMARY KEY, bundle BLOB NOT NULL,"
                         " sender BLOB NOT NULL, compartment TEXT NOT NULL, name TEXT NOT NULL,"
                         " size_bytes INTEGER NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;"
                         "CREATE TABLE admin.witness (dev BLOB PRIMARY KEY, hlc INTEGER NOT NULL,"
                         " line BLOB NOT NULL) WITHOUT ROWID",
                         error);
}

/* The sum of a case beside its parts, of every case, with an index to sort by. See hearth-owed-store. */
static gboolean
create_owed (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return cmp != HEARTH_COMPARTMENT_BENEFITS ||
         hearth_db_exec (db,
                         "CREATE TABLE benefits.owed_case (case_id BLOB PRIMARY KEY,"
                         " owed_kop INTEGER NOT NULL) WITHOUT ROWID;"
                         "CREATE INDEX benefits.owed_case_by_sum ON owed_case (owed_kop, case_id);"
                         "DELETE FROM benefits.owed_state",
                         error);
}

/* Who had the data of a person has to be told when the person asks; see hearth-bundle-log. */
static gboolean
create_bundle_cases (HearthDb *db, HearthCompartment cmp, GError **error)
{
  return cmp != HEARTH_COMPARTMENT_ADMIN ||
         hearth_db_exec (db,
                         "CREATE TABLE admin.bundle_case (case_id BLOB NOT NULL,"
                         " bundle BLOB NOT NULL, PRIMARY KEY (case_id, bundle)) WITHOUT ROWID",
                         error);
}

static gboolean
make_step (HearthDb *db, HearthCompartment cmp, guint to_version, GError **error)
{
  switch (to_version)
    {
    case HEARTH_SCHEMA_FIRST_LIGHT:
      return create_first (db, cmp, error);
    case HEARTH_SCHEMA_ATTACHMENTS:
      return create_attachments (db, cmp, error);
    case HEARTH_SCHEMA_AUDIT:
      return cmp != HEARTH_COMPARTMENT_ADMIN || hearth_audit_schema_create (db, error);
    case HEARTH_SCHEMA_BACKUPS:
      return create_backups (db, cmp, error);
    case HEARTH_SCHEMA_PHOTO:
      return create_kinds (db, cmp, HEARTH_SCHEMA_PHOTO, error);
    case HEARTH_SCHEMA_LISTS:
      return create_lists (db, cmp, error);
    case HEARTH_SCHEMA_NAMES:
      return cmp != HEARTH_COMPARTMENT_CORE || hearth_search_store_renew_names (db, error);
    case HEARTH_SCHEMA_MERGE:
      return create_merge (db, cmp, error);
    case HEARTH_SCHEMA_SETTINGS:
      return create_settings (db, cmp, error);
    case HEARTH_SCHEMA_CASE:
      return create_kinds (db, cmp, HEARTH_SCHEMA_CASE, error) &&
             add_fields (db, cmp, HEARTH_SCHEMA_CASE, error);
    case HEARTH_SCHEMA_ROSTER:
      return create_rosters (db, cmp, error);
    case HEARTH_SCHEMA_PAIRS:
      return create_pairs (db, cmp, error);
    case HEARTH_SCHEMA_CARE:
      return create_care (db, cmp, error);
    case HEARTH_SCHEMA_WAITS:
      return create_kinds (db, cmp, HEARTH_SCHEMA_WAITS, error) &&
             add_fields (db, cmp, HEARTH_SCHEMA_WAITS, error) &&
             hearth_query_schema_add_wait_indexes (db, cmp, error);
    case HEARTH_SCHEMA_STEPS:
      return cmp != HEARTH_COMPARTMENT_CORE || hearth_step_schema_make_anew (db, error);
    case HEARTH_SCHEMA_EXCHANGE:
      return create_exchange (db, cmp, error);
    case HEARTH_SCHEMA_OWED:
      return add_fields (db, cmp, HEARTH_SCHEMA_OWED, error) && create_owed (db, cmp, error);
    case HEARTH_SCHEMA_BOARD:
      return cmp != HEARTH_COMPARTMENT_CORE || hearth_step_schema_add_board_indexes (db, error);
    case HEARTH_SCHEMA_ACCESS:
      return create_kinds (db, cmp, HEARTH_SCHEMA_ACCESS, error) &&
             create_bundle_cases (db, cmp, error);
    case HEARTH_SCHEMA_CONSENT:
      return create_kinds (db, cmp, HEARTH_SCHEMA_CONSENT, error);
    case HEARTH_SCHEMA_SCANS:
      return add_fields (db, cmp, HEARTH_SCHEMA_SCANS, error);
    default:
      g_assert_not_reached ();
    }
}

/* With the last step every table is there, and what newer vaults said of it long ago can take its place. */
static gboolean
migrate (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  return make_step (db, cmp, to_version, error) &&
         (to_version + 1 != HEARTH_SCHEMA_NEXT || hearth_upgrade_apply (db, cmp, error));
}

/**
 * hearth_model_get_schema:
 *
 * Returns: (transfer none): the steps for hearth_vault_new() and hearth_schema_run(). The first one
 *   also makes the keys of the compartment. Thread: any.
 */
const HearthSchema *
hearth_model_get_schema (void)
{
  static const HearthSchema schema = { .version = HEARTH_SCHEMA_NEXT - 1, .migrate = migrate };

  return &schema;
}
