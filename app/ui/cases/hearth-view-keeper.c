/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-view-keeper.h"

#include "hearth-case-columns.h"
#include "hearth-format.h"
#include "hearth-random.h"
#include "hearth-saved-view-store.h"

#include <glib/gi18n.h>

/* A look that is tried for a moment is not written; the lock comes rarely in the same second. */
#define REMEMBER_AFTER_MS 400

struct _HearthViewKeeper
{
  GObject parent_instance;
  HearthDesk *desk;
  HearthStore *store; /* NULL: locked */
  HearthSavedView *current;
  GPtrArray *views;         /* HearthSavedView with names */
  HearthSavedView *removed; /* nullable */
  GHashTable *event_titles; /* hex digits -> title */
  guint remember_id;
  gboolean was_changed; /* before the remembered look had come */
  gboolean is_ready;
};

G_DEFINE_FINAL_TYPE (HearthViewKeeper, hearth_view_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  VIEWS_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const HearthSavedView *const *) a)->name,
                         (*(const HearthSavedView *const *) b)->name);
}

static guint
find_view (HearthViewKeeper *self, const HearthId *id)
{
  for (guint i = 0; i < self->views->len; i++)
    if (hearth_id_equal (&((HearthSavedView *) self->views->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

/* --- Writing --- */

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthViewKeeper) self = HEARTH_VIEW_KEEPER (user_data);
  g_autoptr (GError) error = NULL;

  if (!hearth_saved_view_store_write_finish (HEARTH_STORE (source), result, &error) &&
      self->desk != NULL && hearth_desk_is_unlocked (self->desk))
    hearth_desk_report_error (self->desk, error);
}

/* That a look is not remembered is not worth a word: a vault that is open for reading keeps none. */
static void
on_remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  hearth_saved_view_store_write_finish (HEARTH_STORE (source), result, NULL);
}

static void
write_view (HearthViewKeeper *self, const HearthSavedView *view, gboolean remove)
{
  if (self->store != NULL)
    hearth_saved_view_store_write_async (self->store, view, remove, on_written_cb,
                                         g_object_ref (self));
}

static gboolean
remember_cb (gpointer user_data)
{
  HearthViewKeeper *self = HEARTH_VIEW_KEEPER (user_data);

  self->remember_id = 0;
  if (self->store != NULL)
    hearth_saved_view_store_write_async (self->store, self->current, FALSE, on_remembered_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
take_current (HearthViewKeeper *self)
{
  self->was_changed = TRUE;
  g_clear_handle_id (&self->remember_id, g_source_remove);
  self->remember_id = g_timeout_add (REMEMBER_AFTER_MS, remember_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Reading --- */

static void
take_views (HearthViewKeeper *self, GPtrArray *views)
{
  for (guint i = 0; i < views->len; i++)
    {
      HearthSavedView *view = views->pdata[i];

      if (g_strcmp0 (view->place, self->current->place) != 0)
        continue;
      if (view->name != NULL)
        g_ptr_array_add (self->views, hearth_saved_view_copy (view));
      else if (!self->was_changed)
        {
          hearth_saved_view_free (self->current);
          self->current = hearth_saved_view_copy (view);
        }
    }
  g_ptr_array_sort (self->views, compare_names);
  g_signal_emit (self, signals[VIEWS_CHANGED], 0);
}

static void
on_views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthViewKeeper) self = HEARTH_VIEW_KEEPER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views =
      hearth_saved_view_store_list_finish (HEARTH_STORE (source), result, &error);

  if (self->store == NULL)
    return;
  self->is_ready = TRUE;
  if (views != NULL)
    take_views (self, views);
  else
    hearth_desk_report_error (self->desk, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
read_events (HearthDb *db, gpointer data, GError **error)
{
  return hearth_store_list_records (db, hearth_registry_find_kind ("event"), NULL, error);
}

static char *
dup_event_title (const HearthRecord *event)
{
  g_autofree char *date = hearth_format_date (hearth_record_get_date (event, "date"));
  g_autoptr (GString) title = g_string_new (date);
  gint64 number;

  if (hearth_record_get_int (event, "number", &number))
    {
      /* Translators: the exchanges of people are counted; this is one of them. */
      g_autofree char *part = g_strdup_printf (_ ("exchange %d"), (int) number);

      hearth_format_append_part (title, part);
    }
  if (hearth_record_get_int (event, "stage", &number))
    {
      /* Translators: an exchange of people has several stages. */
      g_autofree char *part = g_strdup_printf (_ ("stage %d"), (int) number);

      hearth_format_append_part (title, part);
    }
  return title->len > 0 ? g_strdup (title->str) : g_strdup (_ ("Exchange"));
}

static void
on_events_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthViewKeeper) self = HEARTH_VIEW_KEEPER (user_data);
  g_autoptr (GPtrArray) events = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  if (self->store == NULL || events == NULL)
    return;
  g_hash_table_remove_all (self->event_titles);
  for (guint i = 0; i < events->len; i++)
    g_hash_table_insert (self->event_titles,
                         hearth_id_to_string (hearth_record_get_id (events->pdata[i])),
                         dup_event_title (events->pdata[i]));
  g_signal_emit (self, signals[VIEWS_CHANGED], 0);
}

static void
load_events (HearthViewKeeper *self)
{
  hearth_store_read_async (self->store, read_events, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           hearth_desk_get_cancellable (self->desk), on_events_read_cb,
                           g_object_ref (self));
}

static void
on_store_changed_cb (HearthViewKeeper *self, HearthChangeSet *changes)
{
  if (self->store != NULL && hearth_change_set_touches_kind (changes, "event"))
    load_events (self);
}

static void
begin (HearthViewKeeper *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL)
    return;
  self->store = g_object_ref (hearth_context_get_store (context));
  hearth_saved_view_store_list_async (
      self->store, hearth_vault_get_user_id (hearth_context_get_vault (context)),
      hearth_desk_get_cancellable (self->desk), on_views_read_cb, g_object_ref (self));
  if (self->current->place != NULL)
    return;
  load_events (self);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- GObject --- */

static void
hearth_view_keeper_dispose (GObject *object)
{
  HearthViewKeeper *self = HEARTH_VIEW_KEEPER (object);

  g_clear_handle_id (&self->remember_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_view_keeper_parent_class)->dispose (object);
}

static void
hearth_view_keeper_finalize (GObject *object)
{
  HearthViewKeeper *self = HEARTH_VIEW_KEEPER (object);

  g_clear_pointer (&self->current, hearth_saved_view_free);
  g_clear_pointer (&self->removed, hearth_saved_view_free);
  g_ptr_array_unref (self->views);
  g_hash_table_unref (self->event_titles);
  G_OBJECT_CLASS (hearth_view_keeper_parent_class)->finalize (object);
}

static void
hearth_view_keeper_class_init (HearthViewKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hearth_view_keeper_dispose;
  object_class->finalize = hearth_view_keeper_finalize;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_VIEW_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[VIEWS_CHANGED] = g_signal_new ("views-changed", HEARTH_TYPE_VIEW_KEEPER,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_view_keeper_init (HearthViewKeeper *self)
{
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_saved_view_free);
  self->event_titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->current = hearth_saved_view_new ();
  hearth_saved_view_set_columns (self->current, hearth_case_columns_get_default ());
}

HearthViewKeeper *
hearth_view_keeper_new (HearthDesk *desk)
{
  HearthViewKeeper *self;

  g_return_val_if_fail (HEARTH_IS_DESK (desk), NULL);

  self = g_object_new (HEARTH_TYPE_VIEW_KEEPER, NULL);
  self->desk = g_object_ref (desk);
  begin (self);
  return self;
}

/* The look that is remembered without a name has an id of its own in each list; that of the cases is zero. */
static HearthId
get_remembered_id (const char *place)
{
  HearthId id = { { 0 } };
  const guint32 hash = place != NULL ? g_str_hash (place) : 0;

  for (guint i = 0; i < sizeof hash; i++)
    id.bytes[HEARTH_ID_SIZE - 1 - i] = (guint8) (hash >> (8 * i));
  return id;
}

HearthViewKeeper *
hearth_view_keeper_new_for (HearthDesk *desk, const char *place, const char *sort)
{
  HearthViewKeeper *self;

  g_return_val_if_fail (HEARTH_IS_DESK (desk) && place != NULL && sort != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_VIEW_KEEPER, NULL);
  self->desk = g_object_ref (desk);
  hearth_saved_view_free (self->current);
  self->current = hearth_saved_view_new ();
  self->current->id = get_remembered_id (place);
  hearth_saved_view_set_place (self->current, place);
  hearth_saved_view_set_sort (self->current, sort, FALSE);
  begin (self);
  return self;
}

HearthDesk *
hearth_view_keeper_get_desk (HearthViewKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), NULL);

  return self->desk;
}

gboolean
hearth_view_keeper_is_ready (HearthViewKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), FALSE);

  return self->is_ready;
}

/* --- What is shown now --- */

const HearthSavedView *
hearth_view_keeper_get_current (HearthViewKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), NULL);

  return self->current;
}

void
hearth_view_keeper_set_sort (HearthViewKeeper *self, const char *sort, gboolean is_descending)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  if (g_str_equal (self->current->sort, sort) && self->current->is_descending == is_descending)
    return;
  hearth_saved_view_set_sort (self->current, sort, is_descending);
  take_current (self);
}

void
hearth_view_keeper_add_filter (HearthViewKeeper *self, const char *field, const char *value)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  if (hearth_saved_view_has_filter (self->current, field, value))
    return;
  hearth_saved_view_add_filter (self->current, field, value);
  take_current (self);
}

void
hearth_view_keeper_remove_filter (HearthViewKeeper *self, const char *field, const char *value)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  if (!hearth_saved_view_has_filter (self->current, field, value))
    return;
  hearth_saved_view_remove_filter (self->current, field, value);
  take_current (self);
}

void
hearth_view_keeper_clear_filters (HearthViewKeeper *self)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  if (self->current->filters->len == 0)
    return;
  hearth_saved_view_clear_filters (self->current);
  take_current (self);
}

void
hearth_view_keeper_set_columns (HearthViewKeeper *self, const char *const *columns)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  hearth_saved_view_set_columns (self->current, columns);
  take_current (self);
}

void
hearth_view_keeper_set_is_table (HearthViewKeeper *self, gboolean is_table)
{
  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self));

  if (self->current->is_table == is_table)
    return;
  self->current->is_table = is_table;
  take_current (self);
}

/* --- Saved views --- */

GPtrArray *
hearth_view_keeper_get_views (HearthViewKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), NULL);

  return self->views;
}

const HearthSavedView *
hearth_view_keeper_find_shown (HearthViewKeeper *self)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (hearth_saved_view_looks_like (self->views->pdata[i], self->current))
      return self->views->pdata[i];
  return NULL;
}

void
hearth_view_keeper_show (HearthViewKeeper *self, const HearthId *id)
{
  const guint index = find_view (self, id);
  HearthId id_shown;

  if (index == G_MAXUINT)
    return;
  id_shown = self->current->id;
  hearth_saved_view_free (self->current);
  self->current = hearth_saved_view_copy (self->views->pdata[index]);
  self->current->id = id_shown;
  hearth_saved_view_set_name (self->current, NULL);
  take_current (self);
}

static void
views_changed (HearthViewKeeper *self)
{
  g_ptr_array_sort (self->views, compare_names);
  g_signal_emit (self, signals[VIEWS_CHANGED], 0);
}

void
hearth_view_keeper_save (HearthViewKeeper *self, const char *name)
{
  HearthSavedView *view;

  g_return_if_fail (HEARTH_IS_VIEW_KEEPER (self) && name != NULL);

  view = hearth_saved_view_copy (self->current);
  view->id = hearth_random_id ();
  hearth_saved_view_set_name (view, name);
  for (guint i = 0; i < self->views->len; i++)
    {
      const HearthSavedView *other = self->views->pdata[i];

      if (!g_str_equal (other->name, name))
        continue;
      view->id = other->id;
      g_ptr_array_remove_index (self->views, i);
      break;
    }
  g_ptr_array_add (self->views, view);
  write_view (self, view, FALSE);
  views_changed (self);
}

void
hearth_view_keeper_rename (HearthViewKeeper *self, const HearthId *id, const char *name)
{
  const guint index = find_view (self, id);
  HearthSavedView *view;

  g_return_if_fail (name != NULL);

  if (index == G_MAXUINT)
    return;
  view = self->views->pdata[index];
  hearth_saved_view_set_name (view, name);
  write_view (self, view, FALSE);
  views_changed (self);
}

void
hearth_view_keeper_remove (HearthViewKeeper *self, const HearthId *id)
{
  const guint index = find_view (self, id);

  if (index == G_MAXUINT)
    return;
  hearth_saved_view_free (self->removed);
  self->removed = hearth_saved_view_copy (self->views->pdata[index]);
  g_ptr_array_remove_index (self->views, index);
  write_view (self, self->removed, TRUE);
  views_changed (self);
}

void
hearth_view_keeper_restore (HearthViewKeeper *self)
{
  HearthSavedView *view = g_steal_pointer (&self->removed);

  if (view == NULL)
    return;
  g_ptr_array_add (self->views, view);
  write_view (self, view, FALSE);
  views_changed (self);
}

const char *
hearth_view_keeper_get_event_title (HearthViewKeeper *self, const char *event)
{
  g_return_val_if_fail (HEARTH_IS_VIEW_KEEPER (self), NULL);

  return event != NULL ? g_hash_table_lookup (self->event_titles, event) : NULL;
}
