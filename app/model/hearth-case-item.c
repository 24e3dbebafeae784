/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row object holds only what the list shows, and lives as long as a cell shows it. Main thread. */
#include "config.h"

#include "hearth-case-item-private.h"

struct _HearthCaseItem
{
  GObject parent_instance;

  gint64 row_id;
  HearthCaseRow *row; /* NULL: not come yet */
  char *name;         /* of the row */
  guint is_wanted : 1;

  const HearthCaseItemOwner *owner;
  gpointer list; /* not owned, NULL once detached */
};

enum
{
  PROP_ROW_ID = 1,
  PROP_NAME,
  PROP_NAME_LATIN,
  PROP_NUMBER,
  PROP_CALL_SIGN,
  PROP_RANK,
  PROP_UNIT,
  PROP_CATEGORY,
  PROP_OVERDUE,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HearthCaseItem, hearth_case_item, G_TYPE_OBJECT)

static void
want_row (HearthCaseItem *self)
{
  if (self->row != NULL || self->is_wanted || self->list == NULL)
    return;
  self->is_wanted = TRUE;
  self->owner->wanted (self->list, self->row_id);
}

static const char *
get_text (HearthCaseItem *self, guint property)
{
  const HearthCaseRow *row = hearth_case_item_get_row (self);

  if (row == NULL)
    return NULL;
  switch (property)
    {
    case PROP_NAME:
      return self->name;
    case PROP_NAME_LATIN:
      return row->name_latin;
    case PROP_NUMBER:
      return row->number;
    case PROP_CALL_SIGN:
      return row->call_sign;
    case PROP_RANK:
      return row->rank;
    case PROP_UNIT:
      return row->unit;
    case PROP_CATEGORY:
      return row->category;
    default:
      return NULL;
    }
}

static void
hearth_case_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthCaseItem *self = HEARTH_CASE_ITEM (object);

  switch (id)
    {
    case PROP_ROW_ID:
      g_value_set_int64 (value, self->row_id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->row != NULL);
      break;
    case PROP_OVERDUE:
      want_row (self);
      g_value_set_uint (value, self->row != NULL ? self->row->n_overdue : 0);
      break;
    case PROP_NAME:
    case PROP_NAME_LATIN:
    case PROP_NUMBER:
    case PROP_CALL_SIGN:
    case PROP_RANK:
    case PROP_UNIT:
    case PROP_CATEGORY:
      g_value_set_string (value, get_text (self, id));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_case_item_finalize (GObject *object)
{
  HearthCaseItem *self = HEARTH_CASE_ITEM (object);

  if (self->list != NULL)
    self->owner->finalized (self->list, self->row_id);
  g_clear_pointer (&self->row, hearth_case_row_free);
  g_free (self->name);
  G_OBJECT_CLASS (hearth_case_item_parent_class)->finalize (object);
}

static void
add_text_property (guint id, const char *name)
{
  properties[id] = g_param_spec_string (
      name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
hearth_case_item_class_init (HearthCaseItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_case_item_get_property;
  object_class->finalize = hearth_case_item_finalize;

  properties[PROP_ROW_ID] = g_param_spec_int64 ("row-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OVERDUE] = g_param_spec_uint ("overdue", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  add_text_property (PROP_NAME, "name");
  add_text_property (PROP_NAME_LATIN, "name-latin");
  add_text_property (PROP_NUMBER, "number");
  add_text_property (PROP_CALL_SIGN, "call-sign");
  add_text_property (PROP_RANK, "rank");
  add_text_property (PROP_UNIT, "unit");
  add_text_property (PROP_CATEGORY, "category");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_case_item_init (HearthCaseItem *self)
{
}

HearthCaseItem *
_hearth_case_item_new (gint64 row_id, const HearthCaseItemOwner *owner, gpointer list)
{
  HearthCaseItem *self = g_object_new (HEARTH_TYPE_CASE_ITEM, NULL);

  self->row_id = row_id;
  self->owner = owner;
  self->list = list;
  return self;
}

void
_hearth_case_item_detach (HearthCaseItem *self)
{
  self->list = NULL;
}

/* Shows @row (transfer full) from now on, and tells whoever shows it. */
void
_hearth_case_item_take_row (HearthCaseItem *self, HearthCaseRow *row)
{
  g_clear_pointer (&self->row, hearth_case_row_free);
  g_free (self->name);
  self->row = row;
  self->name = hearth_case_row_dup_name (row);
  self->is_wanted = FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  for (guint id = PROP_NAME; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * hearth_case_item_get_row:
 *
 * Returns: (transfer none) (nullable): the row, valid until the next ::notify::loaded; %NULL if it has not
 *   come yet, and then it is asked for. Thread: main.
 */
const HearthCaseRow *
hearth_case_item_get_row (HearthCaseItem *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_ITEM (self), NULL);

  want_row (self);
  return self->row;
}

/** hearth_case_item_get_row_id: Returns: the row id in core.person. Thread: main. */
gint64
hearth_case_item_get_row_id (HearthCaseItem *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_ITEM (self), -1);

  return self->row_id;
}

/** hearth_case_item_is_loaded: Returns: whether the row has come. Thread: main. */
gboolean
hearth_case_item_is_loaded (HearthCaseItem *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_ITEM (self), FALSE);

  return self->row != NULL;
}
