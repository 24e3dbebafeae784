/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a table: where its heading is, and what its columns are taken as. */
#include "config.h"

#include "hearth-roster-private.h"

#include "hearth-json.h"
#include "hearth-text.h"

#include <string.h>

/* Lists have a title and a date above the heading; further down it is not a list. */
#define MAX_HEADING_ROW 10

struct _HearthRoster
{
  gatomicrefcount n_refs;
  HearthCsv *csv;
  HearthPackSet *packs;
  guint heading_row;   /* row of the csv, from 0 */
  GArray *rows;        /* (element-type guint) rows of the csv that hold people */
  GPtrArray *headings; /* (element-type utf8) cleaned */
  GPtrArray *known;    /* (element-type utf8) (nullable): id of the heading's pack entry, lent */
  GPtrArray *mapping;  /* (element-type HearthRosterTarget) (nullable) */
};

static const HearthRosterTarget targets[] = {
  { "name", NULL, NULL },
  { "surname", "person", "surname" },
  { "given", "person", "given" },
  { "patronymic", "person", "patronymic" },
  { "name_latin", "person", "name_latin" },
  { "call_sign", "person", "call_sign" },
  { "sex", "person", "sex" },
  { "birth", "person", "birth" },
  { "rank", "person", "rank" },
  { "branch", "person", "branch" },
  { "unit", "person", "unit" },
  { "category", "person", "category" },
  { "condition", "person", "condition" },
  { "wristband", "person", "wristband" },
  { "event", "person", "event" },
  { "facility", "person", "facility" },
  { "ward", "person", "ward" },
  { "owner", "person", "owner" },
  { "stage", "person", "stage" },
  { "captured", "captivity", "captured" },
  { "captured_at", "captivity", "place" },
  { "released", "captivity", "released" },
  { "personal_number", "person", "personal_number" },
  { "tax_number", "person", "tax_number" },
  { "phone", "person", "phone" },
  { "note", "person", "note" },
};

const HearthRosterTarget *
_hearth_roster_find_target (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (strcmp (targets[i].id, id) == 0)
      return &targets[i];
  return NULL;
}

/* The heading up to where a list begins to explain itself: "Дата народження (дд.мм.рррр)". */
static char *
dup_first_part (const char *heading)
{
  return g_strndup (heading, strcspn (heading, "(["));
}

static const char *
find_heading (HearthPackSet *packs, const char *heading)
{
  g_autofree char *part = dup_first_part (heading);
  const char *id = hearth_pack_set_find_by_text (packs, "roster-heading", heading);

  return id != NULL ? id : hearth_pack_set_find_by_text (packs, "roster-heading", part);
}

/* Pack ids are written with '-', fields with '_'. */
static const HearthRosterTarget *
target_of_heading (const char *id)
{
  g_autofree char *field = g_strdelimit (g_strdup (id), "-", '_');

  return _hearth_roster_find_target (field);
}

static guint
count_known_headings (HearthRoster *self, guint row)
{
  guint n = 0;

  for (guint column = 0; column < hearth_csv_get_n_cells (self->csv, row); column++)
    if (find_heading (self->packs, hearth_csv_get_cell (self->csv, row, column)) != NULL)
      n++;
  return n;
}

static gboolean
is_blank_row (const HearthCsv *csv, guint row)
{
  for (guint column = 0; column < hearth_csv_get_n_cells (csv, row); column++)
    {
      const char *cell = hearth_csv_get_cell (csv, row, column);

      if (cell[strspn (cell, " \t\n\r")] != '\0')
        return FALSE;
    }
  return TRUE;
}

/* The row with most known headings among the first; without any, the first that is not blank. */
static guint
find_heading_row (HearthRoster *self)
{
  guint n_rows = hearth_csv_get_n_rows (self->csv), found = 0, best = 0;

  while (found < n_rows && is_blank_row (self->csv, found))
    found++;
  for (guint row = 0; row < MIN (n_rows, MAX_HEADING_ROW); row++)
    {
      guint n_known = count_known_headings (self, row);

      if (n_known > best)
        {
          best = n_known;
          found = row;
        }
    }
  return found;
}

/**
 * hearth_roster_guess:
 *
 * Takes every column as its heading says. The first column of a kind is taken; a second one ("Звання" at capture
 * and now) is for people to map.
 */
void
hearth_roster_guess (HearthRoster *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->mapping, 0);
  for (guint i = 0; i < self->known->len; i++)
    {
      const char *known = self->known->pdata[i];
      const HearthRosterTarget *target = known != NULL ? target_of_heading (known) : NULL;

      if (target != NULL && g_ptr_array_find (self->mapping, target, NULL))
        target = NULL;
      g_ptr_array_add (self->mapping, (gpointer) target);
    }
}

static void
read_headings (HearthRoster *self)
{
  guint n_rows = hearth_csv_get_n_rows (self->csv);

  self->heading_row = find_heading_row (self);
  for (guint column = 0;
       self->heading_row < n_rows && column < hearth_csv_get_n_cells (self->csv, self->heading_row);
       column++)
    {
      const char *cell = hearth_csv_get_cell (self->csv, self->heading_row, column);

      g_ptr_array_add (self->headings, hearth_text_clean (cell));
      g_ptr_array_add (self->known, (gpointer) find_heading (self->packs, cell));
    }
  hearth_roster_guess (self);
  for (guint row = self->heading_row + 1; row < n_rows; row++)
    if (!is_blank_row (self->csv, row))
      g_array_append_val (self->rows, row);
}

/**
 * hearth_roster_read:
 * @bytes: a whole file
 * @packs: names of columns come from the packs' `roster-heading`, values from `rank`, `branch` ...
 * @position: (out) (optional): the cell at which an unreadable table stops
 *
 * Reads a list and guesses what its columns are. Bounded as hearth_csv_read() is.
 *
 * Returns: (transfer full) (nullable): %NULL with the errors of hearth_csv_read(). Thread: any.
 */
HearthRoster *
hearth_roster_read (GBytes *bytes,
                    HearthPackSet *packs,
                    HearthCsvPosition *position,
                    GError **error)
{
  HearthCsv *csv;
  HearthRoster *self;

  g_return_val_if_fail (bytes != NULL && packs != NULL, NULL);

  csv = hearth_csv_read (bytes, position, error);
  if (csv == NULL)
    return NULL;
  self = g_new0 (HearthRoster, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->csv = csv;
  self->packs = hearth_pack_set_ref (packs);
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->known = g_ptr_array_new ();
  self->mapping = g_ptr_array_new ();
  read_headings (self);
  return self;
}

/** hearth_roster_ref: Returns: (transfer full): @self. Thread: any. */
HearthRoster *
hearth_roster_ref (HearthRoster *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

/** hearth_roster_unref: @self: (transfer full) (nullable) */
void
hearth_roster_unref (HearthRoster *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;
  hearth_csv_free (self->csv);
  hearth_pack_set_unref (self->packs);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->headings);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->mapping);
  g_free (self);
}

/** hearth_roster_get_charset: Returns: "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1251". */
const char *
hearth_roster_get_charset (HearthRoster *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return hearth_charset_get_name (hearth_csv_get_charset (self->csv));
}

/** hearth_roster_get_delimiter: Returns: ';', ',' or a tab. */
gunichar
hearth_roster_get_delimiter (HearthRoster *self)
{
  g_return_val_if_fail (self != NULL, ',');

  return (gunichar) hearth_csv_get_delimiter (self->csv);
}

/** hearth_roster_get_n_rows: Returns: rows with people: below the heading and not blank. */
guint
hearth_roster_get_n_rows (HearthRoster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/** hearth_roster_get_n_columns: Returns: cells of the heading. */
guint
hearth_roster_get_n_columns (HearthRoster *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->headings->len;
}

/** hearth_roster_get_heading: Returns: (transfer none): the heading of @column, perhaps "". */
const char *
hearth_roster_get_heading (HearthRoster *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->headings->len, NULL);

  return g_ptr_array_index (self->headings, column);
}

/** hearth_roster_get_row_number: Returns: what a spreadsheet shows beside @row (from 0). */
guint
hearth_roster_get_row_number (HearthRoster *self, guint row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, 0);

  return g_array_index (self->rows, guint, row) + 1;
}

/** hearth_roster_get_cell: Returns: (transfer none) (nullable): as written; %NULL in a short row. */
const char *
hearth_roster_get_cell (HearthRoster *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, NULL);

  return hearth_csv_get_cell (self->csv, g_array_index (self->rows, guint, row), column);
}

/**
 * hearth_roster_get_fields:
 *
 * Returns: (transfer none) (array zero-terminated=1): ids that a column can be taken as: those of
 *   `hearthctl case add`, and "name" for a whole name in one column.
 */
const char *const *
hearth_roster_get_fields (void)
{
  static const char *ids[G_N_ELEMENTS (targets) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
        ids[i] = targets[i].id;
      g_once_init_leave (&once, 1);
    }
  return ids;
}

/** hearth_roster_get_mapping: Returns: (transfer none) (nullable): %NULL: the column is not taken. */
const char *
hearth_roster_get_mapping (HearthRoster *self, guint column)
{
  const HearthRosterTarget *target;

  g_return_val_if_fail (self != NULL && column < self->mapping->len, NULL);

  target = g_ptr_array_index (self->mapping, column);
  return target != NULL ? target->id : NULL;
}

/**
 * hearth_roster_set_mapping:
 * @field: (nullable): one of hearth_roster_get_fields(), or %NULL to leave the column out
 *
 * Returns: %FALSE, nothing changed, if there is no such field or another column is taken as it.
 */
gboolean
hearth_roster_set_mapping (HearthRoster *self, guint column, const char *field)
{
  const HearthRosterTarget *target = NULL;
  guint other;

  g_return_val_if_fail (self != NULL && column < self->mapping->len, FALSE);

  if (field != NULL)
    {
      target = _hearth_roster_find_target (field);
      if (target == NULL || (g_ptr_array_find (self->mapping, target, &other) && other != column))
        return FALSE;
    }
  g_ptr_array_index (self->mapping, column) = (gpointer) target;
  return TRUE;
}

/**
 * hearth_roster_dup_key:
 *
 * Returns: (transfer full): the headings as one text, by which lists of the same make are known.
 */
char *
hearth_roster_dup_key (HearthRoster *self)
{
  json_auto_t *list = json_array ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->headings->len; i++)
    {
      const char *heading = self->headings->pdata[i];
      g_autofree char *folded = hearth_text_fold (heading != NULL ? heading : "");

      json_array_append_new (list, json_string (folded));
    }
  return hearth_json_dump (list);
}

/** hearth_roster_dup_mapping: Returns: (transfer full): what hearth_roster_take_mapping() takes. */
char *
hearth_roster_dup_mapping (HearthRoster *self)
{
  json_auto_t *list = json_array ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->mapping->len; i++)
    {
      const HearthRosterTarget *target = self->mapping->pdata[i];

      json_array_append_new (list, target != NULL ? json_string (target->id) : json_null ());
    }
  return hearth_json_dump (list);
}

/**
 * hearth_roster_take_mapping:
 * @text: of hearth_roster_dup_mapping(), perhaps of a version that knew other fields
 *
 * Returns: %FALSE, nothing changed, if it is not one for these columns.
 */
gboolean
hearth_roster_take_mapping (HearthRoster *self, const char *text)
{
  json_auto_t *list = NULL;
  g_autoptr (GPtrArray) targets_taken = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  list = hearth_json_parse (text, strlen (text), NULL);
  if (!json_is_array (list) || json_array_size (list) != self->mapping->len)
    return FALSE;
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const char *id = json_string_value (json_array_get (list, i));
      const HearthRosterTarget *target = id != NULL ? _hearth_roster_find_target (id) : NULL;

      if ((id != NULL && target == NULL) ||
          (target != NULL && g_ptr_array_find (targets_taken, target, NULL)))
        return FALSE;
      g_ptr_array_add (targets_taken, (gpointer) target);
    }
  for (guint i = 0; i < targets_taken->len; i++)
    self->mapping->pdata[i] = targets_taken->pdata[i];
  return TRUE;
}

HearthPackSet *
_hearth_roster_get_packs (HearthRoster *self)
{
  return self->packs;
}

guint
_hearth_roster_get_heading_row (HearthRoster *self)
{
  return self->heading_row + 1;
}

guint
_hearth_roster_get_n_cells (HearthRoster *self, guint row)
{
  return hearth_csv_get_n_cells (self->csv, g_array_index (self->rows, guint, row));
}

/* A column with a row number is known and not taken, which needs no warning. */
gboolean
_hearth_roster_is_known_heading (HearthRoster *self, guint column)
{
  return g_ptr_array_index (self->known, column) != NULL;
}
