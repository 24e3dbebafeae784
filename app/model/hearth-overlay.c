/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-overlay.h"

#include "hearth-pack-overlay.h"
#include "hearth-pack-schema.h"
#include "hearth-pack-verify.h"

#include <string.h>

/* Lines of the head that is put before the text of an overlay. */
#define N_HEAD_LINES 4

/* An overlay whose text could be read. */
typedef struct
{
  const HearthRecord *record;
  HearthPack *pack;
} Parsed;

static void
parsed_free (Parsed *self)
{
  hearth_pack_unref (self->pack);
  g_free (self);
}

/** hearth_overlay_fault_free: @self: (transfer full) (nullable) */
void
hearth_overlay_fault_free (HearthOverlayFault *self)
{
  if (self == NULL)
    return;
  hearth_record_unref (self->record);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static HearthPack *
find_pack (HearthPackSet *set, const char *kind)
{
  for (guint i = 0; kind != NULL && i < hearth_pack_set_get_n_packs (set); i++)
    if (strcmp (hearth_pack_get_kind (hearth_pack_set_get_pack (set, i)), kind) == 0)
      return hearth_pack_set_get_pack (set, i);
  return NULL;
}

/* Lines count from the first of the text that a person wrote. */
static void
move_lines (GPtrArray *problems, guint first)
{
  for (guint i = first; i < problems->len; i++)
    {
      HearthPackProblem *problem = problems->pdata[i];

      problem->line = problem->line > N_HEAD_LINES ? problem->line - N_HEAD_LINES : 0;
    }
}

/**
 * hearth_overlay_parse:
 * @shipped: the packs as they came
 * @overlay: a record of kind `overlay`
 * @problems: (element-type HearthPackProblem): what is wrong with the text is added here
 *
 * The text is one group as in the file of the pack, under the id that the record names, and is read by the
 * parser of packs with all of its checks.
 *
 * Returns: (transfer full) (nullable): a pack of one entry; %NULL with problems.
 */
HearthPack *
hearth_overlay_parse (HearthPackSet *shipped, const HearthRecord *overlay, GPtrArray *problems)
{
  const char *kind, *id, *text;
  HearthPack *base;
  g_autoptr (HearthPack) pack = NULL;
  g_autofree char *data = NULL;
  guint first;

  g_return_val_if_fail (shipped != NULL && overlay != NULL && problems != NULL, NULL);

  first = problems->len;
  kind = hearth_record_get_text (overlay, "pack");
  id = hearth_record_get_text (overlay, "entry");
  text = hearth_record_get_text (overlay, "text");
  base = find_pack (shipped, kind);
  if (base == NULL || id == NULL)
    {
      hearth_pack_problems_add (problems, "overlay", id, NULL, 0, "unknown-kind",
                                "there is no such pack");
      return NULL;
    }
  data = g_strdup_printf ("[pack]\nKind=%s\nVersion=1\nTitle=-\nTitle[uk]=-\n%s\n", kind,
                          text != NULL ? text : "");
  pack = hearth_pack_read_data (hearth_pack_get_file (base), data, strlen (data), problems);
  move_lines (problems, first);
  if (problems->len == first &&
      (hearth_pack_get_n_entries (pack) != 1 ||
       strcmp (hearth_pack_entry_get_id (hearth_pack_get_entry (pack, 0)), id) != 0))
    hearth_pack_problems_add (problems, hearth_pack_get_file (base), id, NULL, 0, "bad-value",
                              "the text must be the one group of this entry");
  return problems->len == first ? g_steal_pointer (&pack) : NULL;
}

/* --- Together --- */

static gint
compare_overlays (gconstpointer a, gconstpointer b)
{
  const HearthRecord *first = *(const HearthRecord *const *) a;
  const HearthRecord *second = *(const HearthRecord *const *) b;
  const HearthDate first_day = hearth_record_get_date (first, "since_on");
  const HearthDate second_day = hearth_record_get_date (second, "since_on");
  char first_id[HEARTH_ID_HEX_SIZE], second_id[HEARTH_ID_HEX_SIZE];

  if (first_day != second_day)
    return first_day < second_day ? -1 : 1;
  /* The same in every vault that has both. */
  hearth_id_format (hearth_record_get_id (first), first_id);
  hearth_id_format (hearth_record_get_id (second), second_id);
  return strcmp (first_id, second_id);
}

/* (element-type HearthRecord) borrowed: those in force, in the order in which they count. */
static GPtrArray *
list_in_force (GPtrArray *overlays, HearthDate today)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < overlays->len; i++)
    {
      const HearthRecord *record = overlays->pdata[i];
      HearthDate since = hearth_record_get_date (record, "since_on");

      /* Without a day: always. */
      if (!hearth_record_is_gone (record) && (since == HEARTH_DATE_NONE || since <= today))
        g_ptr_array_add (list, (gpointer) record);
    }
  g_ptr_array_sort (list, compare_overlays);
  return list;
}

/**
 * hearth_overlay_find:
 * @overlays: (element-type HearthRecord)
 * @kind: of the pack
 *
 * Returns: (transfer none) (nullable): the one that stands for @entry on @today.
 */
const HearthRecord *
hearth_overlay_find (GPtrArray *overlays, const char *kind, const char *entry, HearthDate today)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (overlays != NULL && kind != NULL && entry != NULL, NULL);

  list = list_in_force (overlays, today);
  for (guint i = list->len; i > 0; i--)
    if (g_strcmp0 (hearth_record_get_text (list->pdata[i - 1], "pack"), kind) == 0 &&
        g_strcmp0 (hearth_record_get_text (list->pdata[i - 1], "entry"), entry) == 0)
      return list->pdata[i - 1];
  return NULL;
}

/* The packs of @kind, the first of them with the entries of @parsed; one that stands in another pack of the
 * kind is put there. */
static void
add_kind (GPtrArray *packs, HearthPackSet *shipped, const char *kind, GPtrArray *parsed)
{
  g_autoptr (GPtrArray) mine = g_ptr_array_new ();

  for (guint i = 0; i < parsed->len; i++)
    {
      const Parsed *one = parsed->pdata[i];

      if (strcmp (hearth_pack_get_kind (one->pack), kind) == 0)
        g_ptr_array_add (mine, one->pack);
    }
  for (guint i = 0; i < hearth_pack_set_get_n_packs (shipped); i++)
    {
      HearthPack *pack = hearth_pack_set_get_pack (shipped, i);

      if (strcmp (hearth_pack_get_kind (pack), kind) != 0)
        continue;
      g_ptr_array_add (packs, mine->len > 0 ? hearth_pack_new_overlaid (pack, mine)
                                            : hearth_pack_ref (pack));
      g_ptr_array_set_size (mine, 0);
    }
}

static HearthPackSet *
join (HearthPackSet *shipped, GPtrArray *parsed, GPtrArray *problems)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  guint first = problems->len;
  HearthPackSet *set;

  for (guint i = 0; i < parsed->len; i++)
    {
      const char *kind = hearth_pack_get_kind (((const Parsed *) parsed->pdata[i])->pack);

      if (g_hash_table_add (kinds, (gpointer) kind))
        add_kind (packs, shipped, kind, parsed);
    }
  set = hearth_pack_set_new (packs, shipped, problems);
  if (problems->len == first)
    hearth_pack_verify_set (set, problems);
  return set;
}

static void
add_fault (GPtrArray *faults, const HearthRecord *record, GPtrArray *problems)
{
  HearthOverlayFault *fault = g_new0 (HearthOverlayFault, 1);

  fault->record = hearth_record_ref ((HearthRecord *) record);
  fault->problems = g_ptr_array_ref (problems);
  g_ptr_array_add (faults, fault);
}

static GPtrArray *
parse_all (HearthPackSet *shipped, GPtrArray *records, GPtrArray *faults)
{
  GPtrArray *parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) parsed_free);

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
      HearthPack *pack = hearth_overlay_parse (shipped, records->pdata[i], problems);
      Parsed *one;

      if (pack == NULL)
        {
          add_fault (faults, records->pdata[i], problems);
          continue;
        }
      one = g_new0 (Parsed, 1);
      one->record = records->pdata[i];
      one->pack = pack;
      g_ptr_array_add (parsed, one);
    }
  return parsed;
}

/* Something is wrong with all of them together: each is tried on top of those that are right, until no more
 * come to it, so that one may lean on another that is later. */
static HearthPackSet *
join_what_fits (HearthPackSet *shipped, GPtrArray *parsed, GPtrArray *faults)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = hearth_pack_problems_new ();
  gboolean has_moved = TRUE;

  g_ptr_array_extend (left, parsed, NULL, NULL);
  while (has_moved)
    {
      has_moved = FALSE;
      for (guint i = 0; i < left->len; i++)
        {
          g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
          g_autoptr (GPtrArray) tried = g_ptr_array_copy (kept, NULL, NULL);
          g_autoptr (HearthPackSet) set = NULL;

          g_ptr_array_add (tried, left->pdata[i]);
          set = join (shipped, tried, problems);
          if (problems->len > 0)
            continue;
          g_ptr_array_add (kept, left->pdata[i]);
          g_ptr_array_remove_index (left, i--);
          has_moved = TRUE;
        }
    }
  for (guint i = 0; i < left->len; i++)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
      g_autoptr (GPtrArray) tried = g_ptr_array_copy (kept, NULL, NULL);
      g_autoptr (HearthPackSet) set = NULL;

      g_ptr_array_add (tried, left->pdata[i]);
      set = join (shipped, tried, problems);
      add_fault (faults, ((const Parsed *) left->pdata[i])->record, problems);
    }
  return join (shipped, kept, none);
}

/**
 * hearth_overlay_apply:
 * @shipped: the packs as they came, without problems
 * @overlays: (element-type HearthRecord): in any order
 * @today: those whose day is later are not in force yet
 * @faults: (out) (optional) (element-type HearthOverlayFault): those that are not applied, and why
 *
 * Of several overlays of one entry the one with the latest day counts. An overlay that does not fit, in itself
 * or with the others, is left out, so that a vault can be used whatever came into it; the order in which they
 * are tried is the same everywhere.
 *
 * Returns: (transfer full): the packs that are in force, without problems.
 */
HearthPackSet *
hearth_overlay_apply (HearthPackSet *shipped,
                      GPtrArray *overlays,
                      HearthDate today,
                      GPtrArray **faults)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_overlay_fault_free);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (HearthPackSet) set = NULL;

  g_return_val_if_fail (shipped != NULL && overlays != NULL, NULL);

  records = list_in_force (overlays, today);
  parsed = parse_all (shipped, records, found);
  if (parsed->len == 0)
    set = hearth_pack_set_ref (shipped);
  else
    set = join (shipped, parsed, problems);
  if (problems->len > 0)
    {
      g_clear_pointer (&set, hearth_pack_set_unref);
      set = join_what_fits (shipped, parsed, found);
    }
  if (faults != NULL)
    *faults = g_steal_pointer (&found);
  return g_steal_pointer (&set);
}

/* As the file of a pack writes it: blanks at the beginning and backslashes are told by escapes. */
static void
append_value (GString *out, const char *name, const char *language, const char *value)
{
  g_string_append (out, name);
  if (language != NULL)
    g_string_append_printf (out, "[%s]", language);
  g_string_append_c (out, '=');
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '\\')
      g_string_append (out, "\\\\");
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '\n');
}

static gboolean
is_translated (const HearthPackKey *key)
{
  return key->type == HEARTH_PACK_LOCAL || key->type == HEARTH_PACK_LIST ||
         key->type == HEARTH_PACK_LABELS;
}

/**
 * hearth_overlay_make_text:
 *
 * Returns: (transfer full): @entry as the text of an overlay, its keys in the order of the table of its kind.
 */
char *
hearth_overlay_make_text (const HearthPackEntry *entry)
{
  const HearthPackKey *tables[2];
  GString *out;

  g_return_val_if_fail (entry != NULL, NULL);

  out = g_string_new (NULL);
  g_string_append_printf (out, "[%s]\n", hearth_pack_entry_get_id (entry));
  hearth_pack_kind_get_tables (hearth_pack_kind_lookup (hearth_pack_entry_get_kind (entry)),
                               tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HearthPackKey *key = tables[i]; key->name != NULL; key++)
      {
        const char *english = hearth_pack_entry_get_raw (entry, key->name, NULL);
        const char *ukrainian =
            is_translated (key) ? hearth_pack_entry_get_raw (entry, key->name, "uk") : NULL;

        if (english != NULL)
          append_value (out, key->name, NULL, english);
        if (ukrainian != NULL)
          append_value (out, key->name, "uk", ukrainian);
      }
  return g_string_free (out, FALSE);
}
