/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board.h"

#include "hearth-benefit-facts.h"
#include "hearth-board-item.h"
#include "hearth-board-list.h"
#include "hearth-format.h"
#include "hearth-plan-explain.h"

#include <glib/gi18n.h>

struct _HearthBoard
{
  HearthDate as_of;
  GPtrArray *rows;   /* HearthStepRow, owned */
  GPtrArray *events; /* HearthRecord */
  HearthOutstandingFigures total;
  HearthContext *context;
};

HearthBoardQuestion *
hearth_board_question_new (HearthDate as_of, HearthPackSet *packs)
{
  HearthBoardQuestion *self = g_new0 (HearthBoardQuestion, 1);

  /* Who may not know what is owed sees the steps all the same. */
  self->is_owed_known = TRUE;
  self->as_of = as_of;
  self->packs = hearth_pack_set_ref (packs);
  return self;
}

void
hearth_board_question_free (HearthBoardQuestion *self)
{
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_free (self);
}

gpointer
hearth_board_read (HearthDb *db, gpointer data, GError **error)
{
  const HearthBoardQuestion *question = data;
  g_autoptr (HearthBoard) self = g_new0 (HearthBoard, 1);

  self->as_of = question->as_of;
  self->rows = hearth_step_query_outstanding (db, question, error);
  if (self->rows == NULL)
    return NULL;
  self->events = hearth_store_list_records (db, hearth_registry_find_kind ("event"), NULL, error);
  if (self->events == NULL)
    return NULL;
  self->total = hearth_outstanding_total (self->rows, question->as_of);
  return g_steal_pointer (&self);
}

void
hearth_board_free (HearthBoard *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_object (&self->context);
  g_free (self);
}

const HearthOutstandingFigures *
hearth_board_get_total (const HearthBoard *self)
{
  return &self->total;
}

void
hearth_board_name_things (HearthBoard *self, HearthContext *context)
{
  g_set_object (&self->context, context);
}

static gboolean
passes (HearthBoard *self, const HearthStepRow *row, const char *filter)
{
  if (g_str_equal (filter, "overdue"))
    return row->due != HEARTH_DATE_NONE && row->due < self->as_of;
  if (g_str_equal (filter, "owed"))
    return row->owed_kop != 0;
  if (g_str_equal (filter, "blocked"))
    return row->blocker != NULL && *row->blocker != '\0';
  return TRUE;
}

static GPtrArray *
filter_rows (HearthBoard *self, const char *filter)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (passes (self, self->rows->pdata[i], filter))
      g_ptr_array_add (rows, self->rows->pdata[i]);
  return rows;
}

/* "9 Jun 2025, exchange 66, stage 1", as much as is known. */
static char *
dup_event_title (HearthBoard *self, const char *id)
{
  HearthId wanted;

  if (!hearth_id_parse (id, &wanted))
    return NULL;
  for (guint i = 0; i < self->events->len; i++)
    {
      const HearthRecord *event = self->events->pdata[i];
      g_autofree char *date = NULL;
      g_autoptr (GString) title = NULL;
      gint64 number;

      if (!hearth_id_equal (hearth_record_get_id (event), &wanted))
        continue;
      date = hearth_format_date (hearth_record_get_date (event, "date"));
      title = g_string_new (date);
      if (hearth_record_get_int (event, "number", &number))
        {
          g_autofree char *part = g_strdup_printf (_ ("exchange %d"), (int) number);

          hearth_format_append_part (title, part);
        }
      if (hearth_record_get_int (event, "stage", &number))
        {
          g_autofree char *part = g_strdup_printf (_ ("stage %d"), (int) number);

          hearth_format_append_part (title, part);
        }
      return g_strdup (title->str);
    }
  return NULL;
}

static char *
dup_benefit_title (HearthBoard *self, const char *key)
{
  const HearthPackEntry *benefit =
      hearth_benefit_find (hearth_context_get_packs (self->context), key);

  if (benefit != NULL)
    return g_strdup (hearth_pack_entry_get_title (benefit, hearth_format_language ()));
  return hearth_plan_dup_title (
      (HearthPlanTemplates *) hearth_context_get_templates (self->context), key, 1,
      hearth_format_language ());
}

static char *
dup_group_title (HearthBoard *self, HearthOutstandingGrouping by, const char *key)
{
  HearthPackSet *packs = hearth_context_get_packs (self->context);
  char *title = NULL;

  if (key == NULL || *key == '\0')
    return g_strdup (by == HEARTH_OUTSTANDING_BY_BLOCKER ? _ ("Nothing known") : _ ("Not known"));
  switch (by)
    {
    case HEARTH_OUTSTANDING_BY_BENEFIT:
      title = dup_benefit_title (self, key);
      break;
    case HEARTH_OUTSTANDING_BY_BLOCKER:
      title = g_strdup (hearth_format_pack_title (packs, "blocker", key));
      break;
    case HEARTH_OUTSTANDING_BY_OWNER:
      title = g_strdup (hearth_format_pack_title (packs, "role", key));
      break;
    case HEARTH_OUTSTANDING_BY_EVENT:
      title = dup_event_title (self, key);
      break;
    case HEARTH_OUTSTANDING_BY_FACILITY:
    case HEARTH_OUTSTANDING_BY_UNIT:
      break;
    case HEARTH_N_OUTSTANDING_GROUPINGS:
    default:
      g_assert_not_reached ();
    }
  return title != NULL ? title : g_strdup (key);
}

static GListModel *
group_by_key (HearthBoard *self, GPtrArray *rows, HearthOutstandingGrouping by)
{
  g_autoptr (GPtrArray) groups = hearth_outstanding_group (rows, by, self->as_of);
  GListStore *store = g_list_store_new (HEARTH_TYPE_BOARD_ITEM);

  for (guint i = 0; i < groups->len; i++)
    {
      const HearthOutstandingGroup *group = groups->pdata[i];
      g_autoptr (GPtrArray) members = g_ptr_array_new ();
      g_autoptr (HearthBoardItem) item = NULL;
      g_autofree char *title = dup_group_title (self, by, group->key);

      for (guint j = 0; j < rows->len; j++)
        if (g_strcmp0 (hearth_outstanding_get_key (rows->pdata[j], by), group->key) == 0)
          g_ptr_array_add (members, rows->pdata[j]);
      item = hearth_board_item_new_group (members, title, &group->figures);
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/* In the order in which people first come: who has waited longest stands on top. */
static GListModel *
group_by_person (HearthBoard *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) members =
      g_hash_table_new_full (hearth_id_hash, hearth_id_equal, NULL, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GListStore *store = g_list_store_new (HEARTH_TYPE_BOARD_ITEM);

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = rows->pdata[i];
      GPtrArray *own = g_hash_table_lookup (members, &row->case_id);

      if (own == NULL)
        {
          own = g_ptr_array_new ();
          g_ptr_array_add (order, own);
          g_hash_table_insert (members, &row->case_id, own);
        }
      g_ptr_array_add (own, row);
    }
  for (guint i = 0; i < order->len; i++)
    {
      GPtrArray *own = order->pdata[i];
      const HearthStepRow *row = own->pdata[0];
      HearthOutstandingFigures figures = hearth_outstanding_total (own, self->as_of);
      g_autofree char *name = hearth_format_short_name (row->surname, row->given);
      g_autoptr (HearthBoardItem) item = NULL;

      item = hearth_board_item_new_group (own, name, &figures);
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

GListModel *
hearth_board_make_model (HearthBoard *self, const char *filter, const char *grouping)
{
  g_autoptr (GPtrArray) rows = filter_rows (self, filter);
  HearthOutstandingGrouping by;

  if (g_str_equal (filter, "people"))
    return group_by_person (self, rows);
  if (hearth_outstanding_grouping_from_name (grouping, &by))
    return group_by_key (self, rows, by);
  return hearth_board_list_new (rows);
}
