/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-columns.h"

#include "hearth-format.h"
#include "hearth-json.h"
#include "hearth-line-height.h"

#include <glib/gi18n.h>
#include <string.h>

static const HearthCaseColumn name_column = { "name", N_ ("Name"), "name", 18, 4, FALSE };

static const HearthCaseColumn columns[] = {
  { "number", N_ ("Number"), "number", 10, 1, FALSE },
  { "call-sign", N_ ("Call Sign"), "call_sign", 8, 2, FALSE },
  { "birth", N_ ("Born"), "birth", 10, 1, FALSE },
  { "rank", N_ ("Rank"), "rank", 10, 2, FALSE },
  { "branch", N_ ("Branch"), "branch", 10, 2, FALSE },
  { "unit", N_ ("Unit"), "unit", 7, 2, FALSE },
  { "category", N_ ("Category"), "category", 11, 2, FALSE },
  { "condition", N_ ("Condition"), "condition", 11, 2, FALSE },
  { "stage", N_ ("Stage"), "stage", 11, 2, FALSE },
  { "event", N_ ("Exchange"), "event", 12, 2, FALSE },
  { "arrived", N_ ("Arrived"), "arrived", 10, 1, TRUE },
  { "released", N_ ("Released"), "released", 10, 1, TRUE },
  { "facility", N_ ("Facility"), "facility", 11, 3, FALSE },
  { "ward", N_ ("Ward"), "ward", 5, 1, FALSE },
  { "owner", N_ ("Caseworker"), "owner", 10, 2, FALSE },
  { "flags", N_ ("Flags"), NULL, 12, 3, FALSE },
  { "overdue", N_ ("Overdue"), "overdue", 9, 1, FALSE },
  { "owed", N_ ("Owed"), "owed_kop", 14, 1, TRUE },
};

static const char *const default_columns[] = { "category", "stage",   "facility", "owner",
                                               "released", "overdue", NULL };

static const HearthCaseFilterField filter_fields[] = {
  { "overdue", N_ ("Overdue"), NULL, N_ ("Overdue") },
  /* Translators: two values of a case differ and somebody has to say which is right. */
  { "conflict", N_ ("Waits for a Decision"), NULL, N_ ("Waits for a decision") },
  { "stage", N_ ("Stage"), "stage", NULL },
  { "category", N_ ("Category"), "category", NULL },
  { "condition", N_ ("Condition"), "condition", NULL },
  { "facility", N_ ("Facility"), NULL, NULL },
  { "ward", N_ ("Ward"), NULL, NULL },
  { "event", N_ ("Exchange"), NULL, NULL },
  { "branch", N_ ("Branch"), "branch", NULL },
  { "rank", N_ ("Rank"), "rank", NULL },
  { "owner", N_ ("Caseworker"), NULL, NULL },
  { "flags", N_ ("Flag"), "flag", NULL },
};

const HearthCaseColumn *
hearth_case_columns_get_name (void)
{
  return &name_column;
}

const HearthCaseColumn *
hearth_case_columns_get_all (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);
  return columns;
}

gboolean
hearth_case_columns_is_offered (const HearthCaseColumn *column, HearthDesk *desk)
{
  HearthContext *context;

  g_return_val_if_fail (column != NULL && HEARTH_IS_DESK (desk), FALSE);

  context = hearth_desk_get_context (desk);
  return !g_str_equal (column->id, "owed") ||
         (context != NULL &&
          hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_BENEFITS));
}

const HearthCaseColumn *
hearth_case_columns_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].id, id))
      return &columns[i];
  return NULL;
}

gboolean
hearth_case_columns_is_first_down (const char *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].sort, sort) == 0)
      return columns[i].first_down;
  return FALSE;
}

const char *const *
hearth_case_columns_get_default (void)
{
  return default_columns;
}

/* --- Places --- */

GPtrArray *
hearth_case_columns_list (const HearthSavedView *view)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (view != NULL, list);

  g_ptr_array_add (list, (gpointer) &name_column);
  for (guint i = 0; i < view->columns->len; i++)
    {
      const HearthCaseColumn *column = hearth_case_columns_find (view->columns->pdata[i]);

      if (column != NULL && !g_ptr_array_find (list, column, NULL))
        g_ptr_array_add (list, (gpointer) column);
    }
  return list;
}

/* The name, and of the others those that there is room for. */
static GPtrArray *
choose_columns (const HearthSavedView *view, int char_width, int width)
{
  g_autoptr (GPtrArray) all = hearth_case_columns_list (view);
  GPtrArray *chosen = g_ptr_array_new ();
  int spare = width;

  for (guint i = 0; i < all->len; i++)
    {
      const HearthCaseColumn *column = all->pdata[i];

      if (i > 0 && column->n_chars * char_width > spare)
        continue;
      spare -= column->n_chars * char_width;
      g_ptr_array_add (chosen, (gpointer) column);
    }
  return chosen;
}

GPtrArray *
hearth_case_columns_place (const HearthSavedView *view,
                           GtkWidget *widget,
                           int width,
                           GArray **widths)
{
  const int left = width - HEARTH_CASE_COLUMNS_END;
  GPtrArray *chosen;

  g_return_val_if_fail (view != NULL && widths != NULL, NULL);

  chosen = choose_columns (view, hearth_widget_get_char_width (widget), left);
  *widths = hearth_line_columns_share (chosen, widget, left);
  return chosen;
}

/* --- Texts --- */

static char *
dup_flags (const HearthCaseRow *row, HearthPackSet *packs)
{
  json_auto_t *flags =
      row->flags != NULL ? hearth_json_parse (row->flags, strlen (row->flags), NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize i;
  json_t *flag;

  json_array_foreach (flags, i, flag)
  {
    hearth_format_append_part (text,
                               hearth_format_pack_title (packs, "flag", json_string_value (flag)));
  }
  return g_strdup (text->str);
}

static const char *
get_text (const char *id, const HearthCaseRow *row, HearthPackSet *packs, HearthViewKeeper *keeper)
{
  const struct
  {
    const char *id;
    const char *text;
    const char *pack;
  } texts[] = {
    { "number", row->number, NULL },
    { "call-sign", row->call_sign, NULL },
    { "rank", row->rank, "rank" },
    { "branch", row->branch, "branch" },
    { "unit", row->unit, NULL },
    { "category", row->category, "category" },
    { "condition", row->condition, "condition" },
    { "stage", row->stage, "stage" },
    { "facility", row->facility, NULL },
    { "ward", row->ward, NULL },
    { "owner", row->owner, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].id, id))
      return texts[i].pack != NULL ? hearth_format_pack_title (packs, texts[i].pack, texts[i].text)
                                   : texts[i].text;
  return hearth_view_keeper_get_event_title (keeper, row->event);
}

char *
hearth_case_columns_dup_text (const HearthCaseColumn *column,
                              const HearthCaseRow *row,
                              HearthViewKeeper *keeper)
{
  HearthPackSet *packs;

  g_return_val_if_fail (column != NULL && row != NULL, NULL);

  packs = hearth_desk_get_packs (hearth_view_keeper_get_desk (keeper));
  if (column == &name_column)
    return hearth_case_row_dup_name (row);
  if (g_str_equal (column->id, "overdue"))
    return row->n_overdue > 0 ? g_strdup_printf ("%u", row->n_overdue) : NULL;
  if (g_str_equal (column->id, "owed"))
    return row->is_owed_known ? hearth_format_money (row->owed_kop) : NULL;
  if (g_str_equal (column->id, "birth"))
    return hearth_format_partial_date (&row->birth);
  if (g_str_equal (column->id, "released"))
    return hearth_format_partial_date (&row->released);
  if (g_str_equal (column->id, "arrived"))
    return hearth_format_date (row->arrived);
  if (g_str_equal (column->id, "flags"))
    return dup_flags (row, packs);
  return g_strdup (get_text (column->id, row, packs, keeper));
}

/* --- Filters --- */

const HearthCaseFilterField *
hearth_case_filter_fields_get (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (filter_fields);
  return filter_fields;
}

const HearthCaseFilterField *
hearth_case_filter_fields_find (const char *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (filter_fields); i++)
    if (g_str_equal (filter_fields[i].field, field))
      return &filter_fields[i];
  return NULL;
}

char *
hearth_case_filter_fields_dup_value (const HearthCaseFilterField *field,
                                     const char *value,
                                     HearthViewKeeper *keeper)
{
  HearthPackSet *packs;
  const char *title;

  g_return_val_if_fail (field != NULL && value != NULL, NULL);

  packs = hearth_desk_get_packs (hearth_view_keeper_get_desk (keeper));
  if (field->yes != NULL)
    return g_strdup (_ (field->yes));
  if (*value == '\0')
    /* Translators: filter for cases in which the field is empty. */
    return g_strdup (_ ("Not known"));
  if (field->pack != NULL)
    return g_strdup (hearth_format_pack_title (packs, field->pack, value));
  if (!g_str_equal (field->field, "event"))
    return g_strdup (value);
  title = hearth_view_keeper_get_event_title (keeper, value);
  return g_strdup (title != NULL ? title : _ ("Exchange"));
}
