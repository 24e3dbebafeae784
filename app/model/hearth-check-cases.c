/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From damaged pages and attachments to cases. A page that cannot be read does not say whose rows it held;
 * but the tree above it says between which numbers they are, and an index that begins with the case
 * says whose those numbers are. Everything is read from the pages themselves: SQLite may refuse the
 * file. */
#include "config.h"

#include "hearth-journal-check-private.h"

#include "hearth-compartment.h"
#include "hearth-registry.h"

#include <string.h>

/* Columns of every table of records: id, rec, case_id, n, gone, then the fields. */
#define CASE_COLUMN 2
#define FIRST_FIELD_COLUMN 5

typedef struct
{
  HearthCheckReport *report;
  HearthCompartment cmp;
  const char *table; /* of records, or the journal */
} Search;

/* An entry of the index: the case first, the number of the row last. */
static void
match_entry (const char *index, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  const Search *search = data;
  const guint8 *bytes = hearth_raw_row_get_blob (row, 0, HEARTH_ID_SIZE);
  HearthId case_id;
  gint64 n;

  if (index == NULL || bytes == NULL || row->n_columns < 2 ||
      !hearth_raw_row_get_int (row, row->n_columns - 1, &n))
    return;
  memcpy (case_id.bytes, bytes, HEARTH_ID_SIZE);
  if (hearth_id_is_zero (&case_id))
    return;
  for (guint i = 0; i < search->report->damaged->len; i++)
    {
      HearthDamage *damage = search->report->damaged->pdata[i];

      if (damage->kind == HEARTH_DAMAGE_PAGE && damage->cmp == search->cmp &&
          g_strcmp0 (damage->table, search->table) == 0 && n > damage->after && n <= damage->until)
        hearth_damage_add_case (damage, &case_id);
    }
}

static void
name_pages (HearthCheck *check, HearthCompartment cmp, const char *table)
{
  HearthPageMap *map = hearth_check_get_map (check, cmp);
  Search search = { hearth_check_get_report (check), cmp, table };
  const char *index;

  index = map == NULL ? NULL : hearth_page_map_find_index (map, table, "case_id");
  if (index != NULL)
    hearth_page_map_scan (map, index, match_entry, &search);
}

/* The tables that lost pages, each once. */
static void
name_all_pages (HearthCheck *check)
{
  HearthCheckReport *report = hearth_check_get_report (check);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < report->damaged->len; i++)
    {
      const HearthDamage *damage = report->damaged->pdata[i];

      if (damage->kind == HEARTH_DAMAGE_PAGE && damage->table != NULL &&
          g_hash_table_add (seen, g_strdup_printf ("%d/%s", (int) damage->cmp, damage->table)))
        name_pages (check, damage->cmp, damage->table);
    }
}

/* --- Attachments: the record that names one belongs to a case --- */

static guint
find_column (const HearthKind *kind, const char *id)
{
  guint column = FIRST_FIELD_COLUMN;

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      if (strcmp (field->id, id) == 0)
        return column;
      column += (field->flags & HEARTH_FIELD_SORTED) != 0 ? 2 : 1;
    }
  return 0;
}

typedef struct
{
  HearthCheckReport *report;
  HearthCompartment cmp;
  guint blob_column;
} BlobSearch;

static void
match_file (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  const BlobSearch *search = data;
  const guint8 *blob = hearth_raw_row_get_blob (row, search->blob_column, HEARTH_ID_SIZE);
  const guint8 *bytes = hearth_raw_row_get_blob (row, CASE_COLUMN, HEARTH_ID_SIZE);
  HearthId case_id;

  if (table == NULL || blob == NULL || bytes == NULL)
    return;
  memcpy (case_id.bytes, bytes, HEARTH_ID_SIZE);
  for (guint i = 0; i < search->report->damaged->len; i++)
    {
      HearthDamage *damage = search->report->damaged->pdata[i];

      if (damage->kind == HEARTH_DAMAGE_BLOB && damage->cmp == search->cmp &&
          memcmp (damage->blob.bytes, blob, HEARTH_ID_SIZE) == 0)
        hearth_damage_add_case (damage, &case_id);
    }
}

static void
name_blobs (HearthCheck *check)
{
  HearthCheckReport *report = hearth_check_get_report (check);
  guint cmps = 0, n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < report->damaged->len; i++)
    if (((HearthDamage *) report->damaged->pdata[i])->kind == HEARTH_DAMAGE_BLOB)
      cmps |= 1u << ((HearthDamage *) report->damaged->pdata[i])->cmp;
  for (guint i = 0; i < n_kinds; i++)
    {
      BlobSearch search = { report, kinds[i].cmp, find_column (&kinds[i], "blob") };
      HearthPageMap *map = hearth_check_get_map (check, kinds[i].cmp);

      if ((cmps & 1u << kinds[i].cmp) != 0 && search.blob_column != 0 && map != NULL)
        hearth_page_map_scan (map, kinds[i].id, match_file, &search);
    }
}

/* --- Numbers --- */

typedef struct
{
  GHashTable *numbers; /* HearthId -> number */
  guint column;
} Names;

static void
take_number (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  Names *names = data;
  const guint8 *bytes = hearth_raw_row_get_blob (row, CASE_COLUMN, HEARTH_ID_SIZE);
  char *number = hearth_raw_row_dup_text (row, names->column);
  HearthId case_id;

  if (table == NULL || bytes == NULL || number == NULL)
    {
      g_free (number);
      return;
    }
  memcpy (case_id.bytes, bytes, HEARTH_ID_SIZE);
  g_hash_table_replace (names->numbers, hearth_id_copy (&case_id), number);
}

/* --- Where the page of the person is the damaged one, two of its indexes still tell --- */

typedef struct
{
  GHashTable *rows; /* number of the row -> HearthId, then number */
  GHashTable *numbers;
} Detour;

static gint64
get_last (const HearthRawRow *row)
{
  gint64 n = 0;

  return row->n_columns > 0 && hearth_raw_row_get_int (row, row->n_columns - 1, &n) ? n : 0;
}

static void
take_case (const char *index, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  Detour *detour = data;
  const guint8 *bytes = hearth_raw_row_get_blob (row, 0, HEARTH_ID_SIZE);
  gint64 n = get_last (row);

  if (index != NULL && bytes != NULL)
    g_hash_table_replace (detour->rows, g_memdup2 (&n, sizeof n),
                          g_memdup2 (bytes, HEARTH_ID_SIZE));
}

static void
take_indexed_number (const char *index, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  Detour *detour = data;
  gint64 n = get_last (row);
  const HearthId *case_id = g_hash_table_lookup (detour->rows, &n);
  char *number = case_id == NULL || index == NULL ? NULL : hearth_raw_row_dup_text (row, 1);

  if (number != NULL && !g_hash_table_contains (detour->numbers, case_id))
    g_hash_table_insert (detour->numbers, hearth_id_copy (case_id), number);
  else
    g_free (number);
}

static void
take_detour (HearthPageMap *core, const HearthKind *person, GHashTable *numbers)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Detour detour = { rows, numbers };
  const char *by_case = hearth_page_map_find_index (core, person->id, "case_id");

  if (by_case == NULL)
    return;
  hearth_page_map_scan (core, by_case, take_case, &detour);
  hearth_page_map_scan (core, "person_by_number", take_indexed_number, &detour);
}

static gboolean
has_cases (const HearthCheckReport *report)
{
  for (guint i = 0; i < report->damaged->len; i++)
    if (((HearthDamage *) report->damaged->pdata[i])->cases->len > 0)
      return TRUE;
  return FALSE;
}

static void
add_numbers (HearthCheck *check)
{
  HearthCheckReport *report = hearth_check_get_report (check);
  HearthPageMap *core = hearth_check_get_map (check, HEARTH_COMPARTMENT_CORE);
  const HearthKind *person = hearth_registry_find_kind ("person");
  g_autoptr (GHashTable) numbers =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, g_free);
  Names names = { numbers, find_column (person, "number") };

  if (!has_cases (report))
    return;
  if (core != NULL)
    {
      hearth_page_map_scan (core, person->id, take_number, &names);
      take_detour (core, person, numbers);
    }
  for (guint i = 0; i < report->damaged->len; i++)
    {
      HearthDamage *damage = report->damaged->pdata[i];

      g_ptr_array_set_size (damage->numbers, 0);
      for (guint n = 0; n < damage->cases->len; n++)
        g_ptr_array_add (
            damage->numbers,
            g_strdup (g_hash_table_lookup (numbers, &g_array_index (damage->cases, HearthId, n))));
    }
}

gboolean
_hearth_check_name_cases (HearthCheck *check, gpointer data, GError **error)
{
  name_all_pages (check);
  name_blobs (check);
  add_numbers (check);
  return TRUE;
}

/** hearth_journal_check_hooks: what a check of a whole vault asks of the model. Thread: any. */
HearthCheckHooks
hearth_journal_check_hooks (HearthCheckProgressFunc progress, gpointer data)
{
  HearthCheckHooks hooks = { .name_cases = _hearth_check_name_cases,
                             .look_deeper = _hearth_journal_check_lines,
                             .progress = progress,
                             .data = data };

  return hooks;
}
