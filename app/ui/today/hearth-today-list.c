/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-list.h"

#include "hearth-alarm-item.h"
#include "hearth-let-go.h"
#include "hearth-step-item.h"
#include "hearth-wait-item.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* More than a window shows. */
/* Rows are dear, and a list view makes some two hundred whether they are seen or not. The window is full after a few
 * frames; all rows of one window in one frame would take two or three. */
#define N_FIRST 8
#define N_SLICE 3
#define N_WITH_ROWS 220
#define N_BEYOND 400

typedef enum
{
  ENTRY_HEADING,
  ENTRY_ALARM,
  ENTRY_STEP,
  ENTRY_WAIT,
} EntryType;

typedef struct
{
  EntryType type;
  gconstpointer row; /* of the answer; a title for a heading */
  GObject *item;     /* NULL: nobody has looked */
} Entry;

struct _HearthTodayList
{
  GObject parent_instance;
  HearthContext *context; /* weak: what is left of the window does not keep a session */
  HearthPackSet *packs;   /* by which the items were made */
  HearthToday *today;
  HearthDate day;
  GArray *entries;
  guint n_shown;
  guint slice_id;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthTodayList,
                               hearth_today_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
clear_entry (gpointer data)
{
  g_clear_object (&((Entry *) data)->item);
}

static GArray *
entries_new (void)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));

  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

/* --- The order --- */

static void
add (GArray *entries, EntryType type, gconstpointer row)
{
  Entry entry = { type, row, NULL };

  g_array_append_val (entries, entry);
}

static gboolean
has_alarm (const HearthToday *today, const HearthStepRow *step)
{
  for (guint i = 0; i < today->alarms->len; i++)
    {
      const HearthAlarmRow *alarm = today->alarms->pdata[i];

      if (hearth_id_equal (&alarm->case_id, &step->case_id))
        return TRUE;
    }
  return FALSE;
}

/* Whoever reads the alarm needs no second row that says less of the same. */
static void
add_alarms (GArray *entries, const HearthToday *today)
{
  if (today->alarms->len + today->urgent->len == 0)
    return;
  add (entries, ENTRY_HEADING, _ ("Needed at Once"));
  for (guint i = 0; i < today->alarms->len; i++)
    add (entries, ENTRY_ALARM, today->alarms->pdata[i]);
  for (guint i = 0; i < today->urgent->len; i++)
    if (!has_alarm (today, today->urgent->pdata[i]))
      add (entries, ENTRY_STEP, today->urgent->pdata[i]);
}

static const char *
get_group_title (const HearthStepRow *step, HearthDate day)
{
  if (step->due != HEARTH_DATE_NONE && step->due < day)
    return C_ ("steps", "Overdue");
  return step->due == day ? C_ ("steps", "Today") : C_ ("steps", "This Week");
}

/* Steps that are only to be remembered have no place among the days. */
static void
add_due (GArray *entries, const HearthToday *today, HearthDate day)
{
  const char *group = NULL;

  for (guint i = 0; i < today->due->len; i++)
    {
      const char *title = get_group_title (today->due->pdata[i], day);

      if (g_strcmp0 (title, group) != 0)
        add (entries, ENTRY_HEADING, title);
      group = title;
      add (entries, ENTRY_STEP, today->due->pdata[i]);
    }
}

static void
add_group (GArray *entries, const char *title, EntryType type, const GPtrArray *rows)
{
  if (rows->len > 0)
    add (entries, ENTRY_HEADING, title);
  for (guint i = 0; i < rows->len; i++)
    add (entries, type, rows->pdata[i]);
}

static GArray *
list_entries (const HearthToday *today, HearthDate day)
{
  GArray *entries = entries_new ();

  add_alarms (entries, today);
  add_due (entries, today, day);
  add_group (entries, C_ ("today", "Waiting"), ENTRY_WAIT, today->waits);
  add_group (entries, _ ("Put Off"), ENTRY_STEP, today->put_off);
  return entries;
}

/* --- What is as it was --- */

static gboolean
is_same_alarm (const HearthAlarmRow *a, const HearthAlarmRow *b)
{
  return hearth_id_equal (&a->rec, &b->rec) && a->revision == b->revision &&
         g_strcmp0 (a->surname, b->surname) == 0 && g_strcmp0 (a->given, b->given) == 0;
}

static gboolean
is_same_step (const HearthStepRow *a, const HearthStepRow *b)
{
  return hearth_id_equal (&a->step_id, &b->step_id) && a->revision == b->revision &&
         g_strcmp0 (a->surname, b->surname) == 0 && g_strcmp0 (a->given, b->given) == 0 &&
         g_strcmp0 (a->owner, b->owner) == 0;
}

static gboolean
is_same_wait (const HearthWaitRow *a, const HearthWaitRow *b)
{
  return hearth_id_equal (&a->rec, &b->rec) && a->expected == b->expected &&
         g_strcmp0 (a->about, b->about) == 0 && g_strcmp0 (a->surname, b->surname) == 0 &&
         g_strcmp0 (a->given, b->given) == 0;
}

static gboolean
is_same (const Entry *a, const Entry *b)
{
  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case ENTRY_ALARM:
      return is_same_alarm (a->row, b->row);
    case ENTRY_STEP:
      return is_same_step (a->row, b->row);
    case ENTRY_WAIT:
      return is_same_wait (a->row, b->row);
    case ENTRY_HEADING:
    default:
      return g_strcmp0 (a->row, b->row) == 0;
    }
}

static Entry *
entry_at (GArray *entries, guint index)
{
  return &g_array_index (entries, Entry, index);
}

static guint
count_same_first (GArray *a, GArray *b)
{
  guint n = 0;

  while (n < a->len && n < b->len && is_same (entry_at (a, n), entry_at (b, n)))
    n++;
  return n;
}

static guint
count_same_last (GArray *a, GArray *b, guint n_first)
{
  guint n = 0;

  while (n_first + n < a->len && n_first + n < b->len &&
         is_same (entry_at (a, a->len - 1 - n), entry_at (b, b->len - 1 - n)))
    n++;
  return n;
}

static void
keep_items (GArray *from, guint from_index, GArray *to, guint to_index, guint n)
{
  for (guint i = 0; i < n; i++)
    entry_at (to, to_index + i)->item = g_steal_pointer (&entry_at (from, from_index + i)->item);
}

/* --- Slices --- */

static void show_slice (HearthTodayList *self);

static gboolean
on_slice_cb (gpointer user_data)
{
  HearthTodayList *self = user_data;

  self->slice_id = 0;
  show_slice (self);
  return G_SOURCE_REMOVE;
}

static void
go_on (HearthTodayList *self)
{
  if (self->n_shown < self->entries->len && self->slice_id == 0)
    self->slice_id = g_idle_add_full (G_PRIORITY_LOW, on_slice_cb, self, NULL);
}

static void
show_slice (HearthTodayList *self)
{
  const guint before = self->n_shown;
  const guint n = before < N_WITH_ROWS ? N_SLICE : N_BEYOND;

  self->n_shown = MIN (before + n, self->entries->len);
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
  go_on (self);
}

/* --- The list --- */

static GObject *
make_item (HearthTodayList *self, const Entry *entry)
{
  switch (entry->type)
    {
    case ENTRY_ALARM:
      return G_OBJECT (hearth_alarm_item_new_for_row (self->packs, entry->row));
    case ENTRY_STEP:
      return self->context != NULL
                 ? G_OBJECT (hearth_step_item_new_for_row (self->context, entry->row, self->day))
                 : G_OBJECT (gtk_string_object_new (""));
    case ENTRY_WAIT:
      return G_OBJECT (hearth_wait_item_new (self->packs, entry->row, self->day));
    case ENTRY_HEADING:
    default:
      return G_OBJECT (gtk_string_object_new (entry->row));
    }
}

static GType
hearth_today_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
hearth_today_list_get_n_items (GListModel *model)
{
  return HEARTH_TODAY_LIST (model)->n_shown;
}

static gpointer
hearth_today_list_get_item (GListModel *model, guint position)
{
  HearthTodayList *self = HEARTH_TODAY_LIST (model);
  Entry *entry;

  if (position >= self->n_shown)
    return NULL;
  entry = entry_at (self->entries, position);
  if (entry->item == NULL)
    entry->item = make_item (self, entry);
  return g_object_ref (entry->item);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = hearth_today_list_get_item_type;
  iface->get_n_items = hearth_today_list_get_n_items;
  iface->get_item = hearth_today_list_get_item;
}

static void
hearth_today_list_finalize (GObject *object)
{
  HearthTodayList *self = HEARTH_TODAY_LIST (object);

  g_clear_handle_id (&self->slice_id, g_source_remove);
  g_array_unref (self->entries);
  hearth_let_go (self->today, (GDestroyNotify) hearth_today_free);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_weak_pointer (&self->context);
  G_OBJECT_CLASS (hearth_today_list_parent_class)->finalize (object);
}

static void
hearth_today_list_class_init (HearthTodayListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_today_list_finalize;
}

static void
hearth_today_list_init (HearthTodayList *self)
{
  self->entries = entries_new ();
  self->day = HEARTH_DATE_NONE;
}

HearthTodayList *
hearth_today_list_new (void)
{
  return g_object_new (HEARTH_TYPE_TODAY_LIST, NULL);
}

/* Whether what was made is still what would be made. */
static gboolean
is_of_same_making (HearthTodayList *self, HearthContext *context, HearthDate day)
{
  return self->context == context && self->packs == hearth_context_get_packs (context) &&
         self->day == day;
}

/* Tells the least: a list view whose rows stay keeps its focus and its place. */
static void
replace (HearthTodayList *self, GArray *entries, guint n_first, guint n_last)
{
  GArray *before = self->entries;
  const guint n_shown = self->n_shown;
  const guint n_removed = before->len - n_first - n_last;
  const guint n_added = entries->len - n_first - n_last;

  keep_items (before, 0, entries, 0, n_first);
  keep_items (before, before->len - n_last, entries, entries->len - n_last, n_last);
  self->entries = entries;
  if (n_shown == before->len && n_added <= N_FIRST)
    {
      self->n_shown = entries->len;
      if (n_added + n_removed > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), n_first, n_removed, n_added);
    }
  else
    {
      const guint n_kept = MIN (n_first, n_shown);

      self->n_shown = MIN (n_kept + N_FIRST, entries->len);
      g_list_model_items_changed (G_LIST_MODEL (self), n_kept, n_shown - n_kept,
                                  self->n_shown - n_kept);
    }
  g_array_unref (before);
  go_on (self);
}

void
hearth_today_list_take (HearthTodayList *self,
                        HearthContext *context,
                        HearthToday *today,
                        HearthDate day)
{
  HearthToday *before;
  GArray *entries;
  guint n_first = 0, n_last = 0;

  g_return_if_fail (HEARTH_IS_TODAY_LIST (self));
  g_return_if_fail (HEARTH_IS_CONTEXT (context) && today != NULL);

  entries = list_entries (today, day);
  if (is_of_same_making (self, context, day))
    {
      n_first = count_same_first (self->entries, entries);
      n_last = count_same_last (self->entries, entries, n_first);
    }
  before = self->today;
  self->today = today;
  self->day = day;
  g_set_weak_pointer (&self->context, context);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  self->packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  replace (self, entries, n_first, n_last);
  hearth_let_go (before, (GDestroyNotify) hearth_today_free);
}
